"""The daily closing sheet from the figures stored at the close, and from nothing else: the same whenever it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.queries import ClosingRow, closings_of, day_figures, figures_of
from models.core import audit
from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import N_, _
from models.liabilities.rules import TITLES
from models.receipts.rules import METHODS
from printing.documents.daily_closing import DailyClosingPaper, Entries, Entry, Grid, Section, Words

WAITING = {"task": N_("Task"), "lead": N_("Follow-up"), "promise": N_("Promised goods")}
Figures = Mapping[str, Any]


def daily_closing_paper(office: Office, day: date, closing: int = 0) -> DailyClosingPaper:
    """The sheet of a day's last close, or of its first, second … Raises RuleViolation for a day that was never closed."""
    row = next((row for row in reversed(closings_of(office, day)) if closing in (0, row.number)), None)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("{day} was not closed yet"), {"day": day})])
    return _paper(office, row, day_figures(office, row.id))


def open_day_paper(office: Office, day: date) -> DailyClosingPaper:
    """The sheet of a day that is not closed, as it would come out now, headed as such; the drawer is not counted yet."""
    figures = figures_of(office, day)
    figures["cash"] |= {"counted": None, "difference": None, "counterfeit": ZERO, "closing": None, "at_fault": "", "pieces": []}
    entries, head = audit.head(office.database)
    return DailyClosingPaper(office.settings[NAME], day, _sections(figures), entries, head, title=_("Daily Closing Sheet (not closed yet)"))


def _paper(office: Office, row: ClosingRow, figures: Figures) -> DailyClosingPaper:
    return DailyClosingPaper(office.settings[NAME], row.date, _sections(figures), row.journal_count, row.journal_head, made_by=row.person,
                             closing=row.number, superseded=not row.stands)


def _sections(figures: Figures) -> tuple[Section, ...]:
    return (_invoices(figures), _receipts(figures), _receivables(figures), _cash(figures), *_pieces(figures), _stock(figures),
            _open(figures), _tomorrow(figures))


def _money(value: Any) -> str:
    return "" if value is None else text_of(Kind.MONEY, Decimal(value), zero="0.00")


def _quantity(value: Any) -> str:
    return "" if value is None else text_of(Kind.QUANTITY, Decimal(value))


def _entries(pairs: Iterable[tuple[str, str]], across: int = 4) -> Entries:
    return Entries(tuple(Entry(label, value) for label, value in pairs), across, figures=True)


def _invoices(figures: Figures) -> Section:
    """Numbers as runs, valid + void + red = used; what was sold, and how it was paid."""
    numbers, sales = figures["numbers"], figures["sales"]
    runs = "  ".join(f"{first} – {last} ({count})" if count > 1 else first for first, last, count in numbers["runs"]) or _("none")
    counts = ((_("Numbers used"), "used"), (_("Valid"), "valid"), (_("Void"), "void"), (_("Red"), "red"))
    sums = ((_("Sales"), sales["gross"]), (_("Red letters"), sales["red"]), (_("Net sales"), sales["net"]),
            (_("Void amount"), sales["void"]), (_("Paid today"), sales["received"]), (_("From advance"), sales["advance"]),
            (_("On credit"), sales["credit"]), (_("Settled by red"), sales["settled_by_red"]), (_("Discount given"), sales["discount"]),
            (_("Cumulative net"), figures["cumulative"]["net"]), (_("Cumulative received"), figures["cumulative"]["received"]))
    return Section(_("Invoices"), (
        Entries((Entry(_("Numbers"), runs),), 1),
        _entries([*((label, str(numbers[key])) for label, key in counts), *((label, _money(value)) for label, value in sums),
                  (_("Days closed"), str(figures["cumulative"]["days"]))])))


def _receipts(figures: Figures) -> Section:
    keys, total = ("goods", "old", "advance", "amount"), figures["receipts_total"]
    rows = tuple((_(METHODS.get(row["method"], row["method"])), *(_money(row[key]) for key in keys)) for row in figures["receipts"])
    headings = (_("Method"), _("Today's goods"), _("Old debts"), _("Advance"), _("Amount"))
    totals = (_("Total"), *(_money(total[key]) for key in keys))
    return Section(_("Receipts by method"), (Grid(headings, rows, (1, 2, 3, 4), totals, wide=(2, 1, 1, 1, 1)),))


