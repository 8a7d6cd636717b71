"""What a form or an import says about a customer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ContactInput:
    """A person at the customer."""

    name: str
    role: str = ""
    phone: str = ""
    birthday: datetime.date | None = None
    remark: str = ""


@dataclass(frozen=True)
class AddressInput:
    """A place goods go to."""

    address: str
    territory: str = ""


@dataclass(frozen=True)
class LicenceInput:
    """A licence and the last day it holds; no day = it does not expire."""

    name: str
    number: str = ""
    expires: datetime.date | None = None


@dataclass(frozen=True)
class CustomerInput:
    """A customer's file. credit_limit in yuan: None = none set, 0 = cash only; credit_days after the invoice date.

    kind: a key of customers.rules.KINDS; price_list: its name, "" for none; code: "" takes the next one.
    """

    name: str
    code: str = ""
    short_name: str = ""
    kind: str = "customer"
    tax_number: str = ""
    territory: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    bank_account: str = ""
    credit_limit: Decimal | None = None
    credit_days: int = 0
    price_list: str = ""
    salesperson_id: int | None = None
    segment: str = ""
    opened_on: datetime.date | None = None
    remark: str = ""
    contacts: tuple[ContactInput, ...] = ()
    addresses: tuple[AddressInput, ...] = ()
    licences: tuple[LicenceInput, ...] = ()

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> CustomerInput:
        """From a form's values; contacts, addresses and licences as rows, empty rows left out."""
        texts = ("name", "code", "short_name", "tax_number", "territory", "address", "phone", "bank", "bank_account", "price_list",
                 "segment", "remark")
        return cls(
            **{key: values.get(key) or "" for key in texts}, kind=values.get("kind") or "customer",
            credit_limit=values.get("credit_limit"), credit_days=values.get("credit_days") or 0,
            salesperson_id=values.get("salesperson_id"), opened_on=values.get("opened_on"),
            contacts=tuple(ContactInput(row.get("name") or "", row.get("role") or "", row.get("phone") or "", row.get("birthday"),
                                        row.get("remark") or "") for row in _filled(values.get("contacts"))),
            addresses=tuple(AddressInput(row.get("address") or "", row.get("territory") or "") for row in _filled(values.get("addresses"))),
            licences=tuple(LicenceInput(row.get("name") or "", row.get("number") or "", row.get("expires"))
                           for row in _filled(values.get("licences"))))


def _filled(rows: Iterable[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    return [row for row in rows or () if any(value not in (None, "") for value in row.values())]


@dataclass(frozen=True)
class NoteInput:
    """A demand or an opinion of a customer (duty 5). kind: a key of customers.rules.NOTES."""

    customer_id: int
    kind: str
    text: str
    date: datetime.date | None = None
    product: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> NoteInput:
        """From a form's values."""
        return cls(values.get("customer_id") or 0, values.get("kind") or "", values.get("text") or "", values.get("date"),
                   values.get("product") or "")


@dataclass(frozen=True)
class SnoozeInput:
    """An early warning that waits: why, and the last day it is quiet."""

    customer_id: int
    reason: str
    until: datetime.date

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> SnoozeInput:
        """From a form's values."""
        return cls(values.get("customer_id") or 0, values.get("reason") or "", values.get("until") or datetime.date.min)


@dataclass(frozen=True)
class MeasureInput:
    """What was done about an early warning and what came of it. outcome: a key of customers.rules.OUTCOMES."""

    customer_id: int
    text: str
    outcome: str = "working"

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> MeasureInput:
        """From a form's values."""
        return cls(values.get("customer_id") or 0, values.get("text") or "", values.get("outcome") or "working")


@dataclass(frozen=True)
class MergeInput:
    """A customer filed twice: customer_id points to kept_id from now on."""

    customer_id: int
    kept_id: int
    reason: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> MergeInput:
        """From a form's values."""
        return cls(values.get("customer_id") or 0, values.get("kept_id") or 0, values.get("reason") or "")


@dataclass(frozen=True)
class ReceptionInput:
    """Somebody who came or called (duty 4). way: a key of customers.rules.WAYS; caller: "" where the customer says who it was."""

    about: str
    caller: str = ""
    way: str = "visit"
    phone: str = ""
    customer_id: int | None = None
    explained: str = ""
    date: datetime.date | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ReceptionInput:
        """From a form's values."""
        return cls(values.get("about") or "", values.get("caller") or "", values.get("way") or "visit", values.get("phone") or "",
                   values.get("customer_id"), values.get("explained") or "", values.get("date"))
