"""Rows below the headings that name nobody: headings repeated on each page, totals, notes and signatures at the foot; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.workbook_reader import ForeignRow
from models.core.text import N_, halfwidth

WHY = {"heading": N_("the headings again"), "total": N_("a total"), "note": N_("a note")}
_TOTAL = re.compile(r"(本页|本月|本年|累计|全部|以上|总)?(合计|总计|小计|共计|汇总|总数|合)(金额|数量|户数|客户)?"
                    r"[:：]?\(?\d*(户|家|个|条|行|人|元)?\)?"
                    r"|共\d+(户|家|个|条|行|人)(客户)?|(grand|sub|page)?-?totals?(amount|rows|customers)?[:：]?\d*|sum[:：]?")
_PARTLY = re.compile(r".{1,12}(合计|总计|小计|共计|汇总)[:：]?\(?\d*(户|家|个|条|行|人|元)?\)?")
"""周口片小计 among the rows of 周口片."""
_NOTE = re.compile(r"(制表人?|填表人?|制单人?|审核人?|复核人?|批准人?|经办人?|负责人|打印|日期|备注|说明|注|附注?|注意|签字|盖章|单位负责人|财务|会计|第\d+页.*|共\d+页)"
                   r"[:：.].*|注意?[:：]?以上.*|(\*|※).*|第\d+页.*"
                   r"|(preparedby|checkedby|approvedby|reviewedby|signed?|signature|notes?|remarks?|printed(on|by|at)?|source|page\d+.*"
                   r"|asof)[:：].*|page\d+of\d+")
_SENTENCE = 20
"""From so many characters on, a text that stands alone in its row is a note, not a name."""


@dataclass(frozen=True)
class Aside:
    """A row that is not read. why: a key of WHY."""

    row: int
    why: str


def table_rows(rows: Sequence[ForeignRow], heading: ForeignRow, named: Sequence[int]) -> tuple[list[ForeignRow], list[Aside]]:
    """The rows below a heading, and those of them that name nobody. named: the columns of names."""
    kept: list[ForeignRow] = []
    aside: list[Aside] = []
    for row in rows:
        if row.number <= heading.number:
            continue
        why = _why(row, heading, named)
        if why:
            aside.append(Aside(row.number, why))
        else:
            kept.append(row)
    while len(kept) > 1 and _is_alone(kept[-1], named):
        aside.append(Aside(kept.pop().number, "note"))
    return kept, sorted(aside, key=lambda each: each.row)


def _why(row: ForeignRow, heading: ForeignRow, named: Sequence[int]) -> str:
    if row.cells == heading.cells or _repeats(row, heading):
        return "heading"
    return "total" if is_total(row, named) else "note" if is_note(row, named) else ""


def _repeats(row: ForeignRow, heading: ForeignRow) -> bool:
    said = [(column, cell) for column, cell in enumerate(row.cells) if cell is not None]
    return len(said) > 1 and all(cell == heading.cell(column) for column, cell in said)


def _tight(cell: object) -> str:
    return re.sub(r"\s", "", halfwidth(str(cell))).lower()


def is_total(row: ForeignRow, named: Sequence[int]) -> bool:
    """A row that begins with 合计 and names nobody, or says 合计 where a name should be."""
    for column, cell in enumerate(row.cells):
        if isinstance(cell, str) and (_TOTAL.fullmatch(_tight(cell)) or _PARTLY.fullmatch(_tight(cell))):
            return column in named or not any(isinstance(row.cell(other), str) for other in named)
    return False


def is_note(row: ForeignRow, named: Sequence[int]) -> bool:
    """A line at the foot such as 制表：王敏 审核：张经理."""
    said = [column for column, cell in enumerate(row.cells) if cell is not None]
    notes = [column for column in said if _NOTE.fullmatch(_tight(row.cell(column)))]
    return said[:1] == notes[:1] != [] and not any(column in named for column in said if column not in notes)


def _is_alone(row: ForeignRow, named: Sequence[int]) -> bool:
    """Whether a row at the foot holds one text only, in no column of names or too long for one."""
    said = [column for column, cell in enumerate(row.cells) if cell is not None]
    if len(said) != 1 or row.unknown:
        return False
    text = _tight(row.cell(said[0]))
    return said[0] not in named or len(text) > _SENTENCE or text.endswith(("。", "！", "；"))
