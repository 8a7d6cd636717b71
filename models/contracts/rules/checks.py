"""Everything that must be right before a quote or a contract is filed, reviewed or changed: all problems at once, each at its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.contracts.inputs import (ContractInput, EventInput, InstalmentInput, LineInput, QuoteInput, ReviewInput, SupplementInput,
                                     TemplateInput, WorkInput)
from models.contracts.rules.options import EVENTS, INSTALMENTS, KINDS
from models.contracts.rules.sums import NOTHING, amounts
from models.contracts.rules.wording import open_blanks
from models.core.errors import Problem
from models.core.kinds import trimmed
from models.core.money import MOST, ZERO
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.products.rules import MOST_QUANTITY, RATES, base_quantity

MOST_LINES = 500
MOST_PRICE = Decimal("99999999.999999")
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
HEAD = (Text("title", 60), Text("their_number", 40), Text("placed", 60), Text("place", 200),
        Text("text", 20000, lines=True), Text("remark", 500, lines=True, emoji=True))
LINE = (Text("unit", 20), Text("name", 100), Text("remark", 200, emoji=True))
INSTALMENT = (Text("title", 60),)
QUOTE = (Text("terms", 2000, lines=True), Text("remark", 500, lines=True, emoji=True))
SUPPLEMENT = (Text("text", 5000, lines=True, required=N_("Say what is changed")),)
EVENT_TEXTS = (Text("text", 1000, lines=True, emoji=True, required=N_("Say what happened")),)
TEMPLATE = (Text("name", 60, required=N_("Name the wording")), Text("text", 20000, lines=True, required=N_("Enter the wording")))


@dataclass(frozen=True)
class Goods:
    """A product as far as a contract needs it. factors: base units in one of each unit, the base unit first."""

    id: int
    code: str
    name: str
    specification: str
    unit: str
    rate: str
    active: bool = True
    factors: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What is known when a paper of this room is checked. held: of a supplement, line → (base quantity agreed, used); open instalments."""

    customer: str = ""
    active: bool = True
    goods: Mapping[int, Goods] = field(default_factory=dict)
    salesperson: bool = True
    today: date = FIRST
    held: Mapping[int, Decimal] = field(default_factory=dict)
    owed: Mapping[int, Decimal] = field(default_factory=dict)


def check_quote(x: QuoteInput, facts: Facts) -> list[Problem]:
    """Customer, lines with prices, a validity that does not end before it begins."""
    found = [*_check_party(facts), *_check_lines(x.lines, facts, "goods"), *check_texts(x, QUOTE), *_check_days(x, ("date", "valid_until"))]
    if x.date and x.valid_until and x.valid_until < x.date:
        found.append(Problem("valid_until", "quote.valid", N_("The offer would end before it begins")))
    return found


def check_contract(x: ContractInput, facts: Facts) -> list[Problem]:
    """What keeps a contract from being filed as a draft."""
    found = [*_check_party(facts), *check_texts(x, HEAD), *_check_days(x, ("date", "starts", "ends", "deliver_by"))]
    if x.kind not in KINDS:
        found.append(Problem("kind", "contract.kind", N_("Choose the kind of contract")))
    if not found and x.starts and x.ends and x.ends < x.starts:
        found.append(Problem("ends", "contract.ends", N_("The contract would end before it begins")))
    found += _check_lines(x.lines, facts, x.kind)
    found += [problem for at, one in enumerate(x.instalments) for problem in _check_instalment(one, at)]
    if not found and x.kind != "framework":
        found += _check_sums(x, facts)
    return found


def _check_party(facts: Facts) -> list[Problem]:
    found = []
    if not facts.customer:
        found.append(Problem("customer", "contract.customer", N_("Choose a customer")))
    elif not facts.active:
        found.append(Problem("customer", "contract.inactive", N_("{customer} is no longer active; activate the customer first"),
                             {"customer": facts.customer}))
    if not facts.salesperson:
        found.append(Problem("salesperson", "contract.salesperson", N_("Choose somebody who works here now")))
    return found


