"""Two accounts that are one customer's: what is open goes to the one that is kept, by pairs of entries, and back."""

from __future__ import annotations

from datetime import date

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_
from models.customers import commands as customers
from models.customers.queries import alias_of
from models.customers.rules import undo_in_time
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.receivables import queries
from models.receivables.commands.ledger import LEDGER, allocate, post, room
from models.receivables.inputs import Entry, MergeAccountsInput, TransferInput


def merge_accounts(office: Office, x: MergeAccountsInput) -> Done:
    """Merge a customer filed twice and, if asked for, move what it still owes or has in advance; one command.

    Nothing that was issued is rewritten. Returns the one that is kept.
    """
    with office.command("customers.merge", x) as act:
        day = business_date(office)
        require(check_date(day, closed_through(office), act.today))
        done = customers.merge_into(act, x.merge)
        if x.move_balance:
            act.note(items=_move(act, x.merge.customer_id, x.merge.kept_id, day))
    return done


def part_accounts(office: Office, customer_id: int) -> Done:
    """Undo a merge: what was moved goes back by counter-entries, then the pointer is dropped; one command.

    Raises RuleViolation after the business day of the merge, and where something that was moved is settled since.
    """
    with office.command("customers.undo_merge", {"id": customer_id}) as act:
        day = business_date(office)
        alias = alias_of(office, customer_id)
        require(check_date(day, closed_through(office), act.today) + ([] if alias is None else undo_in_time(alias.date, day)))
        _move_back(act, customer_id, day)
        return customers.part(act, customer_id)


def transfer_balance(office: Office, x: TransferInput) -> Done:
    """What a merged customer still owes, or has in advance, goes to the one that is kept: a pair of entries for each open item.

    Number and due date go with it, so that the kept customer's ageing is that of both. Done(id of the kept customer).
    """
    with office.command("receivables.transfer", x) as act:
        day, alias = x.date or business_date(office), alias_of(office, x.customer_id)
        if alias is None:
            raise RuleViolation([Problem("customer", "transfer.merge", N_("Merge this customer into another first"))])
        require(check_date(day, closed_through(office), act.today))
        count = _move(act, x.customer_id, alias.kept_id, day)
        if not count:
            raise RuleViolation([_nothing()])
        act.about(alias.kept_code).note(date=day, items=count)
    return Done(alias.kept_id, alias.kept_code)


def transfer_back(office: Office, x: TransferInput) -> Done:
    """Take back what was moved from a merged customer, by pairs of counter-entries; refused where some of it was settled since."""
    with office.command("receivables.transfer_back", x) as act:
        day = x.date or business_date(office)
        require(check_date(day, closed_through(office), act.today))
        count = _move_back(act, x.customer_id, day)
        if not count:
            raise RuleViolation([_nothing()])
        act.about(str(x.customer_id)).note(date=day, items=count)
    return Done(x.customer_id)


def _nothing() -> Problem:
    return Problem("", "transfer.nothing", N_("Nothing is open of this customer"))


def _move(act: Act, from_id: int, to_id: int, day: date) -> int:
    """How many open items went over."""
    items = queries.open_debts(act.office, from_id) + queries.open_credits(act.office, from_id)
    for item in items:
        _transfer(act, item, item.entry_id, to_id, day)
    return len(items)


def _move_back(act: Act, customer_id: int, day: date) -> int:
    """How many items came back."""
    moved = queries.moved_from(act.office, customer_id)
    require(Problem("", "entry.allocated", N_("{number} is allocated; release that first"), {"number": item.number})
            for item in moved if item.open != item.amount)
    for item in moved:
        _transfer(act, item, item.source_id, customer_id, day)
    return len(moved)


def _transfer(act: Act, item: queries.OpenItem, origin: int, to_id: int, day: date) -> None:
    """An entry that settles the item where it stands, and one like it with the other customer. origin: the entry it all began with."""
    entry = queries.entry(act.office, item.entry_id)
    amount = room(act, item.entry_id, max(day, item.date))
    if entry is None or not amount:
        return
    signed = amount if entry.amount > 0 else -amount
    day = max(day, entry.date)
    away = post(act, Entry(entry.customer_id, day, "transfer", -signed, LEDGER, origin, item.number))
    allocate(act, day, *((away, item.entry_id) if signed > 0 else (item.entry_id, away)), amount)
    post(act, Entry(to_id, day, "transfer", signed, LEDGER, origin, item.number, due=item.due))
