"""The rules of a design, every problem at its field and all at once (papers.md: Invoice)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from models.core.errors import Problem, RuleViolation
from models.core.text import N_, clean
from models.core.typed import check_number
from models.designs.inputs import Copy, DesignInput, InvoiceDesign, Stock

MOST_COPIES, MOST_ROWS, MOST_DESIGNS = 6, 60, 50
MOST_NAME, MOST_TITLE, MOST_CAPTION, MOST_FOOTER, MOST_COPY = 40, 20, 12, 80, 10
LARGER = Decimal("1.5")
"""Points by which the text may be larger than the paper's own: rows keep their room up to here."""
LEAST_ROW = Decimal(4)
LINE = Decimal("0.38")
"""Millimetres of height that a line of text needs a point."""


@dataclass(frozen=True)
class ColumnKind:
    """A column there is: its usual heading, and the fewest mm in which it can be read."""

    title: str
    least: Decimal


@dataclass(frozen=True)
class PlaceKind:
    """A place there is: its usual word, whether a note may do without it, and whether its word can be changed."""

    title: str
    must: bool = False
    worded: bool = True


def _mm(title: str, least: str) -> ColumnKind:
    return ColumnKind(title, Decimal(least))


COLUMN_KINDS: Mapping[str, ColumnKind] = {
    "position": _mm(N_("#"), "6"), "code": _mm(N_("Code"), "10"), "name": _mm(N_("Product"), "22"),
    "specification": _mm(N_("Specification"), "10"), "unit": _mm(N_("Unit"), "7"), "quantity": _mm(N_("Quantity"), "12"),
    "price": _mm(N_("Price"), "12"), "discount": _mm(N_("Discount"), "12"), "amount": _mm(N_("Amount"), "16"),
    "batch": _mm(N_("Batch"), "10"), "expiry": _mm(N_("Expiry"), "16"), "remark": _mm(N_("Remark"), "10"),
}
MUST_COLUMNS = ("name", "quantity")
PLACE_KINDS: Mapping[str, PlaceKind] = {
    "number": PlaceKind(N_("No."), must=True), "marks": PlaceKind(N_("Reprint, reversal"), must=True, worded=False),
    "date": PlaceKind(N_("Date"), must=True), "customer": PlaceKind(N_("Customer"), must=True), "phone": PlaceKind(N_("Phone")),
    "address": PlaceKind(N_("Address")), "delivery": PlaceKind(N_("Deliver to")), "salesperson": PlaceKind(N_("Salesperson")),
    "warehouse": PlaceKind(N_("Warehouse")), "vehicle": PlaceKind(N_("Vehicle")), "contract": PlaceKind(N_("Contract")),
    "lines": PlaceKind(N_("Lines"), must=True, worded=False), "subtotal": PlaceKind(N_("Subtotal of this page"), must=True),
    "words": PlaceKind(N_("Total in capitals"), must=True), "quantity": PlaceKind(N_("Total quantity")),
    "total": PlaceKind(N_("Total"), must=True, worded=False), "received": PlaceKind(N_("Received now")),
    "before": PlaceKind(N_("Owed before")), "owed": PlaceKind(N_("Owed in all")), "remark": PlaceKind(N_("Remark"), must=True),
    "made_by": PlaceKind(N_("Made by")), "checked": PlaceKind(N_("Checked")), "keeper": PlaceKind(N_("Keeper")),
    "deliverer": PlaceKind(N_("Deliverer")), "receiver": PlaceKind(N_("Received by"), must=True),
    "note": PlaceKind(N_("Copy and page"), must=True, worded=False),
}
_FAR = Decimal(400)
_MARKED = re.compile(r"\s*(.*?)\s*[(（]\s*(.*?)\s*[)）]\s*$")


def copy_named(text: str) -> Copy:
    """A copy as the office names it: "存根(白)" is the white stub."""
    mark = _MARKED.match(text)
    return Copy(mark[1], mark[2]) if mark else Copy(text.strip())


def widest_text(stock: Stock) -> Decimal:
    """The largest text that a note on this paper takes, points."""
    return stock.text + LARGER


def check_design_input(x: DesignInput) -> list[Problem]:
    """Whether a design can be kept under this name for this paper."""
    named = [] if x.name.strip() else [Problem("name", "design.name", N_("Give the design a name"))]
    return [*named, *_worded(lambda: clean(x.name, "name", MOST_NAME)), *check_design(x.design, x.stock)]


def check_design(design: InvoiceDesign, stock: Stock) -> list[Problem]:
    """Everything that is wrong with a design for a paper; fields are paths such as "columns.2.width"."""
    return [*_columns(design, stock), *_places(design, stock), *_copies(design), *_words(design), *_sizes(design, stock)]


def cleaned_design(design: InvoiceDesign) -> InvoiceDesign:
    """The design with its texts as they are kept. Raises RuleViolation."""
    columns = tuple(replace(each, caption=clean(each.caption, f"columns.{at}.caption", MOST_CAPTION))
                    for at, each in enumerate(design.columns))
    places = tuple(replace(each, caption=clean(each.caption, f"places.{at}.caption", MOST_CAPTION))
                   for at, each in enumerate(design.places))
    copies = tuple(Copy(clean(each.name, f"copies.{at}.name", MOST_COPY), clean(each.colour, f"copies.{at}.colour", MOST_COPY))
                   for at, each in enumerate(design.copies))
    return replace(design, columns=columns, places=places, copies=copies, title=clean(design.title, "title", MOST_TITLE),
                   footer=clean(design.footer, "footer", MOST_FOOTER))


