"""What waits for a manager: granted or refused in person, and carried out at once where nothing else is to be typed."""

from __future__ import annotations

from functools import partial

from data.approvals import carry_out, turn_down
from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from models.people import commands as people
from models.people import queries as crew
from models.people.listing import APPROVALS
from models.people.rules import KINDS
from ui.approvals import acting_as
from ui.kit.board import Board, Card, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import ListView, Row, Verb
from ui.tabs import said
from ui.tabs.finders import manager_choices
from ui.tabs.papers import SLIP


def _form(name: str, title: str, intro: str) -> FormSpec:
    return FormSpec(name, title, intro=intro, fields=(
        FieldSpec("question", "", role="fact", width=60),
        FieldSpec("manager", N_("Manager"), FieldKind.CHOICE, width=16, choices=manager_choices),
        FieldSpec("reason", N_("Reason"), width=44),
    ))


def _fill(office: Office, approval_id: int) -> Values:
    row = crew.approval_row(office, approval_id)
    return {"question": row.question if row is not None else ""}


def _decide(office: Office, approval_id: int, answers: Values, *, granted: bool) -> Done:
    """The manager decides in person; the person at the desk stays who she is."""
    reason = answers["reason"] or ""
    with acting_as(office, str(answers["manager"] or "")):
        if granted or not turn_down(office, approval_id, reason):
            people.decide(office, approval_id, granted, reason)
    if granted:
        carry_out(office, approval_id)
    return Done(approval_id)


def _waits(row: Row) -> bool:
    return bool(row.get("state", "asked") == "asked")


GRANT = Verb(N_("Grant"), partial(_decide, granted=True), "F10", "approve", when=_waits, fills=_fill, done=N_("Granted"),
             asks=_form("grant", N_("Grant the request"), N_("The manager decides here, in person.")))
REFUSE = Verb(N_("Refuse"), partial(_decide, granted=False), "Ctrl+D", "reject", when=_waits, fills=_fill, done=N_("Refused"),
              asks=_form("refuse", N_("Refuse the request"), N_("The manager decides here, in person.")))


def detail(office: Office, approval_id: int) -> Board:
    """The question in full, who asked, who decided and why."""
    row = crew.approval_row(office, approval_id)
    if row is None:
        return Board(())
    facts = [Fact(_("About"), _(KINDS.get(row.kind, row.kind))), Fact(_("Question"), row.question)]
    facts += [Fact(_("Amount"), said.money(row.amount))] if row.amount is not None else []
    facts.append(Fact(_("Asked by"), f"{row.asker} · {said.moment(office, row.moment)}"))
    if row.granted is not None:
        facts.append(Fact(_("Decided by"), row.decider + (f" · {_('self-approved')}" if row.self_approved else ""),
                          Level.GOOD if row.granted else Level.BLOCK))
        facts.append(Fact(_("Reason"), row.reason or "–"))
    return Board((Card(_("Request {number}").format(number=row.id), facts=tuple(facts)),), subject=approval_id)


VIEW = ListView(APPROVALS, detail=detail, documents=(SLIP,), verbs=(GRANT, REFUSE), preset=lambda office: Filter(state="asked"),
                levels={"asked": Level.LOOK, "granted": Level.GOOD, "refused": Level.BLOCK, "used": Level.PLAIN})
