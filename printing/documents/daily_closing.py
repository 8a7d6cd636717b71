"""The daily closing sheet (销售日报): the numbers stored at the close, on one A4, anchored by the journal's head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.core.kinds import WEEKDAYS, Kind, text_of
from models.core.text import _
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper


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


def _title(closing: DailyClosingPaper) -> str:
    return closing.title or _("Daily Closing Sheet")


def flow_of(closing: DailyClosingPaper) -> FlowPaper:
    """The sheet with its anchor in the journal. Language: as spoken."""
    day = f"{text_of(Kind.DATE, closing.day)} {_(WEEKDAYS[closing.day.weekday()])}"
    fields = [(_("Date"), day)]
    if closing.closing > 1:
        fields.append((_("Close no."), text_of(Kind.INTEGER, closing.closing)))
    fields.append((_("Journal entries"), text_of(Kind.INTEGER, closing.journal_count)))
    anchor = _("Journal head {head}").format(head=closing.journal_head)
    return FlowPaper(closing.company, _title(closing), tuple(fields), closing.sections,
                     ((_("Made by"), closing.made_by), (_("Cashier"), closing.cashier), (_("Manager"), closing.manager)),
                     "  ".join(filter(None, (anchor, closing.note))), _("Superseded") if closing.superseded else "",
                     named=str(closing.day))


__all__ = ["DailyClosingPaper", "Entries", "Entry", "Grid", "Section", "Words", "flow_of"]
