"""What is looked at before a day is closed: named, or blocking (rules: Closing)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.closing.queries.figures import Figures
from models.closing.rules import Check, DayStanding, unbalanced
from models.core.office import Office
from models.core.text import N_
from models.days.queries import closed_through


def standing(office: Office, day: date) -> DayStanding:
    """What decides whether a day may be closed now."""
    return DayStanding(closed_through(office), office.clock.today(), unclosed_before(office, day))


def unclosed_before(office: Office, day: date) -> date | None:
    """The first day before this one that holds papers and is open; opening figures alone do not make a day."""
    since = closed_through(office)
    span = (since.isoformat() if since else "", day.isoformat())
    row = office.database.execute_sql("""
        SELECT MIN(date) FROM (
            SELECT date FROM invoice WHERE date > ?1 AND date < ?2 UNION SELECT date FROM invoice_void WHERE date > ?1 AND date < ?2
            UNION SELECT date FROM receipt WHERE date > ?1 AND date < ?2 AND kind <> 'opening'
            UNION SELECT date FROM movement WHERE date > ?1 AND date < ?2 AND kind <> 'opening'
            UNION SELECT date FROM ledger_entry WHERE date > ?1 AND date < ?2 AND kind <> 'opening'
            UNION SELECT date FROM delivery WHERE date > ?1 AND date < ?2)""", span).fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def checks_before(office: Office, day: date, figures: Figures) -> list[Check]:
    """The list before closing, in the order the clerk goes through it."""
    return [
        Check("checks", N_("Stock checks without an answer"), _unanswered(office, day), listing="checks"),
        Check("drafts", N_("Drafts not issued"), tuple(figures["open"]["drafts"]), listing="drafts"),
        Check("differences", N_("Invoices whose goods have not all left"),
              tuple(f"{number} {customer}" for number, customer, _quantity in figures["open"]["differences"]), listing="differences"),
        Check("gaps", N_("Numbers missing from a series"), _gaps(office, day), blocks=True, listing="invoices"),
        Check("negative", N_("Stock below zero"), _negative(figures), blocks=True, listing="stock"),
        Check("stock", N_("Stock that does not add up"), _stock_faults(figures), blocks=True, listing="stock"),
        Check("identities", N_("Figures that do not agree"), tuple(unbalanced(figures)), blocks=True),
    ]


def _unanswered(office: Office, day: date) -> tuple[str, ...]:
    rows = office.database.execute_sql(
        "SELECT p.code, p.name FROM stock_check k JOIN product p ON p.id = k.product_id WHERE k.asked_on <= ? AND k.answered_at IS NULL",
        (day.isoformat(),))
    return tuple(f"{code} {name}" for code, name in rows)


def _gaps(office: Office, day: date) -> tuple[str, ...]:
    """Series touched this day in which fewer papers stand than numbers were taken."""
    found = []
    for period, last in office.database.execute_sql(
            "SELECT period, last FROM number_series s WHERE series = 'invoice' AND EXISTS (SELECT 1 FROM invoice i WHERE i.date = ? "
            "AND i.number > s.period AND i.number < s.period || ':')", (day.isoformat(),)).fetchall():
        used = office.database.execute_sql("SELECT COUNT(*) FROM invoice WHERE number > ?1 AND number < ?1 || ':'", (period,)).fetchone()[0]
        if used != last:
            found.append(f"{period}: {used} / {last}")
    return tuple(found)


def _negative(figures: Figures) -> tuple[str, ...]:
    return tuple(f"{row['warehouse']} {row['code']} {row['closing']}" for row in figures["stock"] if (row["closing"] or 0) < 0)


def _stock_faults(figures: Figures) -> tuple[str, ...]:
    return tuple(f"{row['warehouse']} {row['code']}" for row in figures["stock"]
                 if row["opening"] + row["in"] - row["out"] != (row["closing"] or Decimal(0)))
