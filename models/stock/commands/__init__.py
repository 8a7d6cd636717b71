"""What may be done with goods: the postings other rooms make, and the verbs of the stock room."""

from __future__ import annotations

from models.stock.commands.goods import adjust, goods_in, set_opening_stock
from models.stock.commands.places import add_warehouse, change_warehouse
from models.stock.commands.postings import consume_promises, move, release, reserve
from models.stock.inputs import Move

__all__ = ["Move", "add_warehouse", "adjust", "change_warehouse", "consume_promises", "goods_in", "move", "release", "reserve",
           "set_opening_stock"]
