"""Visits: planned stop by stop, printed as a day's way with blanks to fill, logged with whom they met and their cost (duties 65, 89)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.inputs import PlanVisitInput, StopInput, VisitInput
from models.leads.listing import VISIT_LOG, VISIT_PLANS
from models.leads.rules import GRADES, ROLES, is_downgrade
from ui.kit.board import Board, Card, CardRow
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Section, Values
from ui.kit.tab import Door, FormView, Group, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs.customers.board import customer_board
from ui.tabs.finders import find_buyers, people_choices
from ui.tabs.leads.board import lead_board
from ui.tabs.papers import paper

_WHO = FieldSpec("salesperson_id", N_("Who goes"), FieldKind.CHOICE, width=14, choices=people_choices)


def visit_of(values: Values, **more: Any) -> VisitInput:
    """The visit that a form says."""
    return VisitInput.from_form({**values, **_whom(values), **more})


def _whom(values: Values) -> Values:
    """The lead or the customer of a finder that offers both."""
    kind, buyer = values.get("whom") or ("", None)
    return {f"{kind}_id": buyer} if kind else {}


def _report_fields(*, graded: bool = True) -> tuple[Section, ...]:
    """What is told of a visit; graded: as far as it is to a lead."""
    agreed = (FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=10, hint="11-25 · +3"),
              FieldSpec("date", N_("Date of the visit"), FieldKind.DATE, width=10, initial=lambda office: office.clock.today()))
    grade = (FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=26, choices=(("", "–"), *GRADES.items())),
             FieldSpec("reason", N_("Why the grade falls"), width=32, limit=200, asked=True)) if graded else ()
    return (
        Section((FieldSpec("text", N_("What was said and seen"), FieldKind.LONG_TEXT, width=64),)),
        Section((*(FieldSpec(key, title, width=20, limit=80) for key, title in ROLES.items()),
                 FieldSpec("owned", N_("Products owned"), width=32, limit=200),
                 FieldSpec("cost", N_("Expenses"), FieldKind.MONEY, width=10)), title=N_("Whom it met, what they have"), columns=2),
        Section((*grade, *agreed), columns=2),
    )


def _falls(office: Office, values: Values, path: str) -> Live:
    """Asks why, once the grade of a lead falls."""
    plan = queries.planned_visit(office, values["id"]) if values.get("id") else None
    kind, buyer = values.get("whom") or ("", None)
    lead = plan.lead_id if plan else buyer if kind == "lead" else None
    row = queries.lead(office, lead) if lead else None
    fell = row is not None and values["grade"] and is_downgrade(row.grade, values["grade"])
    return Live(asks=frozenset({"reason"} if fell else ()))


_BUYER = Section((FieldSpec("who", N_("Whom"), role="figure", width=60),))
REPORT = FormSpec("visit-report", N_("Log the visit"), parts=(_BUYER, *_report_fields()), live=_falls)
CUSTOMER_REPORT = FormSpec("visit-customer", N_("Log a visit"), parts=(_BUYER, *_report_fields(graded=False)))
LOG = FormSpec("visit-log", N_("Log a visit"), live=_falls, parts=(Section((
    FieldSpec("whom", N_("Lead or customer"), FieldKind.FINDER, width=40, finder=find_buyers, required=True), _WHO), columns=2),
    *_report_fields()))
PLAN = FormSpec("visit-plan", N_("Plan visits"), parts=(
    Section((FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, required=True, hint="11-25 · +1"), _WHO), columns=2),
    LinesSpec("stops", (
        FieldSpec("whom", N_("Lead or customer"), FieldKind.FINDER, width=34, finder=find_buyers, required=True),
        FieldSpec("purpose", N_("Purpose"), width=40, limit=200)), title=N_("Whom to visit"))),
    intro=N_("Who goes is the salesperson of each file unless you choose somebody."))
PLAN_THESE = FormSpec("visit-plan-these", N_("Plan a visit"), fields=(
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, required=True, hint="11-25 · +1"), _WHO,
    FieldSpec("purpose", N_("Purpose"), width=40, limit=200)))
MOVE = FormSpec("visit-move", N_("Another day"), fields=(
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, required=True, hint="11-25 · +1"), _WHO))
DROP = FormSpec("visit-drop", N_("Drop the visit"), fields=(FieldSpec("reason", N_("Reason"), width=48, limit=200, required=True),))


def _read_plan(values: Values) -> PlanVisitInput:
    stops = tuple(StopInput(**_whom(line), purpose=line["purpose"] or "") for line in values["stops"])
    return PlanVisitInput(values["date"], stops, values["salesperson_id"])


def plan_leads(office: Office, lead_ids: tuple[int, ...], values: Values) -> Done:
    """Plan a visit to each of these leads."""
    stops = tuple(StopInput(each, purpose=values["purpose"] or "") for each in lead_ids)
    return commands.plan_visits(office, PlanVisitInput(values["date"], stops, values["salesperson_id"]))


def plan_customers(office: Office, customer_ids: tuple[int, ...], values: Values) -> Done:
    """Plan a visit to each of these customers."""
    stops = tuple(StopInput(None, each, values["purpose"] or "") for each in customer_ids)
    return commands.plan_visits(office, PlanVisitInput(values["date"], stops, values["salesperson_id"]))


def _log_planned(office: Office, plan_id: int, values: Values) -> Done:
    return commands.log_visit(office, visit_of(values, plan_id=plan_id))


def _planned(office: Office, plan_id: int) -> Values:
    """Whom the visit is to, and what for."""
    row = dict(zip([column.key for column in VISIT_PLANS.columns], rows_of(VISIT_PLANS, [plan_id])[0], strict=True))
    return {"id": plan_id, "who": join(str(row["name"]), str(row["contact"]), str(row["purpose"]))}


def _move(office: Office, plan_id: int, values: Values) -> Done:
    return commands.move_visit(office, plan_id, values["date"], values["salesperson_id"])


def _moved(office: Office, plan_id: int) -> Values:
    row = queries.planned_visit(office, plan_id)
    return {} if row is None else {"date": row.date, "salesperson_id": row.salesperson_id}


def _drop(office: Office, plan_id: int, values: Values) -> Done:
    return commands.drop_visit(office, plan_id, values["reason"] or "")


def _ahead(row: Row) -> bool:
    return row["state"] in ("planned", "missed")


def _of_plan(office: Office, plan_id: int) -> Board:
    row = queries.planned_visit(office, plan_id)
    return Board(()) if row is None else _of_buyer(office, row.lead_id, row.customer_id)


def _of_visit(office: Office, key: int) -> Board:
    return _of_buyer(office, *queries.of_visit(office, key))


def _of_buyer(office: Office, lead_id: int | None, customer_id: int | None) -> Board:
    """The lead's board, or the customer's."""
    if lead_id is not None:
        return lead_board(office, queries.kept_of(office, lead_id))
    return Board(()) if customer_id is None else customer_board(office, customer_id)


def _way_of(office: Office, plan_id: int) -> str:
    """A day's way is named by its day and who goes."""
    row = queries.planned_visit(office, plan_id)
    return "" if row is None else f"{row.date.isoformat()}/{row.salesperson}"


