"""People and approvals, as listings."""

from __future__ import annotations

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.people import queries
from models.people.rules import KINDS
from models.people.tables import Approval, ApprovalDecision, ApprovalUse, Person, PersonRole

_decider = Person.alias("decider")
_roles = PersonRole.select(fn.GROUP_CONCAT(PersonRole.role)).where(PersonRole.person == Person.id)
_state = Case(None, ((ApprovalUse.approval.is_null(False), "used"), (ApprovalDecision.granted == 1, "granted"),
                     (ApprovalDecision.granted == 0, "refused")), "asked")

PEOPLE = Listing("people", N_("People"), rows=queries.people, key=Person.id, topics=("people",), order=("name",),
                 singular=N_("Person"), columns=(
    Column("name", N_("Name"), Person.name, sort=Person.pinyin, search=Person.pinyin),
    Column("roles", N_("Roles"), _roles, width=24),
    Column("phone", N_("Phone"), Person.phone, Kind.CODE, search=True),
    Column("active", N_("Active"), Person.active, Kind.FLAG, width=6),
))

APPROVALS = Listing("approvals", N_("Approvals"), rows=queries.approvals, key=Approval.id, topics=("approvals",), order=("-id",),
                    state="state", singular=N_("Approval"), empty=N_("Nothing waits for approval"), columns=(
    Column("id", N_("No."), Approval.id, Kind.INTEGER, width=6),
    Column("moment", N_("Asked at"), Approval.moment, Kind.MOMENT, width=14),
    Column("kind", N_("About"), Approval.kind, Kind.STATE, choices=KINDS, width=14),
    Column("question", N_("Question"), Approval.question, search=True, width=40),
    Column("amount", N_("Amount"), Approval.amount, Kind.MONEY),
    Column("asker", N_("Asked by"), Person.name),
    Column("state", N_("State"), _state, Kind.STATE, width=10,
           choices={"asked": N_("asked"), "granted": N_("granted"), "refused": N_("refused"), "used": N_("used")}),
    Column("decider", N_("Decided by"), _decider.name),
    Column("reason", N_("Reason"), ApprovalDecision.reason, width=20),
))
