"""Quotes, contracts, their lines and instalments, as listings."""

from __future__ import annotations

from typing import Any

from peewee import SQL, Case, fn

from models.contracts.queries.lists import QUOTE_STEP, STEP, attachments, contract_lines, contracts, events, quotes, quoting, salespeople
from models.contracts.rules import EVENTS, KINDS, QUOTE_STATES, STATES
from models.contracts.tables import Attachment, Contract, ContractEvent, ContractLine, ContractSupplement, ContractTemplate, Quote
from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing
from models.core.matching import Among
from models.core.text import N_, _
from models.customers.tables import Customer
from models.products.rules import RATE_WORDS

_state = Case(None, ((STEP.step.in_(["filed", "returned"]), "draft"),), STEP.step)
_customer = (True, Among(Contract.customer, Customer.search))
_kinds = Facet("kind", N_("Kind"), Contract.kind, lambda: [(key, _(title)) for key, title in KINDS.items()])
_sellers = Facet("salesperson", N_("Salesperson"), Contract.salesperson, salespeople)


def _moved(field: Any) -> Any:
    """A date as the last supplement that names it moved it."""
    last = ContractSupplement.alias(f"moves_{field.name}")
    named = getattr(last, field.name)
    return fn.COALESCE(last.select(named).where(last.contract == Contract.id, named.is_null(False)).order_by(last.place.desc()).limit(1),
                       field)


ENDS, DELIVER_BY = _moved(Contract.ends), _moved(Contract.deliver_by)
"""The dates of a contract as they stand with its supplements."""
TOTAL = Contract.total + fn.COALESCE(ContractSupplement.select(fn.SUM(ContractSupplement.total)).where(
    ContractSupplement.contract == Contract.id), 0)
"""What a contract comes to with its supplements, in fen."""

CONTRACTS = Listing(
    "contracts", N_("Contracts"), rows=contracts, key=Contract.id, topics=("contracts",), date=Contract.date, state="state",
    order=("-date",), facets=(_kinds, _sellers), singular=N_("Contract"), empty=N_("No contract yet: F2 drafts the first one"),
    columns=(
        Column("number", N_("No."), Contract.number, Kind.CODE, search=True, width=15),
        Column("customer", N_("Customer"), Contract.customer_name, sort=Contract.customer_pinyin, search=_customer, width=26),
        Column("kind", N_("Kind"), Contract.kind, Kind.STATE, choices=KINDS, width=10),
        Column("title", N_("Contract title"), Contract.title, search=True, width=20),
        Column("date", N_("Date"), Contract.date, Kind.DATE, width=10),
        Column("start", N_("Begins"), Contract.starts, Kind.DATE, width=10),
        Column("end", N_("Ends"), ENDS, Kind.DATE, width=10),
        Column("deliver_by", N_("Deliver by"), DELIVER_BY, Kind.DATE, width=10),
        Column("total", N_("Amount"), TOTAL, Kind.MONEY, total=True),
        Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=10),
        Column("salesperson", N_("Salesperson"), Contract.salesperson_name, width=9),
        Column("placed", N_("Person placed"), Contract.placed, search=True, width=10),
        Column("place", N_("Place of work"), Contract.place, search=True, width=18, shown=False),
        Column("code", N_("Customer code"), Contract.customer_code, Kind.CODE, search=True, shown=False),
        Column("their_number", N_("Their number"), Contract.their_number, Kind.CODE, search=True, width=14, shown=False),
        Column("first_total", N_("As first agreed"), Contract.total, Kind.MONEY, total=True, shown=False),
        Column("supplements", N_("Supplements"), ContractSupplement.select(fn.COUNT(ContractSupplement.id)).where(
            ContractSupplement.contract == Contract.id), Kind.INTEGER, width=8, shown=False),
        Column("remark", N_("Remark"), Contract.remark, search=True, width=16),
        Column("person", N_("Made by"), Contract.person, width=9),
    ))

CONTRACT_LINES = Listing(
    "contract_lines", N_("Contract lines"), rows=contract_lines, key=ContractLine.id, topics=("contracts",), date=Contract.date,
    state="state", order=("-date",), facets=(_kinds, _sellers), singular=N_("Contract line"), empty=N_("Nothing was agreed yet"),
    columns=(
        Column("number", N_("No."), Contract.number, Kind.CODE, search=True, width=15),
        Column("supplement", N_("Supplement"), ContractSupplement.select(ContractSupplement.number).where(
            ContractSupplement.id == ContractLine.supplement), Kind.CODE, width=16),
        Column("date", N_("Date"), Contract.date, Kind.DATE, width=10),
        Column("customer", N_("Customer"), Contract.customer_name, sort=Contract.customer_pinyin, search=_customer, width=24),
        Column("code", N_("Code"), ContractLine.code, Kind.CODE, search=True, width=10),
        Column("product", N_("Product"), ContractLine.name, search=True, width=20),
        Column("specification", N_("Specification"), ContractLine.specification, width=9),
        Column("unit", N_("Unit"), ContractLine.unit, width=5),
        Column("quantity", N_("Quantity"), ContractLine.quantity, Kind.QUANTITY, width=9),
        Column("price", N_("Price"), ContractLine.price, Kind.PRICE, width=10),
        Column("amount", N_("Amount"), ContractLine.amount, Kind.MONEY, total=True),
        Column("rate", N_("Tax rate"), ContractLine.rate, Kind.STATE, choices=RATE_WORDS, width=8),
        Column("net", N_("Net"), ContractLine.net, Kind.MONEY, total=True, shown=False),
        Column("tax", N_("Tax"), ContractLine.tax, Kind.MONEY, total=True, shown=False),
        Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=10),
        Column("remark", N_("Remark"), ContractLine.remark, width=16),
    ))

