"""What the office knows when an invoice is checked: read once by queries, judged by the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.contracts.rules import Agreed
from models.core.errors import Need
from models.core.money import ZERO
from models.receivables.rules import Credit, Quota

NO_LIMIT = Credit(None, ZERO, ZERO, ZERO, 0)


@dataclass(frozen=True)
class CustomerFacts:
    """The customer as filed. expired: licences that are out of date on the business date. bank: name and account."""

    id: int
    code: str
    name: str
    territory: str = ""
    active: bool = True
    opening: str = "approved"
    credit_days: int = 0
    expired: tuple[str, ...] = ()
    pinyin: str = ""
    address: str = ""
    phone: str = ""
    tax_number: str = ""
    bank: str = ""
    salesperson_id: int | None = None


@dataclass(frozen=True)
class ProductFacts:
    """The product as filed. units: base units to one of each unit, its base unit among them. minimum_price: yuan a base unit."""

    id: int
    code: str
    name: str
    specification: str = ""
    unit: str = ""
    units: Mapping[str, Fraction] = field(default_factory=dict)
    rate: str = "0"
    tax_category: str = ""
    minimum_price: Decimal | None = None
    asks_batch: bool = False
    asks_expiry: bool = False
    active: bool = True
    service: bool = False


@dataclass(frozen=True)
class StockFacts:
    """A product's standing in base units. free: on hand − reserved at the end of the business date; lowest: the least of it from then on.

    promised: live promises to other customers.
    """

    free: Decimal
    lowest: Decimal
    promised: Decimal = Decimal(0)

    @property
    def available(self) -> Decimal:
        """What this customer may have without anybody going short."""
        return self.lowest - self.promised


@dataclass(frozen=True)
class Place:
    """A warehouse or a salesperson: the name, and whether it is in use."""

    id: int
    name: str
    active: bool = True


@dataclass(frozen=True)
class Policy:
    """The settings of the office that decide. large: yuan beyond which an invoice says what it rests on; 0 for none."""

    short_stock: str = "refuse"
    check_credit: bool = True
    overdue_days: int = 30
    rounding_most: int = 100
    expired_licence: str = "block"
    territories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    large: Decimal = ZERO


@dataclass(frozen=True)
class ContractFacts:
    """The contract an invoice refers to: whose it is, where it stands, and its lines with what is left of each."""

    id: int
    number: str
    customer_id: int
    state: str
    lines: Mapping[int, Agreed] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """Everything that is known when an invoice is checked. cleared_now: money taken with it, in yuan, acceptances not counted."""

    today: date
    closed_through: date | None = None
    customer: CustomerFacts | None = None
    warehouse: Place | None = None
    salesperson: Place | None = None
    products: Mapping[int, ProductFacts] = field(default_factory=dict)
    stock: Mapping[int, StockFacts] = field(default_factory=dict)
    credit: Credit = NO_LIMIT
    cleared_now: Decimal = ZERO
    clock: Need | None = None
    contract: ContractFacts | None = None
    offset: Quota | None = None
    policy: Policy = Policy()


@dataclass(frozen=True)
class VoidFacts:
    """What is known when an invoice is voided. picked: whether goods are out. allocated: live allocations, in yuan."""

    number: str
    kind: str
    day: date
    business_date: date
    closed_through: date | None
    is_void: bool = False
    reds: tuple[str, ...] = ()
    picked: bool = False
    allocated: Decimal = ZERO
