"""The grades' clock, who may be whose double, and what a lead, a contact or a loss must say; pure (rules: Leads)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from models.core.errors import Problem
from models.core.money import MOST
from models.core.settings import Option
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts, cleaned
from models.customers.rules import Filed, normal_number, phone_text
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput

T = TypeVar("T")

GRADES = {
    "O": N_("O · ordered, not delivered"), "H": N_("H · buys within a week"), "A": N_("A · buys soon"),
    "B": N_("B · buys within a month or more"), "C": N_("C · buys later"), "N": N_("N · new, ungraded"),
}
"""Hottest first; the letter is the key."""
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
    "filed": N_("filed"), "contact": N_("contact"), "changed": N_("card changed"), "frozen": N_("frozen"), "woken": N_("woken"),
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


@dataclass(frozen=True)
class Standing:
    """What the clock reads: stored state, grade, the day it started, the day agreed, days it waits for the end of a holiday."""

    state: str
    grade: str
    touched: date
    next_date: date | None
    grace: int = 0


def due_on(lead: Standing, interval: int) -> date | None:
    """The day to follow up: as agreed, but never later than the grade's interval allows; of a frozen or lost lead the day set, if any."""
    if lead.state == "open":
        latest = lead.touched + timedelta(days=interval + lead.grace)
        return latest if lead.next_date is None else min(lead.next_date, latest)
    return lead.next_date if lead.state in ("frozen", "lost") else None


def days_late(due: date | None, today: date) -> int:
    """Days past the due date, 0 on it and before it."""
    return 0 if due is None else max(0, (today - due).days)


def state_on(lead: Standing, interval: int, today: date, factor: int) -> str:
    """The stored state, or out of control (失控): an open lead overdue beyond `factor` intervals."""
    late = days_late(due_on(lead, interval), today)
    return "out of control" if lead.state == "open" and late > factor * interval else lead.state


def is_downgrade(before: str, after: str) -> bool:
    """Whether a grade fell: O, H, A, B, C, N from hot to cold."""
    order = list(GRADES)
    return order.index(after) > order.index(before)


def grade_of(expected: date, today: date, windows: Mapping[str, int | None]) -> str:
    """The grade whose window holds the day a lead means to buy; N beyond all windows."""
    left = (expected - today).days
    return next((grade for grade in ("H", "A", "B", "C") if (windows[grade] or 0) >= left), "N")


def grace_of(day: date, interval: int, is_work_day: Callable[[date], bool]) -> int:
    """Days until the first work day once the interval is over: nobody is late over a holiday."""
    grace = 0
    while not is_work_day(day + timedelta(days=interval + grace)):
        grace += 1
    return grace


def propose_next(day: date, interval: int, is_work_day: Callable[[date], bool], *, reached: bool = True) -> date:
    """The next date: the last work day within the interval; else, and after a failed call, the next work day (duties 61, 64)."""
    step = day + timedelta(days=interval if reached else 0)
    while step > day and not is_work_day(step):
        step -= timedelta(days=1)
    while step <= day or not is_work_day(step):
        step += timedelta(days=1)
    return step


def why_alike(asked: Filed, other: Filed) -> str:
    """Why somebody filed may be the one being typed: tax number, phone, name, sound, or "" for no reason."""
    reasons = (("tax number", asked.tax_number and asked.tax_number == other.tax_number), ("phone", asked.phones & other.phones),
               ("name", asked.name and asked.name == other.name), ("sound", asked.sound and asked.sound == other.sound))
    return next((why for why, holds in reasons if holds), "")


def tidied(given: T, texts: Sequence[Text]) -> tuple[T, list[Problem]]:
    """An input with its texts as they are kept, and the problems of those that cannot be."""
    found = check_texts(given, texts)
    if found:
        return given, found
    kept = cleaned(given, texts)
    if "phone" in kept:
        kept |= {"phone": phone_text(kept["phone"]), "tax_number": normal_number(kept["tax_number"]).upper()}
    made: Any = replace(given, **kept)  # type: ignore[type-var]  # every input is a dataclass
    return made, []


CARD_TEXTS = (
    Text("name", 80, required=N_("Enter a name")), Text("phone", 40, digits=True), Text("contact", 40), Text("interest", 100),
    Text("need", 500, lines=True, emoji=True), Text("address", 200), Text("territory", 40), Text("tax_number", 30, digits=True),
    Text("remark", 500, lines=True, emoji=True),
)
CONTACT_TEXTS = (Text("text", 1000, lines=True, emoji=True), Text("reason", 200, emoji=True),
                 Text("instruction", 500, lines=True, emoji=True))
