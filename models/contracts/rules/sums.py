"""The arithmetic of contracts: amounts of lines, money spread over instalments, what goes beyond, rates and days left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.money import ZERO, round_money, split_tax
from models.products.rules import rate_of

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Money:
    """An amount in yuan with the net and the tax in it."""

    amount: Decimal
    net: Decimal
    tax: Decimal


def amounts(quantity: Decimal, price: Decimal, rate_key: str) -> Money:
    """A line worked out: quantity × price to the fen, then the tax in it. A negative quantity, of a supplement, gives negative figures."""
    gross = round_money(abs(quantity) * price)
    net, tax = split_tax(gross, rate_of(rate_key))
    sign = -1 if quantity < 0 else 1
    return Money(gross * sign, net * sign, tax * sign)


@dataclass(frozen=True)
class Agreed:
    """A contract's line as it stands with its supplements, in base units; used: what was invoiced already. bound: whether it has an end."""

    line_id: int
    contract_id: int
    number: str
    product_id: int | None
    name: str
    unit: str
    quantity: Decimal
    used: Decimal
    bound: bool

    @property
    def left(self) -> Decimal:
        """What may still be invoiced."""
        return self.quantity - self.used


def over(agreed: Mapping[int, Agreed], asked: Sequence[tuple[int, Decimal]]) -> list[tuple[Agreed, Decimal, int]]:
    """(line, base quantity asked of it in all, place that goes beyond) where more is asked than is left of a bound line.

    asked: (contract line, base quantity) of each line of the paper, in order.
    """
    found, running, wanted, said = [], dict[int, Decimal](), dict[int, Decimal](), set[int]()
    for line_id, quantity in asked:
        wanted[line_id] = wanted.get(line_id, NOTHING) + quantity
    for at, (line_id, quantity) in enumerate(asked):
        line = agreed.get(line_id)
        running[line_id] = running.get(line_id, NOTHING) + quantity
        if line is not None and line.bound and line_id not in said and running[line_id] > line.left:
            said.add(line_id)
            found.append((line, wanted[line_id], at))
    return found


def spread(agreed: Sequence[tuple[int, Decimal]], named: Mapping[int, Decimal], received: Decimal) -> dict[int, Decimal]:
    """What came in of each instalment: money that names it first, then the rest over the others in their order.

    agreed: (instalment, amount) in order of their days. received: all money of the contract, named or not; money taken beyond
    an instalment goes on to the others, and beyond them all to none.
    """
    found = {key: min(amount, max(named.get(key, ZERO), ZERO)) for key, amount in agreed}
    rest = received - sum(found.values(), ZERO)
    for key, amount in agreed:
        part = max(min(amount - found[key], rest), ZERO)
        found[key] += part
        rest -= part
    for key, _amount in reversed(agreed):       # named, but meanwhile used for something else: the last ones are open again
        back = min(found[key], max(-rest, ZERO))
        found[key] -= back
        rest += back
    return found


def rate(part: Decimal, whole: Decimal) -> Decimal | None:
    """How much of the whole is done, to a ten-thousandth; None where there is no whole."""
    return round(part / whole, 4) if whole else None


def days_left(end: date | None, today: date) -> int | None:
    """Days until a contract ends, negative once it has; None without an end."""
    return None if end is None else (end - today).days
