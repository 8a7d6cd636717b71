"""What a form or an import says of quotes, contracts and what happens to them; frozen, so that an approval binds to exactly this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any

from models.core.typed import id_of

NONE = Decimal(0)


@dataclass(frozen=True)
class LineInput:
    """One line. quantity in `unit` ("" is the product's base unit), 0 has no bound; price in yuan a unit with tax, None = offer one.

    Without a product the line is words: name, unit and rate are then typed (a service). changes: of a supplement, the line that it
    changes; quantity is then a difference. rate: a key of products.rules.RATES, "" is the product's.
    """

    product_id: int | None
    quantity: Decimal = NONE
    price: Decimal | None = None
    unit: str = ""
    name: str = ""
    rate: str = ""
    remark: str = ""
    changes: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> LineInput:
        """A line of a form."""
        return cls(id_of(values.get("product")), values.get("quantity") or NONE, values.get("price"), values.get("unit") or "",
                   values.get("name") or "", values.get("rate") or "", values.get("remark") or "", id_of(values.get("changes")))


def lines_of(values: Mapping[str, Any]) -> tuple[LineInput, ...]:
    """The lines of a form; empty ones are left out."""
    return tuple(LineInput.from_form(line) for line in values.get("lines") or ()
                 if line.get("product") or line.get("quantity") or (line.get("name") and line.get("price") is not None))


@dataclass(frozen=True)
class InstalmentInput:
    """Money agreed for a day, in yuan. kind: a key of rules.INSTALMENTS. changes: of a supplement; amount is then a difference."""

    due: Day | None
    amount: Decimal
    kind: str = "instalment"
    title: str = ""
    changes: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> InstalmentInput:
        """A line of a form."""
        return cls(values.get("due"), values.get("amount") or NONE, values.get("kind") or "instalment", values.get("title") or "",
                   id_of(values.get("changes")))


def instalments_of(values: Mapping[str, Any]) -> tuple[InstalmentInput, ...]:
    """The instalments of a form; empty ones are left out."""
    return tuple(InstalmentInput.from_form(line) for line in values.get("instalments") or () if line.get("amount") or line.get("due"))


@dataclass(frozen=True)
class QuoteInput:
    """An offer (duty 102). valid_until None: as many days as the office has set."""

    customer_id: int
    lines: tuple[LineInput, ...]
    date: Day | None = None
    valid_until: Day | None = None
    salesperson_id: int | None = None
    terms: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> QuoteInput:
        """From a form's values."""
        return cls(id_of(values.get("customer")) or 0, lines_of(values), values.get("date"), values.get("valid_until"),
                   id_of(values.get("salesperson")), values.get("terms") or "", values.get("remark") or "")


@dataclass(frozen=True)
class ContractInput:
    """A contract as it is drafted. kind: a key of rules.KINDS. placed, place: of a service placement, who works and where."""

    kind: str
    customer_id: int
    lines: tuple[LineInput, ...] = ()
    instalments: tuple[InstalmentInput, ...] = ()
    title: str = ""
    date: Day | None = None
    starts: Day | None = None
    ends: Day | None = None
    deliver_by: Day | None = None
    salesperson_id: int | None = None
    their_number: str = ""
    placed: str = ""
    place: str = ""
    text: str = ""
    remark: str = ""
    quote_id: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ContractInput:
        """From a form's values."""
        texts = {key: values.get(key) or "" for key in ("title", "their_number", "placed", "place", "text", "remark")}
        return cls(values.get("kind") or "", id_of(values.get("customer")) or 0, lines_of(values), instalments_of(values),
                   date=values.get("date"), starts=values.get("starts"), ends=values.get("ends"), deliver_by=values.get("deliver_by"),
                   salesperson_id=id_of(values.get("salesperson")), quote_id=id_of(values.get("quote")), **texts)


@dataclass(frozen=True)
class ClauseInput:
    """The answer to one clause of the list before a review. answer: yes, or none: it is not needed, and note says why."""

    clause: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class ReviewInput:
    """A draft that goes to review with its clauses looked at (duty 40)."""

    contract_id: int
    clauses: tuple[ClauseInput, ...]

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ReviewInput:
        """From a form's values: id, and lines with clause, ok and note; a note says why a clause that is not ticked is not needed."""
        return cls(id_of(values.get("id")) or 0, tuple(
            ClauseInput(line["clause"], "yes" if line.get("ok") else "none", line.get("note") or "") for line in values.get("lines") or ()))


@dataclass(frozen=True)
class StepInput:
    """A contract that takes a step, and what is said about it. date None: the business date."""

    contract_id: int
    text: str = ""
    date: Day | None = None


@dataclass(frozen=True)
class SupplementInput:
    """A change after the approval: lines that are new or change others, instalments likewise, new dates."""

    contract_id: int
    text: str
    lines: tuple[LineInput, ...] = ()
    instalments: tuple[InstalmentInput, ...] = ()
    date: Day | None = None
    ends: Day | None = None
    deliver_by: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> SupplementInput:
        """From a form's values."""
        return cls(id_of(values.get("id")) or 0, values.get("text") or "", lines_of(values), instalments_of(values), values.get("date"),
                   values.get("ends"), values.get("deliver_by"))


@dataclass(frozen=True)
class EventInput:
    """What happened with a contract. kind: a key of rules.EVENTS."""

    contract_id: int
    kind: str
    text: str
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> EventInput:
        """From a form's values."""
        return cls(id_of(values.get("id")) or 0, values.get("kind") or "", values.get("text") or "", values.get("date"))


@dataclass(frozen=True)
class WorkInput:
    """Service performed of a line without goods, in its unit; a negative quantity counters a wrong entry."""

    line_id: int
    quantity: Decimal
    text: str = ""
    date: Day | None = None


@dataclass(frozen=True)
class TemplateInput:
    """A wording with blanks like 【客户】. kind: of the contracts it is for."""

    name: str
    kind: str
    text: str
    active: bool = True

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> TemplateInput:
        """From a form's values."""
        return cls(values.get("name") or "", values.get("kind") or "", values.get("text") or "", bool(values.get("active", True)))
