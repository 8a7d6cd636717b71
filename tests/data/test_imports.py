"""Workbooks as clerks keep them come in: every row accounted for, all of them or none, one approval for the file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

import pytest
from python_calamine import load_workbook as calamine

from data import imports
from data.approvals import carry_out
from data.imports import ImportResult, carrying, summary
from data.imports import plan as plans
from models.core import audit
from models.core.errors import KnownError
from models.core.office import Office
from models.core.text import use_language
from models.customers import queries as customers
from models.people import commands as people
from models.products import queries as products
from models.receivables import queries as receivables
from models.stock import queries as stock
from tests.data.books import a_book
from tests.factories import MANAGER, a_customer, an_office

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of every test here."""
    use_language("en")
    return an_office(tmp_path / "office")


def rows_of(path: Path) -> list[list[Any]]:
    return calamine(path).get_sheet_by_index(0).to_python()


def bring_in(office: Office, path: Path, target: str = "customers", **more: Any) -> ImportResult:
    return imports.carry(office, imports.dry_run(office, target, path), **more)


def test_the_sample_of_customers_is_accounted_for_row_by_row(office: Office) -> None:
    """120 rows; 20 limits are formulas nobody computed; of 9 repeated names 5 have the same phone (one of them on a problem row)."""
    told = summary(imports.dry_run(office, "customers", SAMPLES / "customers.xlsx"))
    assert (told["rows"], told["accepted"], len(told["problems"]), told["written"]) == (120, 96, 20, False)
    assert {(problem["field"], problem["row"] >= 9) for problem in told["problems"]} == {("credit_limit", True)}
    assert "has no result" in told["problems"][0]["message"] and told["problems"][0]["row"] == 9
    assert [(twin["row"], twin["of_row"], twin["kind"]) for twin in told["duplicates"]] == [
        (9, 8, "same"), (33, 32, "same"), (58, 56, "same"), (82, 81, "same"), (84, 12, "namesake"), (91, 22, "namesake"),
        (96, 95, "namesake"), (103, 29, "namesake"), (106, 105, "same")]
    assert audit.head(office.database)[0] == 4, "a dry run writes nothing"


def test_with_problem_rows_nothing_enters_unless_they_are_taken_out(office: Office, tmp_path: Path) -> None:
    """The file of problem rows has the same headings, the cells as they came, and a reason."""
    plan = imports.dry_run(office, "customers", SAMPLES / "customers.xlsx")
    assert not imports.carry(office, plan).written and customers.find(office, "") == []
    result = imports.carry(office, plan, problems_to=tmp_path / "problems.xlsx")
    assert result.written and summary(result)["approval"] == 1
    rows = rows_of(tmp_path / "problems.xlsx")
    assert len(rows) == 21 and rows[0][-1] == "Reason" and rows[0][:4] == ["编号", "客户名称", "联系人", "联系电话"]
    assert rows[1][:4] == ["00006", "郑州正大地饲料经营部 ", "傅红英", "17731472844/0394-7382745"]
    assert rows[1][9] == "=20000+30000" and rows[1][-1].startswith("信用额度: The formula")


def test_imported_customers_are_filed_as_the_cells_mean(office: Office, tmp_path: Path) -> None:
    """Phones, limits, terms and dates in all their ways; markup and formulas stay text; a demand is a dated note."""
    bring_in(office, SAMPLES / "customers.xlsx", problems_to=tmp_path / "problems.xlsx")
    found = {code: customers.by_code(office, code) for code in ("00002", "00003", "00004", "00005", "00015", "00047")}
    rows = {code: row for code, row in found.items() if row is not None}
    assert len(rows) == 6, "the hidden row 00003 too"
    assert [rows[code].phone for code in ("00002", "00003", "00004", "00005")] == [
        "18673701293", "14533021001", "18083344353", "17731472844"]
    assert [rows[code].credit_limit for code in ("00002", "00003", "00004", "00005")] == [Decimal(50000)] * 3 + [None]
    assert [rows[code].credit_days for code in ("00002", "00003", "00004", "00005")] == [30, 15, 30, 30]
    assert {str(row.opened_on) for row in rows.values()} == {"2026-03-05"}
    assert rows["00004"].bank_account == "9713145225460443191" and rows["00047"].name == "菏泽瑞祥㛃䶮饲料有限公司"
    assert rows["00002"].contacts[0].name == "陆欣" and rows["00002"].tax_number == "91410100C171H49D4D"
    assert [(note.kind, note.text) for note in customers.notes(office, rows["00015"].id)] == [("demand", '=HYPERLINK("http://x","点我")')]


