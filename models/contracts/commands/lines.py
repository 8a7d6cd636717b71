"""Lines of quotes, contracts and supplements as rows: amounts worked out, words of the product as filed now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from models.contracts.inputs import LineInput
from models.contracts.rules import Facts, amounts
from models.contracts.rules.checks import LINE
from models.core.money import ZERO
from models.core.typed import cleaned
from models.products.rules import base_quantity


def line_rows(lines: Iterable[LineInput], facts: Facts, first: int = 1) -> list[dict[str, Any]]:
    """The rows of checked lines without what they belong to; positions count from `first`."""
    made = []
    for at, line in enumerate(lines):
        texts, product = cleaned(line, LINE), facts.goods.get(line.product_id or 0)
        money = amounts(line.quantity, line.price or ZERO, line.rate)
        base = line.quantity if product is None else base_quantity(abs(line.quantity), product.factors[line.unit])
        made.append({
            "position": first + at, "product": line.product_id if product else None, "code": product.code if product else "",
            "name": product.name if product else texts["name"], "specification": product.specification if product else "",
            "unit": texts["unit"], "quantity": line.quantity, "base_quantity": _signed(base or Decimal(0), line.quantity),
            "price": line.price or ZERO, "amount": money.amount, "rate": line.rate, "net": money.net, "tax": money.tax,
            "remark": texts["remark"]})
    return made


def _signed(base: Decimal, quantity: Decimal) -> Decimal:
    return -abs(base) if quantity < 0 else abs(base)


def totals(rows: Sequence[dict[str, Any]]) -> dict[str, Decimal]:
    """total, net and tax of lines, in yuan."""
    return {name: sum((row[what] for row in rows), ZERO) for name, what in (("total", "amount"), ("net", "net"), ("tax", "tax"))}
