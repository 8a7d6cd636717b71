"""The day at hand: which it is, the checklist before it is closed, its sheet as it prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.closing.queries import checks_before, closing_of, figures_of, unclosed_before
from models.closing.queries.month import close_of
from models.closing.rules import Check
from models.core.kinds import WEEKDAYS
from models.core.listing import Filter
from models.core.office import Office
from models.core.prints import record_print, record_saved
from models.core.text import N_, _
from printing.sizes import feeds, sizes_of
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.tab import Document, Door, PaperChoice
from ui.kit.words import colon
from ui.tabs import said
from ui.tabs.papers import paper, setting_of

TOPICS = ("closing", "days", "invoices", "receipts", "stock", "drafts", "deliveries", "receivables")
_OPEN = {"checks": Filter(state="unanswered"), "differences": Filter(state="open"), "negative": Filter(state="negative")}
"""What a door shows of its list, by the check that leads there."""


def day_at_hand(office: Office) -> date:
    """The first day with papers that is not closed, else today (days close in sequence)."""
    today = office.clock.today()
    return unclosed_before(office, today) or today


def named(day: date) -> str:
    """2026-11-23 Monday."""
    return f"{day.isoformat()} {_(WEEKDAYS[day.weekday()])}"


def checklist(office: Office) -> Board:
    """Each check, fine or a door to what is open; of a closed day, who closed it."""
    day = day_at_hand(office)
    closed = closing_of(office, day)
    if closed is not None:
        facts = (Fact(_("State"), _("closed"), Level.GOOD), Fact(_("Closed by"), f"{closed.person} · {said.moment(office, closed.moment)}"),
                 Fact(_("Cash by the book"), said.money(closed.cash_book)),
                 Fact(_("Cash counted"), _("not counted") if closed.cash_counted is None else said.money(closed.cash_counted)))
        return Board((Card(named(day), facts=facts, door=Door("closings", closed.id)),))
    checks = checks_before(office, day, figures_of(office, day))
    left = sum(1 for check in checks if not check.fine)
    rows = tuple(check_row(check) for check in checks)
    return Board((Card(_("{day}: before closing").format(day=named(day)), rows, count=left or None),))


def check_row(check: Check) -> CardRow:
    """One check of the list: fine, or a door to what was found."""
    if check.fine:
        return CardRow(_(check.title), note="✓", level=Level.GOOD)
    listing = check.listing or "closings"
    return CardRow(_(check.title), "；".join(check.found[:3]) if colon() == "：" else "; ".join(check.found[:3]), str(len(check.found)),
                   Level.BLOCK if check.blocks else Level.LOOK, door=Door(listing, filter=_OPEN.get(check.key)) if check.listing else None)


def _pdf(office: Office, day: Any, choice: PaperChoice) -> bytes:
    from printing import office_papers

    setting = setting_of(choice)
    if closing_of(office, day) is None:
        return office_papers.open_day_pdf(office, day, paper=choice.paper, setting=setting)
    return office_papers.paper_pdf(office, "daily-closing", day.isoformat(), paper=choice.paper, setting=setting)


def _printed(office: Office, day: Any, choice: PaperChoice) -> object:
    if closing_of(office, day) is None:
        return None
    return record_print(office, "daily-closing", day.isoformat(), choice.copies, choice.printer)


def _saved(office: Office, day: Any, file: str) -> object:
    return None if closing_of(office, day) is None else record_saved(office, "daily-closing", (day.isoformat(),), file)


DAY_SHEET = Document("day-sheet", N_("Daily Closing Sheet"), _pdf,
                     sizes_of("daily-closing"), feeds=feeds("daily-closing"), printed=_printed, saved=_saved)


def subject_of(office: Office, closing_id: Any) -> str:
    """The day and which close of it, as the paper is asked for."""
    row = close_of(office, closing_id)
    return f"{row.date.isoformat()}#{row.number}" if row is not None else ""


KEPT_SHEET = paper("daily-closing", N_("Daily Closing Sheet"), subject_of)
