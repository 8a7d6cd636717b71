"""The customer file (rules: Customers)."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, MoneyField
from models.core.former import remembered
from models.core.search import index_of
from models.core.table import Table
from models.people.tables import Approval, Person


class Customer(Table):
    """A customer as filed now; papers keep what was true when they were issued. opening: draft, asked, approved, refused.

    alike: how the name sounds without its legal form, by which the same customer filed twice is noticed.
    """

    extra_sql = (index_of("customer"), remembered("customer"))
    id = AutoField()
    code = TextField(unique=True)
    name = TextField(index=True)
    short_name = TextField(default="")
    pinyin = TextField(index=True)
    alike = TextField(index=True)
    search = TextField()
    kind = TextField(default="customer")
    tax_number = TextField(default="", index=True)
    territory = TextField(default="", index=True)
    address = TextField(default="")
    phone = TextField(default="", index=True)
    bank = TextField(default="")
    bank_account = TextField(default="")
    credit_limit = MoneyField(null=True)
    credit_days = IntegerField(default=0)
    salesperson = ForeignKeyField(Person, null=True)
    segment = TextField(default="")
    opened_on = DayField(null=True)
    remark = TextField(default="")
    opening = TextField(default="draft", index=True)
    active = FlagField(default=True)
    created = MomentField()


class Contact(Table):
    """A person at the customer, with role and birthday."""

    id = AutoField()
    customer = ForeignKeyField(Customer, backref="contacts")
    name = TextField()
    search = TextField()
    role = TextField(default="")
    phone = TextField(default="", index=True)
    birthday = DayField(null=True)
    remark = TextField(default="")


class DeliveryAddress(Table):
    """A place goods go to, in a territory (duty 21)."""

    id = AutoField()
    customer = ForeignKeyField(Customer, backref="addresses")
    address = TextField()
    territory = TextField(default="")


class Licence(Table):
    """A licence the customer must hold, and until when."""

    id = AutoField()
    customer = ForeignKeyField(Customer, backref="licences")
    name = TextField()
    number = TextField(default="")
    expires = DayField(null=True, index=True)


class CustomerNote(Table):
    """A demand or an opinion, dated (duty 5). product: what a demand is for, in the customer's own words."""

    id = AutoField()
    customer = ForeignKeyField(Customer, backref="notes")
    date = DayField(index=True)
    kind = TextField()
    text = TextField()
    product = TextField(default="")
    person = TextField()


class OpeningStep(Table):
    """Each step of opening an account: asked, approved, refused; by whom, when (duty 20)."""

    sealed = True
    id = AutoField()
    customer = ForeignKeyField(Customer, backref="steps")
    moment = MomentField()
    person = TextField()
    step = TextField()
    reason = TextField(default="")
    approval = ForeignKeyField(Approval, null=True)


class CustomerAlias(Table):
    """A customer filed twice points to the one that is kept; nothing else is written, so that dropping the row undoes the merge."""

    customer = ForeignKeyField(Customer, primary_key=True)
    kept = ForeignKeyField(Customer, backref="aliases")
    was_active = FlagField()
    date = DayField()
    reason = TextField()
    person = TextField()
    moment = MomentField()


class CustomersApart(Table):
    """Two customers that look like one and are not: never named as possible duplicates again. customer: the one filed first."""

    customer = ForeignKeyField(Customer)
    other = ForeignKeyField(Customer, backref="likenesses")
    person = TextField()
    moment = MomentField()

    class Meta:
        primary_key = CompositeKey("customer", "other")
        table_name = "customers_apart"


class WarningAnswer(Table):
    """What was done about an early warning (duty 70): a snooze until a date with its reason, or a measure with its outcome."""

    sealed = True
    id = AutoField()
    customer = ForeignKeyField(Customer)
    date = DayField()
    kind = TextField()
    text = TextField()
    until = DayField(null=True)
    outcome = TextField(default="")
    person = TextField()
    moment = MomentField()


class SavedSegment(Table):
    """A name for what a filter of the customers' listing lets through (duty 66). ask: the filter as JSON."""

    name = TextField(primary_key=True)
    ask = TextField()
    person = TextField()
    moment = MomentField()


class Reception(Table):
    """Somebody was received: who, what they came for, what was explained (duty 4). customer: where they are filed already."""

    sealed = True
    id = AutoField()
    date = DayField(index=True)
    way = TextField()
    caller = TextField()
    phone = TextField(default="")
    customer = ForeignKeyField(Customer, null=True, index=True)
    about = TextField()
    explained = TextField(default="")
    search = TextField()
    person = TextField()
    moment = MomentField()
