"""What is typed about a lead: its card, a contact, another grade, a conversion, a loss, a freeze, a salesperson."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.rules import KINDS
from models.leads import commands, queries
from models.leads.inputs import LeadInput
from models.leads.queries import LeadRow
from models.leads.rules import (
    GRADES, LOSS_KINDS, LOSS_REASONS, REASONS_OF, SOURCES, WAYS, Standing, contact_warnings, is_downgrade)
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Section, Values
from ui.kit.tab import FormView, Verb
from ui.tabs import said
from ui.tabs.finders import find_customers, people_choices
from ui.tabs.leads.doubles import alike, filed_alike, new_alike

UNREACHED = "unreached"
"""The way of a call that reached nobody, in forms."""


def way_choices(_office: Office) -> list[tuple[Any, str]]:
    """The ways, a call that reached nobody right after the call."""
    words = [(key, _(title)) for key, title in WAYS.items()]
    return [words[2], (UNREACHED, _("Nobody answered")), *words[:2], *words[3:]]


def grade_choices(_office: Office) -> list[tuple[Any, str]]:
    """The grades as letters, for a narrow place."""
    return [(grade, grade) for grade in GRADES]


def _card(*, regraded: bool) -> tuple[Section, ...]:
    return (
        Section((
            FieldSpec("name", N_("Name"), width=32, limit=80, required=True, ruled=True),
            FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=40),
            FieldSpec("contact", N_("Contact person"), width=14, limit=40),
            FieldSpec("source", N_("Source"), FieldKind.CHOICE, width=18, choices=tuple(SOURCES.items())),
            FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=26, choices=tuple(GRADES.items()), initial="N", read_only=not regraded),
            FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
            FieldSpec("interest", N_("Product of interest"), width=32, limit=100),
            FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=10, hint="11-25 · +3"),
            FieldSpec("territory", N_("Territory"), width=18, limit=40),
            FieldSpec("expected", N_("Means to buy on"), FieldKind.DATE, width=10, hint="11-25 · +3"),
        ), columns=2),
        Section((
            FieldSpec("need", N_("Need"), FieldKind.LONG_TEXT, width=70),
            FieldSpec("address", N_("Address"), width=70, limit=200),
            FieldSpec("tax_number", N_("Tax number"), width=24, limit=30),
            FieldSpec("remark", N_("Remark"), FieldKind.LONG_TEXT, width=70),
        )),
    )


NEW_CARD = FormSpec("lead-new", N_("New lead"), parts=_card(regraded=True), live=new_alike)
CARD = FormSpec("lead-change", N_("Change the lead"), parts=_card(regraded=False), live=filed_alike)


def _read(values: Values) -> tuple[int | None, LeadInput]:
    return values.get("id"), LeadInput.from_form({**values, "name": values["name"] or ""})


def _load(office: Office, lead_id: int) -> Values:
    row = queries.lead(office, lead_id)
    return {} if row is None else {**vars(row), "id": lead_id}


def _save(office: Office, typed: tuple[int | None, LeadInput]) -> Done:
    lead_id, card = typed
    return commands.file_lead(office, card) if lead_id is None else commands.change_lead(office, lead_id, card)


SAVE = Verb(N_("Save"), _save, "Ctrl+S", icon="save", primary=True, done=N_("Saved {number}"))
CREATE = FormView(NEW_CARD, _read, (SAVE,), stays=False)
CHANGE = FormView(CARD, _read, (SAVE,), load=_load, stays=False)


def log_live(office: Office, values: Values, path: str) -> Live:
    """Of the lead in hand: why the grade falls, whether it is pressed too soon, which day an empty date means (duty 64)."""
    row = queries.lead(office, values["id"]) if values.get("id") else None
    return Live() if row is None else log_marks(office, row, values, path)


def log_marks(office: Office, row: LeadRow, values: Values, path: str, *, hinted: bool = False) -> Live:
    """What follows from a contact as it is typed. hinted: the line itself says which day an empty date means at this grade."""
    grade, today, marks = values["grade"] or row.grade, office.clock.today(), dict[str, Mark]()
    if path and values["way"] != UNREACHED:
        graded = Standing("open", grade)
        last = queries.last_reached(office, row.id)
        for problem in contact_warnings(graded, queries.pace(office, grade), last, values["next_date"], today):
            marks[problem.field or "text"] = Mark(problem.say())
    if values["next_date"] is None and (grade != row.grade or path and not hinted):
        day = queries.proposed_next(office, grade, today, reached=values["way"] != UNREACHED)
        marks["next_date"] = Mark(_("Empty means {day}").format(day=said.day(office, day)), Level.PLAIN)
    return Live(marks=marks, asks=frozenset({"reason"} if is_downgrade(row.grade, grade) else ()))


def regrade_live(office: Office, values: Values, path: str) -> Live:
    """A reason for a fall only; the day that the new grade's clock proposes."""
    row = queries.lead(office, values["id"]) if values.get("id") else None
    if row is None or not values["grade"]:
        return Live()
    marks = {}
    if values["next_date"] is None:
        day = queries.proposed_next(office, values["grade"], office.clock.today())
        marks["next_date"] = Mark(_("Empty means {day}").format(day=said.day(office, day)), Level.PLAIN)
    return Live(marks=marks, asks=frozenset({"reason"} if is_downgrade(row.grade, values["grade"]) else ()))


