"""A paper that flows: head, sections, signatures and a last line; on one page when it fits, on more with its heading repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from printing.blocks import Field, field_row, note_line, page_of, signatures
from printing.flow import Section, laid_out, paged
from printing.paper import PLAIN, Paper, PrinterSetting
from printing.press import Align, Box, Ink, Press

SHRINKS = (1.0, 0.95, 0.9, 0.85, 0.8)
"""Text sizes tried, as shares, until the paper fits on one page."""


@dataclass(frozen=True)
class FlowPaper:
    """What stands on it. fields: (label, value) in the head; signers: (label, name or "" for a line); note: the last line.

    named: what it is about, where the first field does not say it.
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
    head, foot = sheet.text * (2.1 if paper.fields else 1.5), sheet.text * (1.75 if paper.signers else 0.7)
    room = sheet.bottom - sheet.top - head - foot
    ink, pages = Ink(sheet.text, sheet.least), []
    for share in SHRINKS if paper.shrinks and not sheet.pin else (1.0,):
        tried = Ink(max(sheet.text * share, sheet.least), sheet.least)
        pages = paged(laid_out(paper.sections, sheet.inner_width, tried, room), room, room)
        ink = tried
        if len(pages) == 1:
            break
    else:
        ink = Ink(sheet.text * (0.95 if not sheet.pin else 1), sheet.least)
        pages = paged(laid_out(paper.sections, sheet.inner_width, ink, room), room, room)
    for number, strips in enumerate(pages, 1):
        press.page()
        _head(press, paper, head)
        y = sheet.top + head
        for strip in strips:
            strip.draw(press, sheet.left, y)
            y += strip.height
        _foot(press, paper, sheet.bottom - foot, number, len(pages))


def _head(press: Press, paper: FlowPaper, height: float) -> None:
    sheet = press.paper
    text, wide = sheet.text, sheet.inner_width
    press.label(Box(sheet.left, sheet.top, wide, text * 0.66), paper.company, Ink(text * 1.25, text, True, Align.CENTRE))
    press.label(Box(sheet.left, sheet.top + text * 0.66, wide, text * 0.75), paper.title, Ink(text * 1.6, text, True, Align.CENTRE))
    if paper.fields:
        items = [Field(label, value, wide / len(paper.fields)) for label, value in paper.fields]
        field_row(press, sheet.left, sheet.top + height - text * 0.66, text * 0.56, items, Ink(text, sheet.least))
    if paper.stamp:
        press.stamp(sheet.left + wide * 0.85, sheet.top + text * 0.8, paper.stamp, text * 2.2)


def _foot(press: Press, paper: FlowPaper, y: float, number: int, count: int) -> None:
    sheet = press.paper
    text = sheet.text
    if paper.signers:
        items: Sequence[Field] = [Field(label, name, 1) for label, name in paper.signers]
        signatures(press, Box(sheet.left, y + text * 0.2, sheet.inner_width, text), items, Ink(text, sheet.least))
    small = Ink(max(text - 1.5, sheet.least), sheet.least)
    last = Box(sheet.left, sheet.bottom - text * 0.46, sheet.inner_width, text * 0.46)
    note_line(press, last, paper.note, "", page_of(number, count), small)
