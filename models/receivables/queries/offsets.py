"""Reads of offset papers: what each allows, what was taken against it, what is left (duty 26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.money import yuan
from models.core.office import Office
from models.receivables.rules import Quota

_PAPER = """
SELECT p.id, p.number, p.customer_id, p.starts, p.ends, p.amount, p.product_id, COALESCE(g.name, ''), COALESCE(g.unit, ''),
    p.base_quantity, w.reason, (SELECT COALESCE(SUM(u.amount), 0) FROM offset_use u WHERE u.paper_id = p.id),
    (SELECT COALESCE(SUM(u.quantity), 0) FROM offset_use u WHERE u.paper_id = p.id), COALESCE(a.kept_id, p.customer_id), p.unit, p.quantity,
    p.remark, p.person
FROM offset_paper p LEFT JOIN product g ON g.id = p.product_id LEFT JOIN offset_withdrawal w ON w.paper_id = p.id
    LEFT JOIN customer_alias a ON a.customer_id = p.customer_id WHERE """


@dataclass(frozen=True)
class OffsetRow:
    """A paper with what is left of it. holder_id: whose it is now, where customers were merged. withdrawn: why, None for not."""

    id: int
    customer_id: int
    holder_id: int
    quota: Quota
    unit: str
    quantity: Decimal | None
    remark: str
    person: str
    withdrawn: str | None


@dataclass(frozen=True)
class OffsetUsed:
    """One thing taken against a paper, or given back."""

    date: Day
    source: str
    source_id: int
    number: str
    amount: Decimal
    quantity: Decimal


def offset(office: Office, paper_id: int | None) -> OffsetRow | None:
    """One paper, None for none or an unknown one."""
    if paper_id is None or not 0 < paper_id < 2**63:
        return None
    return next(_papers(office, "p.id = ?", paper_id), None)


def offset_numbered(office: Office, number: str) -> OffsetRow | None:
    """The paper of this number that was not withdrawn."""
    return next(_papers(office, "p.number = ? AND w.paper_id IS NULL", number), None)


def offsets_of(office: Office, customer_id: int, day: Day | None = None) -> list[OffsetRow]:
    """The papers of a customer that were not withdrawn, the first to end first; of a day those that hold on it with something left."""
    found = list(_papers(office, "w.paper_id IS NULL AND COALESCE(a.kept_id, p.customer_id) = ? ORDER BY p.ends, p.id", customer_id))
    return found if day is None else [row for row in found if row.quota.starts <= day <= row.quota.ends and row.quota.money_left > 0]


def _papers(office: Office, where: str, what: object) -> Iterator[OffsetRow]:
    for row in office.database.execute_sql(_PAPER + where, (what,)).fetchall():
        quota = Quota(row[0], row[1], row[13], Day.fromisoformat(row[3]), Day.fromisoformat(row[4]), yuan(row[5]), yuan(row[11]), row[6],
                      row[7], row[8], None if row[9] is None else from_scaled(row[9], 3), from_scaled(row[12], 3), row[10] is not None)
        yield OffsetRow(row[0], row[2], row[13], quota, row[14], None if row[15] is None else from_scaled(row[15], 3), row[16], row[17],
                        row[10])


def uses_of(office: Office, paper_id: int) -> list[OffsetUsed]:
    """What was taken against a paper and given back, oldest first."""
    rows = office.database.execute_sql("SELECT date, source, source_id, number, amount, quantity FROM offset_use WHERE paper_id = ? "
                                       "ORDER BY id", (paper_id,)).fetchall()
    return [OffsetUsed(Day.fromisoformat(row[0]), row[1], row[2], row[3], yuan(row[4]), from_scaled(row[5], 3)) for row in rows]


def used_by(office: Office, source: str, source_id: int) -> tuple[int, Decimal, Decimal] | None:
    """(paper, amount, quantity) that a receipt or an invoice holds of a paper after what was given back; None when it names none."""
    row = office.database.execute_sql("SELECT paper_id, SUM(amount), SUM(quantity) FROM offset_use WHERE source = ? AND source_id = ? "
                                      "GROUP BY paper_id", (source, source_id)).fetchone()
    return None if row is None else (row[0], yuan(row[1]), from_scaled(row[2], 3))


def offset_of(office: Office, source: str, source_id: int) -> OffsetRow | None:
    """The paper that a receipt or an invoice names."""
    used = used_by(office, source, source_id)
    return None if used is None else offset(office, used[0])


def faults(office: Office) -> Iterator[str]:
    """Uses before their paper's first day or after its last, and papers with less than nothing taken; names each fault."""
    run = office.database.execute_sql
    for number, source, day in run(
            "SELECT p.number, u.number, u.date FROM offset_use u JOIN offset_paper p ON p.id = u.paper_id "
            "WHERE (u.amount > 0 OR u.quantity > 0) AND u.date NOT BETWEEN p.starts AND p.ends").fetchall():
        yield f"receivables: {source} of {day} is outside the days of the offset paper {number}"
    for number, amount, quantity in run(
            "SELECT p.number, SUM(u.amount), SUM(u.quantity) FROM offset_use u JOIN offset_paper p ON p.id = u.paper_id "
            "GROUP BY u.paper_id, u.source, u.source_id HAVING SUM(u.amount) < 0 OR SUM(u.quantity) < 0").fetchall():
        yield f"receivables: {amount} fen and {quantity} thousandths of the offset paper {number} were given back and never taken"
    for number, in run(
            "SELECT p.number FROM offset_paper p LEFT JOIN offset_withdrawal w ON w.paper_id = p.id WHERE w.paper_id IS NULL "
            "GROUP BY p.number HAVING COUNT(*) > 1").fetchall():
        yield f"receivables: the offset paper {number} stands twice"
