"""Whether quotes and contracts still say what was agreed: their sums, their arithmetic, their lives, their numbers, their files."""

from __future__ import annotations

from collections.abc import Iterator

from models.contracts.queries.files import file_faults
from models.contracts.rules import CONTRACTS, QUOTES, TURNS
from models.core.gaps import gaps
from models.core.office import Office

_SUMS = """
SELECT p.number FROM {head} p LEFT JOIN (SELECT {key} AS id, SUM(amount) AS total, SUM(net) AS net, SUM(tax) AS tax FROM {line}
    {own} GROUP BY 1) l ON l.id = p.id
WHERE p.total <> COALESCE(l.total, 0) OR p.net <> COALESCE(l.net, 0) OR p.tax <> COALESCE(l.tax, 0) OR p.total <> p.net + p.tax"""
_SUPPLEMENTS = """
SELECT s.number FROM contract_supplement s LEFT JOIN (SELECT supplement_id AS id, SUM(amount) AS total FROM contract_line
    WHERE supplement_id IS NOT NULL GROUP BY 1) l ON l.id = s.id WHERE s.total <> COALESCE(l.total, 0)"""
_AMOUNT = """
SELECT p.number, l.position FROM {line} l JOIN {head} p ON p.id = l.{key} {own}
WHERE ABS(l.quantity) <= 9000000000000000000 / MAX(l.price, 1)
    AND l.amount <> (ABS(l.quantity) * l.price + 5000000) / 10000000 * SIGN(l.quantity)"""
_AS_IT_STANDS = """
SELECT c.number, l.position FROM contract_line l JOIN contract c ON c.id = l.contract_id JOIN contract_line x ON x.changes_id = l.id
GROUP BY l.id HAVING ABS(l.quantity + SUM(x.quantity)) <= 9000000000000000000 / MAX(l.price, 1)
    AND l.amount + SUM(x.amount) <> ((l.quantity + SUM(x.quantity)) * l.price + 5000000) / 10000000"""
"""A line with what supplements made of it, in parts, is its quantity × price again."""
_CHANGES = """
SELECT c.number FROM {table} x JOIN contract c ON c.id = x.contract_id LEFT JOIN {table} l ON l.id = x.changes_id
    AND l.contract_id = x.contract_id AND l.changes_id IS NULL
WHERE x.changes_id IS NOT NULL AND (l.id IS NULL OR x.supplement_id IS NULL)"""
_BELOW = """
SELECT c.number FROM contract_line x JOIN contract c ON c.id = x.contract_id GROUP BY COALESCE(x.changes_id, x.id)
    HAVING SUM(x.quantity) < 0 OR SUM(x.amount) < 0 AND SUM(x.quantity) >= 0
UNION SELECT c.number FROM instalment x JOIN contract c ON c.id = x.contract_id GROUP BY COALESCE(x.changes_id, x.id)
    HAVING SUM(x.amount) < 0"""


def faults(office: Office) -> Iterator[str]:
    """Add quotes, contracts and supplements up from their lines, walk through the lives of contracts, hold files against their digests."""
    run = office.database.execute_sql
    for head, line, key, own in (("quote", "quote_line", "quote_id", ""),
                                 ("contract", "contract_line", "contract_id", "WHERE supplement_id IS NULL")):
        for number, in run(_SUMS.format(head=head, line=line, key=key, own=own)).fetchall():
            yield f"contracts: {number} is not the sum of its lines"
        for number, position in run(_AMOUNT.format(head=head, line=line, key=key, own=own and "AND l.changes_id IS NULL")).fetchall():
            yield f"contracts: {number} line {position} is not quantity × price"
    for number, position in run(_AS_IT_STANDS).fetchall():
        yield f"contracts: {number} line {position} is not quantity × price"
    for number, in run(_SUPPLEMENTS).fetchall():
        yield f"contracts: {number} is not the sum of its lines"
    for table in ("contract_line", "instalment"):
        for number, in run(_CHANGES.format(table=table)).fetchall():
            yield f"contracts: {number} changes something that is not its own"
    for number, in run(_BELOW).fetchall():
        yield f"contracts: something of {number} has fallen below nothing"
    yield from _lives(office)
    yield from gaps(office.database, QUOTES.key, "quote", "d.version = 1")
    yield from gaps(office.database, CONTRACTS.key, "contract")
    yield from file_faults(office)


def _lives(office: Office) -> Iterator[str]:
    """Each step must be one that could be taken."""
    state: dict[str, str] = {}
    rows = office.database.execute_sql("SELECT c.number, s.step FROM contract c LEFT JOIN contract_step s ON s.contract_id = c.id "
                                       "ORDER BY c.id, s.id").fetchall()
    for number, step in rows:
        before = state.get(number, "")
        if step is None or (step == "filed") != (before == "") or (step != "filed" and before not in TURNS.get(step, ())):
            yield f"contracts: {number} took a step it could not take"
        state[number] = "draft" if step in ("filed", "returned") else str(step)
