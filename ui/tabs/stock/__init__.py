"""Stock: how goods stand, what moved, what keepers said, what is promised, picked up, counted."""

from __future__ import annotations

from models.core.text import N_
from models.stock.listing import MOVEMENTS
from ui.kit.tab import ListView, TabSpec
from ui.tabs.stock import asking, counting, incoming, moving, places, standing

TAB = TabSpec("stock", N_("Stock"), "stock", views=(
    standing.LIST, incoming.GOODS_IN, moving.DELIVERY_LIST, moving.DIFFERENCE_LIST, asking.CHECK_LIST, asking.PROMISE_LIST,
    counting.LIST, ListView(MOVEMENTS, period="month", as_of=True), moving.TRIP_LIST, places.LIST,
))
