"""A small trade that exists only in these tests: slips, goods, a form with lines, a tab. The kit knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from peewee import Model, ModelSelect

from models.core import tables as _core_tables  # noqa: F401  # declares the tables of the ground floor
from models.core.clock import FixedClock
from models.core.database import open_database
from models.core.errors import Need, Problem, require
from models.core.fields import DayField, IntegerField, MoneyField, TextField
from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing
from models.core.migrations import make_schema
from models.core.office import Actor, Done, Office
from models.core.table import Table, all_tables
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, Level, LinesSpec, Live, Mark, Section, Values

NAMES = ("河南双汇饲料有限公司", "周口牧原养殖场", "商丘大北农", "信阳鸿兴合作社", "驻马店正大饲料", "喆堃农牧")
GOODS = (Found(1, "育肥猪配合饲料", "F-1204  40kg  袋", "640"), Found(2, "仔猪教槽料", "F-1102  20kg  袋", "30"),
         Found(3, "蛋鸡预混料", "F-2201  25kg  袋", "0"), Found(4, "Layer premix", "F-2202  25kg  bag", "120"))
PRICES = {1: Decimal("128"), 2: Decimal("96.5"), 3: Decimal("210"), 4: Decimal("75")}
STOCK = {1: Decimal(640), 2: Decimal(30), 3: Decimal(0), 4: Decimal(120)}
STATES = {"issued": "Issued", "void": "Void", "red": "Red"}


class Slip(Model):
    """A row of the demo list. Not a Table: those are counted as the office's own."""

    number = TextField()
    customer = TextField()
    date = DayField()
    amount = MoneyField()
    state = TextField()
    grade = TextField()
    lines = IntegerField()


def _rows(ask: Filter) -> ModelSelect:
    return Slip.select()


SLIPS = Listing("slips", "Slips", _rows, Slip.id, (
    Column("number", "No.", Slip.number, Kind.CODE, search=True, width=16),
    Column("customer", "Customer", Slip.customer, search=True, width=28),
    Column("date", "Date", Slip.date, Kind.DATE, width=10),
    Column("lines", "Lines", Slip.lines, Kind.INTEGER, total=True, width=6),
    Column("amount", "Amount", Slip.amount, Kind.MONEY, total=True, width=14),
    Column("grade", "Grade", Slip.grade, Kind.GRADE, width=6),
    Column("state", "State", Slip.state, Kind.STATE, choices=STATES, width=10),
), topics=("slips",), date=Slip.date, state="state", order=("-date", "-number"),
    facets=(Facet("grade", "Grade", Slip.grade, lambda: [(each, each) for each in "OHABCN"]),),
    empty="No slips yet. F2 writes the first one.", singular="Slip")


def find_goods(office: Office, text: str) -> list[Found]:
    """Goods by code or name."""
    return [found for found in GOODS if text.lower() in f"{found.title} {found.detail}".lower()]


def find_customers(office: Office, text: str) -> list[Found]:
    """Customers by name."""
    return [Found(at, name, f"K{at:04}") for at, name in enumerate(NAMES) if text in name or text == "k"]


def follow(office: Office, values: Values, path: str) -> Live:
    """Amounts, stock and the sum, as typed; the last price where the goods were just chosen."""
    shown: dict[str, Any] = {}
    marks: dict[str, Mark] = {}
    total = Decimal(0)
    for place, line in enumerate(values["lines"]):
        at = f"lines.{place}"
        if path == f"{at}.goods" and line["goods"]:
            shown[f"{at}.price"] = line["price"] = PRICES[line["goods"]]
        amount = (line["quantity"] or 0) * (line["price"] or 0)
        total += amount
        shown[f"{at}.amount"] = Decimal(amount).quantize(Decimal("0.01"))
        if line["goods"]:
            shown[f"{at}.stock"] = STOCK[line["goods"]]
            if line["quantity"] and line["quantity"] > STOCK[line["goods"]]:
                marks[f"{at}.stock"] = Mark(f"短缺 {line['quantity'] - STOCK[line['goods']]} 袋")
    shown["total"] = total
    return Live(shown, marks)


