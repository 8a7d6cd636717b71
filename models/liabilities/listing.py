"""Liabilities, as listings: case by case, and what each person bears."""

from __future__ import annotations

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.liabilities import queries
from models.liabilities.rules import STATES, TITLES
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people.tables import Person

_state = fn.COALESCE(LiabilitySettlement.outcome, "open")
_is_open = LiabilitySettlement.case.is_null()
_amount = LiabilityCase.amount

LIABILITIES = Listing("liabilities", N_("Liabilities"), rows=queries.liabilities, key=LiabilityCase.id, topics=("liabilities",),
                      date=LiabilityCase.date, state="state", order=("-date",), singular=N_("Liability"),
                      empty=N_("Nobody owes anything under the rules"), columns=(
    Column("date", N_("Date"), LiabilityCase.date, Kind.DATE, width=10),
    Column("person", N_("Person"), Person.name, sort=Person.pinyin, search=True, width=10),
    Column("rule", N_("Rule"), LiabilityCase.rule, Kind.STATE, choices=TITLES, width=18),
    Column("words", N_("The rule's words"), LiabilityCase.words, search=True, width=40, shown=False),
    Column("text", N_("What happened"), LiabilityCase.text, search=True, width=40),
    Column("amount", N_("Amount"), _amount, Kind.MONEY, total=True),
    Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=8),
    Column("reason", N_("Reason"), LiabilitySettlement.reason, search=True, width=24),
    Column("filed_by", N_("Filed by"), LiabilityCase.filed_by, width=10),
    Column("source", N_("Source"), LiabilityCase.source, Kind.CODE, width=10, shown=False),
    Column("source_id", N_("Source row"), LiabilityCase.source_id, Kind.INTEGER, width=8, shown=False),
))

LIABILITIES_BY_PERSON = Listing("liabilities_by_person", N_("Liabilities by person"), rows=queries.by_person, key=Person.id,
                                topics=("liabilities",), date=LiabilityCase.date, order=("person",), singular=N_("Person"),
                                empty=N_("Nobody owes anything under the rules"), columns=(
    Column("person", N_("Person"), Person.name, sort=Person.pinyin, search=True, width=12),
    Column("cases", N_("Cases"), fn.COUNT(LiabilityCase.id), Kind.INTEGER, total=True, width=8),
    Column("amount", N_("Amount"), fn.SUM(_amount), Kind.MONEY, total=True),
    Column("paid", N_("Paid in"), fn.SUM(Case(None, ((LiabilitySettlement.outcome == "paid", _amount),), 0)), Kind.MONEY, total=True),
    Column("waived", N_("Waived"), fn.SUM(Case(None, ((LiabilitySettlement.outcome == "waived", _amount),), 0)), Kind.MONEY, total=True),
    Column("open", N_("Not settled"), fn.SUM(Case(None, ((_is_open, _amount),), 0)), Kind.MONEY, total=True),
))
