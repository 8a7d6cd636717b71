"""The form of a design: its fields and grids, and the way from a design to what is typed and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.core.company import COPIES, INVOICE_PAPER
from models.core.kinds import trimmed
from models.core.listing import Filter, first_keys, rows_of
from models.core.office import Office
from models.core.text import N_, _
from models.designs import queries
from models.designs.inputs import ZERO, Column, Copy, InvoiceDesign, Place
from models.designs.rules import (COLUMN_KINDS, MOST_CAPTION, MOST_COPY, MOST_FOOTER, MOST_NAME, MOST_TITLE, PLACE_KINDS, check_design,
                                  copy_named)
from models.invoices.listing import INVOICES
from printing.sizes import sizes_of
from printing.stock import stock_of
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.words import join

_OFFERED = 20
_SHOWN = FieldSpec("shown", N_("Print"), FieldKind.FLAG, width=4, aside=True)
_CAPTION = FieldSpec("caption", N_("Other words"), width=11, limit=MOST_CAPTION)
_MM = FieldKind.QUANTITY


def find_invoices(_office: Office, text: str) -> list[Found]:
    """Invoices by number, customer or phone, the latest first."""
    keys = first_keys(INVOICES, Filter(keyword=text.strip()), _OFFERED)
    number, day, customer = (INVOICES.columns.index(INVOICES.column(key)) for key in ("number", "date", "customer"))
    return [Found(str(row[number]), str(row[number]), join(str(row[customer]), str(row[day]))) for row in rows_of(INVOICES, keys)]


def usual_paper(office: Office) -> str:
    """The paper that invoices come out on."""
    return str(office.settings[INVOICE_PAPER])


def named(paper: str) -> list[tuple[str, str]]:
    """The designs of a paper, as a choice offers them: "" is the standard one."""
    usual = queries.usual_design(paper)
    return [(name, join(name or _("Standard"), _("usual") if name == usual else "")) for name in queries.names(paper)]


def values_of(office: Office, paper: str, name: str, design: InvoiceDesign) -> Values:
    """A design as it stands in the form."""
    known = [copy_named(each) for each in office.settings[COPIES]]
    return {
        "paper": paper, "design": name, "name": name, "usual": bool(name) and queries.usual_design(paper) == name,
        "title": design.title, "footer": design.footer, "text": design.text or None, "band": design.band,
        "data_only": design.data_only, "rows": design.rows or None, "row_height": design.row_height or None,
        "columns": [{"key": each.key, "shown": each.shown, "title": _(COLUMN_KINDS[each.key].title), "caption": each.caption,
                     "width": each.width or None} for each in design.columns],
        "copies": [{"name": each.name, "colour": each.colour} for each in design.copies or known],
        "places": [{"key": key, "shown": design.place(key).shown, "title": _(kind.title), "caption": design.place(key).caption,
                    "dx": design.place(key).dx or None, "dy": design.place(key).dy or None} for key, kind in PLACE_KINDS.items()],
    }


def typed_design(values: Values) -> InvoiceDesign:
    """What is typed, every place of it, so that problems stand at their lines. The pictures are no part of the form."""
    return InvoiceDesign(
        columns=tuple(Column(line["key"], line["caption"] or "", line["width"] or ZERO, bool(line["shown"]))
                      for line in values["columns"]),
        title=values["title"] or "", footer=values["footer"] or "", text=values["text"] or ZERO,
        copies=tuple(Copy(line["name"] or "", line["colour"] or "") for line in values["copies"]), band=bool(values["band"]),
        data_only=bool(values["data_only"]), rows=int(values["rows"] or 0), row_height=values["row_height"] or ZERO,
        places=tuple(Place(line["key"], line["caption"] or "", bool(line["shown"]), line["dx"] or ZERO, line["dy"] or ZERO)
                     for line in values["places"]))


def kept_design(office: Office, design: InvoiceDesign) -> InvoiceDesign:
    """The same without what says nothing new: places as they usually are, copies as the office has them."""
    known = tuple(copy_named(each) for each in office.settings[COPIES])
    return replace(design, places=tuple(each for each in design.places if each != Place(each.key)),
                   copies=() if design.copies == known else design.copies)


def _live(office: Office, values: Values, path: str) -> Live:
    """What is wrong at its place, how much of the paper is measured, and the fields that a printed form needs."""
    if not values["columns"] or not values["paper"]:
        return Live()
    design, stock = typed_design(values), stock_of(values["paper"])
    marks = {problem.field: Mark(problem.say(), Level.BLOCK) for problem in reversed(check_design(design, stock))}
    used = sum((column.width for column in design.shown), Decimal(0))
    asks = ["rows", "row_height", *(f"places.{at}.{side}" for at in range(len(design.places)) for side in ("dx", "dy"))]
    shown: dict[str, Any] = {
        "used": _("{used} of {room} mm measured").format(used=trimmed(used), room=trimmed(stock.width))}
    return Live(shown, marks, choices={"design": named(values["paper"])}, asks=asks if design.data_only else ())


DESIGN = FormSpec("design", N_("Design of the invoice"), live=_live, parts=(
    Section((
        FieldSpec("paper", N_("Paper"), FieldKind.CHOICE, choices=sizes_of("invoice"), width=26, initial=usual_paper, aside=True),
        FieldSpec("design", N_("Design"), FieldKind.CHOICE, choices=lambda office: named(usual_paper(office)), width=26, aside=True),
        FieldSpec("name", N_("Name"), required=True, width=26, limit=MOST_NAME, hint=N_("what it is kept under")),
        FieldSpec("usual", N_("Invoices on this paper come out so"), FieldKind.FLAG, aside=True),
        FieldSpec("seen", N_("Seen on"), FieldKind.FINDER, finder=find_invoices, width=26, hint=N_("a made-up invoice"), aside=True))),
    LinesSpec("columns", (
        _SHOWN, FieldSpec("title", N_("Column"), width=12, read_only=True), _CAPTION,
        FieldSpec("width", N_("Width, mm"), _MM, width=8), FieldSpec("now", N_("Now, mm"), _MM, width=8, read_only=True)),
        title=N_("Columns"), growing=False, ordered=True, whole=True, rows=len(COLUMN_KINDS)),
    Section((FieldSpec("used", N_("Widths"), FieldKind.FACT, width=26),)),
    Section((
        FieldSpec("title", N_("Heading"), width=26, limit=MOST_TITLE, hint=N_("Sales Note")),
        FieldSpec("footer", N_("Footer"), width=40, limit=MOST_FOOTER, hint=N_("one line below the signatures")),
        FieldSpec("text", N_("Text, points"), _MM, width=8, hint=N_("usual")),
        FieldSpec("band", N_("Each copy carries its colour (laser and ink)"), FieldKind.FLAG))),
    LinesSpec("copies", (
        FieldSpec("name", N_("Name of the copy"), width=14, limit=MOST_COPY), FieldSpec("colour", N_("Colour"), width=10, limit=MOST_COPY)),
        title=N_("Copies by name and colour"), ordered=True, whole=True, rows=4),
    Section((
        FieldSpec("data_only", N_("Data only, on printed forms"), FieldKind.FLAG),
        FieldSpec("rows", N_("Rows on the form"), FieldKind.INTEGER, width=8, asked=True, hint=N_("usual")),
        FieldSpec("row_height", N_("Height of a row, mm"), _MM, width=8, asked=True, hint=N_("usual")))),
    LinesSpec("places", (
        _SHOWN, FieldSpec("title", N_("Place"), width=12, read_only=True), _CAPTION,
        FieldSpec("dx", N_("Right by, mm"), _MM, width=8, asked=True), FieldSpec("dy", N_("Down by, mm"), _MM, width=8, asked=True)),
        title=N_("Words and places"), growing=False, whole=True, rows=12),
))
