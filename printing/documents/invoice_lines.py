"""The lines of a sales note: which columns there are, how wide, and how many fixed rows a long name takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.kinds import Kind, text_of
from models.core.text import _
from models.designs.inputs import Column
from models.designs.rules import COLUMN_KINDS
from printing.blocks import PAD, GridColumn
from printing.columns import Demand, share_widths
from printing.paper import Paper
from printing.press import Align, Ink
from printing.typeface import BOLD, printable, text_width
from printing.wrap import fit

ZERO = Decimal(0)
MOST_ROWS = 4


@dataclass(frozen=True)
class InvoiceLine:
    """One line as stored. price: yuan a unit with tax; discount, amount: yuan; gift: given at 0."""

    position: int
    code: str
    name: str
    specification: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    discount: Decimal = ZERO
    remark: str = ""
    batch: str = ""
    expiry: date | None = None
    gift: bool = False


@dataclass(frozen=True)
class Row:
    """The texts of one line and the fixed rows it takes; a single text is a remark over the whole width."""

    cells: tuple[str, ...]
    tall: int


@dataclass(frozen=True)
class _Kept:
    """A column there is. least, most: ems; stretch: its part of spare width."""

    key: str
    text: Callable[[InvoiceLine], str]
    align: Align
    least: float
    most: float
    stretch: float = 0.0


_KEPT = (
    _Kept("position", lambda line: str(line.position), Align.CENTRE, 2, 3),
    _Kept("code", lambda line: line.code, Align.LEFT, 4.8, 8),
    _Kept("name", lambda line: line.name, Align.LEFT, 9, 15, 3),
    _Kept("specification", lambda line: line.specification, Align.LEFT, 4, 8, 0.6),
    _Kept("unit", lambda line: line.unit, Align.CENTRE, 2.6, 4),
    _Kept("quantity", lambda line: text_of(Kind.QUANTITY, line.quantity), Align.RIGHT, 4.4, 99, 0.2),
    _Kept("price", lambda line: text_of(Kind.PRICE, line.price), Align.RIGHT, 4.4, 99, 0.2),
    _Kept("discount", lambda line: text_of(Kind.MONEY, line.discount), Align.RIGHT, 4.4, 99, 0.2),
    _Kept("amount", lambda line: text_of(Kind.MONEY, line.amount, zero=""), Align.RIGHT, 6, 99, 0.3),
    _Kept("batch", lambda line: line.batch, Align.LEFT, 4, 8),
    _Kept("expiry", lambda line: text_of(Kind.DATE, line.expiry) if line.expiry else "", Align.CENTRE, 5.6, 99),
    _Kept("remark", lambda line: line.remark, Align.LEFT, 4.4, 14, 1),
)
_BY_KEY = {column.key: column for column in _KEPT}


def _told_elsewhere(line: InvoiceLine, keys: Sequence[str]) -> str:
    """The remark, with what the line carries but no chosen column shows."""
    parts = [_("Gift") if line.gift else ""]
    if line.discount and "discount" not in keys and "amount" in keys:
        parts.append(_("less {amount}").format(amount=text_of(Kind.MONEY, line.discount)))
    if line.batch and "batch" not in keys:
        parts.append(_("batch {batch}").format(batch=line.batch))
    if line.expiry and "expiry" not in keys:
        parts.append(_("use by {day}").format(day=text_of(Kind.DATE, line.expiry)))
    return " ".join(filter(None, (*parts, line.remark)))


def _cells(line: InvoiceLine, keys: Sequence[str]) -> tuple[str, ...]:
    """The texts of a line; what no column shows is told in the remark, or behind the name where remarks are not chosen."""
    texts = {key: _BY_KEY[key].text(line) for key in keys}
    told = _told_elsewhere(line, keys)
    if "remark" in texts:
        texts["remark"] = told
    elif "name" in texts and told:
        texts["name"] += f"（{told}）"
    return tuple(printable(texts[key]) for key in keys)


def grid_columns(lines: Sequence[InvoiceLine], columns: Sequence[Column], paper: Paper, total: Decimal, *,
                 full: bool = True) -> tuple[GridColumn, ...]:
    """The columns that are shown: measured widths as they are, the others by content; names and remarks share what is left.

    full: together they are as wide as the paper. A column may be wider than measured then: the product takes what nobody asks for.
    """
    keys = [column.key for column in columns]
    titles = [column.caption or _(COLUMN_KINDS[column.key].title) for column in columns]
    table = [_cells(line, keys) for line in lines]
    fixed = {place: float(column.width) for place, column in enumerate(columns) if column.width}
    free = [place for place in range(len(columns)) if place not in fixed]
    needs = [_demand(keys[place], titles[place], [row[place] for row in table], paper, total) for place in free]
    room = paper.inner_width - sum(fixed.values())
    least = sum(min(need.natural, need.least) for need in needs)
    if fixed and room < least:            # measured on a wider paper: everything gives way
        shrink = max(paper.inner_width - least, paper.inner_width / 2) / sum(fixed.values())
        fixed = {place: width * min(shrink, 1.0) for place, width in fixed.items()}
        room = paper.inner_width - sum(fixed.values())
    widths = {**fixed, **dict(zip(free, share_widths(needs, room), strict=True))} if free else fixed
    if full and not free:
        widest = keys.index("name") if "name" in keys else max(fixed, key=lambda place: fixed[place])
        widths[widest] += room
    return tuple(GridColumn(title, widths[place], _BY_KEY[keys[place]].align) for place, title in enumerate(titles))


def _demand(key: str, title: str, texts: Sequence[str], paper: Paper, total: Decimal) -> Demand:
    """What a column asks for by what stands in it."""
    em, column = paper.text * 25.4 / 72, _BY_KEY[key]
    content = max((text_width(text, paper.text) for text in texts), default=0.0)
    if key == "amount":     # the subtotals of the pages stand in the same column, in bold
        content = max(content, text_width(text_of(Kind.MONEY, total), paper.text, BOLD))
    heading = text_width(title, paper.text, BOLD) + 2 * PAD
    natural = max(content + 2 * PAD + 0.2, heading)
    return Demand(natural, max(column.least * em, heading), column.most * em, column.stretch)


def remark_row(text: str, width: float, row: float, most: int, ink: Ink) -> Row:
    """A remark too long for its place in the foot, as rows of the grid; width: of the grid, mm; most: the rows of a page."""
    return Row((text,), _tall([(text, width)], row, most, ink))


def rows_of(lines: Sequence[InvoiceLine], keys: Sequence[str], columns: Sequence[GridColumn], row: float, most: int, ink: Ink) -> list[Row]:
    """Each line with the fixed rows it needs: a name too long even for wrapped and shrunk text takes another whole row, never less.

    most: the rows of a page, which no line goes beyond: a printed form may have a single one.
    """
    rows = []
    for line in lines:
        cells = _cells(line, keys)
        texts = [(text, column.width) for text, column in zip(cells, columns, strict=True) if column.align is not Align.RIGHT]
        rows.append(Row(cells, _tall(texts, row, most, ink)))
    return rows


def _tall(texts: Sequence[tuple[str, float]], row: float, most: int, ink: Ink) -> int:
    """How many fixed rows these texts need side by side, each in its width."""
    tall = 1
    while tall < min(MOST_ROWS, most) and not all(
            fit(text, width - 2 * PAD, row * tall - 0.1, ink.size, ink.least).fits for text, width in texts):
        tall += 1
    return tall
