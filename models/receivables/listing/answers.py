"""What customers answered to their statements, as a listing."""

from __future__ import annotations

from peewee import Case, ModelSelect, fn

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing
from models.core.text import N_
from models.customers.tables import Customer
from models.receivables.tables import StatementAnswer

_end = StatementAnswer.alias("ended")
_ENDED = _end.select(_end.remark).where(_end.resolves == StatementAnswer.id)
_ANSWER = Case(None, ((StatementAnswer.kind == "agreed", "agreed"), (fn.EXISTS(_ENDED), "resolved")), "differs")


def _answers(ask: Filter) -> ModelSelect:
    """Every answer to a statement; what ended a difference stands in its row."""
    return StatementAnswer.select().join(Customer).where(StatementAnswer.kind != "resolved")


STATEMENT_ANSWERS = Listing(
    "statement_answers", N_("Answers to statements"), rows=_answers, key=StatementAnswer.id, topics=("receivables", "customers"),
    date=StatementAnswer.through, state="state", order=("-through",), singular=N_("Answer"),
    empty=N_("No answer to a statement is recorded yet"), columns=(
        Column("through", N_("Balance as of"), StatementAnswer.through, Kind.DATE),
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("state", N_("State"), _ANSWER, Kind.STATE,
               choices={"agreed": N_("agreed"), "differs": N_("differs"), "resolved": N_("resolved")}),
        Column("ours", N_("By our books"), StatementAnswer.ours, Kind.MONEY, total=True),
        Column("theirs", N_("By theirs"), StatementAnswer.theirs, Kind.MONEY, total=True),
        Column("difference", N_("Difference"), StatementAnswer.theirs - StatementAnswer.ours, Kind.MONEY, total=True),
        Column("remark", N_("Remark"), StatementAnswer.remark, search=True, width=24),
        Column("resolution", N_("How it ended"), _ENDED, search=True, width=24),
        Column("person", N_("Recorded by"), StatementAnswer.person),
        Column("moment", N_("At"), StatementAnswer.moment, Kind.MOMENT, width=16, shown=False),
    ))
