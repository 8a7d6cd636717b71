"""The grades' clock over whole histories, held against a plain reading of the rules that walks day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.listing import Filter, rows_of
from models.core.office import Office
from models.days.commands import set_calendar_day
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, RegradeInput
from models.leads.listing import LEADS
from tests.factories import an_office, later

EVERY = {"O": 7, "H": 2, "A": 7, "B": 14, "C": 30, "N": 1}
"""Follow up at least every … days, as the rules of leads say them."""
DAY = timedelta(days=1)


@dataclass
class Plain:
    """What a clerk with a paper calendar knows of one lead. off, on: days the office differs from Monday to Friday."""

    off: set[date]
    on: set[date]
    grade: str = "N"
    latest: date = date.min
    agreed: date | None = None
    frozen: bool = False
    steps: list[str] = field(default_factory=list)

    def works(self, day: date) -> bool:
        """Whether anybody is at the desk."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def start(self, day: date) -> None:
        """The clock starts: count the interval off, then wait for somebody to be there."""
        for _step in range(EVERY[self.grade]):
            day += DAY
        while not self.works(day):
            day += DAY
        self.latest = day

    def propose(self, day: date, reached: bool = True) -> date:
        """The last day within the interval on which somebody works; else, and after a failed call, the next one."""
        inside = [day + DAY * step for step in range(1, EVERY[self.grade] + 1)] if reached else []
        working = [step for step in inside if self.works(step)]
        if working:
            return working[-1]
        day += DAY
        while not self.works(day):
            day += DAY
        return day

    def due(self) -> date | None:
        """When it falls due: as agreed, never later than the clock; a frozen one when it was to be looked at."""
        return self.agreed if self.frozen or (self.agreed is not None and self.agreed < self.latest) else self.latest

    def late(self, today: date) -> int:
        """Days counted one by one."""
        day, count = self.due(), 0
        while day is not None and day < today:
            day, count = day + DAY, count + 1
        return count

    def state(self, today: date) -> str:
        """Out of control once it is overdue beyond three intervals."""
        return "frozen" if self.frozen else "out of control" if self.late(today) > 3 * EVERY[self.grade] else "open"


GRADE = st.sampled_from("OHABCN")
EVENT = st.one_of(
    st.tuples(st.just("contact"), GRADE, st.none() | st.integers(0, 40)), st.tuples(st.just("missed"), st.none() | st.integers(1, 9)),
    st.tuples(st.just("regrade"), GRADE), st.tuples(st.just("freeze"), st.none() | st.integers(1, 60)), st.tuples(st.just("wake")),
    st.tuples(st.just("holiday"), st.integers(1, 30), st.integers(1, 9)), st.tuples(st.just("make up"), st.integers(1, 12)))
HISTORY = st.lists(st.tuples(st.integers(0, 25), EVENT), max_size=9)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, set[date], set[date]]]:
    """One office for all histories; its calendar goes on from one to the next, beyond the years whose holidays are published."""
    office = an_office(Path(tmp_path_factory.mktemp("clock")) / "office")
    later(office, days=366 * 20)
    yield office, set(), set()
    office.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GRADE, HISTORY, st.integers(0, 120))
def test_the_clock_agrees_with_a_paper_calendar(desk: tuple[Office, set[date], set[date]], grade: str,
                                                history: list[tuple[int, tuple[object, ...]]], wait: int) -> None:
    """Contacts, failed calls, grades anew, freezes, own holidays and make-up days in any order; read every time and long after."""
    office, off, on = desk
    plain = Plain(off, on, grade)
    today = office.clock.today()
    lead = commands.file_lead(office, LeadInput(name="周口新农", phone="13800000000", source="phone", grade=grade)).id
    plain.start(today)
    plain.agreed = plain.propose(today)
    for gap, event in history:
        later(office, days=gap)
        _happen(office, lead, plain, event)
        _agree(office, lead, plain)
    later(office, days=wait)
    _agree(office, lead, plain)


def _happen(office: Office, lead: int, plain: Plain, event: tuple[object, ...]) -> None:
    """The same in the office and on paper; what the state forbids does not happen."""
    today, kind = office.clock.today(), event[0]
    plain.steps.append(f"{today} {event}")
    if kind in ("holiday", "make up"):
        first = today + DAY * int(str(event[1]))
        for step in range(int(str(event[2])) if kind == "holiday" else 1):
            day = first + DAY * step
            set_calendar_day(office, day, kind == "make up", "own")
            (plain.on if kind == "make up" else plain.off).add(day)
            (plain.off if kind == "make up" else plain.on).discard(day)
    elif kind == "wake" and plain.frozen:
        commands.wake(office, lead, "again")
        plain.frozen = False
        plain.start(today)
        plain.agreed = plain.propose(today)
    elif plain.frozen:
        return
    elif kind == "freeze":
        until = None if event[1] is None else today + DAY * int(str(event[1]))
        commands.freeze(office, FreezeInput(lead, "later", until))
        plain.frozen, plain.agreed = True, until
    elif kind == "contact":
        agreed = None if event[2] is None else today + DAY * int(str(event[2]))
        commands.follow_up(office, ContactInput(lead, "said", grade=str(event[1]), next_date=agreed, reason="why"))
        plain.grade = str(event[1])
        plain.start(today)
        plain.agreed = agreed or plain.propose(today)
    elif kind == "missed":
        agreed = None if event[1] is None else today + DAY * int(str(event[1]))
        commands.follow_up(office, ContactInput(lead, "", reached=False, next_date=agreed))
        plain.agreed = agreed or plain.propose(today, reached=False)
    elif kind == "regrade" and event[1] != plain.grade:
        commands.regrade(office, RegradeInput(lead, str(event[1]), "why"))
        plain.grade = str(event[1])
        plain.start(today)
        plain.agreed = plain.propose(today)


def _agree(office: Office, lead: int, plain: Plain) -> None:
    """One lead and the list of all say what the paper says."""
    today = office.clock.today()
    row = queries.lead(office, lead)
    assert row is not None
    wanted = (plain.due(), plain.late(today), plain.state(today))
    assert (row.due, row.late, row.state) == wanted, plain.steps
    keys = [column.key for column in LEADS.columns]
    listed = rows_of(LEADS, [lead], Filter())[0]
    assert tuple(listed[keys.index(key)] for key in ("due", "late", "state")) == wanted, plain.steps