FOLLOW = FormSpec("lead-follow", N_("Follow up"), fields=(
    FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=16, choices=way_choices),
    FieldSpec("text", N_("What was said"), FieldKind.LONG_TEXT, width=56),
    FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=26, choices=tuple(GRADES.items())),
    FieldSpec("reason", N_("Why the grade falls"), width=56, limit=200, asked=True),
    FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=10, hint="11-25 · +3"),
    FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
    FieldSpec("instruction", N_("Manager's instruction"), FieldKind.LONG_TEXT, width=56),
    FieldSpec("date", N_("Date of the contact"), FieldKind.DATE, width=10, initial=lambda office: office.clock.today()),
), live=log_live)
REGRADE = FormSpec("lead-regrade", N_("Re-grade"), fields=(
    FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=26, choices=tuple(GRADES.items())),
    FieldSpec("reason", N_("Why the grade falls"), width=48, limit=200, asked=True),
    FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=10, hint="11-25 · +3"),
), live=regrade_live)


def lose_live(_office: Office, values: Values, path: str) -> Live:
    """The reasons of this kind of loss; the rival and the gap only where a rival sold."""
    reasons = [(key, _(LOSS_REASONS[key])) for key in REASONS_OF[values["kind"] or "true"]]
    chosen = values["reason"] if values["reason"] in dict(reasons) else reasons[0][0]
    return Live(choices={"reason": reasons}, asks=frozenset({"rival", "price_gap"} if chosen in ("rival", "price") else ()))


LOSE = FormSpec("lead-lose", N_("Ask to give the lead up"), fields=(
    FieldSpec("kind", N_("Kind of loss"), FieldKind.CHOICE, width=18, choices=tuple(LOSS_KINDS.items())),
    FieldSpec("reason", N_("Reason"), FieldKind.CHOICE, width=28, choices=tuple(LOSS_REASONS.items())),
    FieldSpec("rival", N_("Rival"), width=28, limit=80, asked=True),
    FieldSpec("price_gap", N_("Price gap"), FieldKind.MONEY, width=12, asked=True),
    FieldSpec("text", N_("Explanation"), FieldKind.LONG_TEXT, width=48),
    FieldSpec("second_visit", N_("Second visit"), FieldKind.DATE, width=10, hint="11-25 · +30"),
), live=lose_live)
FREEZE = FormSpec("lead-freeze", N_("Freeze"), fields=(
    FieldSpec("reason", N_("Reason"), width=48, limit=200),
    FieldSpec("until", N_("Look again on"), FieldKind.DATE, width=10, hint="11-25 · +30"),
))
REASON = FormSpec("lead-reason", N_("Reason"), fields=(FieldSpec("reason", N_("Reason"), FieldKind.LONG_TEXT, width=48),))
ASSIGN = FormSpec("lead-assign", N_("Assign to a salesperson"), fields=(
    FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=18, choices=people_choices),
    FieldSpec("reason", N_("Reason"), width=40, limit=200),
))
INSTRUCT = FormSpec("lead-instruct", N_("Manager's instruction"), fields=(
    FieldSpec("text", N_("What is to be done"), FieldKind.LONG_TEXT, width=56, required=True),
), intro=N_("It stands in the log, and among the tasks due today of whoever follows the lead."))


def hand_over_live(office: Office, values: Values, path: str) -> Live:
    """How many leads go over."""
    count = len(queries.followed_by(office, values["giver_id"])) if values["giver_id"] else 0
    return Live(marks={"giver_id": Mark(_("{count} leads").format(count=count), Level.PLAIN)})


HAND_OVER = FormSpec("lead-hand-over", N_("Hand all leads over"), fields=(
    FieldSpec("giver_id", N_("From"), FieldKind.CHOICE, width=18, choices=people_choices),
    FieldSpec("taker_id", N_("To"), FieldKind.CHOICE, width=18, choices=people_choices),
    FieldSpec("reason", N_("Reason"), width=40, limit=200),
), live=hand_over_live)


def convert_live(office: Office, values: Values, path: str) -> Live:
    """Who is filed already, while the customer's file is checked; nothing of it matters once an existing customer is chosen."""
    if values.get("customer"):
        return Live(marks={"customer": Mark(_("The lead's history goes to this file"), Level.PLAIN)})
    live = alike(office, {**values, "id": values.get("id")}, path)
    return Live(marks={key: mark for key, mark in live.marks.items() if key != "next_date"})


CONVERT = FormSpec("lead-convert", N_("Convert to a customer"), parts=(
    Section((FieldSpec("customer", N_("Is the customer"), FieldKind.FINDER, width=40, finder=find_customers,
                       hint=N_("Leave empty to file a new one"), aside=True),)),
    Section((
        FieldSpec("name", N_("Name"), width=40, limit=100),
        FieldSpec("code", N_("Code"), width=14, limit=40, hint=N_("the next one")),
        FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=14, choices=tuple(KINDS.items())),
        FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=60),
        FieldSpec("tax_number", N_("Tax number"), width=24, limit=30),
        FieldSpec("territory", N_("Territory"), width=18, limit=40),
        FieldSpec("address", N_("Address"), width=48, limit=200),
        FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
        FieldSpec("credit_limit", N_("Credit limit"), FieldKind.MONEY, width=14),
        FieldSpec("credit_days", N_("Credit days"), FieldKind.INTEGER, width=8),
    ), title=N_("New customer")),
), live=convert_live)


def grade_line(before: str, after: str) -> str:
    """A → H, or the one grade."""
    return after if before == after else f"{before} → {after}"
