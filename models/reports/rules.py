"""What the reports judge: a customer's buying rhythm and its silence, and the targets of a month; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from models.core.errors import Problem
from models.core.settings import Option
from models.core.text import N_
from models.customers.rules import Answers
from models.receivables.rules import overdue_of

SALES_TARGET = Option("reports.sales_target", Decimal("0.00"), N_("Sales target of a month (yuan)"), "reports")
RECEIPTS_TARGET = Option("reports.receipts_target", Decimal("0.00"), N_("Target of money received in a month (yuan)"), "reports")
QUIET = Option("reports.quiet", Decimal("1.5"), N_("A customer is quiet after … times its own buying interval"), "reports")
LOST = Option("reports.lost", Decimal("2.5"), N_("A customer is as good as lost after … times its own buying interval"), "reports")
EXPECTED_DAYS = Option("reports.expected_days", 7, N_("Receipts are expected when debts fall due within … days"), "reports",
                       least=0, most=90)
BIRTHDAY_DAYS = Option("reports.birthday_days", 7, N_("Birthdays are named … days ahead"), "reports", least=0, most=60)

PERIOD_DAYS = Option("reports.period_days", 30, N_("Days of a period by which falling sales are noticed"), "reports", least=7, most=366)
INACTIVE_DAYS = Option("reports.inactive_days", 180, N_("A customer is inactive after … days without an invoice"), "reports",
                       least=1, most=3650)
CLASS_A = Option("reports.class_a", 80, N_("Class A brings … % of sales"), "reports", least=1, most=99)
CLASS_B = Option("reports.class_b", 95, N_("Classes A and B bring … % of sales"), "reports", least=1, most=100)

PERIODS = 3
"""Volume of so many periods is held against as many before (rules: Leads, early warning)."""
FALLEN = Decimal("0.5")
RHYTHM_DAYS = 400
"""How far back a buying rhythm is heard."""
LEAST_BUYS = 4
"""Three intervals make a rhythm; fewer say nothing."""
LEAST_SILENCE = 3
"""Days without an order that are never silence: a weekend of somebody who buys every day."""


@dataclass(frozen=True)
class Rhythm:
    """How a customer buys: the last day it did, its median interval in days, on how many days it bought."""

    last: date
    interval: Decimal
    buys: int


def rhythm_of(days: Iterable[date]) -> Rhythm | None:
    """A customer's own rhythm from the days it bought on; None before there are enough of them."""
    bought = sorted(set(days))
    if len(bought) < LEAST_BUYS:
        return None
    gaps = ((after - before).days for before, after in zip(bought, bought[1:], strict=False))
    return Rhythm(bought[-1], Decimal(median(gaps)), len(bought))


@dataclass(frozen=True)
class Silence:
    """A customer that keeps quiet against its own habit. interval, since: days; lost: beyond the second factor."""

    last: date
    since: int
    interval: Decimal
    buys: int
    lost: bool


def silence_of(days: Iterable[date], today: date, quiet: Decimal, lost: Decimal) -> Silence | None:
    """A customer's silence from the days it bought on; None without a rhythm, or while it keeps it (rules: Leads, early warning)."""
    rhythm = rhythm_of(days)
    if rhythm is None:
        return None
    since = (today - rhythm.last).days
    if since <= LEAST_SILENCE or since <= quiet * rhythm.interval:
        return None
    return Silence(rhythm.last, since, rhythm.interval, rhythm.buys, since > lost * rhythm.interval)


@dataclass(frozen=True)
class Fall:
    """Sales that fell. now, before: yuan of the last `days` days and of as many before."""

    now: Decimal
    before: Decimal
    days: int


def spans_of(today: date, period: int) -> tuple[date, date]:
    """(first day of the periods before, first day of the last ones); the last ones end today."""
    return today - timedelta(days=2 * PERIODS * period - 1), today - timedelta(days=PERIODS * period - 1)


def fall_of(now: Decimal, before: Decimal, period: int) -> Fall | None:
    """Sales net of reds of the last periods, if they are under half of those before (rules: Leads, early warning)."""
    return Fall(now, before, PERIODS * period) if before > 0 and now < FALLEN * before else None


STATES = {"quiet": N_("quiet"), "falling": N_("buys less"), "lost": N_("as good as lost"), "snoozed": N_("snoozed"),
          "answered": N_("answered")}
"""States of an early warning in the order they are worked through."""


@dataclass(frozen=True)
class EarlyWarning:
    """A customer whose own habit says that something is wrong; silence, fall: why it fires; last: its last purchase."""

    customer_id: int
    last: date
    silence: Silence | None
    fall: Fall | None
    answers: Answers
    state: str

    def why(self) -> list[Problem]:
        """Why it fires, a sentence each."""
        said = []
        if self.silence is not None:
            said.append(Problem("", "warning.silence", N_("No order for {since} days; usually one every {interval} days ({buys} so far)"), {
                "since": self.silence.since, "interval": self.silence.interval, "buys": self.silence.buys}))
        if self.fall is not None:
            said.append(Problem("", "warning.fall", N_("Sales of the last {days} days {now}, of the {days} days before {before}"),
                                vars(self.fall)))
        return said


def warning_of(customer_id: int, last: date, silence: Silence | None, fall: Fall | None, answers: Answers,
               today: date) -> EarlyWarning | None:
    """The warning of a customer, None where nothing fires. A snooze or an ending measure changes its state only."""
    if silence is None and fall is None:
        return None
    state = "falling" if silence is None else "lost" if silence.lost else "quiet"
    if answers.ends(last, today):
        state = "answered"
    elif answers.waits(today):
        state = "snoozed"
    return EarlyWarning(customer_id, last, silence, fall, answers, state)


def in_order(found: Iterable[EarlyWarning]) -> list[EarlyWarning]:
    """By state; regular customers first, then the longest silence, then the deepest fall."""
    places = {state: at for at, state in enumerate(STATES)}
    return sorted(found, key=lambda each: (
        places[each.state], -each.silence.buys if each.silence else 0, -each.silence.since if each.silence else 0,
        each.fall.now - each.fall.before if each.fall else Decimal(0), each.customer_id))


@dataclass(frozen=True)
class Expected:
    """Money that a customer should bring soon or should have brought. since: the oldest due date of it."""

    amount: Decimal
    since: date


def expected_of(debts: Sequence[tuple[date, Decimal]], advances: Decimal, today: date, within: int) -> Expected | None:
    """What falls due of (due, open) debts within so many days or did already; advances pay the oldest first."""
    end = today + timedelta(days=within + 1)
    amount, late = overdue_of(debts, advances, end)
    return Expected(amount, end - timedelta(days=late)) if amount else None
