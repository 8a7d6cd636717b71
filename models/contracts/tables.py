"""Quotes and contracts. A contract may be rewritten while it is a draft; from its approval on the database itself keeps it."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, MoneyField, PriceField, QuantityField
from models.core.table import Table
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product


class Quote(Table):
    """An offer as it was given (duty 102). root: the first version of it, empty for that one itself; version: from 1 on."""

    sealed = True
    id = AutoField()
    number = TextField(unique=True)
    version = IntegerField()
    root = ForeignKeyField("self", null=True, index=True)
    date = DayField(index=True)
    valid_until = DayField()
    customer = ForeignKeyField(Customer)
    customer_name = TextField()
    customer_pinyin = TextField()
    salesperson = ForeignKeyField(Person, null=True)
    salesperson_name = TextField()
    terms = TextField()
    remark = TextField()
    total = MoneyField()
    net = MoneyField()
    tax = MoneyField()
    person = TextField()
    moment = MomentField()


class QuoteLine(Table):
    """A line as offered; price with tax, in yuan a unit."""

    sealed = True
    id = AutoField()
    quote = ForeignKeyField(Quote, backref="lines")
    position = IntegerField()
    product = ForeignKeyField(Product, null=True)
    code = TextField()
    name = TextField()
    specification = TextField()
    unit = TextField()
    quantity = QuantityField()
    base_quantity = QuantityField()
    price = PriceField()
    amount = MoneyField()
    rate = TextField()
    net = MoneyField()
    tax = MoneyField()
    remark = TextField()

    class Meta:
        indexes = ((("quote", "position"), True),)


class QuoteStep(Table):
    """What became of a quote: contract, invoice or refused. number: of the paper it led to."""

    sealed = True
    id = AutoField()
    quote = ForeignKeyField(Quote, backref="steps")
    step = TextField()
    number = TextField()
    text = TextField()
    person = TextField()
    moment = MomentField()


def _kept(table: str, contract: str) -> tuple[str, ...]:
    """Triggers: no rewriting of what was approved. contract: the column that names it; the original's rows end with the approval."""
    approved = "EXISTS (SELECT 1 FROM contract_step s WHERE s.contract_id = {row}.{column} AND s.step = 'approved')"
    made = []
    for event, row in (("update", "OLD"), ("delete", "OLD")):
        when = approved.format(row=row, column=contract)
        made.append(f'CREATE TRIGGER "{table}_kept_{event}" BEFORE {event.upper()} ON "{table}" WHEN {when} '
                    f"BEGIN SELECT RAISE(ABORT, 'sealed: {table}'); END")
    if contract != "id":
        when = approved.format(row="NEW", column=contract)
        made.append(f'CREATE TRIGGER "{table}_kept_insert" BEFORE INSERT ON "{table}" WHEN NEW.supplement_id IS NULL AND {when} '
                    f"BEGIN SELECT RAISE(ABORT, 'sealed: {table}'); END")
    return tuple(made)


class Contract(Table):
    """A contract as agreed; its state follows from its steps. kind: a key of contracts.rules.KINDS. title: what it is called.

    placed, place: of a service placement, who works and where (duty 32). text: the wording, filled from a template and edited.
    deliver_by, ends: as first agreed; supplements move them. total: Σ of its lines, in yuan.
    """

    extra_sql = _kept("contract", "id")
    id = AutoField()
    number = TextField(unique=True)
    kind = TextField()
    title = TextField()
    date = DayField(index=True)
    starts = DayField(null=True)
    ends = DayField(null=True, index=True)
    deliver_by = DayField(null=True)
    customer = ForeignKeyField(Customer)
    customer_code = TextField()
    customer_name = TextField()
    customer_pinyin = TextField()
    customer_address = TextField()
    customer_phone = TextField()
    customer_tax_number = TextField()
    customer_bank = TextField()
    their_number = TextField()
    salesperson = ForeignKeyField(Person, null=True)
    salesperson_name = TextField()
    placed = TextField()
    place = TextField()
    text = TextField()
    remark = TextField()
    quote = ForeignKeyField(Quote, null=True)
    total = MoneyField()
    net = MoneyField()
    tax = MoneyField()
    person = TextField()
    moment = MomentField()


