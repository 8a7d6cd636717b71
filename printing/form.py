"""A paper that flows: head, sections, signatures and a last line; on one page when it fits, on more with its heading repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from printing.blocks import Field, field_row, labelled, note_line, page_of, signatures
from printing.columns import Demand, share_widths
from printing.flow import laid_out, paged
from printing.paper import PLAIN, Paper, PrinterSetting
from printing.parts import SHRINKS, Section, Strip
from printing.press import Align, Box, Ink, Press
from printing.typeface import text_width

GROWS, AIRY = (1.35, 1.2, 1.1), 0.7
"""Text sizes, as shares, that a slip takes on a larger sheet, as long as it fills no more than this share of it."""
NEAR, FAR = 10.0, 60.0
"""Where a slip would leave so much of its sheet empty, in mm, it is signed this far below what it says."""
LOW = 100.0


@dataclass(frozen=True)
class FlowPaper:
    """What stands on it. fields: (label, value) in the head; signers: (label, name or "" for a line); note: the last line.

    named: what it is about, where the first field does not say it. grows: says so little that larger sheets take larger text.
    """

    company: str
    title: str
    fields: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    signers: tuple[tuple[str, str], ...] = ()
    note: str = ""
    stamp: str = ""
    shrinks: bool = True
    named: str = ""
    grows: bool = False

    @property
    def name(self) -> str:
        """What the file says it is: the title, and what it is about."""
        about = self.named or next((value for _label, value in self.fields), "")
        return " ".join(filter(None, (self.title, about)))


def render_flow(papers: Iterable[FlowPaper], out: Path | BinaryIO, paper: Paper, setting: PrinterSetting = PLAIN) -> int:
    """Print flowing papers one after the other, each as often as the setting has copies; returns the number of pages.

    Each is taken when the one before is drawn. Language: as spoken.
    """
    press = Press(out, paper, setting)
    for at, sheet in enumerate(papers):
        if not at:
            press.name(sheet.name, sheet.company)
        for _again in range(setting.copies):
            draw_flow(press, sheet)
    return press.save()


def draw_flow(press: Press, paper: FlowPaper) -> None:
    """Draw it on the press: in the largest text that keeps it on one page, else over several in full size."""
    sheet = press.paper
    head, foot = _head_high(sheet, paper), sheet.text * (1.75 if paper.signers else 0.7)
    room = sheet.bottom - sheet.top - head - foot
    ink, pages = _set(paper, sheet, room)
    for number, strips in enumerate(pages, 1):
        press.page()
        _head(press, paper, head)
        y = sheet.top + head
        for strip in strips:
            strip.draw(press, sheet.left, y)
            y += strip.height
        if strips and strips[-1].close is not None:
            strips[-1].close(press, sheet.left, y)
        near = paper.grows and len(pages) == 1 and sheet.bottom - foot - y > FAR
        _foot(press, paper, y + NEAR if near else sheet.bottom - foot, number, len(pages))


def _set(paper: FlowPaper, sheet: Paper, room: float) -> tuple[Ink, list[list[Strip]]]:
    """The text size and the strips by page."""
    shares = [*(GROWS if paper.grows else ()), *(SHRINKS if paper.shrinks and not sheet.pin else (1.0,))]
    for share in shares:
        ink = Ink(max(sheet.text * share, sheet.least), sheet.least)
        pages = paged(laid_out(paper.sections, sheet.inner_width, ink, room), room, room)
        if len(pages) == 1 and (share <= 1 or sum(strip.height for strip in pages[0]) <= room * AIRY):
            return ink, pages
    ink = Ink(sheet.text * (0.95 if not sheet.pin else 1), sheet.least)
    return ink, paged(laid_out(paper.sections, sheet.inner_width, ink, room), room, room)


def _is_low(sheet: Paper) -> bool:
    """Whether a sheet has no line to spare: company and title stand on one."""
    return sheet.bottom - sheet.top < LOW


def _head_high(sheet: Paper, paper: FlowPaper) -> float:
    return sheet.text * ((0.82 if _is_low(sheet) else 1.46) + (0.64 if paper.fields else 0.04))


def _head(press: Press, paper: FlowPaper, height: float) -> None:
    sheet = press.paper
    text, wide, y = sheet.text, sheet.inner_width, sheet.top
    if _is_low(sheet):
        press.label(Box(sheet.left, y, wide * 0.34, text * 0.75), paper.company, Ink(text, sheet.least, True))
        press.label(Box(sheet.left + wide * 0.34, y, wide * 0.32, text * 0.75), paper.title, Ink(text * 1.45, text, True, Align.CENTRE))
    else:
        press.label(Box(sheet.left, y, wide, text * 0.66), paper.company, Ink(text * 1.25, text, True, Align.CENTRE))
        press.label(Box(sheet.left, y + text * 0.66, wide, text * 0.75), paper.title, Ink(text * 1.6, text, True, Align.CENTRE))
    fields = y + height - text * 0.66
    if paper.fields:
        needs = [text_width(labelled(label) + value, text) + 3 for label, value in paper.fields]
        widths = share_widths([Demand(need, need * 0.6, need, 1.0) for need in needs], wide)
        items = [Field(label, value, share) for (label, value), share in zip(paper.fields, widths, strict=True)]
        field_row(press, sheet.left, fields, text * 0.56, items, Ink(text, sheet.least))
    if paper.stamp:
        press.stamp_in(Box(sheet.left, y, wide, fields - y), paper.stamp, text * 2.2)


def _foot(press: Press, paper: FlowPaper, y: float, number: int, count: int) -> None:
    sheet = press.paper
    text = sheet.text
    if paper.signers:
        items: Sequence[Field] = [Field(label, name, 1) for label, name in paper.signers]
        signatures(press, Box(sheet.left, y + text * 0.2, sheet.inner_width, text), items, Ink(text, sheet.least))
    small = Ink(max(text - 1.5, sheet.least), sheet.least)
    last = Box(sheet.left, sheet.bottom - text * 0.46, sheet.inner_width, text * 0.46)
    note_line(press, last, paper.note, "", page_of(number, count), small)
