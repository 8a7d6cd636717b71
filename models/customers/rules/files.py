"""What a customer's file must hold, whom it is like, and what is written or merged of it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.errors import Problem
from models.core.pinyin import readings
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.customers.inputs import CustomerInput, MergeInput, NoteInput
from models.customers.rules.numbers import normal_number, phone_is_plausible, phones_of, tax_number_is_valid
from models.customers.rules.opening import OPENINGS

KINDS = {"customer": N_("Customer"), "dealer": N_("Dealer customer")}
NOTES = {"demand": N_("Demand"), "opinion": N_("Opinion"), "complaint": N_("Complaint"), "service": N_("Service")}
LIKENESSES = {"tax number": N_("same tax number"), "name": N_("same name"), "phone": N_("same phone"), "sound": N_("sounds the same")}
"""Why two customers may be one, the surest first."""
SERVED = ("complaint", "service")
"""Kinds of note that are about service."""

TEXTS = (
    Text("code", 40, digits=True), Text("name", 100, required=N_("Enter the customer's name")), Text("short_name", 40),
    Text("tax_number", 30, digits=True), Text("territory", 40), Text("address", 200), Text("phone", 60, digits=True), Text("bank", 100),
    Text("bank_account", 60, digits=True), Text("price_list", 40), Text("segment", 40), Text("remark", 500, lines=True, emoji=True),
)
CONTACT = (Text("name", 40, required=N_("Enter the contact's name")), Text("role", 40), Text("phone", 60, digits=True),
           Text("remark", 200, emoji=True))
ADDRESS = (Text("address", 200, required=N_("Enter the address")), Text("territory", 40))
LICENCE = (Text("name", 60, required=N_("Enter which licence it is")), Text("number", 60, digits=True))
NOTE = (Text("text", 1000, lines=True, emoji=True, required=N_("Write down what was said")), Text("product", 80))
MERGE = (Text("reason", 200, emoji=True),)
MOST_DAYS = 3650


def check_customer(x: CustomerInput) -> list[Problem]:
    """Everything to mend in a customer's file, each at its field."""
    found = check_texts(x, TEXTS)
    if x.kind not in KINDS:
        found.append(Problem("kind", "customer.kind", N_("Choose what kind of customer this is")))
    found += check_number("credit_limit", x.credit_limit, 2)
    found += check_number("credit_days", Decimal(x.credit_days), 0, most=Decimal(MOST_DAYS))
    for name, rows, texts in (("contacts", x.contacts, CONTACT), ("addresses", x.addresses, ADDRESS), ("licences", x.licences, LICENCE)):
        for at, row in enumerate(rows):
            found += [problem.under(f"{name}.{at}") for problem in check_texts(row, texts)]
    return found


def check_note(x: NoteInput, known: bool, today: date) -> list[Problem]:
    """A known customer, a kind, words, and a day that has come."""
    found = check_texts(x, NOTE)
    if not known:
        found.append(no_customer())
    if x.date is not None and x.date > today:
        found.append(Problem("date", "note.ahead", N_("{day} has not come yet"), {"day": x.date}))
    if x.kind not in NOTES:
        found.append(Problem("kind", "note.kind", N_("Choose what kind of note this is")))
    return found


def no_customer() -> Problem:
    """Nobody is filed under this id."""
    return Problem("customer_id", "customer.unknown", N_("Choose a customer"))


_FORM = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司|公司|经营部|个体工商户|[（(].*?[)）]|[\W_])")


def sound_of(name: str) -> str:
    """How a name sounds without its legal form: 河南正大（饲料）有限公司 and 河南郑达 are worth a second look."""
    core = _FORM.sub("", name) or name
    return next(iter(readings(core)[0]), "")


@dataclass(frozen=True)
class Filed:
    """What is compared of a customer filed already."""

    id: int
    code: str
    name: str
    tax_number: str
    phones: frozenset[str]
    sound: str


