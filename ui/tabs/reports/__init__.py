"""Reports: sales from each side, what waits for approval, tasks, who answers for what."""

from __future__ import annotations

from models.core.text import N_
from ui.kit.tab import TabSpec
from ui.tabs.finance import FINANCE
from ui.tabs.reports import approvals, registers, sales

TAB = TabSpec("reports", N_("Reports"), "reports", views=(
    *sales.VIEWS, approvals.VIEW, registers.TASK_LIST, registers.LIABILITY_LIST, registers.BY_PERSON, FINANCE,
))
