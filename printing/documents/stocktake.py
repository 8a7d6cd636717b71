"""The stocktake sheet: what the books say (or not, counted blind), a place for the count, its difference and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.kinds import Kind, text_of
from models.core.text import _
from printing.flow import Grid, Section
from printing.form import FlowPaper

SHARES = (5.0, 13, 34, 17, 8, 14, 15, 14, 24)
FIGURES, BOOK = (0, 5, 6, 7), 5


@dataclass(frozen=True)
class StocktakeLine:
    """One product of the warehouse. book, counted, difference: in its unit; None is left to be written by hand."""

    code: str
    product: str
    specification: str
    unit: str
    book: Decimal | None = None
    counted: Decimal | None = None
    difference: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True)
class StocktakePaper:
    """One warehouse on one day. blind: the counter does not see what the books say. spare: empty rows for what is found besides."""

    company: str
    number: str
    warehouse: str
    day: date
    lines: tuple[StocktakeLine, ...]
    blind: bool = False
    spare: int = 3
    made_by: str = ""
    counted_by: str = ""
    keeper: str = ""
    approved_by: str = ""
    note: str = ""


def flow_of(stocktake: StocktakePaper) -> FlowPaper:
    """The sheet, to be counted by hand or as counted. Language: as spoken."""
    fields = ((_("Warehouse"), stocktake.warehouse), (_("Date"), text_of(Kind.DATE, stocktake.day)), (_("No."), stocktake.number))
    signers = ((_("Made by"), stocktake.made_by), (_("Counted by"), stocktake.counted_by), (_("Keeper"), stocktake.keeper),
               (_("Approved by"), stocktake.approved_by))
    return FlowPaper(stocktake.company, _("Stocktake Sheet"), fields, (Section("", (_grid(stocktake),)),), signers,
                     stocktake.note, shrinks=False, named=stocktake.number)


def _grid(stocktake: StocktakePaper) -> Grid:
    """The columns; counting by hand needs room, so widths are shares and rows are tall."""
    titles = (_("#"), _("Code"), _("Product"), _("Specification"), _("Unit"), _("Book"), _("Counted"), _("Difference"), _("Reason"))
    kept = [at for at in range(len(titles)) if not (stocktake.blind and at == BOOK)]
    rows = []
    for number, line in enumerate(stocktake.lines, 1):
        figures = [text_of(Kind.QUANTITY, value, zero="") for value in (line.book, line.counted, line.difference)]
        cells = (str(number), line.code, line.product, line.specification, line.unit, *figures, line.reason)
        rows.append(tuple(cells[at] for at in kept))
    right = tuple(place for place, at in enumerate(kept) if at in FIGURES)
    return Grid(tuple(titles[at] for at in kept), tuple(rows), right, blank=stocktake.spare, row=7.6,
                wide=tuple(SHARES[at] for at in kept))
