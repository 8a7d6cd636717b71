"""The words of leads, their grades and the pace of each grade; pure (rules: Leads)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.core.settings import Option
from models.core.text import N_

GRADES = {
    "O": N_("O · ordered, not delivered"), "H": N_("H · buys within a week"), "A": N_("A · buys soon"),
    "B": N_("B · buys within a month or more"), "C": N_("C · buys later"), "N": N_("N · new, ungraded"),
}
"""Hottest first; the letter is the key."""
OWNED_MEANINGS = {
    "O": N_("O · ordered again, not delivered"), "H": N_("H · orders again within a week"), "A": N_("A · orders again soon"),
    "B": N_("B · orders again within a month or more"), "C": N_("C · orders again later"), "N": N_("N · not graded yet"),
}
"""The same letters for customers we own: when they order again (duty 88)."""
HOT = ("O", "H", "A")
STATES = {
    "open": N_("being followed"), "out of control": N_("out of control"), "frozen": N_("frozen"),
    "lost asked": N_("loss under review"), "lost": N_("lost"), "won": N_("won"),
}
WAYS = {
    "visit": N_("Visit"), "invited": N_("Invited in"), "phone": N_("Phone call"), "online": N_("Online chat"), "message": N_("Message"),
    "other": N_("Other way"),
}
SOURCES = {
    "phone": N_("Called us"), "walk in": N_("Walked in"), "visit": N_("Found on a visit"), "referral": N_("Recommended"),
    "platform": N_("Trade platform"), "fair": N_("Trade fair"), "advertising": N_("Advertisement"), "directory": N_("Directory"),
    "other": N_("Other source"),
}
EVENTS = {
    "filed": N_("filed"), "contact": N_("contact"), "graded": N_("graded anew"), "instructed": N_("instructed"),
    "changed": N_("card changed"), "frozen": N_("frozen"), "woken": N_("woken"),
    "lost asked": N_("loss asked for"), "lost": N_("lost"), "loss refused": N_("loss refused"),
    "reopened": N_("reopened"), "won": N_("won"),
}
LOSS_KINDS = {"true": N_("true loss"), "near": N_("near loss"), "false": N_("false loss")}
LOSS_REASONS = {
    "rival": N_("bought from a rival"), "unreachable": N_("cannot be reached any more"), "closed": N_("gave up the business"),
    "unclear": N_("need unclear"), "abandoned": N_("gave up the purchase"), "undecided": N_("undecided for long"),
    "misjudged": N_("graded too high"), "price": N_("our price or terms"), "slow": N_("we were too slow"), "service": N_("our service"),
    "goods": N_("our goods or stock"),
}
REASONS_OF = {
    "true": ("rival", "unreachable", "closed"), "near": ("unclear", "abandoned", "undecided", "misjudged"),
    "false": ("price", "slow", "service", "goods"),
}
"""Which reasons a kind of loss takes: somebody else's doing, nobody's, our own failing."""


@dataclass(frozen=True)
class Pace:
    """A grade's figures in days: buys within `window`, is followed at least every `interval`, at most every `shortest`."""

    window: int | None
    interval: int
    shortest: int


_COMMON = {"O": Pace(None, 7, 1), "H": Pace(7, 2, 1), "A": Pace(15, 7, 2), "B": Pace(30, 14, 4), "C": Pace(90, 30, 7),
           "N": Pace(None, 1, 0)}
PRESETS: Mapping[str, Mapping[str, Pace]] = {
    "default": _COMMON, "dealer": {**_COMMON, "A": Pace(30, 7, 2), "B": Pace(90, 14, 4), "C": Pace(365, 30, 7)},
}
WINDOWS = {
    "H": Option("leads.window.H", 7, N_("Grade H: buys within … days"), "leads", least=1, most=3650),
    "A": Option("leads.window.A", 15, N_("Grade A: buys within … days"), "leads", least=1, most=3650),
    "B": Option("leads.window.B", 30, N_("Grade B: buys within … days"), "leads", least=1, most=3650),
    "C": Option("leads.window.C", 90, N_("Grade C: buys within … days"), "leads", least=1, most=3650),
}
INTERVALS = {
    "O": Option("leads.interval.O", 7, N_("Grade O: follow up at least every … days"), "leads", least=1, most=365),
    "H": Option("leads.interval.H", 2, N_("Grade H: follow up at least every … days"), "leads", least=1, most=365),
    "A": Option("leads.interval.A", 7, N_("Grade A: follow up at least every … days"), "leads", least=1, most=365),
    "B": Option("leads.interval.B", 14, N_("Grade B: follow up at least every … days"), "leads", least=1, most=365),
    "C": Option("leads.interval.C", 30, N_("Grade C: follow up at least every … days"), "leads", least=1, most=365),
    "N": Option("leads.interval.N", 1, N_("Grade N: follow up at least every … days"), "leads", least=1, most=365),
}
SHORTEST = {
    "O": Option("leads.shortest.O", 1, N_("Grade O: warn when called again within … days"), "leads", least=0, most=365),
    "H": Option("leads.shortest.H", 1, N_("Grade H: warn when called again within … days"), "leads", least=0, most=365),
    "A": Option("leads.shortest.A", 2, N_("Grade A: warn when called again within … days"), "leads", least=0, most=365),
    "B": Option("leads.shortest.B", 4, N_("Grade B: warn when called again within … days"), "leads", least=0, most=365),
    "C": Option("leads.shortest.C", 7, N_("Grade C: warn when called again within … days"), "leads", least=0, most=365),
    "N": Option("leads.shortest.N", 0, N_("Grade N: warn when called again within … days"), "leads", least=0, most=365),
}
OUT_OF_CONTROL = Option("leads.out of control", 3, N_("A lead is out of control when overdue beyond … intervals"), "leads",
                        least=1, most=100)
PRESET_NAMES = {"default": N_("Common practice"), "dealer": N_("Dealer")}


def is_downgrade(before: str, after: str) -> bool:
    """Whether a grade fell: O, H, A, B, C, N from hot to cold."""
    order = list(GRADES)
    return order.index(after) > order.index(before)


def grade_of(expected: date, today: date, windows: Mapping[str, int | None]) -> str:
    """The grade whose window holds the day a lead means to buy; N beyond all windows."""
    left = (expected - today).days
    return next((grade for grade in ("H", "A", "B", "C") if (windows[grade] or 0) >= left), "N")
