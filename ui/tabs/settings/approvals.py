"""What waits for a manager, and what was decided: granted or refused later than it was asked."""

from __future__ import annotations

from typing import Any

from models.core.errors import ApprovalNeeded, Problem, RuleViolation
from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from models.people import commands, queries
from models.people.listing import APPROVALS
from ui.approvals import acting_as, grant
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import ListView, Verb

LEVELS = {"asked": Level.LOOK, "granted": Level.GOOD, "refused": Level.BLOCK, "used": Level.PLAIN}


def _deciders(office: Office) -> list[tuple[Any, str]]:
    """The managers; whoever sits alone in the office decides for herself."""
    names = queries.names(office, "manager")
    if not names and office.actor is not None and queries.is_alone(office):
        names = [office.actor.name]
    return [(name, name) for name in names]


def _asks(name: str, title: str, reason: str, *, required: bool) -> FormSpec:
    return FormSpec(name, title, (
        FieldSpec("question", N_("Question"), role="fact", width=40), FieldSpec("asker", N_("Asked by"), role="fact"),
        FieldSpec("manager", N_("Manager"), FieldKind.CHOICE, required=True, width=20, choices=_deciders),
        FieldSpec("reason", reason, width=40, required=required, limit=200)))


def _fill(office: Office, approval_id: int) -> Values:
    row = queries.approval_row(office, approval_id)
    return {"question": row.question, "asker": row.asker} if row is not None else {}


def _grant(office: Office, approval_id: int, answers: Values) -> Done:
    """Grant; what it waited for is carried out where nothing else is to be typed."""
    from data.approvals import carry_out

    grant(office, [approval_id], str(answers["manager"]), str(answers["reason"] or ""))
    try:
        carried = carry_out(office, approval_id)
    except (RuleViolation, ApprovalNeeded):                     # what was asked for has changed since: it has to be asked again
        text = N_("Granted, but what was asked for has changed since; the asker has to ask again")
        raise RuleViolation([Problem("", "approval.stale", text)]) from None
    return Done(approval_id, _("carried out") if carried else _("the asker can go on"))


def _refuse(office: Office, approval_id: int, answers: Values) -> Done:
    with acting_as(office, str(answers["manager"])):
        return Done(commands.decide(office, approval_id, granted=False, reason=str(answers["reason"])).id, str(approval_id))


APPROVALS_VIEW = ListView(APPROVALS, levels=LEVELS, preset=lambda office: Filter(state="asked"), verbs=(
    Verb(N_("Grant"), _grant, "F9", "ok", asks=_asks("grant", N_("Grant"), N_("Remark"), required=False), fills=_fill,
         when=lambda row: row["state"] == "asked", done=N_("Granted: {number}")),
    Verb(N_("Refuse"), _refuse, icon="reject", asks=_asks("refuse", N_("Refuse"), N_("Reason"), required=True), fills=_fill,
         when=lambda row: row["state"] == "asked", done=N_("Refused: {number}"))))
