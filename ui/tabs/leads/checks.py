"""Customer service asks after follow-ups: a sample drawn by lot, a form for each, scores by salesperson; the grading standard (duty 89)."""

from __future__ import annotations

from datetime import date, timedelta

from models.core.kinds import Kind, text_of
from models.core.listing import Filter, rows_of
from models.core.office import Done, Office
from models.core.text import N_
from models.leads import commands, queries
from models.leads.inputs import AnswerInput, DrawInput
from models.leads.listing import CHECK_SCORES, FOLLOW_UP_CHECKS, GRADE_STANDARDS
from models.leads.rules import QUESTIONS, score_of
from ui.kit.board import Board
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Values
from ui.kit.tab import Group, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs.leads.board import lead_board
from ui.tabs.leads.standards import standard_board, standard_view

_ANSWERS = ((None, "–"), (True, N_("yes")), (False, N_("no")))


def _score(_office: Office, values: Values, path: str) -> Live:
    """What an empty score means; who was not reached is asked nothing."""
    score = score_of(values[key] for key in QUESTIONS)
    marks = {} if score is None or values["score"] is not None else {"score": Mark(str(score), Level.PLAIN)}
    return Live(marks=marks)


DRAW = FormSpec("check-draw", N_("Draw a sample"), fields=(
    FieldSpec("first", N_("Followed up from"), FieldKind.DATE, width=10, required=True, initial=lambda office: _week_ago(office)),
    FieldSpec("last", N_("To"), FieldKind.DATE, width=10, required=True, initial=lambda office: office.clock.today()),
    FieldSpec("count", N_("How many"), FieldKind.INTEGER, width=8, required=True, initial=10),
), intro=N_("Drawn by lot from what was logged in these days; the journal keeps the seed, so the draw can be made again."))
ASK = FormSpec("check-answer", N_("Record the answers"), live=_score, fields=(
    FieldSpec("who", N_("Whom to ask"), role="figure", width=48), FieldSpec("logged", N_("What was logged"), role="fact", width=48),
    FieldSpec("reached", N_("Reached"), FieldKind.CHOICE, width=8, choices=((True, N_("yes")), (False, N_("no")))),
    *(FieldSpec(key, words, FieldKind.CHOICE, width=8, choices=_ANSWERS) for key, words in QUESTIONS.items()),
    FieldSpec("score", N_("Score, 0 to 100"), FieldKind.INTEGER, width=14, hint=N_("by the answers")),
    FieldSpec("text", N_("Feedback"), FieldKind.LONG_TEXT, width=48),
))


def _week_ago(office: Office) -> date:
    return office.clock.today() - timedelta(days=7)


def _draw(office: Office, values: Values) -> Done:
    return commands.draw_check(office, DrawInput.from_form({**values, "count": int(values["count"])}))


def _answer(office: Office, line_id: int, values: Values) -> Done:
    score = None if values["score"] is None else int(values["score"])
    return commands.answer_check(office, AnswerInput.from_form({**values, "line_id": line_id, "score": score}))


def _asked(office: Office, line_id: int) -> Values:
    """Whom to call, at which number, about what."""
    keys = [column.key for column in FOLLOW_UP_CHECKS.columns]
    row = dict(zip(keys, rows_of(FOLLOW_UP_CHECKS, [line_id])[0], strict=True))
    said = text_of(Kind.DATE, row["said_on"], year=office.clock.today().year)
    return {"who": join(str(row["name"]), str(row["contact"] or ""), str(row["phone"])),
            "logged": join(said, str(row["salesperson"]), str(row["text"]))}


def _of_line(office: Office, line_id: int) -> Board:
    return lead_board(office, queries.lead_of_entry(office, queries.entry_of_check(office, line_id)))


def _open(row: Row) -> bool:
    return row["state"] == "open"


def _standard(office: Office, _ask: Filter) -> Board:
    return standard_board(office, "grade-standard")


_VERBS = (
    Verb(N_("Record the answers…"), _answer, "Ctrl+L", "answer", asks=ASK, fills=_asked, when=_open, done=N_("Recorded: {number}")),
    Verb(N_("Draw a sample…"), _draw, "Ctrl+D", "count", asks=DRAW, needs_row=False, done=N_("Sample {number} is drawn")),
)

_COLUMNS = ("sample", "position", "name", "phone", "salesperson", "said_on", "text", "state", "happened", "correct", "polite", "kept",
            "score", "answer")

CHECKS = Group(N_("Checks"), (
    ListView(FOLLOW_UP_CHECKS, _VERBS, columns=_COLUMNS, detail=_of_line, board=_of_line,
             levels={"open": Level.LOOK, "answered": Level.GOOD, "unreached": Level.PLAIN}),
    ListView(CHECK_SCORES, period="year"),
    standard_view(GRADE_STANDARDS, "grade-standard", _standard),
))
