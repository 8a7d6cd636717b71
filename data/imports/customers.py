"""Customers from a workbook: drafts that wait for one approval of their accounts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.imports import values
from data.imports.headings import Field
from data.imports.records import combined, record
from data.imports.target import Change, FiledAlready, Likeness, Work
from models.core import audit
from models.core.errors import ApprovalNeeded, Problem, RuleViolation
from models.core.imports import Entered
from models.core.office import Act, Office
from models.core.text import N_, clean
from models.customers import commands, queries, rules
from models.customers.inputs import CustomerInput
from models.people import queries as people
from models.people.commands import ask_approval

FIELDS = (
    Field("code", N_("Code"), ("编号", "客户编号", "客户编码", "编码", "客户代码", "代码", "客户号", "code", "customer code", "customer no", "no"),
          values.code),
    Field("name", N_("Name"), ("客户名称", "姓名", "单位名称", "公司名称", "客户全称", "企业名称", "客户姓名", "往来单位", "购货单位", "客户", "公司", "名称", "单位",
                               "全称", "店名", "经销商", "养殖户", "name", "customer", "customer name", "company", "company name", "client"),
          required=True),
    Field("short_name", N_("Short name"), ("简称", "客户简称", "short name")),
    Field("contact", N_("Contact"), ("联系人", "联系人姓名", "负责人", "法人", "法定代表人", "老板", "经办人", "contact", "contact person")),
    Field("phone", N_("Phone"), ("联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "联系人电话", "联系人手机", "phone", "tel",
                                 "telephone", "mobile"), values.phones, second="phone2"),
    Field("phone2", N_("Second phone"), ("固定电话", "座机", "固话", "办公电话", "备用电话", "第二电话", "其他电话", "phone 2"), values.phones),
    Field("address", N_("Address"), ("地址", "联系地址", "详细地址", "通讯地址", "单位地址", "公司地址", "经营地址", "注册地址", "住址", "address")),
    Field("delivery_address", N_("Delivery address"), ("送货地址", "收货地址", "交货地址", "到货地址", "delivery address", "ship to")),
    Field("territory", N_("Territory"), ("区域", "地区", "片区", "大区", "所属区域", "所在区域", "销售区域", "市场", "territory", "region", "area")),
    Field("tax_number", N_("Tax number"), ("税号", "纳税人识别号", "统一社会信用代码", "社会信用代码", "信用代码", "税务登记号", "纳税号", "tax number",
                                           "tax no", "tax id"), values.code),
    Field("bank", N_("Bank"), ("开户行", "开户银行", "银行", "银行名称", "bank")),
    Field("bank_account", N_("Bank account"), ("账号", "银行账号", "帐号", "银行帐号", "开户账号", "银行卡号", "卡号", "bank account", "account no"),
          values.code),
    Field("credit_limit", N_("Credit limit"), ("信用额度", "信用额", "授信额度", "额度", "赊销额度", "欠款额度", "信用限额", "credit limit", "limit"),
          values.money),
    Field("credit_days", N_("Credit days"), ("账期", "帐期", "账期天数", "信用天数", "信用期", "付款期限", "结算期限", "credit days", "terms"),
          values.days),
    Field("salesperson", N_("Salesperson"), ("业务员", "销售员", "业务经理", "客户经理", "销售经理", "负责业务员", "所属业务员", "salesperson", "sales rep")),
    Field("segment", N_("Segment"), ("客户类型", "客户类别", "客户分类", "客户等级", "客户级别", "行业", "segment", "category")),
    Field("opened_on", N_("Opened on"), ("开户日期", "开户时间", "建档日期", "建档时间", "登记日期", "合作日期", "建立日期", "opened on", "opening date"),
          values.day),
    Field("demand", N_("Demands and opinions"), ("需求及看法", "需求与看法", "需求和看法", "需求", "客户需求", "看法", "意见", "客户意见", "要求", "demands",
                                                 "opinions"), values.lines),
    Field("remark", N_("Remark"), ("备注", "说明", "附注", "remark", "remarks", "note", "notes"), values.lines),
)


@dataclass(frozen=True)
class CustomerLine:
    """A row: the customer's file, and what it asks for and thinks."""

    file: CustomerInput
    demand: str = ""


def squeezed(name: str) -> str:
    """A name as it is compared: without spaces of any width."""
    return re.sub(r"\s+", "", name)


