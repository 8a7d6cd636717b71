"""What may be answered to an early warning, and what an answer means (duty 70); pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import date as Day

from models.core.errors import Problem
from models.core.text import N_
from models.core.typed import Text, check_texts
from models.customers.inputs import MeasureInput, SnoozeInput
from models.customers.rules.files import no_customer

OUTCOMES = {"working": N_("under way"), "back": N_("buys again"), "explained": N_("has its reason"), "lost": N_("lost for good")}
"""What came of a measure taken on an early warning (duty 70); the last two end the warning until the customer buys again."""
ENDING = frozenset({"explained", "lost"})
SNOOZE = (Text("reason", 200, emoji=True, required=N_("Say why")),)
MEASURE = (Text("text", 500, lines=True, emoji=True, required=N_("Write down what was done")),)
MOST_SNOOZE = 366


@dataclass(frozen=True)
class Answer:
    """One answer to an early warning. until: the last day a snooze holds; outcome: of a measure."""

    date: Day
    text: str
    until: Day | None = None
    outcome: str = ""
    person: str = ""


@dataclass(frozen=True)
class Answers:
    """The latest snooze and the latest measure of a customer."""

    snooze: Answer | None = None
    measure: Answer | None = None

    def waits(self, day: date) -> bool:
        """Whether the warning is snoozed on a day."""
        return self.snooze is not None and self.snooze.until is not None and self.snooze.date <= day <= self.snooze.until

    def ends(self, last: date, day: date) -> bool:
        """Whether a measure ended the warning of a customer that bought last on a day; buying again begins anew."""
        said = self.measure
        return said is not None and said.outcome in ENDING and last <= said.date <= day


def check_snooze(x: SnoozeInput, known: bool, today: date) -> list[Problem]:
    """A known customer, a reason, a day to come within a year."""
    found = [] if known else [no_customer()]
    found += check_texts(x, SNOOZE)
    if not 0 < (x.until - today).days <= MOST_SNOOZE:
        found.append(Problem("until", "snooze.until", N_("Choose a day after today, within a year")))
    return found


def check_measure(x: MeasureInput, known: bool) -> list[Problem]:
    """A known customer, what was done, and an outcome."""
    found = [] if known else [no_customer()]
    found += check_texts(x, MEASURE)
    if x.outcome not in OUTCOMES:
        found.append(Problem("outcome", "measure.outcome", N_("Say what came of it")))
    return found