def test_one_approval_opens_all_accounts_of_the_file(office: Office, tmp_path: Path) -> None:
    """Until then they wait; granting carries it out."""
    result = bring_in(office, SAMPLES / "customers.xlsx", problems_to=tmp_path / "problems.xlsx")
    row = customers.by_code(office, "00001")
    assert row is not None and row.opening == "asked" and result.approval is not None
    people.sign_in(office, MANAGER)
    people.decide(office, result.approval, granted=True)
    assert carry_out(office, result.approval)
    assert {customers.card(office, one).opening for one in (row.id, row.id + 95)} == {"approved"}
    verbs = [entry[0] for entry in office.database.execute_sql("SELECT verb FROM journal ORDER BY sequence").fetchall()]
    assert verbs[4:] == ["import.customers", "approval.ask", "approval.grant", "customers.open_many"]


def test_the_same_file_again_brings_nothing_twice(office: Office, tmp_path: Path) -> None:
    """Each row is named as the customer it repeats."""
    bring_in(office, SAMPLES / "customers.xlsx", problems_to=tmp_path / "problems.xlsx")
    again = bring_in(office, SAMPLES / "customers.xlsx", problems_to=tmp_path / "again.xlsx")
    told = summary(again)
    assert (told["accepted"], told["written"], len(told["problems"])) == (0, False, 20)
    assert {"row": 4, "code": "00001", "name": "阜阳天邦源饲料经营部", "kind": "same"} in told["duplicates"]


def test_the_sample_of_products_enters_with_its_stock(office: Office) -> None:
    """Rates as 9%, 0.09 and 免税; 1,200 as text; a warehouse is made where there was none."""
    told = summary(bring_in(office, SAMPLES / "products.xlsx", "products"))
    assert (told["rows"], told["accepted"], told["problems"], told["written"], told["approval"]) == (10, 10, [], True, None)
    rows = {code: products.by_code(office, code) for code in ("F-1204", "F-1205", "F-1311", "F-1501")}
    found = {code: row for code, row in rows.items() if row is not None}
    assert [found[code].rate for code in rows] == ["9", "exempt", "9", "exempt"]
    assert [found[code].list_price for code in rows] == [Decimal(text) for text in ("166.11", "83.73", "202.09", "98.59")]
    assert found["F-1205"].minimum_price == 55 and found["F-1204"].barcode == "6917090709584"
    place = stock.default_warehouse(office)
    assert place is not None
    standings = stock.standings(office, place.id, [row.id for row in found.values()])
    assert [standings[row.id].on_hand for row in found.values()] == [Decimal("35.5"), 0, 0, 1200]


def test_a_list_in_another_order_under_other_headings(office: Office, tmp_path: Path) -> None:
    """No title, English and Chinese mixed, mobile and telephone apart, a salesperson, a foot line."""
    path = a_book(tmp_path / "a.xlsx", [
        ["手机", "Company", "固定电话", "业务员", "授信额度(元)", "税号*", "收货地址"],
        ["13800000001", "甲公司", "0394-7382745", "李强", "２万", None, "南门仓库"],
        [13800000002, "乙公司", None, "没有的人", "-", "x" * 40, None],
        ["合计", None, None, None, 20000, None, None],
        ["制表：王敏", None, None, "审核：张经理"]])
    told = summary(imports.dry_run(office, "customers", path))
    assert (told["rows"], told["accepted"]) == (2, 1)
    assert [(problem["row"], problem["field"]) for problem in told["problems"]] == [(3, "tax_number")]
    assert told["aside"] == [{"row": 4, "why": "total"}, {"row": 5, "why": "note"}]
    bring_in(office, path, problems_to=tmp_path / "problems.csv")
    row = customers.by_name(office, "甲公司")
    assert row is not None and (row.phone, row.credit_limit, row.salesperson) == ("13800000001 / 0394-7382745", Decimal(20000), "李强")
    assert row.addresses[0].address == "南门仓库" and row.code == "C00001"
    assert "乙公司" in (tmp_path / "problems.csv").read_text("utf-8-sig")


