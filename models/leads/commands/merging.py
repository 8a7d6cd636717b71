"""Merge a lead filed twice into the one that is kept, and take that back: an alias pointer, set and dropped."""

from __future__ import annotations

from typing import Any

from models.core.errors import require
from models.core.office import Done, Office
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import any_row
from models.leads.tables import LeadMerge


def merge_leads(office: Office, keep_id: int, other_id: int) -> Done:
    """Let one lead stand for both: each shows the history of both, lists show the kept one only. Returns the kept lead."""
    keep, other = any_row(keep_id, "keep_id"), any_row(other_id, "other_id")
    require(rules.check_merge(rules.Merging(keep_id, other_id, other.state, _into(office, keep), _into(office, other))))
    with office.command("lead.merge", {"keep": keep_id, "other": other_id}) as act:
        LeadMerge.create(lead=other_id, kept=keep_id, date=days.business_date(office), moment=act.moment, person=act.person)
        act.changed("leads").about(keep.number).note(merged=other.number)
    return Done(keep_id, keep.number)


def undo_merge(office: Office, other_id: int) -> Done:
    """Let the merged lead stand for itself again, on the day of the merge. Returns it."""
    other = any_row(other_id, "other_id")
    require(rules.check_undo(queries.merge_day(office, other_id), days.business_date(office)))
    with office.command("lead.undo merge", {"other": other_id, "keep": queries.kept_of(office, other_id)}) as act:
        LeadMerge.delete().where(LeadMerge.lead == other_id).execute()
        act.changed("leads").about(other.number)
    return Done(other_id, other.number)


def _into(office: Office, row: Any) -> str:
    """The number of the lead that this one was merged into, "" for one that stands."""
    kept = queries.kept_of(office, row.id)
    return "" if kept == row.id else str(any_row(kept).number)
