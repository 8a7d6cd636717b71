"""Phones and people as they share a cell: 李四13812345678/0394-8123456转802, 张三、李四; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.imports.values import code, lost_digits, text
from data.workbook_reader import Cell
from models.core.text import halfwidth
from models.customers.rules import normal_phone, phone_is_plausible

_MOBILE = r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d{1,10}(?!\d))"
_LANDLINE = (r"(?:(?:\+|00)?86[- ]?)?\(?0?(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-9]\d{2,3}[- ]?\d{4}"
             r"(?:[-\s]*(?:转|分机|ext\.?|x|#|-)[:：\s]*\d{1,6})?")
_NUMBER = re.compile(rf"(?<!\d)(?:1[3-9]\d{{9}})(?=1[3-9]\d{{9}}(?!\d))"
                     rf"|(?<![\d+])(?:{_MOBILE}|[48]00[- ]?\d{{3,4}}[- ]?\d{{3,4}}|{_LANDLINE}"
                     r"|[2-9]\d{6,7})(?!\d)|(?<=\d)1[3-9]\d{9}(?!\d)", re.IGNORECASE)
_SEVERAL = re.compile(r"[/、,;|\n，；]|或")
_LABEL = re.compile(r"联系|电话|手机号?码?|座机|固话|办公|老板|本人|传真|微信(?:同号)?|同号|tel|phone|mobile|mob|cell|office|[(（)）:：.,，;；、/|+\s-]",
                    re.IGNORECASE)
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What address books leave around a number that is copied out of them."""
_EXTENSION = re.compile(r"[-\s]*(?:转|分机|ext\.?|x|#|-)[:：\s]*(\d{1,6})$", re.IGNORECASE)
_AREA = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))-")
_DOUBLE = "欧阳|司马|上官|诸葛|尉迟|皇甫|公孙|慕容|令狐|宇文|长孙|司徒|端木|东方|夏侯|澹台"
_PEOPLE = re.compile(rf"\s*(?:[、/,;，；\n]|(?<=[\u3400-\u9fff]{{2}})(?<!{_DOUBLE})[和及与]?\s+(?=[\u3400-\u9fff]{{2,4}}))\s*")
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+\d+", re.IGNORECASE)
"""What a spreadsheet leaves of a number in a column too narrow for it: 1.35951E+10."""
_ANOTHER = re.compile(r"\(\s*[\u3400-\u9fff]{1,4}:")
"""Another one beside the first: 王建国（老板娘：刘芳 13523456789）."""
_SPREAD = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Spaces inside one name, typed so that it stands as wide as the others: 曾  庆红."""


@dataclass(frozen=True)
class Reached:
    """People and numbers of one cell, in order; a mobile stands first."""

    numbers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(filter(None, ("、".join(self.people), " / ".join(self.numbers))))


def numbered(cell: Cell, field: str) -> Reached:
    """A cell of phones, in which a name may stand."""
    numbers, words = split(cell, field)
    return Reached(tuple(numbers), tuple(people(words)))


def named(cell: Cell, field: str) -> Reached:
    """A cell of names, in which a phone may stand."""
    said = text(cell, field)
    return numbered(said, field) if re.search(r"\d{7}", halfwidth(said)) else Reached((), tuple(people(said)))


def phones(cell: Cell, field: str) -> str:
    """Every number of the cell in its normal form, a mobile first: 17731472844 / 0394-7382745."""
    return " / ".join(split(cell, field)[0])


def split(cell: Cell, field: str) -> tuple[list[str], str]:
    """(numbers, words beside them): 李四 13812345678 gives its number and 李四. What is no number stays among them, for a look."""
    if isinstance(cell, int) and not isinstance(cell, bool) and 10**8 < cell < 10**11 and not str(cell).startswith("1"):
        dialled = normal_phone(f"0{cell}")
        return ([dialled] if _AREA.match(dialled) else [str(cell)]), ""
    typed = _HIDDEN.sub("", halfwidth(cell if isinstance(cell, str) else code(cell, field))).strip()
    if _SHORTENED.fullmatch(typed):
        raise lost_digits(field, cell)
    typed = _ANOTHER.sub("、", typed)
    found: list[str] = []
    words: list[str] = []
    for part in _SEVERAL.split(typed):
        numbers, beside = _of_part(part.strip())
        area = next((match[1] for each in reversed(found) if (match := _AREA.match(each))), "")
        found += [f"{area}-{each}" if area and re.fullmatch(r"[2-9]\d{6,7}", each) else each for each in numbers]
        words += [beside] if beside else []
    if words and not found:
        return [typed], ""
    return sorted(dict.fromkeys(found), key=lambda phone: re.fullmatch(r"1[3-9]\d{9}", phone) is None), "、".join(dict.fromkeys(words))


def _of_part(part: str) -> tuple[list[str], str]:
    if not part:
        return [], ""
    whole = normal_phone(part)
    if phone_is_plausible(whole):
        return [whole], ""
    tokens = [match[0] for match in _NUMBER.finditer(part)]
    rest = _LABEL.sub("", _NUMBER.sub(" ", part))
    if tokens and not re.search(r"\d", rest):
        return [_normal(token) for token in tokens], rest.strip()
    if not re.search(r"\d", part):
        words = _LABEL.sub("", part)
        return [], "" if words in ("", "无", "没有", "暂无", "未知", "na", "n/a", "none") else words
    return [whole], ""


def _normal(token: str) -> str:
    dialled = _EXTENSION.search(token)
    if dialled and not phone_is_plausible(normal_phone(token)):
        return normal_phone(f"{token[:dialled.start()]}转{dialled[1]}")
    return normal_phone(token)


def people(cell: str) -> list[str]:
    """The people named in a cell: 张三、李四 are two, Mr. Wang is one."""
    return [name for name in dict.fromkeys(_SPREAD.sub("", part.strip()) for part in _PEOPLE.split(cell)) if name]