def test_a_list_with_two_phones_in_text_and_repeated_headings(office: Office, tmp_path: Path) -> None:
    """As printed page by page: the heading comes again, each page has its subtotal."""
    heads = ["序号", "单位名称", "联系方式", "账期", "开户日期"]
    path = a_book(tmp_path / "a.xlsx", [
        ["客户一览表"], ["单位：元"], heads, [1, "丙公司", "13800000003、13900000003", "月结30天", 20260305], ["小计", None, None, None, None], heads,
        [2, "丁公司", "０１０－６２３４５６７８", "现款", "2026年3月5日"], ["总计：", 2]])
    told = summary(bring_in(office, path))
    assert (told["rows"], told["accepted"], told["written"]) == (2, 2, True)
    one, other = customers.by_name(office, "丙公司"), customers.by_name(office, "丁公司")
    assert one is not None and other is not None
    assert (one.phone, one.credit_days, other.phone, other.credit_days) == ("13800000003 / 13900000003", 30, "010-62345678", 0)


def test_a_text_file_of_products_in_the_national_encoding(office: Office, tmp_path: Path) -> None:
    """Tab separated, prices with the currency sign, a code twice."""
    lines = ["货号\t商品名称\t计量单位\t售价\t税率\t期初库存", "007\t玉米\t吨\t￥2,400.00\t9%\t1.5", "007\t豆粕\t吨\t3,100\t13\t", "\t麸皮\t袋\tabc\t9%\t-"]
    (tmp_path / "a.txt").write_bytes("\r\n".join(lines).encode("gbk"))
    told = summary(imports.dry_run(office, "products", tmp_path / "a.txt"))
    assert [(problem["row"], problem["field"]) for problem in told["problems"]] == [(3, "code"), (4, "list_price")]
    assert told["accepted"] == 1


def test_the_person_may_correct_the_match(office: Office, tmp_path: Path) -> None:
    """A heading that means something else here, a column to leave out."""
    path = a_book(tmp_path / "a.xlsx", [["单位", "公司", "电话"], ["袋", "戊公司", "13800000005"]])
    plan = imports.dry_run(office, "customers", path, {1: "name", 2: ""})
    assert plan.matched.columns == {1: "name"} and plan.accepted[0].item.file.name == "戊公司"


@pytest.mark.parametrize(("rows", "words"), [
    ([["甲", "乙"], [1, 2]], "No headings"), ([["电话", "地址"], ["1", "2"]], "no column for: Name")])
def test_headings_that_say_too_little_are_refused(office: Office, tmp_path: Path, rows: list[list[Any]], words: str) -> None:
    with pytest.raises(KnownError, match=words):
        imports.dry_run(office, "customers", a_book(tmp_path / "a.xlsx", rows))


def test_a_good_row_is_never_kept_out_by_a_bad_one(office: Office, tmp_path: Path) -> None:
    """Of two rows of one customer the sound one enters, whichever comes first."""
    path = a_book(tmp_path / "a.xlsx", [["客户名称", "电话", "账期"], ["己公司", "13800000006", "月底"], ["己 公司", "138-0000-0006", 30]])
    told = summary(imports.dry_run(office, "customers", path))
    assert told["accepted"] == 1 and told["duplicates"] == [{"row": 2, "of_row": 3, "name": "己公司", "kind": "same"}]