_later = Quote.alias("later_version")
_superseded = fn.EXISTS(_later.select(SQL("1")).where(_later.root == fn.COALESCE(Quote.root, Quote.id), _later.version > Quote.version))
_quote_state = Case(None, ((QUOTE_STEP.step.is_null(False), QUOTE_STEP.step), (_superseded, "superseded"),
                           (Quote.valid_until < SQL("now.day"), "expired")), "open")

QUOTES = Listing(
    "quotes", N_("Quotes"), rows=quotes, key=Quote.id, topics=("contracts",), date=Quote.date, state="state", order=("-date", "-number"),
    facets=(Facet("salesperson", N_("Salesperson"), Quote.salesperson, quoting),), singular=N_("Quote"),
    empty=N_("No quote yet: F2 gives the first one"), columns=(
        Column("number", N_("No."), Quote.number, Kind.CODE, search=True, width=16),
        Column("customer", N_("Customer"), Quote.customer_name, sort=Quote.customer_pinyin,
               search=(True, Among(Quote.customer, Customer.search)), width=26),
        Column("date", N_("Date"), Quote.date, Kind.DATE, width=10),
        Column("valid_until", N_("Valid until"), Quote.valid_until, Kind.DATE, width=10),
        Column("total", N_("Amount"), Quote.total, Kind.MONEY, total=True),
        Column("state", N_("State"), _quote_state, Kind.STATE, choices=QUOTE_STATES, width=10),
        Column("led_to", N_("Became"), fn.COALESCE(QUOTE_STEP.number, ""), Kind.CODE, search=True, width=15),
        Column("salesperson", N_("Salesperson"), Quote.salesperson_name, width=9),
        Column("version", N_("Version"), Quote.version, Kind.INTEGER, width=6),
        Column("reason", N_("Reason"), fn.COALESCE(QUOTE_STEP.text, ""), width=16),
        Column("remark", N_("Remark"), Quote.remark, search=True, width=16),
        Column("person", N_("Made by"), Quote.person, width=9),
    ))

ATTACHMENTS = Listing(
    "attachments", N_("Attachments"), rows=attachments, key=Attachment.id, topics=("contracts",), order=("-moment",),
    singular=N_("Attachment"), empty=N_("No file is attached to a contract"), columns=(
        Column("number", N_("No."), Contract.number, Kind.CODE, search=True, width=15),
        Column("customer", N_("Customer"), Contract.customer_name, sort=Contract.customer_pinyin, search=_customer, width=24),
        Column("name", N_("File"), Attachment.name, search=True, width=30),
        Column("remark", N_("Remark"), Attachment.remark, search=True, width=20),
        Column("size", N_("Bytes"), Attachment.size, Kind.INTEGER, total=True, width=10),
        Column("moment", N_("At"), Attachment.moment, Kind.MOMENT, width=14),
        Column("person", N_("Made by"), Attachment.person, width=9),
        Column("sha256", N_("Digest"), Attachment.sha256, Kind.CODE, width=20),
    ))

CONTRACT_EVENTS = Listing(
    "contract_events", N_("Breaches and changes"), rows=events, key=ContractEvent.id, topics=("contracts",), date=ContractEvent.date,
    state="kind", order=("-date",), singular=N_("What happened"), empty=N_("Nothing happened with a contract yet"), columns=(
        Column("date", N_("Date"), ContractEvent.date, Kind.DATE, width=10),
        Column("number", N_("No."), Contract.number, Kind.CODE, search=True, width=15),
        Column("customer", N_("Customer"), Contract.customer_name, sort=Contract.customer_pinyin, search=_customer, width=24),
        Column("kind", N_("Kind"), ContractEvent.kind, Kind.STATE, choices=EVENTS, width=12),
        Column("text", N_("What happened"), ContractEvent.text, search=True, width=40),
        Column("salesperson", N_("Salesperson"), Contract.salesperson_name, width=9),
        Column("person", N_("Made by"), ContractEvent.person, width=9),
    ))

TEMPLATES = Listing(
    "contract_templates", N_("Wordings"), rows=lambda _ask: ContractTemplate.select(), key=ContractTemplate.id, topics=("contracts",),
    order=("name",), singular=N_("Wording"), empty=N_("The office uses the standard wordings: F2 files one of its own"), columns=(
        Column("name", N_("Name"), ContractTemplate.name, search=True, width=24),
        Column("kind", N_("Kind"), ContractTemplate.kind, Kind.STATE, choices=KINDS, width=10),
        Column("text", N_("Contract wording"), ContractTemplate.text, search=True, width=60),
        Column("active", N_("In use"), ContractTemplate.active, Kind.FLAG, width=6),
    ))
