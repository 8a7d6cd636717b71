"""Settings: what the office is, what it prints, which rules it keeps, who works in it, its copies and its journal."""

from __future__ import annotations

from models.core.text import N_
from ui.kit.tab import Group, View
from ui.tabs.settings.calendar import CALENDAR_VIEW, PUBLIC_VIEW
from ui.tabs.settings.company import COMPANY, PAPERS_VIEW
from ui.tabs.settings.copies import BACKUP
from ui.tabs.settings.crew import PEOPLE_VIEW, PERSON
from ui.tabs.settings.designer import VIEW as DESIGNER
from ui.tabs.settings.journal import JOURNAL_VIEW
from ui.tabs.settings.numbering import NUMBERING
from ui.tabs.settings.printers import VIEW as PRINTERS
from ui.tabs.settings.rules import RULES
from ui.tabs.settings.territories import TERRITORIES_VIEW

VIEWS: tuple[View | Group, ...] = (
    Group(N_("Office"), (COMPANY, NUMBERING, RULES, TERRITORIES_VIEW)),
    Group(N_("Papers and printers"), (PAPERS_VIEW, DESIGNER, PRINTERS)),
    Group(N_("Staff"), (PEOPLE_VIEW, PERSON)),
    Group(N_("Calendar"), (CALENDAR_VIEW, PUBLIC_VIEW)),
    Group(N_("Safety"), (BACKUP, JOURNAL_VIEW)),
)