WAY = paper("visit-route", N_("Visit Route Sheet"), _way_of, key="Ctrl+R")
PLAN_VIEW = FormView(PLAN, _read_plan, (Verb(N_("Plan"), commands.plan_visits, "Ctrl+S", "calendar", primary=True,
                                             done=N_("Planned for {number}")),), stays=False)
LOG_VIEW = FormView(LOG, visit_of, (Verb(N_("Log"), commands.log_visit, "Ctrl+S", "save", primary=True, done=N_("Logged: {number}")),),
                    stays=False)
_PLAN_VERBS = (
    Verb(N_("Log the visit…"), _log_planned, "Ctrl+L", "message", asks=REPORT, when=_ahead, fills=_planned,
         done=N_("Logged: {number}")),
    Verb(N_("Another day…"), _move, "", "calendar", asks=MOVE, fills=_moved, when=_ahead, done=N_("Planned for {number}")),
    Verb(N_("Drop…"), _drop, "", "reject", asks=DROP, when=_ahead, done=N_("Dropped")),
)

_PLAN_COLUMNS = ("day", "salesperson", "state", "name", "territory", "way", "purpose", "grade", "phone", "visited", "outcome")
_LOG_COLUMNS = ("day", "kind", "name", "text", "decides", "uses", "influences", "buys", "owned", "after", "next", "salesperson", "cost")

_MOST = 6
"""Rows on the board of the day."""


def todays_visits(office: Office) -> Card | None:
    """The visits of today that are not made yet, then those that were missed; nothing where there are none."""
    today = office.clock.today()
    asks = (Filter(start=today, end=today, state="planned"), Filter(end=today, state="missed"))
    keys = [key for ask in asks for key in keys_of(VISIT_PLANS, ask)]
    if not keys:
        return None
    names = [column.key for column in VISIT_PLANS.columns]
    rows = [dict(zip(names, row, strict=True)) for row in rows_of(VISIT_PLANS, keys[:_MOST])]
    shown = tuple(CardRow(str(row["name"]), join(str(row["salesperson"]), str(row["territory"]), str(row["purpose"])),
                          _("today") if row["state"] == "planned" else _("missed"),
                          Level.PLAIN if row["state"] == "planned" else Level.LOOK, str(row["grade"]), Door("visit_plans", key), key)
                  for key, row in zip(keys, rows, strict=False))
    return Card(_("Visits of today"), shown, count=len(keys), door=Door("visit_plans"), verbs=(replace(_PLAN_VERBS[0], key="", when=None),))


VISITS = Group(N_("Visits"), (
    ListView(VISIT_PLANS, _PLAN_VERBS, (WAY,), columns=_PLAN_COLUMNS, create=PLAN_VIEW, detail=_of_plan, board=_of_plan,
             levels={"planned": Level.PLAIN, "missed": Level.LOOK, "made": Level.GOOD, "dropped": Level.PLAIN}),
    ListView(VISIT_LOG, columns=_LOG_COLUMNS, create=LOG_VIEW, detail=_of_visit, board=_of_visit, period="month"),
))
