"""Bank statements as the bank's own program writes them: the lines of money that came in (papers: Import)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.imports import values
from data.imports.dates import day, is_day_first
from data.imports.headings import Field, Matched, match
from data.workbook_reader import ForeignRow, read_workbook
from models.bank.inputs import BankLineInput
from models.bank.listing import BANK_LINES
from models.bank.rules import check_line
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.text import LANGUAGES, N_, _, speaking
from models.street import all_listings

FIELDS = (
    Field("date", N_("Date"), ("交易日期", "记账日期", "入账日期", "交易日", "记账日", "入账日", "日期", "date", "transaction date", "booking date",
                                "value date", "起息日", "交易时间"), required=True, day=True),
    Field("income", N_("Came in"), ("收入金额", "贷方发生额", "贷方金额", "收入", "贷方", "转入金额", "存入金额", "存入", "收款金额", "credit", "credit amount",
                                    "deposit", "money in"), values.money),
    Field("expense", N_("Went out"), ("支出金额", "借方发生额", "借方金额", "支出", "借方", "转出金额", "付款金额", "debit", "debit amount", "withdrawal",
                                      "money out"), values.money),
    Field("amount", N_("Amount"), ("交易金额", "发生额", "金额", "amount"), values.money),
    Field("side", N_("In or out"), ("借贷标志", "收付标志", "借贷方向", "收支类型", "借贷", "收支", "方向", "交易类型", "type", "dr/cr")),
    Field("payer", N_("Payer"), ("对方户名", "对方名称", "对方账户名称", "付款人名称", "付款方户名", "付款人户名", "对方单位名称", "对方单位", "付款人", "付款方", "汇款人",
                                 "收(付)方名称", "收付方名称", "对手方名称", "交易对手", "户名", "payer", "counterparty", "counterparty name")),
    Field("account", N_("Payer's account"), ("对方账号", "对方帐号", "付款人账号", "付款方账号", "付款人帐号", "汇款账号", "收(付)方账号", "收(付)方帐号",
                                           "收付方账号", "对手方账号", "counterparty account", "account"),
          values.code),
    Field("reference", N_("Bank's number"), ("交易流水号", "流水号", "交易流水", "银行流水号", "凭证号", "交易序号", "业务编号", "回单编号", "reference",
                                             "transaction id"), values.code),
    Field("text", N_("What for"), ("附言", "用途", "摘要", "交易附言", "备注", "交易摘要", "purpose", "remark", "description", "memo"), second="more"),
    Field("more", N_("What for"), ("摘要", "备注", "用途", "附言", "note")),
)
OURS = 6
"""Headings that all being those of one listing make a sheet one of the office's own."""
INWARD, OUTWARD = ("贷", "收", "入", "cr", "credit", "in", "+"), ("借", "付", "支", "出", "dr", "debit", "out", "-")


@dataclass(frozen=True)
class Statement:
    """What a file says: money that came in, how many lines of money that went out were left aside, rows that could not be read."""

    name: str
    lines: tuple[BankLineInput, ...]
    outgoing: int
    problems: tuple[tuple[int, Problem], ...]


def read_statement(path: Path) -> Statement:
    """Read a bank statement. Raises KnownError for a file that cannot be read or says too little in its headings."""
    matched = match(read_workbook(path), FIELDS, named=("date",))
    _not_ours(matched)
    if not {"income", "amount"} & set(matched.columns.values()):
        raise KnownError(N_("There is no column for: {fields}. Name it in the heading row"), fields="收入 / 贷方发生额 / 交易金额")
    rows, _aside = matched.rows(("date",))
    lines: list[BankLineInput] = []
    problems: list[tuple[int, Problem]] = []
    outgoing = 0
    for row, read in _read(matched, rows):
        if isinstance(read, RuleViolation):
            problems += [(row.number, problem) for problem in read.problems]
            continue
        amount = _came_in(read)
        if amount is None:
            problems.append((row.number, Problem("amount", "amount.missing", N_("Enter an amount"))))
        elif read.get("date") is None:
            problems.append((row.number, Problem("date", "date.missing", N_("Enter a date"))))
        elif amount > 0:
            text = "  ".join(dict.fromkeys(filter(None, (str(read.get("text") or ""), str(read.get("more") or "")))))
            lines.append(BankLineInput(read["date"], amount, str(read.get("payer") or ""), str(read.get("account") or ""),
                                       str(read.get("reference") or ""), text))
            problems += [(row.number, problem) for problem in check_line(lines[-1])]
        else:
            outgoing += 1
    return Statement(path.name, tuple(lines), outgoing, tuple(problems))


def _not_ours(matched: Matched) -> None:
    """Raise KnownError for a list of the office itself, whose receipts would else come in again as the bank's."""
    said = {cell for cell in matched.heading.cells if cell is not None}
    for code, _name in LANGUAGES:
        with speaking(code):
            for listing in all_listings().values():
                if len(said) >= OURS and listing.name != BANK_LINES.name and said <= {_(column.title) for column in listing.columns}:
                    raise KnownError(N_("This is not the bank's file but a list of this office: {title}. Choose the file from the bank"),
                                     title=_(listing.title))


def _read(matched: Matched, rows: list[ForeignRow]) -> Iterator[tuple[ForeignRow, Mapping[str, Any] | RuleViolation]]:
    fields = {each.key: each for each in FIELDS}
    first = {at: is_day_first(row.cell(at) for row in rows) for at, key in matched.columns.items() if fields[key].day}
    for row in rows:
        try:
            yield row, {key: day(row.cell(at), key, day_first=first[at]) if fields[key].day else fields[key].read(row.cell(at), key)
                        for at, key in matched.columns.items()}
        except RuleViolation as refused:
            yield row, refused


def _came_in(read: Mapping[str, Any]) -> Decimal | None:
    """What came in, in yuan, negative or 0 for what went out; None where the row says no amount."""
    if read.get("income"):
        return Decimal(read["income"])
    if read.get("expense"):
        return -abs(Decimal(read["expense"]))
    amount: Decimal | None = read.get("amount")
    if amount is None:
        return None if read.get("income") is None and read.get("expense") is None else Decimal(0)
    side = str(read.get("side") or "").strip().casefold()
    if any(side.startswith(word) for word in OUTWARD):
        return -abs(amount)
    return abs(amount) if any(side.startswith(word) for word in INWARD) else amount
