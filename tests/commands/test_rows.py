"""A row inserted the quick way is the row Peewee would have inserted."""

from __future__ import annotations

from decimal import Decimal

from models.core.office import Office
from models.core.rows import insert_row
from models.customers.tables import Customer


def test_the_quick_row_is_the_slow_row(office: Office) -> None:
    """Defaults, scaled numbers, instants and empty references alike."""
    facts = {"name": "甲", "pinyin": "jia", "alike": "jia", "search": "‹甲", "credit_limit": Decimal("50.50"), "salesperson": 1,
             "created": office.clock.moment()}
    quick = insert_row(office.database, Customer, {**facts, "code": "A"})
    slow = Customer.insert(**facts, code="B").execute()
    rows = [office.database.execute_sql("SELECT * FROM customer WHERE id = ?", (each,)).fetchone() for each in (quick, slow)]
    assert rows[0][2:] == rows[1][2:] and (quick, slow) == (1, 2)
