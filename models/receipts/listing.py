"""Receipts and refunds, acceptances until the bank pays, and every movement of the drawer, as listings."""

from __future__ import annotations

from peewee import JOIN, SQL, Case, ModelSelect, NodeList, fn

from models.contracts.tables import Contract
from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, clock_of
from models.core.matching import Among
from models.core.text import N_, _
from models.customers.tables import Customer
from models.receipts.queries import SOURCE
from models.receipts.rules import CASH_SIGN, KINDS, METHODS, STATES
from models.receipts.tables import Receipt

_original, _counter = Receipt.alias("original"), Receipt.alias("counter")
_state = Case(None, ((Receipt.reverses.is_null(False), "counter-entry"), (_counter.id.is_null(False), "reversed")), "received")
_amount = Case(Receipt.kind, (("refund", 0 - Receipt.amount),), Receipt.amount)
_allocated = NodeList((
    SQL("(SELECT COALESCE(SUM(a.amount), 0) FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id "
        f"WHERE e.source = '{SOURCE}' AND e.kind = 'receipt' AND e.source_id ="), Receipt.id, SQL(")")))
_advance = Case(None, (((Receipt.kind == "receipt") & Receipt.reverses.is_null() & _counter.id.is_null(),
                        NodeList((Receipt.amount, SQL("-"), _allocated))),), 0)


def _joined() -> ModelSelect:
    return (Receipt.select().join(Customer, JOIN.LEFT_OUTER)
            .join_from(Receipt, _original, JOIN.LEFT_OUTER, on=Receipt.reverses == _original.id)
            .join_from(Receipt, _counter, JOIN.LEFT_OUTER, on=_counter.reverses == Receipt.id))


def _receipts(ask: Filter) -> ModelSelect:
    """Money of customers, in and out, with the counter-entries of both."""
    query = _joined().where(Receipt.kind.in_(["receipt", "refund"]))
    return query.where(Receipt.date <= ask.as_of) if ask.as_of else query


_CUSTOMER = Among(Receipt.customer, Customer.search)
"""By code, name, sound and phone, as the file is found today."""
_METHOD = Facet("method", N_("Paid by"), Receipt.method, lambda: [(key, _(title)) for key, title in METHODS.items()])
_KIND = Facet("kind", N_("Kind"), Receipt.kind, lambda: [(key, _(title)) for key, title in KINDS.items()])

RECEIPTS = Listing(
    "receipts", N_("Receipts"), rows=_receipts, key=Receipt.id, topics=("receipts", "receivables", "customers"), date=Receipt.date,
    state="state", order=("-date", "-number"), facets=(_METHOD, _KIND), singular=N_("Receipt"), empty=N_("No money was received yet"),
    columns=(
        Column("number", N_("No."), Receipt.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Date"), Receipt.date, Kind.DATE),
        Column("kind", N_("Kind"), Receipt.kind, Kind.STATE, choices=KINDS, width=8),
        Column("code", N_("Code"), Customer.code, Kind.CODE),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=_CUSTOMER, width=24),
        Column("method", N_("Paid by"), Receipt.method, Kind.STATE, choices=METHODS),
        Column("amount", N_("Amount"), _amount, Kind.MONEY, total=True),
        Column("rounding", N_("Rounded off"), Receipt.rounding, Kind.MONEY, total=True),
        Column("allocated", N_("Allocated"), _allocated, Kind.MONEY, total=True),
        Column("advance", N_("Advance"), _advance, Kind.MONEY, total=True),
        Column("payer", N_("Payer or payee"), Receipt.payer, search=True, shown=False),
        Column("reference", N_("Reference"), Receipt.reference, Kind.CODE, search=True, shown=False),
        Column("bank", N_("Paying bank"), Receipt.bank, search=True, shown=False),
        Column("due", N_("Due date"), Receipt.due, Kind.DATE),
        Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=8),
        Column("reverses", N_("Counters"), _original.number, Kind.CODE, width=14, shown=False),
        Column("reversed_by", N_("Countered by"), _counter.number, Kind.CODE, width=14, shown=False),
        Column("contract", N_("Contract"), Contract.select(Contract.number).where(Contract.id == Receipt.contract), Kind.CODE, width=15,
               shown=False),
        Column("remark", N_("Remark"), Receipt.remark, search=True, width=20),
        Column("person", N_("Entered by"), Receipt.person, shown=False),
    ))


def _movements(ask: Filter) -> ModelSelect:
    """Every paper that moved the drawer."""
    query = _joined().where(Receipt.method == "cash")
    return query.where(Receipt.date <= ask.as_of) if ask.as_of else query