class Customers:
    """The customer file."""

    name, title, fields, named = "customers", N_("Customers"), FIELDS, ("name",)
    policies = ("skip", "update", "merge")

    def read(self, office: Office, values: Mapping[str, Any]) -> tuple[CustomerLine, list[Problem]]:
        """The file and the note of a row, and everything to mend in them."""
        phones = [phone for key in ("phone", "phone2") for phone in (values.get(key) or "").split(" / ") if phone]
        contact, seller, place = (values.get(key) or "" for key in ("contact", "salesperson", "delivery_address"))
        staff = {name: one for one, name in people.choices(office)} if seller else {}
        file = CustomerInput.from_form({
            **values, "phone": " / ".join(dict.fromkeys(phones)), "salesperson_id": staff.get(seller),
            "contacts": [{"name": contact, "phone": phones[0] if phones else ""}] if contact else [], "addresses": [{"address": place}]})
        item = CustomerLine(file, values.get("demand") or "")
        found = [_at_column(problem) for problem in rules.check_customer(file)] + _check_demand(item.demand)
        if seller and seller not in staff:
            found.append(Problem("salesperson", "person.unknown", N_("Nobody called {name} works here; check the name"), {"name": seller}))
        return item, found + self._check_code(office, item)

    def _check_code(self, office: Office, item: CustomerLine) -> list[Problem]:
        """A code may belong to the same customer, who is then not entered again, but to nobody else."""
        taken = queries.by_code(office, item.file.code) if item.file.code else None
        if taken is None or self.likeness(item).is_same(_likeness(taken.name, [taken.phone], taken.tax_number)):
            return []
        return [Problem("code", "customer.code", N_("The code {code} belongs to {name}"), {"code": taken.code, "name": taken.name})]

    def doubts(self, office: Office, item: CustomerLine) -> list[Problem]:
        """Tax numbers and phones that look odd."""
        return [problem for problem in rules.doubts(item.file, office.clock.today()) if "." not in problem.field]

    def likeness(self, item: CustomerLine) -> Likeness:
        """The same name with the same phone or tax number is the same customer; with others it is a namesake."""
        return _likeness(item.file.name, [item.file.phone], item.file.tax_number, item.file.code)

    def filed(self, office: Office, item: CustomerLine) -> list[FiledAlready]:
        """Customers of the office with the same name."""
        mine = self.likeness(item)
        others = queries.candidates(office, item.file.name, "", ())
        return [FiledAlready(one.code, one.name, mine.is_same(_likeness(one.name, one.phones, one.tax_number)))
                for one in others if squeezed(one.name) == mine.name]

    def combined(self, first: CustomerLine, other: CustomerLine, how: str) -> CustomerLine:
        """The file of both rows; what both ask for."""
        demand = "\n".join(dict.fromkeys(text for text in (first.demand, other.demand) if text))
        return CustomerLine(combined(first.file, other.file, how), demand)

    def prepare(self, office: Office, item: CustomerLine) -> commands.Prepared:
        """Pinyin, search text and every part of the file."""
        return commands.prepare(item.file, item.demand, item.file.opened_on)

    def enter(self, office: Office, work: Work) -> int | None:
        """File them all as asked for, and ask for one approval of all accounts (rules: Approvals and journal)."""
        ids: list[int] = []
        with office.command(f"import.{self.name}", work.content) as act:
            for batch in commands.store_customers(act, work.ready):
                ids += batch
                work.tell()
            changed = [entered for change in work.changes if (entered := _changed(act, change)) is not None]
            record(act, self.name, work, [*map(Entered, ids), *changed])
        try:
            if ids:
                commands.open_customers(office, ids)
        except ApprovalNeeded as asked:
            return ask_approval(office, asked)[0]
        return None

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered]) -> None:
        """New customers go again, changed ones say what they said before; refused where they are in use or were changed since."""
        for row in entered:
            if row.before:
                now = queries.card(office, row.row_id)
                if audit.canonical(queries.as_input(now)) != row.after:
                    raise RuleViolation([Problem("", "import.changed", N_("{name} was changed since; mend it by hand"),
                                                 {"name": now.name})])
                commands.rewrite_file(act, row.row_id, _read_back(row.before))
        commands.take_back_customers(act, import_id, [row.row_id for row in entered if not row.before])


def _changed(act: Act, change: Change) -> Entered | None:
    """Fill or overwrite the customer that a row repeats; None where it says nothing new."""
    row = queries.by_code(act.office, change.code)
    if row is None:
        raise RuleViolation([rules.no_customer()])
    before = queries.as_input(row)
    after = combined(before, replace(change.item.file, code=row.code), change.how)
    if after == before:
        return None
    commands.rewrite_file(act, row.id, after)
    return Entered(row.id, audit.canonical(before), audit.canonical(queries.as_input(queries.card(act.office, row.id))))


def _read_back(text: str) -> CustomerInput:
    values = json.loads(text)

    def day(value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None

    values |= {"credit_limit": None if values["credit_limit"] is None else Decimal(values["credit_limit"]),
               "opened_on": day(values["opened_on"])}
    values["contacts"] = [{**each, "birthday": day(each["birthday"])} for each in values["contacts"]]
    values["licences"] = [{**each, "expires": day(each["expires"])} for each in values["licences"]]
    return CustomerInput.from_form(values)


def _likeness(name: str, phones: Iterable[str], tax_number: str, code: str = "") -> Likeness:
    marks = {phone for text in phones for phone in rules.phones_of(text)} | {rules.normal_number(tax_number).upper()}
    return Likeness(squeezed(name), frozenset(marks - {""}), code, shown=name.strip())


def _check_demand(text: str) -> list[Problem]:
    try:
        clean(text, "demand", 1000, lines=True, emoji=True)
    except RuleViolation as refused:
        return list(refused.problems)
    return []


_PARTS = {"contacts.0.phone": "phone", "contacts.0.name": "contact", "addresses.0.address": "delivery_address"}


def _at_column(problem: Problem) -> Problem:
    """A problem of a part of the file at the column it was read from."""
    return replace(problem, field=_PARTS.get(problem.field, problem.field))
