"""The answer that comes back in the workbook of a hand-over: read beside its control totals, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from data.finance.controls import ANSWER_COLUMNS, COLUMNS, NUMBER, WHOLE
from data.imports.values import money
from data.workbook_reader import Cell, ForeignRow, read_workbook
from models.core.errors import KnownError, RuleViolation
from models.core.office import Office
from models.core.text import LANGUAGES, N_, _, speaking
from models.handover.inputs import AnswerLine, AnswersInput
from models.handover.queries import batch_numbered

YES = ("agreed", "agree", "accepted", "ok", "yes", "y", "√", "✓", "相符", "同意", "接受", "无误", "核对无误", "一致", "是", "对", "正确", "符合",
       "已核对", "核对一致", "核对相符", "无差异", "无异议", "没问题", "属实", "通过")


def read_answers(office: Office, path: Path, by: str = "") -> AnswersInput:
    """What a workbook answers. Raises KnownError for a file that is no workbook of a hand-over of this office."""
    for sheet in read_workbook(path):
        for row in sheet.rows:
            columns = _columns(row)
            if columns is not None:
                return _answers(office, [each for each in sheet.rows if each.number > row.number], columns, by)
    raise KnownError(N_("This is not the workbook of a hand-over: its contents with the column for answers were not found"))


def _words(text: str) -> set[str]:
    found = set()
    for code, _name in LANGUAGES:
        with speaking(code):
            found.add(_(text))
    return found


def _columns(row: ForeignRow) -> dict[str, int] | None:
    """Column keys of the contents, where this row is its heading."""
    titles = {column.key: _words(column.title) for column in (*COLUMNS, *ANSWER_COLUMNS)}
    found = {key: at for at, cell in enumerate(row.cells) for key, words in titles.items() if cell in words}
    return found if {"sheet", "figure", "answer", "theirs", "remark"} <= set(found) else None


def _answers(office: Office, rows: list[ForeignRow], columns: dict[str, int], by: str) -> AnswersInput:
    number = next((str(row.cell(columns["remark"])) for row in rows if row.cell(columns["figure"]) in _words(NUMBER)), "")
    batch = batch_numbered(office, number)
    if batch is None:
        raise KnownError(N_("There is no hand-over {number} in this office"), number=number or "–")
    whole = next((_is_yes(row.cell(columns["answer"])) for row in rows if row.cell(columns["figure"]) in _words(WHOLE)), False)
    return AnswersInput(batch.id, tuple(_lines(rows, columns)), whole, by)


def _lines(rows: list[ForeignRow], columns: dict[str, int]) -> Iterator[AnswerLine]:
    for row in rows:
        said = {key: row.cell(columns[key]) if key in columns else None for key in ("sheet", "figure", "answer", "theirs", "their_remark")}
        if said["sheet"] and any(said[key] not in (None, "") for key in ("answer", "theirs", "their_remark")):
            theirs = _figure(said["theirs"], row.number)
            agrees = _is_yes(said["answer"]) or (said["answer"] in (None, "") and theirs is not None)
            yield AnswerLine(str(said["sheet"]), str(said["figure"] or ""), agrees, theirs, _text(said["their_remark"]) or (
                "" if agrees else _text(said["answer"])))


def _figure(cell: Cell, row: int) -> Decimal | None:
    try:
        return money(cell, "theirs")
    except RuleViolation as refused:
        raise KnownError(N_("Row {row}: {problem}"), row=row, problem=refused.problems[0].say()) from refused


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _is_yes(cell: Cell) -> bool:
    return _text(cell).casefold().strip(" 。.！!，,；;") in YES
