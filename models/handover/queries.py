"""Reads of hand-overs: batches with where they stand, open differences, and what changed in a period that was handed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from peewee import ModelSelect

from models.core import audit
from models.core.clock import stamp, unstamp
from models.core.gaps import gaps
from models.core.listing import Filter
from models.core.money import yuan
from models.core.office import Office
from models.handover import rules
from models.handover.inputs import Control
from models.handover.tables import HandoverAnswer, HandoverBatch


@dataclass(frozen=True)
class AnswerRow:
    """One answer. open: a difference that nobody resolved yet; resolution: how it ended."""

    id: int
    kind: str
    sheet: str
    figure: str
    ours: Decimal | None
    theirs: Decimal | None
    remark: str
    by: str
    moment: datetime
    resolution: str
    open: bool


@dataclass(frozen=True)
class BatchRow:
    """A batch with its control totals and answers. since: when the batch before it, to the same recipient, was made."""

    id: int
    number: str
    recipient: str
    start: date
    end: date
    due: date
    controls: tuple[Control, ...]
    journal_count: int
    journal_head: str
    remark: str
    person: str
    moment: datetime
    answers: tuple[AnswerRow, ...]
    state: str
    previous: str
    previous_end: date | None
    since: datetime | None


@dataclass(frozen=True)
class ChangeRow:
    """A paper dated in days that were handed over already, written after that. amount: yuan, None where it has none."""

    kind: str
    number: str
    date: date
    party: str
    amount: Decimal | None
    person: str
    moment: datetime


_BATCH = """
SELECT b.id, b.number, b.recipient, b.start, b."end", b.due, b.controls, b.journal_count, b.journal_head, b.remark, b.person, b.moment,
    p.number, p.moment, (SELECT MAX(e."end") FROM handover_batch e WHERE e.recipient = b.recipient AND e.id < b.id)
FROM handover_batch b LEFT JOIN handover_batch p ON p.id = (SELECT MAX(o.id) FROM handover_batch o WHERE o.recipient = b.recipient
    AND o.id < b.id)"""


def batch(office: Office, batch_id: int) -> BatchRow | None:
    """One batch, None when there is none."""
    return _batch(office, "b.id = ?", batch_id)


def batch_numbered(office: Office, number: str) -> BatchRow | None:
    """The batch of this number."""
    return _batch(office, "b.number = ?", number.strip())


def _batch(office: Office, where: str, value: object) -> BatchRow | None:
    row = office.database.execute_sql(f"{_BATCH} WHERE {where}", (value,)).fetchone()
    if row is None:
        return None
    answers = tuple(_answers(office, row[0]))
    state = rules.state_of([answer.kind for answer in answers], sum(1 for answer in answers if answer.open))
    controls = tuple((sheet, figure, rows, None if amount is None else Decimal(amount), None if quantity is None else Decimal(quantity))
                     for sheet, figure, rows, amount, quantity in json.loads(row[6]))
    return BatchRow(row[0], row[1], row[2], date.fromisoformat(row[3]), date.fromisoformat(row[4]), date.fromisoformat(row[5]), controls,
                    row[7], row[8], row[9], row[10], unstamp(row[11]), answers, state, row[12] or "",
                    date.fromisoformat(row[14]) if row[14] else None, unstamp(row[13]) if row[13] else None)


def _answers(office: Office, batch_id: int) -> Iterator[AnswerRow]:
    for row in office.database.execute_sql(
            "SELECT a.id, a.kind, a.sheet, a.figure, a.ours, a.theirs, a.remark, a.by, a.moment, r.remark FROM handover_answer a "
            "LEFT JOIN handover_answer r ON r.resolves_id = a.id WHERE a.batch_id = ? ORDER BY a.id", (batch_id,)).fetchall():
        yield AnswerRow(row[0], row[1], row[2], row[3], None if row[4] is None else yuan(row[4]), None if row[5] is None else yuan(row[5]),
                        row[6], row[7], unstamp(row[8]), row[9] or "", row[1] == "differs" and row[9] is None)


_CHANGES = """
SELECT kind, number, date, party, amount, person, moment FROM (
    SELECT kind AS kind, number, date, customer_name AS party, total AS amount, person, moment FROM invoice
    UNION ALL SELECT 'void', i.number, v.date, i.customer_name, -i.total, v.person, v.moment FROM invoice_void v
        JOIN invoice i ON i.id = v.invoice_id
    UNION ALL SELECT r.kind, r.number, r.date, COALESCE(c.name, ''), r.amount, r.person, r.moment FROM receipt r
        LEFT JOIN customer c ON c.id = r.customer_id
    UNION ALL SELECT 'delivery', d.number, d.date, i.customer_name, NULL, d.person, d.moment FROM delivery d
        JOIN invoice i ON i.id = d.invoice_id
    UNION ALL SELECT 'movement', COALESCE(NULLIF(m.number, ''), p.code), m.date, p.name, NULL, '', m.moment FROM movement m
        JOIN product p ON p.id = m.product_id WHERE m.source <> 'invoice line'
    UNION ALL SELECT 'day', c.date, c.date, '', c.sales, c.person, c.moment FROM closing c
        WHERE EXISTS (SELECT 1 FROM closing o WHERE o.date = c.date AND o.id < c.id)
    UNION ALL SELECT 'reopening', r.date, r.date, r.reason, NULL, r.person, r.moment FROM reopening r)
