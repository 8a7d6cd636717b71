"""How the numbers of each series look: prefix, where they start again, digits; with the next number as it would be."""

from __future__ import annotations

from typing import Any

from models.core.errors import Problem, require
from models.core.numbering import PERIODS, SERIES, last_number
from models.core.office import Office
from models.core.settings import Option
from models.core.text import N_, _
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Live, Values
from ui.kit.tab import FormView
from ui.tabs.settings.options import SAVE, Changes, typed

_PERIODS = tuple(SERIES["invoice"].period.choices.items())


def _rows(office: Office) -> list[Values]:
    return [{"key": series.key, "title": _(series.prefix.title), "prefix": office.settings[series.prefix],
             "period": office.settings[series.period], "width": office.settings[series.width], "last": last_number(office, series)}
            for series in SERIES.values()]


def _live(office: Office, values: Values, path: str) -> Live:
    """The series as they are kept at first; then how the first number would look."""
    lines = values["series"] or _rows(office)
    shown: dict[str, Any] = {} if values["series"] else {"series": lines}
    today = office.clock.today()
    for at, line in enumerate(lines):
        if line["period"] and line["width"]:
            number = f"{line['prefix'] or ''}{today.strftime(PERIODS[line['period']])}{1:0{min(int(line['width']), 9)}d}"
            shown[f"series.{at}.example"] = number
    return Live(shown)


def _read(values: Values) -> Changes:
    changes: dict[Option[Any], Any] = {}
    wrong: list[Problem] = []
    for at, line in enumerate(values["series"]):
        series = SERIES[line["key"]]
        prefix = str(line["prefix"] or "").strip()
        if not prefix or not prefix.isascii() or not prefix.isalnum() or prefix[-1].isdigit() or len(prefix) > 6:
            wrong.append(Problem(f"series.{at}.prefix", "series.prefix", N_("1 to 6 letters or digits, a letter last")))
        width = line["width"]
        if width is None or not (series.width.least or 0) <= int(width) <= (series.width.most or 0):
            wrong.append(Problem(f"series.{at}.width", "setting.range", N_("Enter a number from {least} to {most}"),
                                 {"least": series.width.least, "most": series.width.most}))
            continue
        changes |= {series.prefix: prefix, series.period: line["period"], series.width: typed(series.width, width)}
    prefixes = [str(line["prefix"] or "").strip() for line in values["series"]]
    wrong += [Problem(f"series.{at}.prefix", "series.twice", N_("Two series begin with {prefix}; their numbers could not be told apart"),
                      {"prefix": prefix}) for at, prefix in enumerate(prefixes) if prefix and prefix in prefixes[:at]]
    require(wrong)
    return changes


NUMBERING = FormView(
    FormSpec("numbering", N_("Numbering"), parts=(LinesSpec("series", (
        FieldSpec("title", N_("Series"), width=28, read_only=True),
        FieldSpec("prefix", N_("Prefix"), width=8, limit=6),
        FieldSpec("period", N_("Numbers start again"), FieldKind.CHOICE, width=14, choices=_PERIODS),
        FieldSpec("width", N_("Digits"), FieldKind.INTEGER, width=6),
        FieldSpec("example", N_("Looks like"), width=20, read_only=True),
        FieldSpec("last", N_("Last one taken"), width=20, read_only=True),
    ), growing=False, rows=len(SERIES)),), live=_live,
        intro=N_("A change holds from the next number on; numbers have no gaps and none is given twice.")),
    read=_read, verbs=(SAVE,), topics=("settings",))
