"""Warehouses: their form and list, and what the other forms of goods need of them."""

from __future__ import annotations

from typing import Any

from models.core.office import Office
from models.core.text import N_
from models.people import queries as people
from models.stock import commands, queries
from models.stock.inputs import WarehouseInput
from models.stock.listing import WAREHOUSES
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, Values
from ui.kit.tab import FormView, ListView, Verb
from ui.tabs.finders import warehouse_choices

ONE_PLACE = 1_000_000
"""A row of the stock list is product × this + warehouse."""


def first_place(office: Office) -> int | None:
    """The warehouse a form starts with."""
    place = queries.default_warehouse(office)
    return place.id if place is not None else None


WAREHOUSE = FieldSpec("warehouse", N_("Warehouse"), FieldKind.CHOICE, width=20, choices=warehouse_choices, initial=first_place)


def place_of(key: int) -> tuple[int, int]:
    """(product, warehouse) of a row of the stock list."""
    return divmod(key, ONE_PLACE)


def product(office: Office, product_id: int) -> Found | None:
    """A product as a finder holds it."""
    goods = queries.goods(office, [product_id]).get(product_id)
    return Found(goods.id, goods.code, goods.name) if goods is not None else None


def _keepers(office: Office) -> list[tuple[Any, str]]:
    return [(None, "–"), *people.choices(office, "keeper")]


_FORM = FormSpec("warehouse", N_("Warehouse"), fields=(
    FieldSpec("code", N_("Code"), width=12, limit=20),
    FieldSpec("name", N_("Name"), width=24, limit=40),
    FieldSpec("keeper", N_("Keeper"), FieldKind.CHOICE, width=16, choices=_keepers),
    FieldSpec("active", N_("In use"), FieldKind.FLAG, initial=True),
))


def _load(office: Office, warehouse_id: int) -> Values:
    row = queries.warehouse(office, warehouse_id)
    if row is None:
        return {}
    return {"id": row.id, "code": row.code, "name": row.name, "keeper": row.keeper_id, "active": row.active}


def _read(values: Values) -> tuple[int | None, WarehouseInput]:
    return values.get("id"), WarehouseInput.from_form(values)


def _keep(office: Office, typed: tuple[int | None, WarehouseInput]) -> Any:
    row_id, x = typed
    return commands.add_warehouse(office, x) if row_id is None else commands.change_warehouse(office, row_id, x)


_SAVE = (Verb(N_("Save"), _keep, "F9", "save", primary=True),)
LIST = ListView(WAREHOUSES,
                create=FormView(_FORM, _read, _SAVE, title=N_("New warehouse"), stays=False),
                edit=FormView(_FORM, _read, _SAVE, name="change_warehouse", load=_load, stays=False))
