"""The first sheet of the finance workbook: what is in it, and its sums beside those of the closing sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from data.finance.period import Period
from data.finance.tables import table
from data.grid import Grid, Row
from models.closing.queries import closed_from, closing_of, day_figures
from models.core import audit
from models.core.kinds import Kind, text_of
from models.core.listing import Column
from models.core.office import Office
from models.core.text import N_, _
from models.handover.inputs import Control
from models.handover.queries import BatchRow
from models.handover.rules import RECIPIENTS

COLUMNS = (
    Column("sheet", N_("Sheet"), None, width=20), Column("figure", N_("Figure"), None, width=20),
    Column("rows", N_("Rows"), None, Kind.INTEGER),
    Column("amount", N_("Amount"), None, Kind.MONEY, width=16), Column("quantity", N_("Quantity"), None, Kind.QUANTITY, width=14),
    Column("closings", N_("By the closings"), None, Kind.MONEY, width=16), Column("difference", N_("Difference"), None, Kind.MONEY),
    Column("remark", N_("Remark"), None, width=66),
)
ANSWER_COLUMNS = (
    Column("answer", N_("Your answer (agreed / differs)"), None, width=22), Column("theirs", N_("Your figure"), None, Kind.MONEY, width=16),
    Column("their_remark", N_("Your remark"), None, width=30),
)
"""What the other end fills in beside each control total of a hand-over, and what is read back."""
NUMBER, WHOLE = N_("Hand-over no."), N_("All of it")
Figures = dict[str, Any]


def _sum_of(path: str) -> Callable[[list[Figures]], Decimal]:
    room, key = path.split(".")
    return lambda days: sum((Decimal(day[room][key]) for day in days), Decimal(0))


CONTROLS: dict[tuple[str, str], Callable[[list[Figures]], Decimal]] = {
    ("invoices", "total"): _sum_of("sales.net"),
    ("red", "total"): _sum_of("sales.red"),
    ("methods", "amount"): lambda days: sum((Decimal(row["amount"]) for day in days for row in day["receipts"]), Decimal(0)),
    ("receivables", "balance"): lambda days: Decimal(days[-1]["receivables"]["closing"]),
}
"""(sheet, column) -> the same sum by the closing sheets of the period's days, oldest first."""


def contents(office: Office, period: Period, grids: Sequence[Grid], batch: BatchRow | None = None) -> Grid:
    """Period, journal, every sheet with its count and sums, and their difference from the closings (nothing while days are open).

    batch: the hand-over it is written for; then the other end answers beside each figure.
    """
    last = period.stands
    count, head = (last.journal_count, last.journal_head) if last else audit.head(office.database)
    rows = [_said(_(N_("Period")), period.words), _said(_(N_("State")), _(N_("closed")) if last else _(N_("not closed yet"))),
            _said(_(N_("Journal")), head, count)]
    if batch is not None:
        rows += _of_batch(office, batch)
    figures = _by_closings(office, period)
    if figures:
        used = sum(day["numbers"]["used"] for day in figures)
        runs = ", ".join(f"{first} – {final}" for day in figures for first, final, *_count in day["numbers"]["runs"])
        rows.append(_said(_(N_("Invoice numbers used")), runs, used))
    for grid in grids:
        rows.append((grid.head.title, "", grid.count, None, None, None, None, ""))
        rows += _sums_of(grid, figures)
    if batch is None:
        return table(_(N_("Contents")), COLUMNS, rows)
    return table(_(N_("Contents")), COLUMNS + ANSWER_COLUMNS, [(*row, "", None, "") for row in rows])


def controls_of(grid: Grid) -> list[Control]:
    """The control totals of a contents sheet: each sheet's count, and each of its sums."""
    return [(str(row[0]), str(row[1]), row[2] if isinstance(row[2], int) else None, _decimal(row[3]), _decimal(row[4]))
            for row in grid.rows if row[0]]


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _of_batch(office: Office, batch: BatchRow) -> Iterator[Row]:
    moment = text_of(Kind.MOMENT, office.clock.local(batch.moment))
    yield _said(_(NUMBER), batch.number)
    yield _said(_(N_("Handed over to")), _(RECIPIENTS[batch.recipient]))
    yield _said(_(N_("Handed over by")), f"{batch.person}  {moment}")
    yield _said(_(N_("Answer due")), batch.due.isoformat())
    yield _said(_(N_("Hand-over before")), batch.previous)
    yield _said(_(WHOLE), "")


def _by_closings(office: Office, period: Period) -> list[Figures]:
    if not period.closed:
        return []
    closings = [closing_of(office, day) for day in closed_from(office, period.start) if day <= period.end]
    return [day_figures(office, closing.id) for closing in closings if closing is not None]


def _said(figure: str, remark: str, count: int | None = None) -> Row:
    return ("", figure, count, None, None, None, None, remark)


def _sums_of(grid: Grid, figures: list[Figures]) -> Iterator[Row]:
    sums = grid.head.sums.sums if grid.head.sums else {}
    for column, heading in zip(grid.columns, grid.head.headings, strict=True):
        value = sums.get(column.key)
        if not isinstance(value, Decimal):
            continue
        control = CONTROLS.get((grid.head.name, column.key))
        closings = control(figures) if control and figures else None
        amount, quantity = (None, value) if column.kind is Kind.QUANTITY else (value, None)
        yield (grid.head.title, heading, None, amount, quantity, closings, None if closings is None else value - closings, "")
