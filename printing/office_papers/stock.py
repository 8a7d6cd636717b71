"""The stocktake sheet of a count: to be counted by hand, or with what was counted."""

from __future__ import annotations

from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_
from models.stock.queries import count_numbered
from printing.documents.stocktake import StocktakeLine, StocktakePaper


def stocktake_paper(office: Office, number: str, *, blind: bool = False) -> StocktakePaper:
    """The sheet of a stocktake. blind: without what the books say. Raises RuleViolation for a number there is not."""
    sheet = count_numbered(office, number)
    if sheet is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no stocktake {number}"), {"number": number})])
    lines = tuple(StocktakeLine(row.code, row.product, row.specification, row.unit, row.book, row.counted,
                                None if row.counted is None else row.difference, row.reason) for row in sheet.lines)
    return StocktakePaper(office.settings[NAME], sheet.number, sheet.warehouse, sheet.date, lines, blind, keeper=sheet.keeper)