class ContractStep(Table):
    """Each step of a contract's life: filed, review, returned, approved, performing, done, ended.

    approved_by: who, where an approval was needed.
    """

    sealed = True
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="steps")
    step = TextField()
    date = DayField()
    text = TextField()
    approved_by = TextField()
    person = TextField()
    moment = MomentField()


class ClauseCheck(Table):
    """What was looked at before a review (duty 40). answer: yes, or not needed with the reason in note."""

    sealed = True
    id = AutoField()
    step = ForeignKeyField(ContractStep, backref="checks")
    position = IntegerField()
    clause = TextField()
    answer = TextField()
    note = TextField()


class ContractSupplement(Table):
    """A numbered change after the approval. ends, deliver_by: new dates, empty where they stay."""

    sealed = True
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="supplements")
    place = IntegerField()
    number = TextField(unique=True)
    date = DayField()
    text = TextField()
    ends = DayField(null=True)
    deliver_by = DayField(null=True)
    total = MoneyField()
    approved_by = TextField()
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("contract", "place"), True),)


class ContractLine(Table):
    """A line as agreed, or what a supplement makes of it: `changes` names the first line, quantity and amounts are then differences.

    base_quantity: in the product's base unit, or the unit itself where the line is words. A quantity of nothing has no bound.
    """

    extra_sql = _kept("contract_line", "contract_id")
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="lines")
    supplement = ForeignKeyField(ContractSupplement, null=True)
    changes = ForeignKeyField("self", null=True, index=True)
    position = IntegerField()
    product = ForeignKeyField(Product, null=True)
    code = TextField()
    name = TextField()
    specification = TextField()
    unit = TextField()
    quantity = QuantityField()
    base_quantity = QuantityField()
    price = PriceField()
    amount = MoneyField()
    rate = TextField()
    net = MoneyField()
    tax = MoneyField()
    remark = TextField()

    class Meta:
        indexes = ((("contract", "position"), False),)


class Instalment(Table):
    """Money agreed for a day. kind: a key of contracts.rules.INSTALMENTS; changes: as of lines, the amount is then a difference."""

    extra_sql = _kept("instalment", "contract_id")
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="instalments")
    supplement = ForeignKeyField(ContractSupplement, null=True)
    changes = ForeignKeyField("self", null=True, index=True)
    position = IntegerField()
    kind = TextField()
    title = TextField()
    due = DayField(index=True)
    amount = MoneyField()


class ContractEvent(Table):
    """What happened with a contract: a breach by either side, a change asked for, a note (duty 57)."""

    sealed = True
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="events")
    date = DayField()
    kind = TextField()
    text = TextField()
    person = TextField()
    moment = MomentField()


class ContractWork(Table):
    """Service that was performed of a line without goods, in its unit; a wrong entry is countered by a negative one (duty 32)."""

    sealed = True
    id = AutoField()
    line = ForeignKeyField(ContractLine, backref="work")
    date = DayField()
    quantity = QuantityField()
    text = TextField()
    person = TextField()
    moment = MomentField()


class Attachment(Table):
    """A file that belongs to a contract; it lies in the office's folder under its digest. size: bytes."""

    sealed = True
    id = AutoField()
    contract = ForeignKeyField(Contract, backref="attachments")
    name = TextField()
    size = IntegerField()
    sha256 = TextField()
    remark = TextField()
    person = TextField()
    moment = MomentField()


class ContractTemplate(Table):
    """A wording with blanks, edited by the office. kind: of the contracts it is for."""

    id = AutoField()
    name = TextField(unique=True)
    kind = TextField()
    text = TextField()
    active = FlagField(default=True)
