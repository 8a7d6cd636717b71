"""The customers we own: counted by grade each month, graded, visited, and the method by which this is done (duty 88)."""

from __future__ import annotations

from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_
from models.customers.queries import card
from models.leads import commands, queries
from models.leads.inputs import OwnedGradeInput
from models.leads.listing import CUSTOMER_BASE, OWNED_CUSTOMERS, OWNED_STANDARDS
from models.leads.rules import OWNED_MEANINGS, is_downgrade
from ui.kit.board import Board
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Live, Values
from ui.kit.tab import Door, Group, ListView, Verb
from ui.tabs.customers.board import customer_board
from ui.tabs.leads import visits
from ui.tabs.leads.standards import standard_board, standard_view


def _falls(office: Office, values: Values, path: str) -> Live:
    """Asks why, once the grade falls."""
    now = queries.owned_grade(office, values["id"], office.clock.today()) if values.get("id") else "N"
    return Live(asks=frozenset({"reason"} if values["grade"] and is_downgrade(now, values["grade"]) else ()))


GRADE = FormSpec("owned-grade", N_("Grade the customer"), live=_falls, fields=(
    FieldSpec("who", N_("Customer"), role="figure", width=40),
    FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=34, choices=tuple(OWNED_MEANINGS.items())),
    FieldSpec("reason", N_("Why the grade falls"), width=48, limit=200, asked=True),
))


def _grade(office: Office, customer_id: int, values: Values) -> Done:
    return commands.grade_owned(office, OwnedGradeInput(customer_id, values["grade"], values["reason"] or ""))


def _graded(office: Office, customer_id: int) -> Values:
    return {**_whom(office, customer_id), "id": customer_id, "grade": queries.owned_grade(office, customer_id, office.clock.today())}


def _log(office: Office, customer_id: int, values: Values) -> Done:
    return commands.log_visit(office, visits.visit_of(values, customer_id=customer_id))


def _whom(office: Office, customer_id: int) -> Values:
    return {"who": card(office, customer_id).name}


def _in_segment(segment: str) -> Door:
    """The customers behind a row of the count."""
    return Door("owned_customers", filter=Filter(keyword="" if segment == "–" else segment))


def _method(office: Office, _ask: Filter) -> Board:
    return standard_board(office, "owned-method")


_VERBS = (
    Verb(N_("Grade…"), _grade, "Ctrl+G", "tag", asks=GRADE, fills=_graded, done=N_("Graded: {number}")),
    Verb(N_("Log a visit…"), _log, "Ctrl+L", "message", asks=visits.CUSTOMER_REPORT, fills=_whom, done=N_("Logged: {number}")),
    Verb(N_("Plan a visit…"), visits.plan_customers, "", "calendar", asks=visits.PLAN_THESE, many=True, at_once=True,
         done=N_("Planned for {number}")),
)

OWNED = Group(N_("Owned customers"), (
    ListView(CUSTOMER_BASE, door=_in_segment, period="month"),
    ListView(OWNED_CUSTOMERS, _VERBS, detail=customer_board, board=customer_board),
    standard_view(OWNED_STANDARDS, "owned-method", _method),
))