def likenesses(x: CustomerInput, filed: Iterable[Filed], customer_id: int | None = None) -> list[Problem]:
    """Customers that may be this one: same name, tax number or phone, or a name that sounds the same. Never blocks.

    One remark a customer and reason, the strongest reason first.
    """
    name, tax = x.name.strip(), normal_number(x.tax_number).upper()
    phones = {phone for text in (x.phone, *(contact.phone for contact in x.contacts)) for phone in phones_of(text)}
    sound, seen = sound_of(x.name), []
    for other in filed:
        if other.id == customer_id:
            continue
        facts = {"code": other.code, "name": other.name}
        if name and other.name == name:
            seen.append(Problem("name", "alike.name", N_("{code} has the same name: {name}"), facts))
        elif sound and other.sound == sound:
            seen.append(Problem("name", "alike.sound", N_("{code} sounds the same: {name}"), facts))
        if tax and other.tax_number == tax:
            seen.append(Problem("tax_number", "alike.tax", N_("{code} has the same tax number: {name}"), facts))
        for phone in sorted(phones & other.phones):
            seen.append(Problem("phone", "alike.phone", N_("{code} has the same phone {phone}: {name}"), {**facts, "phone": phone}))
    return seen


def doubts(x: CustomerInput, today: date) -> list[Problem]:
    """What looks wrong in a file by itself, without forbidding it: tax number, phones, licences that have run out."""
    seen = []
    if x.tax_number.strip() and not tax_number_is_valid(x.tax_number):
        seen.append(Problem("tax_number", "tax.check", N_("The check sign of this tax number does not fit; compare it with the licence")))
    for field, text in (("phone", x.phone), *((f"contacts.{at}.phone", contact.phone) for at, contact in enumerate(x.contacts))):
        seen += [Problem(field, "phone.odd", N_("{phone} does not look like a phone number"), {"phone": phone})
                 for phone in phones_of(text) if not phone_is_plausible(phone)]
    for at, licence in enumerate(x.licences):
        if licence.expires is not None and licence.expires < today:
            seen.append(Problem(f"licences.{at}.expires", "licence.expired", N_("{name} ran out on {day}"),
                                {"name": licence.name, "day": licence.expires}))
    return seen


def check_segment(name: str, keyword: str, state: str, facets: frozenset[str], known: frozenset[str]) -> list[Problem]:
    """A name, and a filter that asks for something. facets: keys asked for; known: those that a segment may be made of."""
    found = [] if name else [Problem("name", "segment.name", N_("Name the segment"))]
    if not (keyword or state or facets):
        found.append(Problem("ask", "segment.empty", N_("Choose first which customers belong to it")))
    if facets - known or (state and state not in OPENINGS):
        found.append(Problem("ask", "segment.facet", N_("A segment cannot be made of this filter")))
    return found


def undo_in_time(day: date, today: date) -> list[Problem]:
    """Customers and leads part again on the business day of their merge only: what was written since stands under the kept one."""
    late = N_("It was merged on {day}; a merge can be undone on the same day only")
    return [] if day == today else [Problem("", "merge.late", late, {"day": day})]


def check_merge(x: MergeInput, known: bool, kept_known: bool, merged: frozenset[int], kept: frozenset[int]) -> list[Problem]:
    """Two different customers, neither merged away already. merged: ids that point elsewhere; kept: ids that others point to."""
    found = check_texts(x, MERGE)
    if not known:
        found.append(no_customer())
    if not kept_known or x.kept_id == x.customer_id or x.kept_id in merged:
        found.append(Problem("kept_id", "merge.kept", N_("Choose another customer, one that is kept")))
    if x.customer_id in merged:
        found.append(Problem("customer_id", "merge.twice", N_("This customer is merged already")))
    if x.customer_id in kept:
        found.append(Problem("customer_id", "merge.chain", N_("Others were merged into this customer; merge those first")))
    return found
