"""Void an invoice (作废): the number stays used and means nothing; goods are free again, the debt is countered."""

from __future__ import annotations

from models.core.errors import Problem, RuleViolation, require
from models.core.money import ZERO
from models.core.office import Act, Done, Office
from models.core.text import N_
from models.core.typed import check_texts, cleaned
from models.invoices import queries
from models.invoices.inputs import VoidInput
from models.invoices.queries import InvoiceRow
from models.invoices.rules import LEDGER, REASON, check_void
from models.invoices.tables import InvoiceVoid
from models.liabilities.commands import INVOICES, withdraw_cases
from models.receivables.commands import give_back, post
from models.receivables.inputs import Entry, Use
from models.stock.commands import release


def void_invoice(office: Office, x: VoidInput) -> Done:
    """Void an invoice of the present business date from which nothing followed. Raises RuleViolation saying what to do instead."""
    with office.command("invoice.void", x) as act:
        return void(act, x)


def void(act: Act, x: VoidInput) -> Done:
    """Posting: void an invoice inside a command."""
    row = found(act.office, x.invoice_id)
    require([*check_texts(x, (REASON,)), *check_void(queries.void_facts(act.office, row))])
    InvoiceVoid.insert(invoice=row.id, date=row.date, person=act.person, moment=act.moment, **cleaned(x, (REASON,))).execute()
    release(act, row.date, row.warehouse_id, [(line.id, line.product_id, line.base_quantity) for line in row.lines])
    debt = queries.debt_of(act.office, row.id)
    post(act, Entry(row.customer_id, row.date, "void", ZERO - row.total, LEDGER, row.id, row.number, reverses=debt))
    give_back(act, Use(0, row.date, LEDGER, row.id, row.number))
    withdraw_cases(act, INVOICES, row.id, x.reason)
    act.changed("invoices").about(row.number)
    return Done(row.id, row.number)


def found(office: Office, invoice_id: int) -> InvoiceRow:
    """The invoice. Raises RuleViolation when there is none."""
    row = queries.invoice(office, invoice_id) if 0 < invoice_id < 2**63 else None
    if row is None:
        raise RuleViolation([Problem("id", "invoice.unknown", N_("There is no such invoice; choose one from the list"))])
    return row
