"""What is done about an early warning: a measure with its outcome, or a while of quiet with its reason (duty 70)."""

from __future__ import annotations

from datetime import timedelta

from models.core.office import Done, Office
from models.core.text import N_
from models.customers import commands, rules
from models.customers.inputs import MeasureInput, SnoozeInput
from ui.kit.board import Entry
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Section, Values
from ui.kit.verbs import Verb

WEEKS = 2
_DONE = FieldSpec("text", N_("Measure taken"), width=40, limit=500, hint=N_("What was done and said"))
_OUTCOME = FieldSpec("outcome", N_("Outcome"), FieldKind.CHOICE, width=12, choices=tuple(rules.OUTCOMES.items()))


def measure(office: Office, customer_id: int, values: Values) -> Done:
    """Write down what was done."""
    return commands.answer_warning(office, MeasureInput.from_form({**values, "customer_id": customer_id}))


def snooze(office: Office, customer_id: int, values: Values) -> Done:
    """Let it wait."""
    return commands.snooze_warning(office, SnoozeInput.from_form({**values, "customer_id": customer_id}))


LINE = Entry(FormSpec("warning-measure", N_("Measure taken"), parts=(Section((_DONE, _OUTCOME), inline=True),)),
             Verb(N_("Note"), measure, done=N_("Noted")))
MEASURE = Verb(N_("Note a measure…"), measure, "F9", "message", asks=FormSpec("warning-measures", N_("Measure taken"), fields=(
    _DONE, _OUTCOME)), done=N_("Noted"))
SNOOZE = Verb(N_("Snooze…"), snooze, "F8", "clock", many=True, done=N_("{title}: done"), asks=FormSpec(
    "warning-snooze", N_("Let the warning wait"), fields=(
        FieldSpec("reason", N_("Reason"), width=48, limit=200),
        FieldSpec("until", N_("Snoozed until"), FieldKind.DATE, width=12,
                  initial=lambda office: office.clock.today() + timedelta(weeks=WEEKS)))))
