"""People: who works here, in which roles, who sits at the desk now."""

from __future__ import annotations

from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.office import Done, Office
from models.core.text import N_, _
from models.people import commands, queries
from models.people.inputs import PersonInput
from models.people.listing import PEOPLE
from models.people.rules import ROLES
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Section, Values
from ui.kit.tab import FormView, ListView, Verb

_FORM = FormSpec("person-file", N_("Person"), parts=(
    Section((FieldSpec("name", N_("Full name"), required=True, width=20, limit=40),
             FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=20, limit=40),
             FieldSpec("active", N_("Works here"), FieldKind.FLAG, initial=True))),
    Section(tuple(FieldSpec(f"role_{key}", title, FieldKind.FLAG, initial=key == "clerk") for key, title in ROLES.items()),
            N_("Roles"), columns=4),
))
Typed = tuple[int | None, PersonInput]


def _read(values: Values) -> Typed:
    roles = frozenset(key for key in ROLES if values[f"role_{key}"])
    return values.get("id"), PersonInput(str(values["name"] or ""), roles, str(values["phone"] or ""), bool(values["active"]))


def _load(office: Office, person_id: int) -> Values:
    x = queries.person(office, person_id)
    if x is None:
        return {}
    return {"id": person_id, "name": x.name, "phone": x.phone, "active": x.active, **{f"role_{key}": key in x.roles for key in ROLES}}


def _keep(office: Office, given: Typed) -> Done:
    """File or change; problems with the roles stand at the first of them."""
    person_id, x = given
    try:
        done = commands.add_person(office, x) if person_id is None else commands.change_person(office, person_id, x)
    except RuleViolation as refused:
        homes = {"roles": "role_clerk"}
        raise RuleViolation([Problem(homes.get(problem.field, problem.field), problem.code, problem.text, problem.params)
                             for problem in refused.problems]) from refused
    return Done(done.id, x.name)


def _switch(office: Office, person_id: int) -> Done:
    """Out of use, or back into it."""
    x = queries.person(office, person_id)
    if x is None:
        return Done(person_id)
    commands.change_person(office, person_id, PersonInput(x.name, x.roles, x.phone, not x.active))
    return Done(person_id, x.name)


def _seen_anew(desk: Desk, done: Done) -> None:
    """Whoever sits at the desk has the new roles at once."""
    actor = desk.office.actor
    if actor is not None and actor.id == done.id:
        commands.sign_in(desk.office, done.number)
        desk.renew()


_SAVE = (Verb(N_("Save"), _keep, "F9", "save", primary=True, done=N_("Saved: {number}"), after=_seen_anew),)
PEOPLE_VIEW = ListView(
    PEOPLE, create=FormView(_FORM, _read, _SAVE, title=N_("New person"), stays=False),
    edit=FormView(_FORM, _read, _SAVE, name="change_person", title=N_("Change the person"), load=_load, stays=False),
    verbs=(Verb(N_("Out of use"), _switch, "Ctrl+Delete", "person", when=lambda row: bool(row["active"]), done=N_("Out of use: {number}")),
           Verb(N_("Back into use"), _switch, icon="undo", when=lambda row: not row["active"], done=N_("Back in use: {number}"))))


def _others(office: Office) -> list[tuple[Any, str]]:
    """Everybody who may sit down, with what they do."""
    said = {name: [_(words) for key, words in ROLES.items() if key in queries.roles_of(person_id)]
            for person_id, name in queries.choices(office)}
    return [(name, f"{name}  ({', '.join(roles)})") for name, roles in said.items()]


def _sit(office: Office, values: Values) -> Done:
    return commands.take_seat(office, str(values["person"] or ""))


PERSON = FormView(
    FormSpec("person", N_("Who sits here"), (
        FieldSpec("now", N_("At the desk now"), role="figure", initial=lambda office: office.actor.name if office.actor else ""),
        FieldSpec("person", N_("Person"), FieldKind.CHOICE, width=32, choices=_others,
                  initial=lambda office: office.actor.name if office.actor else None),
    ), intro=N_("What is done from now on is journalled under this name; the tabs follow the person's roles.")),
    read=lambda values: values, verbs=(Verb(N_("Sit down"), _sit, "F9", "sign-in", primary=True, done=N_("{number} sits at the desk"),
                                            after=lambda desk, done: desk.renew()),), topics=("people",))
