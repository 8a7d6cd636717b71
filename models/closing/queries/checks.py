"""What is looked at before a day is closed: named, or blocking (rules: Closing)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.closing.queries.figures import SERIES, Figures
from models.closing.rules import Check, DayStanding, unbalanced
from models.core.office import Office
from models.core.text import N_
from models.days.queries import closed_through


def standing(office: Office, day: date) -> DayStanding:
    """What decides whether a day may be closed now."""
    return DayStanding(closed_through(office), office.clock.today(), unclosed_before(office, day))


_PAPERS = (("invoice", "1"), ("invoice_void", "1"), ("receipt", "kind <> 'opening'"), ("movement", "kind <> 'opening'"),
           ("ledger_entry", "kind <> 'opening'"), ("delivery", "1"))
"""Where a day's papers are, and which of them count: the first of each is found by its index of dates."""


def unclosed_before(office: Office, day: date) -> date | None:
    """The first day before this one that holds papers and is open; opening figures alone do not make a day."""
    since = closed_through(office)
    span = (since.isoformat() if since else "", day.isoformat())
    firsts = [office.database.execute_sql(f"SELECT date FROM {table} WHERE date > ? AND date < ? AND {counts} ORDER BY date LIMIT 1",
                                          span).fetchone() for table, counts in _PAPERS]
    return min((date.fromisoformat(row[0]) for row in firsts if row), default=None)


def checks_before(office: Office, day: date, figures: Figures) -> list[Check]:
    """The list before closing, in the order the clerk goes through it."""
    return [
        Check("checks", N_("Stock checks without an answer"), _unanswered(office, day), listing="checks"),
        Check("drafts", N_("Drafts not issued"), tuple(figures["open"]["drafts"]), listing="drafts"),
        Check("differences", N_("Invoices whose goods have not all left"),
              tuple(f"{number} {customer}" for number, customer, _quantity in figures["open"]["differences"]), listing="differences"),
        Check("gaps", N_("Numbers missing from a series"), _gaps(office, figures), listing="invoices"),
        Check("negative", N_("Stock below zero"), _negative(figures), listing="stock"),
        Check("stock", N_("Stock that does not add up"), _stock_faults(figures), listing="stock"),
        Check("identities", N_("Figures that do not agree"), tuple(unbalanced(figures))),
    ]


def _unanswered(office: Office, day: date) -> tuple[str, ...]:
    rows = office.database.execute_sql(
        "SELECT p.code, p.name FROM stock_check k JOIN product p ON p.id = k.product_id WHERE k.asked_on <= ? AND k.answered_at IS NULL",
        (day.isoformat(),))
    return tuple(f"{code} {name}" for code, name in rows)


def _gaps(office: Office, figures: Figures) -> tuple[str, ...]:
    """Series in which fewer papers stand than numbers were taken since the last close; what stood then was looked at then.

    A number that was journalled as lost after a restore is accounted for.
    """
    found = []
    for series, period, last, before in figures["series"]:
        table = SERIES[series]
        width = office.database.execute_sql(f"SELECT MAX(LENGTH(number)) FROM {table} WHERE +number > ?1 AND +number < ?1 || ':' "
                                            "AND date = ?2", (period, figures["date"].isoformat())).fetchone()[0] or 0
        used = office.database.execute_sql(
            f"SELECT COUNT(*) FROM {table} WHERE number > ? AND number < ? AND CAST(SUBSTR(number, ?) AS INTEGER) BETWEEN ? AND ?",
            (period + str(before).zfill(width - len(period)), f"{period}:", len(period) + 1, before + 1, last)).fetchone()[0]
        used += office.database.execute_sql("SELECT COUNT(*) FROM lost_number WHERE series = ? AND period = ? AND position BETWEEN ? AND ?",
                                            (series, period, before + 1, last)).fetchone()[0]
        if used != last - before:
            found.append(f"{period}: {before + used} / {last}")
    return tuple(found)


def _negative(figures: Figures) -> tuple[str, ...]:
    return tuple(f"{row['warehouse']} {row['code']} {row['closing']}" for row in figures["stock"] if (row["closing"] or 0) < 0)


def _stock_faults(figures: Figures) -> tuple[str, ...]:
    return tuple(f"{row['warehouse']} {row['code']}" for row in figures["stock"]
                 if row["opening"] + row["in"] - row["out"] != (row["closing"] or Decimal(0)))
