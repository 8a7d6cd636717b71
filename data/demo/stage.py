"""What the simulated days share: the office, the dice, who buys what, and a clock that walks through working hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from random import Random

from data.demo.goods import Article
from data.demo.names import Firm
from models.core.clock import FixedClock
from models.core.errors import ApprovalNeeded
from models.core.office import Office
from models.people import commands as people

OPENS, CLOSES = time(8, 30), time(17, 30)
CLERK, MANAGER, FINANCE = "王敏", "张建国", "刘红梅"
SALESPEOPLE = ("李强", "赵丽娜", "陈志远")
KEEPERS = ("赵德山", "孙铁柱")
CREW = ((CLERK, ("clerk", "cashier")), (MANAGER, ("manager",)), (FINANCE, ("finance",)),
        *((name, ("salesperson",)) for name in SALESPEOPLE), *((name, ("keeper",)) for name in KEEPERS), ("周国庆", ("driver",)))


class Watch:
    """The office's clock for the length of the sample: each day starts in the morning, each thing done takes its time."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.zone: tzinfo = office.clock.local(now).tzinfo or UTC
        self.now = now
        self.clock = FixedClock(now, self.zone)
        self.end, self.step = now, timedelta(0)

    def begin(self, day: date, things: int) -> None:
        """Stand at the morning of a day on which so many things will be done; nothing happens later than the real present."""
        self.end = min(datetime.combine(day, CLOSES, self.zone), self.now)
        midnight = datetime.combine(day, time(), self.zone)
        start = min(datetime.combine(day, OPENS, self.zone), midnight + (self.end - midnight) / 2)
        self.step = (self.end - start) / (things + 2)
        self.clock.set(start)

    def tick(self) -> None:
        """Let the time of one thing pass."""
        self.clock.set(min(self.clock.now + self.step, self.end))


@dataclass(frozen=True)
class Buyer:
    """A customer of the sample: its usual basket, how often it buys (weight), by which credit."""

    id: int
    firm: Firm
    basket: tuple[int, ...]
    weight: float
    limit: Decimal | None


@dataclass
class Sold:
    """An invoice of the sample: whether its goods left at once, whether it was paid at once, whether a part was carried off."""

    invoice_id: int
    buyer: Buyer
    day: date
    left: bool
    paid: bool
    parted: bool = False


@dataclass
class Stage:
    """Everything one simulated day needs. until: the last day of the sample."""

    office: Office
    dice: Random
    watch: Watch
    until: date
    articles: dict[int, Article] = field(default_factory=dict)
    warehouses: tuple[int, ...] = ()
    buyers: list[Buyer] = field(default_factory=list)
    sold: list[Sold] = field(default_factory=list)
    waiting: list[Sold] = field(default_factory=list)
    salespeople: tuple[int, ...] = ()
    taken: set[str] = field(default_factory=set)

    def granted(self, verb: Callable[[], object]) -> None:
        """Do what may need the manager: where it does, ask her, have it granted, do it again."""
        try:
            verb()
        except ApprovalNeeded as asked:
            clerk = self.office.actor
            requests = people.ask_approval(self.office, asked)
            self.watch.tick()
            people.sign_in(self.office, MANAGER)
            for request in requests:
                people.decide(self.office, request, granted=True, reason="同意")
            self.office.actor = clerk
            self.watch.tick()
            verb()
