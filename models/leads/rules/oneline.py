"""What one pasted or typed line says of somebody who may buy: "张三 13800138000 要育肥料"; pure (duty 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.core.text import halfwidth
from models.leads.rules.grades import GRADES

_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)"        # a mobile number, in threes and fours or in one
    r"|(?<!\d)(400|800)[- ]?(\d{3,4})[- ]?(\d{3,4})(?!\d)"
    r"|(?<!\d)(0\d{2,3})[- ]?(\d{7,8}(?:[-转]\d{1,5})?)(?!\d)"
    r"|(?<![\d.])([2-9]\d{6,7})(?![\d.])")
_LABELS = {
    "name": ("姓名", "名称", "客户名称", "客户", "单位", "公司", "称呼", "name", "company"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "tel", "phone", "mobile"),
    "need": ("需求", "要求", "需要", "留言", "内容", "求购", "备注", "need", "message"),
    "source": ("来源", "渠道", "source"), "grade": ("级别", "等级", "grade"), "salesperson": ("业务员", "销售", "salesperson"),
    "address": ("地址", "住址", "address"),
}
_LABEL = re.compile(r"(?<![\w])(" + "|".join(sorted((word for words in _LABELS.values() for word in words), key=len, reverse=True))
                    + r")\s*[::]\s*", re.IGNORECASE)
_FIELD = {word: field for field, words in _LABELS.items() for word in words}
_PERSON = re.compile(r"\S{1,4}(总|经理|场长|厂长|站长|店长|社长|老板|老板娘|师傅|主任|先生|女士|小姐|大姐|大哥|姐|哥|工|会计|老师)")
_BETWEEN = re.compile(r"[\s,,、;;|/]+")


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


def read_line(text: str, sources: Mapping[str, str], people: Mapping[str, int]) -> Line:
    """Phones are known by their shape, labels by their colon, sources, grades and colleagues by being a word of their own.

    The first other word is the name; a second one before the phone is the person there if it reads like one; the rest is the need.
    sources: word → key; people: name → id.
    """
    plain = halfwidth(text.replace("\u3000", " ")).strip()
    phones = [match for match in _PHONE.finditer(plain)]
    kept = _PHONE.sub(" \0 ", plain)
    parts, rest = _labelled(kept)
    found: dict[str, object] = {"phone": ",".join(dict.fromkeys(_number(match) for match in phones))}
    words: list[str] = []
    for word in filter(None, _BETWEEN.split(rest)):
        if word.lower() in _FIELD:
            continue
        field, value = _known(word, sources, people)
        if field and field not in found and not (field == "salesperson_id" and not words):
            found[field] = value
        else:
            words.append(word)
    for field, said in parts.items():
        known, value = _known(said, sources, people)
        if field in ("source", "grade", "salesperson"):
            found |= {known: value} if known else {}
            parts[field] = "" if known else said
    found |= {field: said for field in ("name", "contact", "address") if (said := parts.get(field, ""))}
    before = words.index("\0") if "\0" in words else len(words)
    words = [word for word in words if word != "\0"]
    if "name" not in found and words:
        found["name"] = words.pop(0)
        before -= 1
    if "contact" not in found and before > 0 and words and _PERSON.fullmatch(words[0]):
        found["contact"] = words.pop(0)
    unknown = [parts[field] for field in ("source", "grade", "salesperson") if parts.get(field)]
    found["need"] = " ".join(filter(None, (parts.get("need", ""), *words, *unknown)))
    return Line(**found)  # type: ignore[arg-type]  # each field under its own name


def _number(match: re.Match[str]) -> str:
    """The digits of a number found, an area code kept apart."""
    parts = [part for part in match.groups() if part]
    return "-".join(parts) if match.group(7) else "".join(parts)


def _labelled(text: str) -> tuple[dict[str, str], str]:
    """What stands after labels with a colon, up to the next label; and what stands before the first."""
    marks = list(_LABEL.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        said = " ".join(filter(None, text[mark.end():end].replace("\0", " ").strip(" ,,;;、|/\t").split()))
        field = _FIELD[mark.group(1).lower()]
        parts[field] = " ".join(filter(None, (parts.get(field, ""), said)))
    loose = parts.pop("phone", "")                                  # words that stood after the phone are no label's
    return parts, " ".join(filter(None, (text[:marks[0].start()] if marks else text, loose)))


def _known(word: str, sources: Mapping[str, str], people: Mapping[str, int]) -> tuple[str, object]:
    if word in sources:
        return "source", sources[word]
    if word.removesuffix("级").upper() in GRADES:
        return "grade", word.removesuffix("级").upper()
    return ("salesperson_id", people[word]) if word in people else ("", None)
