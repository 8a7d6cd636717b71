"""The days on which the office differs from the public calendar (duty 79)."""

from __future__ import annotations

from datetime import date

from models.core.errors import Problem, require
from models.core.office import Done, Office
from models.core.text import N_
from models.days import commands
from models.days.listing import CALENDAR, PUBLIC_DAYS
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import FormView, ListView, Verb

_FORM = FormSpec("calendar-day", N_("Days of our own"), (
    FieldSpec("date", N_("First day"), FieldKind.DATE, required=True, width=12, initial=lambda office: office.clock.today()),
    FieldSpec("until", N_("Last day"), FieldKind.DATE, width=12, hint=N_("only for several days")),
    FieldSpec("work", N_("These days are"), FieldKind.CHOICE, width=14, choices=((False, N_("days off")), (True, N_("work days")))),
    FieldSpec("reason", N_("Reason"), required=True, width=30, limit=100),
))
Span = tuple[date, date, bool, str]


def _read(values: Values) -> Span:
    require([] if values["date"] else [Problem("date", "date.missing", N_("Enter a date"))])
    return values["date"], values["until"] or values["date"], bool(values["work"]), str(values["reason"] or "")


def _keep(office: Office, span: Span) -> Done:
    return commands.set_calendar_days(office, *span)


CALENDAR_VIEW = ListView(
    CALENDAR, create=FormView(_FORM, _read, (Verb(N_("Save"), _keep, "F9", "save", primary=True, done=N_("Saved: {number}")),),
                              title=N_("Days of our own"), stays=False),
    verbs=(Verb(N_("As the public calendar"), commands.forget_calendar_day, "Ctrl+Delete", "undo", many=True,
                done=N_("As the public calendar: {number}")),))


def _differ(office: Office, _day: str, answers: Values) -> Done:
    return _keep(office, _read(answers))


PUBLIC_VIEW = ListView(PUBLIC_DAYS, period="year", levels={"off": Level.GOOD, "work": Level.LOOK}, verbs=(
    Verb(N_("Differ on this day…"), _differ, "F6", "calendar", asks=_FORM, done=N_("Saved: {number}"),
         fills=lambda _office, day: {"date": date.fromisoformat(str(day)), "work": True, "reason": ""}),))
