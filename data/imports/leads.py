"""Leads from a workbook, such as a directory of who may buy (duty 59): each filed with its first log entry, its clock running."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.imports.customer_words import LEAD
from data.imports.customers import squeezed, stranger
from data.imports.phones import Reached
from data.imports.records import before_import, combined, record, rewritten
from data.imports.target import Change, FiledAlready, Finder, Likeness, Reader, Work
from models.core.errors import Problem, RuleViolation
from models.core.imports import Entered
from models.core.office import Act, Office
from models.core.text import N_, halfwidth
from models.customers.rules import phone_is_plausible, phones_of
from models.days.queries import business_date, closed_through
from models.leads import commands, queries, rules
from models.leads.inputs import LeadInput
from models.people import queries as people

SOURCES = {
    "phone": ("来电", "电话", "电话咨询", "热线", "call", "phone"), "walk in": ("到店", "来访", "上门", "自来", "自然到店", "门店", "walk in"),
    "visit": ("走访", "拜访", "外拓", "陌拜", "地推", "visit"), "referral": ("介绍", "转介绍", "推荐", "老客户介绍", "朋友介绍", "客户介绍", "referral"),
    "platform": ("平台", "网络", "网上", "线上", "慧聪网", "中国制造网", "阿里巴巴", "1688", "抖音", "微信", "公众号", "网站", "百度", "online", "web",
                 "website", "platform"),
    "fair": ("展会", "展览", "会议", "订货会", "推介会", "exhibition", "trade fair", "fair", "show"), "advertising": ("广告", "传单", "宣传", "ad", "advert"),
    "directory": ("名录", "黄页", "目录", "资料", "directory", "list"), "other": ("其他", "其它", "other"),
}
"""What files call a source, by its key; what is in none of them is another source."""
GRADES = {"O": ("已订", "已签", "已下单"), "H": ("极高", "hot", "紧急"), "A": ("高", "high", "强", "热"), "B": ("中", "medium", "warm", "一般"),
          "C": ("低", "low", "cold", "弱", "冷"), "N": ("新", "new", "未定级", "未评级")}


class Leads:
    """The cards of leads."""

    name, title, fields, named = "leads", N_("Leads"), LEAD, ("name",)
    policies = ("skip", "update", "merge", "apart")

    def reader(self, office: Office) -> Reader:
        """The card of a row; an unknown source or salesperson, and a customer of the same name, are worth a look."""
        staff = {name: one for one, name in people.choices(office)}
        today, closed = business_date(office), closed_through(office)

        def read(values: Mapping[str, Any]) -> tuple[LeadInput, list[Problem], list[Problem]]:
            seller, odd = values.get("salesperson") or "", []
            source, grade = _source(values.get("source") or ""), _grade(values.get("grade") or "")
            if seller and seller not in staff:
                odd.append(stranger(seller))
            if values.get("source") and source == "other" and values["source"] not in SOURCES["other"]:
                odd.append(Problem("source", "lead.source", N_("“{value}” is filed as another source"), {"value": values["source"]}))
            if not grade:
                odd.append(Problem("grade", "lead.grade", N_("“{value}” is no grade; it enters as new"), {"value": values["grade"]}))
            for phone in (values.get("phone") or Reached()).numbers:
                if not phone_is_plausible(phone):
                    odd.append(Problem("phone", "phone.odd", N_("{phone} does not look like a phone number"), {"phone": phone}))
            agreed = values.get("next_date")
            if agreed and agreed < today:
                odd.append(Problem("next_date", "lead.past", N_("The next date {day} is over; it is due at once"), {"day": agreed}))
            filed = values.get("filed")
            if filed and closed is not None and filed <= closed:
                odd.append(Problem("filed", "lead.closed", N_("{day} is closed; it enters as filed on {today}"),
                                   {"day": filed, "today": today}))
                values = {**values, "filed": None}
            item, found = rules.tidied(_card(values, source, grade or "N", staff.get(seller)), rules.CARD_TEXTS)
            item = replace(item, next_date=max(agreed, today) if agreed else None)
            return item, found or commands.filing_problems(office, item), odd
        return read

    def likeness(self, item: LeadInput) -> Likeness:
        """The same name with the same phone or tax number is the same lead; with others it is a namesake."""
        return _likeness(item.name, item.phone, item.tax_number)

    def finder(self, office: Office) -> Finder:
        """Leads of the office with the same name."""
        called: dict[str, list[tuple[str, str, Likeness]]] = defaultdict(list)
        for number, name, phone, tax_number in queries.identities(office):
            called[squeezed(name)].append((number, name, _likeness(name, phone, tax_number)))
        return lambda item: [FiledAlready(number, name, self.likeness(item).is_same(its))
                             for number, name, its in called.get(squeezed(item.name), ())]

    def combined(self, first: LeadInput, other: LeadInput, how: str) -> LeadInput:
        """The card of both rows."""
        return combined(first, other, how)

    def apart(self, item: LeadInput) -> LeadInput:
        """Leads are numbered; nothing of a card must be there once only."""
        return item

    def prepare(self, office: Office, item: LeadInput) -> commands.PreparedLead:
        """Pinyin, search text, the clock of its grade."""
        return commands.prepare_lead(office, item)

    def enter(self, office: Office, work: Work) -> int | None:
        """File them all; numbers are taken in the order of the file."""
        with commands.coming_leads(office, work.ready, work.tell) as coming, office.batch():
            with office.command(f"import.{self.name}", work.content) as act:
                ids = list(coming.store(act))
                changed = [entered for change in work.changes if (entered := _changed(act, change)) is not None]
                record(act, self.name, work, [*map(Entered, ids), *changed])
        return None

    def restored(self, office: Office, entered: Sequence[Entered]) -> None:
        """Nothing is worked out ahead."""

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: None) -> None:
        """New leads go again with the entry that filed them, changed cards say what they said before; a followed lead stays."""
        for row in entered:
            if row.before:
                now = queries.card_input(office, row.row_id)
                commands.rewrite_card(act, row.row_id, before_import(row, now, now.name))
        commands.take_back_leads(act, import_id, [row.row_id for row in entered if not row.before])


def _card(values: Mapping[str, Any], source: str, grade: str, seller: int | None) -> LeadInput:
    cells: list[Reached] = [values.get(key) or Reached() for key in ("contact", "phone", "phone2")]
    phones = dict.fromkeys(phone for cell in (*cells[1:], cells[0]) for phone in cell.numbers)
    who = dict.fromkeys(name for cell in cells for name in cell.people)
    kept = ("name", "need", "interest", "address", "territory", "tax_number", "remark")
    texts: dict[str, Any] = {key: values.get(key) or "" for key in kept}
    return LeadInput(**texts, phone=" / ".join(phones), contact="、".join(who), source=source, grade=grade, salesperson_id=seller,
                     expected=values.get("expected"), date=values.get("filed"))


def _source(text: str) -> str:
    said = halfwidth(text).strip().lower()
    if not said:
        return "directory"
    exact = [key for key, words in SOURCES.items() if said == key or said in words]
    return (exact or [key for key, words in SOURCES.items() if any(word in said for word in words)] or ["other"])[0]


def _grade(text: str) -> str:
    """A key of GRADES, "" for what is none."""
    said = halfwidth(text).strip().upper().removesuffix("级").removesuffix("类")
    if not said:
        return "N"
    return said if said in GRADES else next((key for key, words in GRADES.items() if said.lower() in words), "")


def _changed(act: Act, change: Change) -> Entered | None:
    """Fill or overwrite the lead that a row repeats; its grade and its log stay."""
    row_id = queries.id_of(act.office, change.code)
    if row_id is None:
        raise RuleViolation([Problem("", "lead.unknown", N_("There is no lead {id}"), {"id": change.code})])
    before = queries.card_input(act.office, row_id)
    said: LeadInput = change.item
    after = combined(before, replace(said, grade=before.grade, next_date=before.next_date, date=before.date), change.how)
    return rewritten(row_id, before, after, lambda card: commands.rewrite_card(act, row_id, card),
                     lambda: queries.card_input(act.office, row_id))


def _likeness(name: str, phones: str, tax_number: str) -> Likeness:
    marks: Iterable[str] = (*phones_of(phones), tax_number.upper())
    return Likeness(squeezed(name), frozenset(mark for mark in marks if mark), shown=name.strip())
