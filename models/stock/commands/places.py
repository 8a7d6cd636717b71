"""Verbs: file warehouses and who keeps them."""

from __future__ import annotations

from models.core.errors import Problem, require
from models.core.office import Done, Office
from models.core.text import N_, clean
from models.people import queries as people
from models.stock import queries, rules
from models.stock.inputs import WarehouseInput
from models.stock.tables import Warehouse


def add_warehouse(office: Office, x: WarehouseInput) -> Done:
    """File a warehouse. Codes and names are unique."""
    facts = _checked(office, x, None)
    with office.command("stock.warehouse", x) as act:
        row = Warehouse.create(**facts)
        act.changed("stock").about(row.code)
    return Done(row.id, row.code)


def change_warehouse(office: Office, warehouse_id: int, x: WarehouseInput) -> Done:
    """Change a warehouse's name, keeper or whether it is in use. One with goods in it stays in use."""
    facts = _checked(office, x, warehouse_id)
    known = queries.warehouse(office, warehouse_id)
    if known is None:
        require([Problem("", "warehouse.unknown", N_("Choose a warehouse"))])
    if not x.active and queries.holds_goods(office, warehouse_id):
        require([Problem("active", "warehouse.holds", N_("There are goods in {name}; empty it first"), {"name": facts["name"]})])
    with office.command("stock.warehouse_change", {"id": warehouse_id, "warehouse": x}) as act:
        Warehouse.update(**facts).where(Warehouse.id == warehouse_id).execute()
        act.changed("stock").about(str(facts["code"]))
    return Done(warehouse_id, str(facts["code"]))


def _checked(office: Office, x: WarehouseInput, own_id: int | None) -> dict[str, object]:
    require(rules.check_warehouse_file(x, dict(people.choices(office, "keeper"))))
    code, name = clean(x.code, "code", 20, digits=True), clean(x.name, "name", 40)
    others = Warehouse.select().where(Warehouse.id != (own_id or 0))
    twice = {"code": others.where(Warehouse.code == code), "name": others.where(Warehouse.name == name)}
    require([Problem(field, "warehouse.twice", N_("There is a warehouse like this already"))
             for field, same in twice.items() if same.exists()])
    return {"code": code, "name": name, "keeper": x.keeper_id, "active": x.active}
