"""What the reports judge: a customer's buying rhythm and its silence, and the targets of a month; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from models.core.settings import Option
from models.core.text import N_
from models.receivables.rules import overdue_of

SALES_TARGET = Option("reports.sales_target", Decimal("0.00"), N_("Sales target of a month (yuan)"), "reports")
RECEIPTS_TARGET = Option("reports.receipts_target", Decimal("0.00"), N_("Target of money received in a month (yuan)"), "reports")
QUIET = Option("reports.quiet", Decimal("1.5"), N_("A customer is quiet after … times its own buying interval"), "reports")
LOST = Option("reports.lost", Decimal("2.5"), N_("A customer is as good as lost after … times its own buying interval"), "reports")
EXPECTED_DAYS = Option("reports.expected_days", 7, N_("Receipts are expected when debts fall due within … days"), "reports",
                       least=0, most=90)
LICENCE_DAYS = Option("reports.licence_days", 30, N_("Licences are named … days before they expire"), "reports",
                      least=0, most=365)

RHYTHM_DAYS = 400
"""How far back a buying rhythm is heard."""
LEAST_BUYS = 4
"""Three intervals make a rhythm; fewer say nothing."""
LEAST_SILENCE = 3
"""Days without an order that are never silence: a weekend of somebody who buys every day."""


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
    bought = sorted(set(days))
    if len(bought) < LEAST_BUYS:
        return None
    since = (today - bought[-1]).days
    interval = Decimal(median((after - before).days for before, after in zip(bought, bought[1:], strict=False)))
    if since <= LEAST_SILENCE or since <= quiet * interval:
        return None
    return Silence(bought[-1], since, interval, len(bought), since > lost * interval)


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