WHERE date <= ?1 AND moment > ?2 AND moment <= ?3 ORDER BY moment, number LIMIT ?4"""
MOST = 5000


def changes(office: Office, through: date, since: datetime, upto: datetime | None = None) -> list[ChangeRow]:
    """Papers dated up to a day that were written after a moment, oldest first, at most MOST: what was handed over no longer holds."""
    rows = office.database.execute_sql(_CHANGES, (through.isoformat(), stamp(since), stamp(upto) if upto else "9999", MOST))
    return [ChangeRow(row[0], row[1], date.fromisoformat(row[2]), row[3], None if row[4] is None else yuan(row[4]), row[5], unstamp(row[6]))
            for row in rows.fetchall()]


def last_before(office: Office, recipient: str, moment: datetime) -> tuple[date, datetime] | None:
    """(last day handed over so far, when) of the batches that a recipient got before a moment; None for none."""
    row = office.database.execute_sql('SELECT MAX("end"), MAX(moment) FROM handover_batch WHERE recipient = ? AND moment < ?',
                                      (recipient, stamp(moment))).fetchone()
    return (date.fromisoformat(row[0]), unstamp(row[1])) if row[0] else None


def waiting(office: Office) -> list[tuple[int, str, str, date]]:
    """(id, number, recipient, due) of batches that nobody answered yet, the earliest due first."""
    rows = office.database.execute_sql(
        "SELECT b.id, b.number, b.recipient, b.due FROM handover_batch b WHERE NOT EXISTS (SELECT 1 FROM handover_answer a "
        "WHERE a.batch_id = b.id AND a.kind IN ('accepted', 'differs')) ORDER BY b.due, b.id")
    return [(row[0], row[1], row[2], date.fromisoformat(row[3])) for row in rows.fetchall()]


def batches(_ask: Filter) -> ModelSelect:
    """Every batch."""
    return HandoverBatch.select()


def answers(_ask: Filter) -> ModelSelect:
    """Every difference that was named, with how it ended."""
    return HandoverAnswer.select().join(HandoverBatch).where(HandoverAnswer.kind == "differs")


def faults(office: Office) -> Iterator[str]:
    """Numbers without gaps, and each batch names the journal's head before it."""
    for number, head, journal in office.database.execute_sql(
            "SELECT b.number, b.journal_head, j.hash FROM handover_batch b LEFT JOIN journal j ON j.sequence = b.journal_count").fetchall():
        if journal is not None and journal != head:
            yield f"handover: {number} does not name the journal's head before it"
    yield from gaps(office.database, rules.BATCHES.key, "handover_batch")


def controls_kept(controls: list[Control]) -> str:
    """Control totals as they are stored."""
    return audit.canonical([[sheet, figure, rows, None if amount is None else str(amount), None if quantity is None else str(quantity)]
                            for sheet, figure, rows, amount, quantity in controls])
