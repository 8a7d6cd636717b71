"""Gap-free numbers: taken inside the transaction that issues the paper, so that a rolled-back paper took none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.core.clock import stamp
from models.core.errors import Problem, RuleViolation
from models.core.settings import Option
from models.core.text import N_, clean

if TYPE_CHECKING:
    from models.core.office import Act, Office

PERIODS = {"month": "%Y%m", "year": "%Y", "day": "%Y%m%d", "never": ""}
SERIES: dict[str, Series] = {}
"""Every series that was declared, by key."""
MOST_LOST = 1000
"""More numbers than this are not lost at once: the last one was mistyped."""


@dataclass(frozen=True)
class Series:
    """A series of numbers and the settings that shape it: prefix, period at which it restarts, digits."""

    key: str
    prefix: Option[str]
    period: Option[str]
    width: Option[int]


def series(key: str, prefix: str, title: str, *, period: str = "month", width: int = 5) -> Series:
    """Declare a series with its three settings (rules: Invoices, first item)."""
    choices = {"month": N_("every month"), "year": N_("every year"), "day": N_("every day"), "never": N_("never")}
    SERIES[key] = Series(
        key,
        Option(f"numbering.{key}.prefix", prefix, title, "numbering"),
        Option(f"numbering.{key}.period", period, N_("Numbers start again"), "numbering", choices),
        Option(f"numbering.{key}.width", width, N_("Digits"), "numbering", least=3, most=9),
    )
    return SERIES[key]


def take(act: Act, wanted: Series, day: date) -> str:
    """The next number of the series for a business date, e.g. XS20261100042."""
    settings, database = act.office.settings, act.office.database
    prefix = settings[wanted.prefix] + day.strftime(PERIODS[settings[wanted.period]])
    row = database.execute_sql(
        "INSERT INTO number_series (series, period, last) VALUES (?, ?, 1) "
        "ON CONFLICT (series, period) DO UPDATE SET last = last + 1 RETURNING last", (wanted.key, prefix)).fetchone()
    return f"{prefix}{row[0]:0{settings[wanted.width]}d}"


def take_many(office: Office, wanted: Series, day: date, count: int) -> list[str]:
    """So many next numbers of the series at once, for an import that files them together."""
    settings, database = office.settings, office.database
    prefix = settings[wanted.prefix] + day.strftime(PERIODS[settings[wanted.period]])
    if not count:
        return []
    row = database.execute_sql(
        "INSERT INTO number_series (series, period, last) VALUES (?, ?, ?) "
        "ON CONFLICT (series, period) DO UPDATE SET last = last + excluded.last RETURNING last", (wanted.key, prefix, count)).fetchone()
    return [f"{prefix}{place:0{settings[wanted.width]}d}" for place in range(row[0] - count + 1, row[0] + 1)]


def standing(office: Office, wanted: Series) -> tuple[str, int]:
    """(period, last number) of the series' latest period; ("", 0) when none was taken."""
    row = office.database.execute_sql("SELECT period, last FROM number_series WHERE series = ? ORDER BY period DESC LIMIT 1",
                                      (wanted.key,)).fetchone()
    return (row[0], row[1]) if row else ("", 0)


def last_number(office: Office, wanted: Series) -> str:
    """The number of the series that was taken last, "" when none was."""
    row = office.database.execute_sql("SELECT period, last FROM number_series WHERE series = ? ORDER BY period DESC LIMIT 1",
                                      (wanted.key,)).fetchone()
    return f"{row[0]}{row[1]:0{office.settings[wanted.width]}d}" if row else ""


def note_lost_numbers(office: Office, printed: Mapping[str, str]) -> list[str]:
    """After a restore: by series key the last number that stands on paper. Those the office does not know are journalled as lost.

    They are never given again, and no gap. Returns them. Raises RuleViolation for what is no number of its series.
    """
    runs: list[tuple[str, str, int, int, int]] = []
    problems: list[Problem] = []
    for key, typed in printed.items():
        try:
            runs.append((key, *_beyond(office, SERIES[key], clean(typed, key, 40, digits=True))))
        except RuleViolation as wrong:
            problems += wrong.problems
    if problems:
        raise RuleViolation(problems)
    lost = [(f"{period}{place:0{width}d}", key, period, place)
            for key, period, first, last, width in runs for place in range(first, last + 1)]
    numbers = [row[0] for row in lost]
    if not lost:
        return []
    with office.command("numbers.lost", {"printed": dict(printed)}) as act:
        for number, key, period, place in lost:
            office.database.execute_sql(
                "INSERT INTO lost_number (number, series, period, position, moment, person) VALUES (?, ?, ?, ?, ?, ?)",
                (number, key, period, place, stamp(act.moment), act.person))
            office.database.execute_sql("INSERT INTO number_series (series, period, last) VALUES (?, ?, ?) "
                                        "ON CONFLICT (series, period) DO UPDATE SET last = excluded.last", (key, period, place))
        act.changed("settings").about(numbers[-1]).note(lost=numbers)
    return numbers


def _beyond(office: Office, wanted: Series, number: str) -> tuple[str, int, int, int]:
    """(period, first, last, digits) of what lies between the last number taken and this one; an empty run when there is nothing."""
    width, prefix = office.settings[wanted.width], office.settings[wanted.prefix]
    if not number:
        return "", 1, 0, width
    period, tail = number[:-width], number[-width:]
    if not number.startswith(prefix) or len(period) < len(prefix) or not (tail.isascii() and tail.isdigit()):
        example = f"{prefix}{office.clock.today().strftime(PERIODS[office.settings[wanted.period]])}{1:0{width}d}"
        raise RuleViolation([Problem(wanted.key, "number.series", N_("This is no number of this series; they look like {example}"),
                                     {"example": example})])
    row = office.database.execute_sql("SELECT last FROM number_series WHERE series = ? AND period = ?", (wanted.key, period)).fetchone()
    first, last = (row[0] if row else 0) + 1, int(tail)
    if last - first >= MOST_LOST:
        raise RuleViolation([Problem(wanted.key, "number.far", N_("{count} numbers would be lost; check the last one"),
                                     {"count": last - first + 1})])
    return period, first, last, width
