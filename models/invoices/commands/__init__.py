"""The verbs and postings of the invoice room."""

from models.invoices.commands.issue import issue, issue_invoice
from models.invoices.commands.red import red, red_invoice
from models.invoices.commands.void import void, void_invoice

__all__ = ["issue", "issue_invoice", "red", "red_invoice", "void", "void_invoice"]
