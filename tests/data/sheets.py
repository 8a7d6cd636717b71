"""Sheets to write in tests: every kind of value, and text that other programs might take for something else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from models.core.kinds import Kind, Value
from models.core.listing import Column, sum_rows
from models.core.sheet import Sheet
from models.core.text import _, language

NASTY = ("=1+1", "+86 138", "-2", "@cmd", "\ttab", "<b>&amp;</b>", "_x0041_", "'quoted", "㛃䶮𬭎堃喆", " spaced ", "two\nlines")
STATES = {"issued": "Issued", "void": "Void"}
COLUMNS = (
    Column("number", "No.", None, Kind.CODE, width=16), Column("customer", "Customer", None, width=24),
    Column("date", "Date", None, Kind.DATE),
    Column("total", "Total", None, Kind.MONEY, total=True), Column("quantity", "Quantity", None, Kind.QUANTITY, total=True),
    Column("price", "Price", None, Kind.PRICE), Column("rate", "Rate", None, Kind.RATE), Column("lines", "Lines", None, Kind.INTEGER),
    Column("moment", "At", None, Kind.MOMENT, width=18), Column("state", "State", None, Kind.STATE, choices=STATES),
    Column("gift", "Gift", None, Kind.FLAG), Column("tax", "Tax number", None, Kind.CODE, width=20),
)
NINE = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)


def a_row(at: int, customer: str = "河南双汇") -> tuple[Value, ...]:
    """One invoice of a sheet."""
    quantity = Decimal("2.500") if at % 2 else Decimal("10.000")
    return (f"000{at}", customer, date(2026, 11, 1 + at % 28), Decimal("12480.50") + at, quantity, Decimal("166.110000"), Decimal("0.1300"),
            at, NINE, "issued" if at % 2 else "void", at % 2 == 0, "91410100563742219X")


def a_sheet(rows: list[tuple[Value, ...]], title: str = "Invoices", note: str = "") -> Sheet:
    """A sheet in the language spoken now, with its totals."""
    return Sheet("invoices", title, note, COLUMNS, tuple(_(column.title) for column in COLUMNS), rows, sum_rows(COLUMNS, rows), language())
