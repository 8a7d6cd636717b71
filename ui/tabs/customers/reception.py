"""The reception log: one line writes down who came or called, what it was about and what was explained (duty 4)."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands
from models.customers.inputs import ReceptionInput
from models.customers.listing import RECEPTIONS
from models.customers.queries import received_on
from models.customers.rules import WAYS
from ui.kit.board import Card, CardRow, Entry
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Section
from ui.kit.tab import FormView, ListView
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs.finders import find_customers

DONE = N_("Written down: {number}")
LINE = FormSpec("reception-line", N_("Receive somebody"), parts=(Section((
    FieldSpec("caller", N_("Visitor"), width=12, limit=40, hint=N_("Who came or called")),
    FieldSpec("about", N_("What about"), width=26, limit=500, hint=N_("What it was about")),
    FieldSpec("explained", N_("What was explained"), width=26, limit=500, hint=N_("What was explained")),
    FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=12, limit=60, hint=N_("Phone")),
    FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=11, choices=tuple(WAYS.items()), initial="visit", aside=True),
), inline=True),))
WHOLE = FormSpec("reception", N_("Receive somebody"), fields=(
    FieldSpec("customer_id", N_("Customer"), FieldKind.FINDER, width=36, finder=find_customers, hint=N_("only if it is filed")),
    FieldSpec("caller", N_("Visitor"), width=24, limit=40),
    FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=60),
    FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=12, choices=tuple(WAYS.items()), initial="visit"),
    FieldSpec("about", N_("What about"), FieldKind.LONG_TEXT, width=60, limit=500),
    FieldSpec("explained", N_("What was explained"), FieldKind.LONG_TEXT, width=60, limit=500),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=lambda office: office.clock.today()),
))


def _receive(office: Office, _subject: Any, x: ReceptionInput) -> Done:
    return commands.receive(office, x)


def entry(key: str) -> Entry:
    """The line, with the key that leads into it."""
    return Entry(LINE, Verb(N_("Write it down"), _receive, key, "answer", done=DONE), reads=ReceptionInput.from_form)


_SAVE = Verb(N_("Write it down"), commands.receive, "F9", "answer", primary=True, done=DONE)
LOG = ListView(RECEPTIONS, period="month", entry=entry("F7"), create=FormView(WHOLE, ReceptionInput.from_form, (_SAVE,), stays=False))


def todays_card(office: Office) -> Card:
    """For Today: who came in, and the line that writes the next one down."""
    today = office.clock.today()
    rows = tuple(CardRow(each.caller, join(each.about, each.explained), join(each.phone, each.person),
                         door=Door("receptions", each.id)) for each in received_on(office, today))
    return Card(_("Received today"), rows, count=len(rows), entry=entry("F12"), door=Door("receptions"),
                empty=_("Nobody came or called yet"))
