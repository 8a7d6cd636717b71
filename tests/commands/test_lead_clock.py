"""The grades' clock over whole histories, held against a plain reading of the rules that walks day by day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.listing import Filter, rows_of
from models.core.office import Office
from models.core.settings import set_options
from models.days.commands import forget_calendar_day, set_calendar_days
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, RegradeInput
from models.leads.listing import LEADS
from models.leads.rules import INTERVALS, OUT_OF_CONTROL
from tests.factories import an_office, later

DAY = timedelta(days=1)


@dataclass
class House:
    """What the office has pinned to the wall. off, on: days unlike the printed calendar; every: follow up at least every … days."""

    off: set[date] = field(default_factory=set)
    on: set[date] = field(default_factory=set)
    every: dict[str, int] = field(default_factory=lambda: {"O": 7, "H": 2, "A": 7, "B": 14, "C": 30, "N": 1})
    factor: int = 3

    def works(self, day: date) -> bool:
        """Whether anybody is at the desk."""
        printed = day.weekday() < 5 and f"{day:%m-%d}" not in ("01-01", "05-01", "05-02", "10-01", "10-02", "10-03")
        return day in self.on or (printed and day not in self.off)

    def onwards(self, day: date) -> date:
        """The day, or the next on which somebody is there."""
        while not self.works(day):
            day += DAY
        return day


@dataclass
class Plain:
    """What a clerk with a paper calendar knows of one lead. morning: (day, latest, kept) before the house changed anything that day."""

    house: House
    grade: str = "N"
    started: date = date.min
    latest: date = date.min
    agreed: date | None = None
    knowing: bool = False
    kept: date | None = None
    frozen: bool = False
    morning: tuple[date, date, date | None] | None = None
    diary: dict[date, tuple[object, ...]] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)

    def over(self) -> date:
        """The interval counted off, then waited for somebody to be there."""
        day = self.started
        for _step in range(self.house.every[self.grade]):
            day += DAY
        return self.house.onwards(day)

    def start(self, day: date) -> None:
        """The clock starts, a new page of the diary with it."""
        self.started, self.morning, self.diary = day, None, {}
        self.latest = self.over()

    def agree(self, day: date | None) -> None:
        """A date is agreed; for a day off too, if that is what both want."""
        self.agreed = self.kept = day
        self.knowing = day is not None and not self.house.works(day)

    def changed(self, today: date) -> None:
        """The house changed its calendar or its intervals: counted again, but nobody is blamed for days gone."""
        if self.frozen:
            return
        if self.morning is None or self.morning[0] != today:
            self.morning = (today, self.latest, self.kept)
        self.latest = self.fair(self.over(), self.morning[1], today)
        if self.agreed is not None and not self.knowing:
            assert self.morning[2] is not None
            self.kept = self.fair(self.house.onwards(self.agreed), self.morning[2], today)

    def fair(self, counted: date, this_morning: date, today: date) -> date:
        """Late this morning stays late, at most as late as it was; in time this morning is in time today."""
        if this_morning < today:
            return counted if counted > this_morning else this_morning
        return self.house.onwards(today) if counted < today else counted

    def propose(self, day: date, reached: bool = True) -> date:
        """The last day within the interval on which somebody works; else, and after a failed call, the next one."""
        inside = [day + DAY * step for step in range(1, self.house.every[self.grade] + 1)] if reached else []
        working = [step for step in inside if self.house.works(step)]
        return working[-1] if working else self.house.onwards(day + DAY)

    def reading(self, today: date) -> tuple[object, ...]:
        """When it is due, days late counted one by one, and whether it is out of control."""
        due = self.agreed if self.frozen else self.kept if self.kept is not None and self.kept < self.latest else self.latest
        day, late = due, 0
        while day is not None and day < today:
            day, late = day + DAY, late + 1
        far = late > self.house.factor * self.house.every[self.grade]
        return due, late, "frozen" if self.frozen else "out of control" if far else "open"


GRADE = st.sampled_from("OHABCN")
EVENT = st.one_of(
    st.tuples(st.just("contact"), GRADE, st.none() | st.integers(0, 40)), st.tuples(st.just("missed"), st.none() | st.integers(1, 9)),
    st.tuples(st.just("regrade"), GRADE), st.tuples(st.just("freeze"), st.none() | st.integers(1, 60)), st.tuples(st.just("wake")),
    st.tuples(st.just("holiday"), st.integers(-3, 30), st.integers(1, 9)), st.tuples(st.just("make up"), st.integers(-3, 12)),
    st.tuples(st.just("interval"), GRADE, st.integers(1, 40)), st.tuples(st.just("factor"), st.integers(1, 4)))
HISTORY = st.lists(st.tuples(st.integers(0, 25), EVENT), max_size=9)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, House]]:
    """One office for all histories; its rules go on from one to the next, beyond the years whose holidays are published."""
    office = an_office(Path(tmp_path_factory.mktemp("clock")) / "office")
    later(office, days=366 * 20)
    yield office, House()
    office.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GRADE, HISTORY, st.integers(0, 120))
def test_the_clock_agrees_with_a_paper_calendar(desk: tuple[Office, House], grade: str,
                                                history: list[tuple[int, tuple[object, ...]]], wait: int) -> None:
    """Contacts, failed calls, grades anew, freezes; holidays, make-up days and intervals changed in the midst of it, in any order.

    Read every time and long after; and of each day since the clock started, what was read on it is read of it ever after.
    """
    office, house = desk
    plain = Plain(house, grade)
    today = office.clock.today()
    lead = commands.file_lead(office, LeadInput(name="周口新农", phone="13800000000", source="phone", grade=grade)).id
    plain.start(today)
    plain.agree(plain.propose(today))
    for gap, event in history:
        _pass(office, plain, gap)
        _happen(office, lead, plain, event)
        _same(office, lead, plain)
    _pass(office, plain, wait)
    _same(office, lead, plain)
    for day, read in [*plain.diary.items()][-40:]:
        _same(office, lead, plain, day, read)


def _pass(office: Office, plain: Plain, days: int) -> None:
    """Days go by, each with its entry in the diary."""
    for _day in range(days):
        plain.diary[office.clock.today()] = plain.reading(office.clock.today())
        later(office, days=1)


def _happen(office: Office, lead: int, plain: Plain, event: tuple[object, ...]) -> None:
    """The same in the office and on paper; what the state forbids does not happen."""
    today, kind, house = office.clock.today(), event[0], plain.house
    plain.steps.append(f"{today} {event}")
    if kind in ("holiday", "make up", "interval", "factor"):
        _change(office, house, today, event)
        plain.changed(today)
    elif kind == "wake" and plain.frozen:
        commands.wake(office, lead, "again")
        plain.frozen = False
        plain.start(today)
        plain.agree(plain.propose(today))
    elif plain.frozen:
        return
    elif kind == "freeze":
        until = None if event[1] is None else today + DAY * int(str(event[1]))
        commands.freeze(office, FreezeInput(lead, "later", until))
        plain.frozen, plain.diary = True, {}
        plain.agree(until)
    elif kind == "contact":
        agreed = None if event[2] is None else today + DAY * int(str(event[2]))
        commands.follow_up(office, ContactInput(lead, "said", grade=str(event[1]), next_date=agreed, reason="why"))
        plain.grade = str(event[1])
        plain.start(today)
        plain.agree(agreed or plain.propose(today))
    elif kind == "missed":
        agreed = None if event[1] is None else today + DAY * int(str(event[1]))
        commands.follow_up(office, ContactInput(lead, "", reached=False, next_date=agreed))
        plain.agree(agreed or plain.propose(today, reached=False))
        plain.diary = {}
    elif kind == "regrade" and event[1] != plain.grade:
        commands.regrade(office, RegradeInput(lead, str(event[1]), "why"))
        plain.grade = str(event[1])
        plain.start(today)
        plain.agree(plain.propose(today))


def _change(office: Office, house: House, today: date, event: tuple[object, ...]) -> None:
    """What hangs on the wall is changed, in the office and on paper."""
    kind, number = event[0], int(str(event[-1]))
    if kind == "interval":
        set_options(office, {INTERVALS[str(event[1])]: number})
        house.every[str(event[1])] = number
    elif kind == "factor":
        set_options(office, {OUT_OF_CONTROL: number})
        house.factor = number
    else:
        first, work = today + DAY * int(str(event[1])), kind == "make up"
        span = [first + DAY * step for step in range(1 if work else number)]
        set_calendar_days(office, span[0], span[-1], work, "own")
        for day in span:
            (house.on if work else house.off).add(day)
            (house.off if work else house.on).discard(day)


def _same(office: Office, lead: int, plain: Plain, day: date | None = None, read: tuple[object, ...] = ()) -> None:
    """One lead and the list of all say what the paper says, today or of a day gone."""
    wanted = read or plain.reading(office.clock.today())
    row = queries.lead(office, lead, day)
    assert row is not None
    assert (row.due, row.late, row.state) == wanted, (day, plain.steps)
    keys = [column.key for column in LEADS.columns]
    listed = rows_of(LEADS, [lead], Filter(as_of=day))[0]
    assert tuple(listed[keys.index(key)] for key in ("due", "late", "state")) == wanted, (day, plain.steps)


def test_what_is_changed_back_the_same_day_leaves_no_trace_on_any_clock(office: Office) -> None:
    """Not even on one that was overdue already; the journal tells how many clocks each change moved."""
    for number, grade in enumerate("OHABCNA"):
        commands.file_lead(office, LeadInput(f"场{number}", phone=str(number), grade=grade))
        later(office, days=2)
    before = _clocks(office)
    commands.use_preset(office, "dealer")
    set_options(office, {INTERVALS["A"]: 1, INTERVALS["N"]: 30})
    friday = office.clock.today() + DAY * (4 - office.clock.today().weekday())
    done = set_calendar_days(office, friday, friday, False, "厂庆")
    assert _clocks(office) != before
    forget_calendar_day(office, done.id)
    commands.use_preset(office, "default")
    assert _clocks(office) == before
    told = office.database.execute_sql("SELECT content FROM journal WHERE verb = 'settings.change' ORDER BY sequence DESC LIMIT 2")
    assert all(json.loads(row[0])["clocks_moved"] > 0 for row in told.fetchall())


def _clocks(office: Office) -> list[tuple[object, ...]]:
    tables = ("SELECT * FROM lead ORDER BY id", "SELECT * FROM lead_clock ORDER BY lead_id")
    return [row for sql in tables for row in office.database.execute_sql(sql).fetchall()]
