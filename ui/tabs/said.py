"""Values as words on boards and in facts, always through their Kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.text import _
from models.receivables.rules import Credit, spelled


def money(amount: Decimal) -> str:
    """12,480.00; nothing is 0.00."""
    return text_of(Kind.MONEY, amount, zero="")


def quantity(amount: Decimal, unit: str = "") -> str:
    """2,000 袋."""
    return f"{text_of(Kind.QUANTITY, amount, zero='')} {unit}".rstrip()


def quantities(parts: Iterable[tuple[str, Decimal]]) -> str:
    """100 袋 + 2.5 吨."""
    return " + ".join(quantity(amount, unit) for unit, amount in parts)


def price(amount: Decimal | None) -> str:
    """128.00, or nothing."""
    return text_of(Kind.PRICE, amount)


def day(office: Office, when: date | None) -> str:
    """11-23 within this year, 2025-11-23 beyond."""
    return text_of(Kind.DATE, when, year=office.clock.today().year)


def moment(office: Office, when: datetime) -> str:
    """11-23 09:30."""
    return text_of(Kind.MOMENT, when, year=office.clock.today().year)


def credit(standing: Credit) -> str:
    """What counts against a credit limit, spelled out, and the limit."""
    said = spelled(standing)
    return said if standing.limit is None else _("{sum}; limit {limit}").format(sum=said, limit=money(standing.limit))


def span(time: timedelta) -> str:
    """How long: 20 min, 2 h 5 min, 3 days 2 h."""
    minutes = max(0, int(time.total_seconds()) // 60)
    days, hours, left = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("{days} days {hours} h").format(days=days, hours=hours) if hours else _("{days} days").format(days=days)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=left)
    return _("{minutes} min").format(minutes=left)


def office_hours(worked: timedelta, clock: timedelta) -> str:
    """How long in office hours, and by the clock where nights or days off lie between: 2 h 5 min (by the clock 3 days 2 h)."""
    minutes = max(0, int(worked.total_seconds()) // 60)
    hours = _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60) if minutes >= 60 else span(worked)
    return hours if clock - worked < timedelta(minutes=1) else _("{hours} (by the clock {time})").format(hours=hours, time=span(clock))
