"""Customers by the thousand: worked out ahead of the transaction, shown at once, taken back while nothing names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.core import search
from models.core.errors import RuleViolation, require
from models.core.imports import BATCH, MADE, uses
from models.core.office import Act, Office
from models.core.staging import Stage, leave_index, staged
from models.core.text import clean
from models.customers import queries, rules
from models.customers.commands.files import CODES, LINES
from models.customers.commands.filing import address_rows, code_taken, contact_rows, facts_of, licence_rows, texts_of
from models.customers.inputs import CustomerInput
from models.customers.tables import Contact, Customer, CustomerNote, DeliveryAddress, Licence
from models.products.commands import give_price_list

PARTS = ("contact", "delivery_address", "licence", "customer_note")


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
    texts = texts_of(x)
    facts = facts_of(x, texts, texts["code"])
    parts: list[tuple[Any, dict[str, Any]]] = [(Contact, part) for part in contact_rows(x)]
    parts += [(DeliveryAddress, part) for part in address_rows(x)]
    parts += [(Licence, part) for part in licence_rows(x)]
    return Prepared(facts, tuple(parts), search.runs_of(facts["search"]), texts["price_list"],
                    clean(demand, "demand", 1000, lines=True, emoji=True), noted)


class Coming:
    """Customers on their way: kept aside and indexed, until the command that shows them."""

    def __init__(self, office: Office, stage: Stage, ready: Sequence[Prepared], tell: Callable[[int], object]) -> None:
        self.office, self._stage, self._ready = office, stage, ready
        self.ids = range(stage.first, stage.first + len(ready))
        self._uncoded = len(ready) <= BATCH
        if not self._uncoded:
            self._fill(tell)

    def _fill(self, tell: Callable[[int], object]) -> None:
        moment, today = self.office.clock.moment(), self.office.clock.today()
        person = self.office.actor.name if self.office.actor else ""
        numbers = iter(self._stage.numbers())
        for at in range(0, len(self._ready), BATCH):
            tell(at)
            rows = zip(self.ids[at:at + BATCH], self._ready[at:at + BATCH], strict=True)
            part = [(row_id, _coded(one, numbers)) for row_id, one in rows]
            self._stage.index([(row_id, one.runs) for row_id, one in part])
            self._stage.keep(Customer, [{**one.facts, "id": row_id, "opening": "asked", "created": moment} for row_id, one in part])
            for table in LINES:
                self._stage.keep(table, [{"customer": row_id, **facts} for row_id, one in part for of, facts in one.parts if of is table])
            self._stage.keep(CustomerNote, [
                {"customer": row_id, "date": one.noted or today, "kind": "demand", "text": one.demand, "person": person}
                for row_id, one in part if one.demand])

    def store(self, act: Act) -> Sequence[int]:
        """Posting: they stand, and wait for the manager. Raises RuleViolation when a code was taken meanwhile."""
        if self._uncoded:
            self._fill(lambda _done: None)
        self._check_codes()
        self._stage.land()
        for row_id, one in zip(self.ids, self._ready, strict=True):
            if one.price_list:
                give_price_list(act, row_id, one.price_list)
        act.changed("customers")
        return self.ids

    def _check_codes(self) -> None:
        mine = {one.facts["code"] for one in self._ready}
        for _id, code, name in queries.names(self.office):
            if code in mine:
                raise RuleViolation([code_taken(code, name)])


def _coded(one: Prepared, numbers: Iterator[str]) -> Prepared:
    """One with a code: its own, or the next number, which is found too."""
    if one.facts["code"]:
        return one
    code = next(numbers)
    word = search.indexed_text((code,))
    return replace(one, facts={**one.facts, "code": code, "search": f"{word} {one.facts['search']}"},
                   runs=f"{search.runs_of(word)} {one.runs}")


@contextmanager
def coming_customers(office: Office, ready: Sequence[Prepared], tell: Callable[[int], object]) -> Iterator[Coming]:
    """Bring customers as far as they go without being seen; `store` shows them. tell: called with the rows done; may raise.

    When the block ends without it, nothing of them remains.
    """
    taken = {code for _id, code, _name in queries.names(office)} | {one.facts["code"] for one in ready}
    uncoded = sum(not one.facts["code"] for one in ready)
    with staged(office, Customer, len(ready), uncoded, CODES, taken) as stage:
        yield Coming(office, stage, ready, tell)


def take_back_customers(act: Act, import_id: int, ids: Sequence[int]) -> None:
    """Posting: customers that an import made go again, while nothing names them. Raises RuleViolation with what does.

    An account that was opened meanwhile is in use: its approval names it.
    """
    database = act.office.database
    require(uses(database, act.office.tables, Customer, import_id, PARTS))
    for table in (*PARTS, "customer_price_list"):
        database.execute_sql(f"DELETE FROM {table} WHERE customer_id IN ({MADE})", (import_id,))
    database.execute_sql(f"DELETE FROM customer WHERE id IN ({MADE})", (import_id,))
    if ids:
        leave_index(act, Customer, min(ids), max(ids))
    act.changed("customers")
