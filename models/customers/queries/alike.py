"""Who may be filed twice, and what looks wrong before filing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.core.asking import ending
from models.core.errors import Problem
from models.core.office import Office
from models.customers import rules
from models.customers.inputs import CustomerInput
from models.customers.rules import Filed


def warnings(office: Office, x: CustomerInput, customer_id: int | None = None) -> list[Problem]:
    """What to look at before filing: doubtful numbers, and customers that may be this one. Never blocks (rules: Customers)."""
    phones = {phone for text in (x.phone, *(contact.phone for contact in x.contacts)) for phone in rules.phones_of(text)}
    own = rules.territories_of(office.settings[rules.TERRITORIES])
    return [*rules.doubts(x, office.clock.today()), *rules.place_doubts(x, own),
            *rules.likenesses(x, candidates(office, x.name, x.tax_number, phones), customer_id)]


def candidates(office: Office, name: str, tax_number: str, phones: Iterable[str], limit: int = 20) -> list[Filed]:
    """Customers that share a name, its sound, the tax number or a phone with these; a look-up each, however many are filed."""
    database, tax = office.database, rules.normal_number(tax_number).upper()
    rows = database.execute_sql(
        "SELECT id FROM customer WHERE name = ? UNION SELECT id FROM customer WHERE alike = ? AND alike <> '' "
        "UNION SELECT id FROM customer WHERE tax_number = ? AND tax_number <> '' LIMIT ?",
        (name.strip(), rules.sound_of(name), tax, limit)).fetchall()
    ids = [row[0] for row in rows] + [each for phone in phones for each in same_ending(database, "customer", phone, limit)]
    return filed(office, ids)


def same_ending(database: Any, table: str, phone: str, limit: int) -> list[int]:
    """Rows with a phone that ends as this one does, with or without an area code; fewer digits than a tail has tell nothing."""
    digits = "".join(filter(str.isdigit, phone))
    return ending(database, table, digits[-rules.LOCAL:], limit) if len(digits) >= rules.SHORT_TAIL else []


def filed(office: Office, ids: Iterable[int]) -> list[Filed]:
    """What is compared of some customers, in order of their ids."""
    wanted = sorted(set(ids))
    marks = ", ".join("?" * len(wanted))
    phones: dict[int, set[str]] = {}
    for customer, text in office.database.execute_sql(
            f"SELECT id, phone FROM customer WHERE id IN ({marks}) UNION ALL SELECT customer_id, phone FROM contact "
            f"WHERE customer_id IN ({marks})", (*wanted, *wanted)):
        phones.setdefault(customer, set()).update(rules.phones_of(text))
    rows = office.database.execute_sql(f"SELECT id, code, name, tax_number, alike FROM customer WHERE id IN ({marks}) ORDER BY id", wanted)
    return [Filed(row[0], row[1], row[2], row[3], frozenset(phones.get(row[0], ())), row[4]) for row in rows]


def names(office: Office) -> Iterator[tuple[int, str, str]]:
    """(id, code, name) of every customer, by which thousands of rows are compared without a look-up each."""
    yield from office.database.execute_sql("SELECT id, code, name FROM customer ORDER BY id")
