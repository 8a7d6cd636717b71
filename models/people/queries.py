"""Reads about people and approvals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from peewee import JOIN, ModelSelect

from models.core import audit
from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.listing import Filter
from models.core.office import Actor, Office
from models.core.tables import Journal
from models.core.text import _
from models.people.inputs import PersonInput
from models.people.tables import Approval, ApprovalDecision, ApprovalUse, Person, PersonRole


@dataclass(frozen=True)
class ApprovalRow:
    """A request and its answer."""

    id: int
    moment: datetime
    kind: str
    question: str
    amount: Decimal | None
    asker: str
    decider: str
    granted: bool | None
    reason: str
    self_approved: bool
    decided: datetime | None = None


def actor(office: Office, name: str) -> Actor | None:
    """The active person of this name as one who acts, or None."""
    row = Person.get_or_none((Person.name == name) & (Person.active == 1))
    return None if row is None else Actor(row.id, row.name, roles_of(row.id))


def roles_of(person_id: int) -> frozenset[str]:
    """The roles a person has."""
    return frozenset(row.role for row in PersonRole.select().where(PersonRole.person == person_id))


def names(office: Office, role: str = "") -> list[str]:
    """Names of active people, of one role if given, in order of filing."""
    return [name for _id, name in choices(office, role)]


def choices(office: Office, role: str = "") -> list[tuple[int, str]]:
    """(id, name) of active people, of one role if given, in order of filing."""
    query = Person.select(Person.id, Person.name).where(Person.active == 1)
    if role:
        query = query.where(Person.id.in_(PersonRole.select(PersonRole.person).where(PersonRole.role == role)))
    return list(query.order_by(Person.id).tuples())


def is_filed(office: Office, person_id: int) -> bool:
    """Whether there is a person of this id, active or not."""
    return office.database.execute_sql("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is not None


def pure_managers(office: Office) -> list[str]:
    """Managers who do not also sit at the desk."""
    return [name for person_id, name in choices(office, "manager") if "clerk" not in roles_of(person_id)]


def is_alone(office: Office) -> bool:
    """Whether at most one of the active people works at the desk: such an office approves for itself, and papers say so."""
    desk = PersonRole.select(PersonRole.person).where(PersonRole.role.in_(["clerk", "manager", "finance"]))
    return int(Person.select().where(Person.active == 1, Person.id.in_(desk)).count()) <= 1


def open_approval(digest: str, kind: str) -> int | None:
    """The id of a request of this command that is unanswered, or granted and not yet used."""
    row = (Approval.select(Approval.id).join(ApprovalDecision, JOIN.LEFT_OUTER, on=ApprovalDecision.approval == Approval.id)
           .join(ApprovalUse, JOIN.LEFT_OUTER, on=ApprovalUse.approval == Approval.id)
           .where(Approval.digest == digest, Approval.kind == kind, ApprovalUse.approval.is_null(),
                  ApprovalDecision.granted.is_null() | (ApprovalDecision.granted == 1)).order_by(Approval.id.desc()).first())
    return None if row is None else int(row.id)


def waiting(office: Office, verb: str, rows: Sequence[int]) -> list[tuple[int, int]]:
    """(request, row) of the unanswered requests of a verb about these rows, whatever else they said."""
    wanted = set(rows)
    found = office.database.execute_sql(
        "SELECT a.id, json_extract(a.content, '$.id') FROM approval a LEFT JOIN approval_decision d ON d.approval_id = a.id "
        "WHERE d.approval_id IS NULL AND a.verb = ? ORDER BY a.id", (verb,))
    return [(request, row) for request, row in found.fetchall() if row in wanted]


def approvals(_ask: Filter) -> ModelSelect:
    """Every request with its answer, if any."""
    decider = Person.alias("decider")
    return (Approval.select().join(Person, JOIN.LEFT_OUTER, on=Approval.asker == Person.id)
            .join_from(Approval, ApprovalDecision, JOIN.LEFT_OUTER, on=ApprovalDecision.approval == Approval.id)
            .join_from(ApprovalDecision, decider, JOIN.LEFT_OUTER, on=ApprovalDecision.decider == decider.id)
            .join_from(Approval, ApprovalUse, JOIN.LEFT_OUTER, on=ApprovalUse.approval == Approval.id))


def people(_ask: Filter) -> ModelSelect:
    """Everybody."""
    return Person.select()


def journal(_ask: Filter) -> ModelSelect:
    """Every entry of the journal."""
    return Journal.select()


def entry(office: Office, sequence: int) -> audit.Said | None:
    """One entry of the journal, None when there is none."""
    row = office.database.execute_sql("SELECT moment, person, verb, content FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    return None if row is None else audit.Said(unstamp(row[0]), *row[1:])


def person(office: Office, person_id: int) -> PersonInput | None:
    """A person as a form changes her, None for an unknown one."""
    row = Person.get_or_none(Person.id == person_id)
    return None if row is None else PersonInput(row.name, roles_of(row.id), row.phone, bool(row.active))


def approval_row(office: Office, approval_id: int) -> ApprovalRow | None:
    """One request with its answer."""
    row = office.database.execute_sql(
        "SELECT a.id, a.moment, a.kind, a.question, a.amount, p.name, q.name, d.granted, d.reason, d.self_approved, d.moment "
        "FROM approval a LEFT JOIN person p ON p.id = a.asker_id LEFT JOIN approval_decision d ON d.approval_id = a.id "
        "LEFT JOIN person q ON q.id = d.decider_id WHERE a.id = ?", (approval_id,)).fetchone()
    if row is None:
        return None
    amount = None if row[4] is None else from_scaled(row[4], 2)
    return ApprovalRow(row[0], unstamp(row[1]), row[2], row[3], amount, row[5] or "", row[6] or "",
                       None if row[7] is None else bool(row[7]), row[8] or "", bool(row[9]),
                       None if row[10] is None else unstamp(row[10]))


def approvers(office: Office, approvals: Sequence[int]) -> str:
    """Who approved, as papers say it; an office of one person approves for itself, and says so (rules: Approvals and journal)."""
    said = []
    for approval_id in approvals:
        row = approval_row(office, approval_id)
        if row is not None:
            said.append(_("{name} (self-approved)").format(name=row.decider) if row.self_approved else row.decider)
    return ", ".join(dict.fromkeys(said))


def command_of(office: Office, approval_id: int) -> tuple[str, Any]:
    """The verb that an approval was asked for, and the input it had; ("", None) for an unknown one."""
    row = office.database.execute_sql("SELECT verb, content FROM approval WHERE id = ?", (approval_id,)).fetchone()
    return ("", None) if row is None else (row[0], json.loads(row[1]))


_DECIDED = """
SELECT d.approval_id FROM approval_decision d WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.subject = CAST(d.approval_id AS TEXT)
    AND j.verb = CASE d.granted WHEN 1 THEN 'approval.grant' ELSE 'approval.refuse' END)"""
_USED = """
SELECT a.value FROM journal j, json_each(j.content, '$.approvals') a WHERE INSTR(j.content, '"approvals":[') > 0
    AND a.value NOT IN (SELECT approval_id FROM approval_use)"""


def faults(office: Office) -> Iterator[str]:
    """Answers and uses of approvals that the journal tells otherwise."""
    for approval, in office.database.execute_sql(_DECIDED).fetchall():
        yield f"approvals: the journal knows another answer to request {approval}"
    for approval, in office.database.execute_sql(_USED).fetchall():
        yield f"approvals: request {approval} was used, and could be used again"
