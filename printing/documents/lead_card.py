"""One lead with everything said to it (潜在客户录入及跟踪表, duty 97): the card, its contacts, and rows to go on by hand."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.text import _
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper

SHARES = (13.0, 12, 46, 10, 13, 13, 22)


@dataclass(frozen=True)
class LeadCardEntry:
    """One entry of the log as shown. grades: "A → H", or the one grade."""

    day: str
    way: str
    text: str
    grades: str
    next_day: str
    salesperson: str
    instruction: str


@dataclass(frozen=True)
class LeadCardPaper:
    """A lead as filed, its fields (label, value, places of four that it takes), its loss if one was asked for, its log oldest first."""

    company: str
    number: str
    name: str
    filed: str
    fields: tuple[tuple[str, str, int], ...]
    entries: tuple[LeadCardEntry, ...]
    loss: str = ""
    salesperson: str = ""
    spare: int = 4
    note: str = ""


def flow_of(card: LeadCardPaper) -> FlowPaper:
    """The card, its log and rows to go on by hand. Language: as spoken."""
    fields = ((_("No."), card.number), (_("Filed on"), card.filed), (_("Salesperson"), card.salesperson))
    sections = [Section(_("Lead"), (Entries(tuple(Entry(*each) for each in card.fields), across=4, row=6.6),))]
    if card.loss:
        sections.append(Section(_("Loss"), (Words(card.loss),)))
    sections.append(Section(_("Lead log"), (_log(card),)))
    signers = ((_("Salesperson"), ""), (_("Manager"), ""))
    return FlowPaper(card.company, _("Lead Filing and Follow-up Sheet"), fields, tuple(sections), signers, card.note, shrinks=False,
                     named=card.name)


def _log(card: LeadCardPaper) -> Grid:
    """The log with a few empty rows; widths are shares, since the empty ones are filled by hand."""
    rows = tuple((each.day, each.way, each.text, each.grades, each.next_day, each.salesperson, each.instruction) for each in card.entries)
    headings = (_("Date"), _("Way"), _("What was said"), _("Grade"), _("Next date"), _("Salesperson"), _("Manager's instruction"))
    return Grid(headings, rows, blank=card.spare, row=6.6, wide=SHARES)
