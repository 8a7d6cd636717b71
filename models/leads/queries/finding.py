"""Find a lead by what is typed of it, the one last reached first."""

from __future__ import annotations

from typing import NamedTuple

from models.core.asking import Use, ranked
from models.core.marking import Span, spans_of
from models.core.office import Office
from models.core.ranking import Grade, asked_words
from models.leads import rules
from models.leads.queries.cards import merges

TOUCHED = Use(when="t.touched")
"""A lead is used when somebody last reached it."""


class LeadHit(NamedTuple):
    """A lead as a finder shows it. grade: of core.ranking."""

    id: int
    number: str
    name: str
    phone: str
    contact: str = ""
    grade: int = Grade.SCATTERED
    spans: tuple[Span, ...] = ()


def find(office: Office, text: str, limit: int = 20, use: Use = TOUCHED) -> list[LeadHit]:
    """Leads by number, name, contact, pinyin or phone, best first, then those last reached; none asked: those last reached.

    A merged lead is found as the one that stands for it.
    """
    database, pointers, grades = office.database, merges(office), dict[int, int]()
    if text.strip():
        for each, grade in ranked(database, "lead", text, limit + len(pointers), use=use):
            grades.setdefault(rules.kept_for(each, pointers), grade)
    else:
        rows = database.execute_sql("SELECT id FROM lead WHERE id NOT IN (SELECT lead_id FROM lead_merge) ORDER BY id DESC LIMIT ?",
                                    (limit,))
        grades = dict.fromkeys((*use.recent, *(row[0] for row in rows)), Grade.SCATTERED)
    ids, words = list(grades)[:limit], asked_words(text)
    marks = ", ".join("?" * len(ids))
    rows = database.execute_sql(f"SELECT id, number, name, phone, contact, search FROM lead WHERE id IN ({marks})", ids)
    hits = {row[0]: LeadHit(row[0], row[1], row[2], row[3], row[4], grades[row[0]], spans_of(row[2], words, row[5])) for row in rows}
    return [hits[each] for each in ids]
