"""A lead in one line above the list: typed or pasted as it comes, read as name, phone and need while it stands there (duty 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.core.errors import Problem, require
from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.inputs import LeadInput
from models.leads.rules import SOURCES, Line, read_line
from models.people import queries as people
from ui.kit.board import Entry
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Section, Values
from ui.kit.tab import Verb
from ui.kit.words import join
from ui.tabs.finders import people_choices
from ui.tabs.leads.doubles import log_instead, near_of

_WORDS: Mapping[str, str] = {
    "来电": "phone", "电话咨询": "phone", "上门": "walk in", "到店": "walk in", "走访": "visit", "介绍": "referral", "转介绍": "referral",
    "平台": "platform", "网络": "platform", "展会": "fair", "广告": "advertising", "名录": "directory",
    "抖音": "platform", "快手": "platform", "百度": "platform", "阿里巴巴": "platform", "慧聪网": "platform", "中国制造网": "platform",
    "朋友介绍": "referral", "熟人介绍": "referral", "老客户介绍": "referral", "推荐": "referral", "来访": "walk in", "拜访": "visit",
    "订货会": "fair", "传单": "advertising", "黄页": "directory",
}
"""What clerks write for a source, beside its own words."""


def read(office: Office, text: str) -> Line:
    """What the line says, by this office's sources and colleagues."""
    sources = {**_WORDS, **{_(title): key for key, title in SOURCES.items()}}
    return read_line(text or "", sources, {name: person_id for person_id, name in people.choices(office)})


def _said(office: Office, line: Line, values: Values) -> str:
    """The line as it was understood, part by part."""
    colleague = dict(people.choices(office)).get(line.salesperson_id or 0, "")
    parts = ((N_("Name"), line.name), (N_("Phone"), line.phone), (N_("Contact person"), line.contact), (N_("Need"), line.need),
             (N_("Address"), line.address), (N_("Source"), _(SOURCES[line.source]) if line.source else ""), (N_("Grade"), line.grade),
             (N_("Salesperson"), colleague), (N_("Tax number"), line.tax_number))
    return join(*(f"{_(title)} {text}" for title, text in parts if text))


def _live(office: Office, values: Values, path: str) -> Live:
    line = read(office, values["line"])
    if not values["line"]:
        return Live()
    found = queries.doubles(office, name=line.name, phone=line.phone, tax_number=line.tax_number)
    return Live(marks={"line": Mark(_said(office, line, values), Level.PLAIN)}, near=near_of(found, log_instead(_told(office))))


def _told(office: Office) -> Any:
    def told(values: Values) -> str:
        line = read(office, values["line"])
        return line.need or str(values["line"] or "")
    return told


def card(office: Office, values: Values) -> LeadInput:
    """The card that the line stands for; what it names itself goes before what is chosen beside it. Raises RuleViolation."""
    line = read(office, values["line"])
    require([] if line.name or line.phone else [Problem("line", "lead.line", N_("Type a name and a phone number"))])
    return LeadInput(line.name or line.phone, line.phone, line.contact, line.source or values["source"] or "phone", line.need,
                     grade=line.grade or "N", address=line.address, salesperson_id=line.salesperson_id or values["salesperson_id"],
                     tax_number=line.tax_number)


def _file(office: Office, _subject: Any, values: Values) -> Done:
    return commands.file_lead(office, card(office, values))


QUICK = Entry(FormSpec("lead-line", N_("New lead in one line"), parts=(Section((
    FieldSpec("line", N_("New lead in one line"), width=60, limit=400, hint=N_("Name, phone, need in one line, typed or pasted")),
    FieldSpec("source", N_("Source"), FieldKind.CHOICE, width=12, choices=tuple(SOURCES.items()), aside=True),
    FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=9, choices=people_choices, aside=True),
), inline=True),), live=_live), Verb(N_("File the lead"), _file, "F6", "add", done=N_("Saved {number}")))
