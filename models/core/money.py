"""Decimal in, integer fen stored, rounded HALF_UP once: the only arithmetic on money there is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
_CENT = Decimal("0.01")
MOST = Decimal("99999999999.99")
"""The largest single amount accepted, in yuan: far above any invoice, far below what 64 bits hold."""


def round_money(amount: Decimal) -> Decimal:
    """An amount in yuan to the fen, half up (away from zero), as the tax office rounds."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def fen(amount: Decimal) -> int:
    """Yuan to integer fen. Raises ValueError when the amount has a part of a fen or is not finite."""
    if not amount.is_finite():
        raise ValueError(f"not an amount: {amount}")
    scaled = amount.scaleb(2)
    whole = scaled.to_integral_value()
    if whole != scaled:
        raise ValueError(f"a part of a fen: {amount}")
    return int(whole)


def yuan(amount: int) -> Decimal:
    """Integer fen to yuan with two decimals."""
    return Decimal(amount).scaleb(-2).quantize(_CENT)


def split_tax(gross: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """A price with tax into (net, tax), in yuan: net = round(gross ÷ (1 + rate), 2), tax = gross − net (rules: Invoices)."""
    gross, rate = Decimal(gross), Decimal(rate)
    net = round_money(gross / (1 + rate))
    return net, round_money(gross - net)


def share(whole: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Spread an amount over weights so that the parts sum to it to the fen: each part is a difference of rounded running shares."""
    total = sum(weights, Decimal(0))
    if not total:
        return [ZERO for _ in weights[:-1]] + ([round_money(whole)] if weights else [])
    parts, running, given = [], Decimal(0), ZERO
    for weight in weights:
        running += weight
        upto = round_money(whole * running / total)
        parts.append(upto - given)
        given = upto
    return parts
