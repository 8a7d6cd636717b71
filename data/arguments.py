"""What may stand on a command line: the types of its arguments, and a verb as one row of a table."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from models.core.text import N_, _


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, " ".join(f"{self.prog}: {message} (--help)".split()) + "\n")

    def parse(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """The arguments; one that the terminal handed over in broken pieces of characters is refused."""
        args = self.parse_args(argv)
        for value in vars(args).values():
            if isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value):
                self.error(_(N_("this is not text in UTF-8: {text}")).format(text=value))
        return args


def _refused(words: str, text: str) -> argparse.ArgumentTypeError:
    """What is wrong with an argument, in the language spoken now."""
    return argparse.ArgumentTypeError(_(words).format(value=text))


def day(text: str) -> date:
    """A date argument."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _refused(N_("“{value}” is not a date; type it like 2026-03-05"), text) from error


def amount(text: str) -> Decimal:
    """An amount of money, 2 decimals at most."""
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,2}0*)?", text, re.ASCII):
        raise _refused(N_("“{value}” is not a number; type digits only"), text)
    return Decimal(text)


def file(text: str) -> Path:
    """A file that is there."""
    path = Path(text)
    if not path.is_file():
        raise _refused(N_("There is no file {value}"), text)
    return path


def count(text: str) -> int:
    """A whole number that is not negative."""
    if not re.fullmatch(r"\d{1,15}", text, re.ASCII):
        raise _refused(N_("“{value}” is not a number; type digits only"), text)
    return int(text)


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
