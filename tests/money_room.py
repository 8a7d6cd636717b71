"""Rows that tests of money need from other rooms, filed the short way, and debts without their invoices."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.core import search
from models.core.errors import RuleViolation
from models.core.fields import MoneyField, QuantityField, TextField
from models.core.office import Office
from models.customers.tables import Customer
from models.days import commands as days
from models.invoices.tables import Invoice
from models.receipts import commands as receipts
from models.receipts.inputs import OpeningCashInput, ReceiptInput
from models.receipts.queries import faults as receipt_faults
from models.receivables import commands as receivables
from models.receivables.inputs import Entry
from models.receivables.queries import faults as ledger_faults
from models.stock.tables import Warehouse
from tests.factories import MONDAY, an_offset

BEFORE, AFTER = MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)


def filed_customer(office: Office, code: str = "C001", *, limit: str | None = None, credit_days: int = 0,
                   opening: str = "approved") -> int:
    """A customer whose account is open."""
    found_by = search.indexed_text((code, f"客户{code}"))
    row = Customer.create(code=code, name=f"客户{code}", pinyin=f"kehu{code}", search=found_by, alike="", credit_days=credit_days,
                          opening=opening, credit_limit=None if limit is None else Decimal(limit), created=office.clock.moment())
    search.put(office.database, "customer", row.id, found_by)
    return int(row.id)


def owes(office: Office, customer: int, amount: str, day: date = MONDAY, *, due: date | None = None, kind: str = "invoice",
         number: str = "", source_id: int = 0, reverses: int | None = None) -> int:
    """Post one entry, as invoices do; returns its id."""
    with office.command("test.post") as act:
        return receivables.post(act, Entry(customer, day, kind, Decimal(amount), "invoices", source_id, number, due or day, reverses))


def invoiced(office: Office, customer: int, amount: str, day: date = MONDAY, *, due: date | None = None) -> int:
    """An invoice without lines and its debt; returns the invoice's id."""
    warehouse = Warehouse.select().first() or Warehouse.create(code="W1", name="一号库")
    blank = {field.name: "" for field in Invoice._meta.sorted_fields if isinstance(field, TextField)}
    blank |= {field.name: Decimal(0) for field in Invoice._meta.sorted_fields if isinstance(field, MoneyField | QuantityField)}
    row = Invoice.create(**{**blank, "number": f"XS{Invoice.select().count() + 1:05d}", "kind": "sale", "date": day, "customer": customer,
                            "warehouse": warehouse, "total": Decimal(amount), "due": due or day, "moment": office.clock.moment()})
    owes(office, customer, amount, day, due=due, number=row.number, source_id=row.id)
    return int(row.id)


def pays(office: Office, customer: int, amount: str, day: date = MONDAY, *, due: date | None = None) -> int:
    """Post a receipt without its paper; returns the entry's id."""
    with office.command("test.post") as act:
        return receivables.post(act, Entry(customer, day, "receipt", -Decimal(amount), "receipts", 0, "", due))


def allocates(office: Office, credit: int, debt: int, amount: str, day: date = MONDAY) -> None:
    """Set a credit against a debt."""
    with office.command("test.allocate") as act:
        receivables.allocate(act, day, credit, debt, Decimal(amount))


def releases(office: Office, entry: int, day: date = MONDAY) -> None:
    """Release all of an entry's allocations."""
    with office.command("test.release") as act:
        receivables.release_allocations(act, day, entry)


def locked(office: Office, day: date) -> None:
    """Close a day, without the figures of a closing."""
    with office.command("test.close") as act:
        days.lock_day(act, day)


def codes(caught: pytest.ExceptionInfo[RuleViolation]) -> list[tuple[str, str]]:
    """What is wrong, as (field, code)."""
    return [(problem.field, problem.code) for problem in caught.value.problems]


def taken(office: Office, customer: int, amount: str, method: str = "cash", **more: object) -> int:
    """Take a receipt; returns its id. An offset gets a paper."""
    if method == "offset" and "offset_id" not in more:
        more["offset_id"] = an_offset(office, customer)
    return receipts.take_receipt(office, ReceiptInput(customer, method, Decimal(amount), **more)).id  # type: ignore[arg-type]  # by name


def with_cash(office: Office, amount: str, day: date = MONDAY) -> None:
    """Put cash into the drawer."""
    receipts.set_opening_cash(office, OpeningCashInput(Decimal(amount), day))


def sound(office: Office) -> bool:
    """Whether drawer and ledger agree with their papers."""
    return not [*receipt_faults(office), *ledger_faults(office)]
