"""Whether the closings still say what was closed: each follows from the one before, from its papers, and stands in the journal."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate

from models.closing.queries.figures import sales_of
from models.closing.queries.kept import ClosingRow, Figures, closing_of, day_figures
from models.core.money import yuan
from models.core.office import Office
from models.receipts.queries import cash_book, day_receipts

_LOCKED = "SELECT l.date FROM day_lock l WHERE NOT EXISTS (SELECT 1 FROM closing c WHERE c.date = l.date)"
_OPENED = """
SELECT c.date FROM closing c WHERE NOT EXISTS (SELECT 1 FROM day_lock l WHERE l.date = c.date)
    AND NOT EXISTS (SELECT 1 FROM reopening r WHERE r.date <= c.date AND r.moment >= c.moment) GROUP BY c.date"""
_STORED = """
SELECT c.date, c.figures, c.journal_head, j.hash, k.content FROM closing c LEFT JOIN journal j ON j.sequence = c.journal_count
    LEFT JOIN journal k ON k.sequence = c.journal_count + 1 AND k.verb = 'day.close'"""


def day_faults(office: Office) -> Iterator[str]:
    """Days locked or open without reason, sheets that were changed, and those that do not follow from what they close."""
    run = office.database.execute_sql
    for day, in run(_LOCKED).fetchall():
        yield f"closing: {day} is locked without a close"
    for day, in run(_OPENED).fetchall():
        yield f"closing: {day} was closed and never reopened, and is open"
    for day, figures, head, hash_, content in run(_STORED).fetchall():
        if head != hash_ and hash_ is not None:
            yield f"closing: the sheet of {day} does not name the journal's head before it"
        if content is None or json.loads(content).get("figures", "") not in ("", hashlib.sha256(figures.encode()).hexdigest()):
            yield f"closing: the journal tells of other figures of {day}"
    before: Figures = {}
    posted = _running(office)
    for day, in run("SELECT date FROM day_lock ORDER BY date").fetchall():
        row = closing_of(office, date.fromisoformat(day))
        if row is not None:
            kept = day_figures(office, row.id)
            yield from (f"closing: {day} {fault}" for fault in (*_following(before, kept, posted(day)), *_columns(office, row, kept),
                                                                *_papers(office, row.date, kept)))
            before = kept


def _following(before: Figures, kept: Figures, posted: Decimal) -> Iterator[str]:
    closing = Decimal(kept["receivables"]["closing"])
    if before and Decimal(kept["receivables"]["opening"]) != Decimal(before["receivables"]["closing"]):
        yield "does not open with the receivables that the day before closed with"
    if before and Decimal(kept["cash"]["opening"]) != Decimal(before["cash"]["closing"]):
        yield "does not open with the cash that was counted the day before"
    if closing != posted:
        yield f"closed with receivables of {closing}, the ledger says {posted}"


def _columns(office: Office, row: ClosingRow, kept: Figures) -> Iterator[str]:
    invoices, sales, received = office.database.execute_sql("SELECT invoices, sales, received FROM closing WHERE id = ?",
                                                            (row.id,)).fetchone()
    counted = kept["cash"]["counted"]
    listed = (invoices, yuan(sales), yuan(received), row.cash_book, row.cash_counted)
    if listed != (kept["numbers"]["used"], Decimal(kept["sales"]["net"]), Decimal(kept["receipts_total"]["amount"]),
                  Decimal(kept["cash"]["book"]), None if counted is None else Decimal(counted)):
        yield "is listed with other figures than its sheet has"


def _papers(office: Office, day: date, kept: Figures) -> Iterator[str]:
    """What cannot change once the day is closed, added up again from its papers."""
    sales = sales_of(office, day)
    if any(Decimal(kept["sales"][key]) != value for key, value in sales.items()):
        yield "closed with other sales than its invoices come to"
    there = {row.method: (row.amount, row.goods, row.old, row.advance) for row in day_receipts(office, day)}
    said = {line["method"]: tuple(Decimal(line[key]) for key in ("amount", "goods", "old", "advance")) for line in kept["receipts"]}
    if there != said:
        yield "closed with other receipts than its papers come to"
    cash = cash_book(office, day)
    if [Decimal(kept["cash"][key]) for key in ("received", "banked", "paid", "refunded", "closing")] != [
            cash.received, cash.banked, cash.paid, cash.refunded, cash.closing]:
        yield "closed with other cash than its papers come to"


def _running(office: Office) -> Callable[[str], Decimal]:
    """What the ledger comes to at the end of a day, from one reading of it."""
    sums = office.database.execute_sql("SELECT date, SUM(amount) FROM ledger_entry GROUP BY date ORDER BY date").fetchall()
    days = [row[0] for row in sums]
    totals = [0, *accumulate(row[1] for row in sums)]
    return lambda day: yuan(totals[bisect_right(days, day)])
