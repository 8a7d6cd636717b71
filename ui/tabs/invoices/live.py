"""What follows from an invoice while it is typed: names, offered prices, stock, sums, what the customer owes, what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.contracts import queries as contracts
from models.core.errors import Need
from models.core.kinds import trimmed
from models.core.money import MOST, ZERO
from models.core.office import Office
from models.core.text import N_, _
from models.customers.queries import price_for
from models.invoices import queries
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.rules import Facts, Sums, check_invoice, needs_of, priced, sum_up
from models.invoices.rules.checks import short_lines
from models.products.queries import ProductRow, cards
from models.receivables.queries import offsets_of
from printing.capitals import amount_in_capitals
from ui.kit.specs import Level, Live, Mark, Values
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.receipts.offsets import choices_of

SOURCES = {"last": N_("last time"), "price list": N_("agreed price"), "tier": N_("tier price"), "list": N_("list price")}
SHOWN_PROBLEMS = ("customer", "date", "discount", "rounding", "basis", "offset")
"""Fields whose problems are worth saying before the invoice is issued; the others are only not typed yet."""


@dataclass
class Worked:
    """What is being gathered for the form."""

    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    choices: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)
    asks: set[str] = field(default_factory=set)

    def mark(self, path: str, text: str, level: Level = Level.LOOK) -> None:
        """Say something beside a value, after what is said there already."""
        before = self.marks.get(path)
        self.marks[path] = Mark(f"{before.text}; {text}" if before else text, level)


def follow(office: Office, values: Values, path: str) -> Live:
    """The form's `live`: runs after each key."""
    worked = Worked()
    _contract(office, values, path, worked)
    head = _head(office, values, path, worked)
    products = cards(office, [line["product"] for line in values["lines"] if line["product"]])
    for place, line in enumerate(values["lines"]):
        product = products.get(line["product"])
        if product is not None:
            _line(office, values["customer"], line, product, path, f"lines.{place}", worked)
    _offsets(office, head, values, worked)
    _sums(office, head, values, products, worked)
    if path in ("", "customer"):
        _last(office, values["customer"], worked)
    if values["method"] == "acceptance":
        worked.asks.update(("acceptance_due", "bank"))
    if values["method"] not in ("cash", "offset"):
        worked.asks.add("reference")
    return Live(worked.values, worked.marks, worked.choices, worked.asks)


_EMPTY: Values = {"discount": None, "gift": False, "batch": "", "expiry": None, "remark": ""}


def _contract(office: Office, values: Values, path: str, worked: Worked) -> None:
    """The field for a contract is there for customers who have one in force; one that is chosen brings its customer and what is left."""
    held = contracts.in_force(office, values["customer"]) if values["customer"] else []
    if path == "customer" and values["contract"] not in {each[0] for each in held}:
        worked.values["contract"] = values["contract"] = None
    if path == "contract" and values["contract"] and not any(line["product"] for line in values["lines"]):
        from ui.tabs.contracts.verbs import invoice_of

        found = invoice_of(office, values["contract"])
        worked.values.update(customer=found["customer"], lines=found["lines"])
        values.update(customer=found["customer"].id, lines=[{**_EMPTY, **line, "product": line["product"].id} for line in found["lines"]])
    if held or values["contract"]:
        worked.asks.add("contract")
        if not values["contract"]:
            worked.mark("contract", _("in force: {contracts}").format(contracts="、".join(each[1] for each in held[:3])), Level.PLAIN)
    if values["quote"]:
        worked.asks.add("quote")


def _offsets(office: Office, head: InvoiceInput, values: Values, worked: Worked) -> None:
    """The field for an offset paper is there for customers who have one, and where the money is to be an offset."""
    papers = choices_of(office, values["customer"], head.date)
    if len(papers) > 1 or values["method"] == "offset" or values["offset"]:
        worked.asks.add("offset")
        worked.choices["offset"] = papers
    if values["method"] == "offset" and not values["offset"] and len(papers) > 1:
        sold = {None, *(line["product"] for line in values["lines"])}
        fitting = [row.id for row in offsets_of(office, values["customer"], head.date) if row.quota.product_id in sold]
        worked.values["offset"] = values["offset"] = fitting[0] if fitting else None


