"""What a customer pays for each product, and every paper that came out about it, to be printed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.contracts.listing import CONTRACTS, QUOTES
from models.core.listing import Filter, Listing, rows_of
from models.core.office import Office
from models.core.text import N_, _
from models.customers import queries
from models.reports.queries import service
from models.reports.queries.service import Paid
from ui.kit.board import Board, Card, CardRow
from ui.kit.desk import Desk
from ui.kit.specs import Level
from ui.kit.verbs import Action, Door
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.papers import paper

ROWS = 14


def prices_board(office: Office, customer_id: int) -> Board:
    """The last price of each product beside its price list and the list price."""
    row = queries.card(office, customer_id)
    paid = service.last_prices(office, row.id)
    title = _("Last prices, price list {name}").format(name=row.price_list) if row.price_list else _("Last prices")
    return Board((Card(title, tuple(_price(office, each) for each in paid), empty=_("Nothing was sold yet: list prices are offered"),
                       count=len(paid), shown=ROWS, door=Door("price_lists") if row.price_list else None),), subject=row.id)


def _price(office: Office, each: Paid) -> CardRow:
    usual = each.listed if each.listed is not None else each.list_price
    listed = _("price list {price}").format(price=said.price(each.listed)) if each.listed is not None else ""
    public = _("list price {price}").format(price=said.price(each.list_price)) if each.list_price is not None else ""
    return CardRow(join(each.code, each.name, each.specification), join(listed, public, each.number, said.day(office, each.date)),
                   f"{said.price(each.price)} / {each.unit}", Level.LOOK if usual is not None and each.price < usual else Level.PLAIN,
                   door=Door("products", each.product_id))


def contracts_board(office: Office, customer_id: int) -> Board:
    """Contracts and quotes of the customer, as their own lists tell of them (duties 40, 102)."""
    contracts, quotes = service.agreed(office, queries.card(office, customer_id).id)
    agreed = tuple(_agreed(office, CONTRACTS, "contracts", contracts, "end"))
    offered = tuple(_agreed(office, QUOTES, "quotes", quotes, "valid_until"))
    return Board((
        Card(_("Contracts"), agreed, empty=_("No contract yet"), count=len(agreed)),
        Card(_("Quotes"), offered, empty=_("Nothing was quoted yet"), count=len(offered), side=1),
    ), subject=customer_id)


def _agreed(office: Office, listing: Listing, name: str, ids: Sequence[int], until: str) -> Iterator[CardRow]:
    for key, cells in zip(ids, rows_of(listing, ids, Filter()), strict=True):
        row: dict[str, Any] = {column.key: cell for column, cell in zip(listing.columns, cells, strict=True)}
        state = listing.column("state").choices[row["state"]]
        ends = _("until {day}").format(day=said.day(office, row[until])) if row[until] else ""
        yield CardRow(row["number"], join(row.get("title", ""), said.day(office, row["date"]), ends, _(state)), said.money(row["total"]),
                      door=Door(name, key))


def _same(_office: Office, subject: Any) -> str:
    return str(subject)


PRINTED = {
    "invoice": paper("invoice", N_("Sales note"), _same, forms=True),
    "account-opening": paper("account-opening", N_("Account-opening Form"), _same),
    "lead-card": paper("lead-card", N_("Lead Filing and Follow-up Sheet"), _same),
    "receipt": paper("receipt", N_("Receipt for Payment"), _same), "delivery": paper("delivery", N_("Pick-up Slip"), _same),
    "statement": paper("statement", N_("Statement of Account"), _same),
    "contract": paper("contract", N_("Contract"), _same), "quote": paper("quote", N_("Quotation"), _same),
    "contract-summary": paper("contract-summary", N_("Contract Summary"), _same),
    "contract-fulfilment": paper("contract-fulfilment", N_("Fulfilment of contracts"), _same),
}


def _again(desk: Desk, printed: Any) -> None:
    """The paper as it prints now, marked as a reprint."""
    if printed is not None:
        kind, subject = printed
        desk.preview(PRINTED[kind], subject)


PRINT_AGAIN = Action(N_("Print again"), _again, "Ctrl+Shift+P", "print")


def papers_board(office: Office, customer_id: int) -> Board:
    """Every paper that came out, the latest first (duty 10)."""
    rows = tuple(_printed(office, customer_id))
    return Board((Card(_("Printed papers"), rows, empty=_("Nothing was printed for this customer yet"), count=len(rows), shown=ROWS,
                       verbs=(PRINT_AGAIN,) if rows else ()),), subject=None)


def _printed(office: Office, customer_id: int) -> Iterator[CardRow]:
    for each in service.printed(office, customer_id):
        times = _("{count} times").format(count=each.times) if each.times > 1 else ""
        yield CardRow(join(_(PRINTED[each.kind].title), each.subject), join(times, each.person), said.moment(office, each.last),
                      id=(each.kind, each.subject))
