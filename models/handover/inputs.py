"""What is said of a hand-over, and what the other end answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any

Control = tuple[str, str, int | None, Decimal | None, Decimal | None]
"""(sheet, figure, rows, amount in yuan, quantity) of one control total."""


@dataclass(frozen=True)
class HandoverInput:
    """A period handed over. recipient: a key of rules.RECIPIENTS. due: None takes the office's number of work days."""

    recipient: str
    start: Day
    end: Day
    due: Day | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> HandoverInput:
        """From the typed values of the form."""
        return cls(values["recipient"], values["start"], values["end"], values.get("due"), values.get("remark") or "")


@dataclass(frozen=True)
class AnswerLine:
    """One control total as the other end sees it. theirs: their amount in yuan, None where they say none; agrees: they accept ours."""

    sheet: str
    figure: str
    agrees: bool
    theirs: Decimal | None = None
    remark: str = ""


@dataclass(frozen=True)
class AnswersInput:
    """The answer to a batch. whole: they accept all of it. by: who answered."""

    batch_id: int
    lines: tuple[AnswerLine, ...] = ()
    whole: bool = False
    by: str = ""


@dataclass(frozen=True)
class ResolveInput:
    """How a difference came to an end."""

    answer_id: int
    remark: str
