"""Closing: the checklist, the count of the drawer and the sheet side by side; tomorrow's list, the calendar, what was closed; months."""

from __future__ import annotations

from models.core.text import N_
from ui.kit.tab import BoardView, Group, PaperView, SplitView, View
from ui.tabs.closing import cash, day, handing, month, reopening, settling, tomorrow

CLOSE_VIEW = SplitView(N_("Close the day"), (
    SplitView(N_("Before closing"), (BoardView(N_("Before closing"), day.checklist, day.TOPICS), cash.CLOSE), (2, 3), down=True, first=1),
    PaperView(N_("Daily Closing Sheet"), day.DAY_SHEET, day.day_at_hand, day.TOPICS),
), (4, 5), name="close")

VIEWS: tuple[View | Group, ...] = (
    Group(N_("Day closing"), (CLOSE_VIEW, tomorrow.VIEW, month.VIEW, reopening.LIST, cash.COUNT_LIST)),
    Group(N_("Month settlement"), (settling.VIEW, settling.LIST, settling.CUSTOMERS, settling.PRODUCTS)),
    Group(N_("Hand-over"), (handing.LIST, handing.DIFFERENCES)),
)
