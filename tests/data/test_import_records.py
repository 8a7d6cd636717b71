"""An import is remembered: taken back while nothing names its rows, read the same way next time, its duplicates as the person says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from data import imports
from data.approvals import carry_out
from data.imports import ImportResult, carrying, summary
from data.imports.records import combined
from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.text import use_language
from models.customers import commands, queries
from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput, NoteInput
from models.people import commands as people
from models.products import queries as products
from models.receivables import queries as receivables
from models.reports.listing import IMPORTS
from models.stock import queries as stock
from models.street import faults
from tests.data.books import a_book
from tests.factories import MANAGER, a_customer, an_office

HEADS = ["编号", "客户名称", "电话", "地址", "信用额度"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of every test here."""
    use_language("en")
    return an_office(tmp_path / "office")


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def bring_in(office: Office, path: Path, target: str = "customers", **more: Any) -> ImportResult:
    return imports.carry(office, imports.dry_run(office, target, path), **more)


def two_customers(tmp_path: Path) -> Path:
    return a_book(tmp_path / "a.xlsx", [HEADS, ["K1", "甲公司", "13800000001", "东街", 1000], [None, "乙公司", "13800000002", None, None]])


def everything(office: Office) -> dict[str, list[Any]]:
    """Every row of the files, but for numbers taken and what was asked."""
    names = ("customer", "contact", "delivery_address", "licence", "customer_note", "product", "product_unit", "customer_price_list")
    found = {name: list(office.database.execute_sql(f"SELECT * FROM {name} ORDER BY 1")) for name in names}
    found["search"] = [row[0] for row in office.database.execute_sql("SELECT rowid FROM customer_search ORDER BY 1")]
    return found


def test_an_import_is_taken_back_whole(office: Office, tmp_path: Path) -> None:
    """Nothing of the files remains; the record says so and the same file may come again."""
    a_customer(office, "在先公司")
    before = everything(office)
    bring_in(office, two_customers(tmp_path))
    assert [hit.name for hit in queries.find(office, "yigongsi")] == ["乙公司"] and queries.find(office, "C00002")
    imports.undo_import(office, 1)
    assert everything(office) == before and list(faults(office)) == []
    assert refused(lambda: imports.undo_import(office, 1)) == ["import.undone"]
    assert refused(lambda: imports.undo_import(office, 9)) == ["import.unknown"]
    assert bring_in(office, two_customers(tmp_path)).written
    states = [row[-1] for row in rows_of(IMPORTS, keys_of(IMPORTS, Filter()))]
    assert states == ["standing", "undone"]


def test_an_import_whose_accounts_are_open_stays(office: Office, tmp_path: Path) -> None:
    """The approval names them; who asked and who approved is kept."""
    result = bring_in(office, two_customers(tmp_path))
    assert result.approval is not None
    people.sign_in(office, MANAGER)
    people.decide(office, result.approval, granted=True)
    carry_out(office, result.approval)
    assert refused(lambda: imports.undo_import(office, 1)) == ["import.used"]
    row = queries.by_code(office, "K1")
    assert row is not None and [step.step for step in queries.opening_steps(office, row.id)] == ["asked", "approved"]


def test_duplicates_are_skipped_filled_or_merged(office: Office, tmp_path: Path) -> None:
    """For all rows, or for one row otherwise; the undo gives the file back."""
    first = commands.file_customer(office, CustomerInput("甲公司", "K1", phone="13800000001", address="老街", remark="老客户")).id
    before = queries.card(office, first)
    path = two_customers(tmp_path)
    assert bring_in(office, path).written and queries.card(office, first) == before
    imports.undo_import(office, 1)
    bring_in(office, path, duplicates="update")
    row = queries.card(office, first)
    assert (row.address, row.credit_limit, row.remark) == ("老街", D(1000), "老客户")
    imports.undo_import(office, 2)
    assert queries.card(office, first) == before
    bring_in(office, path, duplicates="update", rows={2: "merge"})
    assert queries.card(office, first).address == "东街" and queries.find(office, "东街") == []
    commands.set_active(office, first, True)
    commands.change_customer(office, first, CustomerInput("甲公司", "K1", phone="13800000001", address="新街"))
    assert refused(lambda: imports.undo_import(office, 3)) == ["import.changed"]
    with pytest.raises(ValueError, match="policy"):
        bring_in(office, path, duplicates="replace")


