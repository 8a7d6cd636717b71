"""What may leave, come back and be explained; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.errors import Problem
from models.core.numbering import series
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.deliveries.inputs import FailedTripInput, Parts, PickUpInput, TakeBackInput
from models.stock.rules import check_quantity

KINDS = {"out": N_("Pick-up"), "back": N_("Goods back"), "undo": N_("Taken back as a mistake")}
DELIVERIES = series("delivery", "TH", N_("Prefix of pick-up numbers"))
_TEXTS = (Text("vehicle", 40, digits=True), Text("remark", 200, emoji=True))
REASON = Text("reason", 200, emoji=True, required=N_("Enter a reason"))


@dataclass(frozen=True)
class Paper:
    """An invoice as far as its goods go. kind: sale or red."""

    id: int
    number: str
    kind: str
    date: date
    warehouse_id: int
    warehouse: str
    customer_id: int
    customer: str
    void: bool


@dataclass(frozen=True)
class Remaining:
    """One invoice line against its goods, in base units. remaining: what may still leave.

    cancelled and returned: what red invoices say; on a red's own line ordered is what it returns, and left what came back.
    """

    line_id: int
    position: int
    product_id: int
    code: str
    name: str
    specification: str
    unit: str
    batch: str
    expiry: date | None
    ordered: Decimal
    cancelled: Decimal
    left: Decimal
    returned: Decimal

    @property
    def remaining(self) -> Decimal:
        """Invoiced, neither cancelled nor moved yet."""
        return self.ordered - self.cancelled - self.left


def wanted_parts(lines: Parts | None, rows: Sequence[Remaining]) -> Parts:
    """What is asked for; None is all that remains."""
    return tuple((row.line_id, row.remaining) for row in rows if row.remaining > 0) if lines is None else lines


def check_paper(paper: Paper | None, kind: str, day: date) -> list[Problem]:
    """Goods move for an issued invoice that is not void, not before its day."""
    if paper is None or paper.kind != kind:
        text = N_("Choose an invoice") if kind == "sale" else N_("Choose a red invoice")
        return [Problem("invoice", "invoice.unknown", text)]
    if paper.void:
        return [Problem("invoice", "invoice.void", N_("{number} is void; nothing leaves for it"), {"number": paper.number})]
    if day < paper.date:
        return [Problem("date", "date.before", N_("{number} is of {day}; its goods move on that day or later"),
                        {"number": paper.number, "day": paper.date})]
    return []


def check_parts(parts: Parts, rows: Sequence[Remaining]) -> list[Problem]:
    """Each line once, of this invoice, above zero, no more than remains (rules: Stock)."""
    known = {row.line_id: row for row in rows}
    found, seen = [], set()
    if not parts:
        found.append(Problem("lines", "delivery.nothing", N_("Nothing remains to be moved for this invoice")))
    for at, (line_id, quantity) in enumerate(parts):
        row = known.get(line_id)
        here = check_quantity("quantity", quantity)
        if row is None:
            here = [Problem("line", "line.unknown", N_("This line is not on the invoice"))]
        elif line_id in seen:
            here = [Problem("line", "line.twice", N_("This line is named twice"))]
        elif not here and quantity > row.remaining:
            here = [Problem("quantity", "delivery.more", N_("Only {remaining} {unit} of {name} remain"),
                            {"remaining": max(row.remaining, Decimal(0)), "unit": row.unit, "name": row.name})]
        seen.add(line_id)
        found += [problem.under(f"lines.{at}") for problem in here]
    return found


def check_slip(x: PickUpInput | TakeBackInput) -> list[Problem]:
    """The vehicle and the remark as they are typed."""
    return check_texts(x, _TEXTS)


def check_undo(row: Mapping[int, Remaining], moved: Parts, kind: str) -> list[Problem]:
    """A pick-up is no mistake as far as a red invoice already returns its goods."""
    if kind != "out":
        return []
    text = N_("{name} was returned by a red invoice; this pick-up stays")
    return [Problem("delivery", "delivery.returned", text, {"name": row[line].name})
            for line, quantity in moved if row[line].left - quantity < row[line].returned]


def check_trip(x: FailedTripInput) -> list[Problem]:
    """Who drove, why for nothing, what it cost."""
    found = check_texts(x, (REASON, Text("vehicle", 40, digits=True))) + check_number("freight", x.freight, 2)
    if not found and x.at_fault_id is not None and not x.freight:
        found.append(Problem("freight", "freight.missing", N_("Enter the freight that is to be made good")))
    return found
