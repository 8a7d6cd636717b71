"""Everything that must be right before an invoice is issued or voided: all problems at once, each at its field (rules: Invoices)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from models.contracts.rules import IN_FORCE
from models.core.errors import Problem
from models.core.kinds import trimmed
from models.core.money import MOST, round_money
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.days.rules import check_date
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.rules.facts import Facts, ProductFacts, VoidFacts
from models.invoices.rules.sums import Priced
from models.products.rules import base_quantity
from models.receivables.rules import check_use

MOST_LINES = 500
MOST_QUANTITY = Decimal("999999999.999")
MOST_PRICE = Decimal("99999999.999999")
HEAD = (Text("vehicle", 40), Text("delivery_address", 200), Text("territory", 40), Text("remark", 500, lines=True, emoji=True),
        Text("basis", 200, emoji=True))
LINE = (Text("unit", 20), Text("batch", 40), Text("remark", 200, emoji=True))
REASON = Text("reason", 200, emoji=True, required=N_("Enter the reason"))


def check_invoice(x: InvoiceInput, facts: Facts) -> list[Problem]:
    """What keeps an invoice from being issued; empty when nothing does. The input is `completed`."""
    found = check_day(x.date, facts.closed_through, facts.today)
    found += _check_customer(x, facts)
    found += check_texts(x, HEAD) + check_number("subsidy", x.subsidy, 2)
    if facts.warehouse is None or not facts.warehouse.active:
        found.append(Problem("warehouse", "invoice.warehouse", N_("Choose a warehouse that is in use")))
    if x.salesperson_id is not None and (facts.salesperson is None or not facts.salesperson.active):
        found.append(Problem("salesperson", "invoice.salesperson", N_("Choose somebody who works here now")))
    if not x.lines:
        found.append(Problem("lines", "invoice.lines", N_("Enter at least one line")))
    elif len(x.lines) > MOST_LINES:
        found.append(Problem("lines", "invoice.many", N_("Split this invoice: at most {most} lines go on one"), {"most": MOST_LINES}))
    sound = []
    for at, line in enumerate(x.lines):
        wrong = _check_line(line, facts.products.get(line.product_id), x.date)
        sound.append(not wrong)
        found += [problem.under(f"lines.{at}") for problem in wrong]
    found += _check_contract(x, facts) + _check_offset(x, facts) + _check_whole(x, facts, all(sound))
    return found + _check_stock(x, facts, sound)


def check_day(day: date | None, closed_through: date | None, today: date) -> list[Problem]:
    """A business date: given, a day, open, of this century."""
    if day is not None and (isinstance(day, datetime) or day.year < 2000):
        return [Problem("date", "date.early", N_("Enter a date from the year 2000 on"))]
    return check_date(day, closed_through, today)


def _check_customer(x: InvoiceInput, facts: Facts) -> list[Problem]:
    customer = facts.customer
    if customer is None:
        return [Problem("customer", "invoice.customer", N_("Choose a customer"))]
    found = []
    if customer.opening != "approved":
        found.append(Problem("customer", "invoice.opening", N_("{customer} is not opened yet; have the account opening approved first"),
                             {"customer": customer.name}))
    if not customer.active:
        found.append(Problem("customer", "invoice.inactive", N_("{customer} is no longer active; activate the customer first"),
                             {"customer": customer.name}))
    if customer.expired and facts.policy.expired_licence == "block":
        found.append(Problem("customer", "invoice.licence", N_("{customer}: out of date: {licences}; file the new licence first"),
                             {"customer": customer.name, "licences": ", ".join(customer.expired)}))
    return found


def _check_contract(x: InvoiceInput, facts: Facts) -> list[Problem]:
    """A contract of this customer that is in force; a line refers to one of its lines, of the same product (rules: Contracts)."""
    contract = facts.contract
    if x.contract_id is not None and (contract is None or contract.customer_id != x.customer_id):
        return [Problem("contract", "invoice.contract", N_("Choose a contract of this customer"))]
    if contract is not None and contract.state not in IN_FORCE:
        return [Problem("contract", "invoice.contract_state", N_("{number} is not in force"), {"number": contract.number})]
    found = []
    for at, line in enumerate(x.lines):
        agreed = contract.lines.get(line.contract_line_id) if contract and line.contract_line_id is not None else None
        if line.contract_line_id is not None and (agreed is None or agreed.product_id not in (None, line.product_id)):
            found.append(Problem(f"lines.{at}.product", "line.contract", N_("This is no line of the contract")))
    return found


def _check_offset(x: InvoiceInput, facts: Facts) -> list[Problem]:
    """An offset paper of this customer that holds on the day, for goods that the invoice has (duty 26)."""
    if x.offset_id is None or x.date is None:
        return []
    found, quota = check_use(facts.offset, x.customer_id, x.date), facts.offset
    if not found and quota and quota.product_id is not None and quota.product_id not in {line.product_id for line in x.lines}:
        found = [Problem("offset", "offset.product", N_("The offset paper {number} is for {product}; no line has it"),
                         {"number": quota.number, "product": quota.product})]
    return found


def _check_line(line: LineInput, product: ProductFacts | None, day: date | None) -> list[Problem]:
    wrong = check_number("quantity", line.quantity, 3, most=MOST_QUANTITY, above=True)
    wrong += check_number("price", line.price, 6, most=MOST_PRICE) + check_number("discount", line.discount, 2)
    found = [*wrong, *check_texts(line, LINE)]
    if product is None:
        return [Problem("product", "line.product", N_("Choose a product")), *found]
    if not product.active:
        found.append(Problem("product", "line.inactive", N_("{product} is no longer sold"), {"product": product.name}))
    factor = product.units.get(line.unit)
    if factor is None:
        found.append(Problem("unit", "line.unit", N_("{product} is sold by: {units}"),
                             {"product": product.name, "units": ", ".join(product.units)}))
    if line.price is None and not wrong:
        found.append(Problem("price", "line.price", N_("No price is known; enter one")))
    elif line.price is not None and line.price == 0 and not line.gift:
        found.append(Problem("price", "line.free", N_("Enter a price, or mark the line as a gift")))
    if not wrong:
        found += _check_amount(line, product, factor)
    return [*found, *_check_batch(line, product, day)]


def _check_amount(line: LineInput, product: ProductFacts, factor: Fraction | None) -> Iterator[Problem]:
    base = None if factor is None else base_quantity(line.quantity, factor)
    if factor is not None and (base is None or not 0 < base <= MOST_QUANTITY):
        yield Problem("quantity", "line.base", N_("{quantity} {unit} does not come out in {base}; change the quantity or sell by {base}"),
                      {"quantity": trimmed(line.quantity), "unit": line.unit, "base": product.unit})
    gross = round_money(line.quantity * (line.price or 0))
    if gross > MOST:
        yield Problem("price", "line.large", N_("The amount is too large; look at quantity and price"))
    elif line.price is not None and line.discount > gross:
        yield Problem("discount", "line.discount", N_("The discount is more than the line"))


def _check_batch(line: LineInput, product: ProductFacts, day: date | None) -> Iterator[Problem]:
    if product.asks_batch and not line.batch.strip():
        yield Problem("batch", "line.batch", N_("Enter the batch number; {product} asks for it"), {"product": product.name})
    if product.asks_expiry and line.expiry is None:
        yield Problem("expiry", "line.expiry", N_("Enter the expiry date; {product} asks for it"), {"product": product.name})
    elif line.expiry is not None and day is not None and line.expiry < day:
        yield Problem("expiry", "line.expired", N_("This batch expired on {day}; choose another"), {"day": line.expiry})


def priced(x: InvoiceInput, facts: Facts) -> list[Priced]:
    """The lines of a checked invoice, ready for the sums."""
    return [Priced(line.quantity, line.price or Decimal(0), line.discount, facts.products[line.product_id].rate) for line in x.lines]


def bases(x: InvoiceInput, facts: Facts, sound: Sequence[bool] = ()) -> list[Decimal]:
    """Each line's quantity in base units, 0 for a line that is not sound; all are when nothing else is said."""
    found = []
    for at, line in enumerate(x.lines):
        product = facts.products.get(line.product_id) if not sound or sound[at] else None
        found.append((base_quantity(line.quantity, product.units[line.unit]) if product else None) or Decimal(0))
    return found


