"""Close a day, hand the drawer over, reopen days: one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.closing import queries, rules
from models.closing.inputs import CloseInput, Pieces, ShiftInput, counterfeit_of
from models.closing.tables import CashCount, CashPiece, Closing, Reopening
from models.core import audit
from models.core.errors import Need, Problem, require
from models.core.money import ZERO, round_money
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.days import commands as days
from models.days.queries import closed_through, locked_months
from models.days.rules import check_date
from models.liabilities import commands as liabilities
from models.liabilities.inputs import LiabilityInput
from models.people import commands as people
from models.people import queries as crew
from models.receipts import commands as receipts
from models.receipts.queries import cash_book


def close_day(office: Office, close: CloseInput) -> Done:
    """Close a day: its figures are stored with the journal's head, its cash is counted, and nothing more is dated in it.

    Raises RuleViolation naming what blocks (rules: Closing). A shortage and counterfeit notes become cases of a person.
    """
    with office.command("day.close", close) as act:
        standing = queries.standing(office, close.date)
        require(rules.check_come(close, standing))
        figures = queries.figures_of(office, close.date)
        found = rules.check_close(close, standing, queries.checks_before(office, close.date, figures))
        require([*found, *_check_person(office, close.at_fault_id)])
        book = figures["cash"]["book"]
        count = None if close.counted is None else rules.Count(book, close.counted, counterfeit_of(close.pieces))
        figures["cash"] |= _counted(act, count, book, close)
        entries, head = audit.head(office.database)
        row = Closing.create(
            date=close.date, figures=audit.canonical(figures), invoices=figures["numbers"]["used"], sales=figures["sales"]["net"],
            received=sum((line["amount"] for line in figures["receipts"]), ZERO), cash_book=book, cash_counted=close.counted,
            journal_count=entries, journal_head=head, person=act.person, moment=act.moment)
        if count is not None:
            _store_count(act, close.date, count, close.pieces, close.at_fault_id, closing=row.id)
            _file_cases(act, close.date, count, close.at_fault_id, "closing", row.id)
        _correct(act, close.date, figures["cash"]["closing"])
        days.lock_day(act, close.date)
        act.changed("closing", "receipts", "liabilities").about(close.date.isoformat())
        act.note(figures=audit.digest(figures))
    return Done(row.id, close.date.isoformat())


def _check_person(office: Office, person_id: int | None) -> list[Problem]:
    return rules.check_at_fault(person_id, person_id is not None and crew.is_filed(office, person_id))


def _counted(act: Act, count: rules.Count | None, book: Decimal, close: CloseInput) -> dict[str, object]:
    """What the sheet says of the count; the next day opens with what was counted, or with the book where nobody counted."""
    if count is None:
        return {"counted": None, "difference": None, "counterfeit": ZERO, "closing": book, "at_fault": "", "pieces": []}
    return {"counted": count.counted, "difference": count.difference, "counterfeit": count.counterfeit, "closing": count.counted,
            "at_fault": _name(act, close.at_fault_id) if count.cases else "",
            "pieces": [[item.denomination, item.pieces, item.counterfeit] for item in close.pieces]}


def _name(act: Act, person_id: int | None) -> str:
    row = act.office.database.execute_sql("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()
    return str(row[0]) if row else act.person


def _store_count(act: Act, day: date, count: rules.Count, pieces: Sequence[Pieces], at_fault: int | None, *, closing: int | None = None,
                 shift: str = "", taken_over_by: str = "") -> int:
    row = CashCount.create(closing=closing, date=day, shift=shift, book=count.expected, counted=count.counted,
                           counterfeit=count.counterfeit, at_fault=at_fault, taken_over_by=taken_over_by, person=act.person,
                           moment=act.moment)
    for item in pieces:
        CashPiece.insert(count=row.id, denomination=item.denomination, pieces=item.pieces, counterfeit=item.counterfeit).execute()
    return int(row.id)


def _file_cases(act: Act, day: date, count: rules.Count, at_fault: int | None, source: str, source_id: int) -> None:
    """What is short, and counterfeit notes apart, is owed by a person: the one named, else the one at the desk (duty 25)."""
    person = act.person_id if at_fault is None else at_fault
    for rule, amount in count.cases:
        if person is not None:
            liabilities.file_case(act, LiabilityInput(person_id=person, rule=rule, amount=amount, text=day.isoformat(), date=day,
                                                      source=source, source_id=source_id))


def _correct(act: Act, day: date, holds: Decimal) -> None:
    """The drawer holds this much at the end of the day, whatever its papers come to; what earlier counts corrected is in it."""
    text = _(N_("Counted on {day}")).format(day=day)
    receipts.correct_cash(act, day, holds - cash_book(act.office, day).book, text)


def hand_over_shift(office: Office, shift: ShiftInput) -> Done:
    """The drawer is counted and handed to the next person; what is short belongs to the one who hands over."""
    with office.command("shift.hand_over", shift) as act:
        found = check_date(shift.date, closed_through(office), act.today) + rules.check_cash(shift.cash_counted, shift.pieces)
        if not shift.taken_over_by.strip():
            found.append(Problem("taken_over_by", "shift.person", N_("Enter who takes the drawer over")))
        require([*found, *_check_person(office, shift.at_fault_id)])
        count = rules.Count(queries.drawer_of(office, shift.date)["book"], round_money(shift.cash_counted), counterfeit_of(shift.pieces))
        row = _store_count(act, shift.date, count, shift.pieces, shift.at_fault_id, shift=clean(shift.shift, "shift", 40),
                           taken_over_by=clean(shift.taken_over_by, "taken_over_by", 40))
        _file_cases(act, shift.date, count, shift.at_fault_id, "shift", row)
        _correct(act, shift.date, count.counted)
        act.changed("closing", "receipts", "liabilities").about(shift.date.isoformat())
    return Done(row)


def reopen_days(office: Office, day: date, reason: str) -> list[date]:
    """Open a closed day and every later one again, with one approval (rules: Closing). Returns the days, oldest first.

    Their sheets are kept, and the next closes supersede them. The cases that the closes filed are withdrawn, to be filed by the
    next ones; the drawer holds what was counted until it is counted again.
    """
    with office.command("day.reopen", {"date": day, "reason": reason}) as act:
        kept, closed = clean(reason, "reason", 200), closed_through(office)
        found = []
        if closed is None or day > closed:
            found.append(Problem("date", "reopen.open", N_("{day} is not closed"), {"day": day}))
        if any(month >= day.replace(day=1) for month in locked_months(office)):
            found.append(Problem("date", "reopen.month", N_("The month of {day} is settled; reopen the month first"), {"day": day}))
        if not kept:
            found.append(Problem("reason", "reopen.reason", N_("Enter the reason")))
        require(found)
        need = Need("reopen day", N_("Reopen {day} and every later day: {reason}"), {"day": day, "reason": kept})
        used = people.approved(act.about(day.isoformat()), [need])
        standing = [queries.closing_of(office, one) for one in queries.closed_from(office, day)]
        opened = days.unlock_from(act, day)
        for row in standing:
            if row is not None:
                liabilities.withdraw_cases(act, "closing", row.id, kept)
        Reopening.create(date=day, reason=kept, approved_by=crew.approvers(office, used), person=act.person, moment=act.moment)
        act.changed("closing", "receipts", "liabilities")
    return opened
