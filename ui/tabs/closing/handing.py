"""Hand-overs at the desk: hand a period over, write its workbook, have it signed for, read the answer, resolve differences (duty 14)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data.target import file_name
from models.core.errors import KnownError
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date, closed_through
from models.handover import commands, queries
from models.handover.inputs import AnswersInput, HandoverInput, ResolveInput
from models.handover.listing import HANDOVER_DIFFERENCES, HANDOVERS
from models.handover.rules import RECIPIENTS, STATES
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import Action, Door, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs import said

LEVELS = {"handed": Level.LOOK, "signed": Level.PLAIN, "accepted": Level.GOOD, "differs": Level.BLOCK, "resolved": Level.PLAIN}
_ANSWERS = {"signed": N_("signed for"), "accepted": N_("accepted"), "differs": N_("differs"), "resolved": N_("resolved")}


def batch_board(office: Office, batch_id: int) -> Board:
    """A batch: what was handed over, where it stands, what changed since."""
    row = queries.batch(office, batch_id)
    if row is None:
        return Board(())
    late = row.state == "handed" and row.due < office.clock.today()
    facts = (Fact(_("Handed over to"), _(RECIPIENTS[row.recipient])), Fact(_("State"), _(STATES[row.state]), LEVELS[row.state]),
             Fact(_("Period"), f"{row.start} – {row.end}"),
             Fact(_("Answer due"), said.day(office, row.due), Level.BLOCK if late else Level.PLAIN),
             Fact(_("Handed over by"), join(row.person, said.moment(office, row.moment))), Fact(_("Hand-over before"), row.previous or "–"))
    log = tuple(CardRow(join(_(_ANSWERS[each.kind]), each.sheet, each.figure), join(each.by, _both(each), each.remark, each.resolution),
                        said.moment(office, each.moment), Level.BLOCK if each.open else Level.PLAIN) for each in row.answers)
    since = queries.changes(office, row.end, row.moment)
    changed = tuple(CardRow(each.number, join(each.party, each.person), "" if each.amount is None else said.money(each.amount), Level.LOOK)
                    for each in since[:20])
    return Board((Card(row.number, facts=facts, columns=2),
                  Card(_("What became of it"), log, empty=_("Nobody answered yet")),
                  Card(_("Changed since it was handed over"), changed, count=len(since), side=1,
                       empty=_("Nothing changed in these days since"))), subject=batch_id, shares=(3, 2))


def _both(answer: queries.AnswerRow) -> str:
    if answer.ours is None or answer.theirs is None:
        return ""
    return _("ours {ours}, theirs {theirs}").format(ours=said.money(answer.ours), theirs=said.money(answer.theirs))


def _hand_over(office: Office, answers: Values) -> Done:
    from data.finance import hand_over

    return hand_over(office, HandoverInput.from_form(answers))


def _to_file(desk: Desk, done: Done) -> None:
    _write(desk, done.id)


def _write(desk: Desk, batch_id: Any) -> None:
    """Ask where to, write on a worker."""
    row = queries.batch(desk.office, batch_id)
    if row is None:
        return
    title = f"{_(RECIPIENTS[row.recipient])} {row.number}"
    path = desk.prompts.save_file(_("Hand-over workbook"), file_name(title, ".xlsx"), "Excel (*.xlsx)")
    if path is not None:
        from data.finance import write_batch

        desk.work(_("Hand-over workbook"), lambda _ticket: write_batch(desk.office, row.id, path),
                  lambda made: desk.say(_("Written: {file}").format(file=made.name)))


def _read(desk: Desk, _batch: Any) -> None:
    """Ask for the workbook that came back, and record what it answers."""
    path = desk.prompts.open_file(_("The workbook that came back"), "Excel (*.xlsx)")
    if path is None:
        return
    from data.finance.answered import read_answers

    try:
        answers = read_answers(desk.office, path)
    except KnownError as refused:
        desk.say(refused.say(), Level.BLOCK)
        return
    desk.run(Verb(N_("Record the answers"), lambda office, values: commands.record_answers(office, replace(answers, by=values["by"] or "")),
                  asks=BY, needs_row=False, done=N_("The answer to {number} is recorded")))


def _sign(office: Office, batch_id: int, answers: Values) -> Done:
    return commands.sign(office, batch_id, answers["by"] or "")


def _accept(office: Office, batch_id: int, answers: Values) -> Done:
    return commands.record_answers(office, AnswersInput(batch_id, (), True, answers["by"] or ""))


def _resolve(office: Office, answer_id: int, answers: Values) -> Done:
    return commands.resolve(office, ResolveInput(answer_id, answers["remark"] or ""))


def _unanswered(row: Row) -> bool:
    return row["state"] in ("handed", "signed")


def _last(office: Office) -> Any:
    return closed_through(office) or business_date(office)


NEW = FormSpec("handover", N_("Hand a period over"), fields=(
    FieldSpec("recipient", N_("Handed over to"), FieldKind.CHOICE, width=16, choices=tuple(RECIPIENTS.items())),
    FieldSpec("start", N_("First day"), FieldKind.DATE, required=True, width=12, initial=_last),
    FieldSpec("end", N_("Last day"), FieldKind.DATE, required=True, width=12, initial=_last),
    FieldSpec("due", N_("Answer due"), FieldKind.DATE, width=12, hint=N_("by the setting")),
    FieldSpec("remark", N_("Remark"), width=40)), intro=N_(
    "Its workbook has control totals, what changed since the last hand-over, and room for the answer; it comes back here."))
BY = FormSpec("handover_by", N_("Who answered"), fields=(FieldSpec("by", N_("Name"), width=20, limit=40),))
SIGNED = FormSpec("handover_signed", N_("Signed for"), fields=(FieldSpec("by", N_("Signed for by"), required=True, width=20, limit=40),))
ENDED = FormSpec("handover_resolved", N_("How the difference ended"), fields=(
    FieldSpec("remark", N_("How it ended"), required=True, width=44),))

HAND_OVER = Verb(N_("Hand over…"), _hand_over, "F6", "handover", asks=NEW, needs_row=False, after=_to_file,
                 done=N_("Handed over: {number}"))
LIST = ListView(HANDOVERS, detail=batch_board, levels=LEVELS, verbs=(
    HAND_OVER,
    Action(N_("Write the workbook…"), _write, "F9", "excel"),
    Verb(N_("Signed for…"), _sign, "F7", "edit", asks=SIGNED, when=lambda row: row["state"] == "handed", done=N_("{number} is signed for")),
    Action(N_("Read the answer…"), _read, "F8", "import", needs_row=False),
    Verb(N_("Accepted"), _accept, "Ctrl+F6", "ok", asks=BY, when=_unanswered, done=N_("{number} is accepted"))))
DIFFERENCES = ListView(HANDOVER_DIFFERENCES, levels=LEVELS, verbs=(
    Verb(N_("Resolved…"), _resolve, "F8", "ok", asks=ENDED, when=lambda row: row["state"] == "differs", done=N_("Resolved")),),
    door=lambda _id: Door("handovers"))
