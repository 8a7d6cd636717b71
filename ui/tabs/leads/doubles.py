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

WHY = {"name": N_("same name"), "phone": N_("same phone"), "phone tail": N_("same end of the phone number"),
       "tax number": N_("same tax number"), "sound": N_("sounds the same")}
WHO = {"lead": N_("Lead"), "customer": N_("Customer")}
_LISTING = {"lead": "leads", "customer": "customers"}
_LOG = {"lead": "lead-log", "customer": "customer-note"}
"""The line on each one's board that logs what was said."""
_AT = {"name": "name", "sound": "name", "phone": "phone", "phone tail": "phone", "tax number": "tax_number"}
_MOST = 3
FOLLOWED = ("open", "out of control")
Do = Callable[[Desk, Any], None]
Also = Callable[[Double], tuple[str, Do] | None]


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


def near_of(found: Sequence[Double], also: Also, *, kept: bool = True) -> tuple[Near, ...]:
    """Each one found, to be opened. also: one thing more that can be done with it. kept: whether what is typed waits meanwhile."""
    made: dict[tuple[str, int], Near] = {}
    for other in found:
        more = also(other)
        choices = ((_("Open it"), partial(_open, other, kept)), *((more,) if more else ()))
        made.setdefault((other.kind, other.id), Near(f"{_(WHO[other.kind])} {other.number} {other.name}", _(WHY[other.why]), choices))
    return tuple(made.values())


def log_instead(said_now: Callable[[Values], str]) -> Also:
    """It is this one: what was typed goes into the line of its log, and nothing new is filed."""
    return lambda other: (_("It is this one"), partial(_log_to, other, said_now))


def _open(other: Double, kept: bool, desk: Desk, panel: Any) -> None:
    if kept or not panel.dirty or desk.prompts.confirm(_("Leave the form"), _("What was typed here is not kept. Leave it?"),
                                                       _("Leave the form")):
        desk.open(Door(_LISTING[other.kind], other.id))


def _log_to(other: Double, said_now: Callable[[Values], str], desk: Desk, panel: Any) -> None:
    row = queries.lead(desk.office, other.id) if other.kind == "lead" else None
    if row is not None and row.state not in FOLLOWED:
        desk.say(_("{name} is not being followed now; open it and follow it again first").format(name=other.name), Level.LOOK)
        return
    text = said_now(panel.values())
    if text:
        lay_aside(desk, _LOG[other.kind], other.id, {"text": text})
    panel.clear()
    desk.open(Door(_LISTING[other.kind], other.id))
    desk.say(_("{name}: what was typed stands in the log's line; F7 leads there").format(name=other.name), Level.GOOD)


def alike(office: Office, values: Values, path: str) -> Live:
    """Who is filed already, while name, phone and tax number are typed; and the day that an empty date means."""
    return Live(marks=_card_marks(office, values, found_for(office, values)))


def _card_marks(office: Office, values: Values, found: Sequence[Double]) -> dict[str, Mark]:
    marks = marks_of(found)
    if values.get("next_date") is None and values.get("grade"):
        day = said.day(office, queries.proposed_next(office, values["grade"], office.clock.today()))
        marks["next_date"] = Mark(_("Empty means {day}").format(day=day), Level.PLAIN)
    return marks


_TOLD = ("need", "interest", "contact", "address", "remark")


def _told(values: Values) -> str:
    """What a card says beside name and phone, for the log of the one who is filed already."""
    return join(*(" ".join(str(values.get(key) or "").split()) for key in _TOLD))


def new_alike(office: Office, values: Values, path: str) -> Live:
    """For a card that is not filed yet: each double can be opened, or is the one."""
    found = found_for(office, values)
    return Live(marks=_card_marks(office, values, found), near=near_of(found, log_instead(_told), kept=False))


def filed_alike(office: Office, values: Values, path: str) -> Live:
    """For a card that is filed: each double can be opened; a lead can be merged with it."""
    found, mine = found_for(office, values), values.get("id")

    def merge(other: Double) -> tuple[str, Do] | None:
        return (_("Merge…"), partial(_merge, (mine, other.id))) if mine and other.kind == "lead" else None

    return Live(marks=_card_marks(office, values, found), near=near_of(found, merge, kept=False))


def _merge(ids: tuple[int, int], desk: Desk, panel: Any) -> None:
    from ui.tabs.leads.merging import MERGE

    if panel.dirty:
        desk.say(_("Save the card first"), Level.LOOK)
    elif desk.run(MERGE, ids) is not None:
        desk.open(Door("leads", queries.kept_of(desk.office, ids[0])))


def lead_found(office: Office, lead_id: int) -> Found | None:
    """A lead as a finder holds it."""
    row = queries.lead(office, lead_id)
    return None if row is None else Found(row.id, row.name, join(row.number, row.phone))
