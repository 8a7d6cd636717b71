"""The demo trade as tabs: what a tab's author writes."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from models.core.chart import Chart, Series, Shape
from models.core.errors import Problem, require
from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.sheet import sheet_of
from printing.table import render_table
from ui.kit.board import Board, Card, CardRow, Entry, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import BoardView, Document, Door, FormView, ListView, PaperChoice, TabSpec, Verb

from .demo import FORM, LEVELS, NAMES, SLIPS, Slip, write_slip

REASON = FormSpec("void", "Void", (FieldSpec("reason", "Reason", FieldKind.LONG_TEXT, required=True, width=36),))
NOTE = FormSpec("note", "Note", (
    FieldSpec("way", "Way", FieldKind.CHOICE, width=8, choices=(("phone", "Phone"), ("visit", "Visit"))),
    FieldSpec("said", "Said", required=True, width=40), FieldSpec("next", "Next", FieldKind.DATE, width=8)), columns=3)


def void(office: Office, row: int, answers: Values) -> Done:
    """The demo's second command."""
    require([Problem("reason", "short", "Say more")] if len(answers["reason"]) < 3 else [])
    with office.command("slip.void") as act:
        Slip.update(state="void").where(Slip.id == row).execute()
        act.changed("slips")
    return Done(row, f"#{row}")


def note(office: Office, row: int, values: Values) -> Done:
    """Writes nothing, but is a command."""
    with office.command("slip.note", {"said": values["said"]}) as act:
        act.changed("slips")
    return Done(row, "1")


def pdf(office: Office, row: Any, choice: PaperChoice) -> bytes:
    """A paper of a few rows."""
    out = io.BytesIO()
    render_table(sheet_of(SLIPS, Filter(limit=80)), out)
    return out.getvalue()


SLIP_PAPER = Document("slip", "Slip", pdf, (("pin2", "Pin-feed 241 × 139.7 (half)"), ("A4", "A4")), copies=3, forms=True, feeds=True)


def detail(office: Office, row: int) -> Board:
    """The row under the cursor."""
    slip = Slip.get_by_id(row)
    return Board((
        Card("Slip", facts=(Fact("No.", slip.number), Fact("Customer", slip.customer, door=Door("slips", row)),
                            Fact("Owed", "32,400.00 已超期 12 天", Level.BLOCK), Fact("Delivered", "全部提货", Level.GOOD))),
        Card("History", rows=(CardRow("电话：要 40kg 包装，下周二前到货。", "李强 · 电话", "11-21"),
                              CardRow("上门：看了仓库，答应试用两吨。", "王敏 · 上门", "11-09")), timeline=True, side=1,
             entry=Entry(NOTE, Verb("Log", note))),
    ), subject=row)


def today(office: Office) -> Board:
    """The clerk's morning."""
    due = tuple(CardRow(NAMES[at], "电话回访 · 138 3838 000" + str(at), f"逾期 {at} 天" if at else "今天", Level.LOOK if at else Level.PLAIN,
                        "HABCNO"[at], Door("slips", at + 1), at + 1) for at in range(5))
    return Board((
        Card("Follow-ups due", due, count=12, door=Door("slips"), verbs=(Verb("Void", void, "Ctrl+L", asks=REASON),)),
        Card("Drafts", (CardRow("商丘大北农", "3 行", "4,830.00", door=Door("slips", 4)),), count=1),
        Card("Trucks on their way", empty="今天没有在途车辆"),
        Card("Sales this month", chart=Chart(Shape.BARS, ("销售", "回款"), (Series((Decimal("1204330.50"), Decimal("860000"))),),
                                            targets=(Decimal("1500000"), Decimal("1400000")), note="目标以竖线表示"), side=1),
        Card("Receivables by age", chart=Chart(Shape.BARS, ("未到期", "1–30", "31–60", "61–90", "90+"), (Series((
            Decimal("640000"), Decimal("120000"), Decimal("48000"), Decimal("9600"), Decimal("32000"))),),
            tones=(Level.GOOD, Level.PLAIN, Level.LOOK, Level.LOOK, Level.BLOCK)), side=1),
        Card("Sales by day", chart=Chart(Shape.LINE, ("11-01", "11-08", "11-15", "11-23"), (Series((
            Decimal(32000), Decimal(54000), Decimal(41000), Decimal(76000))),)), side=1),
    ), title="2026-11-23 周一")


SLIP_FORM = FormView(FORM, read=lambda values: values, verbs=(Verb("Issue", write_slip, "F9", primary=True, done="Issued {number}"),))
TABS = (
    TabSpec("today", "Today", "today", (BoardView("Today", today, ("slips",)),)),
    TabSpec("slips", "Slips", "invoices", (
        ListView(SLIPS, documents=(SLIP_PAPER,), levels=LEVELS, detail=detail,
                 verbs=(Verb("Void", void, "Ctrl+D", icon="void", asks=REASON, when=lambda row: row["state"] == "issued"),)),
        ListView(SLIPS, title="Red slips", name="red", levels=LEVELS, preset=lambda office: Filter(state="red"), board=detail),
        SLIP_FORM)),
    TabSpec("managers", "Managers only", "lock", (BoardView("Managers only", today),), roles=("manager",)),
)