def _columns(design: InvoiceDesign, stock: Stock) -> Iterator[Problem]:
    keys = [column.key for column in design.columns]
    for at, column in enumerate(design.columns):
        path, kind = f"columns.{at}", COLUMN_KINDS.get(column.key)
        if kind is None:
            yield Problem(f"{path}.key", "column.unknown", N_("There is no column {key}"), {"key": column.key})
            continue
        if column.key in keys[:at]:
            yield Problem(f"{path}.key", "column.twice", N_("A column stands once"))
        yield from _worded(lambda path=path, column=column: clean(  # type: ignore[misc]  # bound at once
            column.caption, f"{path}.caption", MOST_CAPTION))
        wrong = check_number(f"{path}.width", column.width, 1, most=stock.width)
        yield from wrong
        if wrong or not column.shown:
            continue
        if 0 < column.width < kind.least:
            yield Problem(f"{path}.width", "column.narrow", N_("At least {least} mm, or it cannot be read"), {"least": kind.least})
        if design.data_only and not column.width:
            yield Problem(f"{path}.width", "column.place", N_("Measure its width on the printed form"))
    for key in MUST_COLUMNS:
        if key not in {column.key for column in design.shown}:
            at = keys.index(key) if key in keys else 0
            yield Problem(f"columns.{at}.shown", "columns.least", N_("An invoice shows at least product and quantity"))
    wide = [column for column in design.shown if column.key in COLUMN_KINDS]
    needed = sum((column.width or COLUMN_KINDS[column.key].least for column in wide if column.width.is_finite()), Decimal(0))
    if needed > stock.width:
        last = max(at for at, column in enumerate(design.columns) if column in wide)
        yield Problem(f"columns.{last}.width", "columns.wide", N_("The columns need {needed} mm, the paper has {room} mm"),
                      {"needed": needed, "room": stock.width})


def _places(design: InvoiceDesign, stock: Stock) -> Iterator[Problem]:
    keys = [place.key for place in design.places]
    for at, place in enumerate(design.places):
        path, kind = f"places.{at}", PLACE_KINDS.get(place.key)
        if kind is None or place.key in keys[:at]:
            yield Problem(f"{path}.key", "place.unknown", N_("There is no place {key} here"), {"key": place.key})
            continue
        if place.caption and not kind.worded:
            yield Problem(f"{path}.caption", "place.words", N_("Nothing is written here whose words could change"))
        if kind.must and not place.shown:
            yield Problem(f"{path}.shown", "place.must", N_("This cannot be left out of an invoice"))
        yield from _worded(lambda path=path, place=place: clean(  # type: ignore[misc]  # bound at once
            place.caption, f"{path}.caption", MOST_CAPTION))
        for side, value in (("dx", place.dx), ("dy", place.dy)):
            yield from check_number(f"{path}.{side}", value, 1, least=-_FAR, most=_FAR)


def _copies(design: InvoiceDesign) -> Iterator[Problem]:
    if len(design.copies) > MOST_COPIES:
        yield Problem("copies", "copies.count", N_("Name 1 to {most} copies"), {"most": MOST_COPIES})
    for at, copy in enumerate(design.copies):
        if not copy.name.strip():
            yield Problem(f"copies.{at}.name", "copy.name", N_("Name the copy"))
        for key, text in (("name", copy.name), ("colour", copy.colour)):
            yield from _worded(lambda at=at, key=key, text=text: clean(  # type: ignore[misc]  # bound at once
                text, f"copies.{at}.{key}", MOST_COPY))


def _words(design: InvoiceDesign) -> Iterator[Problem]:
    yield from _worded(lambda: clean(design.title, "title", MOST_TITLE))
    yield from _worded(lambda: clean(design.footer, "footer", MOST_FOOTER))
    if "发票" in design.title:
        yield Problem("title", "title.tax", N_("Only the tax authority's paper may be called 发票; call it 销售单 or 送货单"))


def _sizes(design: InvoiceDesign, stock: Stock) -> Iterator[Problem]:
    if design.text:
        yield from check_number("text", design.text, 1, least=stock.least, most=widest_text(stock))
    if not 0 <= design.rows <= MOST_ROWS:
        yield Problem("rows", "number.range", N_("Enter a number from {least} to {most}"), {"least": 1, "most": MOST_ROWS})
    if not design.row_height:
        return
    needs = max(LEAST_ROW, ((design.text or stock.text) * LINE).quantize(Decimal("0.1")))
    wrong = check_number("row_height", design.row_height, 1, least=needs, most=Decimal(40))
    yield from wrong
    if not wrong and max(design.rows, 1) * design.row_height > stock.height * Decimal("0.9"):
        yield Problem("row_height", "rows.high", N_("{rows} rows of {height} mm do not fit the paper"),
                      {"rows": design.rows, "height": design.row_height})


def _worded(made: Callable[[], str]) -> tuple[Problem, ...]:
    """What is wrong with a text."""
    try:
        made()
    except RuleViolation as refused:
        return refused.problems
    return ()
