"""What tests of goods ask and do again and again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.core.errors import RuleViolation
from models.core.office import Office
from models.days import commands as days
from models.stock import queries


def close(office: Office, day: date) -> None:
    """Lock a day, without the figures of a closing."""
    with office.command("test") as act:
        days.lock_day(act, day)


def on_hand(office: Office, warehouse: int, product: int) -> Decimal:
    """What lies in a warehouse after everything that is known."""
    return queries.standings(office, warehouse, [product])[product].on_hand


def codes(raised: RuleViolation) -> dict[str, str]:
    """What is wrong, by field."""
    return {problem.field: problem.code for problem in raised.problems}
