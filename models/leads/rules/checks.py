"""What a lead, a contact, a loss or a freeze must say, and who may be whose double; pure (rules: Leads)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from models.core.errors import Problem
from models.core.money import MOST
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts, cleaned
from models.customers.rules import LOCAL, SHORT_TAIL, Filed, normal_number, phone_text
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput
from models.leads.rules.clock import Standing
from models.leads.rules.grades import GRADES, LOSS_KINDS, REASONS_OF, SOURCES, WAYS, Pace, is_downgrade

T = TypeVar("T")


def same_tail(typed: str, filed: str) -> bool:
    """Whether what is typed is the end of a number that is filed, or the same number with its area code."""
    mine, theirs = (re.sub(r"\D", "", each) for each in (typed, filed))
    return (len(mine) >= SHORT_TAIL and theirs.endswith(mine)) or (len(theirs) >= LOCAL and mine.endswith(theirs))


def why_alike(asked: Filed, other: Filed) -> str:
    """Why somebody filed may be the one being typed: tax number, phone, name, the phone's tail, sound, or "" for no reason."""
    tail = any(same_tail(mine, theirs) for mine in asked.phones for theirs in other.phones)
    reasons = (("tax number", asked.tax_number and asked.tax_number == other.tax_number), ("phone", asked.phones & other.phones),
               ("name", asked.name and asked.name == other.name), ("phone tail", tail),
               ("sound", asked.sound and asked.sound == other.sound))
    return next((why for why, holds in reasons if holds), "")


def tidied(given: T, texts: Sequence[Text]) -> tuple[T, list[Problem]]:
    """An input with its texts as they are kept, and the problems of those that cannot be."""
    found = check_texts(given, texts)
    if found:
        return given, found
    kept = cleaned(given, texts)
    if "phone" in kept:
        kept |= {"phone": phone_text(kept["phone"])}
    if "tax_number" in kept:
        kept |= {"tax_number": normal_number(kept["tax_number"]).upper()}
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


def one_of(field: str, value: str, choices: Mapping[str, str]) -> list[Problem]:
    """The value is one of those offered."""
    return [] if value in choices else [Problem(field, "choice.unknown", N_("Choose one of the values offered"))]


def not_before(field: str, value: date | None, day: date) -> list[Problem]:
    """A day that is given does not lie before another."""
    late = value is not None and value < day
    return [Problem(field, "date.past", N_("Choose {day} or a later day"), {"day": day})] if late else []


def check_lead(lead: LeadInput, day: date) -> list[Problem]:
    """A card names somebody, by a way to reach them, with a known source and grade. day: it is filed on."""
    found = []
    if not (lead.phone or lead.address):
        found.append(Problem("phone", "lead.unreachable", N_("Enter a phone number, or an address to visit")))
    found += one_of("source", lead.source, SOURCES) + one_of("grade", lead.grade, GRADES)
    return found + not_before("next_date", lead.next_date, day)


def check_contact(contact: ContactInput, lead: Standing, day: date) -> list[Problem]:
    """What was said, by a known way; a downgrade says why; a failed call does not regrade (duty 61)."""
    found = [] if lead.state == "open" else [Problem("", "lead.state", N_("This lead is not being followed; wake or reopen it first"))]
    if not contact.text and contact.reached:
        found.append(Problem("text", "contact.text", N_("Write what was said")))
    found += one_of("way", contact.way, WAYS)
    if contact.grade:
        found += one_of("grade", contact.grade, GRADES)
        if not contact.reached and contact.grade != lead.grade:
            found.append(Problem("grade", "contact.unreached", N_("Nobody was reached: the grade stays; a failed call is no loss")))
        elif contact.grade in GRADES and is_downgrade(lead.grade, contact.grade) and not contact.reason:
            found.append(Problem("reason", "grade.reason", N_("Say why the grade falls from {before} to {after}"),
                                 {"before": lead.grade, "after": contact.grade}))
    return found + not_before("next_date", contact.next_date, day)


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
    found += one_of("kind", loss.kind, LOSS_KINDS)
    if loss.kind in REASONS_OF and loss.reason not in REASONS_OF[loss.kind]:
        found.append(Problem("reason", "loss.reason", N_("Choose a reason that belongs to this kind of loss")))
    if loss.reason == "rival" and not loss.rival:
        found.append(Problem("rival", "loss.rival", N_("Name the rival it bought from")))
    found += check_number("price_gap", loss.price_gap, 2, least=-MOST)
    return found + not_before("second_visit", loss.second_visit, day)


def check_freeze(freeze: FreezeInput, state: str, day: date) -> list[Problem]:
    """Only a lead that is followed is frozen, with a reason."""
    found = [] if state == "open" else [Problem("", "lead.state", N_("Only a lead that is being followed can be frozen"))]
    return found + not_before("until", freeze.until, day)
