"""Contracts on a real file: drafted, reviewed, approved, kept by the database, changed by supplements only, remembered, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from peewee import IntegrityError

from data.approvals import carry_out
from data.backup import backup, restore
from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.contracts import commands, queries
from models.contracts.inputs import (ClauseInput, ContractInput, EventInput, LineInput, ReviewInput, StepInput, SupplementInput,
                                     TemplateInput, WorkInput)
from models.contracts.listing import CONTRACT_LINES, CONTRACTS, TEMPLATES
from models.core.company import NAME
from models.core.errors import ApprovalNeeded, KnownError, RuleViolation
from models.core.listing import Filter, every_row, totals_of
from models.core.office import Office
from models.core.settings import set_option
from models.customers.commands import merge_customers
from models.customers.inputs import MergeInput
from models.sale.commands import supplement_contract
from models.street import faults, open_office
from models.tasks.queries import tasks_between
from tests.contract_room import Yard, a_yard, all_ticked, approve, granted, thirds
from tests.factories import a_customer, grant

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)


@pytest.fixture
def yard(office: Office) -> Yard:
    """A yard."""
    return a_yard(office)


def codes(refused: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    """What was wrong."""
    return [problem.code for problem in refused.value.problems]


def test_a_draft_takes_a_number_and_its_wording_from_the_template_of_its_kind(yard: Yard) -> None:
    set_option(yard.office, NAME, "河南牧丰饲料有限公司")
    row = yard.row(yard.draft(deliver_by=DECEMBER))
    assert (row.number, row.state, row.total, row.title) == ("HT20261100001", "draft", D("12800.00"), "货物供应")
    assert "河南牧丰饲料有限公司" in row.text and "河南双汇饲料有限公司" in row.text and "2026-12-01" in row.text and "【" not in row.text
    assert row.customer_address == "河南省周口市建设路1号" and row.lines[0].base_quantity == D(100)


def test_typed_words_are_kept_as_typed_and_only_blanks_are_filled(yard: Yard) -> None:
    row = yard.row(yard.draft(text="<b>甲方</b>：【customer】，<img src='/etc/passwd'/> 【颜色】"))
    assert row.text == "<b>甲方</b>：河南双汇饲料有限公司，<img src='/etc/passwd'/> 【颜色】"


def test_a_draft_is_rewritten_until_it_goes_to_review(yard: Yard) -> None:
    contract = yard.draft()
    before = queries.as_contract(yard.row(contract))
    parts = {"lines": (LineInput(yard.bran, D(40), D("2.5")),), "instalments": thirds("100", DECEMBER, JANUARY)}
    changed = ContractInput(**{**vars(before), **parts})
    commands.change_contract(yard.office, contract, changed)
    row = yard.row(contract)
    assert row.total == D("100.00") and [each.kind for each in row.instalments] == ["deposit", "balance"]
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    with pytest.raises(RuleViolation) as refused:
        commands.change_contract(yard.office, contract, changed)
    assert codes(refused) == ["contract.state"]
    commands.return_contract(yard.office, StepInput(contract, "单价再谈"))
    commands.change_contract(yard.office, contract, before)
    assert [step.step for step in yard.row(contract).steps] == ["filed", "review", "returned"]


def test_brackets_in_a_customers_name_keep_no_contract_from_review(yard: Yard) -> None:
    customer = a_customer(yard.office, name="【双汇】饲料（周口）")
    contract = Yard(**{**vars(yard), "customer": customer}).draft(deliver_by=DECEMBER)
    assert "【双汇】饲料（周口）" in yard.row(contract).text
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    assert yard.row(contract).state == "review"


def test_a_review_needs_each_clause_looked_at(yard: Yard) -> None:
    contract = yard.draft()
    with pytest.raises(RuleViolation) as refused:
        commands.send_to_review(yard.office, ReviewInput(contract, (ClauseInput("Price, tax rate and total", "yes"),)))
    assert codes(refused) == ["clause.open"] * 9 and yard.row(contract).state == "draft"
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    assert len(yard.row(contract).steps[-1].clauses) == 10


def test_an_approval_binds_to_what_was_reviewed(yard: Yard) -> None:
    contract = yard.draft()
    with pytest.raises(RuleViolation):
        commands.approve_contract(yard.office, contract)
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    with pytest.raises(ApprovalNeeded) as asked:
        commands.approve_contract(yard.office, contract)
    assert [(need.kind, need.amount) for need in asked.value.needs] == [("contract", D("12800.00"))]
    digest = asked.value.digest
    commands.return_contract(yard.office, StepInput(contract, "加量"))
    before = queries.as_contract(yard.row(contract))
    commands.change_contract(yard.office, contract, ContractInput(**{**vars(before), "remark": "加急"}))
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    with pytest.raises(ApprovalNeeded) as again:
        commands.approve_contract(yard.office, contract)
    assert again.value.digest != digest
    approve_now(yard, contract)
    row = yard.row(contract)
    assert row.state == "approved" and row.approved_by == "张经理"


def approve_now(yard: Yard, contract: int) -> None:
    """Approve what is in review."""
    granted(yard.office, lambda: commands.approve_contract(yard.office, contract))


@pytest.mark.parametrize("sql", [
    "UPDATE contract SET total = 1", "DELETE FROM contract_line", "UPDATE contract_line SET price = 1", "DELETE FROM instalment",
    "UPDATE instalment SET amount = 0", "DELETE FROM contract", "UPDATE contract_step SET step = 'filed'", "DELETE FROM contract_step",
    "INSERT OR REPLACE INTO contract SELECT * FROM contract",
    "INSERT INTO instalment (contract_id, position, kind, title, due, amount) VALUES (1, 9, 'balance', '', '2026-12-01', 1)"])
def test_an_approved_contract_is_kept_by_the_database(yard: Yard, sql: str) -> None:
    yard.approved(instalments=thirds("12800", DECEMBER, JANUARY))
    with pytest.raises(IntegrityError, match="sealed"):
        yard.office.database.execute_sql(sql)


def test_a_draft_is_not_kept(yard: Yard) -> None:
    yard.draft()
    yard.office.database.execute_sql("UPDATE contract SET remark = 'x'")
    assert yard.row(1).remark == "x"


def test_reminders_are_filed_at_the_approval_and_dropped_at_the_end(yard: Yard) -> None:
    contract = yard.approved(instalments=thirds("12800", DECEMBER, JANUARY), deliver_by=date(2026, 12, 20), ends=date(2027, 6, 30))

    def titles() -> list[tuple[str, str]]:
        found = tasks_between(yard.office, date(2026, 1, 1), date(2028, 1, 1))
        return [(task.due.isoformat(), task.title.split(" ", 1)[1]) for task in found]
    assert titles() == [
        ("2026-11-28", "河南双汇饲料有限公司：定金 6,400.00 应于 2026-12-01 到账"), ("2026-12-17", "河南双汇饲料有限公司：应于 2026-12-20 前交货"),
        ("2027-01-12", "河南双汇饲料有限公司：尾款 6,400.00 应于 2027-01-15 到账"), ("2027-05-31", "河南双汇饲料有限公司：2027-06-30 到期")]
    commands.end_contract(yard.office, StepInput(contract, "客户停产"))
    assert titles() == [] and yard.row(contract).state == "ended"


def test_a_contract_ends_with_a_reason_and_takes_no_more_steps(yard: Yard) -> None:
    contract = yard.approved()
    commands.begin_contract(yard.office, StepInput(contract))
    with pytest.raises(RuleViolation) as refused:
        commands.end_contract(yard.office, StepInput(contract))
    assert codes(refused) == ["reason.missing"]
    commands.finish_contract(yard.office, StepInput(contract))
    with pytest.raises(RuleViolation):
        commands.end_contract(yard.office, StepInput(contract, "x"))


def test_what_happens_is_written_down(yard: Yard) -> None:
    contract = yard.approved()
    commands.note_event(yard.office, EventInput(contract, "breach theirs", "首付款迟延 5 天"))
    assert [(one.kind, one.text) for one in yard.row(contract).events] == [("breach theirs", "首付款迟延 5 天")]


def test_service_is_performed_day_by_day_and_wrong_entries_are_countered(yard: Yard) -> None:
    maid = LineInput(None, D(26), D(400), "天", "月嫂服务", "6")
    contract = yard.draft(kind="service", lines=(maid,), placed="刘桂芳", place="周口市川汇区", starts=DECEMBER, ends=date(2026, 12, 26))
    line = yard.row(contract).lines[0].id
    with pytest.raises(RuleViolation):
        commands.note_work(yard.office, WorkInput(line, D(1)))
    approve(yard.office, contract)
    commands.note_work(yard.office, WorkInput(line, D(10), "前十天", date(2026, 11, 24)))
    commands.note_work(yard.office, WorkInput(line, D(-1), "多记一天"))
    assert queries.performed(yard.office, line) == D(9) and yard.row(contract).state == "performing"
    with pytest.raises(RuleViolation):
        commands.note_work(yard.office, WorkInput(line, D(-10)))
    goods = yard.row(yard.approved()).lines[0].id
    with pytest.raises(RuleViolation) as refused:
        commands.note_work(yard.office, WorkInput(goods, D(1)))
    assert codes(refused) == ["work.line"]


def test_nothing_of_a_contract_is_dated_in_a_closed_day(yard: Yard) -> None:
    """What became of contracts by then is closed with it."""
    contract, day = yard.approved(), yard.office.clock.today()
    close_day(yard.office, CloseInput(day))
    more = SupplementInput(contract, "延期", date=day, ends=date(2027, 1, 31))
    verbs: tuple[Callable[[], object], ...] = (
        lambda: commands.note_event(yard.office, EventInput(contract, "breach ours", "迟交", day)),
        lambda: commands.begin_contract(yard.office, StepInput(contract, "", day)),
        lambda: supplement_contract(yard.office, more))
    for verb in verbs:
        with pytest.raises(RuleViolation) as refused:
            verb()
        assert codes(refused) == ["day.closed"]
    commands.note_event(yard.office, EventInput(contract, "breach ours", "迟交"))


def test_attachments_are_kept_in_the_office_and_held_against_their_digest(yard: Yard, tmp_path: Path) -> None:
    contract, scan = yard.draft(), tmp_path / "双方签字扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    commands.attach(yard.office, contract, scan, "已盖章")
    kept = yard.row(contract).attachments[0]
    assert (kept.name, kept.size) == (scan.name, 15) and queries.place_of(yard.office, kept.sha256).read_bytes() == b"%PDF-1.7 signed"
    with pytest.raises(RuleViolation):
        commands.attach(yard.office, contract, scan)
    with pytest.raises(KnownError):
        commands.attach(yard.office, contract, tmp_path / "没有.pdf")
    assert list(faults(yard.office)) == []
    queries.place_of(yard.office, kept.sha256).write_bytes(b"forged")
    assert [one for one in faults(yard.office) if "was changed" in one]
    queries.place_of(yard.office, kept.sha256).unlink()
    assert [one for one in faults(yard.office) if "is missing" in one]


def test_the_office_files_wordings_of_its_own(yard: Yard) -> None:
    done = commands.file_template(yard.office, TemplateInput("饲料供货", "goods", "甲方【客户】向我方购料。"))
    assert yard.row(yard.draft()).text == "甲方河南双汇饲料有限公司向我方购料。"
    with pytest.raises(RuleViolation):
        commands.file_template(yard.office, TemplateInput("饲料供货", "goods", "x"))
    commands.change_template(yard.office, done.id, TemplateInput("饲料供货", "goods", "x", active=False))
    assert "一" in yard.row(yard.draft()).text and len(list(every_row(TEMPLATES, Filter()))) == 1


def test_the_listings_add_up(yard: Yard) -> None:
    yard.approved()
    yard.draft("50")
    assert totals_of(CONTRACTS, Filter()).sums["total"] == D("19200.00")
    assert totals_of(CONTRACTS, Filter(state="approved")).count == 1
    assert totals_of(CONTRACT_LINES, Filter(keyword="育肥")).sums["amount"] == D("19200.00")
    assert totals_of(CONTRACTS, Filter(keyword="shuanghui")).count == 2


@pytest.mark.parametrize(("tampering", "said"), [
    ("UPDATE contract SET total = total + 1", "is not the sum of its lines"),
    ("UPDATE contract_line SET amount = amount + 1", "is not quantity × price"),
    ("UPDATE contract SET number = 'HT20261199999'", "numbers"),
    ("DELETE FROM contract_step", "took a step it could not take"),
    ("INSERT INTO contract_step (contract_id, step, date, text, approved_by, person, moment) VALUES (1, 'done', '2026-11-23', '', '', '', "
     "'2026-11-23T00:00:00.000000Z')", "took a step it could not take")])
def test_check_finds_what_does_not_agree(yard: Yard, tampering: str, said: str) -> None:
    yard.draft()
    assert list(faults(yard.office)) == []
    yard.office.database.execute_sql("DROP TRIGGER contract_step_sealed_delete")
    yard.office.database.execute_sql(tampering)
    assert any(said in one for one in faults(yard.office) if one.startswith(("contracts", "numbers")))


def test_a_backup_elsewhere_takes_the_attachments_along_and_a_restore_brings_them_back(yard: Yard, tmp_path: Path) -> None:
    contract, scan, disk = yard.draft(), tmp_path / "扫描件.pdf", tmp_path / "U盘"
    scan.write_bytes(b"signed")
    disk.mkdir()
    commands.attach(yard.office, contract, scan)
    copy = backup(yard.office, disk)
    restore(tmp_path / "new", copy)
    again = open_office(tmp_path / "new")
    kept = queries.attachments(again, contract)[0]
    assert queries.place_of(again, kept.sha256).read_bytes() == b"signed" and list(faults(again)) == []
    again.close()


def test_a_contract_goes_with_its_customer_when_two_are_merged(yard: Yard) -> None:
    contract, kept = yard.approved(), a_customer(yard.office, "河南双汇饲料集团")
    granted(yard.office, lambda: merge_customers(yard.office, MergeInput(yard.customer, kept, "同一家")))
    assert queries.in_force(yard.office, kept)[0][0] == contract
    head = queries.head_of(yard.office, contract)
    assert head is not None and head[1] == kept


def test_an_answer_that_comes_later_approves_the_contract_by_itself(yard: Yard) -> None:
    contract = yard.draft()
    commands.send_to_review(yard.office, all_ticked(yard.office, contract))
    with pytest.raises(ApprovalNeeded) as asked:
        commands.approve_contract(yard.office, contract)
    for approval in grant(yard.office, asked.value):
        assert carry_out(yard.office, approval)
    assert yard.row(contract).state == "approved"