def _acceptances(ask: Filter) -> ModelSelect:
    """Every acceptance that was taken; as of a date those taken by then, and how they stood."""
    day = (ask.as_of or clock_of(Receipt).today()).isoformat()
    query = _joined().where(Receipt.method == "acceptance", Receipt.kind == "receipt", Receipt.reverses.is_null())
    query = query.join_from(Receipt, SQL(f"(SELECT '{day}' AS today) AS span"), JOIN.CROSS)
    return query.where(Receipt.date <= ask.as_of) if ask.as_of else query


ACCEPTED = {"waiting": N_("not yet due"), "cleared": N_("cleared"), "reversed": N_("reversed")}
_due_left = NodeList((SQL("CAST(julianday("), Receipt.due, SQL(") - julianday(span.today) AS INTEGER)")))
_is_back = NodeList((_counter.id, SQL("IS NOT NULL AND"), _counter.date, SQL("<= span.today")))
_accepted = Case(None, ((_is_back, "reversed"), (NodeList((Receipt.due, SQL("> span.today"))), "waiting")), "cleared")

ACCEPTANCES = Listing(
    "acceptances", N_("Bank acceptances"), rows=_acceptances, key=Receipt.id, topics=("receipts", "customers"), date=Receipt.due,
    state="state", order=("due",), singular=N_("Bank acceptance"), empty=N_("No acceptance was taken yet"), columns=(
        Column("due", N_("Bank pays on"), Receipt.due, Kind.DATE),
        Column("days", N_("Days left"), Case(_accepted, (("waiting", _due_left),), 0), Kind.INTEGER, width=8),
        Column("reference", N_("Acceptance no."), Receipt.reference, Kind.CODE, search=True, width=20),
        Column("bank", N_("Paying bank"), Receipt.bank, search=True, width=16),
        Column("code", N_("Code"), Customer.code, Kind.CODE),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=_CUSTOMER, width=24),
        Column("amount", N_("Amount"), Receipt.amount, Kind.MONEY, total=True),
        Column("waiting", N_("Not yet paid by the bank"), Case(_accepted, (("waiting", Receipt.amount),), 0), Kind.MONEY, total=True),
        Column("state", N_("State"), _accepted, Kind.STATE, choices=ACCEPTED),
        Column("cleared", N_("Cleared on"), Case(_accepted, (("cleared", Receipt.due),), None), Kind.DATE),
        Column("number", N_("Receipt"), Receipt.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Received on"), Receipt.date, Kind.DATE),
        Column("payer", N_("Payer"), Receipt.payer, search=True, shown=False),
        Column("remark", N_("Remark"), Receipt.remark, search=True, width=20),
    ))

_moved = Case(Receipt.kind, tuple((kind, Receipt.amount if sign > 0 else 0 - Receipt.amount) for kind, sign in CASH_SIGN.items()))
_sign = " ".join(f"WHEN '{kind}' THEN {sign}" for kind, sign in CASH_SIGN.items())
_drawer = NodeList((
    SQL("(COALESCE((SELECT d.balance FROM cash_day d WHERE d.date <"), Receipt.date, SQL("ORDER BY d.date DESC LIMIT 1), 0) + "
        f"(SELECT SUM(m.amount * CASE m.kind {_sign} END) FROM receipt m WHERE m.method = 'cash' AND m.date ="), Receipt.date,
    SQL("AND m.id <="), Receipt.id, SQL("))")))

CASH_BOOK = Listing(
    "cash_book", N_("Cash book"), rows=_movements, key=Receipt.id, topics=("receipts", "customers"), date=Receipt.date, state="state",
    order=("date",), facets=(_KIND,), singular=N_("Cash movement"), empty=N_("No cash moved yet"), columns=(
        Column("date", N_("Date"), Receipt.date, Kind.DATE),
        Column("number", N_("No."), Receipt.number, Kind.CODE, search=True, width=14),
        Column("kind", N_("Kind"), Receipt.kind, Kind.STATE, choices=KINDS),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=_CUSTOMER, width=24),
        Column("remark", N_("What for"), Receipt.remark, search=True, width=20),
        Column("received", N_("Cash in"), fn.MAX(_moved, 0), Kind.MONEY, total=True),
        Column("paid", N_("Cash out"), fn.MAX(0 - _moved, 0), Kind.MONEY, total=True),
        Column("balance", N_("In the drawer"), _drawer, Kind.MONEY),
        Column("payer", N_("Payer or payee"), Receipt.payer, search=True, shown=False),
        Column("reference", N_("Reference"), Receipt.reference, Kind.CODE, search=True),
        Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=8),
        Column("person", N_("Entered by"), Receipt.person),
    ))
