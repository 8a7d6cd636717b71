"""What a form says about money that comes in or goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from decimal import Decimal
from typing import Any

from models.core.money import ZERO


@dataclass(frozen=True)
class ReceiptInput:
    """Money received. method: a key of rules.METHODS. rounding: what we give up when settling (抹零). due: of an acceptance.

    allocate: (invoice id, amount) each; None settles the oldest due first, () nothing: all of it is an advance.
    debts: (ledger entry id, amount) each, where debts that are no invoices are chosen too; amounts of nothing count as not
    chosen. invoice_id: the invoice it was taken with, settled before any other. contract_id, instalment_id: what it pays;
    suggested are then the contract's invoices alone, and the rest waits for its next ones. offset_id: the paper of an offset.
    bank: which pays an acceptance.
    """

    customer_id: int
    method: str
    amount: Decimal
    date: Day | None = None
    allocate: tuple[tuple[int, Decimal], ...] | None = None
    rounding: Decimal = ZERO
    payer: str = ""
    reference: str = ""
    due: Day | None = None
    remark: str = ""
    invoice_id: int | None = None
    debts: tuple[tuple[int, Decimal], ...] | None = None
    contract_id: int | None = None
    instalment_id: int | None = None
    offset_id: int | None = None
    bank: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ReceiptInput:
        """From the typed values of the form. Lines "allocate" hold "invoice" and "amount", those without an amount are left out;
        where lines hold "debt", a ledger entry, they become `debts`.
        """
        lines = values.get("allocate")
        if lines and "debt" in lines[0]:
            debts = tuple((line["debt"], line["amount"] or ZERO) for line in lines)
            return replace(cls.from_form({**values, "allocate": None}), debts=debts)
        allocate = None if lines is None else tuple((line["invoice"], line["amount"]) for line in lines if line.get("amount"))
        method = values.get("method") or ""
        return cls(values["customer"], method, values["amount"], values.get("date"), allocate, values.get("rounding") or ZERO,
                   values.get("payer") or "", values.get("reference") or "", values.get("due") if method == "acceptance" else None,
                   values.get("remark") or "", values.get("invoice"), None, values.get("contract"), values.get("instalment"),
                   values.get("offset") if method == "offset" else None,
                   (values.get("bank") or "") if method == "acceptance" else "")


@dataclass(frozen=True)
class ReverseInput:
    """A wrong paper that a counter-entry takes back, and why. date: None is the business date."""

    receipt_id: int
    reason: str
    date: Day | None = None


@dataclass(frozen=True)
class RefundInput:
    """An advance, or part of it, paid back. payee: who got it. reference: the bank's or the platform's."""

    customer_id: int
    method: str
    amount: Decimal
    date: Day | None = None
    payee: str = ""
    reference: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> RefundInput:
        """From the typed values of the form."""
        return cls(values["customer"], values.get("method") or "", values["amount"], values.get("date"), values.get("payee") or "",
                   values.get("reference") or "", values.get("remark") or "")


@dataclass(frozen=True)
class DepositInput:
    """Cash taken to the bank. reference: account or slip."""

    amount: Decimal
    date: Day | None = None
    reference: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> DepositInput:
        """From the typed values of the form."""
        return cls(values["amount"], values.get("date"), values.get("reference") or "", values.get("remark") or "")


@dataclass(frozen=True)
class PettyInput:
    """Cash paid out of the drawer, and what for."""

    amount: Decimal
    purpose: str
    date: Day | None = None
    payee: str = ""
    reference: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> PettyInput:
        """From the typed values of the form."""
        return cls(values["amount"], values.get("purpose") or "", values.get("date"), values.get("payee") or "",
                   values.get("reference") or "")


@dataclass(frozen=True)
class OpeningCashInput:
    """What lay in the drawer when the office began to use the desk."""

    amount: Decimal
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> OpeningCashInput:
        """From the typed values of the form."""
        return cls(values["amount"], values.get("date"))
