"""Quotes and contracts made the short way, for tests of them and of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal as D
from typing import TypeVar

from models.contracts import commands, queries
from models.contracts.inputs import ClauseInput, ContractInput, InstalmentInput, LineInput, ReviewInput
from models.contracts.queries import ContractRow
from models.contracts.rules import CLAUSES
from models.core.errors import ApprovalNeeded
from models.core.office import Office
from tests.factories import a_customer, a_product, a_warehouse, grant, stocked

T = TypeVar("T")


@dataclass(frozen=True)
class Yard:
    """An office with a customer, two products in stock and a warehouse."""

    office: Office
    customer: int
    warehouse: int
    feed: int
    bran: int

    def draft(self, quantity: str = "100", kind: str = "goods", **more: object) -> int:
        """A draft over feed at 128 yuan a bag."""
        facts: dict[str, object] = {"lines": (LineInput(self.feed, D(quantity), D(128)),), "date": date(2026, 11, 23), **more}
        x = ContractInput(kind, self.customer, **facts)  # type: ignore[arg-type]  # facts by name
        return commands.file_contract(self.office, x).id

    def approved(self, quantity: str = "100", **more: object) -> int:
        """The same, reviewed and approved."""
        contract = self.draft(quantity, **more)  # type: ignore[arg-type]  # facts by name
        approve(self.office, contract)
        return contract

    def row(self, contract: int) -> ContractRow:
        """The contract as it stands."""
        return queries.found_contract(self.office, contract)


def a_yard(office: Office) -> Yard:
    """Everything a contract needs."""
    warehouse = a_warehouse(office)
    feed, bran = a_product(office), a_product(office, "F-2001", "麸皮", price="2.50", unit="公斤", specification="散装")
    stocked(office, warehouse, feed, "5000")
    stocked(office, warehouse, bran, "5000")
    return Yard(office, a_customer(office), warehouse, feed, bran)


def all_ticked(office: Office, contract: int) -> ReviewInput:
    """Every clause looked at and there."""
    return ReviewInput(contract, tuple(ClauseInput(clause, "yes") for clause in office.settings[CLAUSES]))


def approve(office: Office, contract: int) -> None:
    """Review and approve a draft."""
    commands.send_to_review(office, all_ticked(office, contract))
    granted(office, lambda: commands.approve_contract(office, contract))


def granted(office: Office, verb: Callable[[], T]) -> T:
    """Do what needs a manager, with her approval."""
    try:
        return verb()
    except ApprovalNeeded as asked:
        grant(office, asked)
        return verb()


def thirds(total: str, *days: date) -> tuple[InstalmentInput, ...]:
    """A deposit, instalments and a balance of equal parts."""
    kinds = ("deposit", *("instalment",) * (len(days) - 2), "balance")
    return tuple(InstalmentInput(day, D(total) / len(days), kind) for day, kind in zip(days, kinds, strict=True))
