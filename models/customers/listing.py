"""Customers, their people, what they ask for, and their licences, as listings."""

from __future__ import annotations

from collections.abc import Callable

from peewee import SQL, Case, ModelSelect, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, selected
from models.core.text import N_, _
from models.customers import queries
from models.customers.rules import KINDS, LIKENESSES, NOTES, OPENINGS, WAYS
from models.customers.tables import Contact, Customer, CustomerAlias, CustomerNote, Licence, OpeningStep, Reception, SavedSegment
from models.people.tables import ApprovalDecision, Person
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
_today = CustomerAlias.date == SQL("span.today")
_parts = fn.EXISTS(CustomerAlias.select(CustomerAlias.customer).where(CustomerAlias.customer == Customer.id, _today))
LICENCE_STATES = {"holds": N_("holds"), "soon": N_("ends soon"), "expired": N_("expired"), "endless": N_("without end")}
_whose = (Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=26),
          Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10))


def in_segment(rows: Callable[[Filter], ModelSelect]) -> Callable[[Filter], ModelSelect]:
    """These rows, each of a customer; where the filter names a saved segment, those whose customer its own filter lets through now."""
    def within(ask: Filter) -> ModelSelect:
        query, name = rows(ask), dict(ask.facets).get(queries.SEGMENT)
        if not name:
            return query
        saved = queries.segment_filter(str(name))
        query = query.join_from(Customer, SavedSegment, on=SavedSegment.name == name)
        return query if saved is None else query.where(Customer.id.in_(selected(CUSTOMERS, saved).columns(Customer.id)))
    return within


SEGMENTS = Facet(queries.SEGMENT, N_("Saved segment"), SavedSegment.name, queries.saved_segments)
"""For every listing whose rows are in_segment."""


CUSTOMERS = Listing("customers", N_("Customers"), rows=in_segment(queries.customers), key=Customer.id, topics=("customers",), state="state",
                    order=("code",), singular=N_("Customer"), empty=N_("No customers are filed yet"), facets=(
    Facet("active", N_("Active"), Customer.active, _yes_no), Facet("kind", N_("Kind"), Customer.kind, _kinds),
    SEGMENTS,
), columns=(
    Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10),
    Column("name", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=28),
    Column("short_name", N_("Short name"), Customer.short_name, search=True, shown=False),
    Column("kind", N_("Kind"), Customer.kind, Kind.STATE, choices=KINDS, width=10),
    Column("state", N_("Account opening"), Customer.opening, Kind.STATE, choices=OPENINGS, width=9),
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
    Column("parts", N_("Merged today"), _parts, Kind.FLAG, width=8, shown=False),
))

CONTACTS = Listing("contacts", N_("Contacts"), rows=in_segment(queries.contacts), key=Contact.id, topics=("customers",),
                   order=("customer", "name"), facets=(SEGMENTS,), singular=N_("Contact"), empty=N_("No contact is filed"), columns=(
    Column("name", N_("Contact"), Contact.name, search=Contact.search, width=10),
    Column("role", N_("Role"), Contact.role, search=True, width=10),
    Column("phone", N_("Phone"), Contact.phone, Kind.CODE, search=True, width=16),
    Column("birthday", N_("Birthday"), Contact.birthday, Kind.DATE, width=10),
    *_whose,
    Column("remark", N_("Remark"), Contact.remark, search=True, width=24),
))

CUSTOMER_NOTES = Listing("customer_notes", N_("Demands and opinions"), rows=in_segment(queries.customer_notes), key=CustomerNote.id,
                         topics=("customers",), date=CustomerNote.date, order=("-date",), singular=N_("Note"),
                         empty=N_("Nobody asked for anything yet; F7 on a customer notes it"), facets=(
    Facet("kind", N_("Kind"), CustomerNote.kind, _note_kinds), SEGMENTS,
), columns=(
    Column("date", N_("Date"), CustomerNote.date, Kind.DATE, width=10),
    *_whose,
    Column("kind", N_("Kind"), CustomerNote.kind, Kind.STATE, choices=NOTES, width=8),
    Column("product", N_("Product"), CustomerNote.product, search=True, width=14),
    Column("text", N_("What was said"), CustomerNote.text, search=True, width=48),
    Column("person", N_("Noted by"), CustomerNote.person, search=True, width=10),
))

BIRTHDAYS = Listing("birthdays", N_("Birthdays"), rows=in_segment(queries.birthdays), key=Contact.id, topics=("customers",),
                    date=SQL("coming.day"), order=("day",), facets=(SEGMENTS,), singular=N_("Birthday"),
                    empty=N_("No contact's birthday is filed"), columns=(
    Column("day", N_("Comes on"), SQL("coming.day"), Kind.DATE, width=10),
    Column("ahead", N_("In days"), SQL("coming.ahead"), Kind.INTEGER, width=8),
    Column("name", N_("Contact"), Contact.name, search=Contact.search, width=10),
    Column("role", N_("Role"), Contact.role, search=True, width=10),
    Column("turns", N_("Turns"), SQL("coming.turns"), Kind.INTEGER, width=6),
    Column("phone", N_("Phone"), Contact.phone, Kind.CODE, search=True, width=16),
    *_whose,
    Column("remark", N_("Remark"), Contact.remark, search=True, width=24),
))

