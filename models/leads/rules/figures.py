"""The arithmetic of the leads' statistics: rates, transitions, weeks, the draw of a sample; pure (rules: Leads, Rates)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from models.core.text import N_

STEPS = {
    "visitors": N_("Visitors"), "filed": N_("Leads filed"), "reached": N_("Reached"), "hot": N_("Once graded A or hotter"),
    "ordered": N_("Orders"), "delivered": N_("Deliveries"),
}
"""The funnel from wide to narrow. An order is a lead that reached O or was won, delivered once goods left for the customer it became."""


def share(part: int, whole: int) -> Decimal | None:
    """part ÷ whole to the ten-thousandth, half up; None for a whole of nothing, which is shown as –."""
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001"), ROUND_HALF_UP) if whole > 0 else None


@dataclass(frozen=True)
class Funnel:
    """Visitors of a period, the leads filed in it, and what became of these leads since."""

    visitors: int = 0
    filed: int = 0
    ordered: int = 0
    delivered: int = 0

    @property
    def capture(self) -> Decimal | None:
        """Filed ÷ visitors (duty 85)."""
        return share(self.filed, self.visitors)

    @property
    def order(self) -> Decimal | None:
        """Orders ÷ leads."""
        return share(self.ordered, self.filed)

    @property
    def delivery(self) -> Decimal | None:
        """Deliveries ÷ orders."""
        return share(self.delivered, self.ordered)


def transitions(moves: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How often a grade became which, staying counted too (duty 86)."""
    return dict(Counter(moves))


def is_confirmed(kind: str, granted: bool | None, verdict: str = "") -> bool | None:
    """Whether the manager found a loss to be of the kind it was asked as; None while he has said nothing (duty 87).

    Granting a loss confirms its kind unless a later verdict names another; refusing it does not.
    """
    if verdict:
        return verdict == kind
    return granted


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def month_of(week: date) -> date:
    """The first day of the month that a week, given by its Monday, counts for: that of its Thursday."""
    return (week + timedelta(days=3)).replace(day=1)


def upto(week: date) -> date:
    """Through which day a week counts for its month: its Sunday, or the last of the month."""
    following = (month_of(week) + timedelta(days=31)).replace(day=1)
    return min(week + timedelta(days=6), following - timedelta(days=1))


def draw(entries: Collection[int], count: int, seed: str) -> list[int]:
    """`count` of these entries at random, in the order drawn; the same seed draws the same on any machine (duty 89).

    Each entry gets the SHA-256 of seed and id as its lot; the lowest lots win.
    """
    return sorted(entries, key=lambda entry: (hashlib.sha256(f"{seed}:{entry}".encode()).digest(), entry))[:count]
