"""Roles, kinds of approval, and who may decide; pure."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.errors import Problem
from models.core.text import N_, halfwidth, has_control
from models.people.inputs import PersonInput

ROLES = {
    "clerk": N_("Sales clerk"), "manager": N_("Manager"), "finance": N_("Finance"), "salesperson": N_("Salesperson"),
    "keeper": N_("Warehouse keeper"), "driver": N_("Driver"), "cashier": N_("Cashier"), "trade": N_("Trade department"),
}
KINDS = {
    "account opening": N_("Account opening"), "off territory": N_("Off-territory sale"), "below minimum price": N_("Below minimum price"),
    "over credit": N_("Over credit"), "overdue": N_("Overdue debts"), "short stock": N_("Short stock"),
    "over contract": N_("Over contract"), "reopen day": N_("Reopening a day"), "stock adjustment": N_("Stock adjustment"),
    "lost lead": N_("Lost lead"), "clock": N_("Clock set back or ahead"), "write off": N_("Write-off"),
    "offset quota": N_("Over offset quota"),
}


@dataclass(frozen=True)
class Standing:
    """What decides whether somebody may answer: roles, who asked, how many people there are, whether self-approval is set."""

    decider_roles: frozenset[str]
    is_asker: bool
    alone: bool
    self_approval: bool
    decided: bool


def check_person(person: PersonInput) -> list[Problem]:
    """A name without hidden characters and at least one known role."""
    found = []
    if not person.name.strip():
        found.append(Problem("name", "person.name", N_("Enter a name")))
    elif len(person.name) > 40 or has_control(person.name):
        found.append(Problem("name", "person.name", N_("Enter a plain name of at most 40 characters")))
    if not person.roles or person.roles - set(ROLES):
        found.append(Problem("roles", "person.roles", N_("Choose at least one role")))
    if len(halfwidth(person.phone)) > 40 or has_control(person.phone):
        found.append(Problem("phone", "person.phone", N_("Enter a phone number of at most 40 digits")))
    return found


def check_decision(standing: Standing) -> list[Problem]:
    """Only a manager decides, once, and not what she asked for herself, unless the office has one person or allows it."""
    if standing.decided:
        return [Problem("", "approval.decided", N_("This request was answered already"))]
    if standing.is_asker and not (standing.alone or standing.self_approval):
        return [Problem("", "approval.self", N_("Another person must approve what you asked for"))]
    if "manager" not in standing.decider_roles and not standing.alone:
        return [Problem("", "approval.role", N_("Only a manager can approve this"))]
    return []
