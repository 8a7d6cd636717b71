"""The arithmetic of an invoice: amounts to the fen, discounts spread, tax per line (rules: Invoices)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.core.money import ZERO, round_money, share, split_tax
from models.products.rules import RATES


@dataclass(frozen=True)
class Priced:
    """What the sums need of a line: quantity in its unit, price in yuan a unit, own discount in yuan, a key of RATES."""

    quantity: Decimal
    price: Decimal
    discount: Decimal = ZERO
    rate: str = "0"

    @property
    def gross(self) -> Decimal:
        """Quantity × price − discount, unrounded."""
        return self.quantity * self.price - self.discount

    @property
    def own(self) -> Decimal:
        """What the line comes to by itself, to the fen; a discount of all its rounded amount leaves nothing, never less."""
        return max(ZERO, round_money(self.gross))


@dataclass(frozen=True)
class LineSum:
    """A line worked out, in yuan. discount: the line's own and its share of the whole invoice's; share: the latter alone."""

    discount: Decimal
    share: Decimal
    amount: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True)
class Sums:
    """An invoice worked out, in yuan; every total is the sum of its lines."""

    lines: tuple[LineSum, ...]
    total: Decimal
    net: Decimal
    tax: Decimal


def tax_of(amount: Decimal, rate: str) -> tuple[Decimal, Decimal]:
    """(net, tax) of an amount with tax; exempt and not taxed carry none."""
    percent = RATES[rate][1]
    return (amount, ZERO) if percent is None else split_tax(amount, percent)


def sum_up(lines: Sequence[Priced], discount: Decimal = ZERO, rounding: Decimal = ZERO) -> Sums:
    """Work an invoice out. The whole-invoice discount and the rounding-off are spread over the lines by their amounts, to the fen."""
    own = [line.own for line in lines]
    shares = share(discount + rounding, own)
    made = []
    for line, before, part in zip(lines, own, shares, strict=True):
        amount = before - part
        net, tax = tax_of(amount, line.rate)
        made.append(LineSum(line.discount + part, part, amount, net, tax))
    return Sums(tuple(made), *(sum((getattr(line, what) for line in made), ZERO) for what in ("amount", "net", "tax")))
