"""Products: the file, its units and prices, suppliers and what they promise, price lists (duties 47, 48, 67, 104)."""

from __future__ import annotations

from models.core.office import Done, Office
from models.core.text import N_
from models.products import commands
from models.products.listing import PRICE_LISTS, PRODUCTS, SUPPLIERS, SUPPLY_PROMISES
from ui.kit.tab import ListView, Verb, View
from ui.tabs.importing import import_view
from ui.tabs.products import forms, trade
from ui.tabs.products.board import product_board


def _rest(office: Office, ids: tuple[int, ...]) -> Done:
    return commands.set_active(office, ids, False)


def _take_up(office: Office, ids: tuple[int, ...]) -> Done:
    return commands.set_active(office, ids, True)


VERBS = (
    Verb(N_("Deactivate"), _rest, "", "lock", many=True, at_once=True, when=lambda row: bool(row["active"]), done=N_("No longer offered")),
    Verb(N_("Activate"), _take_up, "", "unlock", many=True, at_once=True, when=lambda row: not row["active"], done=N_("Offered again")),
)

VIEWS: tuple[View, ...] = (
    ListView(PRODUCTS, VERBS, create=forms.CREATE, edit=forms.CHANGE, detail=product_board, board=product_board),
    ListView(SUPPLIERS, create=trade.NEW_SUPPLIER, edit=trade.SUPPLIER_PHONE),
    ListView(SUPPLY_PROMISES, create=trade.NEW_PROMISE),
    ListView(PRICE_LISTS, create=trade.NEW_PRICES, edit=trade.CHANGE_PRICES),
    import_view("import-products", ("products",)),
)
