"""Clocks that run follow the calendar and the intervals from now on, within the command that changes them; what was read before stays."""

from __future__ import annotations

import json
from datetime import date

from models.core.office import Act
from models.days.queries import work_days
from models.leads import queries, rules

_DAYS = """WITH pace(grade, interval) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))
SELECT DATE(l.touched, '+' || p.interval || ' days') FROM lead l JOIN pace p ON p.grade = l.grade WHERE l.state = 'open'
UNION SELECT next_date FROM lead WHERE state = 'open' AND next_date IS NOT NULL"""
_MOVED = """WITH worked(day, first) AS MATERIALIZED (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)),
pace(grade, interval, patience) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM json_each(?)),
now(today, first) AS (VALUES (?, ?)),
running AS (SELECT l.id, l.latest, l.meets, l.patience, COALESCE(b.latest, l.latest) AS latest_before, COALESCE(b.meets, l.meets) AS met,
        w.first AS runs_out, CASE WHEN l.on_day_off THEN l.next_date ELSE m.first END AS kept_on, l.on_day_off,
        p.patience AS patience_now, now.today, now.first
    FROM lead l CROSS JOIN now JOIN pace p ON p.grade = l.grade JOIN worked w ON w.day = DATE(l.touched, '+' || p.interval || ' days')
    LEFT JOIN worked m ON m.day = l.next_date LEFT JOIN lead_clock b ON b.lead_id = l.id AND b.until = now.today WHERE l.state = 'open'),
settled AS (SELECT id, latest, meets, patience, patience_now,
        MAX(runs_out, CASE WHEN latest_before < today THEN latest_before ELSE first END) AS latest_now,
        CASE WHEN on_day_off THEN kept_on ELSE MAX(kept_on, CASE WHEN met < today THEN met ELSE first END) END AS meets_now FROM running)
SELECT latest_now, meets_now, patience_now, id FROM settled
WHERE latest_now <> latest OR meets_now IS NOT meets OR patience_now <> patience"""
"""The clocks that `rules.settled` moves, all at once. What stood this morning is in `lead_clock` if it was changed today already."""
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
            _move(act, moved)
            act.changed("leads").note(clocks_moved=len(moved))


def _of_clock(content: object) -> bool:
    """Whether a change of settings holds one that a clock reads."""
    options = {rules.OUT_OF_CONTROL.key, *(option.key for option in rules.INTERVALS.values())}
    return isinstance(content, dict) and not options.isdisjoint(content)


def _moved(act: Act) -> list[tuple[str, str | None, int, int]]:
    """(latest, meets, patience, lead) of each clock that now reads otherwise."""
    office, run = act.office, act.office.database.execute_sql
    paces = [[grade, queries.pace(office, grade).interval, queries.patience(office, grade)] for grade in rules.GRADES]
    worked = work_days(office)
    days = [row[0] for row in run(_DAYS, (json.dumps(paces),)).fetchall()]
    firsts = [[day, rules.work_day_from(date.fromisoformat(day), worked).isoformat()] for day in days]
    found: list[tuple[str, str | None, int, int]] = run(_MOVED, (
        json.dumps(firsts), json.dumps(paces), act.today.isoformat(), rules.work_day_from(act.today, worked).isoformat())).fetchall()
    return found


def _move(act: Act, moved: list[tuple[str, str | None, int, int]]) -> None:
    """Keep how these clocks read until today, set them anew."""
    cursor, today = act.office.database.cursor(), act.today.isoformat()
    cursor.executemany(_KEPT, [(today, row[-1]) for row in moved])
    cursor.executemany(_SET, moved)
    cursor.execute(_SAME, (today,))
