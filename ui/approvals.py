"""Approvals in person: a manager steps to the desk for a moment, decides, and the clerk goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models.core.errors import ApprovalNeeded, KnownError, RuleViolation
from models.core.office import Office
from models.core.text import N_, _
from models.people import commands as people
from models.people import queries as crew
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Values

NOBODY = N_("No manager is filed here. The request waits under Approvals; file a manager under Settings")


def approve(desk: Desk, needed: ApprovalNeeded) -> bool:
    """File the requests and ask a manager who stands at the desk; True once all are granted.

    Left unanswered the requests wait in the list of approvals, where they can be granted later.
    """
    office = desk.office
    ids = people.ask_approval(office, needed)
    questions = "\n".join(f"{place}. {need.say()}" for place, need in enumerate(needed.needs, 1))
    if office.actor is not None and crew.is_alone(office):
        if not desk.prompts.confirm(_(N_("Approval")), questions, _(N_("Approve by myself"))):
            return False
        return grant(office, ids, office.actor.name, "")

    def submit(values: Values) -> bool:
        return grant(office, ids, str(values["manager"]), str(values["reason"] or ""))
    return desk.prompts.form(form_of(office, questions), submit, None, _(N_("Approve")))


def managers(office: Office) -> list[str]:
    """Who may decide what the person at the desk asks for. Raises KnownError when there is nobody."""
    own = office.actor.name if office.actor else ""
    names = [name for name in crew.names(office, "manager") if name != own]
    if not names:
        raise KnownError(NOBODY)
    return names


def form_of(office: Office, questions: str) -> FormSpec:
    """Who decides, and why; the questions stand above."""
    names = managers(office)
    return FormSpec("approve", N_("Approval by a manager"), fields=(
        FieldSpec("manager", N_("Manager"), FieldKind.CHOICE, required=True, choices=[(name, name) for name in names], initial=names[0]),
        FieldSpec("reason", N_("Reason"), FieldKind.TEXT, width=40),
    ), intro=questions)


def grant(office: Office, ids: Sequence[int], manager: str, reason: str) -> bool:
    """Grant the requests in the manager's name; what was granted a moment ago stays so. Raises RuleViolation."""
    try:
        with acting_as(office, manager):
            for approval in ids:
                people.decide(office, approval, granted=True, reason=reason)
    except RuleViolation:
        if any(not _is_granted(office, approval) for approval in ids):
            raise
    return True


@contextmanager
def acting_as(office: Office, name: str) -> Iterator[None]:
    """Somebody else acts for a moment."""
    before = office.actor
    try:
        people.sign_in(office, name)
        yield
    finally:
        office.actor = before


def _is_granted(office: Office, approval: int) -> bool:
    row = crew.approval_row(office, approval)
    return row is not None and row.granted is True
