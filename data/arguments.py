"""What may stand on a command line: the types of its arguments, and a verb as one row of a table."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (--help)\n")


def day(text: str) -> date:
    """A date argument."""
    return date.fromisoformat(text)


def amount(text: str) -> Decimal:
    """An amount of money, 2 decimals at most."""
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite() or value != round(value, 2):
        raise ValueError(text)
    return value


def file(text: str) -> Path:
    """A file that is there."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"no such file: {text}")
    return path


def count(text: str) -> int:
    """A whole number that is not negative."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def arg(*names: str, **facts: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """One argument of a verb."""
    return names, facts


@dataclass(frozen=True)
class HeadlessVerb:
    """One verb: the function data.console gives it, its arguments, and whether it may run where no office stands yet."""

    name: str
    does: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = ()
    makes_office: bool = False
