"""Every size of paper the office prints on, and what a printer needs to hit it exactly (papers.md: Sizes)."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.errors import KnownError
from models.core.text import N_

TRACTOR = 12.7
"""Perforated strip left and right of pin-feed paper, in mm: nothing is printed there."""
MARGIN_PIN = (TRACTOR + 2.3, 4.0, TRACTOR + 2.3, 4.0)


@dataclass(frozen=True)
class Paper:
    """One size. Lengths in mm, text sizes in points; margins: left, top, right, bottom; rows: invoice lines a page.

    head: fields beside each other in the head of an invoice. tall: the foot has room for a remark row of its own.
    """

    key: str
    title: str
    width: float
    height: float
    margins: tuple[float, float, float, float]
    rows: int
    text: float
    least: float
    rule: float = 0.4
    pin: bool = False
    head: int = 3
    tall: bool = True

    @property
    def left(self) -> float:
        """Where printing may begin, in mm from the left edge."""
        return self.margins[0]

    @property
    def top(self) -> float:
        """Where printing may begin, in mm from the top edge."""
        return self.margins[1]

    @property
    def inner_width(self) -> float:
        """Printable width in mm."""
        return self.width - self.margins[0] - self.margins[2]

    @property
    def bottom(self) -> float:
        """Where printing must end, in mm from the top edge."""
        return self.height - self.margins[3]


PAPERS = (
    Paper("A4", N_("A4"), 210, 297, (12, 12, 12, 12), 24, 9.5, 7),
    Paper("A4L", N_("A4 landscape"), 297, 210, (12, 12, 12, 12), 13, 9.5, 7),
    Paper("A5", N_("A5"), 148, 210, (8, 8, 8, 8), 15, 8.5, 6.5),
    Paper("A5L", N_("A5 landscape"), 210, 148, (10, 8, 10, 8), 8, 9, 7),
    Paper("pin1", N_("Pin-feed 241 × 279.4 (whole)"), 241, 279.4, MARGIN_PIN, 22, 10.5, 10.5, 1.0, pin=True),
    Paper("pin2", N_("Pin-feed 241 × 139.7 (half)"), 241, 139.7, MARGIN_PIN, 8, 10.5, 10.5, 1.0, pin=True, tall=False),
    Paper("pin3", N_("Pin-feed 241 × 93.1 (third)"), 241, 279.4 / 3, MARGIN_PIN, 4, 10.5, 10.5, 1.0, pin=True, head=4, tall=False),
    Paper("slip140", N_("Slip 210 × 140"), 210, 140, (8, 6, 8, 6), 8, 9, 7),
    Paper("slip94", N_("Slip 210 × 94"), 210, 94, (8, 4.5, 8, 4.5), 5, 9, 7, head=4, tall=False),
)

ALIASES = {
    "a4l": "A4L", "a4-landscape": "A4L", "a5-landscape": "A5L", "a5l": "A5L",
    "whole": "pin1", "half": "pin2", "third": "pin3", "一等分": "pin1", "二等分": "pin2", "三等分": "pin3", "整张": "pin1",
    "a5横": "A5L", "a4横": "A4L", "a5横向": "A5L", "a4横向": "A4L", "241x94": "pin3", "94": "slip94", "140": "slip140",
    "1/1": "pin1", "pin-1": "pin1", "241x279.4": "pin1", "241x279": "pin1", "pin-1/1": "pin1",
    "1/2": "pin2", "pin-2": "pin2", "241x139.7": "pin2", "241x140": "pin2", "pin-1/2": "pin2",
    "1/3": "pin3", "pin-3": "pin3", "241x93.1": "pin3", "241x93": "pin3", "pin-1/3": "pin3",
    "210x140": "slip140", "slip-140": "slip140", "210x94": "slip94", "slip-94": "slip94",
    "210x297": "A4", "148x210": "A5", "210x148": "A5L", "297x210": "A4L",
}


def paper_named(name: str) -> Paper:
    """The paper of a key or alias as typed on a command line ("pin2", "1/2", "241x139.7"); raises KnownError naming those there are."""
    asked = name.strip().casefold().replace("×", "x").replace("*", "x").removesuffix("mm")
    key = ALIASES.get(asked, asked).casefold()
    for paper in PAPERS:
        if paper.key.casefold() == key:
            return paper
    raise KnownError(N_("There is no paper {name}; choose one of {papers}"), name=name, papers=", ".join(row.key for row in PAPERS))


@dataclass(frozen=True)
class PrinterSetting:
    """What one printer needs. Offsets in mm (right and down are positive).

    drift: mm by which each form comes out too short (measure the tenth form, divide by ten); every page is made longer by it,
    so that a long run stays in step. copies: prints of each page. data_only: leave out labels and rules, for pre-printed forms.
    design: the name of the design that sales notes come out in on this printer, "" the standard one, None the usual one of the paper.
    """

    offset_x: float = 0.0
    offset_y: float = 0.0
    drift: float = 0.0
    copies: int = 1
    data_only: bool = False
    design: str | None = None

    def page_size(self, paper: Paper) -> tuple[float, float]:
        """Width and height in mm that the printer is to be told."""
        return paper.width, paper.height + self.drift


PLAIN = PrinterSetting()
