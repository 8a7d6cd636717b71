"""Make the sample office: a founded office and its days, each through the office's own verbs, the last one left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from data.demo.agreeing import found_contracts, keep_agreements
from data.demo.asking import ask_around
from data.demo.following import end_one, file_one, follow_due, found_leads
from data.demo.founding import found
from data.demo.market import look_around
from data.demo.selling import SALES, red_one, sell, void_one
from data.demo.settling import settle_up
from data.demo.stage import CLERK, Stage, Watch
from data.demo.storing import ask, count_shelf, fill_up
from data.demo.sundries import add_to_do, drive_for_nothing, promise_supply
from models.closing import commands as closing
from models.closing.inputs import CloseInput
from models.core import audit
from models.core.clock import stamp
from models.core.errors import KnownError
from models.core.office import Office
from models.core.text import N_
from models.days.queries import is_work_day
from models.people.commands import sign_in
from models.receipts import commands as receipts
from models.receipts.inputs import DepositInput, PettyInput
from models.receipts.queries import cash_book

PETTY = ("装卸费", "加油费", "办公用品", "快递费")
FLOAT = Decimal(2000)
"""Cash that stays in the drawer overnight; the rest goes to the bank."""

Thing = Callable[[Stage, date], None]


@dataclass(frozen=True)
class Sample:
    """What was made: customers with an opened account, days, invoices."""

    customers: int
    days: int
    invoices: int


def make_sample(office: Office, customers: int = 60, days: int = 10, invoices_a_day: int = 8, seed: int = 20261123,
                until: date | None = None, progress: Callable[[int, int], None] | None = None) -> Sample:
    """Fill a new, empty office with so many work days of trade up to a day (today). The same seed makes the same office.

    progress is told (days done, days in all). Raises KnownError when something was entered in the office already.
    """
    now = office.clock.moment()
    calendar = calendar_until(office, days, min(until or office.clock.today(), office.clock.today()))
    watch = Watch(office, office.clock.local(now))
    stage = Stage(office, Random(seed), watch, calendar[-1])
    watch.begin(calendar[0], 1)
    if audit.last_moment(office.database) > stamp(watch.clock.moment()):
        raise KnownError(N_("Make the sample in a new office, before anything is entered"))
    with standing_in(office, watch):
        for place, day in enumerate(calendar):
            with office.batch():
                _live(stage, day, place, customers, invoices_a_day, last=day == calendar[-1])
            if progress is not None:
                progress(place + 1, len(calendar))
    sign_in(office, CLERK)
    with office.command("sample.made", {"customers": customers, "days": days, "invoices_a_day": invoices_a_day, "seed": seed}) as act:
        act.changed("everything").about(str(seed))
    count = office.database.execute_sql("SELECT COUNT(*) FROM invoice").fetchone()[0]
    return Sample(len(stage.buyers), len(calendar), count)


def calendar_until(office: Office, days: int, until: date) -> list[date]:
    """The work days before a day, and the day itself, whatever it is."""
    found, step = [until], until
    while len(found) < days:
        step -= timedelta(days=1)
        if is_work_day(office, step):
            found.append(step)
    return found[::-1]


@contextmanager
def standing_in(office: Office, watch: Watch) -> Iterator[None]:
    """Let the office live by the watch for a while."""
    real = office.clock
    office.clock = watch.clock
    try:
        yield
    finally:
        office.clock = real


def _live(stage: Stage, day: date, place: int, customers: int, invoices: int, *, last: bool) -> None:
    """One day: the morning's goods and questions, trade in any order, the drawer and the close in the evening."""
    things: list[Thing] = [sell] * max(1, invoices + stage.dice.randrange(-1, 2))
    for thing, often in SALES:
        things += [thing] * round(often * invoices)
    things += [follow_due] * 3 + [_file_new, add_to_do] + [end_one] * (place % 2)
    stage.dice.shuffle(things)
    seldom: tuple[tuple[Thing, bool], ...] = (
        (void_one, place % 4 == 1), (red_one, place % 3 == 2), (count_shelf, place % 5 == 3), (promise_supply, place % 3 == 0),
        (drive_for_nothing, place % 7 == 4))
    late = [thing for thing, now in seldom if now]
    founding = 80 + customers if place == 0 else 0
    stage.watch.begin(day, 2 * (len(things) + len(late)) + 24 + founding)
    if place == 0:
        found(stage, customers, day)
        found_contracts(stage, day)
        found_leads(stage, max(4, customers // 4), day)
    fill_up(stage, day)
    for thing in (ask, ask, *things, *late):
        stage.watch.tick()
        thing(stage, day)
    stage.watch.tick()
    look_around(stage, day, place)
    ask_around(stage, day, place, last=last)
    keep_agreements(stage, day, place)
    ask(stage, day, answered=not last)
    settle_up(stage, day, last=last)
    if not last:
        _close(stage, day)


def _file_new(stage: Stage, day: date) -> None:
    file_one(stage, day, stage.dice.choice("NNNBA"))


def _close(stage: Stage, day: date) -> None:
    """A small payment, cash to the bank, the drawer counted, the day closed."""
    stage.watch.tick()
    if stage.dice.random() < 0.5:
        receipts.petty_payment(stage.office, PettyInput(Decimal(stage.dice.randrange(15, 120)), stage.dice.choice(PETTY), day))
    spare = cash_book(stage.office, day).book - FLOAT
    if spare >= 100:
        stage.watch.tick()
        receipts.bank_deposit(stage.office, DepositInput(spare // 100 * 100, day, "6200…0000"))
    stage.watch.tick()
    book = cash_book(stage.office, day).book
    closing.close_day(stage.office, CloseInput(day, book - (Decimal(5) if stage.dice.random() < 0.1 else 0)))
