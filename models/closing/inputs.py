"""What the clerk says when she closes a day or hands the drawer over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any

from models.core.money import round_money, yuan


@dataclass(frozen=True)
class Pieces:
    """Notes or coins of one denomination, in fen; counterfeit ones are not among `pieces`."""

    denomination: int
    pieces: int
    counterfeit: int = 0


def counted_of(pieces: tuple[Pieces, ...]) -> Decimal:
    """What genuine pieces come to, in yuan."""
    return yuan(sum(item.denomination * item.pieces for item in pieces))


def counterfeit_of(pieces: tuple[Pieces, ...]) -> Decimal:
    """What counterfeit pieces were taken for, in yuan."""
    return yuan(sum(item.denomination * item.counterfeit for item in pieces))


@dataclass(frozen=True)
class CloseInput:
    """Close a day. cash_counted: yuan in the drawer, None when it was not counted; pieces say it by denomination.

    at_fault_id: who answers for a shortage or a counterfeit note (duty 25), the person who closes unless named.
    """

    date: Day
    cash_counted: Decimal | None = None
    pieces: tuple[Pieces, ...] = ()
    at_fault_id: int | None = None

    @property
    def counted(self) -> Decimal | None:
        """The sum that was counted: as said, else what the pieces come to; None when nothing was counted."""
        if self.cash_counted is None:
            return counted_of(self.pieces) if self.pieces else None
        return round_money(self.cash_counted)

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> CloseInput:
        """From the closing form: lines of pieces, or one counted sum."""
        pieces = pieces_of(values.get("pieces") or ())
        counted = values.get("cash_counted")
        return cls(values["date"], counted_of(pieces) if pieces else counted, pieces, values.get("at_fault"))


@dataclass(frozen=True)
class ShiftInput:
    """The drawer handed from one person to the next during the day (rules: Closing)."""

    date: Day
    shift: str
    cash_counted: Decimal
    taken_over_by: str
    pieces: tuple[Pieces, ...] = ()
    at_fault_id: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ShiftInput:
        """From the hand-over form."""
        pieces = pieces_of(values.get("pieces") or ())
        counted = counted_of(pieces) if pieces else values.get("cash_counted") or Decimal(0)
        return cls(values["date"], values.get("shift") or "", counted, values.get("taken_over_by") or "", pieces, values.get("at_fault"))


def pieces_of(lines: Any) -> tuple[Pieces, ...]:
    """Lines of a cash count that hold anything."""
    found = (Pieces(int(line["denomination"]), int(line.get("pieces") or 0), int(line.get("counterfeit") or 0)) for line in lines)
    return tuple(item for item in found if item.pieces or item.counterfeit)
