"""People, approvals and the journal of what people did, as listings."""

from __future__ import annotations

from typing import Any

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.tables import Journal
from models.core.text import N_, _
from models.people import queries
from models.people.rules import KINDS, ROLES, VERBS
from models.people.tables import Approval, ApprovalDecision, ApprovalUse, Person, PersonRole


class _Several(dict[str, str]):
    """The words of several keys at once, as GROUP_CONCAT strings them together."""

    def get(self, key: str, default: Any = None) -> Any:
        return ", ".join(_(self[each]) if each in self else each for each in key.split(","))


_decider = Person.alias("decider")
_roles = PersonRole.select(fn.GROUP_CONCAT(PersonRole.role)).where(PersonRole.person == Person.id)
_state = Case(None, ((ApprovalUse.approval.is_null(False), "used"), (ApprovalDecision.granted == 1, "granted"),
                     (ApprovalDecision.granted == 0, "refused")), "asked")

PEOPLE = Listing("people", N_("People"), rows=queries.people, key=Person.id, topics=("people",), order=("name",),
                 singular=N_("Person"), columns=(
    Column("name", N_("Name"), Person.name, sort=Person.pinyin, search=Person.pinyin),
    Column("roles", N_("Roles"), _roles, choices=_Several(ROLES), width=24),
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

JOURNAL = Listing("journal", N_("Journal"), rows=queries.journal, key=Journal.sequence, order=("-sequence",), topics=("everything",),
                  date=fn.DATE(Journal.moment, "localtime"), singular=N_("Journal entry"), columns=(
    Column("sequence", N_("No."), Journal.sequence, Kind.INTEGER, width=8),
    Column("moment", N_("Time"), Journal.moment, Kind.MOMENT, width=14),
    Column("person", N_("Person"), Journal.person, search=True),
    Column("verb", N_("What was done"), Journal.verb, choices=VERBS, search=True, width=22),
    Column("subject", N_("About"), Journal.subject, search=True, width=24),
    Column("content", N_("Content"), Journal.content, width=60, shown=False),
    Column("hash", N_("Fingerprint"), Journal.hash, Kind.CODE, width=24, shown=False),
))
