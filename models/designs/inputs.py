"""The design of a sales note as one frozen value: columns, words, copies, pictures, and where data stands on a printed form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

ZERO = Decimal(0)
COLUMNS: Mapping[str, bool] = MappingProxyType({
    "position": True, "code": True, "name": True, "specification": True, "unit": True, "quantity": True, "price": True,
    "amount": True, "remark": True, "discount": False, "batch": False, "expiry": False})
"""The columns there are, in the order of the standard note; whether it shows them."""


@dataclass(frozen=True)
class Column:
    """One column. caption: "" for its usual heading; width: mm, 0 for as wide as its content asks."""

    key: str
    caption: str = ""
    width: Decimal = ZERO
    shown: bool = True


@dataclass(frozen=True)
class Place:
    """A word and its value outside the lines. caption: "" for the usual word; dx, dy: mm it is moved by where only data is printed."""

    key: str
    caption: str = ""
    shown: bool = True
    dx: Decimal = ZERO
    dy: Decimal = ZERO


@dataclass(frozen=True)
class Copy:
    """A part of the note: 存根, white."""

    name: str
    colour: str = ""


@dataclass(frozen=True)
class InvoiceDesign:
    """How a sales note looks on one paper; without arguments the standard one (papers.md: Invoice).

    title: "" for 销售单. footer: one or two lines below the signatures. text: points, 0 for the size of the paper. copies: empty for
    those of the office. band: each copy carries its colour. logo, form: digests of pictures; the form is the scan of a printed form
    to align to, shown on screen and never printed. data_only: labels and rules are on the paper already. rows, row_height: of a
    printed form, 0 for those of the paper, mm. places: only those that differ from the standard.
    """

    columns: tuple[Column, ...] = tuple(Column(key, shown=shown) for key, shown in COLUMNS.items())
    title: str = ""
    footer: str = ""
    text: Decimal = ZERO
    copies: tuple[Copy, ...] = ()
    band: bool = False
    logo: str = ""
    form: str = ""
    data_only: bool = False
    rows: int = 0
    row_height: Decimal = ZERO
    places: tuple[Place, ...] = ()

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are printed, in their order."""
        return tuple(column for column in self.columns if column.shown)

    def place(self, key: str) -> Place:
        """A place as it is wanted, the standard one where nothing was said of it."""
        return next((place for place in self.places if place.key == key), Place(key))


STANDARD = InvoiceDesign()


@dataclass(frozen=True)
class Stock:
    """What a design must know of a paper. width, height: the printable area, mm; text, least: its text size and the smallest, points."""

    paper: str
    width: Decimal
    height: Decimal
    text: Decimal
    least: Decimal


@dataclass(frozen=True)
class DesignInput:
    """A design to be kept. usual: notes on this paper come out so where no other design is asked for."""

    name: str
    stock: Stock
    design: InvoiceDesign
    usual: bool = False