LOSS_TEXTS = (Text("text", 500, lines=True, emoji=True), Text("rival", 80))
FREEZE_TEXTS = (Text("reason", 200, emoji=True, required=N_("Say why")),)
CARD = {
    "name": N_("Name"), "phone": N_("Phone"), "contact": N_("Contact person"), "source": N_("Source"), "need": N_("Need"),
    "interest": N_("Product of interest"), "salesperson": N_("Salesperson"), "next_date": N_("Next date"),
    "expected": N_("Means to buy on"), "address": N_("Address"),
    "territory": N_("Territory"), "tax_number": N_("Tax number"), "remark": N_("Remark"),
}


def _one_of(field: str, value: str, choices: Mapping[str, str]) -> list[Problem]:
    return [] if value in choices else [Problem(field, "choice.unknown", N_("Choose one of the values offered"))]


def _not_before(field: str, value: date | None, day: date) -> list[Problem]:
    late = value is not None and value < day
    return [Problem(field, "date.past", N_("Choose {day} or a later day"), {"day": day})] if late else []


def check_lead(lead: LeadInput, day: date) -> list[Problem]:
    """A card names somebody, by a way to reach them, with a known source and grade. day: it is filed on."""
    found = []
    if not (lead.phone or lead.address):
        found.append(Problem("phone", "lead.unreachable", N_("Enter a phone number, or an address to visit")))
    found += _one_of("source", lead.source, SOURCES) + _one_of("grade", lead.grade, GRADES)
    return found + _not_before("next_date", lead.next_date, day)


def check_contact(contact: ContactInput, lead: Standing, day: date) -> list[Problem]:
    """What was said, by a known way; a downgrade says why; a failed call does not regrade (duty 61)."""
    found = [] if lead.state == "open" else [Problem("", "lead.state", N_("This lead is not being followed; wake or reopen it first"))]
    if not contact.text and contact.reached:
        found.append(Problem("text", "contact.text", N_("Write what was said")))
    found += _one_of("way", contact.way, WAYS)
    if contact.grade:
        found += _one_of("grade", contact.grade, GRADES)
        if not contact.reached and contact.grade != lead.grade:
            found.append(Problem("grade", "contact.unreached", N_("Nobody was reached: the grade stays; a failed call is no loss")))
        elif contact.grade in GRADES and is_downgrade(lead.grade, contact.grade) and not contact.reason:
            found.append(Problem("reason", "grade.reason", N_("Say why the grade falls from {before} to {after}"),
                                 {"before": lead.grade, "after": contact.grade}))
    return found + _not_before("next_date", contact.next_date, day)


def contact_warnings(lead: Standing, pace: Pace, last_reached: date | None, next_date: date | None, day: date) -> list[Problem]:
    """What to think about before logging a contact: too soon after the last one, or too late a next one (duty 64)."""
    found = []
    if last_reached is not None and (day - last_reached).days < pace.shortest:
        found.append(Problem("", "contact.pestering", N_("Last contact was on {day}; do not press grade {grade} within {days} days"),
                             {"day": last_reached, "grade": lead.grade, "days": pace.shortest}))
    if next_date is not None and (next_date - day).days > pace.interval:
        found.append(Problem("next_date", "contact.late", N_("Grade {grade} is followed up at least every {days} days"),
                             {"grade": lead.grade, "days": pace.interval}))
    return found


def check_loss(loss: LossInput, state: str, day: date) -> list[Problem]:
    """A loss is of a kind, has a reason of that kind; a rival's purchase names the rival."""
    found = [] if state in ("open", "frozen") else [Problem("", "lead.state", N_("This lead cannot be given up in its present state"))]
    found += _one_of("kind", loss.kind, LOSS_KINDS)
    if loss.kind in REASONS_OF and loss.reason not in REASONS_OF[loss.kind]:
        found.append(Problem("reason", "loss.reason", N_("Choose a reason that belongs to this kind of loss")))
    if loss.reason == "rival" and not loss.rival:
        found.append(Problem("rival", "loss.rival", N_("Name the rival it bought from")))
    found += check_number("price_gap", loss.price_gap, 2, least=-MOST)
    return found + _not_before("second_visit", loss.second_visit, day)


def check_freeze(freeze: FreezeInput, state: str, day: date) -> list[Problem]:
    """Only a lead that is followed is frozen, with a reason."""
    found = [] if state == "open" else [Problem("", "lead.state", N_("Only a lead that is being followed can be frozen"))]
    return found + _not_before("until", freeze.until, day)
