"""Read the file of one customer, its notes and how its account was opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.core.clock import unstamp
from models.core.errors import Problem, RuleViolation
from models.core.fields import from_scaled
from models.core.office import Office
from models.core.references import is_used
from models.customers import rules, tables
from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput
from models.customers.tables import Contact, Customer, CustomerNote, Licence


@dataclass(frozen=True)
class ContactRow:
    """A person at the customer."""

    id: int
    name: str
    role: str
    phone: str
    birthday: date | None
    remark: str


@dataclass(frozen=True)
class AddressRow:
    """A place goods go to."""

    id: int
    address: str
    territory: str


@dataclass(frozen=True)
class LicenceRow:
    """A licence and the last day it holds."""

    id: int
    name: str
    number: str
    expires: date | None


@dataclass(frozen=True)
class CustomerRow:
    """A customer's file. credit_limit in yuan: None = none set, 0 = cash only. opening: a key of rules.OPENINGS."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    tax_number: str
    territory: str
    address: str
    phone: str
    bank: str
    bank_account: str
    credit_limit: Decimal | None
    credit_days: int
    price_list: str
    salesperson_id: int | None
    salesperson: str
    segment: str
    opened_on: date | None
    remark: str
    opening: str
    active: bool
    created: datetime
    contacts: tuple[ContactRow, ...]
    addresses: tuple[AddressRow, ...]
    licences: tuple[LicenceRow, ...]


@dataclass(frozen=True)
class NoteRow:
    """A demand or an opinion."""

    id: int
    date: date
    kind: str
    text: str
    person: str


@dataclass(frozen=True)
class StepRow:
    """One step of opening an account."""

    moment: datetime
    person: str
    step: str
    reason: str
    approval_id: int | None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def by_code(office: Office, code: str) -> CustomerRow | None:
    """The customer with exactly this code."""
    return _file(office, "c.code = ?", code.strip())


def by_name(office: Office, name: str) -> CustomerRow | None:
    """The first customer filed under exactly this name."""
    return _file(office, "c.id = (SELECT MIN(id) FROM customer WHERE name = ?)", name.strip())


def card(office: Office, customer_id: int) -> CustomerRow:
    """One customer's file with contacts, addresses and licences. Raises RuleViolation for an unknown id."""
    row = _file(office, "c.id = ?", customer_id)
    if row is None:
        raise RuleViolation([rules.no_customer()])
    return row


def is_filed(office: Office, customer_id: int) -> bool:
    """Whether there is a customer of this id."""
    return office.database.execute_sql("SELECT 1 FROM customer WHERE id = ?", (customer_id,)).fetchone() is not None


def _file(office: Office, condition: str, value: Any) -> CustomerRow | None:
    execute = office.database.execute_sql
    row = execute(
        "SELECT c.id, c.code, c.name, c.short_name, c.kind, c.tax_number, c.territory, c.address, c.phone, c.bank, c.bank_account, "
        "c.credit_limit, c.credit_days, COALESCE(l.name, ''), c.salesperson_id, COALESCE(p.name, ''), c.segment, c.opened_on, c.remark, "
        "c.opening, c.active, c.created FROM customer c LEFT JOIN person p ON p.id = c.salesperson_id "
        "LEFT JOIN customer_price_list g ON g.customer_id = c.id LEFT JOIN price_list l ON l.id = g.price_list_id "
        f"WHERE {condition}", (value,)).fetchone()
    if row is None:
        return None
    contacts = execute("SELECT id, name, role, phone, birthday, remark FROM contact WHERE customer_id = ? ORDER BY id", (row[0],))
    addresses = execute("SELECT id, address, territory FROM delivery_address WHERE customer_id = ? ORDER BY id", (row[0],))
    licences = execute("SELECT id, name, number, expires FROM licence WHERE customer_id = ? ORDER BY id", (row[0],))
    return CustomerRow(
        id=row[0], code=row[1], name=row[2], short_name=row[3], kind=row[4], tax_number=row[5], territory=row[6], address=row[7],
        phone=row[8], bank=row[9], bank_account=row[10], credit_limit=None if row[11] is None else from_scaled(row[11], 2),
        credit_days=row[12], price_list=row[13], salesperson_id=row[14], salesperson=row[15], segment=row[16], opened_on=_day(row[17]),
        remark=row[18], opening=row[19], active=bool(row[20]), created=unstamp(row[21]),
        contacts=tuple(ContactRow(each[0], each[1], each[2], each[3], _day(each[4]), each[5]) for each in contacts),
        addresses=tuple(AddressRow(each[0], each[1], each[2]) for each in addresses),
        licences=tuple(LicenceRow(each[0], each[1], each[2], _day(each[3])) for each in licences))


