"""Hand a period over, have it signed for, record what the other end answers, resolve differences. The only writer of hand-overs."""

from __future__ import annotations

from collections.abc import Sequence

from models.core import audit, numbering
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.days.queries import next_work_day
from models.handover import queries, rules
from models.handover.inputs import AnswerLine, AnswersInput, Control, HandoverInput, ResolveInput
from models.handover.tables import HandoverAnswer, HandoverBatch
from models.tasks.commands import file_task, finish_tasks
from models.tasks.inputs import TaskInput

SOURCE = "handover"


def hand_over(office: Office, x: HandoverInput, controls: Sequence[Control]) -> Done:
    """Record that a period is handed over with these control totals; a task waits for the answer. Done(id, number)."""
    with office.command("handover.hand_over", x) as act:
        require(rules.check_handover(x, act.today))
        remark = clean(x.remark, "remark", 200)
        due = x.due or next_work_day(office, act.today, office.settings[rules.DUE_DAYS])
        number = numbering.take(act, rules.BATCHES, act.today)
        count, head = audit.head(office.database)
        row = HandoverBatch.create(
            number=number, recipient=x.recipient, start=x.start, end=x.end, due=due, controls=queries.controls_kept(list(controls)),
            journal_count=count, journal_head=head, remark=remark, person=act.person, moment=act.moment)
        file_task(act, TaskInput(f"{number} {x.start} – {x.end}", due, source=SOURCE, source_id=row.id))
        act.changed("handover").about(number).note(due=due)
    return Done(row.id, number)


def sign(office: Office, batch_id: int, by: str) -> Done:
    """The other end took the batch: who signed for it."""
    with office.command("handover.sign", {"batch": batch_id, "by": by}) as act:
        row, name = _batch(office, batch_id), clean(by, "by", 40)
        found = [] if name else [Problem("by", "handover.by", N_("Enter who signed for it"))]
        if any(answer.kind == "signed" for answer in row.answers):
            found.append(Problem("", "handover.signed", N_("{number} is signed for already"), {"number": row.number}))
        require(found)
        _answer(act, row.id, "signed", by=name)
        act.about(row.number)
    return Done(row.id, row.number)


def record_answers(office: Office, x: AnswersInput) -> Done:
    """What the other end answered: accepted, or which control totals differ. Differences stay open until they are resolved.

    An answer that comes a second time says nothing new; one that says otherwise ends what was said of that figure before.
    """
    with office.command("handover.answer", x) as act:
        row, by = _batch(office, x.batch_id), clean(x.by, "by", 40)
        found = rules.matched(x.lines, row.controls)
        wrong = [(line, control) for line, control in found if rules.differs(line, control)]
        if not found and not x.whole:
            raise RuleViolation([Problem("", "handover.nothing", N_("No answer was found; it is written beside the control totals"))])
        new = [(line, control) for line, control in wrong if not _is_said(row, line)]
        _end(act, row, {(line.sheet, line.figure) for line, control in found if (line, control) not in wrong or (line, control) in new},
             x.whole and not wrong)
        for line, control in new:
            _answer(act, row.id, "differs", sheet=line.sheet, figure=line.figure, ours=rules.figure_of(control), theirs=line.theirs,
                    remark=_remark(line), by=by)
        if not wrong and row.state != "accepted":
            _answer(act, row.id, "accepted", by=by)
        finish_tasks(act, SOURCE, row.id)
        act.about(row.number).note(differs=len(wrong))
    return Done(row.id, row.number)


def _remark(line: AnswerLine) -> str:
    return clean(line.remark[:200], "remark", 200)


def _is_said(row: queries.BatchRow, line: AnswerLine) -> bool:
    """Whether this very difference is open already."""
    return any(each.open and (each.sheet, each.figure, each.theirs, each.remark) == (line.sheet, line.figure, line.theirs, _remark(line))
               for each in row.answers)


def _end(act: Act, row: queries.BatchRow, figures: set[tuple[str, str]], whole: bool) -> None:
    """Open differences of these figures, or of all of them, end: the other end now says otherwise."""
    for each in row.answers:
        if each.open and (whole or (each.sheet, each.figure) in figures):
            _answer(act, row.id, "resolved", sheet=each.sheet, figure=each.figure, remark=_("Answered anew"), resolves=each.id)


def resolve(office: Office, x: ResolveInput) -> Done:
    """A difference came to an end: say how."""
    with office.command("handover.resolve", x) as act:
        remark = clean(x.remark, "remark", 200)
        answer = HandoverAnswer.get_or_none(HandoverAnswer.id == x.answer_id, HandoverAnswer.kind == "differs")
        if answer is None:
            raise RuleViolation([Problem("", "answer.unknown", N_("Choose an answer that differs"))])
        found = [] if remark else [Problem("remark", "reason.missing", N_("Say why"))]
        if HandoverAnswer.select().where(HandoverAnswer.resolves == answer.id).exists():
            found.append(Problem("", "answer.resolved", N_("This difference is resolved already")))
        require(found)
        _answer(act, answer.batch_id, "resolved", sheet=answer.sheet, figure=answer.figure, remark=remark, resolves=answer.id)
        row = _batch(office, answer.batch_id)
        if row.state == "signed":                           # the last difference ended: the batch holds
            _answer(act, row.id, "accepted", by="")
        act.about(row.number)
    return Done(answer.batch_id, row.number)


def _batch(office: Office, batch_id: int) -> queries.BatchRow:
    row = queries.batch(office, batch_id)
    if row is None:
        raise RuleViolation([Problem("", "handover.unknown", N_("Choose a hand-over"))])
    return row


def _answer(act: Act, batch_id: int, kind: str, **facts: object) -> None:
    HandoverAnswer.create(batch=batch_id, kind=kind, person=act.person, moment=act.moment, **facts)
    act.changed("handover")