def _head(office: Office, values: Values, path: str, worked: Worked) -> InvoiceInput:
    """The head, with what the customer's file says filled in when the customer or the address is chosen."""
    if path == "customer":
        values.update(salesperson=None, delivery_address="", territory="")
    if path == "delivery_address":
        values["territory"] = ""
    head = queries.completed(office, InvoiceInput.from_form({**values, "lines": ()}))
    if path in ("customer", "delivery_address"):
        worked.values["territory"] = head.territory
    if path == "customer":
        worked.values.update(salesperson=head.salesperson_id, delivery_address=head.delivery_address)
    return head


def _line(office: Office, customer: int | None, line: Values, product: ProductRow, path: str, at: str, worked: Worked) -> None:
    """Name, units and price of a line; `line` itself is brought up to date for the sums."""
    if path == f"{at}.product" or not line["unit"]:
        line["unit"] = product.unit
    if _wants_price(line, path, at):
        offer = price_for(office, customer, product.id, line["unit"], line["quantity"] or Decimal(1))
        line.update(price=offer.price, offered=None if offer.price is None else trimmed(offer.price), source=offer.source)
    for key in ("unit", "price", "offered", "source"):
        worked.values[f"{at}.{key}"] = line.get(key)
    worked.values.update({f"{at}.name": product.name, f"{at}.specification": product.specification})
    worked.choices[f"{at}.unit"] = [(unit, unit) for unit in product.factors]
    source = SOURCES.get(line.get("source") or "")
    if source and _is_offered(line) and not line["gift"]:
        worked.mark(f"{at}.price", _(source), Level.PLAIN)
    worked.asks.update(f"{at}.{key}" for key, asks in (("batch", product.asks_batch), ("expiry", product.asks_expiry)) if asks)


def _is_offered(line: Values) -> bool:
    return line["price"] is not None and trimmed(line["price"]) == line.get("offered")


def _wants_price(line: Values, path: str, at: str) -> bool:
    """A price that was typed stays; one that was offered follows the product, the unit, the customer and the quantity."""
    if path in (f"{at}.product", f"{at}.unit"):
        return True
    if path == "customer":
        return line["price"] is None or _is_offered(line)
    return path == f"{at}.quantity" and line.get("source") in ("tier", "list") and _is_offered(line)


def _sums(office: Office, head: InvoiceInput, values: Values, products: Mapping[int, ProductRow], worked: Worked) -> None:
    """Amounts, totals, stock and needs, of the lines that are complete so far."""
    lines = [(place, line) for place, line in enumerate(values["lines"]) if line["product"] in products]
    known = InvoiceInput(head.customer_id, tuple(LineInput(line["product"], line["quantity"] or ZERO) for _place, line in lines),
                         head.date, head.warehouse_id, head.salesperson_id, contract_id=head.contract_id,
                         offset_id=values["offset"])
    received = values["received"] or ZERO
    facts = queries.facts_of(office, known, ZERO if values["method"] == "acceptance" else received)
    whole = [(place, line) for place, line in lines if _is_whole(line, products)]
    x = replace(head, lines=tuple(_typed(line) for _place, line in whole), offset_id=values["offset"], quote_id=None)
    x = replace(x, lines=queries.linked(office, x))
    sums = sum_up(priced(x, facts), x.discount, x.rounding)
    places = [place for place, _line in whole]
    for place, each in zip(places, sums.lines, strict=True):
        worked.values[f"lines.{place}.amount"] = each.amount
    for place, line in lines:
        if place not in places:
            worked.values[f"lines.{place}.amount"] = None
        worked.values[f"lines.{place}.available"] = _in_unit(facts.stock[line["product"]].available, line, products) \
            if line["product"] in facts.stock else None
    _say_short(x, facts, places, products, worked)
    _say_needs(x, facts, sums, places, worked)
    _say_totals(facts, sums, whole, received, worked)


def _is_whole(line: Values, products: Mapping[int, ProductRow]) -> bool:
    return bool(line["quantity"]) and line["quantity"] > 0 and (line["price"] is not None or line["gift"]) \
        and line["unit"] in products[line["product"]].factors


