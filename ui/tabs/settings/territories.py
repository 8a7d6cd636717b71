"""The office's own territories: a name, and the provinces, cities or counties that make it (duty 21)."""

from __future__ import annotations

from typing import Any

from models.core.divisions import readings
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Office
from models.core.text import N_, _, clean
from models.customers.rules import TERRITORIES, territories_of, territory_lines
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Live, Mark, Values
from ui.kit.tab import FormView
from ui.tabs.settings.options import SAVE, Changes, key_of

_KEY = key_of(TERRITORIES)


def _follow(office: Office, values: Values, _path: str) -> Live:
    """The territories as they are kept, while nothing is typed; places that no division is called are marked."""
    shown: dict[str, Any] = {}
    lines = values.get(_KEY) or []
    if not lines:
        lines = [{"name": name, "places": " ".join(places)}
                 for name, places in territories_of(office.settings[TERRITORIES]).items()]
        shown[_KEY] = lines
    marks = {}
    for at, line in enumerate(lines):
        parts = next(iter(territories_of((f"x: {line.get('places') or ''}",)).values()), ())
        strange = [part for part in parts if not readings(part)]
        if strange:
            marks[f"{_KEY}.{at}.places"] = Mark(_("no province, city or county is called {names}").format(names=", ".join(strange)))
    return Live(shown, marks)


def _read(values: Values) -> Changes:
    wrong: list[Problem] = []
    lines: list[tuple[str, str]] = []
    for at, line in enumerate(values[_KEY]):
        try:
            name = clean(str(line["name"] or ""), f"{_KEY}.{at}.name", 40)
            places = clean(str(line["places"] or ""), f"{_KEY}.{at}.places", 400)
        except RuleViolation as refused:
            wrong += refused.problems
            continue
        if places and not name:
            wrong.append(Problem(f"{_KEY}.{at}.name", "territory.name", N_("Name the territory")))
        elif name and not places:
            wrong.append(Problem(f"{_KEY}.{at}.places", "territory.places", N_("Say which provinces, cities or counties make it")))
        lines.append((name, places))
    require(wrong)
    return {TERRITORIES: territory_lines(lines)}


TERRITORIES_VIEW = FormView(
    FormSpec("territories", N_("Territories"), live=_follow, parts=(LinesSpec(_KEY, (
        FieldSpec("name", N_("Territory"), width=16, limit=40),
        FieldSpec("places", N_("Provinces, cities, counties"), FieldKind.TEXT, width=70, limit=400),
    ), title=N_("Territories of our own"), rows=10),),
        intro=N_("A customer's territory is a province, a city, a county, or one of these. Goods that go elsewhere need the manager.")),
    read=_read, verbs=(SAVE,), topics=("settings",))
