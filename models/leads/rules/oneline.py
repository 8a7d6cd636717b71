"""What one pasted or typed line says of somebody who may buy: "张三 13800138000 要育肥料"; pure (duty 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.core.text import halfwidth
from models.leads.rules.grades import GRADES
from models.leads.rules.wordlike import Like, introduced, is_latin, like

_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)"        # a mobile number, in threes and fours or in one
    r"|(?<!\d)(400|800)[- ]?(\d{3,4})[- ]?(\d{3,4})(?!\d)"
    r"|(?<!\d)(0\d{2,3})[- ]?(\d{7,8}(?:[-转]\d{1,5})?)(?!\d)"
    r"|(?<![A-Za-z\d.])(?!20[0-4]\d(?:0[1-9]|1[0-2])[0-3]\d)([2-9]\d{6,7})"          # a local number: no date, no quantity
    r"(?![\dA-Za-z.])(?!\s*(?:万|元|块|公?斤|千克|吨|袋|包|个|只|头|羽|箱|件|亩|年|号))")
_TAX = re.compile(r"(?<![A-Za-z\d])(?!\d{6}(?:19|20)\d{9}[\dXx])([1-9A-Za-z][1-9]\d{6}[\dA-Za-z]{10})(?![A-Za-z\d])")
"""A unified social credit code (GB 32100-2015), not the number of an identity card."""
_LABELS = {
    "name": ("姓名", "名称", "客户名称", "客户", "单位", "公司", "称呼", "name", "company"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "微信", "微信号", "tel", "phone", "mobile"),
    "need": ("需求", "要求", "需要", "留言", "内容", "求购", "备注", "need", "message"),
    "source": ("来源", "渠道", "source"), "grade": ("级别", "等级", "grade"), "salesperson": ("业务员", "销售", "salesperson"),
    "address": ("地址", "住址", "address"), "tax": ("税号", "纳税人识别号", "统一社会信用代码", "信用代码", "tax number"),
}
_LABEL = re.compile(r"(?<![\w])(" + "|".join(sorted((word for words in _LABELS.values() for word in words), key=len, reverse=True))
                    + r")\s*[::]\s*", re.IGNORECASE)
_FIELD = {word: field for field, words in _LABELS.items() for word in words}
_SHORT = frozenset({"name", "contact", "source", "grade", "salesperson", "tax"})
"""Fields that one word or two fill."""
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff]) +([\u3400-\u9fff])(?![\u3400-\u9fff])")
"""A name of two signs typed apart to stand as wide as one of three."""
_ROUND = re.compile(r"(?:(?<=^)|(?<=[\s\0]))\(([^()]*)\)|\(([^()]*\0[^()]*)\)")
"""Brackets that stand apart or hold a number; those inside a company's name stay."""
_BETWEEN = re.compile(r"(?:[\s,,、;;|。!!??【】《》\[\]]|/(?!(?:月|年|天|周|日|吨|头|只|公?斤|袋|包|kg|t)))+")


