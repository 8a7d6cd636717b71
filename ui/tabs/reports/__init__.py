"""Reports: sales from each side, what waits for approval, tasks, who answers for what."""

from __future__ import annotations

from ui.kit.tab import View
from ui.tabs.finance import FINANCE
from ui.tabs.reports import approvals, registers, sales, territory

VIEWS: tuple[View, ...] = (
    *sales.VIEWS, approvals.VIEW, registers.TASK_LIST, registers.LIABILITY_LIST, registers.BY_PERSON, territory.VIEW, FINANCE,
)
