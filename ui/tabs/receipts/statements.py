"""Statements of account: of the customer in hand, of all at once; what customers answer to them (papers: statement, return slip)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.target import file_name
from models.core.errors import require
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.queries import card
from models.receivables import commands
from models.receivables.inputs import AnswerInput, ResolveInput
from models.receivables.listing import STATEMENT_ANSWERS
from models.reports.queries.statements import check_span
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import ListView
from ui.kit.verbs import Action, Verb
from ui.tabs.papers import paper

LAST = timedelta(days=1)


def _first(office: Office) -> date:
    """Statements are sent of the month before."""
    return (office.clock.today().replace(day=1) - LAST).replace(day=1)


SPAN = (FieldSpec("start", N_("First day"), FieldKind.DATE, required=True, width=12, initial=_first),
        FieldSpec("end", N_("Last day"), FieldKind.DATE, required=True, width=12,
                  initial=lambda office: office.clock.today().replace(day=1) - LAST))
STATEMENT = paper("statement", N_("Statement of Account"), lambda office, subject: str(subject))


def _subject(office: Office, customer_id: int, answers: Values) -> Done:
    require(check_span(answers["start"], answers["end"]))
    return Done(customer_id, f"{card(office, customer_id).code}#{answers['start']}..{answers['end']}")


def _everybody(desk: Desk, _subject: Any) -> None:
    """Ask which days and where to, then write on a worker: one PDF, or a file each."""
    asked: list[Values] = []

    def take(values: Values) -> bool:
        require(check_span(values["start"], values["end"]))
        asked.append(values)
        return True

    each = FieldSpec("each", N_("A file for each customer"), FieldKind.FLAG)
    if not desk.prompts.form(FormSpec("statements", N_("Statements of all customers"), (*SPAN, each)), take):
        return
    start, end, title = asked[0]["start"], asked[0]["end"], _("Statements of all customers")
    named = file_name(f"{title} {start}..{end}", ".pdf")
    path = desk.prompts.folder(title) if asked[0]["each"] else desk.prompts.save_file(title, named, "PDF (*.pdf)")
    if path is not None:
        desk.work(title, lambda ticket: _write(desk.office, path, start, end, ticket), lambda made: desk.say(
            _("Written: {file}").format(file=made)))


def _write(office: Office, path: Path, start: date, end: date, ticket: Any) -> str:
    from data.each import write_each
    from data.target import replacing
    from printing import office_papers

    papers = office_papers.every_statement(office, start, end, ticket.step)
    if path.is_dir():
        return _("{count} files").format(count=write_each(path, office_papers.named_statements(office, papers)))
    with replacing(path) as making:
        office_papers.statements_pdf(office, papers, making)
    return path.name


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
SEND_ALL = Action(N_("Statements of all…"), _everybody, "", "print", needs_row=False)
RUN_ANSWER = Verb(N_("Record the answer…"), _answer, "F8", "ok", asks=ANSWER, done=N_("The answer of {number} is recorded"))
ANSWERS = ListView(STATEMENT_ANSWERS, (
    Verb(N_("Resolved…"), _resolve, "F8", "ok", asks=RESOLUTION, done=N_("Resolved"), when=lambda row: row["state"] == "differs"),),
    levels={"agreed": Level.GOOD, "differs": Level.BLOCK, "resolved": Level.PLAIN})
