"""One customer at a glance: when it bought last, its own rhythm, and whether that warns (duties 68, 70)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.core.money import ZERO, yuan
from models.core.office import Office
from models.customers.queries import family, told
from models.reports import rules
from models.reports.rules import EarlyWarning, Rhythm

_STANDS = "NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id)"


@dataclass(frozen=True)
class LastOrder:
    """The latest sale that stands."""

    id: int
    number: str
    date: date
    total: Decimal


@dataclass(frozen=True)
class Glance:
    """Figures over everybody the customer stands for. year: net sales in yuan since the first of January."""

    last: LastOrder | None
    rhythm: Rhythm | None
    warning: EarlyWarning | None
    year: Decimal


def glance(office: Office, customer_id: int) -> Glance:
    """How a customer buys, as of the office's clock."""
    day, same = office.clock.today(), family(office, customer_id)
    marks = ", ".join("?" * len(same))
    last = office.database.execute_sql(
        f"SELECT i.id, i.number, i.date, i.total FROM invoice i WHERE i.customer_id IN ({marks}) AND i.kind = 'sale' AND {_STANDS} "
        "ORDER BY i.date DESC, i.id DESC LIMIT 1", same).fetchone()
    if last is None:
        return Glance(None, None, None, ZERO)
    since = day - timedelta(days=rules.RHYTHM_DAYS)
    rows = office.database.execute_sql(
        f"SELECT i.date, i.total, i.kind FROM invoice i WHERE i.customer_id IN ({marks}) AND i.date BETWEEN ? AND ? AND {_STANDS}",
        (*same, since.isoformat(), day.isoformat())).fetchall()
    sold = [(date.fromisoformat(row[0]), yuan(row[1]), row[2]) for row in rows]
    bought = [when for when, _total, kind in sold if kind == "sale"]
    year = sum((total for when, total, _kind in sold if when.year == day.year), ZERO)
    order = LastOrder(last[0], last[1], date.fromisoformat(last[2]), yuan(last[3]))
    return Glance(order, rules.rhythm_of(bought), _warning(office, same, sold, bought, order.date), year)


def _warning(office: Office, same: tuple[int, ...], sold: list[tuple[date, Decimal, str]], bought: list[date],
             last: date) -> EarlyWarning | None:
    day, period = office.clock.today(), office.settings[rules.PERIOD_DAYS]
    first, middle = rules.spans_of(day, period)
    now = sum((total for when, total, _kind in sold if middle <= when), ZERO)
    before = sum((total for when, total, _kind in sold if first <= when < middle), ZERO)
    silence = rules.silence_of(bought, day, office.settings[rules.QUIET], office.settings[rules.LOST])
    return rules.warning_of(same[0], last, silence, rules.fall_of(now, before, period), told(office, same), day)
