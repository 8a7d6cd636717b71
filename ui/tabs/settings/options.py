"""Settings as forms: a field for each option that a room declares, saved in one command, only where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.office import Done, Office
from models.core.settings import Option, set_options
from models.core.text import N_
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Section, Values
from ui.kit.tab import FormView, Verb

Changes = Mapping[Option[Any], Any]


def key_of(option: Option[Any]) -> str:
    """The field of an option: a path without dots."""
    return option.key.replace(".", "_")


def field_of(option: Option[Any], **more: Any) -> FieldSpec:
    """The field that an option's default and choices ask for. more: what the field says besides."""
    kind, width = FieldKind.TEXT, 40
    if isinstance(option.default, bool):
        kind = FieldKind.FLAG
    elif option.choices or "choices" in more:
        kind, width = FieldKind.CHOICE, 24
    elif isinstance(option.default, int):
        kind, width = FieldKind.INTEGER, 8
    elif isinstance(option.default, Decimal):
        kind, width = FieldKind.MONEY if option.default.as_tuple().exponent == -2 else FieldKind.QUANTITY, 14
    elif option.shape:
        width = 8
    number = kind in (FieldKind.INTEGER, FieldKind.MONEY, FieldKind.QUANTITY)
    made = FieldSpec(key_of(option), option.title, kind, width=width, choices=tuple(option.choices.items()),
                     required=number or bool(option.shape), initial=lambda office: office.settings[option], limit=500)
    return replace(made, **more)


def typed(option: Option[Any], value: Any) -> Any:
    """What a field holds as the option keeps it."""
    if isinstance(option.default, bool):
        return bool(value)
    if isinstance(option.default, int):
        return int(value)
    return Decimal(value) if isinstance(option.default, Decimal) else str(value or "")


def changes_of(options: Iterable[Option[Any]], values: Values) -> Changes:
    """The options of a form with what was typed."""
    return {option: typed(option, values[key_of(option)]) for option in options}


def save(office: Office, changes: Changes) -> Done:
    """Keep what differs. Raises RuleViolation with the fields of the form."""
    new = {option: value for option, value in changes.items() if office.settings[option] != value}
    try:
        if new:
            set_options(office, new)
    except RuleViolation as refused:
        homes = {option.key: key_of(option) for option in new}
        raise RuleViolation([Problem(homes.get(problem.field, problem.field), problem.code, problem.text, problem.params)
                             for problem in refused.problems]) from refused
    return Done(len(new))


SAVE = Verb(N_("Save"), save, "F9", "save", primary=True, done=N_("Saved"))


def options_view(name: str, title: str, sections: Sequence[tuple[str, Sequence[Option[Any]]]], **more: Any) -> FormView:
    """A form over options, under a heading each. more: what the view says besides."""
    every = [option for _title, options in sections for option in options]
    parts = tuple(Section(tuple(field_of(option) for option in options), heading) for heading, options in sections)
    return FormView(FormSpec(name, title, parts=parts), read=partial(changes_of, every),
                    **{"verbs": (SAVE,), "topics": ("settings",), **more})


def names_grid(option: Option[tuple[str, ...]], column: FieldSpec, rows: int) -> LinesSpec:
    """A grid over an option that holds several names: one a line, in their order; the line under the last makes another."""
    return LinesSpec(key_of(option), (column,), title=option.title, rows=rows)


def names_of(option: Option[tuple[str, ...]], column: str, values: Values) -> tuple[str, ...]:
    """The names typed into such a grid, each once."""
    names = (str(line[column] or "").strip() for line in values[key_of(option)])
    return tuple(dict.fromkeys(name for name in names if name))


def kept_names(office: Office, option: Option[tuple[str, ...]], column: str, values: Values) -> dict[str, Any]:
    """For Live: the names as they are kept, as long as the grid is empty."""
    if values.get(key_of(option)):
        return {}
    return {key_of(option): [{column: name} for name in office.settings[option]]}
