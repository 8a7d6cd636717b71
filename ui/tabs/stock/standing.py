"""How goods stand, with what stands behind each figure: reserved for whom, promised to whom, what moved last."""

from __future__ import annotations

from models.core.office import Office
from models.core.text import N_, _
from models.deliveries.queries.waiting import waiting_for
from models.stock import queries
from models.stock.listing import STOCK
from models.stock.queries.history import last_moves
from models.stock.rules import MOVES
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.tab import Door, ListView, Verb
from ui.tabs import said
from ui.tabs.stock import asking, incoming
from ui.tabs.stock.places import place_of


def detail(office: Office, key: int) -> Board:
    """The figures in every warehouse, who they are kept for, and the latest movements."""
    product_id, warehouse_id = place_of(key)
    goods = queries.goods(office, [product_id]).get(product_id)
    if goods is None:
        return Board(())
    promises = [each for each in queries.live_promises(office) if (each.product_id, each.warehouse_id) == (product_id, warehouse_id)]
    kept = tuple(CardRow(each.customer, each.number, said.quantity(each.quantity, goods.unit), door=Door("invoices", each.invoice_id))
                 for each in waiting_for(office, product_id, warehouse_id))
    kept += tuple(CardRow(each.customer, _("promised until {time}").format(time=said.moment(office, each.until)),
                          said.quantity(each.quantity, goods.unit), Level.LOOK, door=Door("promises", each.id)) for each in promises)
    moves = tuple(CardRow(_(MOVES[each.kind]), " · ".join(filter(None, (
        said.day(office, each.date), each.number, each.supplier, each.batch, each.remark))),
        ("+" if each.quantity > 0 else "") + said.quantity(each.quantity, goods.unit), door=Door("movements", each.id))
        for each in last_moves(office, product_id, warehouse_id))
    return Board((
        Card(f"{goods.code} {goods.name}", facts=_places(office, product_id, goods.unit)),
        Card(_("Kept for"), kept, count=len(kept), empty=_("Nothing is reserved or promised here")),
        Card(_("Latest movements"), moves, empty=_("Nothing has moved yet"), side=1),
    ), subject=key, shares=(1, 1))


def _places(office: Office, product_id: int, unit: str) -> tuple[Fact, ...]:
    """What is free in each warehouse, so that another can help out."""
    made = []
    for place in queries.warehouses(office):
        now = queries.standings(office, place.id, [product_id])[product_id]
        text = _("{free} free of {on_hand}").format(free=said.quantity(now.available, unit), on_hand=said.quantity(now.on_hand))
        made.append(Fact(place.name, text, Level.BLOCK if now.available < 0 else Level.PLAIN))
    return tuple(made)


LIST = ListView(
    STOCK, detail=detail, as_of=True, create=incoming.GOODS_IN,
    verbs=(Verb(N_("Ask the keeper"), asking.ask_about, "F8", "question", asks=incoming.of_row(asking.ASK), fills=incoming.fill),
           Verb(N_("Promise"), asking.promise_of, "F6", "promise", asks=incoming.of_row(asking.PROMISE), fills=asking.fill_promise),
           Verb(N_("Adjust"), incoming.adjust, "Ctrl+D", "edit", asks=incoming.of_row(incoming.ADJUST), fills=incoming.fill),
           Verb(N_("Opening stock"), incoming.say_opening, "", "warehouse", asks=incoming.OPENING, needs_row=False)),
    levels={"negative": Level.BLOCK, "short": Level.BLOCK, "none": Level.LOOK, "low": Level.LOOK, "enough": Level.GOOD})
