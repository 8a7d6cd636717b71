"""Leads that are the same buyer: which one stands for which, and what a merge would move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.core.office import Office
from models.core.search import faults as search_faults
from models.core.text import N_
from models.leads import rules
from models.leads.queries.cards import LeadRow, LogRow, lead, log_of, merges

CARD = ("name", "contact", "phone", "tax_number", "need", "interest", "address", "territory", "remark")

KINDS = {
    "contacts": N_("Contacts made"), "visits": N_("Visits"), "plans": N_("Planned visits"), "inquiries": N_("Inquiries"),
    "instructions": N_("Manager's instructions"), "losses": N_("Losses asked for"), "tasks": N_("Tasks"),
    "rest": N_("Other entries of the log"),
}
"""What stands under a lead, by kind, as a merge brings it to the one that is kept."""
_COUNTED = {
    "contacts": "lead_contact WHERE lead_id {leads} AND event = 'contact' AND way <> 'visit'",
    "visits": "lead_contact WHERE lead_id {leads} AND event = 'contact' AND way = 'visit'",
    "plans": "visit_plan WHERE lead_id {leads} AND state = 'planned'", "inquiries": "inquiry WHERE lead_id {leads}",
    "instructions": "lead_contact WHERE lead_id {leads} AND event = 'instructed'", "losses": "lead_loss WHERE lead_id {leads}",
    "tasks": "task WHERE source = 'leads' AND source_id {leads} AND done_at IS NULL",
    "rest": "lead_contact WHERE lead_id {leads} AND event NOT IN ('contact', 'instructed')",
}


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do. history: entries that come to stand under both. counts: what comes along by kind, in order of KINDS.

    told: fields of the card in which the two differ, as (field, kept, other); the kept card stays as it is.
    """

    keep: LeadRow
    other: LeadRow
    history: tuple[LogRow, ...]
    counts: tuple[tuple[str, int], ...]
    told: tuple[tuple[str, str, str], ...]


def kept_of(office: Office, lead_id: int) -> int:
    """The lead that stands for this one; itself when it was never merged."""
    return rules.kept_for(lead_id, merges(office))


def merged_into(office: Office, lead_id: int) -> list[LeadRow]:
    """The leads that were merged into this one, in order of filing."""
    others = rules.one_buyer(lead_id, merges(office))
    return [row for other in others if other != lead_id and (row := lead(office, other)) is not None]


def merge_day(office: Office, lead_id: int) -> date | None:
    """The business day on which a lead was merged into another, None for one that still stands."""
    row = office.database.execute_sql("SELECT date FROM lead_merge WHERE lead_id = ?", (lead_id,)).fetchone()
    return date.fromisoformat(row[0]) if row else None


def merge_preview(office: Office, keep_id: int, other_id: int) -> MergePreview | None:
    """What would move if the other lead were merged into the one that is kept; nothing is written. None for an unknown lead."""
    keep, other = lead(office, keep_id), lead(office, other_id)
    if keep is None or other is None:
        return None
    history = tuple(log_of(office, rules.one_buyer(other_id, merges(office))))
    told = tuple((field, getattr(keep, field), getattr(other, field)) for field in CARD
                 if getattr(other, field) and getattr(other, field) != getattr(keep, field))
    return MergePreview(keep, other, history, _counted(office, other_id), told)


def _counted(office: Office, other_id: int) -> tuple[tuple[str, int], ...]:
    """How much of each kind stands under a lead and under those merged into it; kinds of which there is nothing are left out."""
    same = rules.one_buyer(other_id, merges(office))
    marks = ", ".join("?" * len(same))
    sql = ", ".join(f"(SELECT COUNT(*) FROM {where.format(leads=f'IN ({marks})')})" for where in _COUNTED.values())
    counts = office.database.execute_sql(f"SELECT {sql}", same * len(_COUNTED)).fetchone()
    return tuple((kind, count) for kind, count in zip(_COUNTED, counts, strict=True) if count)


def faults(office: Office) -> Iterator[str]:
    """Recompute what the room keeps twice: the search index, and that pointers of merged leads end at a lead."""
    yield from search_faults(office.database, "lead")
    pointers = merges(office)
    for start in pointers:
        seen, step = {start}, start
        while (step := pointers.get(step, 0)) and step not in seen:
            seen.add(step)
        if step:
            yield f"lead {start}: its merge leads back to itself"
