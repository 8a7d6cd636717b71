"""Find anything by name, pinyin, initials, number or the end of a phone: bounded look-ups, ranked by match, then latest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.core.kinds import Kind, text_of
from models.core.money import yuan
from models.core.office import Office
from models.core.search import fold
from models.core.text import N_, halfwidth
from models.customers import queries as customers
from models.invoices.rules import SERIES
from models.leads import queries as leads
from models.products import queries as products

KINDS = {"customer": N_("Customer"), "lead": N_("Lead"), "invoice": N_("Invoice"), "receipt": N_("Receipt"), "product": N_("Product")}
"""What is found, in words; among equally good matches in this order."""
PLACES = tuple(KINDS)
OF_EACH = 8
"""Papers shown of the customers that were found: the latest of the first few."""
FEW = 4


@dataclass(frozen=True)
class Hit:
    """One thing found. kind: a key of KINDS; listing: where the row with this id stands."""

    kind: str
    id: int
    title: str
    detail: str
    listing: str


def find_anything(office: Office, text: str, limit: int = 20) -> list[Hit]:
    """What matches best first: exact names and numbers, beginnings, ends of numbers and phones, sounds and parts."""
    asked = halfwidth(text).strip()
    if not fold(asked):
        return []
    found = list(_files(office, asked, limit))
    buyers = [hit.id for _rank, hit in found if hit.kind == "customer"][:FEW]
    found += _papers(office, asked, limit)
    found += [(5, hit) for hit in _of_customers(office, buyers)]
    places: dict[tuple[str, int], tuple[int, int, int, Hit]] = {}
    for at, (rank, hit) in enumerate(found):
        places.setdefault((hit.kind, hit.id), (rank, PLACES.index(hit.kind), at, hit))
    return [hit for *_place, hit in sorted(places.values(), key=lambda place: place[:3])][:limit]


def _rank(asked: str, words: Iterable[str]) -> int:
    """0 the whole, 1 its beginning, 2 the end of a number or phone, 3 a part of it, 4 what only sounds like it."""
    sought, best = fold(asked), 4
    for word in map(fold, words):
        if sought == word:
            return 0
        if word.startswith(sought):
            best = min(best, 1)
        elif word.endswith(sought):
            best = min(best, 2)
        elif sought in word:
            best = min(best, 3)
    return best


def _files(office: Office, asked: str, limit: int) -> Iterator[tuple[int, Hit]]:
    for customer in customers.find(office, asked, limit):
        detail = _joined(customer.code, customer.phone, customer.territory)
        yield _rank(asked, (customer.name, customer.code, customer.phone)), Hit("customer", customer.id, customer.name, detail, "customers")
    for lead_id, number, name, phone in leads.find(office, asked, limit):
        yield _rank(asked, (name, number, phone)), Hit("lead", lead_id, name, _joined(number, phone), "leads")
    for product in products.find(office, asked, limit):
        detail = _joined(product.code, product.specification, product.unit)
        yield _rank(asked, (product.name, product.code, product.barcode)), Hit("product", product.id, product.name, detail, "products")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


_INVOICE = "SELECT i.id, i.number, i.customer_name, i.date, i.total FROM invoice i"
_RECEIPT = "SELECT r.id, r.number, COALESCE(c.name, ''), r.date, r.amount FROM receipt r LEFT JOIN customer c ON c.id = r.customer_id"
_PAPERS: tuple[tuple[str, str, str, str], ...] = (("invoice", _INVOICE, "i", "invoices"), ("receipt", _RECEIPT, "r", "receipts"))


def _papers(office: Office, asked: str, limit: int) -> list[tuple[int, Hit]]:
    """Invoices and receipts by the beginning of their number, or its last digits in each period."""
    number = fold(asked).upper()
    if not number.isascii():
        return []
    run = office.database.execute_sql
    found: list[tuple[int, Hit]] = []
    for kind, select, row, listing in _PAPERS:
        rows = run(f"{select} WHERE {row}.number >= ?1 AND {row}.number < ?1 || ':' ORDER BY {row}.number DESC LIMIT ?2",
                   (number, limit)).fetchall()
        if number.isdigit() and len(number) <= 9:
            tails = _tails(office, number)
            marks = ", ".join("?" * len(tails))
            rows += run(f"{select} WHERE {row}.number IN ({marks}) ORDER BY {row}.id DESC LIMIT ?", (*tails, limit)).fetchall()
        found += [(_rank(asked, (each[1],)), _paper(kind, each, listing)) for each in rows]
    return found


def _tails(office: Office, digits: str) -> Sequence[str]:
    """Full numbers of papers that end in these digits, in every series and period."""
    width = office.settings[SERIES.width]
    periods = office.database.execute_sql("SELECT period FROM number_series WHERE last >= ? ORDER BY period DESC LIMIT 400", (int(digits),))
    return [row[0] + digits.zfill(width) for row in periods]


def _paper(kind: str, row: Any, listing: str) -> Hit:
    return Hit(kind, row[0], row[1], _joined(row[2], row[3], text_of(Kind.MONEY, yuan(row[4]), zero="0.00")), listing)


def _of_customers(office: Office, ids: Sequence[int]) -> Iterator[Hit]:
    """The latest papers of the customers that match."""
    for kind, select, row, listing in _PAPERS:
        for customer_id in ids:
            rows = office.database.execute_sql(
                f"{select} WHERE {row}.customer_id = ? ORDER BY {row}.date DESC, {row}.id DESC LIMIT ?", (customer_id, OF_EACH // FEW))
            yield from (_paper(kind, each, listing) for each in rows)
