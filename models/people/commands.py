"""Add people, sign in, ask for approvals, decide, and use what was approved."""

from __future__ import annotations

from collections.abc import Iterable

from peewee import JOIN

from models.core import audit
from models.core.errors import ApprovalNeeded, Need, Problem, RuleViolation, require
from models.core.office import Act, Actor, Done, Office
from models.core.pinyin import search_text
from models.core.settings import Option
from models.core.text import N_, clean
from models.people import queries, rules
from models.people.inputs import PersonInput
from models.people.tables import Approval, ApprovalDecision, ApprovalUse, Person, PersonRole

SELF_APPROVAL = Option("approvals.self", False, N_("A person may approve what she asked for herself"), "approvals")


def sign_in(office: Office, name: str) -> Actor:
    """Let a person act from now on. Raises RuleViolation when nobody of that name works here."""
    actor = queries.actor(office, name)
    if actor is None:
        raise RuleViolation([Problem("person", "person.unknown", N_("Nobody called “{name}” works here; choose one of: {people}"),
                                     {"name": name, "people": ", ".join(queries.names(office))})])
    office.actor = actor
    return actor


def take_seat(office: Office, name: str) -> Done:
    """Sit down at the desk: sign in, and let the journal say so (duty 77)."""
    before, actor = office.actor, sign_in(office, name)
    if before is not None and before.id == actor.id:
        return Done(actor.id, actor.name)
    with office.command("people.sign_in", {"name": name}) as act:
        act.changed("people").about(name)
    return Done(actor.id, actor.name)


def add_person(office: Office, person: PersonInput) -> Done:
    """File a person. Names are unique."""
    require(rules.check_person(person))
    name = clean(person.name, "name", 40)
    if Person.select().where(Person.name == name).exists():
        raise RuleViolation([Problem("name", "person.twice", N_("{name} is filed already"), {"name": name})])
    with office.command("people.add", person) as act:
        phone = clean(person.phone, "phone", 40, digits=True)
        row = Person.create(name=name, pinyin=search_text(name), phone=phone, active=person.active)
        _set_roles(row, person.roles)
        act.changed("people").about(name)
    return Done(row.id)


def change_person(office: Office, person_id: int, person: PersonInput) -> Done:
    """Change a person's phone, roles or whether she is active; papers keep the name they were made under."""
    require(rules.check_person(person))
    name = clean(person.name, "name", 40)
    if Person.select().where(Person.name == name, Person.id != person_id).exists():
        raise RuleViolation([Problem("name", "person.twice", N_("{name} is filed already"), {"name": name})])
    if office.actor is not None and office.actor.id == person_id and not person.active:
        raise RuleViolation([Problem("active", "person.seat", N_("You sit at the desk; let somebody else sit down first"))])
    with office.command("people.change", {"id": person_id, "person": person}) as act:
        row = Person.get_by_id(person_id)
        row.name, row.pinyin, row.active = name, search_text(name), person.active
        row.phone = clean(person.phone, "phone", 40, digits=True)
        row.save()
        PersonRole.delete().where(PersonRole.person == row).execute()
        _set_roles(row, person.roles)
        act.changed("people").about(name)
    return Done(person_id)


def _set_roles(row: Person, roles: Iterable[str]) -> None:
    for role in sorted(roles):
        PersonRole.insert(person=row, role=role).execute()


def approved(act: Act, needs: Iterable[Need]) -> list[int]:
    """Posting: use the granted approvals of exactly this command, or raise ApprovalNeeded with all that are missing.

    Returns the ids used; the caller stores them or notes them with what it makes.
    """
    wanted, missing = list(needs), []
    used: list[int] = []
    for need in wanted:
        found = (Approval.select(Approval.id).join(ApprovalDecision, on=ApprovalDecision.approval == Approval.id)
                 .join(ApprovalUse, JOIN.LEFT_OUTER, on=ApprovalUse.approval == Approval.id)
                 .where(Approval.digest == act.digest, Approval.kind == need.kind, ApprovalDecision.granted == 1,
                        ApprovalUse.approval.is_null(), Approval.id.not_in(used)).first())
        if found is None:
            missing.append(need)
        else:
            used.append(found.id)
    if missing:
        raise ApprovalNeeded(missing, act.verb, act.digest, act.content)
    for approval_id in used:
        ApprovalUse.insert(approval=approval_id, moment=act.moment, subject=act.subject).execute()
    if used:
        act.approvals += used
        act.changed("approvals").note(approvals=list(act.approvals))
    return used


def ask_approval(office: Office, asked: ApprovalNeeded) -> list[int]:
    """File the requests of a command that needs approvals; returns their ids."""
    with office.command("approval.ask", {"verb": asked.verb, "digest": asked.digest, "kinds": [need.kind for need in asked.needs]}) as act:
        made = request(act, asked)
        act.about(", ".join(str(item) for item in made))
    return made


def request(act: Act, asked: ApprovalNeeded) -> list[int]:
    """Posting: file the requests of a command, this or a later one. Open requests of the same command are not filed twice."""
    made: list[int] = []
    for need in asked.needs:
        same = queries.open_approval(asked.digest, need.kind)
        if same is None:
            row = Approval.create(moment=act.moment, kind=need.kind, verb=asked.verb, digest=asked.digest, question=need.say(),
                                  content=audit.canonical(asked.content), amount=need.amount, asker=act.person_id)
            same = row.id
        made.append(same)
    act.changed("approvals")
    return made


def decide(office: Office, approval_id: int, granted: bool, reason: str = "") -> Done:
    """Answer a request. Raises RuleViolation when this person may not, or when it was answered already."""
    reason = clean(reason, "reason", 200, emoji=True)
    with office.command("approval.grant" if granted else "approval.refuse", {"id": approval_id, "reason": reason}) as act:
        answer(act, approval_id, granted, reason)
        act.about(str(approval_id))
    return Done(approval_id)


def follow(act: Act, idle: Iterable[int], decided: int) -> None:
    """Posting: requests that another one's answer made idle have that answer too; nothing waits for what is done."""
    said = ApprovalDecision.get(ApprovalDecision.approval == decided)
    for approval_id in idle:
        ApprovalDecision.insert(approval=approval_id, moment=act.moment, decider=said.decider, granted=said.granted, reason=said.reason,
                                self_approved=said.self_approved).execute()
        act.changed("approvals")


def answer(act: Act, approval_id: int, granted: bool, reason: str) -> None:
    """Posting: the person at the desk answers a request. Raises RuleViolation as `decide` does."""
    office, row = act.office, Approval.get_or_none(Approval.id == approval_id)
    if row is None:
        raise RuleViolation([Problem("id", "approval.unknown", N_("There is no request {id}"), {"id": approval_id})])
    actor = office.actor
    if actor is None:
        raise RuleViolation([Problem("", "person.none", N_("Say first who you are"))])
    itself = row.asker_id == actor.id
    standing = rules.Standing(actor.roles, itself, queries.is_alone(office), office.settings[SELF_APPROVAL],
                              ApprovalDecision.get_or_none(ApprovalDecision.approval == approval_id) is not None)
    require(rules.check_decision(standing))
    ApprovalDecision.insert(approval=approval_id, moment=act.moment, decider=actor.id, granted=granted, reason=reason,
                            self_approved=itself).execute()
    act.changed("approvals")
