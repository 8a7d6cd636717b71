"""What a foreign cell means: amounts, days, dates, phones as clerks type them; pure, and each refusal says what to type."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from data.workbook_reader import Cell
from models.core.errors import Problem, RuleViolation
from models.core.kinds import trimmed
from models.core.text import N_, halfwidth
from models.customers.rules import phones_of

_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Excel's day numbers that are taken for dates: 1954 to 2119."""
_NOISE = Decimal("0.0000001")
"""What a spreadsheet's binary arithmetic leaves behind; less than this is rounded off."""
_MOST_DIGITS = 10**15
"""From here on a spreadsheet has rounded the digits of a number away."""

_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_AMOUNT = re.compile(r"(?:人民币|RMB|CNY|¥|￥)?([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(十|百|千|万|十万|百万|千万|亿)?(?:元整?|圆|块)?", re.IGNORECASE)
_DAYS = re.compile(r"(?:月结|账期|货到|票到|到货|开票后?)?(\d{1,4})(?:天|日|days?)?(?:内|付款|账期|月结)*", re.IGNORECASE)
_AT_ONCE = frozenset({"现款", "现结", "现金", "现款现货", "款到发货", "无账期", "无", "cash"})
_DATE = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def _refused(field: str, code: str, text: str, cell: Cell) -> RuleViolation:
    return RuleViolation([Problem(field, code, text, {"value": str(cell)[:40]})])


def text(cell: Cell, field: str) -> str:
    """Words: a number as it is typed, a date as 2026-03-05; line breaks and runs of spaces within become one space."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return trimmed(cell)
    if isinstance(cell, date):
        return cell.isoformat() if not isinstance(cell, datetime) else cell.isoformat(" ", "minutes")
    return re.sub(r"\s+", " ", cell).strip() if isinstance(cell, str) else str(cell)


def lines(cell: Cell, field: str) -> str:
    """Words that may run over several lines."""
    return cell.strip() if isinstance(cell, str) else text(cell, field)


def code(cell: Cell, field: str) -> str:
    """A code, tax or account number: text, its leading zeros kept. Raises RuleViolation where a spreadsheet rounded the digits away."""
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= _MOST_DIGITS:
        raise _refused(field, "import.digits", N_("The spreadsheet lost the last digits of this number; format the cell as text "
                                                 "and type it again"), cell)
    return re.sub(r"\s+", "", halfwidth(text(cell, field)))


def phones(cell: Cell, field: str) -> str:
    """Every number of the cell in its normal form, a mobile first: 17731472844 / 0394-7382745."""
    found = phones_of(code(cell, field) if not isinstance(cell, str) else cell)
    return " / ".join(sorted(found, key=lambda phone: not _MOBILE.fullmatch(phone)))


def number(cell: Cell, field: str, places: int = 3) -> Decimal | None:
    """A number however it was typed: 1,200 １２００ (12.5) 5万. None for an empty cell."""
    if cell is None:
        return None
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        typed = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    else:
        typed = re.sub(r"[\s,，'’]", "", halfwidth(text(cell, field)))
    if typed in ("-", "—", "–", "/", "无"):
        return None
    if re.fullmatch(r"\(.+\)", typed):
        typed = "-" + typed[1:-1]
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        raise _refused(field, "import.number", N_("“{value}” is not a number; type digits only"), cell)
    value = Decimal(found[1]) * _TIMES[found[2] or ""]
    if value.adjusted() > 20:
        raise _refused(field, "import.number", N_("“{value}” is not a number; type digits only"), cell)
    return without_noise(value, places)


def money(cell: Cell, field: str) -> Decimal | None:
    """An amount in yuan: 50000, "50,000.00", "５００００", "5万", "¥1,200元"."""
    return number(cell, field, 2)


def price(cell: Cell, field: str) -> Decimal | None:
    """A price of up to six decimals."""
    return number(cell, field, 6)


def without_noise(value: Decimal, places: int) -> Decimal:
    """166.10999999999999 is 166.11; a real third decimal stays for the rules to refuse."""
    near = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return near if abs(near - value) < _NOISE else value


def days(cell: Cell, field: str) -> int | None:
    """Terms in days: 30, "30天", "月结30天"; paid at once is 0."""
    if cell is None:
        return None
    typed = re.sub(r"\s", "", halfwidth(text(cell, field)))
    found = _DAYS.fullmatch(typed)
    if typed.lower() in _AT_ONCE:
        return 0
    if found is None:
        raise _refused(field, "import.days", N_("“{value}” is not a number of days; type it like 30"), cell)
    return int(found[1])


def day(cell: Cell, field: str) -> date | None:
    """A date in any of six ways: as such, 2026/3/5, 2026.03.05, 2026年3月5日, 20260305, or the number Excel counts it by."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    typed = re.sub(r"\s+", " ", halfwidth(text(cell, field))).strip()
    found = _DATE.fullmatch(typed.replace("年 ", "年").replace("月 ", "月")) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", typed)
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if re.fullmatch(r"\d{5}(\.\d+)?", typed) and int(float(typed)) in _SERIALS:
            return _EPOCH + timedelta(days=int(float(typed)))
    except ValueError:
        pass
    raise _refused(field, "import.date", N_("“{value}” is not a date; type it like 2026-03-05"), cell)


def flag(cell: Cell, field: str) -> bool:
    """Yes in a few words; everything else, an empty cell too, is no."""
    return cell is True or halfwidth(text(cell, field)).lower() in ("是", "有", "y", "yes", "true", "1", "√", "✓")
