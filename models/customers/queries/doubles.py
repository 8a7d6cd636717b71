"""Who is likely filed twice: customers that share a name, its sound, a tax number or a phone with one filed before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from peewee import SQL, ModelSelect, Select

from models.core.audit import head
from models.core.listing import Filter
from models.core.text import _
from models.customers import rules
from models.customers.tables import Customer

OTHER: Any = Customer.alias("other")


@dataclass(frozen=True)
class Pair:
    """The one filed first and the other; why: keys of rules.LIKENESSES, the surest first."""

    first: int
    other: int
    why: tuple[str, ...]


_last_read: tuple[object, list[Pair]] = (None, [])
"""What was found last and for which journal: a screen that pages through the list asks for it again and again."""


def possible_doubles(database: Any) -> list[Pair]:
    """Pairs of customers in use, the surest first; each is held against the first of those it is like. Told apart ones are left out."""
    global _last_read
    asked = (database.database, head(database))
    if _last_read[0] != asked:
        _last_read = (asked, _found(database))
    return _last_read[1]


def _found(database: Any) -> list[Pair]:
    apart = set(database.execute_sql("SELECT customer_id, other_id FROM customers_apart").fetchall())
    firsts: dict[Hashable, int] = {}
    whys: dict[tuple[int, int], set[str]] = defaultdict(set)
    for customer, why, value in _traits(database):
        first = firsts.setdefault((why, value), customer)
        if first != customer and (first, customer) not in apart:
            whys[first, customer].add(why)
    pairs = [Pair(first, other, tuple(why for why in rules.LIKENESSES if why in found and not (why == "sound" and "name" in found)))
             for (first, other), found in whys.items()]
    places = {why: place for place, why in enumerate(rules.LIKENESSES)}
    return sorted(pairs, key=lambda pair: (places[pair.why[0]], -len(pair.why), pair.first, pair.other))


def _traits(database: Any) -> Iterator[tuple[int, str, str]]:
    """(customer, what of it, its value), the customers as they were filed."""
    people: dict[int, list[str]] = defaultdict(list)
    for customer, phone in database.execute_sql("SELECT customer_id, phone FROM contact WHERE phone <> ''"):
        people[customer].append(phone)
    for row_id, name, sound, tax, phone in database.execute_sql(
            "SELECT id, name, alike, tax_number, phone FROM customer WHERE active = 1 ORDER BY id"):
        if tax:
            yield row_id, "tax number", tax
        yield row_id, "name", name
        if sound:
            yield row_id, "sound", sound
        yield from ((row_id, "phone", each) for each in {one for text in (phone, *people[row_id]) for one in rules.phones_of(text)})


_FACTS = ("key", "first", "other", "place", "kind", "why")


def double_rows(_ask: Filter) -> ModelSelect:
    """The pairs as rows beside the customer filed first, worded in the language spoken now."""
    pairs = possible_doubles(Customer._meta.database)
    facts = json.dumps([[f"{pair.first}-{pair.other}", pair.first, pair.other, place, pair.why[0],
                         ", ".join(_(rules.LIKENESSES[why]) for why in pair.why)] for place, pair in enumerate(pairs)], ensure_ascii=False)
    columns = ", ".join(f"json_extract(j.value, '$[{at}]') AS \"{name}\"" for at, name in enumerate(_FACTS))
    pair_rows = Select([SQL("json_each(?) AS j", [facts])], [SQL(columns)]).alias("pair")
    query = Customer.select().from_(Customer).join(pair_rows, on=SQL("pair.first") == Customer.id)
    return query.join_from(Customer, OTHER, on=SQL("pair.other") == OTHER.id)
