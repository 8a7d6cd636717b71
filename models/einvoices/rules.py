"""What a line says on the tax site's sheet, within its tolerances; pure (papers: E-invoice batch template)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.core.errors import Problem
from models.core.money import ZERO, round_money
from models.core.settings import Option
from models.core.text import N_
from models.products.rules import RATES

KINDS = {"invoice": N_("E-invoice"), "red confirmation": N_("Red-letter confirmation"), "red": N_("Red e-invoice")}
STATES = {"waiting": N_("not filed"), "filed": N_("issued by the tax office"), "reversed": N_("reversed")}
TYPES = {"普通发票": N_("Ordinary e-invoice"), "增值税专用发票": N_("Special e-invoice")}
TYPE = Option("einvoice.type", "普通发票", N_("Kind of e-invoice that is filled in"), "einvoice", TYPES)
TOLERANCE = Decimal("0.01")
_CONFIRMATION = N_("Row {row}: {number} is no red confirmation number; enter its 10 to 30 digits or letters as the tax site shows them")
_NUMBER = N_("Row {row}: {number} is no invoice number; enter the 20 digits of the e-invoice, or the 8 digits of an older invoice, "
             "with or without its code")
SHAPES = {"red confirmation": (re.compile(r"[0-9A-Za-z]{10,30}"), _CONFIRMATION),
          "invoice": (re.compile(r"[0-9]{20}|[0-9]{18}|[0-9]{8}"), _NUMBER)}
"""A number of the tax site: 20 digits when fully digital; older 8, behind a code of 10 or 12 where that is written with it."""
CODE_DIGITS, MOST_SERIAL, MOST_NAME, MOST_TAX_NUMBER, MOST_REMARK = 19, 20, 100, 20, 230


@dataclass(frozen=True)
class TaxLine:
    """A line as it is filled in, net of what reds took back: amount before discount, in yuan with tax; rate as the sheet writes it."""

    position: int
    product_id: int
    name: str
    specification: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    discount: Decimal
    rate: str
    tax: Decimal
    code: str
    policy: str = ""


def check_shape(kind: str, number: str, row: int, place: str) -> list[Problem]:
    """A number that its kind cannot have is refused. kind: a key of KINDS; row: of the file it came from; place: of the field."""
    shape, words = SHAPES.get(kind, SHAPES["invoice"])
    return [] if shape.fullmatch(number) else [Problem(place, "einvoice.shape", words, {"row": row, "number": number})]


def rate_written(key: str) -> str:
    """How the sheet writes a rate: 0.13; 0 for what is exempt or not taxed."""
    rate = RATES[key][1]
    return "0" if rate is None else f"{rate.normalize():f}"


def policy_of(key: str) -> str:
    """The kind of preference that the sheet names, "" for none."""
    return {"exempt": "免税", "untaxed": "不征税"}.get(key, "")


def check_line(line: TaxLine, at: str) -> list[Problem]:
    """|price × quantity − amount| ≤ 0.01, |amount × rate − tax| ≤ 0.01 by line, a code of 19 digits."""
    found = []
    if abs(round_money(line.price * line.quantity) - line.amount) > TOLERANCE:
        found.append(Problem(f"{at}.amount", "einvoice.amount", N_("{number}: price × quantity differs from the amount by more than 0.01"),
                             {"number": line.name}))
    net = line.amount - line.discount
    rate = Decimal(line.rate)
    if abs(round_money(net * rate / (1 + rate)) - line.tax) > TOLERANCE:
        found.append(Problem(f"{at}.tax", "einvoice.tax", N_("{number}: amount × rate differs from the tax by more than 0.01"),
                             {"number": line.name}))
    if len(line.code) != CODE_DIGITS or not line.code.isdecimal():
        found.append(Problem(f"{at}.tax_category", "einvoice.code", N_("{product}: enter the tax category code, {digits} digits"),
                             {"product": line.name, "digits": CODE_DIGITS}))
    if not line.name or len(line.name) > MOST_NAME:
        found.append(Problem(f"{at}.name", "einvoice.name", N_("{product}: at most {most} characters are allowed"),
                             {"product": line.name, "most": MOST_NAME}))
    return found


def check_total(lines: Iterable[TaxLine], total: Decimal, number: str) -> list[Problem]:
    """The lines come to what the invoice comes to, net of its reds."""
    come = sum((line.amount - line.discount for line in lines), ZERO)
    if come == total:
        return []
    return [Problem("total", "einvoice.total", N_("{number}: the lines come to {sum}, the invoice to {total}"),
                    {"number": number, "sum": come, "total": total})]
