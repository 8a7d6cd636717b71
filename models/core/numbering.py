"""Gap-free numbers: taken inside the transaction that issues the paper, so that a rolled-back paper took none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.core.settings import Option
from models.core.text import N_

if TYPE_CHECKING:
    from models.core.office import Act

PERIODS = {"month": "%Y%m", "year": "%Y", "day": "%Y%m%d", "never": ""}


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
    return Series(
        key,
        Option(f"numbering.{key}.prefix", prefix, title, "numbering"),
        Option(f"numbering.{key}.period", period, N_("Numbers start again"), "numbering", choices),
        Option(f"numbering.{key}.width", width, N_("Digits"), "numbering", least=3, most=9),
    )


def take(act: Act, wanted: Series, day: date) -> str:
    """The next number of the series for a business date, e.g. XS20261100042."""
    settings, database = act.office.settings, act.office.database
    prefix = settings[wanted.prefix] + day.strftime(PERIODS[settings[wanted.period]])
    row = database.execute_sql(
        "INSERT INTO number_series (series, period, last) VALUES (?, ?, 1) "
        "ON CONFLICT (series, period) DO UPDATE SET last = last + 1 RETURNING last", (wanted.key, prefix)).fetchone()
    return f"{prefix}{row[0]:0{settings[wanted.width]}d}"
