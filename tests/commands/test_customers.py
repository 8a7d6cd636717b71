"""Customers are filed as drafts, opened by the manager, changed, noted about, and only drafts are thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from peewee import IntegrityError

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_option
from models.customers import commands, queries
from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput, NoteInput, ReceptionInput
from models.customers.listing import LICENCES, OPENING_LOG, RECEPTIONS
from models.customers.rules import LICENCE_DAYS
from models.people import commands as people
from models.people.queries import approval_row
from tests.factories import CLERK, MANAGER, SELLER, a_customer, grant, person_id

FULL = CustomerInput(
    "河南双汇饲料有限公司", short_name="双汇", kind="dealer", tax_number="９１５１２０８１ MA62K0260e", territory="周口", address="周口市建设路1号",
    phone="138 0000 0000/0394 7382745", bank="农行周口分行", bank_account="6228 4800 1234", credit_limit=Decimal("50000.50"), credit_days=30,
    segment="规模场", remark="<b>老客户</b> 👍", price_list="经销", contacts=(ContactInput("单志强", "老板", "+86 139-1234-5678", date(1980, 2, 29)),),
    addresses=(AddressInput("淮阳县城关镇", "淮阳"),), licences=(LicenceInput("经营许可证", "豫001", date(2027, 1, 1)),))


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def asked(call: Callable[[], object]) -> ApprovalNeeded:
    """The approval a call needs."""
    with pytest.raises(ApprovalNeeded) as caught:
        call()
    return caught.value


def test_a_customer_comes_back_as_it_was_filed(office: Office) -> None:
    """All fields, numbers in their normal form, a draft until opened."""
    done = commands.file_customer(office, replace(FULL, salesperson_id=person_id(office, SELLER)))
    row = queries.card(office, done.id)
    assert row == queries.by_code(office, "C00001") == queries.by_name(office, "河南双汇饲料有限公司")
    assert (row.code, row.kind, row.tax_number, row.phone) == ("C00001", "dealer", "91512081MA62K0260E", "13800000000 / 0394-7382745")
    assert (row.bank_account, row.credit_limit, row.credit_days, row.price_list) == ("622848001234", Decimal("50000.50"), 30, "经销")
    assert (row.opening, row.active, row.salesperson, row.opened_on, row.remark) == ("draft", True, SELLER, None, "<b>老客户</b> 👍")
    contact, = row.contacts
    assert (contact.name, contact.phone, contact.birthday) == ("单志强", "13912345678", date(1980, 2, 29))
    assert [each.territory for each in row.addresses] == ["淮阳"] and [each.expires for each in row.licences] == [date(2027, 1, 1)]


def test_no_limit_and_cash_only_stay_apart(office: Office) -> None:
    """None is not 0 (rules: Receivables)."""
    limits = [queries.card(office, commands.file_customer(office, CustomerInput("甲", credit_limit=limit)).id).credit_limit
              for limit in (None, Decimal(0))]
    assert limits == [None, Decimal(0)]


def test_a_code_is_kept_from_an_import_or_made(office: Office) -> None:
    """A made code steps over those that came from elsewhere."""
    assert commands.file_customer(office, CustomerInput("甲", code="C00002")).number == "C00002"
    assert [commands.file_customer(office, CustomerInput(name)).number for name in "乙丙"] == ["C00001", "C00003"]
    assert refused(lambda: commands.file_customer(office, CustomerInput("丁", code="C00002"))) == ["customer.code"]


def test_an_unknown_salesperson_is_refused(office: Office) -> None:
    """At the field, not as a fault of the database."""
    assert refused(lambda: commands.file_customer(office, CustomerInput("甲", salesperson_id=99))) == ["person.unknown"]


def test_a_change_replaces_contacts_and_is_found_by_them(office: Office) -> None:
    """The contact who left finds nothing any more."""
    customer = commands.file_customer(office, FULL).id
    others = (ContactInput("仇小妹", phone="13700000001"),)
    commands.change_customer(office, customer, replace(FULL, name="周口双汇", contacts=others, price_list=""))
    assert [hit.name for hit in queries.find(office, "qiuxiaomei")] == ["周口双汇"] and not queries.find(office, "szq")
    row = queries.card(office, customer)
    assert [each.name for each in row.contacts] == ["仇小妹"] and row.price_list == "" and row.code == "C00001"
    assert refused(lambda: commands.change_customer(office, 99, FULL)) == ["customer.unknown"]


def test_an_account_opens_with_the_managers_approval_only(office: Office) -> None:
    """Duty 20: draft, asked, approved, each step kept."""
    customer = commands.file_customer(office, FULL).id
    commands.ask_opening(office, customer)
    need = asked(lambda: commands.open_customer(office, customer))
    assert [each.kind for each in need.needs] == ["account opening"] and queries.card(office, customer).opening == "asked"
    grant(office, need)
    commands.open_customer(office, customer)
    row = queries.card(office, customer)
    assert (row.opening, row.opened_on) == ("approved", date(2026, 11, 23))
    assert [(step.step, step.person, step.approval_id) for step in queries.opening_steps(office, customer)] == [
        ("asked", "王敏", None), ("approved", "王敏", 1)]
    assert refused(lambda: commands.open_customer(office, customer)) == ["opening.approved"]
    assert refused(lambda: commands.ask_opening(office, customer)) == ["opening.approved"]


def test_an_approval_is_bound_to_the_file_that_was_seen(office: Office) -> None:
    """Who changes the credit limit afterwards asks again."""
    customer = commands.file_customer(office, FULL).id
    grant(office, asked(lambda: commands.open_customer(office, customer)))
    commands.change_customer(office, customer, replace(FULL, credit_limit=Decimal("999999")))
    again = asked(lambda: commands.open_customer(office, customer))
    grant(office, again)
    commands.open_customer(office, customer)
    assert queries.card(office, customer).opening == "approved"


def test_a_refused_account_may_be_asked_for_again(office: Office) -> None:
    """With the reason kept."""
    customer = commands.file_customer(office, FULL).id
    assert refused(lambda: commands.refuse_opening(office, customer, "先等等")) == ["opening.draft"]
    commands.ask_opening(office, customer)
    assert refused(lambda: commands.refuse_opening(office, customer, " ")) == ["reason.missing"]
    assert refused(lambda: commands.refuse_opening(office, customer, "资信不足")) == ["approval.self"]
    people.sign_in(office, MANAGER)
    commands.refuse_opening(office, customer, "资信不足")
    people.sign_in(office, CLERK)
    assert refused(lambda: commands.open_customer(office, customer)) == ["opening.refused"]
    commands.ask_opening(office, customer)
    assert [(step.step, step.reason) for step in queries.opening_steps(office, customer)] == [
        ("asked", ""), ("refused", "资信不足"), ("asked", "")]


def states(office: Office) -> list[bool | None]:
    """What became of each request, the oldest first."""
    ids = [row[0] for row in office.database.execute_sql("SELECT id FROM approval ORDER BY id")]
    return [row.granted for each in ids if (row := approval_row(office, each)) is not None]


def test_asking_puts_the_request_before_the_manager_with_what_is_missing(office: Office) -> None:
    """Duty 20: the manager reads what the file lacks, and one request is enough."""
    bare = commands.file_customer(office, CustomerInput("淮阳某店", phone="13800000001")).id
    commands.ask_opening(office, bare)
    row = approval_row(office, 1)
    assert row is not None and row.granted is None
    assert "淮阳某店" in row.question and row.question.count(", ") == 6, "everything but the phone"
    grant(office, asked(lambda: commands.open_customer(office, bare)))
    commands.open_customer(office, bare)
    assert states(office) == [True]


def test_a_request_that_another_answer_made_idle_waits_no_longer(office: Office) -> None:
    """A file changed after it was asked for, and accounts opened together."""
    customer = commands.file_customer(office, FULL).id
    commands.ask_opening(office, customer)
    commands.change_customer(office, customer, replace(FULL, credit_days=7))
    grant(office, asked(lambda: commands.open_customer(office, customer)))
    commands.open_customer(office, customer)
    assert states(office) == [True, True]
    ids = [commands.file_customer(office, CustomerInput(name)).id for name in "甲乙"]
    commands.ask_opening(office, ids[0])
    grant(office, asked(lambda: commands.open_customers(office, ids)))
    commands.open_customers(office, ids)
    assert states(office) == [True] * 4


def test_an_open_account_becomes_a_dealers_with_the_managers_approval_only(office: Office) -> None:
    """Duty 23: a dealer set up by the back door is asked for like any other."""
    customer = a_customer(office)
    file = queries.as_input(queries.card(office, customer))
    need = asked(lambda: commands.change_customer(office, customer, replace(file, kind="dealer")))
    assert [each.kind for each in need.needs] == ["account opening"] and queries.card(office, customer).kind == "customer"
    grant(office, need)
    commands.change_customer(office, customer, replace(file, kind="dealer"))
    commands.change_customer(office, customer, replace(file, kind="dealer", phone="13800000002"))
    assert queries.card(office, customer).kind == "dealer" and [each.approval_id for each in queries.opening_steps(office, customer)][-1]


def test_the_manager_reads_what_the_clerk_has_to_say(office: Office) -> None:
    customer = commands.file_customer(office, FULL).id
    commands.ask_opening(office, customer, "老客户介绍 👍")
    row = approval_row(office, 1)
    assert row is not None and row.question.endswith("老客户介绍 👍")
    assert queries.opening_steps(office, customer)[0].reason == "老客户介绍 👍"
    with pytest.raises(RuleViolation):
        commands.ask_opening(office, commands.file_customer(office, replace(FULL, code="X2")).id, "\x00")


def test_the_accounts_of_a_file_open_with_one_approval(office: Office) -> None:
    """Rules: Approvals and journal."""
    ids = [commands.file_customer(office, CustomerInput(name)).id for name in "甲乙丙"]
    commands.ask_opening(office, ids[1])
    need = asked(lambda: commands.open_customers(office, ids))
    assert len(need.needs) == 1 and need.needs[0].params == {"count": 3, "name": "甲"}
    grant(office, need)
    commands.open_customers(office, list(reversed(ids)))
    assert {queries.card(office, each).opening for each in ids} == {"approved"}
    assert [len(queries.opening_steps(office, each)) for each in ids] == [2, 2, 2]
    assert refused(lambda: commands.open_customers(office, [*ids, 99])) == ["customer.unknown"]
    assert refused(lambda: commands.open_customers(office, [])) == ["customer.unknown"]
    assert refused(lambda: commands.open_customers(office, ids[:2])) == ["opening.approved", "opening.approved"]


def test_an_inactive_customer_leaves_the_finders_only(office: Office) -> None:
    """Its file and what is open with it stay."""
    customer = a_customer(office)
    commands.deactivate(office, customer, "停业")
    assert queries.find(office, "双汇") == [] == queries.find(office, "C00001") and not queries.card(office, customer).active
    commands.set_active(office, customer, True)
    assert [hit.id for hit in queries.find(office, "双汇")] == [customer]


def test_only_drafts_are_thrown_away(office: Office) -> None:
    """Duty 73."""
    draft, opened = commands.file_customer(office, FULL).id, a_customer(office, "别家")
    commands.add_note(office, NoteInput(draft, "demand", "要预混料"))
    commands.delete_draft(office, draft)
    assert queries.find(office, "双汇") == [] and queries.by_code(office, "C00001") is None
    assert refused(lambda: commands.delete_draft(office, opened)) == ["customer.kept"]
    assert [hit.id for hit in queries.find(office, "别家")] == [opened]


def test_demands_and_opinions_are_dated(office: Office) -> None:
    """Duty 5; today when no day is given."""
    customer = a_customer(office)
    commands.add_note(office, NoteInput(customer, "demand", "想要预混料\n每月 20 吨", date(2026, 11, 20)))
    commands.add_note(office, NoteInput(customer, "opinion", "价格偏高 🙁"))
    assert [(note.date.day, note.kind, note.person) for note in queries.notes(office, customer)] == [
        (23, "opinion", "王敏"), (20, "demand", "王敏")]
    assert refused(lambda: commands.add_note(office, NoteInput(99, "demand", "x"))) == ["customer.unknown"]


def test_the_doubtful_and_the_double_are_named_before_filing(office: Office) -> None:
    """Never blocked: the clerk decides."""
    first = commands.file_customer(office, FULL).id
    double = CustomerInput("河南双会饲料公司", phone="139 1234 5678", tax_number="91512081MA62K0260E")
    assert [problem.code for problem in queries.warnings(office, double)] == ["alike.sound", "alike.tax", "alike.phone"]
    assert queries.warnings(office, FULL, first) == []
    assert [problem.code for problem in queries.warnings(office, CustomerInput("甲", tax_number="123"))] == ["tax.check"]
    commands.file_customer(office, double)


def test_who_was_received_is_kept_with_what_was_explained(office: Office) -> None:
    """Duty 4: somebody new, or a filed customer whose name and phone come from the file; a slip of the tongue is never rewritten."""
    known = a_customer(office, "曾记粮行")
    commands.receive(office, ReceptionInput("问育肥料价格，要求送货", "老单", phone="138 0000 0009", explained="起送 2 吨，次日到"))
    commands.receive(office, ReceptionInput("票面少盖章", way="phone", customer_id=known, explained="补盖后送回"))
    rows = [dict(zip([column.key for column in RECEPTIONS.columns], row, strict=True))
            for row in rows_of(RECEPTIONS, keys_of(RECEPTIONS, Filter()))]
    assert [(row["caller"], row["phone"], row["way"]) for row in rows] == [
        ("曾记粮行", "13800000000", "phone"), ("老单", "13800000009", "visit")]
    assert len(keys_of(RECEPTIONS, Filter(keyword="shan"))) == 1 == len(keys_of(RECEPTIONS, Filter(keyword="zengji")))
    with pytest.raises(IntegrityError, match="sealed"):
        office.database.execute_sql("UPDATE reception SET about = ''")


@pytest.mark.parametrize("x, code", [
    (ReceptionInput(""), "text.missing"), (ReceptionInput("问价"), "reception.caller"),
    (ReceptionInput("问价", customer_id=99), "customer.unknown"),
    (ReceptionInput("问价", "老单", way="fax"), "reception.way"), (ReceptionInput("问价", "老单", date=date(2026, 11, 24)), "note.ahead"),
])
def test_a_reception_says_who_and_what_about(office: Office, x: ReceptionInput, code: str) -> None:
    assert code in " ".join(refused(lambda: commands.receive(office, x)))


def test_the_register_of_openings_tells_each_step_and_who_approved(office: Office) -> None:
    """Duty 20."""
    a_customer(office)
    rows = [dict(zip([column.key for column in OPENING_LOG.columns], row, strict=True))
            for row in rows_of(OPENING_LOG, keys_of(OPENING_LOG, Filter(sort="step")))]
    assert [(row["step"], row["person"], row["decider"]) for row in rows] == [("approved", CLERK, MANAGER), ("asked", CLERK, None)]


def test_licences_tell_how_many_days_they_hold(office: Office) -> None:
    a_customer(office, licences=(LicenceInput("许可证", "1", date(2026, 11, 20)), LicenceInput("执照", "2"),
                                 LicenceInput("备案", "3", date(2026, 12, 3))))
    left = [column.key for column in LICENCES.columns].index("left")
    assert [row[left] for row in rows_of(LICENCES, keys_of(LICENCES, Filter(state="expired")))] == [-3]
    assert len(keys_of(LICENCES, Filter(state="expired"))) == 1 == len(keys_of(LICENCES, Filter(state="endless")))
    assert len(keys_of(LICENCES, Filter(state="soon"))) == 1 and keys_of(LICENCES, Filter(state="holds")) == []
    set_option(office, LICENCE_DAYS, 5)
    assert keys_of(LICENCES, Filter(state="soon")) == [] and len(keys_of(LICENCES, Filter(state="holds"))) == 1