def test_two_rows_of_one_customer_become_one(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", [HEADS, [None, "丙公司", "13800000003", None, 5], [None, "丙公司", "13800000003", "西街", 9]])
    bring_in(office, path, duplicates="update")
    row = queries.by_name(office, "丙公司")
    assert row is not None and (row.address, row.credit_limit) == ("西街", D(5))
    assert office.database.execute_sql("SELECT COUNT(*) FROM customer").fetchone() == (1,)


def test_parts_are_joined_and_never_doubled() -> None:
    old = CustomerInput("甲", contacts=(ContactInput("单志强"),), credit_days=30)
    new = CustomerInput("甲公司", contacts=(ContactInput("单志强", phone="1"), ContactInput("李老板")), credit_days=15, segment="规模场")
    filled, merged = combined(old, new, "update"), combined(old, new, "merge")
    assert [each.name for each in filled.contacts] == ["单志强", "李老板"] and (filled.name, filled.segment) == ("甲", "规模场")
    assert (filled.credit_days, merged.credit_days, merged.name) == (30, 15, "甲公司")


def test_what_a_person_corrected_is_remembered_for_the_shape(office: Office, tmp_path: Path) -> None:
    """The same headings in another file; other headings are read as they are."""
    heads = ["单位", "公司", "电话"]
    path = a_book(tmp_path / "a.xlsx", [heads, ["袋", "戊公司", "13800000005"]])
    assert imports.dry_run(office, "customers", path).matched.columns != {1: "name"}
    imports.carry(office, imports.dry_run(office, "customers", path, {1: "name", 0: "", 2: ""}))
    again = imports.dry_run(office, "customers", a_book(tmp_path / "b.xlsx", [["客户表"], heads, ["吨", "己公司", "139"]]))
    assert again.matched.columns == {1: "name"} and again.accepted[0].item.file.name == "己公司"
    other = imports.dry_run(office, "customers", a_book(tmp_path / "c.xlsx", [["公司", "电话"], ["庚公司", "13900000001"]]))
    assert other.matched.columns == {0: "name", 1: "phone"}


def test_products_go_again_and_their_opening_stock_is_countered(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", [["货号", "品名", "单位", "售价", "税率", "库存"],
                                         ["A1", "玉米", "吨", 2400, "9%", 3], ["A2", "豆粕", "吨", 3100, "9%", None]])
    bring_in(office, path, "products")
    place = stock.default_warehouse(office)
    corn = products.by_code(office, "A1")
    assert place is not None and corn is not None
    imports.undo_import(office, 1)
    assert products.by_code(office, "A1") is None and products.by_code(office, "A2") is None and products.find(office, "玉米") == []
    assert stock.standings(office, place.id, [corn.id])[corn.id].on_hand == 0 and list(faults(office)) == []
    assert summary(bring_in(office, path, "products"))["accepted"] == 2


def test_services_come_in_without_stock(office: Office, tmp_path: Path) -> None:
    heads = ["品名", "单位", "售价", "税率", "是否服务", "库存"]
    bring_in(office, a_book(tmp_path / "a.xlsx", [heads, ["月嫂服务", "天", 300, "6%", "是", None], ["玉米", "吨", 2400, "9%", "否", 3]]), "products")
    found = {name: products.card(office, key).service for key, _code, name, _specification in products.names(office)}
    assert found == {"月嫂服务": True, "玉米": False}
    told = summary(bring_in(office, a_book(tmp_path / "b.xlsx", [heads, ["送货", "次", 50, "9%", "是", 2]]), "products"))
    assert [(each["field"], told["written"]) for each in told["problems"]] == [("stock", False)]


def test_opening_figures_are_said_as_they_were(office: Office, tmp_path: Path) -> None:
    customer = a_customer(office, "甲公司", code="K1")
    for amount in (500, 800):
        bring_in(office, a_book(tmp_path / f"{amount}.xlsx", [["客户编号", "欠款金额"], ["K1", amount]]), "receivables")
    assert receivables.balance(office, customer) == 800
    imports.undo_import(office, 2)
    assert receivables.balance(office, customer) == sum(item.open for item in receivables.open_debts(office, customer)) == 500
    imports.undo_import(office, 1)
    assert receivables.balance(office, customer) == 0 and list(faults(office)) == []


def test_an_import_in_use_says_where(office: Office, tmp_path: Path) -> None:
    """A note is part of the file and goes with it; a step of the account's opening is not."""
    bring_in(office, two_customers(tmp_path))
    row = queries.by_code(office, "K1")
    assert row is not None
    commands.add_note(office, NoteInput(row.id, "demand", "要料"))
    commands.refuse_opening(office, row.id, "资信不足")
    assert refused(lambda: imports.undo_import(office, 1)) == ["import.used"]


