"""The clock of a lead: when it runs out, which day was agreed, when it falls due, and what another calendar or interval does; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WorkDay = Callable[[date], bool]


@dataclass(frozen=True)
class Running:
    """A clock that runs. latest: the day it runs out; meets: the day the next date is kept on; patience: days late until out of control."""

    latest: date
    meets: date | None
    patience: int


@dataclass(frozen=True)
class Standing:
    """What is read of a lead to say when it is due: stored state, grade, next date, and its clock, which matters while it is followed."""

    state: str
    grade: str
    next_date: date | None = None
    clock: Running | None = None


def work_day_from(day: date, is_work_day: WorkDay) -> date:
    """The day itself if it is worked, else the first after it that is."""
    while not is_work_day(day):
        day += timedelta(days=1)
    return day


def runs_out(touched: date, interval: int, is_work_day: WorkDay) -> date:
    """The day the clock runs out: once the interval is over, when somebody is there. Nobody is late over a holiday."""
    return work_day_from(touched + timedelta(days=interval), is_work_day)


def kept_on(agreed: date | None, on_day_off: bool, is_work_day: WorkDay) -> date | None:
    """The day the next date is kept on: a day that became one off after it was agreed waits for the next work day."""
    return agreed if agreed is None or on_day_off else work_day_from(agreed, is_work_day)


def settled(now: date, before: date, today: date, is_work_day: WorkDay) -> date:
    """A day of a running clock once the calendar or the interval changed: from now on, never for days gone (rules: Leads).

    now: as the new calendar and interval have it; before: as it stood this morning. What was in time until today is due today at the
    earliest; what was late already is not later than it was.
    """
    return max(now, before if before < today else work_day_from(today, is_work_day))


def from_now_on(stood: Running, counted: Running, today: date, is_work_day: WorkDay, *, knowing: bool) -> Running:
    """A running clock once the calendar or the interval changed. stood: this morning; counted: by the new ones from its start.

    knowing: the next date was agreed for a day off and is kept on it.
    """
    meets = counted.meets
    if meets is not None and stood.meets is not None and not knowing:
        meets = settled(meets, stood.meets, today, is_work_day)
    return Running(settled(counted.latest, stood.latest, today, is_work_day), meets, counted.patience)


def due_on(lead: Standing) -> date | None:
    """The day to follow up: as agreed, but never later than the clock allows; of a frozen or lost lead the day set, if any."""
    if lead.state == "open" and lead.clock is not None:
        return lead.clock.latest if lead.clock.meets is None else min(lead.clock.meets, lead.clock.latest)
    return lead.next_date if lead.state in ("frozen", "lost") else None


def days_late(due: date | None, today: date) -> int:
    """Days past the due date, 0 on it and before it."""
    return 0 if due is None else max(0, (today - due).days)


def state_on(lead: Standing, today: date) -> str:
    """The stored state, or out of control (失控): an open lead that is overdue beyond the patience of its grade."""
    late = days_late(due_on(lead), today)
    return "out of control" if lead.clock is not None and lead.state == "open" and late > lead.clock.patience else lead.state


def propose_next(day: date, interval: int, is_work_day: WorkDay, *, reached: bool = True) -> date:
    """The next date: the last work day within the interval; else, and after a failed call, the next work day (duties 61, 64)."""
    step = day + timedelta(days=interval if reached else 0)
    while step > day and not is_work_day(step):
        step -= timedelta(days=1)
    while step <= day or not is_work_day(step):
        step += timedelta(days=1)
    return step
