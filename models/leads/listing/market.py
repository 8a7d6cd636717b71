"""The register of market notes and its statistics by rival, product, region and month (duties 42, 103)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, answer, cell, count, day, text

_EMPTY = N_("Nothing was heard of the market in this period")
_LATEST = Picture("line", "month", ("notes",), "time", most=24)
_BY = {"rival": N_("Rival"), "product": N_("Product"), "region": N_("Region"), "month": N_("Month")}


def _notes(ask: Filter) -> Any:
    return answer(ask, "SELECT n.*, n.date AS day FROM market_note n")


def _counted(group: str) -> Any:
    """Notes counted by a column; how many name each of the others, the prices heard, and when last."""
    others = [other for other in ("rival", "product", "region") if other != group]
    named = ", ".join(f"COUNT(DISTINCT NULLIF({other}, '')) AS {other}" for other in others)
    return lambda ask: answer(ask, f"""SELECT y.{group} AS id, COUNT(*) AS notes, {named}, MIN(y.price) AS lowest, MAX(y.price) AS highest,
        CAST(ROUND(AVG(y.price)) AS INTEGER) AS average, MAX(y.date) AS last_on, asked.day AS day
        FROM (SELECT n.*, SUBSTR(n.date, 1, 7) AS month FROM market_note n) y CROSS JOIN asked
        WHERE y.date BETWEEN asked.first AND asked.last GROUP BY y.{group}""")


MARKET_NOTES = Listing(
    "market_notes", N_("Market notes"), rows=_notes, key=cell("id"), topics=("leads",), date=DAY, order=("-date",),
    singular=N_("Market note"), empty=_EMPTY, columns=(
        Column("date", N_("Date"), DAY, Kind.DATE, width=10), text("rival", N_("Rival"), 14), text("product", N_("Product"), 16),
        text("region", N_("Region"), 10), Column("price", N_("Price heard"), cell("price"), Kind.MONEY, width=10),
        text("text", N_("What was heard"), 44), text("source", N_("Heard from"), 12), text("person", N_("Noted by"), 8),
    ))


def _market(group: str, title: str) -> Listing:
    words = {"rival": N_("Rivals"), "product": N_("Products named"), "region": N_("Regions")}
    return Listing(
        f"market_by_{group}", title, rows=_counted(group), key=cell("id"), topics=("leads",), date=DAY,
        order=("-month",) if group == "month" else ("-notes",), singular=_BY[group], empty=_EMPTY,
        picture=_LATEST if group == "month" else Picture("bars", group, ("notes",), "size", most=8), columns=(
            Column(group, _BY[group], cell("id"), search=True, width=16), count("notes", N_("Notes")),
            *(Column(f"{other}s", words[other], cell(other), Kind.INTEGER, width=8) for other in words if other != group),
            Column("lowest", N_("Lowest price"), cell("lowest"), Kind.MONEY, width=10),
            Column("highest", N_("Highest price"), cell("highest"), Kind.MONEY, width=10),
            Column("average", N_("Average price"), cell("average"), Kind.MONEY, width=10), day("last_on", N_("Last heard on")),
        ))


MARKET_BY_RIVAL = _market("rival", N_("Market notes by rival"))
MARKET_BY_PRODUCT = _market("product", N_("Market notes by product"))
MARKET_BY_REGION = _market("region", N_("Market notes by region"))
MARKET_BY_MONTH = _market("month", N_("Market notes by month"))