def _check_days(x: object, names: Sequence[str]) -> list[Problem]:
    return [Problem(name, "date.range", N_("{day} cannot be right; look at the year"), {"day": day})
            for name in names if (day := getattr(x, name)) is not None and not FIRST <= day <= LAST]


def _check_lines(lines: Sequence[LineInput], facts: Facts, kind: str) -> list[Problem]:
    if not lines and kind != "framework":
        return [Problem("lines", "contract.lines", N_("Enter at least one line"))]
    if len(lines) > MOST_LINES:
        return [Problem("lines", "contract.many", N_("At most {most} lines go on one contract"), {"most": MOST_LINES})]
    return [problem.under(f"lines.{at}") for at, line in enumerate(lines) for problem in _check_line(line, facts, kind)]


def _check_line(line: LineInput, facts: Facts, kind: str) -> list[Problem]:
    change = line.changes is not None
    wrong = check_number("quantity", line.quantity, 3, least=-MOST_QUANTITY if change else NOTHING, most=MOST_QUANTITY,
                         above=not change and kind != "framework")
    wrong += check_number("price", line.price, 6, most=MOST_PRICE)
    found = [*wrong, *check_texts(line, LINE)]
    product = facts.goods.get(line.product_id or 0)
    if product is None and (line.product_id or not line.name.strip()):
        found.append(Problem("product", "line.product", N_("Choose a product, or say in words what is agreed")))
    elif product is not None and line.unit not in product.factors:
        found.append(Problem("unit", "line.unit", N_("{product} is sold by: {units}"),
                             {"product": product.name, "units": ", ".join(product.factors)}))
    elif product is not None and not wrong and base_quantity(abs(line.quantity), product.factors[line.unit]) is None:
        text = N_("{quantity} {unit} does not come out in {base}; change the quantity or sell by {base}")
        found.append(Problem("quantity", "line.base", text, {"quantity": trimmed(line.quantity), "unit": line.unit, "base": product.unit}))
    elif product is None and not line.unit.strip():
        found.append(Problem("unit", "line.unit_missing", N_("Enter the unit")))
    if line.price is None and not wrong:
        found.append(Problem("price", "line.price", N_("No price is known; enter one")))
    if line.rate not in RATES:
        found.append(Problem("rate", "line.rate", N_("Choose a tax rate")))
    if not found and amounts(line.quantity, line.price or NOTHING, line.rate).amount > MOST:
        found.append(Problem("price", "line.large", N_("The amount is too large; look at quantity and price")))
    return found


def _check_instalment(one: InstalmentInput, at: int) -> list[Problem]:
    found = [*_check_days(one, ("due",)), *check_texts(one, INSTALMENT)]
    if one.due is None:
        found.append(Problem("due", "date.missing", N_("Enter a date")))
    if one.kind not in INSTALMENTS:
        found.append(Problem("kind", "instalment.kind", N_("Choose what kind of money this is")))
    if one.changes is None:
        found += check_number("amount", one.amount, 2, above=True)
    else:
        found += check_number("amount", one.amount, 2, least=-MOST)
    return [problem.under(f"instalments.{at}") for problem in found]


def _check_sums(x: ContractInput, facts: Facts) -> list[Problem]:
    total = sum((amounts(line.quantity, line.price or NOTHING, line.rate).amount for line in x.lines), ZERO)
    planned = sum((one.amount for one in x.instalments), ZERO)
    if total > MOST:
        return [Problem("lines", "contract.large", N_("The amount is too large; look at quantity and price"))]
    if planned > total:
        return [Problem(f"instalments.{len(x.instalments) - 1}.amount", "contract.instalments",
                        N_("The instalments come to {planned}, more than the contract's {total}"), {"planned": planned, "total": total})]
    return []


