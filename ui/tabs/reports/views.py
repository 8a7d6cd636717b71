"""Reports: sales from each side, what waits for approval, tasks, who answers for what."""

from __future__ import annotations

from models.core.text import N_
from ui.kit.tab import Group, View
from ui.tabs.finance import FINANCE
from ui.tabs.reports import approvals, registers, sales, territory

VIEWS: tuple[View | Group, ...] = (
    Group(N_("Sales"), sales.VIEWS),
    Group(N_("Approvals and cases"), (approvals.VIEW, registers.LIABILITY_LIST, registers.BY_PERSON, territory.VIEW)),
    Group(N_("Tasks"), (registers.TASK_LIST,)),
    Group(N_("Finance"), (FINANCE,)),
)
