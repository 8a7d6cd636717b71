"""Take money, pay it back, bank it, pay out of the drawer, and take wrong papers back by counter-entries. The only writer of receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.contracts.commands import begin
from models.core import numbering
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.money import ZERO, fen
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.core.typed import check_number, cleaned
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.people.commands import approved
from models.receipts import queries, rules
from models.receipts.commands.covered import check_cover, needs_of, paid_up, remind, take_cover, undo_cover
from models.receipts.inputs import DepositInput, OpeningCashInput, PettyInput, ReceiptInput, RefundInput, ReverseInput
from models.receipts.tables import Receipt
from models.receivables import commands as receivables
from models.receivables import queries as ledger
from models.receivables.inputs import Entry
from models.receivables.rules import check_amount


def take_receipt(office: Office, x: ReceiptInput) -> Done:
    """Receive money and settle debts with it; the rest is an advance (rules: Receivables, Receipt)."""
    with office.command("receipts.take", x) as act:
        return take(act, x)


def take(act: Act, x: ReceiptInput, granted: Sequence[Need] = ()) -> Done:
    """Posting: one receipt with its number, ledger entries and allocations. Raises RuleViolation, problems at the input's fields.

    granted: needs that the command had approved already, together with those of what else it does.
    """
    office, day = act.office, x.date or business_date(act.office)
    found = check_date(day, closed_through(office), act.today)
    found += rules.check_receipt(x, day, office.settings[rules.ROUNDING_MOST])
    if ledger.credit_days(office, x.customer_id) is None:
        found.append(Problem("customer", "customer.unknown", N_("Choose a customer from the file")))
    found += check_cover(office, x, day)
    if x.invoice_id is not None and queries.debt_of(office, x.customer_id, x.invoice_id) is None:
        found.append(Problem("invoice", "receipt.invoice", N_("Choose a valid invoice of this customer")))
    require(found)
    wanted = _suggested(act, x, day) if x.allocate is None and x.debts is None else _asked(act, x, day)
    require(rules.check_settled(x, [part for _debt, part in wanted]))
    approved(act, [need for need in needs_of(office, x) if need not in granted])
    due = x.due if x.method == "acceptance" else None
    facts = {"customer": x.customer_id, "method": x.method, "rounding": x.rounding, "due": due, "invoice": x.invoice_id,
             "contract": x.contract_id, "instalment": x.instalment_id}
    done = _write(act, "receipt", day, x.amount, {**facts, **cleaned(x, rules.TEXTS)})
    money = _post(act, x.customer_id, day, "receipt", -x.amount, done, due=due)
    given = _post(act, x.customer_id, day, "discount", -x.rounding, done) if x.rounding else 0
    for (debt, _part), (paid, rounded) in zip(wanted, rules.split([part for _debt, part in wanted], x.amount), strict=True):
        if paid:
            receivables.allocate(act, day, money, debt, paid)
        if rounded:
            receivables.allocate(act, day, given, debt, rounded)
    if x.contract_id is not None:
        begin(act, x.contract_id, day)
    paid_up(act, x.contract_id, [debt for debt, _part in wanted])
    take_cover(act, x, day, done)
    remind(act, x, day, done)
    return done


def _suggested(act: Act, x: ReceiptInput, day: date) -> list[tuple[int, Decimal]]:
    found = queries.suggested(act.office, x.customer_id, x.amount + x.rounding, day, x.invoice_id, x.contract_id)
    return [(item.entry_id, part) for item, part in found]


def _asked(act: Act, x: ReceiptInput, day: date) -> list[tuple[int, Decimal]]:
    """Debts and parts as the person chose them. Raises RuleViolation with a problem at each line that does not fit."""
    found: list[Problem] = []
    wanted: dict[int, Decimal] = {}
    for at, (debt, amount) in enumerate(_chosen(act, x)):
        place = f"allocate.{at}"
        if x.debts is not None and not amount:
            continue
        wrong = check_amount(amount, f"{place}.amount")
        side = None if debt is None else ledger.side(act.office, debt, day)
        if debt is None or side is None or side.customer_id != x.customer_id or side.amount <= 0:
            wrong.append(Problem(f"{place}.invoice", "receipt.invoice", N_("Choose a valid invoice of this customer")))
        elif side.date > day:
            wrong.append(Problem(f"{place}.invoice", "date.early", N_("Choose {day} or later"), {"day": side.date}))
        elif not wrong:
            wanted[debt] = wanted.get(debt, ZERO) + amount
            if wanted[debt] > side.room:
                wrong += rules.beyond_debt(f"{place}.amount", side.room)
        found += wrong
    require(found)
    return list(wanted.items())


def _chosen(act: Act, x: ReceiptInput) -> list[tuple[int | None, Decimal]]:
    if x.debts is not None:
        return [(debt, amount) for debt, amount in x.debts]
    return [(queries.debt_of(act.office, x.customer_id, invoice_id), amount) for invoice_id, amount in x.allocate or ()]


def _write(act: Act, kind: str, day: date, amount: Decimal, facts: Mapping[str, object]) -> Done:
    """One row with the next number of its series; by cash, the drawer moves."""
    number = numbering.take(act, rules.SERIES[kind], day)
    row: dict[str, object] = {"method": "cash", "rounding": ZERO, "payer": "", "reference": "", "remark": "", **facts}
    made = Receipt.insert(number=number, kind=kind, date=day, amount=amount, person=act.person, moment=act.moment, **row).execute()
    if row["method"] == "cash":
        _move_cash(act, day.isoformat(), fen(amount) * rules.CASH_SIGN[kind])
    act.changed("receipts").about(number).note(date=day)
    return Done(int(made), number)


def _move_cash(act: Act, day: str, amount: int) -> None:
    run = act.office.database.execute_sql
    run("INSERT INTO cash_day (date, balance) VALUES (:day, :amount + COALESCE((SELECT balance FROM cash_day WHERE date < :day "
        "ORDER BY date DESC LIMIT 1), 0)) ON CONFLICT (date) DO UPDATE SET balance = balance + :amount", {"day": day, "amount": amount})
    run("UPDATE cash_day SET balance = balance + ? WHERE date > ?", (amount, day))


def _post(act: Act, customer_id: int, day: date, kind: str, amount: Decimal, done: Done, *, due: date | None = None,
          reverses: int | None = None) -> int:
    return receivables.post(act, Entry(customer_id, day, kind, amount, queries.SOURCE, done.id, done.number, due, reverses))


def reverse_receipt(office: Office, x: ReverseInput) -> Done:
    """Take a wrong paper back by a counter-entry with its own number; what it settled is open again (rules: Receivables)."""
    with office.command("receipts.reverse", x) as act:
        return reverse(act, x.receipt_id, x.reason, x.date)


def reverse(act: Act, receipt_id: int, reason: str, date_: date | None = None) -> Done:
    """Posting: the counter-entry of a receipt, refund, deposit or petty payment. Raises RuleViolation; a paper is reversed once."""
    office, reason = act.office, clean(reason, "reason", 200)
    row = Receipt.get_or_none(Receipt.id == receipt_id)
    if row is None or row.kind not in rules.REVERSIBLE or row.reverses_id is not None:
        raise RuleViolation([Problem("", "reverse.kind", N_("Choose a receipt, refund, deposit or payment that is no counter-entry"))])
    day = date_ or max(business_date(office), row.date)
    found = check_date(day, closed_through(office), act.today)
    if not reason:
        found.append(Problem("reason", "reason.missing", N_("Say why")))
    if Receipt.select().where(Receipt.reverses == row.id).exists():
        found.append(Problem("", "reverse.twice", N_("{number} was reversed already"), {"number": row.number}))
    if day < row.date:
        found.append(Problem("date", "date.early", N_("Choose {day} or later"), {"day": row.date}))
    if row.method == "cash":
        found += rules.check_drawer(-row.amount * rules.CASH_SIGN[row.kind], queries.least_cash(office, day), "")
    require(found)
    facts = {"customer": row.customer_id, "method": row.method, "rounding": -row.rounding, "payer": row.payer, "reference": row.reference,
             "due": row.due, "invoice": row.invoice_id, "contract": row.contract_id, "instalment": row.instalment_id, "remark": reason,
             "bank": row.bank, "reverses": row.id}
    done = _write(act, row.kind, day, -row.amount, facts)
    settled: list[int] = []
    for kind in ("receipt", "discount", "refund"):
        entry_id = ledger.entry_of(office, queries.SOURCE, row.id, kind)
        entry = None if entry_id is None else ledger.entry(office, entry_id)
        if entry is not None:
            settled += [debt for debt, _day, _part in ledger.pairs(office, entry.id)]
            receivables.release_allocations(act, day, entry.id)
            _post(act, entry.customer_id, day, f"{kind}_reversal", -entry.amount, done, reverses=entry.id)
    paid_up(act, row.contract_id, settled, back=True)
    undo_cover(act, row.id, day, done)
    return done


def refund(office: Office, x: RefundInput) -> Done:
    """Pay an advance back, never more than it is; it uses the oldest credits first."""
    with office.command("receipts.refund", x) as act:
        day = x.date or business_date(office)
        found = check_date(day, closed_through(office), act.today) + rules.check_refund(x)
        if ledger.credit_days(office, x.customer_id) is None:
            found.append(Problem("customer", "customer.unknown", N_("Choose a customer from the file")))
        require(found)
        found += rules.check_advance(x.amount, queries.advance(office, x.customer_id, day))
        if x.method == "cash":
            found += rules.check_drawer(-x.amount, queries.least_cash(office, day))
        require(found)
        texts = cleaned(x, rules.PAID_OUT_TEXTS)
        done = _write(act, "refund", day, x.amount, {"customer": x.customer_id, "method": x.method, "payer": texts.pop("payee"), **texts})
        debt = _post(act, x.customer_id, day, "refund", x.amount, done, due=day)
        _use_credits(act, x.customer_id, day, debt, x.amount)
    return done


def _use_credits(act: Act, customer_id: int, day: date, debt: int, amount: Decimal) -> None:
    for credit in ledger.open_credits(act.office, customer_id):
        part = min(amount, queries.room(act.office, credit.entry_id, day)) if credit.date <= day else ZERO
        if part:
            receivables.allocate(act, day, credit.entry_id, debt, part)
            amount -= part


def bank_deposit(office: Office, x: DepositInput) -> Done:
    """Take cash to the bank."""
    with office.command("receipts.deposit", x) as act:
        day = x.date or business_date(office)
        _check_out(act, day, x.amount, rules.check_deposit(x))
        return _write(act, "deposit", day, x.amount, cleaned(x, rules.DEPOSIT_TEXTS))


def petty_payment(office: Office, x: PettyInput) -> Done:
    """Pay something small out of the drawer."""
    with office.command("receipts.petty", x) as act:
        day = x.date or business_date(office)
        _check_out(act, day, x.amount, rules.check_petty(x))
        texts = cleaned(x, rules.PETTY_TEXTS)
        return _write(act, "petty", day, x.amount, {"payer": texts["payee"], "reference": texts["reference"], "remark": texts["purpose"]})


def _check_out(act: Act, day: date, amount: Decimal, found: list[Problem]) -> None:
    found = check_date(day, closed_through(act.office), act.today) + found
    require(found)
    require(rules.check_drawer(-amount, queries.least_cash(act.office, day)))


def set_opening_cash(office: Office, x: OpeningCashInput) -> Done:
    """Say what lay in the drawer at the start; said again before the first close, the difference is written.

    Raises RuleViolation after the first close (rules: Closing).
    """
    with office.command("receipts.opening", x) as act:
        day = x.date or business_date(office)
        found = check_date(day, None, act.today) + check_number("amount", x.amount, 2)
        if closed_through(office) is not None:
            found.append(Problem("", "opening.closed", N_("Opening figures are final once a day is closed; use an invoice or a receipt")))
        require(found)
        change = {when: -amount for when, amount in queries.opening_cash(office).items()}
        change[day] = change.get(day, ZERO) + x.amount
        made = [_write(act, "opening", when, amount, {}) for when, amount in sorted(change.items()) if amount]
        require(rules.check_drawer(ZERO, queries.least_cash(office, date.min)))
    return made[-1] if made else Done(0)


def correct_cash(act: Act, day: date, difference: Decimal, text: str) -> Done | None:
    """Posting of closing: after it the day's corrections come to `difference`, counted − book: the next day opens with what was counted.

    Positive is over, negative short. Closing a reopened day again posts only what its new count changes; None when that is nothing.
    """
    change = difference - queries.cash_book(act.office, day).corrected
    if not change:
        return None
    require(rules.check_drawer(change, queries.least_cash(act.office, day)))
    return _write(act, "over" if change > 0 else "short", day, abs(change), {"remark": clean(text, "text", 200)})
