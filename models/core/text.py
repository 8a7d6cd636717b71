"""Words: gettext in both languages, and `clean`, the one way in which typed text enters the office."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LANGUAGES = (("zh_CN", "简体中文"), ("en", "English"))
_language: ContextVar[str] = ContextVar("language", default="")
_default = "zh_CN"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("neiqin", RESOURCES / "locale", [code], fallback=code == "en")


def _(msgid: str) -> str:
    """The words in the language spoken now; the msgid itself is the English."""
    return _catalogue(language()).gettext(msgid) if msgid else ""


def N_(msgid: str) -> str:
    """Mark words for translation where they are declared; `_` translates them where they are shown."""
    return msgid


def for_count(count: int, one: str, many: str) -> str:
    """The words for so many, still with {count} in them. one, many: msgids marked with `N_`; Chinese says both alike."""
    return _(one if count == 1 else many)


def language() -> str:
    """The language spoken now: "zh_CN" or "en"."""
    return _language.get() or _default


def use_language(code: str) -> None:
    """Speak this language from now on, in every thread that was not told otherwise."""
    global _default
    if code not in dict(LANGUAGES):
        raise ValueError(f"no such language: {code}")
    _default = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language for a while: a paper or a workbook has its own."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]")
_UNSEEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2066\u2067\u2068\u2069\ufeff"
                    "\u00ad\u034f\u061c\u115f\u1160\u180e\u2060\u2061\u2062\u2063\u2064\u3164\uffa0\ufff9\ufffa\ufffb")
_YOUNG = ("\U0001f000", "\U0003fffd")
"""Emoji and rare characters of names: new ones are given out every year, and Python need not know them yet."""


def has_control(text: str, *, lines: bool = False) -> bool:
    """Whether text holds NUL, lone surrogates, control or direction-changing characters (line breaks only where lines are typed)."""
    if text.isprintable() and _UNSEEN.isdisjoint(text):
        return False
    allowed = "\n\t" if lines else ""
    return any((unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in allowed and not _YOUNG[0] <= c <= _YOUNG[1]) or c in _UNSEEN
               for c in text)


_NARROW = {0x3000: " ", **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}}


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as they are on a keyboard: １２３－Ａ becomes 123-A."""
    if text.isascii():
        return text
    return text.translate(_NARROW)


def clean(text: str, field: str, limit: int, *, digits: bool = False, lines: bool = False, emoji: bool = False) -> str:
    """Typed or imported text as it is kept (rules: What typed and imported text gets).

    NFC, trimmed; `digits` also makes full-width signs plain. limit: characters. Raises RuleViolation naming the field when
    the text is longer, holds control characters, or an emoji where none belongs.
    """
    from models.core.errors import Problem, RuleViolation

    if not text:
        return text
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text.strip()
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if has_control(text, lines=lines):
        raise RuleViolation([Problem(field, "text.control", N_("Remove the hidden characters; type the text again by hand"))])
    kept = unicodedata.normalize("NFC", halfwidth(text) if digits else text).strip()
    if len(kept) > limit:
        raise RuleViolation([Problem(field, "text.long", N_("Shorten this to {limit} characters"), {"limit": limit})])
    if not emoji and _EMOJI.search(kept):
        raise RuleViolation([Problem(field, "text.emoji", N_("Leave out the emoji; they are for remarks only"))])
    return kept
