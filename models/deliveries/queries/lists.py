"""Where the rows of the deliveries room's listings come from."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, SQL, ModelSelect, fn

from models.core.listing import Filter
from models.customers.tables import Customer
from models.deliveries.queries.goods import OPEN_ITEMS
from models.deliveries.tables import Delivery, DeliveryLine, DifferenceNote, FailedTrip
from models.invoices.tables import Invoice, InvoiceLine
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people.tables import Person
from models.products.tables import Product
from models.stock.tables import StockCheck, Warehouse

OPEN_QUANTITY: Any = SQL("o.q")
_note = DifferenceNote.alias("n")
_latest = _note.select(fn.MAX(_note.id)).where(_note.invoice == Invoice.id)
EXPLAINED: Any = DifferenceNote.select(DifferenceNote.reason).where(
    DifferenceNote.id == _latest, DifferenceNote.quantity == OPEN_QUANTITY)
"""What was said of the difference as it is now; NULL where nobody said anything."""


def deliveries(ask: Filter) -> ModelSelect:
    """Every pick-up, return and counter-entry; as of a day those dated by then."""
    query = Delivery.select().join(Invoice).join(Warehouse)
    return query.where(Delivery.date <= ask.as_of) if ask.as_of else query


def delivery_lines(ask: Filter) -> ModelSelect:
    """Every line of them."""
    query = (DeliveryLine.select().join(Delivery).join(Invoice).join(Warehouse)
             .join_from(DeliveryLine, InvoiceLine).join(Product))
    return query.where(Delivery.date <= ask.as_of) if ask.as_of else query


def differences(_ask: Filter) -> ModelSelect:
    """Invoices and reds whose goods have not all moved."""
    return Invoice.select().from_(SQL(f"({OPEN_ITEMS}) AS o"), Invoice).where(Invoice.id == SQL("o.invoice_id"))


TRIP_STATE = fn.COALESCE(LiabilityCase.select(fn.COALESCE(LiabilitySettlement.outcome, "open")).join(
    LiabilitySettlement, JOIN.LEFT_OUTER, on=LiabilitySettlement.case == LiabilityCase.id).where(
    (LiabilityCase.source == "failed trip") & (LiabilityCase.source_id == FailedTrip.id)).order_by(
    LiabilityCase.id.desc()).limit(1), "none")
"""How the case about a trip stands."""


def failed_trips(_ask: Filter) -> ModelSelect:
    """Every trip for nothing, with the question to the keeper behind it."""
    return (FailedTrip.select().join(Customer).join_from(FailedTrip, Person, JOIN.LEFT_OUTER)
            .join_from(FailedTrip, StockCheck, JOIN.LEFT_OUTER).join(Product, JOIN.LEFT_OUTER))


def places() -> list[tuple[Any, str]]:
    """The warehouses, to choose from."""
    return list(Warehouse.select(Warehouse.id, Warehouse.name).order_by(Warehouse.code).tuples())
