"""Who is filed already and may be the one being typed: said at the field, and offered to be opened, logged to or merged with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from models.core.office import Office
from models.core.text import N_, _
from models.leads import queries
from models.leads.queries import Double
from ui.kit.desk import Desk
from ui.kit.entry_line import lay_aside
from ui.kit.specs import Found, Level, Live, Mark, Near, Values
from ui.kit.verbs import Door
from ui.kit.words import colon, join
from ui.tabs import said

WHY = {"name": N_("same name"), "phone": N_("same phone"), "tax number": N_("same tax number"), "sound": N_("sounds the same")}
WHO = {"lead": N_("Lead"), "customer": N_("Customer")}
_LISTING = {"lead": "leads", "customer": "customers"}
_LOG = {"lead": "lead-log", "customer": "customer-note"}
"""The line on each one's board that logs what was said."""
_AT = {"name": "name", "sound": "name", "phone": "phone", "tax number": "tax_number"}
_MOST = 3
Do = Callable[[Desk, Any], None]


def found_for(office: Office, values: Values) -> list[Double]:
    """Who may be the one in the card's fields, leads and customers."""
    typed = {key: values.get(key) or "" for key in ("name", "phone", "tax_number")}
    return queries.doubles(office, **typed, but=values.get("id") or 0)


def marks_of(found: Sequence[Double]) -> dict[str, Mark]:
    """At each field, who has the same."""
    words: dict[str, list[str]] = {}
    for other in found:
        words.setdefault(_AT[other.why], []).append(f"{_(WHO[other.kind])} {other.number} {other.name}{colon()}{_(WHY[other.why])}")
    return {field: Mark("\n".join(lines[:_MOST])) for field, lines in words.items()}


def near_of(found: Sequence[Double], also: Callable[[Double], tuple[str, Do] | None]) -> tuple[Near, ...]:
    """Each one found, to be opened. also: one thing more that can be done with it, where there is one."""
    made: dict[tuple[str, int], Near] = {}
    for other in found:
        more = also(other)
        choices = ((_("Open it"), partial(_open, other)), *((more,) if more else ()))
        made.setdefault((other.kind, other.id), Near(f"{_(WHO[other.kind])} {other.number} {other.name}", _(WHY[other.why]), choices))
    return tuple(made.values())


def log_instead(said_now: Callable[[Values], str]) -> Callable[[Double], tuple[str, Do] | None]:
    """It is this one: what was typed goes into the line of its log, and nothing new is filed."""
    def choice(other: Double) -> tuple[str, Do] | None:
        return _("It is this one"), partial(_log_to, other, said_now)
    return choice


def _open(other: Double, desk: Desk, panel: Any) -> None:
    desk.open(Door(_LISTING[other.kind], other.id))


def _log_to(other: Double, said_now: Callable[[Values], str], desk: Desk, panel: Any) -> None:
    text = said_now(panel.values())
    if text:
        lay_aside(desk, _LOG[other.kind], other.id, {"text": text})
    panel.clear()
    desk.open(Door(_LISTING[other.kind], other.id))
    desk.say(_("{name}: what was typed stands in the log's line; F7 leads there").format(name=other.name), Level.GOOD)


def alike(office: Office, values: Values, path: str) -> Live:
    """Who is filed already, while name, phone and tax number are typed; and the day that an empty date means."""
    found = found_for(office, values)
    marks = marks_of(found)
    if values.get("next_date") is None and values.get("grade"):
        day = said.day(office, queries.proposed_next(office, values["grade"], office.clock.today()))
        marks["next_date"] = Mark(_("Empty means {day}").format(day=day), Level.PLAIN)
    return Live(marks=marks)


def _told(values: Values) -> str:
    return str(values.get("need") or "")


def new_alike(office: Office, values: Values, path: str) -> Live:
    """For a card that is not filed yet: each double can be opened, or is the one."""
    live, found = alike(office, values, path), found_for(office, values)
    return Live(marks=live.marks, near=near_of(found, log_instead(_told)))


def filed_alike(office: Office, values: Values, path: str) -> Live:
    """For a card that is filed: each double can be opened; a lead can be merged with it."""
    from ui.tabs.leads.merging import MERGE

    live, found, mine = alike(office, values, path), found_for(office, values), values.get("id")

    def merge(other: Double) -> tuple[str, Do] | None:
        if other.kind != "lead" or not mine:
            return None
        return _("Merge…"), lambda desk, panel: _merge(desk, panel, MERGE, (mine, other.id))

    return Live(marks=live.marks, near=near_of(found, merge))


def _merge(desk: Desk, panel: Any, verb: Any, ids: tuple[int, int]) -> None:
    if desk.run(verb, ids) is not None:
        panel.dirty = False
        desk.open(Door("leads", queries.kept_of(desk.office, ids[0])))


def find_leads(office: Office, text: str) -> list[Found]:
    """Leads by name, pinyin, number or the end of a phone number."""
    return [Found(lead_id, name, join(number, phone)) for lead_id, number, name, phone in queries.find(office, text)]


def lead_found(office: Office, lead_id: int) -> Found | None:
    """A lead as a finder holds it."""
    row = queries.lead(office, lead_id)
    return None if row is None else Found(row.id, row.name, join(row.number, row.phone))
