"""The sample office reads like a real one, agrees with itself, and is the same for the same seed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.demo.bulk import make_bulk
from data.demo.sample import Sample, make_sample
from models.core import audit, company
from models.core.clock import FixedClock, unstamp
from models.core.errors import KnownError
from models.core.office import Office
from models.customers.rules import tax_number_is_valid
from models.days.queries import closed_through
from models.street import faults, make_office
from tests.factories import HERE

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=HERE)
MONDAY = date(2026, 11, 23)


def an_empty_office(folder: Path, now: datetime = NOW) -> Office:
    """An office nobody has entered anything in, one afternoon."""
    return make_office(folder, FixedClock(now.astimezone(UTC), HERE))


def a_sample(folder: Path, seed: int = 5, now: datetime = NOW) -> tuple[Office, Sample]:
    """Four days of a small office."""
    office = an_empty_office(folder, now)
    return office, make_sample(office, customers=12, days=4, invoices_a_day=5, seed=seed)


def test_the_sample_agrees_with_itself(tmp_path: Path) -> None:
    """Every identity, the chain of the journal, the file; and as much trade as was asked for."""
    office, made = a_sample(tmp_path)
    assert not list(faults(office))
    assert made.days == 4 and made.customers == 12 and made.invoices >= 16
    office.close()


def test_one_seed_makes_one_sample(tmp_path: Path) -> None:
    """To the last byte of the journal; another seed makes another."""
    heads = []
    for place, seed in enumerate((5, 5, 6)):
        office, _made = a_sample(tmp_path / str(place), seed)
        heads.append(audit.head(office.database))
        office.close()
    assert heads[0] == heads[1] != heads[2]


def test_every_day_but_the_last_is_closed(tmp_path: Path) -> None:
    """The last work day before Monday is a Friday; Monday is open, with trade on it."""
    office, _made = a_sample(tmp_path)
    assert closed_through(office) == date(2026, 11, 20)
    trade = office.database.execute_sql("SELECT COUNT(*) FROM invoice WHERE date = ?", (MONDAY.isoformat(),)).fetchone()[0]
    assert trade >= 3
    office.close()


def test_visits_planned_on_past_days_were_mostly_made(tmp_path: Path) -> None:
    """The sample lives by the day it is in: what was planned for a day is looked for on that day, not missed from today."""
    office, _made = a_sample(tmp_path)
    states = [row[0] for row in office.database.execute_sql("SELECT state FROM visit_plan WHERE date <= ?", (MONDAY.isoformat(),))]
    assert states.count("made") > states.count("planned")
    office.close()


@pytest.mark.parametrize("hour", [0, 7, 15, 23])
def test_nothing_happens_later_than_now(tmp_path: Path, hour: int) -> None:
    """Whatever the hour it is made at; stamps only grow, and the last entry says that it is a sample."""
    now = NOW.replace(hour=hour, minute=5)
    office, _made = a_sample(tmp_path, now=now)
    rows = office.database.execute_sql("SELECT moment, verb FROM journal ORDER BY sequence").fetchall()
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert unstamp(rows[-1][0]) == now and rows[-1][1] == "sample.made"
    office.close()


def test_the_sample_says_that_it_is_one(tmp_path: Path) -> None:
    """In the company's name and in a setting; a clerk is signed in and the real clock is back."""
    office, _made = a_sample(tmp_path)
    assert "示例" in office.settings[company.NAME] and office.settings[company.SAMPLE]
    assert office.actor is not None and office.actor.name == "王敏" and office.clock.moment() == NOW
    office.close()


def test_its_customers_could_be_real(tmp_path: Path) -> None:
    """No name twice, tax numbers whose check sign fits, a shop licence, leads in more than one state."""
    office, _made = a_sample(tmp_path)
    rows = office.database.execute_sql("SELECT name, tax_number FROM customer").fetchall()
    assert len({name for name, _number in rows}) == len(rows)
    assert all(tax_number_is_valid(number) for _name, number in rows if number)
    states = {row[0] for row in office.database.execute_sql("SELECT state FROM lead")}
    assert "open" in states
    office.close()


def test_a_sample_is_made_in_an_empty_office_only(tmp_path: Path) -> None:
    """Somebody's own papers are never mixed with invented ones."""
    office, _made = a_sample(tmp_path)
    with pytest.raises(KnownError):
        make_sample(office)
    office.close()


def test_a_bulk_book_agrees_with_itself(tmp_path: Path) -> None:
    """What is written straight into the tables satisfies the same checks."""
    office = an_empty_office(tmp_path)
    make_bulk(office, invoices=120, customers=30, days=12)
    assert not list(faults(office))
    assert office.database.execute_sql("SELECT COUNT(*) FROM invoice").fetchone()[0] == 120
    office.close()