def check_review(x: ReviewInput, clauses: Sequence[str], text: str, kind: str, placed: str, period: bool,
                 said: Iterable[str] = ()) -> list[Problem]:
    """A draft goes to review once each clause was looked at, no blank is left, and a placement says who and when (duties 32, 40).

    said: what was filled into the wording; brackets in it are no blanks.
    """
    found, answers = [], {one.clause: (at, one) for at, one in enumerate(x.clauses)}
    for place, clause in enumerate(clauses):
        at, one = answers.get(clause, (place, None))
        if one is None or one.answer not in ("yes", "none") or (one.answer == "none" and not one.note.strip()):
            found.append(Problem(f"lines.{at}.note", "clause.open", N_("Tick the clause, or say why it is not needed")))
        elif len(one.note) > 200:
            found.append(Problem(f"lines.{at}.note", "text.long", N_("Shorten this to {limit} characters"), {"limit": 200}))
    if not text.strip():
        found.append(Problem("", "contract.text", N_("The contract has no wording yet")))
    elif blanks := open_blanks(text, said):
        found.append(Problem("", "contract.blanks", N_("Still open in the wording: {blanks}"), {"blanks": "、".join(blanks)}))
    if kind == "service" and not placed:
        found.append(Problem("", "contract.placed", N_("Say who is placed")))
    if kind != "goods" and not period:
        found.append(Problem("", "contract.period", N_("Enter the first and the last day")))
    return found


def check_supplement(x: SupplementInput, facts: Facts, kind: str) -> list[Problem]:
    """Something changes, and nothing falls below what is used already or below nothing. facts.held: line → base quantity that may go."""
    found = [*check_texts(x, SUPPLEMENT), *_check_days(x, ("date", "ends", "deliver_by"))]
    if x.lines:
        found += _check_lines(x.lines, facts, kind)
    found += [problem for at, one in enumerate(x.instalments) for problem in _check_instalment(one, at)]
    for at, line in enumerate(() if found else x.lines):
        if line.changes is not None and line.changes not in facts.held:
            found.append(Problem(f"lines.{at}.product", "supplement.line", N_("Choose a line of this contract")))
        elif line.changes is not None and -_base(line, facts) > facts.held[line.changes]:
            found.append(Problem(f"lines.{at}.quantity", "supplement.below", N_("Only {left} is left of this line; the rest is invoiced"),
                                 {"left": trimmed(max(facts.held[line.changes], NOTHING))}))
    for at, one in enumerate(x.instalments):
        if one.changes is not None and (one.changes not in facts.owed or facts.owed[one.changes] + one.amount < 0):
            found.append(Problem(f"instalments.{at}.amount", "supplement.instalment", N_("An instalment cannot fall below nothing")))
    if not (found or x.lines or x.instalments or x.ends or x.deliver_by or x.text.strip()):
        found.append(Problem("text", "supplement.nothing", N_("Say what is changed")))
    return found


def _base(line: LineInput, facts: Facts) -> Decimal:
    product = facts.goods.get(line.product_id or 0)
    factor = product.factors.get(line.unit) if product else None
    base = base_quantity(abs(line.quantity), factor) if factor is not None else abs(line.quantity)
    return (base or NOTHING) * (-1 if line.quantity < 0 else 1)


def check_event(x: EventInput) -> list[Problem]:
    """A kind, words, a day."""
    found = [*check_texts(x, EVENT_TEXTS), *_check_days(x, ("date",))]
    return found if x.kind in EVENTS else [Problem("kind", "event.kind", N_("Choose what it is")), *found]


def check_work(x: WorkInput, performed: Decimal) -> list[Problem]:
    """A quantity; a counter-entry takes back no more than was performed."""
    found = check_number("quantity", x.quantity, 3, least=-MOST_QUANTITY, most=MOST_QUANTITY)
    if not found and not x.quantity:
        found.append(Problem("quantity", "work.nothing", N_("Enter a quantity")))
    if not found and performed + x.quantity < 0:
        found.append(Problem("quantity", "work.below", N_("Only {performed} was performed so far"), {"performed": trimmed(performed)}))
    return [*found, *check_texts(x, (Text("text", 200, emoji=True),)), *_check_days(x, ("date",))]


def check_template(x: TemplateInput) -> list[Problem]:
    """A name, a kind, a wording."""
    found = check_texts(x, TEMPLATE)
    return found if x.kind in KINDS else [*found, Problem("kind", "contract.kind", N_("Choose the kind of contract"))]
