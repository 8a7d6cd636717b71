"""The notice to the company (通报) of who answers for what under which rule (duties 22 to 27)."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.text import _
from printing.flow import Entries, Entry, Section, Words
from printing.form import FlowPaper


@dataclass(frozen=True)
class NoticePaper:
    """One case as it is made known. state: how it ended, or that it is open; stamp: 作废 where it was withdrawn."""

    company: str
    number: str
    date: str
    person: str
    rule: str
    words: str
    text: str
    amount: str
    capitals: str
    state: str
    filed_by: str
    stamp: str = ""


def flow_of(notice: NoticePaper) -> FlowPaper:
    """The notice with room for those who saw it. Language: as spoken."""
    fields = ((_("No."), notice.number), (_("Date"), notice.date), (_("Filed by"), notice.filed_by))
    said = _("On {day}, {person}: {text}. Under the company's rule “{words}”, {person} bears {amount} yuan ({capitals}). "
             "This is made known in the company.").format(
        day=notice.date, person=notice.person, text=notice.text.rstrip("。. ") or notice.rule, words=notice.words.rstrip("。. "),
        amount=notice.amount, capitals=notice.capitals)
    sections = (
        Section(_("Case"), (Entries((Entry(_("Person"), notice.person), Entry(_("Rule"), notice.rule, 2), Entry(_("Amount"), notice.amount),
                                     Entry(_("State"), notice.state, 2)), row=7),)),
        Section(_("Notice"), (Words(said, 60),)), Section(_("Seen by"), (Words("", 30),)))
    return FlowPaper(notice.company, _("Notice to the Company"), fields, sections,
                     ((_("Person"), ""), (_("Manager"), ""), (_("General manager"), "")), stamp=notice.stamp)
