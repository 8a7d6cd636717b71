"""Post into the ledger, allocate and release; set opening balances, use advances, give debts up. The only writer of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from models.core.errors import Need, Problem, RuleViolation, require
from models.core.money import MOST, ZERO, fen
from models.core.office import Act, Done, Office
from models.core.rows import insert_row
from models.core.text import N_, clean
from models.core.typed import check_number
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.people.commands import approved
from models.receivables import queries, rules
from models.receivables.inputs import AllocateInput, Entry, GiveUpInput, OpeningInput, ReleaseInput, TakeUpInput
from models.receivables.tables import LedgerEntry

LEDGER = "receivables"
"""The source of entries that this room posts itself; their source_id is the entry or customer they are about."""


def post(act: Act, entry: Entry) -> int:
    """Posting: write an entry and move the customer's balance from its date on. Returns the entry's id.

    Raises ValueError on an entry no room may post; RuleViolation when the entry it counters is still allocated.
    """
    kind = rules.ENTRIES[entry.kind]
    if kind.sign * entry.amount < 0:
        raise ValueError(f"{entry.kind} of {entry.amount}: wrong sign")
    if kind.counters:
        _check_counter(act, entry, kind)
    made = insert_row(act.office.database, LedgerEntry, {
        "customer": entry.customer_id, "date": entry.date, "kind": entry.kind, "amount": entry.amount, "source": entry.source,
        "source_id": entry.source_id, "number": entry.number, "due": entry.due, "reverses": entry.reverses, "reason": entry.reason,
        "moment": act.moment})
    _move_balance(act, entry.customer_id, entry.date.isoformat(), fen(entry.amount))
    if kind.counters:
        act.office.database.execute_sql("DELETE FROM open_entry WHERE entry_id = ?", (entry.reverses,))
    else:
        _move_open(act, made, fen(entry.amount))
    act.changed("receivables")
    return made


def _check_counter(act: Act, entry: Entry, kind: rules.EntryKind) -> None:
    undone = queries.entry(act.office, entry.reverses or 0)
    if undone is None or undone.kind not in kind.counters or undone.amount != -entry.amount or undone.customer_id != entry.customer_id:
        raise ValueError(f"{entry.kind} does not counter entry {entry.reverses}")
    if queries.is_closed(act.office, undone.id) or entry.date < undone.date:
        raise ValueError(f"entry {undone.id} cannot be countered on {entry.date}")
    if queries.allocated(act.office, undone.id):
        raise RuleViolation([Problem("", "entry.allocated", N_("{number} is allocated; release that first"), {"number": undone.number})])


def _move_balance(act: Act, customer_id: int, day: str, amount: int) -> None:
    run = act.office.database.execute_sql
    run("INSERT INTO customer_day (customer_id, date, balance) VALUES (:customer, :day, :amount + COALESCE((SELECT balance "
        "FROM customer_day WHERE customer_id = :customer AND date < :day ORDER BY date DESC LIMIT 1), 0)) "
        "ON CONFLICT (customer_id, date) DO UPDATE SET balance = balance + :amount",
        {"customer": customer_id, "day": day, "amount": amount})
    run("UPDATE customer_day SET balance = balance + ? WHERE customer_id = ? AND date > ?", (amount, customer_id, day))


def _move_open(act: Act, entry_id: int, amount: int) -> None:
    run = act.office.database.execute_sql
    run("INSERT INTO open_entry (entry_id, customer_id, open, due) SELECT id, customer_id, :amount, COALESCE(due, date) FROM ledger_entry "
        "WHERE id = :id ON CONFLICT (entry_id) DO UPDATE SET open = open + :amount", {"id": entry_id, "amount": amount})
    run("DELETE FROM open_entry WHERE entry_id = ? AND open = 0", (entry_id,))


def _write_allocation(act: Act, day: str, credit_id: int, debt_id: int, amount: int) -> None:
    act.office.database.execute_sql("INSERT INTO allocation (date, credit_id, debt_id, amount) VALUES (?, ?, ?, ?)",
                                    (day, credit_id, debt_id, amount))
    _move_open(act, credit_id, amount)
    _move_open(act, debt_id, -amount)
    act.changed("receivables")


def allocate(act: Act, day: date, credit_id: int, debt_id: int, amount: Decimal) -> None:
    """Posting: set part of a credit against a debt from a day on. Raises RuleViolation beyond what is open of either, then or later."""
    credit, debt = queries.side(act.office, credit_id, day), queries.side(act.office, debt_id, day)
    require(rules.check_allocation(day, credit, debt, amount))
    _write_allocation(act, day.isoformat(), credit_id, debt_id, fen(amount))


def release_allocations(act: Act, day: date, entry_id: int) -> None:
    """Posting: from a day on nothing is allocated of this credit or debt; allocations dated later are undone on their own days."""
    found = queries.entry(act.office, entry_id)
    if found is None:
        raise ValueError(f"no entry {entry_id}")
    undo: dict[tuple[int, str], int] = {}
    for other, when, amount in queries.pairs(act.office, entry_id):
        key = (other, max(when, day.isoformat()))
        undo[key] = undo.get(key, 0) - amount
    for (other, when), amount in sorted(undo.items(), key=lambda item: item[0][1]):
        if amount:
            credit_id, debt_id = (entry_id, other) if found.amount < 0 else (other, entry_id)
            _write_allocation(act, when, credit_id, debt_id, amount)


def set_opening_receivable(office: Office, x: OpeningInput) -> Done:
    """Say what a customer owed at the start, dated; said again before the first close, the difference is posted.

    Raises RuleViolation after the first close. Negative: an advance (rules: Receivables, Closing).
    """
    with office.command("receivables.opening", x) as act:
        day = x.date or business_date(office)
        made = state_opening(act, x, day)
        act.about(str(x.customer_id)).note(date=day)
    return Done(made)


def state_opening(act: Act, x: OpeningInput, day: date) -> int:
    """Posting: what a customer owed at the start, one of many as an import says it; the id of its entry, 0 where nothing changes."""
    found = check_number("amount", x.amount, 2, least=-MOST) + check_date(day, None, act.today)
    days = queries.credit_days(act.office, x.customer_id)
    if days is None:
        found.append(_unknown_customer())
    if closed_through(act.office) is not None:
        found.append(Problem("", "opening.closed", N_("Opening figures are final once a day is closed; use an invoice or a receipt")))
    require(found)
    before = queries.openings(act.office, x.customer_id)
    change = {when: -amount for when, amount in before.items()}
    change[day] = change.get(day, ZERO) + x.amount
    due = x.due or rules.due_after(day, days or 0)
    made = [_post_opening(act, x.customer_id, when, amount, due) for when, amount in sorted(change.items()) if amount]
    if before:
        _settle_openings(act, x.customer_id)
    act.changed("receivables")
    return made[-1] if made else 0


def restore_openings(act: Act, customer_id: int, before: Mapping[date, Decimal]) -> None:
    """Posting: what a customer owed at the start is said as it was, by date; the difference is posted. Refused after the first close."""
    if closed_through(act.office) is not None:
        text = N_("Opening figures are final once a day is closed; use an invoice or a receipt")
        raise RuleViolation([Problem("", "opening.closed", text)])
    now = queries.openings(act.office, customer_id)
    days = queries.credit_days(act.office, customer_id) or 0
    for day in sorted({*now, *before}):
        change = before.get(day, ZERO) - now.get(day, ZERO)
        if change:
            _post_opening(act, customer_id, day, change, rules.due_after(day, days))
    _settle_openings(act, customer_id)
    act.changed("receivables")


def _post_opening(act: Act, customer_id: int, day: date, amount: Decimal, due: date) -> int:
    return post(act, Entry(customer_id, day, "opening", amount, LEDGER, customer_id, due=due if amount > 0 else None))


def _settle_openings(act: Act, customer_id: int) -> None:
    """Set opening entries of either sign against each other, so that only what is left of the opening figure stays open."""
    credits_ = [item for item in queries.open_credits(act.office, customer_id) if item.kind == "opening"]
    debts = [item for item in queries.open_debts(act.office, customer_id) if item.kind == "opening"]
    for credit in credits_:
        for debt in debts:
            day = max(credit.date, debt.date)
            amount = min(room(act, credit.entry_id, day), room(act, debt.entry_id, day))
            if amount:
                allocate(act, day, credit.entry_id, debt.entry_id, amount)


def room(act: Act, entry_id: int, day: date) -> Decimal:
    """What may still be settled of an entry from a day on, in yuan."""
    side = queries.side(act.office, entry_id, day)
    return side.room if side else ZERO


def allocate_advance(office: Office, x: AllocateInput) -> Done:
    """Use an advance, or any open credit, for a debt of the same customer (rules: Receivables)."""
    with office.command("receivables.allocate", x) as act:
        day = x.date or business_date(office)
        require(check_date(day, closed_through(office), act.today))
        amount = x.amount
        if amount is None:
            amount = min(room(act, x.credit_id, day), room(act, x.debt_id, day))
        allocate(act, day, x.credit_id, x.debt_id, amount)
        credit, debt = queries.entry(office, x.credit_id), queries.entry(office, x.debt_id)
        act.about(debt.number if debt else "").note(date=day, amount=amount, credit=credit.number if credit else "")
    return Done(x.debt_id)


def release(office: Office, x: ReleaseInput) -> Done:
    """Take back every allocation of a credit or a debt, as a void needs; the credit is an advance again."""
    with office.command("receivables.release", x) as act:
        day = x.date or business_date(office)
        found = queries.entry(office, x.entry_id)
        require(check_date(day, closed_through(office), act.today))
        if found is None or not queries.allocated(office, x.entry_id):
            raise RuleViolation([Problem("", "release.nothing", N_("Nothing of this is allocated"))])
        release_allocations(act, day, x.entry_id)
        act.about(found.number).note(date=day)
    return Done(x.entry_id)


def settle_discount(office: Office, x: GiveUpInput) -> Done:
    """Give up part of a debt as a settlement discount; needs approval of the kind "write off"."""
    return _give_up(office, "discount", x)


def write_off(office: Office, x: GiveUpInput) -> Done:
    """Give up a debt that will not be paid; needs approval of the kind "write off"."""
    return _give_up(office, "write_off", x)


def _give_up(office: Office, kind: str, x: GiveUpInput) -> Done:
    with office.command(f"receivables.{kind}", x) as act:
        day, reason = x.date or business_date(office), clean(x.reason, "reason", 200)
        debt = queries.entry(office, x.debt_id)
        found = check_date(day, closed_through(office), act.today)
        if not reason:
            found.append(Problem("reason", "reason.missing", N_("Say why")))
        side = queries.side(office, x.debt_id, day)
        amount = x.amount if x.amount is not None else side.room if side else ZERO
        if debt is None or side is None or debt.amount <= 0:
            raise RuleViolation([*found, Problem("debt", "allocation.debt", N_("Choose an open debt"))])
        require(found + rules.check_given_up(day, side, amount))
        approved(act, [Need("write off", N_("{what} of {amount} on {number}: {reason}"),
                            {"what": rules.TITLES[kind], "amount": amount, "number": debt.number, "reason": reason}, amount, "amount")])
        made = post(act, Entry(debt.customer_id, day, kind, -amount, LEDGER, debt.id, debt.number, reason=reason))
        allocate(act, day, made, debt.id, amount)
        act.about(debt.number).note(date=day, amount=amount)
    return Done(made, debt.number)


def take_up_again(office: Office, x: TakeUpInput) -> Done:
    """Take back a settlement discount or a write-off by a counter-entry: the debt stands again."""
    with office.command("receivables.take_up", x) as act:
        day, reason = x.date or business_date(office), clean(x.reason, "reason", 200)
        given = queries.entry(office, x.entry_id)
        found = check_date(day, closed_through(office), act.today)
        if not reason:
            found.append(Problem("reason", "reason.missing", N_("Say why")))
        if given is None or given.source != LEDGER or given.kind not in ("discount", "write_off"):
            raise RuleViolation([*found, Problem("", "take_up.kind", N_("Choose a settlement discount or a write-off"))])
        if queries.is_closed(office, given.id):
            found.append(Problem("", "take_up.twice", N_("This was taken back already")))
        if day < given.date:
            found.append(Problem("date", "date.early", N_("Choose {day} or later"), {"day": given.date}))
        require(found)
        release_allocations(act, day, given.id)
        made = post(act, Entry(given.customer_id, day, f"{given.kind}_reversal", -given.amount, LEDGER, given.id, given.number,
                               reverses=given.id, reason=reason))
        act.about(given.number).note(date=day)
    return Done(made, given.number)


def _unknown_customer() -> Problem:
    return Problem("customer", "customer.unknown", N_("Choose a customer from the file"))
