"""To whom is handed over, what states a batch goes through, what must be said; pure (duty 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from models.core.errors import Problem
from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_
from models.handover.inputs import AnswerLine, Control, HandoverInput

RECIPIENTS = {"finance": N_("Finance"), "trade": N_("Trade department")}
STATES = {"handed": N_("handed over"), "signed": N_("signed for"), "differs": N_("differs"), "accepted": N_("accepted")}
BATCHES = series("handover", "JJ", N_("Prefix of hand-overs"))
DUE_DAYS = Option("handover.due_days", 3, N_("Work days in which a hand-over is answered"), "handover", least=0, most=60)


def check_handover(x: HandoverInput, today: date) -> list[Problem]:
    """A known recipient and a period that has come, forwards; an answer is due no earlier than today."""
    found = []
    if x.recipient not in RECIPIENTS:
        found.append(Problem("recipient", "handover.recipient", N_("Choose to whom it is handed over")))
    if x.end < x.start:
        found.append(Problem("end", "period.order", N_("The last day lies before the first")))
    elif x.end > today:
        found.append(Problem("end", "handover.ahead", N_("{day} has not come yet"), {"day": x.end}))
    if x.due is not None and x.due < today:
        found.append(Problem("due", "handover.due", N_("Choose {day} or later"), {"day": today}))
    return found


def state_of(kinds: Sequence[str], open_differences: int) -> str:
    """Where a batch stands, by its answers, oldest first."""
    if open_differences:
        return "differs"
    if "accepted" in kinds:
        return "accepted"
    return "signed" if "signed" in kinds or "differs" in kinds else "handed"


def matched(lines: Iterable[AnswerLine], controls: Iterable[Control]) -> list[tuple[AnswerLine, Control]]:
    """The answers that are about a control total of the batch, beside it; others are left out."""
    known = {(sheet, figure): (sheet, figure, rows, amount, quantity) for sheet, figure, rows, amount, quantity in controls}
    return [(line, known[line.sheet, line.figure]) for line in lines if (line.sheet, line.figure) in known]


def differs(line: AnswerLine, control: Control) -> bool:
    """Whether an answer names a difference: another figure, or words instead of a yes."""
    if line.theirs is not None:
        return line.theirs != figure_of(control)
    return not line.agrees


def figure_of(control: Control) -> Decimal | None:
    """What a control total says: its amount, else its quantity, else how many rows there are."""
    _sheet, _figure, rows, amount, quantity = control
    return amount if amount is not None else quantity if quantity is not None else None if rows is None else Decimal(rows)