@dataclass(frozen=True)
class Line:
    """What a line was understood as; texts as typed, source and grade as keys, salesperson_id of a colleague named in it."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    need: str = ""
    address: str = ""
    source: str = ""
    grade: str = ""
    salesperson_id: int | None = None
    tax_number: str = ""


def read_line(text: str, sources: Mapping[str, str], people: Mapping[str, int]) -> Line:
    """Phones and tax numbers are known by their shape, labels by their colon, sources, grades and colleagues by being a word of their own.

    Of the other words a company is the name, else the first that is no wish, place or greeting; a person beside it is the contact,
    places are the address, the rest is the need. sources: word → key; people: name → id.
    """
    plain = _SPREAD.sub(r"\1\2", halfwidth(text.replace("\u3000", " ").replace("\0", " ")).strip())
    tax = _TAX.search(plain)
    plain = _TAX.sub(" ", plain, count=1)
    phones = [match for match in _PHONE.finditer(plain)]
    kept = _PHONE.sub(" \0 ", plain)
    parts, rest = _labelled(_ROUND.sub(lambda match: f" {match.group(1) or match.group(2) or ''} ", kept))
    found: dict[str, object] = {"phone": ",".join(dict.fromkeys(_number(match) for match in phones))}
    words: list[str] = []
    colleague = ""
    for word in (word for each in _BETWEEN.split(rest) if (word := each.strip("/-~:·"))):
        if word.lower() in _FIELD:
            continue
        field, value = _known(word, sources, people)
        if field and field not in found and not (field == "salesperson_id" and not any(other != "\0" for other in words)):
            found[field], colleague = value, word if field == "salesperson_id" else colleague
        else:
            words.append(word)
    for field, said in parts.items():
        known, value = _known(said, sources, people)
        if field in ("source", "grade", "salesperson"):
            found |= {known: value} if known else {}
            parts[field] = "" if known else said
    found |= {field: said for field in ("name", "contact", "address") if (said := parts.get(field, ""))}
    found["tax_number"] = tax.group(1).upper() if tax else parts.pop("tax", "")
    _name_in(words, found)
    if not found.get("name") and colleague:                                             # nobody else is named: a namesake
        found["name"] = colleague
        del found["salesperson_id"]
    unknown = [parts[field] for field in ("source", "grade", "salesperson") if parts.get(field)]
    found["need"] = " ".join(filter(None, (parts.get("need", ""), *(word for word in words if word != "\0"), *unknown)))
    return Line(**found)  # type: ignore[arg-type]  # each field under its own name


def _name_in(words: list[str], found: dict[str, object]) -> None:
    """Take the name, the contact person and the places out of the words."""
    likes = {at: like(introduced(word)) for at, word in enumerate(words) if word != "\0"}
    free = [at for at, kind in likes.items() if kind.value <= Like.PLACE.value]
    taken: set[int] = set()
    if "name" not in found and free:
        first = min(free, key=lambda at: (_SAME.get(likes[at], likes[at].value), at))
        run = _latin_run(words, first, likes)
        found["name"] = " ".join(introduced(words[at]) for at in run)
        taken |= set(run)
    person = next((at for at, kind in likes.items() if at not in taken and kind is Like.TITLED), None)
    if person is None and like(str(found.get("name", ""))) in (Like.COMPANY, Like.PLAIN):
        beside = {at + step for at, word in enumerate(words) if at in taken or word == "\0" for step in (-1, 1)}
        person = next((at for at, kind in likes.items() if kind is Like.PERSON and at in beside - taken), None)
    if "contact" not in found and person is not None:
        found["contact"] = introduced(words[person])
        taken.add(person)
    places = [at for at, kind in likes.items() if kind is Like.PLACE and at not in taken]
    if "address" not in found and places:
        found["address"] = " ".join(words[at] for at in places)
        taken |= set(places)
    words[:] = [word for at, word in enumerate(words) if at not in taken]


_SAME = {Like.PERSON: Like.PLAIN.value}
"""A person and a word that may be anything are as likely a name: the first of them is."""


def _latin_run(words: list[str], at: int, likes: Mapping[int, Like]) -> range:
    """The words around one that make one name with it: a run in Latin letters that wishes nothing, else the word alone."""
    def joins(place: int) -> bool:
        return place in likes and is_latin(words[place]) and likes[place] in (Like.PLAIN, Like.COMPANY)
    first = last = at
    while joins(at) and joins(first - 1):
        first -= 1
    while joins(at) and joins(last + 1):
        last += 1
    return range(first, last + 1)


def _number(match: re.Match[str]) -> str:
    """The digits of a number found, an area code kept apart."""
    parts = [part for part in match.groups() if part]
    return "-".join(parts) if match.group(7) else "".join(parts)


def _labelled(text: str) -> tuple[dict[str, str], str]:
    """What stands after labels with a colon, up to the next label, a name or the like up to the next comma; and all that is no label's."""
    marks = list(_LABEL.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts: dict[str, str] = {}
    loose = [text[:marks[0].start()] if marks else text]
    for mark, end in zip(marks, ends, strict=False):
        field, said = _FIELD[mark.group(1).lower()], text[mark.end():end].strip(" ,,;;、|/\t")
        if field in _SHORT:
            said, *after = re.split(r"[,;;、。|\t\n]", said, maxsplit=1)
            loose += after
        parts[field] = " ".join(filter(None, (parts.get(field, ""), *said.replace("\0", " ").split())))
    loose.append(parts.pop("phone", ""))                            # words that stood after the phone are no label's
    return parts, " ".join(filter(None, loose))


def _known(word: str, sources: Mapping[str, str], people: Mapping[str, int]) -> tuple[str, object]:
    heard = word if word in sources else re.sub(r"上?(?:看到|看见|刷到|来|问|找来)的?$", "", word)
    if heard in sources:
        return "source", sources[heard]
    if word.removesuffix("级").upper() in GRADES:
        return "grade", word.removesuffix("级").upper()
    return ("salesperson_id", people[word]) if word in people else ("", None)
