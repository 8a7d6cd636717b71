"""Statements of account: of the customer in hand, of all at once; what customers answer to them (papers: statement, return slip)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from models.core.errors import require
from models.core.office import Done, Office
from models.core.text import N_
from models.customers.queries import card
from models.receivables import commands
from models.receivables.inputs import AnswerInput, ResolveInput
from models.receivables.listing import STATEMENT_ANSWERS
from models.reports.queries.statements import check_span
from ui.kit.print_many import print_many
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import ListView, Many
from ui.kit.verbs import Action, Verb
from ui.tabs.papers import paper, together

LAST = timedelta(days=1)


def _first(office: Office) -> date:
    """Statements are sent of the month before."""
    return (office.clock.today().replace(day=1) - LAST).replace(day=1)


SPAN = (FieldSpec("start", N_("First day"), FieldKind.DATE, required=True, width=12, initial=_first),
        FieldSpec("end", N_("Last day"), FieldKind.DATE, required=True, width=12,
                  initial=lambda office: office.clock.today().replace(day=1) - LAST))
STATEMENT = paper("statement", N_("Statement of Account"), lambda office, subject: str(subject))
STATEMENTS = paper("statement", N_("Statement of Account"), lambda office, subject: str(subject), many=replace(
    together("statement", lambda office, subject: str(subject)), asks=SPAN, given=lambda answers: _spans(answers)))


def _subject(office: Office, customer_id: int, answers: Values) -> Done:
    require(check_span(answers["start"], answers["end"]))
    return Done(customer_id, f"{card(office, customer_id).code}#{answers['start']}..{answers['end']}")


def _spans(answers: Values) -> Many:
    """The statements of these days."""
    require(check_span(answers["start"], answers["end"]))
    return together("statement", lambda office, customer_id: _subject(office, customer_id, answers).number)


def _answer(office: Office, customer_id: int, answers: Values) -> Done:
    return commands.record_answer(office, AnswerInput.from_form({**answers, "customer": customer_id}))


def _resolve(office: Office, answer_id: int, answers: Values) -> Done:
    return commands.resolve_difference(office, ResolveInput(answer_id, answers["remark"] or ""))


ANSWER = FormSpec("statement_answer", N_("Answer to the statement"), intro=N_(
    "What the customer says they owe at the end of that day. Left empty, they agree with our books."), fields=(
    FieldSpec("through", N_("Balance as of"), FieldKind.DATE, required=True, width=12,
              initial=lambda office: office.clock.today().replace(day=1) - LAST),
    FieldSpec("theirs", N_("By theirs"), FieldKind.MONEY, width=16, hint=N_("agreed")),
    FieldSpec("remark", N_("Remark"), width=40)))
RESOLUTION = FormSpec("statement_resolution", N_("How the difference ended"), fields=(
    FieldSpec("remark", N_("How it ended"), required=True, width=44),))

SEND = Verb(N_("Statement…"), _subject, "Ctrl+Shift+P", "print", asks=FormSpec("statement", N_("Statement of Account"), SPAN), done="",
            after=lambda desk, done: desk.preview(STATEMENT, done.number))
SEND_MANY = Action(N_("Statements of many…"), partial(print_many, STATEMENTS), "Ctrl+Shift+A", "print", needs_row=False, over_list=True)
RUN_ANSWER = Verb(N_("Record the answer…"), _answer, "F8", "ok", asks=ANSWER, done=N_("The answer of {number} is recorded"))
ANSWERS = ListView(STATEMENT_ANSWERS, (
    Verb(N_("Resolved…"), _resolve, "F8", "ok", asks=RESOLUTION, done=N_("Resolved"), when=lambda row: row["state"] == "differs"),),
    levels={"agreed": Level.GOOD, "differs": Level.BLOCK, "resolved": Level.PLAIN})
