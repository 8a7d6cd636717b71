"""What tells a line of a bank statement from another, and who probably paid it; pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.bank.inputs import BankLineInput
from models.core.errors import Problem, RuleViolation
from models.core.text import N_, clean, halfwidth
from models.core.typed import check_number

LONGEST = 200
"""Signs that are kept of a text of the bank's."""
EARLIEST = 2000
STATES = {"open": N_("not matched yet"), "received": N_("received"), "aside": N_("not a customer's")}
CERTAIN = 100
"""From so many points on a suggestion is as good as certain: name or account, and the amount or the number agree."""
WHY = {
    "number": N_("names {number}"), "account": N_("the customer's account"), "payer": N_("paid for this customer before"),
    "name": N_("same name"), "part": N_("name alike"), "invoice": N_("the amount of {number}"), "balance": N_("the whole balance"),
}
POINTS = {"number": 70, "account": 70, "payer": 60, "name": 60, "part": 25, "invoice": 40, "balance": 40}
_COMPANY = re.compile(r"(有限责任公司|股份有限公司|有限公司|公司|经营部|合作社|门市部|商行|\(.*?\)|\s)")


def digests_of(lines: Sequence[BankLineInput]) -> list[str]:
    """What tells each line of a file from every other. Equal lines of one day are numbered in their order, as each file has them all."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for line in lines:
        same = (line.date.isoformat(), f"{line.amount:.2f}", plain(line.payer), digits(line.account), line.reference.strip(),
                "" if line.reference.strip() else line.text.strip())
        seen[same] += 1
        found.append(hashlib.sha256(repr((*same, seen[same])).encode()).hexdigest())
    return found


def plain(name: str) -> str:
    """A name as banks cut and spell it: half-width, without spaces and brackets."""
    return re.sub(r"[\s()（）·.．]", "", halfwidth(name)).casefold()


def core_of(name: str) -> str:
    """A company's name without what every company has."""
    return plain(_COMPANY.sub("", halfwidth(name)))


def digits(text: str) -> str:
    """The digits of an account number."""
    return "".join(sign for sign in halfwidth(text) if sign.isdecimal())


def check_line(line: BankLineInput, field: str = "") -> list[Problem]:
    """An amount above nothing with at most two decimals, and words without invisible signs."""
    found = check_number("amount", line.amount, 2, above=True)
    for key in ("payer", "account", "reference", "text"):
        try:
            clean(getattr(line, key)[:LONGEST], key, LONGEST)
        except RuleViolation as refused:
            found += refused.problems
    return [problem.under(field) for problem in found] if field else found


def check_day(day: date, today: date, field: str = "date") -> list[Problem]:
    """Money came in on a day that was."""
    if day > today:
        return [Problem(field, "date.ahead", N_("{day} has not come yet"), {"day": day})]
    return [Problem(field, "date.early", N_("Enter a date from the year 2000 on"))] if day.year < EARLIEST else []


@dataclass(frozen=True)
class Payer:
    """A customer as a line is compared with it. invoices: (id, number, open amount); payers: names that paid for it before."""

    id: int
    code: str
    name: str
    account: str
    balance: Decimal
    invoices: tuple[tuple[int, str, Decimal], ...] = ()
    payers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """Who may have paid a line. why: (key of WHY, number); points: how sure; invoice_id: what it pays first, if one agrees."""

    customer_id: int
    code: str
    name: str
    points: int
    why: tuple[tuple[str, str], ...]
    invoice_id: int | None = None

    @property
    def certain(self) -> bool:
        """Whether it may be confirmed together with others."""
        return self.points >= CERTAIN


def suggestions(line: BankLineInput, payers: Iterable[Payer], most: int = 5) -> list[Suggestion]:
    """Who may have paid a line, the likeliest first: by number, account, name and amount; an amount alone suggests nobody for sure."""
    found = [made for payer in payers if (made := _compare(line, payer)) is not None]
    found.sort(key=lambda each: (-each.points, each.code))
    if len(found) > 1 and found[0].points == found[1].points:      # two that are as likely are both uncertain
        found = [Suggestion(each.customer_id, each.code, each.name, min(each.points, CERTAIN - 1), each.why, each.invoice_id)
                 if each.points == found[0].points else each for each in found]
    return found[:most]


def _compare(line: BankLineInput, payer: Payer) -> Suggestion | None:
    why: list[tuple[str, str]] = []
    text = f"{line.text} {line.reference}".upper()
    named = [(key, number) for key, number, _open in payer.invoices if number and number.upper() in text]
    invoice = named[0][0] if named else None
    why += [("number", named[0][1])] if named else []
    if payer.account and digits(line.account) == digits(payer.account):
        why.append(("account", ""))
    who = plain(line.payer)
    if who and who == plain(payer.name):
        why.append(("name", ""))
    elif who and who in {plain(name) for name in payer.payers}:
        why.append(("payer", ""))
    elif who and _alike(who, payer.name):
        why.append(("part", ""))
    same = next(((key, number) for key, number, rest in payer.invoices if rest == line.amount), None)
    if same is not None and (invoice is None or same[0] == invoice):
        why.append(("invoice", same[1]))
        invoice = same[0]
    elif payer.balance == line.amount:
        why.append(("balance", ""))
    if not why:
        return None
    return Suggestion(payer.id, payer.code, payer.name, sum(POINTS[key] for key, _number in why), tuple(why), invoice)


def _alike(who: str, name: str) -> bool:
    core, other = core_of(name), core_of(who)
    return min(len(core), len(other)) >= 3 and (core in who or other in plain(name))
