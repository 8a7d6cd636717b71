"""What customers answer to their statements: agreed, or differs by so much until it is resolved (papers: return slip)."""

from __future__ import annotations

from decimal import Decimal

from peewee import fn

from models.core.errors import Problem, RuleViolation, require
from models.core.money import MOST, round_money
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.core.typed import check_number
from models.customers.queries import card
from models.receivables import queries
from models.receivables.inputs import AnswerInput, ResolveInput
from models.receivables.tables import StatementAnswer

MOST_THEY_SAY = MOST * 10


def record_answer(office: Office, x: AnswerInput) -> Done:
    """Record the answer to a statement: their balance as they state it, or none given: they agree.

    A new answer to the same statement ends a difference that the earlier one named, and so does agreement to a later one.
    """
    with office.command("receivables.answer", x) as act:
        row, remark = card(office, x.customer_id), clean(x.remark, "remark", 200)
        found = check_number("theirs", x.theirs, 2, least=-MOST_THEY_SAY, most=MOST_THEY_SAY)
        if x.through > act.today:
            found.append(Problem("through", "answer.ahead", N_("{day} has not come yet"), {"day": x.through}))
        require(found)
        ours = queries.balance(office, x.customer_id, x.through)
        theirs = ours if x.theirs is None else round_money(x.theirs)
        _end(act, x, row.name, theirs, remark, agrees=theirs == ours)
        made = StatementAnswer.create(customer=x.customer_id, through=x.through, kind="agreed" if theirs == ours else "differs", ours=ours,
                                      theirs=theirs, remark=remark, person=act.person, moment=act.moment)
        act.changed("receivables").about(row.code).note(ours=ours, theirs=theirs)
    return Done(made.id, row.code)


def _end(act: Act, x: AnswerInput, name: str, theirs: Decimal, remark: str, *, agrees: bool) -> None:
    """Open differences of this statement, or of earlier ones too where all is agreed now, end. Raises RuleViolation for what is known."""
    resolved = StatementAnswer.alias("resolved")
    before = StatementAnswer.select().where(
        StatementAnswer.customer == x.customer_id, StatementAnswer.kind == "differs", StatementAnswer.through <= x.through,
        ~fn.EXISTS(resolved.select(resolved.id).where(resolved.resolves == StatementAnswer.id)))
    for each in list(before):
        if each.through == x.through and (each.theirs, each.remark) == (theirs, remark):
            raise RuleViolation([Problem("theirs", "answer.twice", N_("{name} answered the same before"), {"name": name})])
        if each.through == x.through or agrees:
            StatementAnswer.create(customer=x.customer_id, through=each.through, kind="resolved", ours=each.ours, theirs=each.theirs,
                                   remark=_("Answered anew"), resolves=each.id, person=act.person, moment=act.moment)


def resolve_difference(office: Office, x: ResolveInput) -> Done:
    """A difference that a customer named came to an end: say how."""
    with office.command("receivables.resolve", x) as act:
        remark = clean(x.remark, "remark", 200)
        answer = StatementAnswer.get_or_none(StatementAnswer.id == x.answer_id, StatementAnswer.kind == "differs")
        if answer is None:
            raise RuleViolation([Problem("", "answer.unknown", N_("Choose an answer that differs"))])
        found = [] if remark else [Problem("remark", "reason.missing", N_("Say why"))]
        if StatementAnswer.select().where(StatementAnswer.resolves == answer.id).exists():
            found.append(Problem("", "answer.resolved", N_("This difference is resolved already")))
        require(found)
        made = StatementAnswer.create(customer=answer.customer_id, through=answer.through, kind="resolved", ours=answer.ours,
                                      theirs=answer.theirs, remark=remark, resolves=answer.id, person=act.person, moment=act.moment)
        act.changed("receivables").about(str(answer.customer_id))
    return Done(made.id)
