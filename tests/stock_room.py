"""Rows that tests of goods need from other rooms, filed the short way."""

from __future__ import annotations

from datetime import date

from models.core.office import Office
from models.days import commands as days
from models.products.tables import Product
from models.stock.tables import Warehouse
from tests.factories import KEEPER, person_id


def filed_warehouse(office: Office, name: str = "一号库") -> int:
    """A warehouse kept by the keeper."""
    return int(Warehouse.create(code=name, name=name, keeper=person_id(office, KEEPER)).id)


def filed_product(office: Office, code: str = "F-1204", **more: object) -> int:
    """A product whose base unit is the bag."""
    facts: dict[str, object] = {"name": "育肥猪配合饲料", "search": "", "unit": "袋", "rate": "9", "created": office.clock.moment(), **more}
    return int(Product.create(code=code, **facts).id)


def close(office: Office, day: date) -> None:
    """Lock a day, without the figures of a closing."""
    with office.command("test") as act:
        days.lock_day(act, day)