def test_a_code_of_another_customer_is_a_problem(office: Office, tmp_path: Path) -> None:
    """In the office as in the file."""
    a_customer(office, "庚公司", opened=False, code="K1")
    path = a_book(tmp_path / "a.xlsx", [["编号", "客户名称"], ["K1", "辛公司"], ["K2", "壬公司"], ["K2", "癸公司"]])
    told = summary(imports.dry_run(office, "customers", path))
    assert [(problem["row"], problem["message"]) for problem in told["problems"]] == [
        (2, "The code K1 belongs to 庚公司"), (4, "Row 3 has the code K2 already")]


def test_a_fault_in_the_middle_leaves_nothing(office: Office, tmp_path: Path) -> None:
    """The office changed between the dry run and the import: a code was taken meanwhile."""
    path = a_book(tmp_path / "a.xlsx", [["编号", "客户名称"], ["K1", "辛公司"], ["K2", "壬公司"]])
    plan = imports.dry_run(office, "customers", path)
    a_customer(office, "庚公司", opened=False, code="K2")
    with pytest.raises(Exception, match="belongs to 庚公司"):
        imports.carry(office, plan)
    assert customers.by_code(office, "K1") is None


def test_opening_receivables_by_code_or_name(office: Office, tmp_path: Path) -> None:
    """Unknown customers and a second figure are problems; an advance is negative."""
    one, other = a_customer(office, "甲公司", opened=False, code="K1"), a_customer(office, "乙公司", opened=False)
    path = a_book(tmp_path / "a.xlsx", [
        ["客户编号", "客户名称", "欠款金额", "到期日"], ["K1", "甲公司", "1,234.50", "2026.12.31"], [None, "乙公司", "(200)", None],
        ["K9", "丙公司", 5, None], ["K1", "甲公司", 7, None], [None, "乙公司", None, None], ["合计", None, 1041.5, None]])
    told = summary(bring_in(office, path, "receivables", problems_to=tmp_path / "problems.xlsx"))
    assert [(problem["row"], problem["field"]) for problem in told["problems"]] == [(4, "code"), (5, "code"), (6, "amount")]
    assert (told["rows"], told["accepted"], told["written"]) == (5, 2, True)
    assert (receivables.balance(office, one), receivables.balance(office, other)) == (Decimal("1234.50"), Decimal(-200))
    assert str(receivables.open_debts(office, one)[0].due) == "2026-12-31"


def test_a_stopped_import_leaves_nothing(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and entering tell how far they are; what the progress raises ends them."""
    for module in (carrying, plans):
        monkeypatch.setattr(module, "STEP", 1)
    path = a_book(tmp_path / "a.xlsx", [["编号", "客户名称"], ["K1", "辛公司"], ["K2", "壬公司"]])
    steps: list[tuple[int, int]] = []
    plan = imports.dry_run(office, "customers", path, progress=lambda done, whole: steps.append((done, whole)))
    assert steps == [(0, 2), (1, 2)]

    def stop(done: int, whole: int) -> None:
        steps.append((done, whole))
        if len(steps) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.carry(office, plan, progress=stop)
    assert customers.find(office, "") == []
    assert imports.carry(office, plan, progress=lambda done, whole: None).written


def test_the_desk_goes_on_while_a_worker_enters(office: Office, tmp_path: Path) -> None:
    """A command of one thread is never swallowed by the batch of another: it waits its turn, in a transaction of its own."""
    path = a_book(tmp_path / "a.xlsx", [["编号", "客户名称"], ["K1", "辛公司"], ["K2", "壬公司"]])
    plan, inside, go_on = imports.dry_run(office, "customers", path), Event(), Event()

    def pause(done: int, whole: int) -> None:
        inside.set()
        go_on.wait(5)

    def enter() -> None:
        with office.reading():
            imports.carry(office, plan, progress=pause)

    worker = Thread(target=enter)
    worker.start()
    inside.wait(5)
    Timer(0.2, go_on.set).start()
    other = a_customer(office, "庚公司", opened=False)
    worker.join()
    assert customers.card(office, other).name == "庚公司" and customers.by_code(office, "K2") is not None
    assert list(audit.faults(office.database)) == []
