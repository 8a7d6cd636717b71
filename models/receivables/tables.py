"""One ledger per customer. Entries and allocations are never changed; day balances are derived and checked from scratch."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, MomentField, MoneyField, QuantityField
from models.core.table import Table
from models.customers.tables import Customer
from models.products.tables import Product


class LedgerEntry(Table):
    """What changed a customer's balance: + owes more, − owes less. kind: a key of receivables.rules.ENTRIES.

    source: the room and row that posted it. due: for debts, the date stored at issue; for a receipt by acceptance, when the bank pays.
    reverses: the entry this one counters, or which a red corrects. reason: why a debt was given up.
    """

    sealed = True
    day_field = "date"
    id = AutoField()
    customer = ForeignKeyField(Customer)
    date = DayField(index=True)
    kind = TextField()
    amount = MoneyField()
    source = TextField()
    source_id = IntegerField()
    number = TextField(default="")
    due = DayField(null=True)
    reverses = ForeignKeyField("self", null=True)
    reason = TextField(default="")
    moment = MomentField()

    class Meta:
        indexes = ((("customer", "date", "kind", "amount"), False), (("customer", "due"), False), (("source", "source_id"), False))


class Allocation(Table):
    """Part of a credit set against a debt, dated; a release is a row with a negative amount (rules: Receivables)."""

    sealed = True
    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    credit = ForeignKeyField(LedgerEntry, backref="given")
    debt = ForeignKeyField(LedgerEntry, backref="taken")
    amount = MoneyField()


class OpenEntry(Table):
    """What is open of an entry with everything that is posted: + of a debt, − of a credit; a row only while something is.

    due: when a debt fell or falls due, else the entry's date. Derived, so that nothing has to walk through years of settled papers.
    """

    entry = ForeignKeyField(LedgerEntry, primary_key=True)
    customer = ForeignKeyField(Customer)
    open = MoneyField()
    due = DayField()


class CustomerDay(Table):
    """A customer's balance at the end of a day, a row only for days on which it changed."""

    customer = ForeignKeyField(Customer)
    date = DayField()
    balance = MoneyField()

    class Meta:
        primary_key = CompositeKey("customer", "date")


class StatementAnswer(Table):
    """What a customer answered to a statement, or how a difference ended. kind: agreed, differs, resolved; amounts in fen.

    ours: the balance on the statement through its last day; theirs: the balance that they say. resolves: the difference that ends.
    """

    sealed = True
    id = AutoField()
    customer = ForeignKeyField(Customer)
    through = DayField()
    kind = TextField()
    ours = MoneyField()
    theirs = MoneyField()
    remark = TextField(default="")
    resolves = ForeignKeyField("self", null=True, unique=True)
    person = TextField()
    moment = MomentField()


class OffsetPaper(Table):
    """The trade department lets a customer take goods or settle debts against what we owe (顶账单): so much money, within dates.

    quantity: in `unit` as written; base_quantity: the most of the product in its base unit, None where no product is named.
    """

    sealed = True
    id = AutoField()
    number = TextField(index=True)
    customer = ForeignKeyField(Customer)
    starts = DayField()
    ends = DayField()
    amount = MoneyField()
    product = ForeignKeyField(Product, null=True)
    quantity = QuantityField(null=True)
    unit = TextField()
    base_quantity = QuantityField(null=True)
    remark = TextField()
    person = TextField()
    moment = MomentField()


class OffsetUse(Table):
    """Money or goods taken against an offset paper: + by a receipt or an invoice, − when that is taken back.

    source, source_id: the room and the receipt or invoice; a counter-entry, void or red repeats those of what it takes back.
    quantity: base units of the paper's product. number: of the paper that moved it.
    """

    sealed = True
    day_field = "date"
    id = AutoField()
    paper = ForeignKeyField(OffsetPaper, backref="uses")
    date = DayField()
    source = TextField()
    source_id = IntegerField()
    number = TextField()
    amount = MoneyField()
    quantity = QuantityField()

    class Meta:
        indexes = ((("source", "source_id"), False),)


class OffsetWithdrawal(Table):
    """The trade department takes a paper back; what was used of it stands, and is borne by a person (duty 26)."""

    sealed = True
    id = AutoField()
    paper = ForeignKeyField(OffsetPaper, unique=True)
    reason = TextField()
    person = TextField()
    moment = MomentField()
