"""Find anything: customers, leads, products and papers in one order, the best match first, then what was used last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.core.kinds import Kind, text_of
from models.core.marking import Span, spans_of
from models.core.money import yuan
from models.core.numbering import SERIES
from models.core.office import Office
from models.core.ranking import Grade
from models.core.search import fold
from models.core.text import N_, halfwidth
from models.reports.queries.finding import find_customers, find_leads, find_products

KINDS = {"customer": N_("Customer"), "lead": N_("Lead"), "invoice": N_("Invoice"), "contract": N_("Contract"), "quote": N_("Quote"),
         "receipt": N_("Receipt"), "product": N_("Product")}
"""What is found, in words; among equally good matches in this order."""
PLACES = tuple(KINDS)
OF_EACH = 8
"""Papers shown of the customers that were found: the latest of the first few."""
FEW = 4


@dataclass(frozen=True)
class Hit:
    """One thing found. kind: a key of KINDS; listing: where the row with this id stands; by: the contact it was found by.

    grade: of core.ranking, the lower the better; spans: what of the title was typed.
    """

    kind: str
    id: int
    title: str
    detail: str
    listing: str
    by: str = ""
    grade: int = Grade.SCATTERED
    spans: tuple[Span, ...] = ()


def find_anything(office: Office, text: str, limit: int = 20) -> list[Hit]:
    """What matches best first: exact numbers and names, beginnings, sounds, people, ends of numbers and phones, parts."""
    asked = halfwidth(text).strip()
    if not fold(asked):
        return []
    found = list(_files(office, asked, limit))
    buyers = [hit.id for hit in found if hit.kind == "customer"][:FEW]
    found += [*_papers(office, asked, limit), *_of_customers(office, buyers)]
    kept: dict[tuple[str, int], Hit] = {}
    for hit in found:
        kept.setdefault((hit.kind, hit.id), hit)
    return sorted(kept.values(), key=lambda hit: (hit.grade, PLACES.index(hit.kind)))[:limit]


def _files(office: Office, asked: str, limit: int) -> Iterator[Hit]:
    for one in find_customers(office, asked, limit):
        yield Hit("customer", one.id, one.name, _joined(one.code, one.phone, one.territory), "customers", one.by, one.grade, one.spans)
    for lead in find_leads(office, asked, limit):
        detail = _joined(lead.number, lead.contact if lead.contact != lead.name else "", lead.phone)
        yield Hit("lead", lead.id, lead.name, detail, "leads", "", lead.grade, lead.spans)
    for each in find_products(office, asked, limit):
        yield Hit("product", each.id, each.name, _joined(each.code, each.specification, each.unit), "products", "", each.grade, each.spans)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


_INVOICE = "SELECT i.id, i.number, i.customer_name, i.date, i.total FROM invoice i"
_RECEIPT = "SELECT r.id, r.number, COALESCE(c.name, ''), r.date, r.amount FROM receipt r LEFT JOIN customer c ON c.id = r.customer_id"
_CONTRACT = "SELECT h.id, h.number, h.customer_name, h.date, h.total FROM contract h"
_QUOTE = "SELECT q.id, q.number, q.customer_name, q.date, q.total FROM quote q"
_PAPERS: tuple[tuple[str, str, str, str], ...] = (
    ("invoice", _INVOICE, "i", "invoices"), ("contract", _CONTRACT, "h", "contracts"), ("quote", _QUOTE, "q", "quotes"),
    ("receipt", _RECEIPT, "r", "receipts"))
"""What is found by its number, beside the customers it names: kind, how it is read, by which name, where it stands."""


def _papers(office: Office, asked: str, limit: int) -> list[Hit]:
    """Papers by the beginning of their number, or its last digits in each period."""
    number = fold(asked).upper()
    if not number.isascii():
        return []
    run = office.database.execute_sql
    found: list[Hit] = []
    for kind, select, row, listing in _PAPERS:
        rows = run(f"{select} WHERE {row}.number >= ?1 AND {row}.number < ?1 || ':' ORDER BY {row}.number DESC LIMIT ?2",
                   (number, limit)).fetchall()
        if number.isdigit() and len(number) <= 9:
            tails = _tails(office, number)
            marks = ", ".join("?" * len(tails))
            rows += run(f"{select} WHERE {row}.number IN ({marks}) ORDER BY {row}.id DESC LIMIT ?", (*tails, limit)).fetchall()
        found += [_paper(kind, each, listing, _grade(number, each[1]), number) for each in rows]
    return found


def _grade(asked: str, number: str) -> Grade:
    return Grade.CODE if number == asked else Grade.BEGINS if number.startswith(asked) else Grade.TAIL


def _tails(office: Office, digits: str) -> Sequence[str]:
    """Full numbers of papers that end in these digits, in every series and period."""
    periods = office.database.execute_sql(
        "SELECT series, period FROM number_series WHERE last >= ? ORDER BY period DESC LIMIT 400", (int(digits),))
    return [period + digits.zfill(office.settings[SERIES[key].width]) for key, period in periods if key in SERIES]


def _paper(kind: str, row: Any, listing: str, grade: int = Grade.NOT, asked: str = "") -> Hit:
    detail = _joined(row[2], row[3], text_of(Kind.MONEY, yuan(row[4]), zero="0.00"))
    return Hit(kind, row[0], row[1], detail, listing, "", grade, spans_of(row[1], [fold(asked)] if asked else []))


def _of_customers(office: Office, ids: Sequence[int]) -> Iterator[Hit]:
    """The latest papers of the customers that match."""
    for kind, select, row, listing in _PAPERS:
        for customer_id in ids:
            rows = office.database.execute_sql(
                f"{select} WHERE {row}.customer_id = ? ORDER BY {row}.date DESC, {row}.id DESC LIMIT ?", (customer_id, OF_EACH // FEW))
            yield from (_paper(kind, each, listing) for each in rows)
