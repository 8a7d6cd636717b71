"""What may be done with goods: the postings other rooms make, and the verbs of the stock room."""

from __future__ import annotations

from models.stock.commands.counts import adjust_count, drop_count, enter_counted, open_count
from models.stock.commands.goods import adjust, goods_in, set_opening_stock, take_back_opening
from models.stock.commands.places import add_warehouse, change_warehouse
from models.stock.commands.postings import consume_promises, move, release, reserve
from models.stock.commands.promises import answer, ask_keeper, keeper_problems, promise, release_promise
from models.stock.inputs import Move

__all__ = ["Move", "add_warehouse", "adjust", "adjust_count", "answer", "ask_keeper", "change_warehouse", "consume_promises", "drop_count",
           "enter_counted", "goods_in", "keeper_problems", "move", "open_count", "promise", "release", "release_promise", "reserve",
           "set_opening_stock", "take_back_opening"]
