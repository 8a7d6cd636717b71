"""The office's rules of liability in their words, and what they cost (duties 22 to 27); pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.core.errors import Problem
from models.core.kinds import trimmed
from models.core.money import round_money
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.liabilities.inputs import GapInput, LiabilityInput, OffTerritoryInput, SettleInput


@dataclass(frozen=True)
class Rule:
    """One rule: its duty number, its name, its words, and the amount where it names one."""

    duty: int
    title: str
    words: str
    amount: Decimal | None = None


RULES = {
    "unapproved opening": Rule(23, N_("Account opened without approval"), N_(
        "Whoever opens an account for a dealer without approval is fined 50 yuan each time and named in the company"), Decimal("50.00")),
    "off territory": Rule(24, N_("Off-territory invoice"), N_(
        "Whoever invoices for an account of another territory bears the price gap and the freight subsidy")),
    "cash short": Rule(25, N_("Cash short"), N_("Errors in taking money are borne by the person")),
    "counterfeit": Rule(25, N_("Counterfeit note"), N_("Counterfeit notes are borne by the person who took them")),
    "over-invoiced": Rule(26, N_("Invoice too large"), N_("What is invoiced beyond what was sold is borne by the person")),
    "over-offset": Rule(26, N_("Offset beyond the quota"), N_(
        "What is invoiced beyond the trade department's offset is borne by the person")),
    "empty truck": Rule(27, N_("Empty truck"), N_("Whoever lets a customer's truck leave empty pays the freight")),
    "other": Rule(22, N_("Other rule of the company"), N_("By the company's detailed rules")),
}
TITLES = {key: rule.title for key, rule in RULES.items()}
OUTCOMES = {"paid": N_("paid in"), "waived": N_("waived"), "withdrawn": N_("withdrawn")}
STATES = {"open": N_("not settled"), **OUTCOMES}

MOST_SAID = 6
"""Gaps that are told one by one."""
OFF_TERRITORY = (Text("place", 40), Text("text", 200, emoji=True))
CASE = (Text("text", 500, lines=True, emoji=True),)
SETTLEMENT = (Text("reason", 200, emoji=True),)


def off_territory_amount(gaps: Iterable[GapInput], freight: Decimal = Decimal(0)) -> Decimal:
    """The sum of price gap × quantity, and freight, in yuan to the fen (duty 24). What is no number is left to the check to refuse."""
    amount = sum((each.price_gap * each.quantity for each in gaps), freight)
    return round_money(amount) if amount.is_finite() and abs(amount) < 10**20 else amount


def amount_of(x: LiabilityInput) -> Decimal | None:
    """The amount of a case: as given, else the rule's own."""
    return RULES[x.rule].amount if x.amount is None and x.rule in RULES else x.amount


def check_case(x: LiabilityInput, person_known: bool) -> list[Problem]:
    """A person, a rule, an amount above zero; under another rule of the company also what happened."""
    found = check_texts(x, CASE)
    if not person_known:
        found.append(Problem("person_id", "person.unknown", N_("Choose a person")))
    if x.rule not in RULES:
        found.append(Problem("rule", "liability.rule", N_("Choose the rule")))
    elif x.rule == "other" and not x.text.strip():
        found.append(Problem("text", "liability.text", N_("Say what happened and which rule it falls under")))
    amount = amount_of(x)
    if amount is None:
        found.append(Problem("amount", "liability.amount", N_("Enter the amount")))
    return found + check_number("amount", amount, 2, above=True)


def check_off_territory(x: OffTerritoryInput) -> list[Problem]:
    """A gap and a freight that are not negative, a quantity where there is a gap."""
    found = [*check_texts(x, OFF_TERRITORY), *check_number("freight", x.freight, 2)]
    for at, each in enumerate(x.gaps):
        wrong = check_number("gap", each.price_gap, 6) + check_number("quantity", each.quantity, 3)
        if not wrong and each.price_gap and not each.quantity:
            wrong.append(Problem("quantity", "territory.quantity", N_("Enter how much was sold")))
        found += [problem.under(f"lines.{at}") for problem in wrong]
    return found


def off_territory_text(x: OffTerritoryInput) -> tuple[str, dict[str, object]]:
    """How the amount came about, as the case keeps it; many gaps are told as their sum."""
    if not x.gaps:
        return N_("freight {freight}"), {"freight": trimmed(x.freight)}
    said = " + ".join(f"{trimmed(each.price_gap)} × {trimmed(each.quantity)}" for each in x.gaps[:MOST_SAID])
    if len(x.gaps) > MOST_SAID:
        said = trimmed(off_territory_amount(x.gaps))
    return N_("price gap {gap}, freight {freight}"), {"gap": said, "freight": trimmed(x.freight)}


def check_settlement(x: SettleInput, known: bool, settled: bool) -> list[Problem]:
    """A case that is open, an outcome, and a reason unless it was paid."""
    found = check_texts(x, SETTLEMENT)
    if not known:
        return [*found, Problem("case_id", "liability.unknown", N_("Choose a liability"))]
    if settled:
        found.append(Problem("case_id", "liability.settled", N_("This liability was settled already")))
    if x.outcome not in OUTCOMES:
        found.append(Problem("outcome", "liability.outcome", N_("Say how it ended")))
    elif x.outcome != "paid" and not x.reason.strip():
        found.append(Problem("reason", "reason.missing", N_("Say why")))
    return found
