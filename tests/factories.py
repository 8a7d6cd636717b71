"""The shortest way to an office with people, products and customers, made by the office's own commands."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.core.clock import FixedClock
from models.core.errors import ApprovalNeeded
from models.core.office import Actor, Done, Office
from models.people import commands as people
from models.people.inputs import PersonInput
from models.street import has_office, make_office, open_office

T = TypeVar("T")
HERE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=HERE).astimezone(UTC)
CLERK, MANAGER, SELLER, KEEPER = "王敏", "张经理", "李强", "老赵"
CREW = ((CLERK, "clerk"), (MANAGER, "manager"), (SELLER, "salesperson"), (KEEPER, "keeper"))


def an_office(folder: Path, *, moment: datetime = NINE, crew: tuple[tuple[str, str], ...] = CREW) -> Office:
    """An office on a Monday morning, its clerk signed in; a copy of one that is made once."""
    if has_office(folder):
        return make_office(folder)                       # refuses
    return _made(moment, crew).copy(folder)


def filled(folder: Path, fill: Callable[..., T], *args: Hashable) -> tuple[Office, T]:
    """An office that fill(office, *args) has filled, and what that returned; a copy of one that is filled once."""
    kept, found = _filled(fill, args)
    return kept.copy(folder), found


@dataclass(frozen=True)
class _Kept:
    """An office put away to be copied: who sat there, and when it was left."""

    folder: Path
    moment: datetime
    actor: Actor | None

    def copy(self, folder: Path) -> Office:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        office = open_office(folder, FixedClock(self.moment, HERE))
        office.actor = self.actor
        return office


@lru_cache
def _made(moment: datetime, crew: tuple[tuple[str, str], ...]) -> _Kept:
    office = make_office(_apart() / "office", FixedClock(moment, HERE))
    for name, role in crew:
        people.add_person(office, PersonInput(name, frozenset({role})))
    people.sign_in(office, crew[0][0])
    return _put_away(office)


@lru_cache
def _filled(fill: Callable[..., T], args: tuple[Hashable, ...]) -> tuple[_Kept, T]:
    office = an_office(_apart() / "office")
    found = fill(office, *args)
    return _put_away(office), found


def _apart() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _put_away(office: Office) -> _Kept:
    office.close()
    return _Kept(office.folder, office.clock.moment(), office.actor)


def clock_of(office: Office) -> FixedClock:
    """The office's clock, to be moved."""
    assert isinstance(office.clock, FixedClock)
    return office.clock


def later(office: Office, **step: float) -> None:
    """Let time pass."""
    clock_of(office).advance(timedelta(**step))


def grant(office: Office, asked: ApprovalNeeded, manager: str = MANAGER) -> list[int]:
    """File the requests and have a manager grant them; the same command may then run again."""
    clerk = office.actor
    ids = people.ask_approval(office, asked)
    people.sign_in(office, manager)
    for approval_id in ids:
        people.decide(office, approval_id, granted=True, reason="ok")
    office.actor = clerk
    return ids


def a_warehouse(office: Office, name: str = "一号库") -> int:
    """A warehouse with its keeper."""
    from models.stock import commands as stock
    from models.stock.inputs import WarehouseInput

    return stock.add_warehouse(office, WarehouseInput(code=f"W{name[0]}", name=name, keeper_id=person_id(office, KEEPER))).id


def person_id(office: Office, name: str) -> int:
    """The id of a person."""
    row = office.database.execute_sql("SELECT id FROM person WHERE name = ?", (name,)).fetchone()
    return int(row[0])


def a_product(office: Office, code: str = "F-1204", name: str = "育肥猪配合饲料", *, price: str = "128.00", rate: str = "9",
              **more: object) -> int:
    """A product sold by the bag."""
    from models.products import commands as products
    from models.products.inputs import ProductInput

    facts: dict[str, object] = {"specification": "40kg", "unit": "袋", "list_price": Decimal(price), "rate": rate, **more}
    return products.file_product(office, ProductInput(code=code, name=name, **facts)).id  # type: ignore[arg-type]  # facts by name


def a_customer(office: Office, name: str = "河南双汇饲料有限公司", *, opened: bool = True, **more: object) -> int:
    """A customer, opened by the manager unless told otherwise."""
    from models.customers import commands as customers
    from models.customers.inputs import CustomerInput

    facts: dict[str, object] = {"territory": "周口", "address": "河南省周口市建设路1号", "phone": "13800000000", **more}
    done: Done = customers.file_customer(office, CustomerInput(name=name, **facts))  # type: ignore[arg-type]  # facts by name
    if opened:
        customers.ask_opening(office, done.id)
        try:
            customers.open_customer(office, done.id)
        except ApprovalNeeded as asked:
            grant(office, asked)
            customers.open_customer(office, done.id)
    return done.id


def an_offset(office: Office, customer: int, amount: str = "100000", number: str = "", **more: object) -> int:
    """A paper of the trade department that holds this year and the next; returns its id."""
    from models.receivables.commands import file_offset
    from models.receivables.inputs import OffsetInput

    today = office.clock.today()
    facts: dict[str, object] = {"starts": today.replace(month=1, day=1), "ends": today.replace(year=today.year + 1), **more}
    row = office.database.execute_sql("SELECT COUNT(*) FROM offset_paper").fetchone()
    number = number or f"贸顶{row[0] + 1:03d}"
    return file_offset(office, OffsetInput(number, customer, Decimal(amount), **facts)).id  # type: ignore[arg-type]  # facts by name


def stocked(office: Office, warehouse: int, product: int, quantity: str = "1000", day: date | None = None) -> None:
    """Put goods into a warehouse."""
    from models.stock import commands as stock
    from models.stock.inputs import GoodsInInput, GoodsInLine

    line = GoodsInLine(product_id=product, quantity=Decimal(quantity), cost=Decimal("90"))
    stock.goods_in(office, GoodsInInput(warehouse_id=warehouse, lines=(line,), supplier="正大", date=day))