def _typed(line: Values) -> LineInput:
    made = LineInput.from_form(line)
    return LineInput(made.product_id, made.quantity, ZERO if made.gift else made.price, made.unit, made.discount, made.gift)


def _in_unit(base: Decimal, line: Values, products: Mapping[int, ProductRow]) -> Decimal:
    """A base quantity in the unit of the line, rounded down to what a quantity keeps."""
    factor = products[line["product"]].factors.get(line["unit"], Fraction(1))
    return Decimal(int(Fraction(base) / factor * 1000)).scaleb(-3)


def _say_short(x: InvoiceInput, facts: Facts, places: list[int], products: Mapping[int, ProductRow], worked: Worked) -> None:
    for product, asked, at in short_lines(x, facts):
        available, unit = max(facts.stock[product].available, ZERO), products[product].unit
        worked.values[f"lines.{places[at]}.available"] = _("short {quantity}").format(quantity=said.quantity(asked - available, unit))
        worked.mark(f"lines.{places[at]}.available", _("only {available} there, {asked} asked for").format(
            available=said.quantity(available, unit), asked=said.quantity(asked, unit)))


def _say_needs(x: InvoiceInput, facts: Facts, sums: Sums, places: list[int], worked: Worked) -> None:
    """What will need a manager, and what is wrong with the head, as soon as it is known."""
    if facts.customer is None:
        return
    for need in needs_of(x, facts, sums.total):
        if need.field and need.kind != "short stock":
            head, _dot, rest = need.field.partition(".")
            place, _dot, key = rest.partition(".")
            path = f"lines.{places[int(place)]}.{key}" if head == "lines" else head
            worked.mark(path, _("{what} (needs approval)").format(what=_short(need, facts)))
        if need.kind == "off territory":
            worked.asks.add("subsidy")
    if facts.customer.expired and facts.policy.expired_licence == "warn":
        worked.mark("customer", _("licence out of date: {licences}").format(licences=", ".join(facts.customer.expired)))
    for problem in check_invoice(x, facts):
        if problem.field == "basis":
            worked.asks.add("basis")
        if problem.field in SHOWN_PROBLEMS:
            worked.mark(problem.field, problem.say(), Level.BLOCK)
    if x.basis:
        worked.asks.add("basis")
    if facts.credit.overdue_amount > 0 and "customer" not in worked.marks:
        worked.mark("owed", _overdue(facts))


def _short(need: Need, facts: Facts) -> str:
    """A need in words that leave out what stands beside them anyway."""
    if need.kind == "over credit":
        return _("{sum}, {beyond} over the limit").format(sum=need.params["sum"], beyond=said.money(need.amount or ZERO))
    if need.kind == "off territory":
        return _("{place} is outside {home}").format(**need.params)
    return _overdue(facts) if need.kind == "overdue" else need.say()


def _overdue(facts: Facts) -> str:
    return _("{amount} overdue, {days} days").format(amount=said.money(facts.credit.overdue_amount), days=facts.credit.overdue_days)


def _say_totals(facts: Facts, sums: Sums, whole: list[tuple[int, Values]], received: Decimal, worked: Worked) -> None:
    pieces: dict[str, Decimal] = {}
    for _place, line in whole:
        pieces[line["unit"]] = pieces.get(line["unit"], Decimal(0)) + line["quantity"]
    credit, chosen = facts.credit, facts.customer is not None
    left = _("none set") if credit.limit is None else said.money(credit.limit - credit.balance - credit.acceptances_not_due)
    worked.values.update(
        pieces=said.quantities(pieces.items()), total=sums.total, owed=credit.balance if chosen else None, credit=left if chosen else "",
        capitals=amount_in_capitals(sums.total) if abs(sums.total) <= MOST else "",
        owed_after=credit.balance + sums.total - received if chosen else None)


def _last(office: Office, customer: int | None, worked: Worked) -> None:
    row = queries.last_invoice(office, customer) if customer else None
    worked.values["last"] = "" if row is None else join(said.day(office, row.date), said.money(row.total))
