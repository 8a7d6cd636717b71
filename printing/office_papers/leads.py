"""A lead's card with its log, as they stand: merged leads under the one that is kept (duties 61, 97)."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.text import N_, _
from models.leads import queries
from models.leads.queries import LeadRow, LogRow, LossRow
from models.leads.rules import EVENTS, GRADES, LOSS_KINDS, LOSS_REASONS, SOURCES, STATES, WAYS
from printing.documents.lead_card import LeadCardEntry, LeadCardPaper


def lead_card_paper(office: Office, number: str) -> LeadCardPaper:
    """The card of the lead with this number, or of the one that stands for it. Raises RuleViolation for a number there is not."""
    found = queries.by_number(office, number)
    row = None if found is None else queries.lead(office, queries.kept_of(office, found.id))
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no lead {number}"), {"number": number})])
    entries, loss = queries.log(office, row.id), queries.last_loss(office, row.id)
    merged = [other.number for other in queries.merged_into(office, row.id)]
    return LeadCardPaper(
        office.settings[NAME], row.number, row.name, text_of(Kind.DATE, row.filed), tuple(_fields(row, merged)),
        tuple(_entry(entry, row.number) for entry in entries), _loss(loss) if loss else "", row.salesperson)


def _fields(row: LeadRow, merged: list[str]) -> Iterator[tuple[str, str, int]]:
    yield _("Name"), row.name, 2
    yield _("Contact person"), row.contact, 1
    yield _("Phone"), row.phone, 1
    yield _("Grade"), _(GRADES[row.grade]), 2
    yield _("State"), _(STATES[row.state]), 1
    yield _("Source"), _(SOURCES.get(row.source, row.source)), 1
    yield _("Means to buy on"), text_of(Kind.DATE, row.expected), 1
    yield _("Due"), text_of(Kind.DATE, row.due), 1
    yield _("Territory"), row.territory, 1
    yield _("Tax number"), row.tax_number, 1
    yield _("Product of interest"), row.interest, 2
    yield _("Merged with"), "、".join(merged), 2
    yield _("Address"), row.address, 4
    yield _("Need"), row.need, 4
    yield _("Remark"), row.remark, 4


def _entry(entry: LogRow, number: str) -> LeadCardEntry:
    """One entry; what is no contact says its event instead of its way, what was logged under another number says so."""
    contact = entry.event == "contact"
    way = _(WAYS.get(entry.way, entry.way)) if contact else _(EVENTS[entry.event])
    said = [entry.text or (_("not reached") if contact and not entry.reached else ""), entry.reason,
            f"({entry.number})" if entry.number != number else ""]
    grades = entry.grade_after if entry.grade_before == entry.grade_after else f"{entry.grade_before} → {entry.grade_after}"
    return LeadCardEntry(text_of(Kind.DATE, entry.date), way, "；".join(filter(None, said)), grades, text_of(Kind.DATE, entry.next_date),
                         entry.salesperson, entry.instruction)


def _loss(loss: LossRow) -> str:
    """The last loss asked for, in one line."""
    answer = _("asked") if loss.granted is None else _("lost") if loss.granted else _("refused")
    gap = "" if loss.price_gap is None else f"{_('Price gap')} {text_of(Kind.MONEY, loss.price_gap)}"
    again = f"{_('Second visit')} {text_of(Kind.DATE, loss.second_visit)}" if loss.second_visit else ""
    parts = (text_of(Kind.DATE, loss.date), _(LOSS_KINDS[loss.kind]), _(LOSS_REASONS[loss.reason]), loss.rival, gap, again, loss.text,
             f"{answer} {loss.answered_by}".strip())
    return "；".join(filter(None, parts))
