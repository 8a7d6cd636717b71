"""What is done with an issued invoice, line by line: reds, pick-ups, goods that come back, differences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.core.errors import RuleViolation
from models.core.kinds import trimmed
from models.core.money import ZERO
from models.core.office import Done, Office
from models.core.text import N_
from models.days.queries import business_date
from models.deliveries import commands as deliveries
from models.deliveries import queries as goods
from models.deliveries.inputs import ExplainInput, PickUpInput, TakeBackInput
from models.deliveries.rules import Remaining
from models.invoices import commands, queries
from models.invoices.inputs import RedInput, VoidInput
from models.invoices.rules import RedFacts, SoldLine, check_red, parts_of
from models.sale.commands import void_and_redo
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Live, Section, Values
from ui.tabs.finders import keeper_choices

REASON = FieldSpec("reason", N_("Reason"), required=True, width=50)
VOID = FormSpec("void", N_("Void the invoice"), fields=(REASON,),
                intro=N_("The number and all copies stay, marked void. Goods that are reserved become free again."))
REDO = FormSpec("redo", N_("Void and write again"), fields=(REASON,), intro=N_(
    "The invoice is voided, the receipt taken with it is countered, and a draft opens that says the same."))
EXPLAIN = FormSpec("explain", N_("Explain the difference"), fields=(REASON,),
                   intro=N_("Why the goods have not all moved; it leaves the open list until something moves."))
_NAMES = (
    FieldSpec("code", N_("Code"), width=10, read_only=True),
    FieldSpec("name", N_("Product"), width=24, read_only=True),
    FieldSpec("unit", N_("Unit"), width=5, read_only=True),
)


def _moves(name: str, title: str, intro: str, moved: str) -> FormSpec:
    """A form for goods of an invoice that move: part quantities, each line ticked off."""
    return FormSpec(name, title, intro=intro, live=_tick, parts=(
        Section((FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, initial=business_date, aside=True),
                 FieldSpec("keeper", N_("Keeper"), FieldKind.CHOICE, width=12, choices=keeper_choices, aside=True),
                 FieldSpec("vehicle", N_("Vehicle"), width=14, limit=40, aside=True)), columns=3),
        LinesSpec("lines", (
            FieldSpec("take", N_("All"), FieldKind.FLAG, width=3, aside=True), *_NAMES,
            FieldSpec("ordered", N_("On the invoice"), FieldKind.QUANTITY, width=9, read_only=True),
            FieldSpec("left", moved, FieldKind.QUANTITY, width=9, read_only=True),
            FieldSpec("remaining", N_("Remains"), FieldKind.QUANTITY, width=9, read_only=True),
            FieldSpec("quantity", N_("Now"), FieldKind.QUANTITY, width=9),
        ), title=N_("Goods"), growing=False),
        Section((FieldSpec("remark", N_("Remark"), width=50, aside=True),)),
    ))


def _tick(_office: Office, values: Values, path: str) -> Live:
    """Ticking a line takes all that remains, clearing the tick nothing; a typed quantity sets the tick."""
    shown: dict[str, Any] = {}
    for place, line in enumerate(values["lines"]):
        at = f"lines.{place}"
        if path == f"{at}.take":
            shown[f"{at}.quantity"] = line["quantity"] = line["remaining"] if line["take"] else None
        shown[f"{at}.take"] = line["quantity"] == line["remaining"]
    return Live(shown)


PICK_UP = _moves("pick_up", N_("Pick up goods"), N_("What the keeper hands out now. Untick a line, or type a part of it."), N_("Has left"))
TAKE_BACK = _moves("take_back", N_("Take goods back"), N_("What has come back to the warehouse against this red invoice."), N_("Is back"))


def _follow_red(office: Office, values: Values, _path: str) -> Live:
    """What each line and all of it come to, while it is typed."""
    row = queries.invoice(office, values.get("id") or 0)
    if row is None:
        return Live()
    facts, x = queries.red_facts(office, row), RedInput.from_form(values)
    amounts = dict.fromkeys(facts.lines, ZERO)
    if not any(problem.field.startswith("lines") for problem in check_red(x, facts)):
        for line_id, part in parts_of(x.lines, facts):
            amounts[line_id] += part.amount
    shown: dict[str, Any] = {f"lines.{place}.amount": amounts[line["id"]] for place, line in enumerate(values["lines"])}
    asks = [f"lines.{place}.{part}" for place, line in enumerate(values["lines"])
            for part, most in (("cancelled", "waiting"), ("returned", "picked")) if line[most]]
    return Live({**shown, "total": sum(amounts.values(), ZERO)}, asks=asks)


RED = FormSpec("red", N_("Red-letter invoice"), live=_follow_red, intro=N_(
    "All that remains is filled in: what has not left is cancelled, what has left comes back. Clear or change what stays sold."), parts=(
    Section((REASON, FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, initial=business_date, aside=True)), columns=2),
    LinesSpec("lines", (
        *_NAMES,
        FieldSpec("waiting", N_("Not picked up"), FieldKind.QUANTITY, width=11, read_only=True),
        FieldSpec("cancelled", N_("Cancel"), FieldKind.QUANTITY, width=9, asked=True),
        FieldSpec("picked", N_("Picked up"), FieldKind.QUANTITY, width=10, read_only=True),
        FieldSpec("returned", N_("Come back"), FieldKind.QUANTITY, width=9, asked=True),
        FieldSpec("allowance", N_("Price allowance"), FieldKind.MONEY, width=11, aside=True),
        FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=12, read_only=True),
    ), title=N_("Lines"), growing=False),
    Section((FieldSpec("total", N_("Red in all"), FieldKind.MONEY, role="sum"),)),
))


def fill_red(office: Office, invoice_id: int) -> Values:
    """All that may still be taken back, line by line, in the unit it was sold in where that comes out."""
    row = queries.invoice(office, invoice_id)
    facts = None if row is None else queries.red_facts(office, row)
    if row is None or facts is None:
        return {}
    return {"id": row.id, "lines": [
        {"id": line.id, "code": line.code, "name": line.name, **_remains(facts.lines[line.id], facts)} for line in row.lines
        if line.id in facts.lines]}


def _remains(line: SoldLine, _facts: RedFacts) -> Values:
    unit = next((each for each in (line.unit, *line.factors) if _comes_out(line, each)), line.unit)
    waiting, picked = (_in(line, base, unit) for base in (max(line.cancellable, ZERO), max(line.returnable, ZERO)))
    return {"unit": unit, "waiting": waiting, "cancelled": waiting or None, "picked": picked, "returned": picked or None}


def _comes_out(line: SoldLine, unit: str) -> bool:
    return all((Fraction(base) / line.factors[unit] * 1000).denominator == 1 for base in (line.cancellable, line.returnable))


def _in(line: SoldLine, base: Decimal, unit: str) -> Decimal:
    return Decimal(trimmed(Decimal(int(Fraction(base) / line.factors[unit] * 1000)).scaleb(-3)))


def void(office: Office, invoice_id: int, answers: Values) -> Done:
    """Void an invoice of today."""
    return commands.void_invoice(office, VoidInput(invoice_id, answers["reason"]))


def redo(office: Office, invoice_id: int, answers: Values) -> Done:
    """Void it and open a draft of the same."""
    return void_and_redo(office, VoidInput(invoice_id, answers["reason"]))


def red(office: Office, invoice_id: int, answers: Values) -> Done:
    """Reverse what was typed of an invoice."""
    return commands.red_invoice(office, RedInput.from_form({**answers, "id": invoice_id}))


def fill_pick_up(office: Office, invoice_id: int) -> Values:
    """Everything that has not left yet."""
    row = queries.invoice(office, invoice_id)
    return {"id": invoice_id, "vehicle": row.vehicle if row else "", "lines": _rows(goods.remaining(office, invoice_id))}


def fill_take_back(office: Office, invoice_id: int) -> Values:
    """Everything the red invoice says comes back, and has not yet."""
    return {"id": invoice_id, "lines": _rows(goods.to_take_back(office, invoice_id))}


def _rows(remaining: list[Remaining]) -> list[Values]:
    return [{"line": row.line_id, "take": True, "code": row.code, "name": row.name, "unit": row.unit, "left": row.left,
             "ordered": row.ordered - row.cancelled, "remaining": row.remaining, "quantity": row.remaining}
            for row in remaining if row.remaining > 0]


def pick_up(office: Office, invoice_id: int, answers: Values) -> Done:
    """The goods that are ticked leave."""
    return _moved(answers, lambda values: deliveries.pick_up(office, PickUpInput.from_form({**values, "invoice": invoice_id})))


def take_back(office: Office, invoice_id: int, answers: Values) -> Done:
    """The goods that are ticked come back."""
    return _moved(answers, lambda values: deliveries.take_back_goods(
        office, TakeBackInput.from_form({**values, "invoice": invoice_id})))


def _moved(answers: Values, move: Any) -> Done:
    """Give the command the lines with a quantity; its problems come back at the lines of the form."""
    places = [place for place, line in enumerate(answers["lines"]) if line["quantity"]]
    try:
        done: Done = move(answers)
    except RuleViolation as refused:
        raise RuleViolation(replace(problem, field=_placed(problem.field, places)) for problem in refused.problems) from refused
    return done


def _placed(path: str, places: list[int]) -> str:
    head, _dot, rest = path.partition(".")
    place, _dot, key = rest.partition(".")
    return f"{head}.{places[int(place)]}.{key}" if head == "lines" and place.isdigit() else path


def explain(office: Office, invoice_id: int, answers: Values) -> Done:
    """Say why the goods have not all moved (duty 12)."""
    return deliveries.explain_difference(office, ExplainInput(invoice_id, answers["reason"]))
