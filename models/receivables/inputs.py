"""What rooms post into a customer's ledger, and what a form says about opening balances, allocations and debts given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any

from models.customers.inputs import MergeInput


@dataclass(frozen=True)
class Entry:
    """One change of a customer's balance, posted by a room to the right. amount: yuan, + owes more, − owes less.

    kind: a key of rules.ENTRIES. source, source_id: the room and row behind it. due: for debts, the date stored at issue; for an
    acceptance, when the bank pays. reverses: the entry countered, or which a red corrects.
    """

    customer_id: int
    date: Day
    kind: str
    amount: Decimal
    source: str
    source_id: int
    number: str = ""
    due: Day | None = None
    reverses: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class OpeningInput:
    """What a customer owed when the office began to use the desk; negative: an advance. due: None takes the customer's credit days."""

    customer_id: int
    amount: Decimal
    date: Day | None = None
    due: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> OpeningInput:
        """From the typed values of the form."""
        return cls(values["customer"], values["amount"], values.get("date"), values.get("due"))


@dataclass(frozen=True)
class AllocateInput:
    """Part of an advance set against a debt. amount: None takes as much as both allow."""

    credit_id: int
    debt_id: int
    amount: Decimal | None = None
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> AllocateInput:
        """From the typed values of the form."""
        return cls(values["credit"], values["debt"], values.get("amount"), values.get("date"))


@dataclass(frozen=True)
class ReleaseInput:
    """An entry, credit or debt, whose allocations are taken back."""

    entry_id: int
    date: Day | None = None


@dataclass(frozen=True)
class GiveUpInput:
    """Part of a debt that is given up: a settlement discount or a write-off. debt_id: the ledger entry. amount: None gives up all of it."""

    debt_id: int
    reason: str
    amount: Decimal | None = None
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> GiveUpInput:
        """From the typed values of the form."""
        return cls(values["debt"], values.get("reason") or "", values.get("amount"), values.get("date"))


@dataclass(frozen=True)
class TransferInput:
    """What is open of a merged customer goes to the one that is kept. customer_id: the merged one."""

    customer_id: int
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> TransferInput:
        """From the typed values of the form."""
        return cls(values["customer"], values.get("date"))


@dataclass(frozen=True)
class TakeUpInput:
    """A settlement discount or write-off that is taken back, so that the debt stands again. entry_id: its own ledger entry."""

    entry_id: int
    reason: str
    date: Day | None = None


@dataclass(frozen=True)
class MergeAccountsInput:
    """A customer filed twice, and whether what is open of it goes to the one that is kept."""

    merge: MergeInput
    move_balance: bool = True

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> MergeAccountsInput:
        """From the typed values of the form."""
        return cls(MergeInput.from_form(values), bool(values.get("move_balance")))


@dataclass(frozen=True)
class AnswerInput:
    """What a customer answered to a statement through a day. theirs: the balance they say, in yuan; None agrees with ours."""

    customer_id: int
    through: Day
    theirs: Decimal | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> AnswerInput:
        """From the typed values of the form."""
        return cls(values["customer"], values["through"], values.get("theirs"), values.get("remark") or "")


@dataclass(frozen=True)
class ResolveInput:
    """How a difference that a customer named came to an end."""

    answer_id: int
    remark: str


@dataclass(frozen=True)
class OffsetInput:
    """A paper of the trade department: a customer may take so much against what we owe, from one day to another (duty 26).

    product_id, quantity, unit: the most of one product, where the paper names it; unit "" is the product's base unit.
    """

    number: str
    customer_id: int
    amount: Decimal
    starts: Day
    ends: Day
    product_id: int | None = None
    quantity: Decimal | None = None
    unit: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> OffsetInput:
        """From the typed values of the form."""
        product = values.get("product")
        return cls(values.get("number") or "", values["customer"], values["amount"], values["starts"], values["ends"], product,
                   values.get("quantity") if product else None, (values.get("unit") or "") if product else "", values.get("remark") or "")


@dataclass(frozen=True)
class WithdrawOffsetInput:
    """A paper that the trade department takes back, and why. person_id: who bears what was used of it already (duty 26)."""

    paper_id: int
    reason: str
    person_id: int | None = None


@dataclass(frozen=True)
class Use:
    """What a receipt or an invoice takes against a paper. amount in yuan, quantity in base units of the paper's product."""

    paper_id: int
    date: Day
    source: str
    source_id: int
    number: str
    amount: Decimal = Decimal(0)
    quantity: Decimal = Decimal(0)
