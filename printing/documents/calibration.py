"""The calibration forms: rulers whose corner is measured from the edges of the paper, which says offset and drift (papers.md: Sizes)."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from models.core.text import _
from printing.measuring import FORMS
from printing.paper import PLAIN, Paper, PrinterSetting
from printing.press import Align, Box, Ink, Press

INDENT, LINE = 18.0, 9.0


def render(paper: Paper, out: Path | BinaryIO, *, setting: PrinterSetting = PLAIN) -> int:
    """Form 0, on continuous paper ten after it, all with the same marks; returns the number of pages. Language: as spoken."""
    press = Press(out, paper, setting, title=_("Calibration page"))
    for number in range(FORMS + 1 if paper.pin else 1):
        press.page()
        _marks(press)
        _words(press, number)
    return press.save()


def _marks(press: Press) -> None:
    """A ruler along the top and one down the left, a stroke a millimetre, longer every five and ten."""
    paper = press.paper
    left, top, right, bottom = paper.left, paper.top, paper.left + paper.inner_width, paper.bottom
    small = Ink(max(7, paper.least), paper.least, align=Align.CENTRE)
    strokes = [(left, top, right, top), (left, top, left, bottom)]
    for step in range(int(right - left) + 1):
        long = 4.0 if step % 10 == 0 else 2.5 if step % 5 == 0 else 1.5
        strokes.append((left + step, top, left + step, top + long))
        if step % 20 == 0 and 0 < step < right - left - 5:
            press.write(Box(left + step - 6, top + 4, 12, 4.5), str(step), small)
    for step in range(int(bottom - top) + 1):
        long = 4.0 if step % 10 == 0 else 2.5 if step % 5 == 0 else 1.5
        strokes.append((left, top + step, left + long, top + step))
        if step % 10 == 0 and 10 < step < bottom - top - 3:
            press.write(Box(left + 4.5, top + step - 2.5, 9, 5), str(step), small)
    press.lines(strokes)


def _words(press: Press, number: int) -> None:
    paper = press.paper
    ink = Ink(max(paper.text, 10.5), paper.least)
    told = [_("Form {n} · {paper}").format(n=number, paper=_(paper.title)),
            _("① From the left edge of the paper to the upright ruler: right would be {x} mm.").format(x=f"{paper.left:g}"),
            _("② From the top edge to the lying ruler: right would be {y} mm.").format(y=f"{paper.top:g}")]
    if paper.pin:
        told.append(_("③ The same from the top edge of form {m}.").format(m=FORMS))
    told.append(_("Enter what you measured at Settings, Printers."))
    for at, text in enumerate(told):
        press.write(Box(paper.left + INDENT, paper.top + 12 + at * LINE, paper.inner_width - INDENT - 4, LINE - 0.5), text, ink)
