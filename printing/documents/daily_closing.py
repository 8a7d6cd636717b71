"""The daily closing sheet (销售日报): the numbers stored at the close, on one A4, anchored by the journal's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.core.kinds import WEEKDAYS, Kind, text_of
from models.core.text import _
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper, draw_flow
from printing.paper import PLAIN, Paper, PrinterSetting, paper_named
from printing.press import Press


@dataclass(frozen=True)
class DailyClosingPaper:
    """One closed day. sections: built from Entries, Grid and Words, every figure as text, in the language of the paper.

    journal_count, journal_head: the journal before the close's own entry (rules: Closing). superseded: a later close of the day
    stands. closing: which close of the day this is, 1 for the first. note: e.g. that it was self-approved.
    """

    company: str
    day: date
    sections: tuple[Section, ...]
    journal_count: int
    journal_head: str
    title: str = ""
    made_by: str = ""
    cashier: str = ""
    manager: str = ""
    closing: int = 1
    superseded: bool = False
    note: str = ""


def render(papers: Sequence[DailyClosingPaper], out: Path | BinaryIO, *,
           paper: Paper | None = None, setting: PrinterSetting = PLAIN) -> int:
    """Print closing sheets, A4 unless told otherwise; returns the number of pages. Language: as spoken."""
    first = papers[0] if papers else None
    press = Press(out, paper or paper_named("A4"), setting, title=f"{_title(first)} {first.day}" if first else "",
                  author=first.company if first else "")
    for closing in papers:
        for _again in range(setting.copies):
            draw_flow(press, _flow(closing))
    return press.save()


def _title(closing: DailyClosingPaper) -> str:
    return closing.title or _("Daily Closing Sheet")


def _flow(closing: DailyClosingPaper) -> FlowPaper:
    day = f"{text_of(Kind.DATE, closing.day)} {_(WEEKDAYS[closing.day.weekday()])}"
    fields = [(_("Date"), day)]
    if closing.closing > 1:
        fields.append((_("Close no."), text_of(Kind.INTEGER, closing.closing)))
    fields.append((_("Journal entries"), text_of(Kind.INTEGER, closing.journal_count)))
    anchor = _("Journal head {head}").format(head=closing.journal_head)
    return FlowPaper(closing.company, _title(closing), tuple(fields), closing.sections,
                     ((_("Made by"), closing.made_by), (_("Cashier"), closing.cashier), (_("Manager"), closing.manager)),
                     "  ".join(filter(None, (anchor, closing.note))), _("Superseded") if closing.superseded else "")


__all__ = ["DailyClosingPaper", "Entries", "Entry", "Grid", "Section", "Words", "render"]
