"""Clocks that run follow the calendar and the intervals from now on, within the command that changes them; what was read before stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from models.core.office import Act
from models.days.queries import work_days
from models.leads import queries, rules

Stored = tuple[str, str | None, int]
"""A clock as it is stored: latest, meets, patience."""
_RUNNING = "SELECT id, grade, touched, next_date, on_day_off, latest, meets, patience FROM lead WHERE state = 'open'"
_MORNING = "SELECT lead_id, latest, meets, patience FROM lead_clock WHERE until = ?"
_KEPT = ("INSERT OR IGNORE INTO lead_clock (lead_id, until, latest, meets, patience) "
         "SELECT id, ?, latest, meets, patience FROM lead WHERE id = ?")
_SET = "UPDATE lead SET latest = ?, meets = ?, patience = ? WHERE id = ?"
_SAME = """DELETE FROM lead_clock WHERE until = ? AND EXISTS (SELECT 1 FROM lead l WHERE l.id = lead_id AND l.latest = lead_clock.latest
    AND l.meets IS lead_clock.meets AND l.patience = lead_clock.patience)"""
"""What was changed back within the day reads as if nothing had happened."""


def follow(act: Act) -> None:
    """Posting: the calendar or a setting of the clock was changed; every clock that runs is read by it from today on."""
    if "calendar" in act.topics or _of_clock(act.content):
        act.office.settings.forget()
        moved = _moved(act)
        if moved:
            cursor, today = act.office.database.cursor(), act.today.isoformat()
            cursor.executemany(_KEPT, [(today, row[-1]) for row in moved])
            cursor.executemany(_SET, moved)
            cursor.execute(_SAME, (today,))
            act.changed("leads").note(clocks_moved=len(moved))


def _of_clock(content: object) -> bool:
    """Whether a change of settings holds one that a clock reads."""
    options = {rules.OUT_OF_CONTROL.key, *(option.key for option in rules.INTERVALS.values())}
    return isinstance(content, dict) and not options.isdisjoint(content)


def _moved(act: Act) -> list[tuple[str, str | None, int, int]]:
    """(latest, meets, patience, lead) of each clock that now reads otherwise; compared with how it stood this morning."""
    run, reads = act.office.database.execute_sql, _reader(act)
    morning = {row[0]: row[1:] for row in run(_MORNING, (act.today.isoformat(),)).fetchall()}
    moved = []
    for lead_id, grade, touched, next_date, on_day_off, *stored in run(_RUNNING):
        stands = tuple(stored)
        now = reads(grade, touched, next_date, on_day_off, morning.get(lead_id, stands))
        if now != stands:
            moved.append((*now, lead_id))
    return moved


def _reader(act: Act) -> Callable[[str, str, str | None, int, Stored], Stored]:
    """How the rules read a clock today; many leads share a grade and days, so that each reading is worked out once."""
    worked = cache(work_days(act.office))
    paces = {grade: (queries.pace(act.office, grade).interval, queries.patience(act.office, grade)) for grade in rules.GRADES}

    @cache
    def reads(grade: str, touched: str, next_date: str | None, on_day_off: int, before: Stored) -> Stored:
        agreed = date.fromisoformat(next_date) if next_date else None
        stood = rules.Running(date.fromisoformat(before[0]), date.fromisoformat(before[1]) if before[1] else None, before[2])
        interval, patience = paces[grade]
        now = rules.from_now_on(stood, rules.Running(rules.runs_out(date.fromisoformat(touched), interval, worked),
                                                     rules.kept_on(agreed, bool(on_day_off), worked), patience),
                                act.today, worked, knowing=bool(on_day_off))
        return now.latest.isoformat(), now.meets.isoformat() if now.meets else None, now.patience
    return reads
