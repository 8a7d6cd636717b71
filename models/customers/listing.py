"""Customers, their people, what they ask for, and their licences, as listings."""

from __future__ import annotations

from peewee import ModelSelect

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, selected
from models.core.text import N_, _
from models.customers import queries
from models.customers.rules import KINDS, NOTES, OPENINGS
from models.customers.tables import Contact, Customer, CustomerAlias, CustomerNote, Licence, SavedSegment
from models.people.tables import Person
from models.products.tables import PriceList


def _kinds() -> list[tuple[str, str]]:
    return [(key, _(word)) for key, word in KINDS.items()]


def _note_kinds() -> list[tuple[str, str]]:
    return [(key, _(word)) for key, word in NOTES.items()]


def _yes_no() -> list[tuple[int, str]]:
    return [(1, _(N_("active"))), (0, _(N_("inactive")))]


_contact = Contact.select(Contact.name).where(Contact.customer == Customer.id).order_by(Contact.id).limit(1)
_kept = Customer.alias("kept")
_merged_into = CustomerAlias.select(_kept.code).join(_kept, on=CustomerAlias.kept == _kept.id).where(CustomerAlias.customer == Customer.id)
_whose = (Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=26),
          Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10))


def _customers(ask: Filter) -> ModelSelect:
    """Every customer; of a saved segment those that its filter lets through now."""
    query, name = queries.customers(ask), dict(ask.facets).get(queries.SEGMENT)
    saved = queries.segment_filter(str(name)) if name else None
    if saved is None:
        return query
    query = query.join_from(Customer, SavedSegment, on=SavedSegment.name == name)
    return query.where(Customer.id.in_(selected(CUSTOMERS, saved).columns(Customer.id)))


CUSTOMERS = Listing("customers", N_("Customers"), rows=_customers, key=Customer.id, topics=("customers",), state="state",
                    order=("code",), singular=N_("Customer"), empty=N_("No customers are filed yet"), facets=(
    Facet("active", N_("Active"), Customer.active, _yes_no), Facet("kind", N_("Kind"), Customer.kind, _kinds),
    Facet(queries.SEGMENT, N_("Saved segment"), SavedSegment.name, queries.saved_segments),
), columns=(
    Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10),
    Column("name", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=28),
    Column("short_name", N_("Short name"), Customer.short_name, search=True, shown=False),
    Column("kind", N_("Kind"), Customer.kind, Kind.STATE, choices=KINDS, width=8),
    Column("state", N_("Account opening"), Customer.opening, Kind.STATE, choices=OPENINGS, width=8),
    Column("territory", N_("Territory"), Customer.territory, search=True, width=10),
    Column("contact", N_("Contact"), _contact, width=10),
    Column("phone", N_("Phone"), Customer.phone, Kind.CODE, search=True, width=14),
    Column("salesperson", N_("Salesperson"), Person.name, sort=Person.pinyin, search=True, width=10),
    Column("credit_limit", N_("Credit limit"), Customer.credit_limit, Kind.MONEY),
    Column("credit_days", N_("Credit days"), Customer.credit_days, Kind.INTEGER, width=8),
    Column("price_list", N_("Price list"), PriceList.name, width=10, shown=False),
    Column("segment", N_("Segment"), Customer.segment, search=True, width=10, shown=False),
    Column("address", N_("Address"), Customer.address, search=True, width=32),
    Column("tax_number", N_("Tax number"), Customer.tax_number, Kind.CODE, search=True, width=20),
    Column("bank", N_("Bank"), Customer.bank, width=20, shown=False),
    Column("bank_account", N_("Account number"), Customer.bank_account, Kind.CODE, width=22, shown=False),
    Column("opened_on", N_("Opened on"), Customer.opened_on, Kind.DATE, width=10),
    Column("active", N_("Active"), Customer.active, Kind.FLAG, width=6),
    Column("remark", N_("Remark"), Customer.remark, search=True, width=24, shown=False),
    Column("merged_into", N_("Merged into"), _merged_into, Kind.CODE, width=10, shown=False),
))

CONTACTS = Listing("contacts", N_("Contacts"), rows=queries.contacts, key=Contact.id, topics=("customers",), order=("customer", "name"),
                   singular=N_("Contact"), columns=(
    Column("name", N_("Contact"), Contact.name, search=Contact.search, width=10),
    Column("role", N_("Role"), Contact.role, search=True, width=10),
    Column("phone", N_("Phone"), Contact.phone, Kind.CODE, search=True, width=16),
    Column("birthday", N_("Birthday"), Contact.birthday, Kind.DATE, width=10),
    *_whose,
    Column("remark", N_("Remark"), Contact.remark, search=True, width=24),
))

CUSTOMER_NOTES = Listing("customer_notes", N_("Demands and opinions"), rows=queries.customer_notes, key=CustomerNote.id,
                         topics=("customers",), date=CustomerNote.date, order=("-date",), singular=N_("Note"), facets=(
    Facet("kind", N_("Kind"), CustomerNote.kind, _note_kinds),
), columns=(
    Column("date", N_("Date"), CustomerNote.date, Kind.DATE, width=10),
    *_whose,
    Column("kind", N_("Kind"), CustomerNote.kind, Kind.STATE, choices=NOTES, width=8),
    Column("product", N_("Product"), CustomerNote.product, search=True, width=14),
    Column("text", N_("What was said"), CustomerNote.text, search=True, width=48),
    Column("person", N_("Noted by"), CustomerNote.person, search=True, width=10),
))

LICENCES = Listing("licences", N_("Licences"), rows=queries.licences, key=Licence.id, topics=("customers",), date=Licence.expires,
                   order=("expires",), singular=N_("Licence"), columns=(
    Column("expires", N_("Holds until"), Licence.expires, Kind.DATE, width=10),
    *_whose,
    Column("licence", N_("Licence"), Licence.name, search=True, width=20),
    Column("number", N_("Certificate no."), Licence.number, Kind.CODE, search=True, width=20),
    Column("phone", N_("Phone"), Customer.phone, Kind.CODE, width=14),
))
