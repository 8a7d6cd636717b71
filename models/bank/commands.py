"""Bring bank lines in, make receipts of them, set aside what is no customer's. The only writer of bank lines."""

from __future__ import annotations

from collections.abc import Sequence

from models.bank import queries, rules
from models.bank.inputs import BankLineInput, ConfirmInput, SetAsideInput
from models.bank.tables import BankLine
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.days.queries import business_date, closed_through
from models.receipts.commands import take
from models.receipts.inputs import ReceiptInput


def bring_in(office: Office, lines: Sequence[BankLineInput], file: str) -> tuple[int, int]:
    """File the lines of a statement: (new ones, those that were here already). Raises RuleViolation; then nothing is filed."""
    with office.command("bank.bring_in", {"file": file, "lines": len(lines)}) as act:
        require([problem for at, line in enumerate(lines) for problem in (
            *rules.check_line(line, f"lines.{at}"), *rules.check_day(line.date, act.today, f"lines.{at}.date"))])
        known = queries.known_digests(office)
        fresh = [(digest, line) for digest, line in zip(rules.digests_of(lines), lines, strict=True) if digest not in known]
        for digest, line in fresh:
            BankLine.insert(
                digest=digest, date=line.date, amount=line.amount, payer=_kept(line.payer, "payer"), account=_kept(line.account, "account"),
                reference=_kept(line.reference, "reference"), text=_kept(line.text, "text"), file=_kept(file, "file"), person=act.person,
                moment=act.moment).execute()
        act.changed("bank").about(file).note(new=len(fresh), digests=[digest for digest, _line in fresh])
    return len(fresh), len(lines) - len(fresh)


def _kept(text: str, field: str) -> str:
    return clean(text[:rules.LONGEST], field, rules.LONGEST)


def confirm(office: Office, x: ConfirmInput) -> Done:
    """Make the receipt of a line: by bank transfer, oldest due first, after the invoice it names. Never twice."""
    with office.command("bank.confirm", x) as act:
        return _confirm(act, x)


def confirm_certain(office: Office) -> list[Done]:
    """Make the receipts of all lines whose payer is as good as certain, one command each, all or none."""
    with office.batch():
        return [confirm(office, ConfirmInput(row.id, best.customer_id, best.invoice_id)) for row, best in queries.certain(office)]


def _confirm(act: Act, x: ConfirmInput) -> Done:
    office = act.office
    row = _open(office, x.line_id)
    closed = closed_through(office)
    day = x.date or (row.line.date if closed is None or row.line.date > closed else business_date(office))
    done = take(act, ReceiptInput(x.customer_id, "transfer", row.line.amount, day, payer=row.line.payer[:60],
                                  reference=row.line.reference[:60], remark=x.remark or row.line.text[:200], invoice_id=x.invoice_id))
    BankLine.update(receipt=done.id, reason="").where(BankLine.id == x.line_id).execute()
    act.changed("bank").about(done.number)
    return done


def set_aside(office: Office, x: SetAsideInput) -> Done:
    """A line is no customer's payment: interest, a loan, money of our own."""
    with office.command("bank.set_aside", x) as act:
        reason = clean(x.reason, "reason", rules.LONGEST)
        _open(office, x.line_id)
        require([] if reason else [Problem("reason", "reason.missing", N_("Say why"))])
        BankLine.update(reason=reason).where(BankLine.id == x.line_id).execute()
        act.changed("bank").about(str(x.line_id))
    return Done(x.line_id)


def take_up(office: Office, line_id: int) -> Done:
    """A line that was set aside is a payment after all."""
    with office.command("bank.take_up", {"line": line_id}) as act:
        row = queries.bank_line(office, line_id)
        require([] if row is not None and row.state == "aside" else [Problem("", "bank.aside", N_("This line is not set aside"))])
        BankLine.update(reason="").where(BankLine.id == line_id).execute()
        act.changed("bank").about(str(line_id))
    return Done(line_id)


def _open(office: Office, line_id: int) -> queries.BankRow:
    row = queries.bank_line(office, line_id)
    if row is None:
        raise RuleViolation([Problem("", "bank.unknown", N_("This line is not there any more"))])
    if row.state == "received":
        raise RuleViolation([Problem("", "bank.twice", N_("This line is received already, by {number}"), {"number": row.receipt})])
    return row
