"""What the papers of money say against themselves, the drawer, the ledger and the offset papers."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.gaps import gaps
from models.core.money import yuan
from models.core.office import Office
from models.receipts.queries.papers import SOURCE
from models.receipts.rules import CASH_SIGN, SERIES

SIGNED = "amount * CASE kind " + " ".join(f"WHEN '{kind}' THEN {sign}" for kind, sign in CASH_SIGN.items()) + " END"
"""SQL: by how much a paper by cash moves the drawer, in fen."""

_WRONG_OFFSETS = """
SELECT r.number FROM receipt r LEFT JOIN offset_use u ON u.source = 'receipts' AND u.source_id = COALESCE(r.reverses_id, r.id)
    AND u.number = r.number AND u.date = r.date
WHERE r.kind = 'receipt' AND (r.method = 'offset' AND u.amount IS NOT r.amount OR r.method <> 'offset' AND u.id IS NOT NULL)
UNION ALL SELECT u.number FROM offset_use u WHERE u.source = 'receipts'
    AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.number = u.number)"""
_ENTRIES = """
SELECT e.number FROM ledger_entry e LEFT JOIN receipt r ON r.id = e.source_id AND r.customer_id = e.customer_id AND r.date = e.date
    AND r.number = e.number AND (e.kind <> 'receipt' OR e.due IS r.due)
    AND (e.kind LIKE r.kind || '%' OR (r.kind = 'receipt' AND e.kind LIKE 'discount%'))
WHERE e.source = ? AND r.id IS NULL"""


def faults(office: Office) -> Iterator[str]:
    """Recompute the drawer from the papers, and hold each paper against what it posted into the ledger; names each fault."""
    run = office.database.execute_sql
    for row in run(f"WITH said AS (SELECT date, SUM(SUM({SIGNED})) OVER (ORDER BY date) AS total FROM receipt WHERE method = 'cash' "
                   "GROUP BY date) SELECT date, d.balance, said.total FROM said FULL JOIN cash_day d USING (date) "
                   "WHERE d.balance IS NOT said.total").fetchall():
        yield f"receipts: the drawer holds {row[1]} fen on {row[0]}, the papers say {row[2]}"
    for row in run("SELECT date, balance FROM cash_day WHERE balance < 0").fetchall():
        yield f"receipts: the drawer holds {yuan(row[1])} on {row[0]}"
    for row in run("SELECT r.number FROM receipt r LEFT JOIN ledger_entry e ON e.source = 'receipts' AND e.source_id = r.id "
                   "WHERE r.kind IN ('receipt', 'refund') GROUP BY r.id HAVING COALESCE(SUM(e.amount), 0) <> "
                   "CASE r.kind WHEN 'refund' THEN r.amount ELSE -r.amount - r.rounding END").fetchall():
        yield f"receipts: {row[0]} and the ledger do not agree"
    for number, in run(_ENTRIES, (SOURCE,)).fetchall():
        yield f"receipts: the ledger's entry of {number} names another customer, day, number, kind or due date"
    for number, in run(_WRONG_OFFSETS).fetchall():
        yield f"receipts: {number} and what is taken of its offset paper do not agree"
    for key in dict.fromkeys(series.key for series in SERIES.values()):
        kinds = ", ".join(f"'{kind}'" for kind, series in SERIES.items() if series.key == key)
        yield from gaps(office.database, key, "receipt", f"d.kind IN ({kinds})")
