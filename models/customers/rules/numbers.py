"""Tax numbers and phone numbers as people type them, and as they are kept; pure."""

from __future__ import annotations

import re
from functools import lru_cache

from models.core.text import halfwidth

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


SHORT_TAIL, LOCAL = 4, 7
"""Digits by which the end of a phone number is known, and those of a number without its area code."""


def tax_number_is_valid(number: str) -> bool:
    """Whether a tax number looks right: 18 signs with the check sign of GB 32100-2015; the older 15 digits and 20 signs have none.

    A False only warns: numbers were issued that fail the check.
    """
    text = normal_number(number).upper()
    if len(text) == 18:
        if set(text) - set(_SIGNS):
            return False
        total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(text, _WEIGHTS, strict=False))
        return _SIGNS[-total % 31] == text[17]
    return re.fullmatch(r"[0-9]{15}|[0-9A-Z]{20}", text) is not None


def normal_number(text: str) -> str:
    """A tax or account number without what people type between its digits: full-width signs, spaces, hyphens."""
    return re.sub(r"[\s\-‐‑–—－]", "", halfwidth(text))


_BETWEEN = re.compile(r"[\s\-‐‑–—.()（）]")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:\+86|0086)0?|0)(10|2\d|[3-9]\d{2})([2-9]\d{6,7})(?:(?:转|ext|x|#)(\d{1,6}))?", re.IGNORECASE)


def normal_phone(text: str) -> str:
    """One phone number as it is kept: a mobile as 11 digits, a landline as 0394-7382745, others as typed without spaces.

    Full-width digits, spaces, hyphens and +86 are ironed out (rules: Customers).
    """
    plain = halfwidth(text).strip()
    tight = _BETWEEN.sub("", plain)
    mobile, landline = _MOBILE.fullmatch(tight), _LANDLINE.fullmatch(tight)
    if mobile:
        return mobile[1]
    if landline:
        return f"0{landline[1]}-{landline[2]}" + (f"转{landline[3]}" if landline[3] else "")
    return re.sub(r"\s+", " ", plain)


@lru_cache(maxsize=1024)
def phones_of(text: str) -> tuple[str, ...]:
    """Every phone number in a cell: several are told apart by / 、 , ; or 或, each in its normal form, none twice."""
    parts = re.split(r"[/、,;|\n]|或", halfwidth(text))
    return tuple(dict.fromkeys(normal_phone(part) for part in parts if part.strip()))


def phone_text(text: str) -> str:
    """The phone numbers of a cell in their normal form, as one text."""
    return " / ".join(phones_of(text))


def phone_is_plausible(phone: str) -> bool:
    """A mobile, a landline with its area code, or a service number such as 400 or 95588."""
    tight = _BETWEEN.sub("", halfwidth(phone))
    return bool(_MOBILE.fullmatch(tight) or _LANDLINE.fullmatch(tight) or re.fullmatch(r"[48]00\d{7}|9\d{4,5}|1\d{4}|[2-9]\d{6,7}", tight))
