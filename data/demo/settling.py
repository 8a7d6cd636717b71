"""Money and papers of the sample: bank lines that become receipts, months settled, statements answered, periods handed over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from data.demo.stage import FINANCE, Stage
from models.bank.commands import bring_in, confirm_certain, set_aside
from models.bank.inputs import BankLineInput, SetAsideInput
from models.bank.queries import open_lines
from models.closing.commands import settle_month
from models.closing.queries import month_to_settle
from models.closing.rules import last_of
from models.core.money import ZERO
from models.handover.commands import hand_over, record_answers, sign
from models.handover.inputs import AnswersInput, Control, HandoverInput
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.receivables.commands import file_offset, record_answer, resolve_difference
from models.receivables.inputs import AnswerInput, OffsetInput, ResolveInput
from models.receivables.queries import balance, open_debts

ANSWERED, DIFFERED = 8, 3
"""Customers whose statement is answered a month, and which of them differs."""


def settle_up(stage: Stage, day: date, *, last: bool) -> None:
    """What is done before the evening's close; on the last day the latest bank lines wait for the clerk."""
    if day.weekday() in (1, 3) or last:
        _bank(stage, day, last=last)
    month = month_to_settle(stage.office)
    if month is not None and last_of(month) < day and not last:
        _month(stage, month)
    if day.weekday() == 0 and not last:
        _week(stage, day)
    if last:
        _offsets(stage, day)


def _bank(stage: Stage, day: date, *, last: bool) -> None:
    """Two customers pay by transfer, and the bank pays interest."""
    lines: list[BankLineInput] = []
    for buyer in stage.dice.sample(stage.buyers, min(6, len(stage.buyers))):
        debts = open_debts(stage.office, buyer.id)
        if debts and len(lines) < 2:
            number = f"{day:%Y%m%d}{len(lines) + 1:04}"
            lines.append(BankLineInput(day, debts[0].open, buyer.firm.name, "", number, f"货款 {debts[0].number}"))
    if not lines:
        return
    lines.append(BankLineInput(day, Decimal(stage.dice.randrange(100, 900)).scaleb(-2), "本行", "", f"{day:%Y%m%d}0099", "活期利息"))
    if last:
        lines.append(BankLineInput(day, Decimal(2000), "陈秀英", "6217 0000 8899", f"{day:%Y%m%d}0100", "饲料款"))
    stage.watch.tick()
    bring_in(stage.office, lines, f"对公流水 {day}.xlsx")
    if not last:
        stage.watch.tick()
        confirm_certain(stage.office)
        for row in open_lines(stage.office):
            set_aside(stage.office, SetAsideInput(row.id, "利息" if row.line.payer == "本行" else "待查"))


def _offsets(stage: Stage, day: date) -> None:
    """The trade department lets two customers settle against what we owe them; one has begun to (duty 26)."""
    owing = [(buyer, sum((debt.open for debt in open_debts(stage.office, buyer.id)), ZERO)) for buyer in stage.buyers]
    first = day.replace(day=1)
    for at, (buyer, owed) in enumerate([(buyer, owed) for buyer, owed in owing if owed >= 2000][:2]):
        stage.watch.tick()
        amount = Decimal(int(owed // 1000 * 1000))
        paper = file_offset(stage.office, OffsetInput(f"贸顶{day:%Y%m}-{at + 1:02}", buyer.id, amount, first, first + timedelta(days=60),
                                                      remark="抵豆粕、玉米货款"))
        if at == 0:
            stage.watch.tick()
            take_receipt(stage.office, ReceiptInput(buyer.id, "offset", amount / 2, offset_id=paper.id))


def _month(stage: Stage, month: date) -> None:
    """The month is settled and handed over; customers answer their statements, one of them otherwise."""
    stage.watch.tick()
    settle_month(stage.office, month)
    end = last_of(month)
    for at, buyer in enumerate(stage.dice.sample(stage.buyers, min(ANSWERED, len(stage.buyers)))):
        ours = balance(stage.office, buyer.id, end)
        if ours == ZERO:
            continue
        theirs = ours - Decimal(120) if at == DIFFERED else None
        done = record_answer(stage.office, AnswerInput(buyer.id, end, theirs, "有一张单未收到" if theirs is not None else ""))
        if theirs is not None and stage.dice.random() < 0.5:
            resolve_difference(stage.office, ResolveInput(done.id, "补送单据后核对一致"))
    _hand_over(stage, "finance", month, end, answered=True)


def _week(stage: Stage, day: date) -> None:
    """On Monday the week before goes to the trade department."""
    _hand_over(stage, "trade", day - timedelta(days=7), day - timedelta(days=1), answered=stage.dice.random() < 0.7)


def _hand_over(stage: Stage, recipient: str, start: date, end: date, *, answered: bool) -> None:
    total = stage.office.database.execute_sql(
        "SELECT COUNT(*), COALESCE(SUM(i.total), 0) FROM invoice i WHERE i.date BETWEEN ? AND ? AND NOT EXISTS "
        "(SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id)", (start.isoformat(), end.isoformat())).fetchone()
    controls: list[Control] = [("销售单", "", int(total[0]), None, None), ("销售单", "金额", None, Decimal(total[1]).scaleb(-2), None)]
    stage.watch.tick()
    done = hand_over(stage.office, HandoverInput(recipient, start, end), controls)
    if answered:
        sign(stage.office, done.id, FINANCE if recipient == "finance" else "贸易部小周")
        record_answers(stage.office, AnswersInput(done.id, whole=True, by=FINANCE if recipient == "finance" else "贸易部小周"))