def wanted(x: InvoiceInput, quantities: Sequence[Decimal]) -> dict[int, Decimal]:
    """Base quantity asked of each product; a product in two lines is asked for once."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for line, base in zip(x.lines, quantities, strict=True):
        found[line.product_id] += base
    return found


def short_lines(x: InvoiceInput, facts: Facts, sound: Sequence[bool] = ()) -> Iterator[tuple[int, Decimal, int]]:
    """(product, base quantity of all its lines, index of the line that goes beyond) of every product asked for beyond what is available."""
    quantities = bases(x, facts, sound)
    asked, running, said = wanted(x, quantities), defaultdict[int, Decimal](Decimal), set[int]()
    for at, (line, base) in enumerate(zip(x.lines, quantities, strict=True)):
        product, stock = line.product_id, facts.stock.get(line.product_id)
        running[product] += base
        if stock is not None and product not in said and base and running[product] > stock.available:
            said.add(product)
            yield product, asked[product], at


def _check_whole(x: InvoiceInput, facts: Facts, sound: bool) -> list[Problem]:
    found = check_number("discount", x.discount, 2) + check_number("rounding", x.rounding, 2)
    if found or not sound:
        return found
    before = sum((line.own for line in priced(x, facts)), Decimal(0))
    if before > MOST:
        return [Problem("lines", "invoice.large", N_("The amount is too large; look at quantity and price"))]
    if x.discount > before:
        return [Problem("discount", "invoice.discount", N_("The discount is more than the invoice"))]
    if x.rounding > before - x.discount:
        return [Problem("rounding", "invoice.rounding", N_("The rounding-off is more than the invoice"))]
    if x.rounding >= facts.policy.rounding_most:
        return [Problem("rounding", "invoice.rounding", N_("Rounding off is for less than {most} yuan; enter a discount"),
                        {"most": facts.policy.rounding_most})]
    return _check_basis(x, facts, before - x.discount - x.rounding)


def _check_basis(x: InvoiceInput, facts: Facts, total: Decimal) -> list[Problem]:
    """A large invoice rests on something: a contract, an offset paper, or words that say it (duty 26)."""
    large = facts.policy.large
    if not large or total <= large or x.basis.strip() or x.contract_id is not None or x.offset_id is not None:
        return []
    return [Problem("basis", "invoice.basis", N_("This invoice is for more than {large}; say what it rests on"), {"large": large})]


def _check_stock(x: InvoiceInput, facts: Facts, sound: Sequence[bool]) -> list[Problem]:
    """Short stock where it is refused, and a backdated issue that leaves a later day short, always (rules: Stock)."""
    found = []
    for product, quantity, at in short_lines(x, facts, sound):
        stock, filed = facts.stock[product], facts.products[product]
        backdated = (isinstance(x.date, date) and x.date < facts.today) or stock.lowest < stock.free
        later = backdated and quantity > stock.lowest
        if not later and facts.policy.short_stock != "refuse":
            continue
        code, text = "line.short", N_("{product}: only {available} {unit} available")
        if later and quantity <= stock.free - stock.promised:
            code, text = "line.later", N_("{product}: a later day would be short; only {available} {unit} can go on this date")
        found.append(Problem(f"lines.{at}.quantity", code, text,
                             {"product": filed.name, "unit": filed.unit, "available": trimmed(max(stock.available, Decimal(0)))}))
    return found


def check_void(facts: VoidFacts) -> list[Problem]:
    """A void is for the day's own mistakes; all else is a red (rules: Invoices, Void)."""
    names = {"number": facts.number}
    if facts.is_void:
        return [Problem("", "void.twice", N_("{number} is void already"), names)]
    if facts.kind == "red":
        return [Problem("", "void.red", N_("A red invoice cannot be voided; issue the goods again with a new invoice"))]
    found = []
    if facts.reds:
        found.append(Problem("", "void.reversed", N_("{number} was reversed by {reds}; make another red invoice for the rest"),
                             {**names, "reds": ", ".join(facts.reds)}))
    if facts.closed_through is not None and facts.day <= facts.closed_through:
        found.append(Problem("", "void.closed", N_("{day} is closed; make a red invoice instead"), {"day": facts.day}))
    elif facts.day < facts.business_date:
        found.append(Problem("", "void.later", N_("{number} is of {day}, another business date; make a red invoice instead"),
                             {**names, "day": facts.day}))
    if facts.picked:
        text = N_("Goods of {number} have left; undo the pick-up if it was a mistake, or make a red invoice")
        found.append(Problem("", "void.picked", text, names))
    if facts.allocated:
        found.append(Problem("", "void.paid", N_("{amount} of {number} is paid; reverse the receipt first, or make a red invoice"),
                             {**names, "amount": facts.allocated}))
    return found
