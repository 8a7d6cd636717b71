"""What every typed value must satisfy, as data: so that a rule lists its fields once and all problems show at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.money import MOST
from models.core.text import N_, clean


@dataclass(frozen=True)
class Text:
    """A text field: at most `limit` characters; what `clean` allows; `required`: the sentence when it is empty."""

    field: str
    limit: int
    digits: bool = False
    lines: bool = False
    emoji: bool = False
    required: str = ""

    def clean(self, value: str) -> str:
        """The text as it is kept. Raises RuleViolation."""
        return clean(value, self.field, self.limit, digits=self.digits, lines=self.lines, emoji=self.emoji)


def check_texts(of: object, texts: Sequence[Text]) -> list[Problem]:
    """The problems of the text fields of an input."""
    found: list[Problem] = []
    for text in texts:
        said = getattr(of, text.field)
        if not said and not text.required:
            continue
        try:
            kept = text.clean(said)
        except RuleViolation as violation:
            found += violation.problems
            continue
        if text.required and not kept:
            found.append(Problem(text.field, "text.missing", text.required))
    return found


def cleaned(of: object, texts: Sequence[Text]) -> dict[str, str]:
    """The text fields of an input as they are kept, by name. Raises RuleViolation."""
    return {text.field: said and text.clean(said) for text in texts for said in (getattr(of, text.field),)}


def check_number(field: str, value: object, places: int, *, least: Decimal = Decimal(0), most: Decimal = MOST,
                 above: bool = False) -> list[Problem]:
    """A number that is finite, has at most so many decimals and lies in its range; `above`: more than `least`. None passes."""
    if value is None:
        return []
    if not isinstance(value, Decimal) or not value.is_finite():
        return [Problem(field, "number.kind", N_("Enter a number"))]
    if above and value <= least:
        return [Problem(field, "number.above", N_("Enter a number above {least}"), {"least": least})]
    if not least <= value <= most:
        return [Problem(field, "number.range", N_("Enter a number from {least} to {most}"), {"least": least, "most": most})]
    if value != round(value, places):      # after the range: a huge number cannot be rounded
        return [Problem(field, "number.places", N_("Enter at most {places} decimals"), {"places": places})]
    return []


def id_of(value: Any) -> int | None:
    """The id a finder or a choice yields: itself, or a draft's {"id": …}."""
    found = value.get("id") if isinstance(value, Mapping) else value
    return found if isinstance(found, int) and not isinstance(found, bool) else None
