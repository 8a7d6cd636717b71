"""What a customer's file must hold, tax numbers, phones, likeness, and the steps of opening an account; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from datetime import date as Day
from decimal import Decimal

from models.core.errors import Problem
from models.core.pinyin import readings
from models.core.settings import Option
from models.core.text import N_, halfwidth
from models.core.typed import Text, check_number, check_texts
from models.customers.inputs import CustomerInput, MeasureInput, MergeInput, NoteInput, SnoozeInput

KINDS = {"customer": N_("Customer"), "dealer": N_("Dealer customer")}
OPENINGS = {"draft": N_("draft"), "asked": N_("asked"), "approved": N_("opened"), "refused": N_("refused")}
STEPS = {"asked": frozenset({"draft", "refused"}), "approved": frozenset({"draft", "asked"}), "refused": frozenset({"asked"})}
"""From which states each step of opening may be taken (rules: Customers). Opening a draft at once counts as asking."""
OUTCOMES = {"working": N_("under way"), "back": N_("buys again"), "explained": N_("has its reason"), "lost": N_("lost for good")}
"""What came of a measure taken on an early warning (duty 70); the last two end the warning until the customer buys again."""
ENDING = frozenset({"explained", "lost"})
NOTES = {"demand": N_("Demand"), "opinion": N_("Opinion"), "complaint": N_("Complaint"), "service": N_("Service")}

TEXTS = (
    Text("code", 40, digits=True), Text("name", 100, required=N_("Enter the customer's name")), Text("short_name", 40),
    Text("tax_number", 30, digits=True), Text("territory", 40), Text("address", 200), Text("phone", 60, digits=True), Text("bank", 100),
    Text("bank_account", 60, digits=True), Text("price_list", 40), Text("segment", 40), Text("remark", 500, lines=True, emoji=True),
)
CONTACT = (Text("name", 40, required=N_("Enter the contact's name")), Text("role", 40), Text("phone", 60, digits=True),
           Text("remark", 200, emoji=True))
ADDRESS = (Text("address", 200, required=N_("Enter the address")), Text("territory", 40))
LICENCE = (Text("name", 60, required=N_("Enter which licence it is")), Text("number", 60, digits=True))
NOTE = (Text("text", 1000, lines=True, emoji=True, required=N_("Write down what was said")),)
SNOOZE = (Text("reason", 200, emoji=True, required=N_("Say why")),)
MEASURE = (Text("text", 500, lines=True, emoji=True, required=N_("Write down what was done")),)
MERGE = (Text("reason", 200, emoji=True),)
MOST_DAYS = 3650
MOST_SNOOZE = 366


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


def check_step(step: str, opening: str, name: str, field: str = "") -> list[Problem]:
    """Whether an account in this state may take this step (duty 20)."""
    if opening in STEPS[step]:
        return []
    said = {"approved": N_("{name} is opened already"), "asked": N_("The opening of {name} is asked for already"),
            "refused": N_("The opening of {name} was refused; ask for it again first"), "draft": N_("Ask for the opening of {name} first")}
    return [Problem(field, f"opening.{opening}", said[opening], {"name": name})]


_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def tax_number_is_valid(number: str) -> bool:
    """Whether a tax number looks right: 18 signs with the check sign of GB 32100-2015; the older 15 digits and 20 signs have none.

    A False only warns: numbers were issued that fail the check.
    """
    text = normal_number(number).upper()
    if len(text) == 18:
        if set(text) - set(_SIGNS):
            return False
        total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(text, _WEIGHTS, strict=False))
        return _SIGNS[-total % 31] == text[17]
    return re.fullmatch(r"[0-9]{15}|[0-9A-Z]{20}", text) is not None


def normal_number(text: str) -> str:
    """A tax or account number without what people type between its digits: full-width signs, spaces, hyphens."""
    return re.sub(r"[\s\-‐‑–—－]", "", halfwidth(text))


_BETWEEN = re.compile(r"[\s\-‐‑–—.()（）]")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:\+86|0086)0?|0)(10|2\d|[3-9]\d{2})([2-9]\d{6,7})(?:(?:转|ext|x|#)(\d{1,6}))?", re.IGNORECASE)


def normal_phone(text: str) -> str:
    """One phone number as it is kept: a mobile as 11 digits, a landline as 0394-7382745, others as typed without spaces.

    Full-width digits, spaces, hyphens and +86 are ironed out (rules: Customers).
    """
    plain = halfwidth(text).strip()
    tight = _BETWEEN.sub("", plain)
    mobile, landline = _MOBILE.fullmatch(tight), _LANDLINE.fullmatch(tight)
    if mobile:
        return mobile[1]
    if landline:
        return f"0{landline[1]}-{landline[2]}" + (f"转{landline[3]}" if landline[3] else "")
    return re.sub(r"\s+", " ", plain)


def phones_of(text: str) -> tuple[str, ...]:
    """Every phone number in a cell: several are told apart by / 、 , ; or 或, each in its normal form, none twice."""
    parts = re.split(r"[/、,;|\n]|或", halfwidth(text))
    return tuple(dict.fromkeys(normal_phone(part) for part in parts if part.strip()))


def phone_text(text: str) -> str:
    """The phone numbers of a cell in their normal form, as one text."""
    return " / ".join(phones_of(text))


def phone_is_plausible(phone: str) -> bool:
    """A mobile, a landline with its area code, or a service number such as 400 or 95588."""
    tight = _BETWEEN.sub("", halfwidth(phone))
    return bool(_MOBILE.fullmatch(tight) or _LANDLINE.fullmatch(tight) or re.fullmatch(r"[48]00\d{7}|9\d{4,5}|1\d{4}|[2-9]\d{6,7}", tight))


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


EXPIRED_LICENCE = Option("customers.expired_licence", "block", N_("A customer's expired licence"), "customers",
                         {"block": N_("blocks invoices"), "warn": N_("warns only")})


def licence_problems(licences: Iterable[tuple[str, date | None]], name: str, day: date) -> list[Problem]:
    """What to say of a customer whose licences do not hold on a day; whether it blocks is a setting."""
    return [Problem("customer", "licence.expired", N_("{customer}: out of date: {licences}; file the new licence first"),
                    {"customer": name, "licences": ", ".join(out)}) for out in [expired(list(licences), day)] if out]


def expired(licences: Sequence[tuple[str, date | None]], day: date) -> list[str]:
    """Names of the licences that do not hold on a day (rules: Invoices, before issue)."""
    return [name for name, expires in licences if expires is not None and expires < day]


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


def check_segment(name: str, keyword: str, state: str, facets: frozenset[str], known: frozenset[str]) -> list[Problem]:
    """A name, and a filter that asks for something. facets: keys asked for; known: those that a segment may be made of."""
    found = [] if name else [Problem("name", "segment.name", N_("Name the segment"))]
    if not (keyword or state or facets):
        found.append(Problem("ask", "segment.empty", N_("Choose first which customers belong to it")))
    if facets - known or (state and state not in OPENINGS):
        found.append(Problem("ask", "segment.facet", N_("A segment cannot be made of this filter")))
    return found


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
