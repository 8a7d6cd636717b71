"""One product at a glance: prices, tax, units, stock in each warehouse, what suppliers promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.core.office import Office
from models.core.text import N_, _
from models.products import queries
from models.products.queries import ProductRow
from models.products.rules import RATE_WORDS, rate_of
from models.stock import queries as stock
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.words import join
from ui.tabs import said

SIX = Decimal("0.000001")


def product_board(office: Office, product_id: int) -> Board:
    """What a selected product shows; built on a worker."""
    row = queries.cards(office, [product_id]).get(product_id)
    if row is None:
        return Board(())
    units = tuple(CardRow(f"{said.quantity(Decimal(factor.numerator), row.unit)} = {said.quantity(Decimal(factor.denominator), unit)}")
                  for unit, factor in row.factors.items() if unit != row.unit)
    tiers = tuple(CardRow(_("from {quantity}").format(quantity=said.quantity(start, row.unit)), note=said.price(price))
                  for start, price in row.tiers)
    lists = tuple(CardRow(name, note=said.price(price)) for name, price in queries.listed_prices(office, row.id))
    return Board((
        Card(join(row.name, row.specification), facts=tuple(_facts(row)), columns=2),
        *([] if row.service else [Card(_("Stock"), tuple(_stock(office, row)), empty=_("No warehouse is filed yet"), side=1)]),
        Card(_("Other units"), units, empty=_("Sold in {unit} only").format(unit=row.unit), side=1),
        Card(_("Quantity prices"), tiers, empty=_("One price for every quantity"), side=1),
        *([Card(_("Price lists"), lists, side=1)] if lists else []),
    ), subject=row.id)


def _facts(row: ProductRow) -> Iterator[Fact]:
    yield Fact(_("Code"), row.code)
    yield Fact(_("Base unit"), row.unit)
    if not row.active:
        yield Fact(_("State"), _("inactive: not offered"), Level.LOOK, wide=True)
    yield Fact(_("List price"), said.price(row.list_price) or "–")
    yield Fact(_("Minimum price"), said.price(row.minimum_price) or "–")
    yield Fact(_("Tax rate"), _(RATE_WORDS[row.rate]))
    if row.list_price is not None and rate_of(row.rate):
        yield Fact(_("List price without tax"), said.price((row.list_price / (1 + rate_of(row.rate))).quantize(SIX)))
    if row.service:
        yield Fact(_("Kind"), _("Service, not stocked"))
    yield Fact(_("Low stock"), said.quantity(row.low_stock, row.unit) if row.low_stock is not None else "–")
    asked = join(_("batch") if row.asks_batch else "", _("expiry") if row.asks_expiry else "")
    yield Fact(_("Asked on papers"), asked or "–")
    for title, text in ((N_("Barcode"), row.barcode), (N_("Tax category"), row.tax_category), (N_("Supplier"), row.supplier),
                        (N_("Remark"), row.remark)):
        if text:
            yield Fact(_(title), text, wide=True)


def _stock(office: Office, row: ProductRow) -> Iterator[CardRow]:
    for place in stock.warehouses(office):
        standing = stock.standings(office, place.id, [row.id])[row.id]
        parts = [_(words).format(quantity=said.quantity(amount, row.unit)) for words, amount in (
            (N_("on hand {quantity}"), standing.on_hand), (N_("reserved {quantity}"), standing.reserved),
            (N_("promised {quantity}"), standing.promised)) if amount or amount is standing.on_hand]
        low = row.low_stock is not None and standing.available < row.low_stock
        level = Level.BLOCK if standing.available < 0 else Level.LOOK if low else Level.PLAIN
        yield CardRow(place.name, join(*parts), said.quantity(standing.available, row.unit), level)
