"""A segment is a name for a filter: who is in it is looked up each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.core.errors import RuleViolation
from models.core.listing import Filter, Totals, keys_of, totals_of
from models.core.office import Office
from models.customers.commands import delete_segment, merge_customers, save_segment
from models.customers.inputs import MergeInput
from models.customers.listing import CUSTOMERS
from tests.data.books import a_book
from tests.factories import a_customer
from tests.terminal import Terminal


def members(name: str, keyword: str = "") -> list[int]:
    return keys_of(CUSTOMERS, Filter(keyword=keyword, facets=(("segment", name),)))


def test_a_segment_is_looked_up_anew_each_time(office: Office) -> None:
    """Duty 66: whoever comes to fit belongs to it; other filters go on top."""
    first = a_customer(office, kind="dealer")
    a_customer(office, "别处", territory="阜阳", address="阜阳市", kind="dealer")
    save_segment(office, "周口经销商", Filter(keyword="周口", facets=(("kind", "dealer"),)))
    assert members("周口经销商") == [first]
    second = a_customer(office, "商水经销", kind="dealer", opened=False)
    assert members("周口经销商") == [first, second] and members("周口经销商", "商水") == [second]
    ask = Filter(state="draft", facets=(("segment", "周口经销商"),))
    assert totals_of(CUSTOMERS, ask) == Totals(1) and ("周口经销商", "周口经销商") in CUSTOMERS.facets[-1].options()
    save_segment(office, "周口经销商", Filter(keyword="阜阳"))
    assert len(members("周口经销商")) == 1
    delete_segment(office, "周口经销商")
    assert CUSTOMERS.facets[-1].options() == []


@pytest.mark.parametrize(("name", "ask", "code"), [
    (" ", Filter(keyword="周口"), "segment.name"), ("甲", Filter(), "segment.empty"), ("甲", Filter(state="lost"), "segment.facet"),
    ("甲", Filter(facets=(("segment", "乙"),)), "segment.facet")])
def test_a_segment_needs_a_name_and_a_filter_of_this_list(office: Office, name: str, ask: Filter, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        save_segment(office, name, ask)
    assert [problem.code for problem in refused.value.problems] == [code]
    with pytest.raises(RuleViolation):
        delete_segment(office, "没有")


def test_the_command_line_lists_a_segment_and_takes_an_import_back(office: Office, tmp_path: Path) -> None:
    """`list customers --facet segment=…`; `import --duplicates`; `undo-import`."""
    kept, double = a_customer(office, code="K1"), a_customer(office, "周口双汇", phone="13911112222")
    merge_customers(office, MergeInput(double, kept))
    save_segment(office, "并入的", Filter(facets=(("active", 0),)))
    office.close()
    desk = Terminal(office.folder)
    assert [row["merged_into"] for row in desk.rows("customers", "--facet", "segment=并入的")] == ["K1"]
    assert [row["code"] for row in desk.rows("customers", "--facet", "active=1")] == ["K1"]
    for said in ("segment=没有", "colour=red", "segment"):
        assert desk.run("list", "customers", "--facet", said).code == 2
    path = a_book(tmp_path / "a.xlsx", [["编号", "客户名称", "电话", "信用额度"], ["K1", "河南双汇饲料有限公司", "13800000000", 700]])
    desk.do("import", "customers", path, "--duplicates", "update")
    assert [row["credit_limit"] for row in desk.rows("customers", "--facet", "active=1")] == ["700.00"]
    record, = desk.rows("imports")
    assert (record["target"], record["rows"], record["entered"], record["state"]) == ("customers", 1, 1, "standing")
    assert desk.do("undo-import", record["id"]).strip() == "a.xlsx"
    assert [row["credit_limit"] for row in desk.rows("customers", "--facet", "active=1")] == [None]
    assert desk.run("import", "receivables", path, "--duplicates", "merge").code == 2 and desk.run("undo-import", 9).code == 1
