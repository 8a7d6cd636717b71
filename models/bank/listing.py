"""Lines of bank statements as a listing."""

from __future__ import annotations

from peewee import Case, fn

from models.bank import queries
from models.bank.rules import STATES
from models.bank.tables import BankLine
from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.customers.tables import Customer
from models.receipts.tables import Receipt

_undone = Receipt.alias("undone")
_STANDS = BankLine.receipt.is_null(False) & ~fn.EXISTS(_undone.select(_undone.id).where(_undone.reverses == BankLine.receipt))
_STATE = Case(None, ((_STANDS, "received"), (BankLine.reason != "", "aside")), "open")

BANK_LINES = Listing(
    "bank_lines", N_("Bank statement"), rows=queries.bank_lines, key=BankLine.id, topics=("bank", "receipts"), date=BankLine.date,
    order=("-date",), state="state", singular=N_("Bank line"),
    empty=N_("No bank statement is brought in yet; choose the file that the bank gave you"), columns=(
        Column("date", N_("Date"), BankLine.date, Kind.DATE),
        Column("payer", N_("Payer"), BankLine.payer, search=True, width=26),
        Column("amount", N_("Amount"), BankLine.amount, Kind.MONEY, total=True),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES),
        Column("number", N_("Receipt"), Receipt.number, Kind.CODE, search=True, width=14),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("text", N_("What for"), BankLine.text, search=True, width=24),
        Column("reference", N_("Bank's number"), BankLine.reference, Kind.CODE, search=True, width=16),
        Column("account", N_("Payer's account"), BankLine.account, Kind.CODE, search=True, width=20, shown=False),
        Column("reason", N_("Reason"), BankLine.reason, search=True, width=20),
        Column("file", N_("File"), BankLine.file, shown=False, width=20),
    ))
