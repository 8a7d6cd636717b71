"""Today: what waits, each row a door to where it stands; the month and what is owed beside it (screens: Today)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from models.core.chart import Chart, Series, Shape
from models.core.kinds import Kind, text_of
from models.core.listing import Filter, first_keys
from models.core.office import Office
from models.core.text import N_, _
from models.customers.rules import LICENCE_DAYS
from models.invoices.listing import INVOICES
from models.reports.queries import Part, TodayBoard, TodayRow, today
from models.street import all_listings
from ui.kit.board import Board, Card, CardRow
from ui.kit.specs import Level
from ui.kit.tab import BoardView, Door, Key, View
from ui.kit.words import join
from ui.tabs import said, work
from ui.tabs.closing.day import named
from ui.tabs.customers.reception import todays_card
from ui.tabs.leads.channels import due_card
from ui.tabs.leads.inquiries import waiting_card
from ui.tabs.leads.visits import todays_visits
from ui.tabs.reports.approvals import GRANT, REFUSE

TOPICS = ("leads", "stock", "drafts", "tasks", "approvals", "receivables", "receipts", "invoices", "customers", "days", "closing",
          "settings", "receptions", "contracts")
_LEVELS = {"not_due": Level.GOOD, "days_30": Level.PLAIN, "days_60": Level.LOOK, "days_90": Level.LOOK}
"""How much an age matters; older debts block."""


def build(office: Office) -> Board:
    """The board of the day."""
    seen = today(office)
    return Board(tuple([*_begin(office, seen), *_left(office, seen), *_right(office, seen)]), title=named(seen.day))


def _begin(office: Office, seen: TodayBoard) -> Iterator[Card]:
    """A day that was forgotten, before all else; in a new office, where to begin."""
    if seen.unclosed is not None:
        yield Card(_("Not closed yet"), (CardRow(_("{day} is not closed").format(day=named(seen.unclosed)), _("Enter closes it"),
                                                 level=Level.BLOCK, door=Door("", view="close")),))
    if not first_keys(INVOICES, Filter(), 1):
        yield Card(_("Begin here"), tuple(_step(office, *step) for step in _STEPS))


_STEPS = (
    ("warehouses", N_("File the warehouses"), N_("and who keeps them")),
    ("products", N_("File the products"), N_("one by one with F2, or from Excel")),
    ("customers", N_("File the customers"), N_("one by one with F2, or from Excel")),
    ("stock", N_("Say what lies in the warehouse"), N_("opening stock, or goods in")),
    ("invoices", N_("Write the first invoice"), ""),
)


def _step(office: Office, listing: str, words: str, how: str) -> CardRow:
    """One thing to do in a new office; what is there already is ticked."""
    done = bool(first_keys(all_listings()[listing], Filter(), 1))
    door = Door("", view="invoice") if listing == "invoices" else Door(listing)
    return CardRow(_(words), _("is there") if done else _(how) if how else "", level=Level.GOOD if done else Level.PLAIN, door=door)


def _left(office: Office, seen: TodayBoard) -> Iterator[Card]:
    yield work.follow_ups(_("Follow-ups due"), _rows(seen.follow_ups, lambda row: _due(office, row)), seen.follow_ups.count)
    yield from filter(None, (waiting_card(office), todays_visits(office)))
    yield work.to_do(_("Tasks due"), _rows(seen.tasks, lambda row: _due(office, row)), seen.tasks.count)
    yield from filter(None, (due_card(office),))
    if seen.promises.count:
        yield work.on_their_way(_rows(seen.promises, lambda row: _until(office, row), goods=True), seen.promises.count)
    if seen.checks.count:
        yield work.questions(_rows(seen.checks, lambda row: _until(office, row), goods=True), seen.checks.count)
    if seen.approvals.count:
        yield _card(_("Waiting for approval"), seen.approvals, lambda row: said.money(row.amount) if row.amount else _until(office, row),
                    Door("approvals", filter=Filter(state="asked")), (GRANT, REFUSE))
    if seen.drafts.count:
        yield _card(_("Drafts"), seen.drafts, lambda row: _until(office, row), Door(seen.drafts.rows[0].listing))
    yield todays_card(office)


def _right(office: Office, seen: TodayBoard) -> Iterator[Card]:
    month = seen.month
    targets = (month.sales_target, month.received_target)
    note = _("The ticks are the month's targets") if any(targets) else _("No targets are set; Settings takes them")
    yield Card(_("This month"), chart=Chart(Shape.BARS, (_("Net sales"), _("Received")), (Series((month.sales, month.received)),),
                                           targets=targets, note=note), door=Door("sales_by_day"), side=1)
    if len(month.days) > 1:
        sold = tuple(sales for _day, sales, _money in month.days)
        yield Card(_("Net sales by day"), chart=Chart(Shape.LINE, tuple(f"{day:%m-%d}" for day, _sales, _money in month.days),
                                                     (Series(sold),)), door=Door("sales_by_day"), side=1)
    aged = [(key, _(title), amount) for key, title, amount in seen.ageing if amount]
    note = _("Advances {amount}").format(amount=said.money(seen.advances)) if seen.advances else ""
    yield Card(_("Receivables by age"), chart=Chart(
        Shape.BARS, tuple(title for _key, title, _amount in aged), (Series(tuple(amount for _key, _title, amount in aged)),),
        tones=tuple(_LEVELS.get(key, Level.BLOCK) for key, _title, _amount in aged), note=note) if aged else None,
        empty=_("Nobody owes anything"), door=Door("receivables"), side=1)
    if seen.expected.count:
        yield _card(_("Money to come in"), seen.expected, lambda row: said.money(row.amount) if row.amount is not None else "",
                    Door("receivables"), detail=lambda row: join(row.detail, _late(row)), side=1)
    if seen.quiet.count:
        yield _card(_("Quiet customers"), seen.quiet, lambda row: _("{days} days").format(days=row.late), Door("early_warnings"),
                    detail=lambda row: join(row.detail, _("usually every {days}").format(days=text_of(Kind.QUANTITY, row.quantity))),
                    side=1)
    if seen.contracts.count:
        yield _card(_("Contracts that end"), seen.contracts, lambda row: said.day(office, row.day), Door("contracts"), side=1)
    if seen.birthdays.count:
        yield _card(_("Birthdays"), seen.birthdays, lambda row: _due(office, row), Door("birthdays"), side=1)
    if seen.licences.count:
        until = seen.day + timedelta(days=office.settings[LICENCE_DAYS])
        yield _card(_("Licences that end"), seen.licences, lambda row: said.day(office, row.day),
                    Door("licences", filter=Filter(end=until)), side=1)


def _card(title: str, part: Part, note: Callable[[TodayRow], str], door: Door, verbs: tuple[Key, ...] = (), *,
          detail: Callable[[TodayRow], str] | None = None, side: int = 0) -> Card:
    rows = tuple(_row(row, note(row), detail(row) if detail is not None else row.detail) for row in part.rows)
    return Card(title, rows, count=part.count, door=door, verbs=verbs, side=side)


def _rows(part: Part, note: Callable[[TodayRow], str], *, goods: bool = False) -> Iterable[CardRow]:
    for row in part.rows:
        amount = said.quantity(row.quantity, row.unit) if goods and row.quantity is not None else ""
        yield _row(row, note(row), join(row.detail, amount))


_ABOUT = {"leads": "leads", "contracts": "contracts", "instalments": "instalments"}
"""Rooms that file tasks about a row of their own → the listing that leads to it."""


def _row(row: TodayRow, note: str, detail: str) -> CardRow:
    door = Door(_ABOUT[row.source], row.source_id) if row.source in _ABOUT else Door(row.listing, row.id)
    return CardRow(row.title or "–", detail, note, Level.LOOK if row.urgent else Level.PLAIN, row.grade, door, row.id)


def _late(row: TodayRow) -> str:
    return _("{days} days late").format(days=row.late) if row.late else ""


def _due(office: Office, row: TodayRow) -> str:
    return _late(row) or (said.day(office, row.day) if row.day != office.clock.today() else _("today"))


def _until(office: Office, row: TodayRow) -> str:
    return said.moment(office, row.moment) if row.moment is not None else said.day(office, row.day)


VIEWS: tuple[View, ...] = (BoardView(N_("Today"), build, TOPICS),)
