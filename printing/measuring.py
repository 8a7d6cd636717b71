"""What a printer is off by, worked out from what was measured on the calibration forms (papers.md: Sizes)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.core.errors import Problem
from models.core.text import N_
from printing.paper import Paper

FORMS = 10
"""The form that is measured after the first: what each is out by has added up to as many times that."""
MOST_OFFSET, MOST_DRIFT = Decimal(20), Decimal(3)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Off:
    """What every page is moved by, right and down, and each form made longer by, mm."""

    x: Decimal = Decimal(0)
    y: Decimal = Decimal(0)
    drift: Decimal = Decimal(0)


@dataclass(frozen=True)
class Measured:
    """Where the corner of the rulers was found, mm from the left and the top edge of the paper; None was not measured.

    tenth: from the top edge of the tenth form after the first, on continuous paper.
    """

    left: Decimal | None = None
    top: Decimal | None = None
    tenth: Decimal | None = None


def due(paper: Paper) -> tuple[Decimal, Decimal]:
    """Where the corner belongs, mm from the left and the top edge."""
    return Decimal(f"{paper.left:g}"), Decimal(f"{paper.top:g}")


def corrected(before: Off, paper: Paper, found: Measured) -> Off:
    """What is needed from now on, where the forms were printed with what was needed before; what was not measured stays."""
    left, top = due(paper)
    drift = before.drift
    if paper.pin and found.top is not None and found.tenth is not None:
        drift += (found.top - found.tenth) / FORMS
    return Off(before.x if found.left is None else before.x + left - found.left,
               before.y if found.top is None else before.y + top - found.top, drift.quantize(HUNDREDTH))


def check_measured(after: Off, found: Measured) -> list[Problem]:
    """What cannot be right: nothing measured, the tenth without the first, more than any printer is off by."""
    problems = []
    if found == Measured():
        problems.append(Problem("left", "measured.nothing", N_("Enter what you measured on the forms")))
    if found.tenth is not None and found.top is None:
        problems.append(Problem("top", "measured.first", N_("Measure form 0 as well")))
    for field, off, most in (("left", after.x, MOST_OFFSET), ("top", after.y, MOST_OFFSET), ("tenth", after.drift, MOST_DRIFT)):
        if abs(off) > most:
            problems.append(Problem(field, "measured.far", N_("No printer is off by {off} mm; measure again, from the edge of the paper"),
                                    {"off": off}))
    return problems
