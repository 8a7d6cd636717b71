"""Amounts and dates in Chinese capitals, as banks and courts read them (支付结算办法, annex 1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
FEN_LIMIT = 10**18
"""Amounts from here on (一亿亿 yuan) have no agreed name."""


def amount_in_capitals(amount: Decimal, *, yuan: str = "元", whole: str = "整", whole_after_jiao: bool = False) -> str:
    """An amount of yuan in capitals, with the canonical choices of papers.md (Amount in capitals).

    yuan: "元" or "圆"; whole: "整" or "正"; whole_after_jiao also writes `whole` after 角. Raises TypeError for anything but a
    Decimal, ValueError for part of a fen, for what is not finite, and from 一亿亿 yuan on.
    """
    if not isinstance(amount, Decimal):
        raise TypeError(f"an amount is a Decimal, not {type(amount).__name__}")
    if not amount.is_finite():
        raise ValueError(f"not an amount: {amount}")
    if amount.copy_abs() >= FEN_LIMIT // 100:
        raise ValueError(f"too large to write in capitals: {amount}")
    numerator, denominator = amount.copy_abs().as_integer_ratio()
    fen, part = divmod(numerator * 100, denominator)
    if part:
        raise ValueError(f"a part of a fen: {amount}")
    words = _whole_yuan(fen // 100, yuan) + _jiao_and_fen(fen, whole, whole_after_jiao)
    if not fen:
        return DIGITS[0] + yuan + whole
    return ("负" if amount < 0 else "") + words


def date_in_capitals(day: date) -> str:
    """A date in capitals: months 1, 2, 10 and days 1–9, 10, 20, 30 take 零, so that nothing can be written before them."""
    year = "".join(DIGITS[int(digit)] for digit in f"{day.year:04d}")
    month = ("零" if day.month in (1, 2, 10) else "") + _group(day.month)
    days = ("零" if day.day < 10 or day.day % 10 == 0 else "") + _group(day.day)
    return f"{year}年{month}月{days}日"


def _whole_yuan(yuan_count: int, yuan: str) -> str:
    return _number(yuan_count) + yuan if yuan_count else ""


def _jiao_and_fen(fen: int, whole: str, whole_after_jiao: bool) -> str:
    yuan_count, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    if not jiao and not rest:
        return whole
    if not jiao:
        return ("零" if yuan_count else "") + DIGITS[rest] + "分"
    gap = "零" if yuan_count and yuan_count % 10 == 0 else ""
    return gap + DIGITS[jiao] + "角" + (DIGITS[rest] + "分" if rest else whole if whole_after_jiao else "")


def _number(count: int) -> str:
    """A whole number below 一亿亿: what stands before 亿 is itself a number of up to eight digits."""
    upper, lower = divmod(count, 10**8)
    words = _below_hundred_million(upper) + "亿" if upper else ""
    if not lower:
        return words
    gap = "零" if upper and lower < 10**7 else ""
    return words + gap + _below_hundred_million(lower)


def _below_hundred_million(count: int) -> str:
    upper, lower = divmod(count, 10**4)
    words = _group(upper) + "万" if upper else ""
    if not lower:
        return words
    gap = "零" if upper and lower < 10**3 else ""
    return words + gap + _group(lower)


def _group(count: int) -> str:
    """One to four digits: a run of zeros inside is one 零, those at the end are silent."""
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return words