def test_a_list_under_two_rows_of_headings(office: Office, tmp_path: Path) -> None:
    """Groups over their parts, as a printed form has them."""
    path = a_book(tmp_path / "a.xlsx", [
        ["2026 年客户名录"], ["序号", "单位名称", "联系方式", None, "结算", None], [None, None, "联系人", "手机", "信用额度", "账期"],
        [1, "丁公司", "李老板", "13800000007", "5万", "月结30天"], [2, "戊公司", "王老板", 13800000008, None, "现款"]])
    plan = imports.dry_run(office, "customers", path)
    assert list(plan.matched.columns.values()) == ["name", "contact", "phone", "credit_limit", "credit_days"]
    assert [(row.item.file.name, row.item.file.credit_limit, row.item.file.contacts[0].name) for row in plan.accepted] == [
        ("丁公司", D(50000), "李老板"), ("戊公司", None, "王老板")]


def test_an_english_text_file_with_semicolons(office: Office, tmp_path: Path) -> None:
    """Headings in another order and language, a total at the foot."""
    (tmp_path / "a.csv").write_text("Credit limit;Company name;Tel;Contact person;Terms\n"
                                    "20,000.00;Zhoukou Feed Co.;0394-7382745;Mr Li;30 days\n"
                                    ";Huaiyang Farm;13800000009;;cash\nTotal;;;;\n", "utf-8")
    told = summary(bring_in(office, tmp_path / "a.csv"))
    assert (told["rows"], told["accepted"], told["written"]) == (2, 2, True)
    row = queries.by_name(office, "Zhoukou Feed Co.")
    assert row is not None and (row.credit_limit, row.credit_days, row.phone) == (D(20000), 30, "0394-7382745")


def test_two_rows_complete_one_customer_that_is_filed(office: Office, tmp_path: Path) -> None:
    """Each adds what it says; together they are one change, and one undo."""
    first = commands.file_customer(office, CustomerInput("甲公司", "K1", phone="13800000001")).id
    before = queries.card(office, first)
    path = a_book(tmp_path / "a.xlsx", [HEADS, [None, "甲公司", "13800000001", "东街", None], [None, "甲公司", "13800000001", None, 1000]])
    done = bring_in(office, path, duplicates="update")
    row = queries.card(office, first)
    assert (done.entered, done.changed, row.address, row.credit_limit) == (0, 2, "东街", D(1000))
    imports.undo_import(office, 1)
    assert queries.card(office, first) == before and list(faults(office)) == []


def test_what_was_changed_while_rows_were_on_their_way_is_kept(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is worked out ahead is worked out again."""
    monkeypatch.setattr(carrying, "STEP", 1)
    first = commands.file_customer(office, CustomerInput("甲公司", "K1", phone="13800000001")).id
    steps = iter(range(9))

    def meanwhile(_done: int, _whole: int) -> None:
        if next(steps) == 1:
            commands.change_customer(office, first, CustomerInput("甲公司", "K1", phone="13800000001", remark="老客户"))

    path = a_book(tmp_path / "a.xlsx", [HEADS, [None, "甲公司", "13800000001", "东街", None], [None, "乙公司", "13800000002", None, None]])
    bring_in(office, path, duplicates="merge", progress=meanwhile)
    row = queries.card(office, first)
    assert (row.address, row.remark) == ("东街", "老客户") and list(faults(office)) == []


def test_a_file_is_kept_as_it_was_foreseen(office: Office) -> None:
    """What is worked out ahead of the transaction is what stands after it, parts and all; nothing is written that did not change."""
    first = commands.file_customer(office, CustomerInput("甲公司", "K1", contacts=(ContactInput("单老板", phone="13800000001"),))).id
    before = queries.as_input(queries.card(office, first))
    said = CustomerInput("乙　公司", "", " 乙 ", phone="１３８０００００００２ / 0394-7382745", credit_limit=D("5000"), tax_number="91 4116 aa",
                         contacts=(ContactInput(" 单老板 ", "厂长"), ContactInput("李老板", phone="139 0000 0003")),
                         addresses=(AddressInput("东街"),), licences=(LicenceInput("许可证", "１２３"),), price_list="批发")
    change = commands.rewriting(first, before, said)
    with office.command("test") as act:
        commands.rewrite_files(act, [change])
    assert queries.as_input(queries.card(office, first)) == change.after and [hit.id for hit in queries.find(office, "yigongsi")] == [first]
    again = commands.rewriting(first, change.after, change.after)
    assert again.facts == {} and again.parts == () and again.after == change.after and list(faults(office)) == []
