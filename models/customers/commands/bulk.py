"""Customers by the thousand: worked out ahead of the transaction, written in batches, taken back while nothing names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.core import search
from models.core.errors import RuleViolation, require
from models.core.imports import BATCH, many, uses
from models.core.office import Act
from models.core.rows import insert_rows
from models.core.text import clean
from models.customers import rules
from models.customers.commands.files import (LINES, _facts, _next_code, _texts, address_rows, code_taken, contact_rows,
                                             licence_rows)
from models.customers.inputs import CustomerInput
from models.customers.tables import Contact, Customer, CustomerNote, DeliveryAddress, Licence
from models.products.commands import give_price_list


@dataclass(frozen=True)
class Prepared:
    """A customer ready to be written: its facts, the rows of its parts by table, what is indexed, a demand noted with it."""

    facts: dict[str, Any]
    parts: tuple[tuple[Any, dict[str, Any]], ...]
    runs: str
    price_list: str
    demand: str = ""
    noted: date | None = None


def prepare(x: CustomerInput, demand: str = "", noted: date | None = None) -> Prepared:
    """Everything that needs no database. Raises RuleViolation for what the rules refuse."""
    require(rules.check_customer(x))
    texts = _texts(x)
    facts = _facts(x, texts, texts["code"])
    parts: list[tuple[Any, dict[str, Any]]] = [(Contact, part) for part in contact_rows(x)]
    parts += [(DeliveryAddress, part) for part in address_rows(x)]
    parts += [(Licence, part) for part in licence_rows(x)]
    return Prepared(facts, tuple(parts), search.runs_of(facts["search"]), texts["price_list"],
                    clean(demand, "demand", 1000, lines=True, emoji=True), noted)


def store_customers(act: Act, ready: Sequence[Prepared]) -> Iterator[list[int]]:
    """Posting: write them, a batch at a time; yields the ids of each batch. They wait for the manager from now on.

    Raises RuleViolation when a code was taken meanwhile; nothing of the command is written then.
    """
    first = 1 + int(act.office.database.execute_sql("SELECT COALESCE(MAX(id), 0) FROM customer").fetchone()[0])
    for at in range(0, len(ready), BATCH):
        part = ready[at:at + BATCH]
        ids = list(range(first + at, first + at + len(part)))
        _write(act, ids, part)
        yield ids
    act.changed("customers")


def _write(act: Act, ids: Sequence[int], part: Sequence[Prepared]) -> None:
    database, rows, indexed = act.office.database, [], []
    codes = [one.facts["code"] for one in part if one.facts["code"]]
    taken = database.execute_sql(f"SELECT code, name FROM customer WHERE code IN ({', '.join('?' * len(codes))})", codes).fetchone()
    if taken:
        raise RuleViolation([code_taken(*taken)])
    for row_id, one in zip(ids, part, strict=True):
        facts, runs = one.facts, one.runs
        if not facts["code"]:
            code = _next_code(act)
            word = search.indexed_text((code,))
            facts, runs = {**facts, "code": code, "search": f"{word} {facts['search']}"}, f"{search.runs_of(word)} {runs}"
        rows.append({**facts, "id": row_id, "opening": "asked", "created": act.moment})
        indexed.append((row_id, runs))
        if one.price_list:
            give_price_list(act, row_id, one.price_list)
    insert_rows(database, Customer, rows)
    for table in LINES:
        insert_rows(database, table, [{"customer": row_id, **facts} for row_id, one in zip(ids, part, strict=True)
                                      for of, facts in one.parts if of is table])
    insert_rows(database, CustomerNote, [
        {"customer": row_id, "date": one.noted or act.today, "kind": "demand", "text": one.demand, "product": "",
         "person": act.person}
        for row_id, one in zip(ids, part, strict=True) if one.demand])
    search.put_many(database, "customer", indexed)


def take_back_customers(act: Act, import_id: int, ids: Sequence[int]) -> None:
    """Posting: customers that an import made go again, while nothing names them. Raises RuleViolation with what does.

    An account that was opened meanwhile is in use: its approval names it.
    """
    database = act.office.database
    require(uses(database, act.office.tables, Customer, import_id, ("contact", "delivery_address", "licence", "customer_note")))
    for row_id in ids:
        give_price_list(act, row_id, "")
    for table in ("contact", "delivery_address", "licence", "customer_note"):
        many(database, f"DELETE FROM {table} WHERE customer_id = ?", [(row_id,) for row_id in ids])
    many(database, "DELETE FROM customer_search WHERE rowid = ?", [(row_id,) for row_id in ids])
    many(database, "DELETE FROM customer WHERE id = ?", [(row_id,) for row_id in ids])
    act.changed("customers")
