"""A design on one paper: the words, places and colours that the form asks for while it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.core.text import _
from models.designs.inputs import InvoiceDesign
from models.designs.rules import PLACE_KINDS
from printing.blocks import Field
from printing.paper import Paper
from printing.press import Colour

INKS: dict[str, Colour] = {
    "白": (1, 1, 1), "红": (0.98, 0.8, 0.8), "粉": (0.99, 0.84, 0.9), "黄": (0.99, 0.93, 0.62), "绿": (0.78, 0.92, 0.78),
    "蓝": (0.78, 0.87, 0.98), "橙": (0.99, 0.84, 0.64), "紫": (0.88, 0.8, 0.96), "灰": (0.85, 0.85, 0.85),
    "white": (1, 1, 1), "red": (0.98, 0.8, 0.8), "pink": (0.99, 0.84, 0.9), "yellow": (0.99, 0.93, 0.62), "green": (0.78, 0.92, 0.78),
    "blue": (0.78, 0.87, 0.98), "orange": (0.99, 0.84, 0.64), "purple": (0.88, 0.8, 0.96), "grey": (0.85, 0.85, 0.85),
}
"""The colours that copies are called by, as pale as their paper; a colour of another name is only said in words."""
Cell = tuple[str, str, float]
"""The key of a place ("" for none), its value, its share of the width."""


def ink_of(colour: str) -> Colour | None:
    """The colour of this name: 红, 红色, red."""
    return INKS.get(colour.strip().casefold().removesuffix("色"))


class Look:
    """One design on one paper. moves: whether places stand where they were measured on a printed form."""

    def __init__(self, design: InvoiceDesign, paper: Paper, *, moves: bool) -> None:
        self.design, self.moves = design, moves
        text = float(design.text)
        self.paper = replace(paper, text=max(text, paper.least)) if text else paper
        self.columns = design.shown
        self.keys = [column.key for column in self.columns]
        self.rows = design.rows if moves and design.rows else paper.rows

    def word(self, key: str, usual: str = "") -> str:
        """What a place is called on this paper."""
        return self.design.place(key).caption or usual or _(PLACE_KINDS[key].title)

    def shows(self, key: str) -> bool:
        """Whether a place is printed."""
        return self.design.place(key).shown

    def shift(self, key: str) -> tuple[float, float]:
        """Millimetres to the right and down by which a place stands apart from where it usually is."""
        place = self.design.place(key)
        return (float(place.dx), float(place.dy)) if self.moves else (0.0, 0.0)

    def field(self, key: str, value: str, width: float, usual: str = "", **more: Any) -> Field:
        """A place with its word and value."""
        dx, dy = self.shift(key)
        return Field(self.word(key, usual), value, width, dx=dx, dy=dy, **more)

    def line(self, cells: Sequence[Cell], wide: float) -> list[Field]:
        """Places beside each other over so many mm; the room of one that is left out goes to its neighbour."""
        kept: list[Cell] = []
        spare = 0.0
        for key, value, share in cells:
            if key and not self.shows(key):
                if kept:
                    kept[-1] = (*kept[-1][:2], kept[-1][2] + share)
                else:
                    spare += share
                continue
            kept.append((key, value, share + spare))
            spare = 0.0
        return [self.field(key, value, wide * share, bold=key == "customer") if key else Field("", value, wide * share)
                for key, value, share in kept]
