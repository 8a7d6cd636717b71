"""Where everything stands on a sales note: fixed rows a page, the foot always at its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from models.core.kinds import Kind, text_of
from models.core.text import _
from printing.blocks import PAD, Field, GridRow, boxed_row, field_row, grid, labelled, money_sign, note_line, page_of, signatures
from printing.capitals import amount_in_capitals
from printing.documents.invoice_lines import Row, grid_columns, remark_row, rows_of
from printing.paper import Paper
from printing.press import BLACK, RED, Align, Box, Ink, Press
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

    def row(self, paper: Paper) -> float:
        """Height of one of the fixed rows."""
        feet = self.foot * (3 if paper.tall else 2) + self.remark
        fixed = self.title + self.field * self.fields + GAP + self.heading + feet + self.signature + self.note
        return (paper.bottom - paper.top - fixed) / paper.rows


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
        self.press, self.invoice, self.paper = press, invoice, press.paper
        self.heights = heights(self.paper)
        self.row = self.heights.row(self.paper)
        self.ink = Ink(self.paper.text, self.paper.least)
        self.colour = RED if invoice.state == "red" else BLACK
        self.priced = "amount" in invoice.columns
        self.columns = grid_columns(invoice.lines, invoice.columns, self.paper, invoice.total)
        rows = rows_of(invoice.lines, invoice.columns, self.columns, self.row, self.ink)
        self.remark = self._remark()
        if not self._fits_foot(self.remark):
            rows.append(remark_row(labelled(_("Remark")) + self.remark, self.paper.inner_width, self.row, self.ink))
            self.remark = _("see the last row")
        self.pages = self._plan(rows)

    def _plan(self, rows: list[Row]) -> list[tuple[int, list[Row]]]:
        """Rows by page, each page with the index of its first line: a page is full when its fixed rows are."""
        pages: list[tuple[int, list[Row]]] = [(0, [])]
        used = 0
        for number, row in enumerate(rows):
            if used + row.tall > self.paper.rows:
                pages.append((number, []))
                used = 0
            pages[-1][1].append(row)
            used += row.tall
        return pages

    def _remark(self) -> str:
        """The remark, with what the head has no room for: an address that only force would fit, on a third the contract."""
        invoice, half = self.invoice, self._address_share() if self.paper.head == 4 else 0.5
        told = [_("Contract {number}").format(number=invoice.contract)] if invoice.contract and self.paper.head == 4 else []
        for label, address, share in ((_("Address"), invoice.address, half), (_("Deliver to"), invoice.delivery_address,
                                                                             0.82 - half if self.paper.head == 4 else 0.5)):
            width = self.paper.inner_width * share - text_width(labelled(label), self.ink.size) - 2.5
            if not fit(printable(address), width, self.heights.field, self.ink.size, self.ink.least).fits:
                told.append(labelled(label) + address)
        return "  ".join(filter(None, (*told, invoice.remark)))

    def _fits_foot(self, remark: str) -> bool:
        share = 1.0 if self.paper.tall or not self.priced else 1 - 3 * OWING
        width = self.paper.inner_width * share - text_width(labelled(_("Remark")), self.ink.size) - 2 * PAD - 1
        return fit(printable(remark), width, self.heights.remark, self.ink.size, self.ink.least).fits

    def draw(self, copy: str) -> None:
        """All pages of one copy."""
        left, high = self.paper.left, self.heights
        for number, (first, rows) in enumerate(self.pages, 1):
            last = number == len(self.pages)
            self.press.page()
            y = self._head()
            if self.invoice.state == "void":
                middle = y + high.heading + self.row * min(self.paper.rows / 2, 5)
                self.press.stamp(left + self.paper.inner_width * 0.62, middle, _("VOID"), self.paper.text * 4.4)
            cells = [GridRow(row.cells, row.tall, self.colour) for row in rows]
            y = grid(self.press, left, y, self.columns, high.heading, self.row, self.paper.rows, cells, self.ink)
            y = self._subtotal(y, first, min(first + len(rows), len(self.invoice.lines)))
            y = self._total(y, last)
            y = self._owing_and_remark(y, last)
            self._closing(y, copy, number)

    def _head(self) -> float:
        paper, invoice, y = self.paper, self.invoice, self.paper.top
        text, wide = paper.text, paper.inner_width
        side = max(wide * 0.24, text_width(f"No. {invoice.number}", text + 0.5) * 1.1 + 2)
        big = Ink(text * 1.45, text, True, Align.CENTRE)
        if two_line_title(paper):
            company = Box(paper.left, y, wide, text * 0.8)
            self.press.label(company, invoice.company, Ink(text * 1.6, text, True, Align.CENTRE))
            line = Box(paper.left, y + text * 0.8, wide, text * 0.7)
            self.press.label(line.inset(side), invoice.name, big)
        else:
            line = Box(paper.left, y, wide, text * 0.7)
            self.press.label(line.inset(side), f"{invoice.company}  {invoice.name}", big)
        number = Ink(text + 0.5, paper.least, True, Align.RIGHT)
        self.press.write(Box(line.right - side, line.y, side, line.height), f"No. {invoice.number}", number)
        corner = Box(line.x, line.y, side, line.height)
        if paper.head == 4:
            field_row(self.press, corner.x, corner.y, corner.height, [Field(_("Date"), self._day(), side)], self.ink)
        else:
            self.press.write(corner, self._marks(), Ink(text, paper.least, colour=self.colour))
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
        customer, phone = (_("Customer"), invoice.customer), (_("Phone"), invoice.phone)
        address, delivery = (_("Address"), invoice.address), (_("Deliver to"), invoice.delivery_address)
        store, car = (_("Warehouse"), invoice.warehouse), (_("Vehicle"), invoice.vehicle)
        seller = (_("Salesperson"), invoice.salesperson)
        if self.paper.head == 4:
            half = self._address_share()
            rows = [((customer, 0.4), (phone, 0.23), (seller, 0.19), (store, 0.18)),
                    ((address, half), (delivery, 0.82 - half), (car, 0.18))]
        else:
            contract = (_("Contract"), invoice.contract) if invoice.contract else ("", "")
            rows = [((customer, 0.5), (phone, 0.26), ((_("Date"), self._day()), 0.24)),
                    ((address, 0.5), (seller, 0.26), (store, 0.24)),
                    ((delivery, 0.5), (car, 0.26), (contract, 0.24))]
        for row in rows:
            items = [Field(label, value, wide * share, bold=label == customer[0]) for (label, value), share in row]
            field_row(self.press, self.paper.left, y, self.heights.field, items, self.ink)
            y += self.heights.field
        return y + GAP

    def _address_share(self) -> float:
        """Where a third has no line to spare, the two addresses share one by their lengths."""
        at, to = (text_width(text, self.ink.size) + 12 for text in (self.invoice.address, self.invoice.delivery_address))
        return min(max(0.82 * at / (at + to), 0.2), 0.62)

    def _subtotal(self, y: float, first: int, end: int) -> float:
        """The subtotal of the page, its amount under the amounts."""
        left, height = self.paper.left, self.heights.foot
        self.press.frame(Box(left, y, self.paper.inner_width, height))
        if self.priced:
            place = self.invoice.columns.index("amount")
            before, column = sum(column.width for column in self.columns[:place]), self.columns[place].width
            words = Box(left, y, before, height) if place else Box(left + column, y, self.paper.inner_width - column, height)
            self.press.label(words.inset(PAD), _("Subtotal of this page"), self.ink)
            cell = Box(left + before, y, column, height)
            amount = text_of(Kind.MONEY, self.invoice.subtotal_of(first, end), zero="") if end > first else ""
            self.press.write(cell.inset(PAD), amount, Ink(self.ink.size, self.ink.least, True, Align.RIGHT, self.colour))
            self.press.lines([(x, y, x, y + height) for x in (cell.x, cell.right)])
        return y + height

    def _total(self, y: float, last: bool) -> float:
        """The total in capitals and figures, and the quantities by unit: on the last page."""
        invoice, wide = self.invoice, self.paper.inner_width
        counted = "  ".join(f"{text_of(Kind.QUANTITY, amount)} {unit}" for unit, amount in invoice.total_quantity) if last else ""
        if not self.priced:
            items = [Field(_("Total quantity"), counted, wide)]
        else:
            figure = money_sign(text_of(Kind.MONEY, invoice.total, zero="")) if last else ""
            figure += _(" (negative)") if last and invoice.state == "red" else ""
            words = (invoice.capitals or amount_in_capitals(invoice.total)) if last else _("(continued on the next page)")
            amount = max(text_width(figure, self.ink.size) * 1.1 + 2 * PAD + 1, wide * 0.17)
            label = text_width(_("Quantity") + "：", self.ink.size) + 2 * PAD + 1
            quantity = min(max(text_width(counted, self.ink.size) + label, wide * 0.17), wide * 0.34)
            items = [Field(_("Total in capitals"), words, wide - quantity - amount, last, colour=self.colour),
                     Field(_("Quantity"), counted, quantity),
                     Field("", figure, amount, True, Align.RIGHT, self.colour)]
        boxed_row(self.press, self.paper.left, y, self.heights.foot, items, self.ink)
        return y + self.heights.foot

    def _owing_and_remark(self, y: float, last: bool) -> float:
        invoice, left, wide, high = self.invoice, self.paper.left, self.paper.inner_width, self.heights
        share = wide / 3 if self.paper.tall else wide * OWING
        known = ((_("Received now"), invoice.received_now, False), (_("Owed before"), invoice.owed_before, False),
                 (_("Owed in all"), invoice.owed_in_all, True))
        owing = [Field(label, owed(amount) if last else "", share, bold, whole=True) for label, amount, bold in known]
        owing = owing if self.priced else []
        if self.paper.tall:
            boxed_row(self.press, left, y, high.foot, owing or [Field("", "", wide)], self.ink)
            y += high.foot
            owing = []
        rest = wide - sum(item.width for item in owing)
        items = [*owing, Field(_("Remark"), self.remark, rest)]
        boxed_row(self.press, left, y, high.remark, items, self.ink)
        return y + high.remark

    def _closing(self, y: float, copy: str, number: int) -> None:
        invoice, left, wide = self.invoice, self.paper.left, self.paper.inner_width
        people = ((_("Made by"), invoice.made_by), (_("Checked"), invoice.checked_by), (_("Keeper"), invoice.keeper),
                  (_("Deliverer"), invoice.deliverer), (_("Received by"), ""))
        items = [Field(label, name, 1 if place < 4 else 2) for place, (label, name) in enumerate(people)]
        signatures(self.press, Box(left, y, wide, self.heights.signature), items, self.ink)
        note = Box(left, y + self.heights.signature, wide, self.heights.note)
        small = Ink(max(self.ink.size - 1, self.ink.least), self.ink.least)
        middle = "  ".join(filter(None, (self._marks() if self.paper.head == 4 else "", invoice.note)))
        note_line(self.press, note, copy, middle, page_of(number, len(self.pages)), small)


def owed(amount: Decimal | None) -> str:
    """What is owed; an advance is called one, so that nobody takes its minus for a dash."""
    if amount is None:
        return ""
    text = text_of(Kind.MONEY, abs(amount), zero="")
    return _("advance {amount}").format(amount=text) if amount < 0 else text
