"""What is owed, by whom, since when, and what the month brought: one pass over what is open, one over the month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.core.money import ZERO, yuan
from models.core.office import Office
from models.receivables.queries import EVER, LIVE
from models.receivables.rules import BUCKETS, bucket_of
from models.reports import rules

_SIDE = """
SELECT e.customer_id, COALESCE(e.due, e.date), e.amount {sign} COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.{side} = e.id), 0)
    AS left FROM ledger_entry e WHERE e.amount {than} 0 AND left <> 0 AND """ + LIVE.format(day=repr(EVER))
_OPEN = _SIDE.format(sign="-", side="debt_id", than=">") + " UNION ALL " + _SIDE.format(sign="+", side="credit_id", than="<")


@dataclass(frozen=True)
class Owed:
    """Everything that is open. ageing: (key, title, yuan) by bucket; advances apart; expected: by customer, the latest first."""

    ageing: tuple[tuple[str, str, Decimal], ...]
    advances: Decimal
    expected: tuple[tuple[int, rules.Expected], ...]


def owed(office: Office, day: date) -> Owed:
    """What customers owe, aged on a day, and what should come in within the days that the office waits (duties 15, 71)."""
    debts: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    advances: dict[int, Decimal] = defaultdict(Decimal)
    buckets: dict[str, Decimal] = {bucket.key: ZERO for bucket in BUCKETS}
    for customer, due, left in office.database.execute_sql(_OPEN):
        if left < 0:
            advances[customer] -= yuan(left)
            continue
        when = date.fromisoformat(due)
        debts[customer].append((when, yuan(left)))
        buckets[bucket_of(when, day).key] += yuan(left)
    within = office.settings[rules.EXPECTED_DAYS]
    expected = [(customer, found) for customer, items in debts.items()
                if (found := rules.expected_of(items, advances[customer], day, within)) is not None]
    expected.sort(key=lambda item: (item[1].since, -item[1].amount, item[0]))
    ageing = tuple((bucket.key, bucket.title, buckets[bucket.key]) for bucket in BUCKETS)
    return Owed(ageing, sum(advances.values(), ZERO), tuple(expected))


@dataclass(frozen=True)
class Month:
    """A month up to a day, in yuan. sales: net of reds, void left out; received: net of counter-entries and refunds.

    days: (day, sales, received) for each day with either. Targets: 0 where none is set.
    """

    start: date
    sales: Decimal
    received: Decimal
    sales_target: Decimal
    received_target: Decimal
    days: tuple[tuple[date, Decimal, Decimal], ...]


def month_of(office: Office, day: date) -> Month:
    """The month of a day, up to its end."""
    start = day.replace(day=1)
    span = (start.isoformat(), ((start + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat())
    run = office.database.execute_sql
    sales = dict(run("SELECT i.date, SUM(i.total) FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id "
                     "WHERE i.date BETWEEN ? AND ? AND v.invoice_id IS NULL GROUP BY i.date", span).fetchall())
    received = dict(run("SELECT date, SUM(CASE kind WHEN 'refund' THEN -amount ELSE amount END) FROM receipt "
                        "WHERE date BETWEEN ? AND ? AND kind IN ('receipt', 'refund') GROUP BY date", span).fetchall())
    days = tuple((date.fromisoformat(each), yuan(sales.get(each, 0)), yuan(received.get(each, 0))) for each in sorted({*sales, *received}))
    settings = office.settings
    return Month(start, yuan(sum(sales.values())), yuan(sum(received.values())), settings[rules.SALES_TARGET],
                 settings[rules.RECEIPTS_TARGET], days)
