"""Find a customer by what is typed of it or of its people, and say by whom it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.core.asking import NO_USE, Use, ranked
from models.core.marking import Span, spans_of
from models.core.office import Office
from models.core.ranking import Grade, asked_words, grade_of
from models.core.search import CALLED, PERSON
from models.customers.queries.merged import kept_ids

_FOUND = "(t.active = 1 OR t.id IN (SELECT customer_id FROM customer_alias))"
_HIT = "SELECT id, code, name, phone, territory, search FROM customer WHERE active = 1 AND id IN ({})"


@dataclass(frozen=True)
class CustomerHit:
    """A customer as a finder shows it. by: the contact it was found by, with phone, "" for its own; grade: of core.ranking."""

    id: int
    code: str
    name: str
    phone: str
    territory: str
    by: str = ""
    grade: int = Grade.SCATTERED
    spans: tuple[Span, ...] = ()


def find(office: Office, text: str, limit: int = 20, use: Use = NO_USE) -> list[CustomerHit]:
    """Active customers by code, name, contact, phone or pinyin, best first; none asked: those used last, then the latest filed.

    Whoever was merged is found as the one that is kept. use: given by the office's finder, which knows the papers.
    """
    database, kept, words = office.database, kept_ids(office.database), asked_words(text)
    grades: dict[int, int] = {}
    if text.strip():
        for each, grade in ranked(database, "customer", text, limit + len(kept), _FOUND if kept else "t.active = 1", use):
            grades.setdefault(kept.get(each, each), grade)
    else:
        rows = database.execute_sql("SELECT id FROM customer WHERE active = 1 ORDER BY id DESC LIMIT ?", (limit + len(use.recent),))
        grades = dict.fromkeys((kept.get(each, each) for each in (*use.recent, *(row[0] for row in rows))), Grade.SCATTERED)
    ids = list(grades)[:limit + len(use.recent)]
    rows = database.execute_sql(_HIT.format(", ".join("?" * len(ids))), ids)
    hits = {row[0]: _hit(database, row, words, grades[row[0]]) for row in rows}
    return [hits[each] for each in ids if each in hits][:limit]


def _hit(database: Any, row: Sequence[Any], words: Sequence[str], grade: int) -> CustomerHit:
    own = " ".join(word for word in row[5].split() if word[0] not in PERSON + CALLED)
    lacking = [word for word in words if grade_of(own, [word]) >= Grade.NOT] if PERSON in row[5] else []
    by = _person(database, row[0], lacking) if lacking else ""
    return CustomerHit(row[0], row[1], row[2], row[3], row[4], by, grade, spans_of(row[2], words, own))


def _person(database: Any, customer_id: int, words: Sequence[str]) -> str:
    """The contact that answers words which the customer itself does not; "" where none does."""
    best = min(((grade_of(search, words), at, name, phone) for at, (search, name, phone) in enumerate(database.execute_sql(
        "SELECT search, name, phone FROM contact WHERE customer_id = ? ORDER BY id", (customer_id,)))), default=None)
    return f"{best[2]} {best[3]}".strip() if best is not None and best[0] < Grade.NOT else ""
