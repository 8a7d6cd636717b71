"""Invoices, receipts, reds and pick-ups as JSON from another program, turned into the inputs that forms also make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.json_reader import Entry
from models.contracts import queries as contracts
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Office
from models.core.text import N_, halfwidth
from models.core.typed import check_number
from models.customers import queries as customers
from models.deliveries.inputs import PickUpInput
from models.invoices import queries as invoices
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine
from models.invoices.queries import InvoiceRow
from models.invoices.rules import Facts
from models.invoices.rules.checks import MOST_QUANTITY, short_lines
from models.people import queries as people
from models.products import queries as products
from models.receipts.inputs import ReceiptInput
from models.receivables.queries import offset_numbered
from models.stock import queries as stock

ZERO = Decimal(0)


def _code(entry: Entry, key: str) -> str:
    """A code or a number as it is filed: full-width signs plain, cut where nothing filed is as long."""
    return halfwidth(entry.text(key)).strip()[:100]


def _id_of(entry: Entry, key: str, choices: Sequence[tuple[int, str]], text: str) -> int | None:
    name = entry.text(key).strip()[:100]
    if not name:
        return None
    for one, title in choices:
        if title == name:
            return one
    entry.problems.append(Problem(entry.at(key), f"{key}.unknown", text, {"name": name}))
    return None


def customer_id(office: Office, entry: Entry) -> int:
    """The customer whose code (or exact name) the entry names; 0 beside a problem where there is none."""
    code = _code(entry, "customer")
    row = customers.by_code(office, code) if code else None
    if row is None:
        text = N_("There is no customer {name}; check the code") if code else N_("Enter the customer's code")
        entry.problems.append(Problem(entry.at("customer"), "customer.unknown", text, {"name": code}))
        return 0
    return row.id


def _line(office: Office, entry: Entry) -> LineInput:
    code = _code(entry, "product")
    row = products.by_code(office, code) if code else None
    if row is None:
        text = N_("There is no product {name}; check the code") if code else N_("Enter the product's code")
        entry.problems.append(Problem(entry.at("product"), "product.unknown", text, {"name": code}))
    return LineInput(
        product_id=row.id if row else 0, quantity=entry.number("quantity", required=True) or ZERO, price=entry.number("price"),
        unit=entry.text("unit"), discount=entry.number("discount") or ZERO, gift=entry.flag("gift"), batch=entry.text("batch"),
        expiry=entry.day("expiry"), remark=entry.text("remark"))


def _where_it_lies(office: Office, x: InvoiceInput) -> int | None:
    """The first warehouse that has all an order asks for, where it names none; None leaves it to the default."""
    x, places = invoices.completed(office, x), stock.warehouses(office)
    for place in places if len(places) > 1 else ():
        here = replace(x, warehouse_id=place.id)
        facts = invoices.facts_of(office, here)
        if not all(_is_sound(line, facts) for line in x.lines):
            return None
        if next(short_lines(here, facts), None) is None:
            return place.id
    return None


def _is_sound(line: LineInput, facts: Facts) -> bool:
    product = facts.products.get(line.product_id)
    return product is not None and line.unit in product.units and not check_number("", line.quantity, 3, most=MOST_QUANTITY)


def _offset_id(office: Office, entry: Entry) -> int | None:
    """The offset paper an entry names by its number, None for none."""
    number = _code(entry, "offset")
    row = offset_numbered(office, number) if number else None
    if row is None and number:
        entry.problems.append(Problem(entry.at("offset"), "offset.unknown", N_("There is no offset paper {number}"), {"number": number}))
    return None if row is None else row.id


def _contract_id(office: Office, entry: Entry) -> int | None:
    """The contract an entry names by its number, None for none."""
    number = _code(entry, "contract")
    row = contracts.contract_numbered(office, number) if number else None
    if number and row is None:
        entry.problems.append(Problem(entry.at("contract"), "contract.unknown", N_("There is no contract {number}"), {"number": number}))
    return row.id if row else None


def invoice_input(office: Office, data: object) -> InvoiceInput:
    """One invoice: {"customer", "lines": [{"product", "quantity", "price", …}], "date", "warehouse", "remark", …}.

    Raises RuleViolation with every problem of the JSON itself; the rules of invoices speak when it is issued.
    """
    entry = Entry(data)
    lines = entry.entries("lines") or []
    made = InvoiceInput(
        customer_id=customer_id(office, entry), lines=tuple(_line(office, line) for line in lines), date=entry.day("date"),
        warehouse_id=_id_of(entry, "warehouse", [(row.id, row.name) for row in stock.warehouses(office)],
                            N_("There is no warehouse {name}; check the name")),
        salesperson_id=_id_of(entry, "salesperson", people.choices(office), N_("Nobody called {name} works here; check the name")),
        vehicle=entry.text("vehicle"), delivery_address=entry.text("delivery_address"), territory=entry.text("territory"),
        remark=entry.text("remark"), discount=entry.number("discount") or ZERO, rounding=entry.number("rounding") or ZERO,
        subsidy=entry.number("subsidy") or ZERO, contract_id=_contract_id(office, entry), offset_id=_offset_id(office, entry),
        basis=entry.text("basis"))
    if made.warehouse_id is None and "warehouse" not in entry.data:
        made = replace(made, warehouse_id=_where_it_lies(office, made))
    wrong = entry.done(*lines)
    if wrong:
        said = {problem.field for problem in wrong}
        require([*wrong, *(problem for problem in invoices.problems_of(office, made) if problem.field not in said)])
    return made


def receipt_input(office: Office, data: object) -> ReceiptInput:
    """One receipt: {"customer", "method", "amount", "allocate": [{"invoice": number, "amount"}], "contract": number, …}."""
    entry = Entry(data)
    parts = entry.entries("allocate")
    allocate = None if parts is None else tuple(
        (_invoice_id(office, part), part.number("amount", required=True) or ZERO) for part in parts)
    made = ReceiptInput(
        customer_id=customer_id(office, entry), method=entry.text("method").strip(),
        amount=entry.number("amount", required=True) or ZERO, date=entry.day("date"), allocate=allocate,
        rounding=entry.number("rounding") or ZERO, payer=entry.text("payer"), reference=entry.text("reference"),
        due=entry.day("due"), remark=entry.text("remark"), contract_id=_contract_id(office, entry),
        offset_id=_offset_id(office, entry), bank=entry.text("bank"))
    require(entry.done(*(parts or [])))
    return made


def _invoice_id(office: Office, entry: Entry) -> int:
    number = _code(entry, "invoice")
    row = invoices.by_number(office, number) if number else None
    if row is None:
        text = N_("There is no invoice {name}") if number else N_("Enter the number of the invoice")
        entry.problems.append(Problem(entry.at("invoice"), "invoice.unknown", text, {"name": number}))
        return 0
    return row.id


def invoice_named(office: Office, number: str) -> InvoiceRow:
    """The issued invoice of a number. Raises RuleViolation where there is none."""
    number = halfwidth(number).strip()[:100]
    row = invoices.by_number(office, number)
    if row is None:
        raise RuleViolation([Problem("number", "invoice.unknown", N_("There is no invoice {name}"), {"name": number})])
    return row


def _line_id(invoice: InvoiceRow, entry: Entry) -> int:
    """The invoice line an entry names by its position ("line") or by a product code that stands on one line only."""
    position, code = entry.number("line"), _code(entry, "product")
    hits = [line for line in invoice.lines if (line.position == position if position is not None else line.code == code)]
    if len(hits) != 1:
        text = N_("Name one line of {number} by its line number or its product code")
        entry.problems.append(Problem(entry.at("line"), "line.unknown", text, {"number": invoice.number}))
        return 0
    return hits[0].id


def red_input(invoice: InvoiceRow, reason: str, data: object | None) -> RedInput:
    """A red-letter invoice; lines: [{"line" or "product", "cancelled", "returned", "allowance"}], None for all that remains."""
    if data is None:
        return RedInput(invoice.id, reason, None)
    whole = Entry({"lines": data})
    entries = whole.entries("lines") or []
    lines = tuple(RedLine(_line_id(invoice, item), item.number("cancelled") or ZERO, item.number("returned") or ZERO,
                          item.number("allowance") or ZERO) for item in entries)
    require(whole.done(*entries))
    return RedInput(invoice.id, reason, lines)


def pick_up_input(invoice: InvoiceRow, data: object | None) -> PickUpInput:
    """Goods that left; lines: [{"line" or "product", "quantity"}] in base units, None for all that remains."""
    if data is None:
        return PickUpInput(invoice.id, None)
    whole = Entry({"lines": data})
    entries = whole.entries("lines") or []
    lines = tuple((_line_id(invoice, item), item.number("quantity", required=True) or ZERO) for item in entries)
    require(whole.done(*entries))
    return PickUpInput(invoice.id, lines)