FORM = FormSpec("slip", "New slip", parts=(
    Section((
        FieldSpec("customer", "Customer", FieldKind.FINDER, required=True, width=30, finder=find_customers, hint="拼音 / 名称"),
        FieldSpec("date", "Date", FieldKind.DATE, width=10, initial=lambda office: office.clock.today()),
        FieldSpec("way", "Way", FieldKind.CHOICE, width=12, choices=(("cash", "Cash"), ("bank", "Transfer"))),
        FieldSpec("phone", "Phone", FieldKind.PHONE, width=16),
        FieldSpec("urgent", "Urgent", FieldKind.FLAG),
        FieldSpec("remark", "Remark", width=30),
    ), columns=3),
    LinesSpec("lines", (
        FieldSpec("goods", "Product", FieldKind.FINDER, required=True, finder=find_goods, width=30),
        FieldSpec("quantity", "Quantity", FieldKind.QUANTITY, required=True, width=10),
        FieldSpec("price", "Price", FieldKind.PRICE, width=12, passed=True),
        FieldSpec("amount", "Amount", FieldKind.MONEY, width=14, read_only=True),
        FieldSpec("stock", "Available", FieldKind.QUANTITY, width=10, read_only=True),
    ), title="Lines"),
    Section((FieldSpec("total", "Total", FieldKind.MONEY, role="sum"),
             FieldSpec("received", "Received", FieldKind.MONEY, width=14)), columns=2),
), live=follow)


def write_slip(office: Office, values: Values) -> Done:
    """The demo's command: problems, one approval, one row."""
    with office.command("slip.write", {"customer": values["customer"]}) as act:
        require(Problem(f"lines.{at}.quantity", "q", "At most 500 bags") for at, line in enumerate(values["lines"])
                if line["quantity"] and line["quantity"] > 500)
        if not values["lines"]:
            require([Problem("lines", "none", "Type a line"), Problem("", "whole", "A slip needs goods")])
        row = Slip.create(number="S-9", customer=NAMES[values["customer"]], date=values["date"], amount=Decimal("1.00"),
                          state="issued", grade="N", lines=len(values["lines"]))
        act.changed("slips").about("S-9")
    return Done(row.id, "S-9")


NEED = Need("credit", "Over the limit")
LEVELS = {"issued": Level.GOOD, "void": Level.PLAIN, "red": Level.BLOCK}


@contextmanager
def demo_office(folder: Path, rows: int = 0) -> Iterator[Office]:
    """An office with core's tables and the slips."""
    core = [table for table in all_tables() if table.__module__ == "models.core.tables"]
    clock = FixedClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    database = open_database(folder / "office.db", "0" * 64)
    tables: list[type[Table]] = core
    make_schema(database, tables, 1)
    database.bind([*tables, Slip], bind_refs=False, bind_backrefs=False)
    database.create_tables([Slip])
    office = Office(folder, database, clock, tables)
    office.actor = Actor(1, "王敏", frozenset({"clerk"}))
    with database.atomic():
        database.execute_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO slip (number, customer, date, amount, state, grade, lines) SELECT printf('XS202611-%05d', i), "
            "CASE i % 6 WHEN 0 THEN '河南双汇饲料有限公司' WHEN 1 THEN '周口牧原养殖场' WHEN 2 THEN '商丘大北农' "
            "WHEN 3 THEN '信阳鸿兴合作社' WHEN 4 THEN '驻马店正大饲料' ELSE '喆堃农牧' END, "
            "date('2026-11-23', '-' || (i % 400) || ' days'), (i * 7919 % 2000000) - CASE WHEN i % 11 = 0 THEN 3000000 ELSE 0 END, "
            "CASE i % 11 WHEN 0 THEN 'red' WHEN 5 THEN 'void' ELSE 'issued' END, substr('OHABCN', i % 6 + 1, 1), i % 9 + 1 "
            "FROM n WHERE ? > 0", (rows, rows)) if rows else None
    try:
        yield office
    finally:
        office.close()
