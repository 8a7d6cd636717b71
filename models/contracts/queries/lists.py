"""The rows of the listings."""

from __future__ import annotations

from peewee import JOIN, ModelSelect, Select, Value, fn

from models.contracts.tables import Attachment, Contract, ContractEvent, ContractLine, ContractStep, Quote, QuoteStep
from models.core.listing import Filter, clock_of
from models.people.tables import Person

STEP = ContractStep.alias("last_step")
QUOTE_STEP = QuoteStep.alias("last_quote_step")


def _with_state(query: ModelSelect) -> ModelSelect:
    """Joins the last step of each contract."""
    last = ContractStep.select(fn.MAX(ContractStep.id)).where(ContractStep.contract == Contract.id)
    return query.join_from(Contract, STEP, JOIN.LEFT_OUTER, on=STEP.id == last)


def quotes(ask: Filter) -> ModelSelect:
    """Every version of every quote; whether it has run out is told as of a date, or today."""
    day = ask.as_of or clock_of(Quote).today()
    last = QuoteStep.select(fn.MAX(QuoteStep.id)).where(QuoteStep.quote == Quote.id)
    return (Quote.select().join(Select(columns=[Value(day.isoformat()).alias("day")]).alias("now"), JOIN.CROSS, attr="now")
            .join_from(Quote, QUOTE_STEP, JOIN.LEFT_OUTER, on=QUOTE_STEP.id == last))


def contracts(_ask: Filter) -> ModelSelect:
    """Every contract, drafts too."""
    return _with_state(Contract.select())


def contract_lines(_ask: Filter) -> ModelSelect:
    """Every line of contracts, those of supplements apart."""
    return _with_state(ContractLine.select().join(Contract))


def attachments(_ask: Filter) -> ModelSelect:
    """Every file of a contract."""
    return Attachment.select().join(Contract)


def events(_ask: Filter) -> ModelSelect:
    """Everything that was written down about contracts."""
    return ContractEvent.select().join(Contract)


def salespeople() -> list[tuple[int, str]]:
    """(id, name) of everybody a contract names as salesperson."""
    named = Contract.select(Contract.salesperson).where(Contract.salesperson.is_null(False)).distinct()
    return list(Person.select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.pinyin).tuples())


def quoting() -> list[tuple[int, str]]:
    """(id, name) of everybody a quote names as salesperson."""
    named = Quote.select(Quote.salesperson).where(Quote.salesperson.is_null(False)).distinct()
    return list(Person.select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.pinyin).tuples())
