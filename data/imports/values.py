"""What a foreign cell means: words, codes, amounts, terms as clerks type them; pure, and each refusal says what to type."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from data.workbook_reader import Cell
from models.core.errors import Problem, RuleViolation
from models.core.kinds import trimmed
from models.core.text import N_, halfwidth

_NOISE = Decimal("0.0000001")
"""What a spreadsheet's binary arithmetic leaves behind; less than this is rounded off."""
_MOST_DIGITS = 10**15
"""From here on a spreadsheet has rounded the digits of a number away."""

TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
         "w": 10_000, "k": 1000}
_FIGURES = r"(?:\d{1,3}(?:[,，'’]\d{3})+|\d{1,4}(?:[,，]\d{4})+|\d+)"
"""Digits, in groups of three or, after the Chinese custom, of four; 1,2 is no number."""
_AMOUNT = re.compile(rf"(?:人民币|RMB|CNY|¥|￥)?([+-]?{_FIGURES}(?:\.\d*)?|[+-]?\.\d+)(?:(十|百|千|万|十万|百万|千万|亿|w|k)(?:RMB|CNY)?)?"
                     r"(?:元整?|圆|块|RMB|CNY)?(?:/[\w]+)?", re.IGNORECASE)
_NO_NUMBER = frozenset({"-", "--", "—", "–", "/", "\\", "无", "没有", "未定", "暂无", "不限", "n/a", "na", "nil", "none"})
_ABOUT = re.compile(r"^(?:大?约|左右|大概|approx\.?|about|~|≈)|(?:左右|上下)$", re.IGNORECASE)
_DAYS = re.compile(r"(?:月结|账期|货到|票到|到货|开票后?|net|n/?)?(\d{1,4})(天|日|days?|d|个?月|months?|周|个?星期|weeks?|年)?"
                   r"(?:内|付款|账期|月结|net)*", re.IGNORECASE)
_SPANS = {"月": 30, "m": 30, "周": 7, "星": 7, "w": 7, "年": 365}
_AT_ONCE = frozenset({"现款", "现结", "现金", "现付", "现款现货", "款到发货", "先款后货", "预付", "预付款", "货到付款", "无账期", "无", "cash", "cod", "prepaid",
                      "prepayment", "advance", "onreceipt"})
_SPELT = {"周结": 7, "半月结": 15, "月结": 30, "双月结": 60, "季结": 90, "年结": 365,
          "一周": 7, "两周": 14, "半月": 15, "半个月": 15, "一个月": 30, "一月": 30, "两个月": 60, "三个月": 90, "一季度": 90, "季度": 90, "半年": 180, "六个月": 180,
          "一年": 365}
_NUMERALS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def refused(field: str, code: str, text: str, cell: Cell) -> RuleViolation:
    """A cell that says nothing usable: its words, and what to type instead."""
    return RuleViolation([Problem(field, code, text, {"value": str(cell)[:40]})])


def lost_digits(field: str, cell: Cell) -> RuleViolation:
    """What a spreadsheet rounded or shortened cannot be known any more."""
    return refused(field, "import.digits", N_("The spreadsheet lost the last digits of this number; format the cell as text "
                                              "and type it again"), cell)


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
        raise lost_digits(field, cell)
    return re.sub(r"\s+", "", halfwidth(text(cell, field)))


def numeral(words: str) -> int | None:
    """A whole number in Chinese: 五万 is 50000, 壹万伍仟 15000, 五万五 55000, 五万零五 50005, 二〇二六 2026. None for anything else."""
    words = words.translate(_FORMAL)
    if not words or set(words) - {*_NUMERALS, "十", "百", "千", "万", "亿"}:
        return None
    if not set(words) & {"十", "百", "千", "万", "亿"}:
        return int("".join(str(_NUMERALS[sign]) for sign in words))
    whole, part, digit, last = 0, 0, 0, 1
    for sign in words:
        if sign in _NUMERALS:
            digit, last = _NUMERALS[sign], last if _NUMERALS[sign] else 1
        elif sign == "亿":
            whole, part, digit, last = (whole + part + digit) * TIMES[sign], 0, 0, TIMES[sign] // 10
        elif sign == "万":
            whole, part, digit, last = whole + (part + digit) * TIMES[sign], 0, 0, TIMES[sign] // 10
        else:
            part, digit, last = part + (digit or 1) * TIMES[sign], 0, TIMES[sign] // 10
    return whole + part + digit * last


def number(cell: Cell, field: str, places: int = 3, unit: int = 1) -> Decimal | None:
    """A number however it was typed: 1,200 １２００ (12.5) 5万 80k 五万. None for an empty cell.

    unit: what the heading counts in, 10000 under 额度(万元); a cell that says its own unit keeps that.
    """
    if cell is None:
        return None
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        typed = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    else:
        typed = re.sub(r"\s", "", halfwidth(text(cell, field)))
    if typed.lower() in _NO_NUMBER:
        return None
    if re.fullmatch(r"\(.+\)", typed):
        typed = "-" + typed[1:-1]
    typed = re.sub(r"^([+-])[¥￥]", r"\1", _ABOUT.sub("", typed))
    found = _AMOUNT.fullmatch(typed) or _AMOUNT.fullmatch(re.sub(r"(?<=\d)[ ](?=\d)", "", typed))
    spelt = None if found else numeral(re.sub(r"元整?$|圆整?$", "", typed))
    if found is None and spelt is None:
        raise refused(field, "import.number", N_("“{value}” is not a number; type digits only"), cell)
    own = (found[2] or "").lower() if found else "万"
    figures = Decimal(re.sub(r"[,，'’]", "", found[1])) * TIMES[own] if found else Decimal(spelt or 0)
    value = figures if own or re.search("元|CNY|RMB|¥|￥", typed, re.IGNORECASE) else figures * unit
    if value.adjusted() > 20:
        raise refused(field, "import.number", N_("“{value}” is not a number; type digits only"), cell)
    return without_noise(value, places)


def money(cell: Cell, field: str, unit: int = 1) -> Decimal | None:
    """An amount in yuan: 50000, "50,000.00", "５００００", "5万", "¥1,200元"."""
    return number(cell, field, 2, unit)


def price(cell: Cell, field: str) -> Decimal | None:
    """A price of up to six decimals; 面议 and the like say none."""
    return None if text(cell, field) in ("面议", "电议", "时价", "待定") else number(cell, field, 6)


def without_noise(value: Decimal, places: int) -> Decimal:
    """166.10999999999999 is 166.11; a real third decimal stays for the rules to refuse."""
    near = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return near if abs(near - value) < _NOISE else value


def days(cell: Cell, field: str, unit: int = 1) -> int | None:
    """Terms in days: 30, "30天", "月结30天", "Net 45", "3个月"; paid at once is 0. unit: days that the heading counts in, 30 under 账期(月)."""
    if cell is None:
        return None
    typed = re.sub(r"\s", "", halfwidth(text(cell, field))).lower()
    if typed in _AT_ONCE:
        return 0
    if typed in _SPELT:
        return _SPELT[typed]
    if typed in _NO_NUMBER:
        return None
    found = _DAYS.fullmatch(typed)
    if found is None:
        raise refused(field, "import.days", N_("“{value}” is not a number of days; type it like 30"), cell)
    span = (found[2] or "").lstrip("个")[:1]
    return int(found[1]) * (unit if not span else _SPANS.get(span, 1))


def flag(cell: Cell, field: str) -> bool:
    """Yes in a few words; everything else, an empty cell too, is no."""
    return cell is True or halfwidth(text(cell, field)).lower() in ("是", "有", "y", "yes", "true", "1", "√", "✓")