POSSIBLE_DOUBLES = Listing(
    "possible_doubles", N_("Possible duplicates"), rows=queries.double_rows, key=SQL("pair.key"), topics=("customers",), state="kind",
    order=("kind",), singular=N_("Possible duplicate"), empty=N_("Nobody seems to be filed twice"), columns=(
        Column("kind", N_("Likeness"), SQL("pair.kind"), Kind.STATE, sort=SQL("pair.place"), choices=LIKENESSES, width=16),
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10),
        Column("name", N_("Filed first"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=26),
        Column("phone", N_("Phone"), Customer.phone, Kind.CODE, search=True, width=14),
        Column("other_code", N_("Other code"), queries.OTHER.code, Kind.CODE, search=True, width=10),
        Column("other", N_("Filed later"), queries.OTHER.name, sort=queries.OTHER.pinyin, search=queries.OTHER.search, width=26),
        Column("other_phone", N_("Other phone"), queries.OTHER.phone, Kind.CODE, search=True, width=14),
        Column("why", N_("Why alike"), SQL("pair.why"), width=26),
    ))

LICENCES = Listing("licences", N_("Licences"), rows=queries.licences, key=Licence.id, topics=("customers",), date=Licence.expires,
                   state="state", order=("expires",), singular=N_("Licence"),
                   empty=N_("No licence is filed; each stands on its customer's file, with the day it ends"), columns=(
    Column("expires", N_("Holds until"), Licence.expires, Kind.DATE, width=10),
    Column("left", N_("Days left"), SQL("still.days"), Kind.INTEGER, width=8),
    Column("state", N_("State"), Case(None, ((SQL("still.days") < 0, "expired"), (SQL("still.days").is_null(), "endless"),
                                         (SQL("still.days <= still.soon"), "soon")), "holds"),
           Kind.STATE, choices=LICENCE_STATES, width=12),
    *_whose,
    Column("licence", N_("Licence"), Licence.name, search=True, width=20),
    Column("number", N_("Certificate no."), Licence.number, Kind.CODE, search=True, width=20),
    Column("phone", N_("Phone"), Customer.phone, Kind.CODE, width=14),
))

OPENING_LOG = Listing("openings", N_("Account openings"), rows=queries.opening_steps_listed, key=OpeningStep.id, topics=("customers",),
                      date=fn.DATE(OpeningStep.moment, "localtime"), state="step", order=("-moment",), singular=N_("Step of an opening"),
                      empty=N_("No account was asked for yet"), columns=(
    Column("moment", N_("At"), OpeningStep.moment, Kind.MOMENT, width=14),
    *_whose,
    Column("kind", N_("Kind"), Customer.kind, Kind.STATE, choices=KINDS, width=10),
    Column("step", N_("Step"), OpeningStep.step, Kind.STATE, choices=OPENINGS, width=10),
    Column("person", N_("Person"), OpeningStep.person, search=True, width=10),
    Column("decider", N_("Approved by"), queries.DECIDER.name, search=True, width=10),
    Column("self_approved", N_("Self-approved"), fn.COALESCE(ApprovalDecision.self_approved, 0), Kind.FLAG, width=8),
    Column("reason", N_("Reason"), fn.COALESCE(fn.NULLIF(OpeningStep.reason, ""), ApprovalDecision.reason, ""), search=True, width=32),
))

RECEPTIONS = Listing("receptions", N_("Reception log"), rows=queries.receptions, key=Reception.id, topics=("receptions",),
                     date=Reception.date, state="way", order=("-moment",), singular=N_("Reception"),
                     empty=N_("Nobody was received yet; type who came into the line above"), columns=(
    Column("date", N_("Date"), Reception.date, Kind.DATE, width=10),
    Column("way", N_("Way"), Reception.way, Kind.STATE, choices=WAYS, width=11),
    Column("caller", N_("Visitor"), Reception.caller, search=Reception.search, width=16),
    Column("phone", N_("Phone"), Reception.phone, Kind.CODE, search=True, width=14),
    Column("about", N_("What about"), Reception.about, search=True, width=36),
    Column("explained", N_("What was explained"), Reception.explained, search=True, width=36),
    Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=22),
    Column("person", N_("Attended by"), Reception.person, search=True, width=10),
    Column("moment", N_("At"), Reception.moment, Kind.MOMENT, width=14, shown=False),
))
