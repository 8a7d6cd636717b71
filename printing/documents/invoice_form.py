"""Where everything stands on a sales note: fixed rows a page, the foot always at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from models.core.kinds import Kind, text_of
from models.core.text import _
from printing.blocks import PAD, Field, GridRow, boxed_row, field_row, grid, labelled, money_sign, note_line, page_of, signatures
from printing.capitals import amount_in_capitals
from printing.documents.invoice_lines import Row, grid_columns, remark_row, rows_of
from printing.documents.invoice_look import Look, ink_of
from printing.paper import Paper
from printing.press import BLACK, GREY, RED, Align, Box, Colour, Ink, Press
from printing.typeface import printable, text_width
from printing.wrap import fit

if TYPE_CHECKING:
    from printing.documents.invoice import InvoicePaper


@dataclass(frozen=True)
class Heights:
    """Heights of the parts on one paper, in mm: the rows take what the rest leaves."""

    title: float
    field: float
    fields: int
    heading: float
    foot: float
    remark: float
    signature: float
    note: float
    footer: float = 0.0

    def row(self, paper: Paper, rows: int) -> float:
        """Height of one of so many fixed rows."""
        feet = self.foot * (3 if paper.tall else 2) + self.remark
        fixed = self.title + self.field * self.fields + GAP + self.heading + feet + self.signature + self.footer + self.note
        return (paper.bottom - paper.top - fixed) / rows


GAP = 1.0
"""Between the fields of the head and the grid, mm."""
OWING = 0.205
"""The share of the width that each amount owed takes beside the remark."""


def heights(paper: Paper) -> Heights:
    """The form in proportion to the text of the paper: roomy, dense (half forms), or tight (thirds)."""
    text = paper.text
    title = text * (1.55 if two_line_title(paper) else 0.74)
    if paper.tall:
        return Heights(title, text * 0.6, 3, text * 0.66, text * 0.66, text * 0.8, text * 0.8, text * 0.46)
    if paper.head == 3:
        return Heights(title, text * 0.53, 3, text * 0.62, text * 0.62, text * 0.76, text * 0.66, text * 0.46)
    return Heights(title, text * 0.52, 2, text * 0.6, text * 0.55, text * 0.55, text * 0.56, text * 0.44)


def two_line_title(paper: Paper) -> bool:
    """Whether company and title stand on lines of their own."""
    return paper.bottom - paper.top > 150


class InvoiceForm:
    """One sales note on one size of paper: planned once, drawn once a copy."""

    def __init__(self, press: Press, invoice: InvoicePaper) -> None:
        self.press, self.invoice = press, invoice
        self.look = Look(invoice.design, press.paper, moves=press.setting.data_only)
        self.paper = self.look.paper
        self.ink = Ink(self.paper.text, self.paper.least)
        self.small = Ink(max(self.ink.size - 1, self.ink.least), self.ink.least)
        self.heights = replace(heights(self.paper), footer=self._footer_height())
        design, own = invoice.design, self.heights.row(self.paper, self.look.rows)
        self.row = float(design.row_height) if self.look.moves and design.row_height else own
        self.colour = RED if invoice.state == "red" else BLACK
        self.priced = "amount" in self.look.keys
        self.owing = [key for key in ("received", "before", "owed") if self.priced and self.look.shows(key)]
        measuring = () if self.look.moves else invoice.lines       # on a printed form no column follows its content
        self.columns = grid_columns(measuring, self.look.columns, self.paper, invoice.total, full=not design.data_only)
        rows = rows_of(invoice.lines, self.look.keys, self.columns, self.row, self.look.rows, self.ink)
        self.remark = self._remark()
        if not self._fits_foot(self.remark):
            whole = labelled(self.look.word("remark")) + self.remark
            rows.append(remark_row(whole, sum(column.width for column in self.columns), self.row, self.look.rows, self.ink))
            self.remark = _("see the last row")
        self.pages = self._plan(rows)

    def _footer_height(self) -> float:
        """Room for the footer in the small text of the last line: one line, or two where the paper is narrow and tall."""
        footer = self.invoice.design.footer
        lines = 2 if self.paper.tall and text_width(footer, self.small.size) * 0.9 > self.paper.inner_width else 1
        return self.small.size * 0.42 * lines if footer else 0.0

    def _plan(self, rows: list[Row]) -> list[tuple[int, list[Row]]]:
        """Rows by page, each page with the index of its first line: a page is full when its fixed rows are."""
        pages: list[tuple[int, list[Row]]] = [(0, [])]
        used = 0
        for number, row in enumerate(rows):
            if used + row.tall > self.look.rows:
                pages.append((number, []))
                used = 0
            pages[-1][1].append(row)
            used += row.tall
        return pages

    def _remark(self) -> str:
        """The remark, with what the head has no room for: an address that only force would fit, on a third the contract."""
        invoice, half = self.invoice, self._address_share() if self.paper.head == 4 else 0.5
        told = [_("Contract {number}").format(number=invoice.contract)] \
            if invoice.contract and self.paper.head == 4 and self.look.shows("contract") else []
        for key, address, share in (("address", invoice.address, half), ("delivery", invoice.delivery_address,
                                                                         0.82 - half if self.paper.head == 4 else 0.5)):
            label = self.look.word(key)
            width = self.paper.inner_width * share - text_width(labelled(label), self.ink.size) - 2.5
            if self.look.shows(key) and not fit(printable(address), width, self.heights.field, self.ink.size, self.ink.least).fits:
                told.append(labelled(label) + address)
        return "  ".join(filter(None, (*told, invoice.remark)))

    def _fits_foot(self, remark: str) -> bool:
        share = 1.0 if self.paper.tall else 1 - len(self.owing) * OWING
        width = self.paper.inner_width * share - text_width(labelled(self.look.word("remark")), self.ink.size) - 2 * PAD - 1
        return fit(printable(remark), width, self.heights.remark, self.ink.size, self.ink.least).fits

    def draw(self, copy: str, colour: str = "") -> None:
        """All pages of one copy, in the colour of its paper where the design wants it told."""
        for number, (first, rows) in enumerate(self.pages, 1):
            self.press.page()
            if self.invoice.under:
                self.press.under(self.invoice.under)
            self._page(first, rows, copy, number, ink_of(colour) if self.invoice.design.band else None)

    def _page(self, first: int, rows: list[Row], copy: str, number: int, ground: Colour | None) -> None:
        high, last = self.heights, number == len(self.pages)
        y = self._head()
        place = self._place_of_lines(y)
        if self.invoice.state == "void":
            half = self.paper.text * 1.65
            middle = place.y + high.heading + self.row * min(self.look.rows / 2, 5)
            middle = max(self.paper.top + half, min(middle, self.paper.bottom - half))
            self.press.stamp(self.paper.left + self.paper.inner_width * 0.62, middle, _("VOID"), self.paper.text * 4.4)
        cells = [GridRow(row.cells, row.tall, self.colour) for row in rows]
        grid(self.press, place.x, place.y, self.columns, high.heading, self.row, self.look.rows, cells, self.ink, ground or GREY)
        y += high.heading + high.row(self.paper, self.look.rows) * self.look.rows
        y = self._subtotal(place.x, y, first, min(first + len(rows), len(self.invoice.lines)))
        y = self._total(y, last)
        y = self._owing_and_remark(y, last)
        self._closing(y, copy, number, ground)

    def _place_of_lines(self, y: float) -> Box:
        """Where the lines stand: in the ruled form, or where they were measured on a printed one."""
        high = self.heights.heading + self.row * self.look.rows
        box = Box(self.paper.left, y, sum(column.width for column in self.columns), high)
        return self.press.moved(box, *self.look.shift("lines"))

    def _head(self) -> float:
        paper, invoice, y = self.paper, self.invoice, self.paper.top
        text = paper.text
        high = text * (1.5 if two_line_title(paper) else 0.7)
        across = self.press.picture(Box(paper.left, y, paper.inner_width * (0.1 if paper.head == 4 else 0.2), high - 1), invoice.logo)
        logo = across + 2 if across else 0.0
        wide = paper.inner_width
        side = max(wide * 0.24, text_width(f"{self.look.word('number', 'No.')} {invoice.number}", text + 0.5) * 1.1 + 2)
        big = Ink(text * 1.45, text, True, Align.CENTRE)
        if two_line_title(paper):
            company = Box(paper.left, y, wide, text * 0.8)
            self.press.label(company.inset(logo), invoice.company, Ink(text * 1.6, text, True, Align.CENTRE))
            line = Box(paper.left, y + text * 0.8, wide, text * 0.7)
            self.press.label(line.inset(side), invoice.name, big)
        else:
            line = Box(paper.left, y, wide, text * 0.7)
            self.press.label(line.inset(side), f"{invoice.company}  {invoice.name}", big)
        number = Ink(text + 0.5, paper.least, True, Align.RIGHT)
        box = self.press.moved(Box(line.right - side, line.y, side, line.height), *self.look.shift("number"))
        self.press.write(box, invoice.number if self.look.moves else f"{self.look.word('number', 'No.')} {invoice.number}", number)
        corner = Box(line.x + logo, line.y, side - logo, line.height)
        if paper.head == 4:
            date = self.look.field("date", self._day(), corner.width, whole=True)
            field_row(self.press, corner.x, corner.y, corner.height, [date], self.ink)
        else:
            self.press.write(self.press.moved(corner, *self.look.shift("marks")), self._marks(), Ink(text, paper.least, colour=self.colour))
        return self._fields(y + self.heights.title)

    def _day(self) -> str:
        return text_of(Kind.DATE, self.invoice.day)

    def _marks(self) -> str:
        """That it is a reprint, and what it reverses."""
        invoice = self.invoice
        again = _("Reprint {n}").format(n=invoice.reprint) if invoice.reprint else ""
        return "  ".join(filter(None, (again, _("reverses {number}").format(number=invoice.original) if invoice.original else "")))

    def _fields(self, y: float) -> float:
        invoice, wide = self.invoice, self.paper.inner_width
        customer, address, delivery = ("customer", invoice.customer), ("address", invoice.address), ("delivery", invoice.delivery_address)
        phone, seller, store = ("phone", invoice.phone), ("salesperson", invoice.salesperson), ("warehouse", invoice.warehouse)
        car, contract = ("vehicle", invoice.vehicle), ("contract", invoice.contract) if invoice.contract else ("", "")
        if self.paper.head == 4:
            half = self._address_share()
            rows = [((*customer, 0.4), (*phone, 0.23), (*seller, 0.19), (*store, 0.18)),
                    ((*address, half), (*delivery, 0.82 - half), (*car, 0.18))]
        else:
            rows = [((*customer, 0.5), (*phone, 0.26), ("date", self._day(), 0.24)),
                    ((*address, 0.5), (*seller, 0.26), (*store, 0.24)),
                    ((*delivery, 0.5), (*car, 0.26), (*contract, 0.24))]
        for row in rows:
            field_row(self.press, self.paper.left, y, self.heights.field, self.look.line(row, wide), self.ink)
            y += self.heights.field
        return y + GAP

    def _address_share(self) -> float:
        """Where a third has no line to spare, the two addresses share one by their lengths, on a printed form by halves."""
        if self.look.moves:
            return 0.41
        at, to = (text_width(text, self.ink.size) + 12 for text in (self.invoice.address, self.invoice.delivery_address))
        return min(max(0.82 * at / (at + to), 0.2), 0.62)

    def _subtotal(self, x: float, y: float, first: int, end: int) -> float:
        """The subtotal of the page, its amount under the amounts. x: where the lines begin."""
        left, height = self.paper.left, self.heights.foot
        self.press.frame(Box(left, y, self.paper.inner_width, height))
        if self.priced:
            place = self.look.keys.index("amount")
            before, column = sum(column.width for column in self.columns[:place]), self.columns[place].width
            words = Box(left, y, before, height) if place else Box(left + column, y, self.paper.inner_width - column, height)
            self.press.label(words.inset(PAD), self.look.word("subtotal"), self.ink)
            cell = self.press.moved(Box(x + before, y, column, height), *self.look.shift("subtotal"))
            amount = text_of(Kind.MONEY, self.invoice.subtotal_of(first, end), zero="") if end > first else ""
            self.press.write(cell.inset(PAD), amount, Ink(self.ink.size, self.ink.least, True, Align.RIGHT, self.colour))
            self.press.lines([(edge, y, edge, y + height) for edge in (cell.x, cell.right)])
        return y + height

    def _total(self, y: float, last: bool) -> float:
        """The total in capitals and figures, and the quantities by unit: on the last page."""
        invoice, look, wide = self.invoice, self.look, self.paper.inner_width
        counted = "  ".join(f"{text_of(Kind.QUANTITY, amount)} {unit}" for unit, amount in invoice.total_quantity) if last else ""
        if not self.priced:
            items = [look.field("quantity", counted, wide) if look.shows("quantity") else Field("", "", wide)]
        else:
            figure = money_sign(text_of(Kind.MONEY, invoice.total, zero="")) if last else ""
            figure += _(" (negative)") if last and invoice.state == "red" else ""
            words = (invoice.capitals or amount_in_capitals(invoice.total)) if last else _("(continued on the next page)")
            amount = max(text_width(figure, self.ink.size) * 1.1 + 2 * PAD + 1, wide * 0.17)
            said = look.word("quantity", _("Quantity"))
            label = text_width(said + "：", self.ink.size) + 2 * PAD + 1
            quantity = min(max(text_width(counted, self.ink.size) + label, wide * 0.17), wide * 0.34)
            if look.moves:
                amount, quantity = wide * 0.2, wide * 0.22
            quantity = quantity if look.shows("quantity") else 0.0
            dx, dy = look.shift("total")
            items = [look.field("words", words, wide - quantity - amount, bold=last, colour=self.colour),
                     *([look.field("quantity", counted, quantity, _("Quantity"))] if quantity else []),
                     Field("", figure, amount, True, Align.RIGHT, self.colour, dx=dx, dy=dy)]
        boxed_row(self.press, self.paper.left, y, self.heights.foot, items, self.ink)
        return y + self.heights.foot

    def _owing_and_remark(self, y: float, last: bool) -> float:
        invoice, left, wide, high = self.invoice, self.paper.left, self.paper.inner_width, self.heights
        share = wide / max(len(self.owing), 1) if self.paper.tall else wide * OWING
        known = {"received": invoice.received_now, "before": invoice.owed_before, "owed": invoice.owed_in_all}
        owing = [self.look.field(key, owed(known[key]) if last else "", share, bold=key == "owed", whole=True) for key in self.owing]
        if self.paper.tall:
            boxed_row(self.press, left, y, high.foot, owing or [Field("", "", wide)], self.ink)
            y += high.foot
            owing = []
        rest = wide - sum(item.width for item in owing)
        items = [*owing, self.look.field("remark", self.remark, rest)]
        boxed_row(self.press, left, y, high.remark, items, self.ink)
        return y + high.remark

    def _closing(self, y: float, copy: str, number: int, ground: Colour | None) -> None:
        invoice, left, wide, high = self.invoice, self.paper.left, self.paper.inner_width, self.heights
        people = (("made_by", invoice.made_by), ("checked", invoice.checked_by), ("keeper", invoice.keeper),
                  ("deliverer", invoice.deliverer), ("receiver", ""))
        items = [self.look.field(key, name, 2 if key == "receiver" else 1) for key, name in people if self.look.shows(key)]
        signatures(self.press, Box(left, y, wide, high.signature), items, self.ink)
        y += high.signature
        if high.footer:
            self.press.label(Box(left, y, wide, high.footer), invoice.design.footer, self.small)
        note = self.press.moved(Box(left, y + high.footer, wide, high.note), *self.look.shift("note"))
        if ground is not None:
            self.press.tint(Box(note.x, note.y, min(text_width(copy, self.small.size) + PAD, wide * 0.6), note.height), ground)
        middle = "  ".join(filter(None, (self._marks() if self.paper.head == 4 else "", invoice.note)))
        note_line(self.press, note, copy, middle, page_of(number, len(self.pages)), self.small)


def owed(amount: Decimal | None) -> str:
    """What is owed; an advance is called one, so that nobody takes its minus for a dash."""
    if amount is None:
        return ""
    text = text_of(Kind.MONEY, abs(amount), zero="")
    return _("advance {amount}").format(amount=text) if amount < 0 else text
