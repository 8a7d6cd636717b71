"""Reverse an invoice, whole or in part, with a red-letter invoice (红字) of its own number that credits the original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.core.errors import require
from models.core.money import ZERO, round_money
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.rows import insert_row
from models.core.typed import check_texts, cleaned
from models.days.queries import business_date
from models.invoices import queries
from models.invoices.commands.issue import store
from models.invoices.commands.void import found
from models.invoices.inputs import RedInput
from models.invoices.queries import InvoiceRow
from models.invoices.queries.facts import clock_fault
from models.invoices.rules import LEDGER, REASON, SERIES, Part, SoldLine, check_red, parts_of
from models.invoices.tables import Invoice
from models.people.commands import approved
from models.people.queries import approvers
from models.products.rules import base_quantity
from models.receivables.commands import allocate, give_back, post
from models.receivables.inputs import Entry, Use
from models.receivables.queries import balance, offset_of, side
from models.stock.commands import release

COPIED = ("customer_code", "customer_name", "customer_pinyin", "customer_address", "customer_phone", "customer_tax_number",
          "customer_bank", "delivery_address", "territory", "salesperson_name", "warehouse_name", "vehicle")


def red_invoice(office: Office, x: RedInput) -> Done:
    """Issue a red invoice. Raises RuleViolation with all problems; ApprovalNeeded when the clock is wrong."""
    x = replace(x, date=x.date or business_date(office))
    with office.command("invoice.red", x) as act:
        return red(act, x)


def red(act: Act, x: RedInput) -> Done:
    """Posting: reverse an invoice inside a command. What is returned enters stock when the keeper takes it in (deliveries)."""
    office, row = act.office, found(act.office, x.invoice_id)
    x = replace(x, date=x.date or business_date(office))
    facts = queries.red_facts(office, row)
    require([*check_texts(x, (REASON,)), *check_red(x, facts)])
    assert x.date      # filled in above
    act.about(row.number)
    fault = clock_fault(office)
    used = approved(act, [fault] if fault else [])
    number = take(act, SERIES, x.date)
    parts = parts_of(x.lines, facts)
    total, net, tax = (-sum((getattr(part, what) for _line, part in parts), ZERO) for what in ("amount", "net", "tax"))
    red_id = insert_row(office.database, Invoice, dict(
        number=number, kind="red", date=x.date, customer=row.customer_id, salesperson=row.salesperson_id,
        warehouse=row.warehouse_id, remark="", quantity=-sum((part.base for _line, part in parts), Decimal(0)), total=total, net=net,
        tax=tax, discount=ZERO, rounding=ZERO, due=x.date, owed_before=balance(office, row.customer_id, x.date),
        contract=row.contract_id, original=row.id, approved_by=approvers(office, used), person=act.person, moment=act.moment,
        **{name: getattr(row, name) for name in COPIED}, **cleaned(x, (REASON,))))
    store(act, [{**line, "invoice": red_id, "position": at + 1} for at, line in enumerate(_lines(row, facts.lines, parts))])
    products = {line.id: line.product_id for line in row.lines}
    release(act, x.date, row.warehouse_id, [(line, products[line], part.base) for line, part in parts if part.kind == "cancelled"])
    _credit(act, row, red_id, number, x, total)
    _free_offset(act, row, number, x, [(products[line], part.base) for line, part in parts])
    act.changed("invoices").about(number).note(number=number, original=row.number, total=total)
    return Done(red_id, number)


def _credit(act: Act, row: InvoiceRow, red_id: int, number: str, x: RedInput, total: Decimal) -> None:
    """Credit the customer, the original's open amount first; the rest is an advance."""
    assert x.date      # filled in by red
    debt = queries.debt_of(act.office, row.id)
    credit = post(act, Entry(row.customer_id, x.date, "red", total, LEDGER, red_id, number, reverses=debt))
    standing = None if debt is None else side(act.office, debt, x.date)
    amount = min(standing.room, -total) if standing else ZERO
    if debt is not None and amount > 0:
        allocate(act, x.date, credit, debt, amount)


def _free_offset(act: Act, row: InvoiceRow, number: str, x: RedInput, parts: Sequence[tuple[int, Decimal]]) -> None:
    """What is taken back of the offset paper's product may be taken again."""
    paper = offset_of(act.office, LEDGER, row.id)
    if paper is not None and x.date is not None:
        back = sum((base for product, base in parts if product == paper.quota.product_id), Decimal(0))
        give_back(act, Use(paper.id, x.date, LEDGER, row.id, number), back)


def _lines(row: InvoiceRow, sold: Mapping[int, SoldLine], parts: Sequence[tuple[int, Part]]) -> Iterator[dict[str, Any]]:
    """The lines of the red: everything as issued, quantities and amounts of the part, negative."""
    lines = {line.id: line for line in row.lines}
    for line_id, part in parts:
        line = lines[line_id]
        unit, quantity, price = _in_unit(sold[line_id], part, line.price)
        if part.kind == "allowance":
            price = ZERO
        yield {"kind": part.kind, "product": line.product_id, "code": line.code, "name": line.name, "specification": line.specification,
               "unit": unit, "quantity": -quantity, "base_quantity": -part.base, "price": price,
               "discount": part.amount - round_money(quantity * price), "share": ZERO, "gift": line.gift, "amount": -part.amount,
               "rate": line.rate, "net": -part.net, "tax": -part.tax, "tax_category": line.tax_category, "batch": line.batch,
               "expiry": line.expiry, "remark": line.remark, "contract_line": line.contract_line_id, "original": line_id}


def _in_unit(line: SoldLine, part: Part, price: Decimal) -> tuple[str, Decimal, Decimal]:
    """(unit, quantity, price) of a part: in the unit as sold where that comes out exactly, else in the base unit."""
    factor = line.factors[line.unit]
    quantity = base_quantity(part.base, 1 / factor)
    if quantity is not None:
        return line.unit, quantity, price
    base_unit = next(unit for unit, one in line.factors.items() if one == 1)
    exact = Fraction(price) / factor
    return base_unit, part.base, round(Decimal(exact.numerator) / Decimal(exact.denominator), 6)
