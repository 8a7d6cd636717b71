"""Files of customers say something else from now on, one or thousands: worked out ahead of the transaction, written where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.core import search
from models.core.errors import require
from models.core.office import Act
from models.core.rows import insert_rows, update_rows
from models.customers import queries, rules
from models.customers.commands.filing import (address_rows, contact_rows, facts_of, licence_rows, refuse_taken, texts_of, unknown_person)
from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput
from models.customers.tables import Contact, Customer, DeliveryAddress, Licence
from models.products.commands import give_price_list

PARTS = (("contacts", Contact, contact_rows), ("addresses", DeliveryAddress, address_rows), ("licences", Licence, licence_rows))


@dataclass(frozen=True)
class Rewriting:
    """One file as it stands (before) and as it will stand (after); of the latter, the facts and parts that differ."""

    id: int
    before: CustomerInput
    after: CustomerInput
    facts: dict[str, Any]
    parts: tuple[tuple[Any, list[dict[str, Any]]], ...]


def rewriting(row_id: int, before: CustomerInput, x: CustomerInput) -> Rewriting:
    """What is to be written so that a file says this. before: as it stands. Raises RuleViolation for what the rules refuse."""
    require(rules.check_customer(x))
    texts = texts_of(x)
    facts = facts_of(x, texts, texts["code"] or before.code)
    lines = {name: rows(x) for name, _table, rows in PARTS}
    after = replace(
        x, **{**texts, "code": facts["code"]}, contacts=tuple(ContactInput(**_without_search(row)) for row in lines["contacts"]),
        addresses=tuple(AddressInput(**row) for row in lines["addresses"]),
        licences=tuple(LicenceInput(**row) for row in lines["licences"]))
    own = {"salesperson": "salesperson_id"}
    kept = {name: value for name, value in facts.items()
            if name in _WORKED_OUT or getattr(before, own.get(name, name)) != value}
    if (before.name, before.short_name, before.code, before.phone, before.tax_number, before.contacts) == (
            after.name, after.short_name, after.code, after.phone, after.tax_number, after.contacts):
        for name in _WORKED_OUT:
            del kept[name]
    parts = tuple((table, lines[name]) for name, table, _rows in PARTS if getattr(before, name) != getattr(after, name))
    return Rewriting(row_id, before, after, kept, parts)


_WORKED_OUT = ("pinyin", "alike", "search")


def _without_search(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "search"}


def rewrite_files(act: Act, changes: Sequence[Rewriting]) -> None:
    """Posting: the files say this from now on, as a change, an import or its undo wants it.

    Raises RuleViolation where a code belongs to another customer, or nobody is filed as the salesperson.
    """
    database = act.office.database
    for seller in {change.after.salesperson_id for change in changes if "salesperson" in change.facts}:
        require(unknown_person(act, seller))
    for change in changes:
        if "code" in change.facts:
            refuse_taken(act, change.after.code, change.id)
        for table, rows in change.parts:
            _set_lines(database, table, change.id, rows)
        if change.before.price_list != change.after.price_list:
            give_price_list(act, change.id, change.after.price_list)
    update_rows(database, Customer, [(change.id, change.facts) for change in changes])
    for change in changes:
        if "search" in change.facts:
            search.put(database, "customer", change.id, change.facts["search"])
        act.about(change.after.code)
    act.changed("customers")


def rewrite_file(act: Act, customer_id: int, x: CustomerInput) -> None:
    """Posting: one file says this from now on."""
    rewrite_files(act, [rewriting(customer_id, queries.as_input(queries.card(act.office, customer_id)), x)])


def _set_lines(database: Any, table: Any, customer_id: int, rows: list[dict[str, Any]]) -> None:
    """Rows that were there stay the same rows, in their order, so that a list keeps its cursor on them."""
    name = table._meta.table_name
    kept = [row[0] for row in database.execute_sql(f"SELECT id FROM {name} WHERE customer_id = ? ORDER BY id", (customer_id,))]
    update_rows(database, table, list(zip(kept, rows, strict=False)))
    for row_id in kept[len(rows):]:
        database.execute_sql(f"DELETE FROM {name} WHERE id = ?", (row_id,))
    insert_rows(database, table, [{"customer": customer_id, **row} for row in rows[len(kept):]])