def customer_of(office: Office, part: str, part_id: int) -> int:
    """The customer that a part of a file belongs to; 0 for an unknown one. part: contact, customer_note, licence or opening_step."""
    if part not in ("contact", "customer_note", "licence", "opening_step"):
        raise ValueError(part)
    row = office.database.execute_sql(f"SELECT customer_id FROM {part} WHERE id = ?", (part_id,)).fetchone()
    return int(row[0]) if row else 0


def notes(office: Office, customer_id: int) -> list[NoteRow]:
    """Demands and opinions of a customer, latest first (duty 5)."""
    rows = office.database.execute_sql(
        "SELECT id, date, kind, text, person FROM customer_note WHERE customer_id = ? ORDER BY date DESC, id DESC", (customer_id,))
    return [NoteRow(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4]) for row in rows]


def opening_steps(office: Office, customer_id: int) -> list[StepRow]:
    """How the account came to be open, in order (duty 20)."""
    rows = office.database.execute_sql(
        "SELECT moment, person, step, reason, approval_id FROM opening_step WHERE customer_id = ? ORDER BY id", (customer_id,))
    return [StepRow(unstamp(row[0]), row[1], row[2], row[3], row[4]) for row in rows]


def opening_files(office: Office, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """(id, code, name, opening, then what an approval of the opening binds to) of many customers, by id; unknown ids are left out."""
    made: list[tuple[Any, ...]] = []
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), 500):
        part = wanted[at:at + 500]
        made += office.database.execute_sql(
            "SELECT id, code, name, opening, kind, tax_number, territory, address, phone, credit_limit, credit_days, salesperson_id "
            f"FROM customer WHERE id IN ({', '.join('?' * len(part))}) ORDER BY id", part)
    return made


def licence_warnings(office: Office, customer_id: int, day: date) -> list[Problem]:
    """Licences of a customer that do not hold on a day, said before an invoice where the office only warns (setting EXPIRED_LICENCE)."""
    row = card(office, customer_id)
    return rules.licence_problems([(each.name, each.expires) for each in row.licences], row.name, day)


def never_asked(office: Office, ids: Sequence[int]) -> list[int]:
    """Those of some customers whose opening has no step yet: drafts, and those an import filed as asked for."""
    stepped = {row[0] for row in office.database.execute_sql("SELECT DISTINCT customer_id FROM opening_step")}
    return [each for each in ids if each not in stepped]


def as_input(row: CustomerRow) -> CustomerInput:
    """A file as the input that would make it again."""
    return CustomerInput(
        **{item.name: getattr(row, item.name) for item in fields(CustomerInput) if item.name not in ("contacts", "addresses", "licences")},
        contacts=tuple(ContactInput(each.name, each.role, each.phone, each.birthday, each.remark) for each in row.contacts),
        addresses=tuple(AddressInput(each.address, each.territory) for each in row.addresses),
        licences=tuple(LicenceInput(each.name, each.number, each.expires) for each in row.licences))


def in_use(office: Office, customer_id: int) -> bool:
    """Whether papers, goods or the ledger name the customer, or its account was ever asked for."""
    own = (Contact, tables.DeliveryAddress, Licence, CustomerNote)
    return is_used(office.database, office.tables, Customer, customer_id, own)
