"""What is known of invoices: what a new one needs, issued papers, faults."""

from models.invoices.queries.agreed import contract_facts, linked, of_contract, used
from models.invoices.queries.facts import completed, facts_of, problems_of
from models.invoices.queries.faults import faults
from models.invoices.queries.lists import invoice_lines, invoices, salespeople
from models.invoices.queries.papers import (InvoiceRow, LineRow, as_draft, by_number, debt_of, invoice,
                                            last_invoice, recent)
from models.invoices.queries.reversal import red_facts, void_facts

__all__ = [
    "InvoiceRow", "LineRow", "as_draft", "by_number", "completed", "contract_facts", "debt_of",
    "facts_of", "faults", "invoice", "invoice_lines", "invoices", "last_invoice", "linked", "of_contract", "problems_of",
    "recent", "red_facts", "salespeople", "used", "void_facts",
]
