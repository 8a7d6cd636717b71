"""What goods may do, and how much of them is free; pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_

MOVES = {
    "opening": N_("Opening stock"), "in": N_("Goods in"), "out": N_("Goods out"), "return": N_("Returned goods"),
    "adjust": N_("Adjustment"),
}
LINE = "invoice line"
"""The source of every reservation and of goods that left or came back: a line of an invoice (or of a red)."""

GOODS_IN = series("goods-in", "RK", N_("Prefix of goods-in numbers"))
COUNTS = series("count", "PD", N_("Prefix of count numbers"))
SHORT_STOCK = Option("stock.short", "refuse", N_("When stock is short"), "stock",
                     {"refuse": N_("refuse"), "approve": N_("ask a manager")})
"""Short stock is refused, or sold with an approval of kind "short stock" (rules: Stock)."""


@dataclass(frozen=True)
class Standing:
    """How one product stands in one warehouse, in base units (rules: Stock).

    promised: live promises to other customers. available = on hand − reserved − promised.
    lowest_later: the least of on hand − reserved, least_on_hand: the least on hand, from the day asked about on.
    """

    on_hand: Decimal
    reserved: Decimal
    promised: Decimal
    lowest_later: Decimal
    least_on_hand: Decimal

    @property
    def available(self) -> Decimal:
        """What may be sold to this customer now."""
        return self.on_hand - self.reserved - self.promised
