"""The register of liabilities and the register of tasks (duties 22 to 27, 36)."""

from __future__ import annotations

from typing import Any

from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.liabilities import commands as liabilities
from models.liabilities import queries as cases
from models.liabilities.inputs import LiabilityInput, SettleInput
from models.liabilities.listing import LIABILITIES, LIABILITIES_BY_PERSON
from models.liabilities.rules import OUTCOMES, RULES, STATES, TITLES
from models.people import queries as people
from models.tasks import commands as tasks
from models.tasks import queries as to_do
from models.tasks.inputs import TaskInput
from models.tasks.listing import TASKS
from ui.kit.board import Board, Card, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Values
from ui.kit.tab import FormView, ListView, Row, Verb
from ui.tabs import said, work
from ui.tabs.finders import people_choices
from ui.tabs.papers import NOTICE

_REASON = FieldSpec("reason", N_("Reason"), width=44)


def _ruled(_office: Office, values: Values, path: str) -> Live:
    """The rule in its words, and the amount it names."""
    rule = RULES.get(values["rule"] or "")
    if rule is None:
        return Live()
    shown = {"amount": rule.amount} if path == "rule" and rule.amount is not None else {}
    return Live(shown, {"rule": Mark(_(rule.words), Level.PLAIN)})


def _people(office: Office) -> list[tuple[Any, str]]:
    return [(None, "–"), *people.choices(office)]


FILE = FormView(FormSpec("liability", N_("New liability"), live=_ruled, fields=(
    FieldSpec("person_id", N_("Person"), FieldKind.CHOICE, width=16, choices=_people),
    FieldSpec("rule", N_("Rule"), FieldKind.CHOICE, width=30, choices=tuple(TITLES.items())),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=14),
    FieldSpec("text", N_("What happened"), FieldKind.LONG_TEXT, width=60, limit=500),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date),
)), LiabilityInput.from_form, (Verb(N_("File it"), liabilities.file_liability, "F9", "liability", primary=True),), stays=False)
SETTLE = FormSpec("settle", N_("Settle the liability"), fields=(
    FieldSpec("outcome", N_("How it ended"), FieldKind.CHOICE, width=16, choices=tuple(OUTCOMES.items())), _REASON))


def _settle(office: Office, case_id: int, answers: Values) -> Done:
    return liabilities.settle_case(office, SettleInput.from_form({**answers, "case_id": case_id}))


def case_board(office: Office, case_id: int) -> Board:
    """A case with the rule's words as they stood when it was filed."""
    row = cases.case(office, case_id)
    if row is None:
        return Board(())
    return Board((Card(f"{row.person} · {said.money(row.amount)}", facts=(
        Fact(_("Rule"), _(TITLES.get(row.rule, row.rule))), Fact(_("The rule's words"), row.words),
        Fact(_("What happened"), row.text or "–"),
        Fact(_("State"), _(STATES[row.state]), Level.LOOK if row.state == "open" else Level.GOOD),
        *([Fact(_("Reason"), row.reason)] if row.reason else []), Fact(_("Filed by"), row.filed_by))),), subject=case_id)


def _is_open(row: Row) -> bool:
    return bool(row["state"] == "open")


LIABILITY_LIST = ListView(
    LIABILITIES, detail=case_board, create=FILE, documents=(NOTICE,),
    verbs=(Verb(N_("Settle"), _settle, "F6", "ok", asks=SETTLE, when=_is_open),),
    levels={"open": Level.LOOK, "paid": Level.GOOD, "waived": Level.PLAIN, "withdrawn": Level.PLAIN})
BY_PERSON = ListView(LIABILITIES_BY_PERSON, period="year")

_TASK = FormSpec("task", N_("Task"), fields=(
    FieldSpec("title", N_("What"), width=52),
    FieldSpec("due", N_("Due by"), FieldKind.DATE, width=12, initial=lambda office: office.clock.today()),
    FieldSpec("owner_id", N_("Who"), FieldKind.CHOICE, width=16, choices=people_choices),
    FieldSpec("helper", N_("Helper"), width=16, limit=40),
    FieldSpec("remark", N_("Remark"), FieldKind.LONG_TEXT, width=52, limit=500),
))


def _load(office: Office, task_id: int) -> Values:
    row = to_do.task(office, task_id)
    return {"id": row.id, "title": row.title, "due": row.due, "owner_id": row.owner_id, "helper": row.helper, "remark": row.remark}


def _read(values: Values) -> tuple[int | None, TaskInput]:
    return values.get("id"), TaskInput.from_form(values)


def _keep(office: Office, typed: tuple[int | None, TaskInput]) -> Done:
    task_id, x = typed
    return tasks.add_task(office, x) if task_id is None else tasks.change_task(office, task_id, x)


def _drop(office: Office, task_id: int, answers: Values) -> Done:
    return tasks.drop_task(office, task_id, answers["reason"] or "")


_SAVE = (Verb(N_("Save"), _keep, "F9", "save", primary=True, done=N_("The task is filed")),)
TASK_LIST = ListView(
    TASKS, preset=lambda office: Filter(state="open"), create=FormView(_TASK, _read, _SAVE, title=N_("New task"), stays=False),
    edit=FormView(_TASK, _read, _SAVE, name="change_task", load=_load, stays=False),
    verbs=(work.DONE,
           Verb(N_("Need not be done"), _drop, "Ctrl+D", "reject", when=_is_open,
                asks=FormSpec("drop_task", N_("Need not be done"), fields=(_REASON,)), done=N_("Dropped")),
           Verb(N_("Take up again"), tasks.reopen_task, "Ctrl+R", "wake", when=lambda row: row["state"] != "open",
                done=N_("To be done again"))),
    levels={"open": Level.LOOK, "done": Level.GOOD, "dropped": Level.PLAIN})
