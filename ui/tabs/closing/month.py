"""The calendar: closed, open and missing days, what each brought, the month below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from models.closing.queries import closing_of
from models.closing.queries.month import MonthDay, month_days
from models.core.kinds import Kind, text_of
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.board import Board, Card, Fact
from ui.kit.board_page import BoardArea
from ui.kit.desk import Desk
from ui.kit.month import DayCell, MonthGrid, month_on
from ui.kit.page import Page
from ui.kit.specs import Level
from ui.kit.tab import Action, Door, Key, OwnView
from ui.kit.words import button, column, label, row
from ui.tabs import said
from ui.tabs.closing.day import DAY_SHEET, day_at_hand, named
from ui.tabs.closing.reopening import reopening

STATES = {"closed": (N_("closed"), Level.GOOD), "open": (N_("open"), Level.LOOK), "missing": (N_("not closed"), Level.BLOCK)}


@dataclass(frozen=True)
class Shown:
    """What a worker read for the page."""

    days: dict[date, MonthDay]
    cells: dict[date, DayCell]


def cells_of(office: Office, days: dict[date, MonthDay]) -> dict[date, DayCell]:
    """A cell for each day with papers, and for today."""
    today = office.clock.today()
    made = {today: DayCell(today=True)}
    for day in days.values():
        words, level = STATES[day.state]
        made[day.date] = DayCell(_(words), level, "" if day.sales is None else text_of(Kind.MONEY, day.sales), day.date == today)
    return made


def day_board(office: Office, day: date, days: dict[date, MonthDay]) -> Board:
    """The day under the cursor, and the month."""
    found = days.get(day)
    facts: list[Fact] = []
    verbs: list[Key] = []
    if found is None:
        facts.append(Fact(_("State"), _("no papers")))
    else:
        words, level = STATES[found.state]
        facts.append(Fact(_("State"), _(words), level))
        if found.state == "closed":
            facts += [Fact(_("Net sales"), said.money(found.sales or ZERO)), Fact(_("Received"), said.money(found.received or ZERO)),
                      _difference(found.difference)]
            row = closing_of(office, day)
            facts += [Fact(_("Closed by"), f"{row.person} · {said.moment(office, row.moment)}")] if row is not None else []
            verbs = [Action(N_("Daily Closing Sheet"), lambda desk, which: desk.preview(DAY_SHEET, which), "Ctrl+P", "print"), reopening()]
        elif day == day_at_hand(office):
            verbs = [Action(N_("Close this day"), lambda desk, _day: desk.open(Door("", view="close")), "", "closing")]
    return Board((Card(named(day), facts=tuple(facts), verbs=tuple(verbs)), _month_card(list(days.values()))), subject=day)


def _difference(difference: Decimal | None) -> Fact:
    if difference is None:
        return Fact(_("Cash"), _("not counted"))
    if not difference:
        return Fact(_("Cash"), _("agrees with the book"), Level.GOOD)
    return Fact(_("Cash"), said.money(difference), Level.BLOCK if difference < 0 else Level.LOOK)


def _month_card(days: list[MonthDay]) -> Card:
    closed = [day for day in days if day.state == "closed"]
    missing = sum(1 for day in days if day.state == "missing")
    return Card(_("The month so far"), facts=(
        Fact(_("Days closed"), str(len(closed))),
        Fact(_("Not closed"), str(missing), Level.BLOCK if missing else Level.PLAIN),
        Fact(_("Net sales"), said.money(sum((day.sales or ZERO for day in closed), ZERO))),
        Fact(_("Received"), said.money(sum((day.received or ZERO for day in closed), ZERO))),
        Fact(_("Over or short"), said.money(sum((day.difference or ZERO for day in closed), ZERO))),
    ))


class CalendarPage(Page):
    """Arrows walk the days, PgUp and PgDn the months; Enter opens the sheet of a closed day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ("closing", "days", "invoices", "receipts", "stock"))
        look = theme.current()
        self.setAccessibleName(_("Calendar"))
        self.days: dict[date, MonthDay] = {}
        self.title = label("", "title")
        self.grid = MonthGrid()
        self.board = BoardArea(desk)
        self.month = desk.office.clock.today().replace(day=1)
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self._show_day)
        self.setLayout(self._lay_out(look.px(theme.MARGIN)))
        self.grid.picked.connect(lambda _day: self._timer.start())
        self.grid.turned.connect(self.show_month)
        self.grid.opened.connect(self._open)
        self.setFocusProxy(self.grid)
        self.show_month(desk.office.clock.today())

    def refresh(self) -> None:
        """Read the month again."""
        self.show_month(self.grid.day() or self.month)

    def show_month(self, chosen: date) -> None:
        """Another month at once, the cursor on a day of it; what its days hold follows from a worker."""
        if self.month != chosen.replace(day=1):
            self._show(chosen, Shown({}, {}))
        self.month = chosen.replace(day=1)
        office = self.desk.office

        def read(_ticket: object) -> Shown:
            days = month_days(office, chosen)
            return Shown(days, cells_of(office, days))

        self.desk.jobs.start(read, partial(self._show, chosen), lane=self)

    def leave(self) -> None:
        super().leave()
        self._timer.stop()
        self.desk.jobs.drop(self)
        self.desk.jobs.drop((self, "day"))

    def _show(self, chosen: date, shown: Shown) -> None:
        self.days = shown.days
        self.title.setText(f"{chosen.year}-{chosen.month:02}")
        self.grid.show_month(chosen, shown.cells, chosen)

    def _show_day(self) -> None:
        day, days, office = self.grid.day(), self.days, self.desk.office
        if day is not None:
            self.desk.jobs.start(lambda ticket: day_board(office, day, days), self.board.show_board, lane=(self, "day"))

    def _open(self, day: date) -> None:
        state = self.days[day].state if day in self.days else ""
        if state == "closed":
            self.desk.preview(DAY_SHEET, day)
        elif state:
            self.desk.open(Door("", view="close"))

    def _lay_out(self, margin: int) -> QHBoxLayout:
        look = theme.current()
        turns: list[QWidget] = []
        for words, name, by in ((N_("The month before"), "left", -1), (N_("The month after"), "right", 1)):
            made = button("", name=name)
            made.setAccessibleName(_(words))
            made.setToolTip(f"{_(words)}  {'PgUp' if by < 0 else 'PgDn'}")
            made.clicked.connect(partial(self._turn, by))
            turns.append(made)
        left = QWidget()
        inner = column(left, spacing=look.px(8), margins=(margin, look.px(8), 0, margin))
        inner.addLayout(row(*turns, self.title, 1))
        inner.addWidget(self.grid, 1)
        self.board.setMinimumWidth(look.px(240))
        both = QWidget()
        beside = row(left, self.board, spacing=0)
        beside.setStretch(0, 3)
        beside.setStretch(1, 2)
        both.setLayout(beside)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(both)
        return row(area)

    def _turn(self, by: int, _on: bool = False) -> None:
        self.show_month(month_on(self.month, by))


VIEW = OwnView(N_("Calendar"), CalendarPage, name="calendar")