def _receivables(figures: Figures) -> Section:
    owed = figures["receivables"]
    pairs = ((_("Opening"), "opening"), (_("Opening figures entered"), "opening_entries"), (_("Invoiced"), "invoices"),
             (_("Received"), "received"), (_("Refunded"), "refunded"), (_("Given up"), "given_up"), (_("Closing balance"), "closing"))
    return Section(_("Receivables"), (_entries((label, _money(owed[key])) for label, key in pairs if key != "opening_entries" or
                                               Decimal(owed[key])),))


def _cash(figures: Figures) -> Section:
    cash = figures["cash"]
    pairs = [(_("Opening"), "opening"), (_("Taken in"), "received"), (_("Banked"), "banked"), (_("Paid out"), "paid"),
             (_("Refunded"), "refunded"), (_("Over or short at shifts"), "shifts"), (_("Cash by the book"), "book"),
             (_("Cash counted"), "counted"), (_("Over or short"), "difference"), (_("Counterfeit"), "counterfeit"),
             (_("Next opening"), "closing")]
    made = [(label, _money(cash[key])) for label, key in pairs if key != "shifts" or Decimal(cash[key])]
    if cash["counted"] is None:
        made = [(label, value or _("not counted")) for label, value in made]
    return Section(_("Cash"), (_entries([*made, (_("Answers for it"), cash["at_fault"])]),))


def _pieces(figures: Figures) -> Sequence[Section]:
    """The count by denomination in one row: what it is worth above how many there were."""
    pieces = figures["cash"]["pieces"]
    if not pieces:
        return ()
    headings = tuple(text_of(Kind.QUANTITY, Decimal(worth).scaleb(-2)) for worth, _count, _false in pieces)
    rows = [tuple(str(count) for _worth, count, _false in pieces)]
    if any(false for _worth, _count, false in pieces):
        rows.append(tuple(str(false) if false else "" for _worth, _count, false in pieces))
    names = (_("Pieces"), _("Counterfeit"))
    table = tuple((name, *row) for name, row in zip(names, rows, strict=False))
    return (Section("", (Grid((_("Yuan"), *headings), table, tuple(range(1, len(headings) + 1)), wide=(1.4, *([1.0] * len(headings)))),)),)


def _stock(figures: Figures) -> Section:
    keys = ("opening", "in", "out", "closing", "counted", "difference")
    rows = tuple((row["warehouse"], row["code"], row["product"], row["unit"], *(_quantity(row[key]) for key in keys))
                 for row in figures["stock"])
    headings = (_("Warehouse"), _("Code"), _("Product"), _("Unit"), _("Opening"), _("In"), _("Out"), _("Closing balance"), _("Counted"),
                _("Difference"))
    if not rows:
        return Section(_("Stock"), (Words(_("No goods moved")),))
    return Section(_("Stock"), (Grid(headings, rows, (4, 5, 6, 7, 8, 9), stretch=(2,)),))


def _open(figures: Figures) -> Section:
    """What does not agree and what was left open."""
    still = figures["open"]
    said = [_("{number} {customer}: {quantity} not moved").format(number=number, customer=customer, quantity=_quantity(quantity))
            for number, customer, quantity in still["differences"]]
    said += [_("{person}: {rule} {amount}").format(person=person, rule=_(TITLES.get(rule, rule)), amount=_money(amount))
             for person, rule, amount in still["liabilities"]]
    if still["checks"]:
        said.append(_("{count} stock checks without an answer").format(count=still["checks"]))
    if still["failed_trips"]:
        said.append(_("{count} trips for nothing").format(count=still["failed_trips"]))
    if still["drafts"]:
        said.append(_("Drafts: {titles}").format(titles="、".join(still["drafts"])))
    return Section(_("Discrepancies and what is open"), (Words("；".join(said) or _("none")),))


def _tomorrow(figures: Figures) -> Section:
    rows = tuple((day, _(WAITING.get(kind, kind)), text) for day, kind, text in figures["tomorrow"])
    if not rows:
        return Section(_("Tomorrow"), (Words(_("none")),))
    return Section(_("Tomorrow"), (Grid((_("Date"), _("Kind"), _("What")), rows, stretch=(2,)),))
