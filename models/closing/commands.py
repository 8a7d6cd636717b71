"""Close a day, hand the drawer over, reopen: one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.closing import queries, rules
from models.closing.inputs import CloseInput, Pieces, ShiftInput, counterfeit_of
from models.closing.tables import CashCount, CashPiece, Closing, Reopening
from models.core import audit
from models.core.errors import Need, Problem, require
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.days import commands as days
from models.days.queries import closed_through, locked_months
from models.liabilities import commands as liabilities
from models.liabilities.inputs import LiabilityInput
from models.people import commands as people
from models.receipts import commands as receipts
from models.receipts.queries import cash_book

ZERO = Decimal("0.00")


def close_day(office: Office, close: CloseInput) -> Done:
    """Close a day: its figures are stored with the journal's head, its cash is counted, and nothing more is dated in it.

    Raises RuleViolation naming what blocks (rules: Closing). A shortage and counterfeit notes become cases of a person.
    """
    with office.command("day.close", close) as act:
        standing = queries.standing(office, close.date)
        figures = queries.figures_of(office, close.date)
        require(rules.check_close(close, standing, queries.checks_before(office, close.date, figures)))
        book, counted = figures["cash"]["book"], close.cash_counted
        counterfeit = counterfeit_of(close.pieces)
        figures["cash"] |= {"counted": counted, "difference": None if counted is None else counted - book, "counterfeit": counterfeit,
                            "closing": book if counted is None else counted, "at_fault": _name(act, close.at_fault_id),
                            "pieces": [[p.denomination, p.pieces, p.counterfeit] for p in close.pieces]}
        count, head = audit.head(office.database)
        row = Closing.create(
            date=close.date, figures=audit.canonical(figures), invoices=figures["numbers"]["used"], sales=figures["sales"]["net"],
            received=sum((line["total"] for line in figures["receipts"]), ZERO), cash_book=book, cash_counted=counted,
            journal_count=count, journal_head=head, person=act.person, moment=act.moment)
        if counted is not None:
            _store_count(act, close.date, "", book, counted, close.pieces, close.at_fault_id, "")
            _book_difference(act, close.date, row.id, counted - book, counterfeit, close.at_fault_id)
        days.lock_day(act, close.date)
        act.changed("closing", "receipts", "liabilities").about(close.date.isoformat())
    return Done(row.id, close.date.isoformat())


def _name(act: Act, person_id: int | None) -> str:
    row = act.office.database.execute_sql("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()
    return str(row[0]) if row else act.person


def _store_count(act: Act, day: date, shift: str, book: Decimal, counted: Decimal, pieces: Sequence[Pieces], at_fault: int | None,
                 taken_over_by: str) -> int:
    row = CashCount.create(date=day, shift=shift, book=book, counted=counted, counterfeit=counterfeit_of(tuple(pieces)), at_fault=at_fault,
                           taken_over_by=taken_over_by, person=act.person, moment=act.moment)
    for item in pieces:
        CashPiece.insert(count=row.id, denomination=item.denomination, pieces=item.pieces, counterfeit=item.counterfeit).execute()
    return int(row.id)


def _book_difference(act: Act, day: date, source_id: int, difference: Decimal, counterfeit: Decimal, at_fault: int | None) -> None:
    """The drawer opens tomorrow with what was counted; what is short is owed by a person, counterfeit notes apart (duty 25)."""
    if difference:
        receipts.correct_cash(act, day, difference, _(N_("Counted at the close of {day}")).format(day=day))
    person = at_fault if at_fault is not None else act.person_id
    short = max(-difference - counterfeit, ZERO)
    for rule, amount in ((rules.COUNTERFEIT_RULE, counterfeit), (rules.SHORT_RULE, short)):
        if amount and person is not None:
            liabilities.file_case(act, LiabilityInput(person_id=person, rule=_(rule), amount=amount, text=day.isoformat(), date=day,
                                                      source="closing", source_id=source_id))


def hand_over_shift(office: Office, shift: ShiftInput) -> Done:
    """The drawer is counted and handed to the next person; what is short belongs to the one who hands over."""
    require([*rules.check_cash(shift.cash_counted, shift.pieces), *_check_shift(office, shift)])
    with office.command("shift.hand_over", shift) as act:
        book = cash_book(office, shift.date).book
        row = _store_count(act, shift.date, clean(shift.shift, "shift", 40), book, shift.cash_counted, shift.pieces, shift.at_fault_id,
                           clean(shift.taken_over_by, "taken_over_by", 40))
        _book_difference(act, shift.date, row, shift.cash_counted - book, counterfeit_of(shift.pieces), shift.at_fault_id)
        act.changed("closing", "receipts", "liabilities").about(shift.date.isoformat())
    return Done(row)


def _check_shift(office: Office, shift: ShiftInput) -> list[Problem]:
    found = []
    closed = closed_through(office)
    if closed is not None and shift.date <= closed:
        found.append(Problem("date", "close.closed", N_("{day} is closed already"), {"day": shift.date}))
    if not shift.taken_over_by.strip():
        found.append(Problem("taken_over_by", "shift.person", N_("Enter who takes the drawer over")))
    return found


def reopen_days(office: Office, day: date, reason: str) -> list[date]:
    """Open a closed day and every later one again, with one approval (rules: Closing). Returns the days, oldest first.

    What the closes booked of the drawer is taken back; their sheets are kept, and the next close supersedes them.
    """
    kept = clean(reason, "reason", 200)
    closed = closed_through(office)
    found = []
    if closed is None or day > closed or queries.closing_of(office, day) is None:
        found.append(Problem("date", "reopen.open", N_("{day} is not closed"), {"day": day}))
    if any(month >= day.replace(day=1) for month in locked_months(office)):
        found.append(Problem("date", "reopen.month", N_("The month of {day} is settled; reopen the month first"), {"day": day}))
    if not kept:
        found.append(Problem("reason", "reopen.reason", N_("Enter the reason")))
    require(found)
    with office.command("day.reopen", {"date": day, "reason": kept}) as act:
        need = Need("reopen day", N_("Reopen {day} and every later day: {reason}"), {"day": day, "reason": kept})
        used = people.approved(act.about(day.isoformat()), [need])
        standing = [row for row in (queries.closing_of(office, one) for one in _closed_from(office, day)) if row is not None]
        opened = days.unlock_from(act, day)
        for row in standing:
            if row.cash_counted is not None and row.cash_counted != row.cash_book:
                receipts.correct_cash(act, row.date, row.cash_book - row.cash_counted, kept)
            liabilities.withdraw_cases(act, "closing", row.id, kept)
        Reopening.create(date=day, reason=kept, approved_by=", ".join(map(str, used)), person=act.person, moment=act.moment)
        act.changed("closing", "receipts", "liabilities")
    return opened


def _closed_from(office: Office, day: date) -> list[date]:
    rows = office.database.execute_sql("SELECT date FROM day_lock WHERE date >= ? ORDER BY date", (day.isoformat(),))
    return [date.fromisoformat(row[0]) for row in rows]
