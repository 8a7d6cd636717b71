"""Contracts and instalments as a finder offers them: by number, title or customer, in every way a name may be typed, best match first."""

from __future__ import annotations

from functools import lru_cache

from models.contracts.queries.papers import instalments
from models.contracts.queries.rows import InstalmentRow
from models.core.office import Office
from models.core.ranking import Grade, asked_words, grade_of
from models.core.search import indexed_text

_IN_FORCE = """
SELECT c.id, c.number, c.title, c.customer_name, c.their_number, k.search FROM contract c JOIN customer k ON k.id = c.customer_id
    JOIN contract_step s ON s.id = (SELECT MAX(id) FROM contract_step WHERE contract_id = c.id)
    WHERE s.step IN ('approved', 'performing') ORDER BY c.date DESC, c.id DESC"""
_text = lru_cache(maxsize=4096)(indexed_text)


def _found(office: Office, text: str) -> list[tuple[int, tuple[int, str, str, str], str]]:
    """(grade, contract, its search text) of those in force, the best first, of equals the latest."""
    words, rows, found = asked_words(text), office.database.execute_sql(_IN_FORCE).fetchall(), []
    if text.strip() and not words:
        return []                                               # nothing but signs, which no name is asked by
    for key, number, title, customer, theirs, known in rows:
        search = f"{_text((number, title, theirs, customer), (title, customer))} {known}"
        found.append((grade_of(search, words), (key, number, title, customer), search))
    return sorted(found, key=lambda each: each[0])


def find(office: Office, text: str, limit: int = 20) -> list[tuple[int, str, str, str]]:
    """(id, number, title, customer) of contracts in force by number, title, or as the customer is found; best match, then latest first."""
    return [row for grade, row, _search in _found(office, text) if grade < Grade.NOT][:limit]


def find_instalments(office: Office, text: str, limit: int = 20) -> list[tuple[str, InstalmentRow]]:
    """(contract number, instalment) of contracts in force, as contracts are found or by what it is for; best match, then the next one."""
    words, found = asked_words(text), []
    for grade, (key, number, _title, _customer), search in _found(office, text):
        for one in instalments(office, key):
            best = grade if grade < Grade.NOT else grade_of(f"{_text((one.title,), (one.title,))} {search}", words)
            if best < Grade.NOT:
                found.append((best, number, one))
    return [(number, one) for _grade, number, one in sorted(found, key=lambda each: (each[0], each[2].due))][:limit]


def outside_numbers(office: Office) -> list[tuple[str, str, int, str]]:
    """(number, the number it bears elsewhere, customer id, name) of contracts that have such a number and did not end early."""
    rows = office.database.execute_sql(
        "SELECT c.number, c.their_number, COALESCE(a.kept_id, c.customer_id), c.customer_name FROM contract c "
        "JOIN contract_step s ON s.id = (SELECT MAX(id) FROM contract_step WHERE contract_id = c.id) "
        "LEFT JOIN customer_alias a ON a.customer_id = c.customer_id WHERE c.their_number <> '' AND s.step <> 'ended'").fetchall()
    return [(row[0], row[1], row[2], row[3]) for row in rows]
