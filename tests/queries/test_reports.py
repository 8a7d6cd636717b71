"""Sales from each side agree with the invoices; the finder ranks; Today names what waits, each row a door."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from models.core.listing import Filter, Listing, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.settings import set_option
from models.core.sheet import sheet_of
from models.customers.inputs import LicenceInput
from models.drafts.commands import save_draft
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.invoices.listing import INVOICES
from models.leads.commands import file_lead
from models.leads.inputs import LeadInput
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.reports import queries, rules
from models.reports.listing import SALES_BY_CUSTOMER, SALES_BY_DAY, SALES_BY_PRODUCT, SALES_BY_SALESPERSON
from models.street import all_listings
from models.tasks.commands import add_task
from models.tasks.inputs import TaskInput
from tests.factories import MONDAY, SELLER, a_customer, later, person_id
from tests.shop import Shop, a_shop

SALES = (SALES_BY_CUSTOMER, SALES_BY_PRODUCT, SALES_BY_SALESPERSON, SALES_BY_DAY)
TUESDAY = MONDAY + timedelta(1)


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop that sold on two days: two customers, one void, one red."""
    shop = a_shop(office)
    seller = person_id(office, SELLER)
    other = a_customer(office, "周口牧原农牧", phone="13911112222")
    shop.sold(shop.line("10"), shop.line("40", product_id=shop.bran), salesperson_id=seller)
    void_invoice(office, VoidInput(shop.sold(shop.line("99")).id, "错开"))
    later(office, days=1)
    back = shop.sold(shop.line("5"), customer_id=other)
    red_invoice(office, RedInput(back.id, "退货", None))
    shop.sold(shop.line("2"), customer_id=other)
    return shop


def table(listing: Listing, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a listing by column."""
    ask = Filter(**asked)
    return [dict(zip([column.key for column in listing.columns], row, strict=True))
            for row in rows_of(listing, keys_of(listing, ask), ask)]


@pytest.mark.parametrize("listing", SALES, ids=lambda listing: listing.name)
@pytest.mark.parametrize("span", [{}, {"start": TUESDAY}, {"end": MONDAY}, {"start": MONDAY, "end": TUESDAY}])
def test_totals_are_those_of_the_invoices(shop: Shop, listing: Listing, span: dict[str, Any]) -> None:
    """Void invoices count for nothing, red ones are negative; rows sum to the totals."""
    ask = Filter(**span)
    invoices, sums = totals_of(INVOICES, ask).sums, totals_of(listing, ask).sums
    assert (sums["net"], sums["tax"]) == (invoices["total"], invoices["tax"])
    rows = table(listing, **span)
    assert sum(row["net"] for row in rows) == sums["net"] and all(row["gross"] + row["red"] == row["net"] for row in rows)
    assert totals_of(listing, ask).count == len(rows)
    assert sheet_of(listing, ask).totals is not None


def test_by_customer(shop: Shop) -> None:
    rows = table(SALES_BY_CUSTOMER)
    assert [(row["customer"], row["invoices"], row["gross"], row["red"], row["net"], row["last"]) for row in rows] == [
        ("河南双汇饲料有限公司", 1, D("1380.00"), D("0.00"), D("1380.00"), MONDAY),
        ("周口牧原农牧", 2, D("896.00"), D("-640.00"), D("256.00"), TUESDAY)]
    assert [row["customer"] for row in table(SALES_BY_CUSTOMER, keyword="zkmy")] == ["周口牧原农牧"]
    assert [row["net"] for row in table(SALES_BY_CUSTOMER, start=TUESDAY)] == [D("256.00")]


def test_by_product_counts_in_its_base_unit(shop: Shop) -> None:
    rows = table(SALES_BY_PRODUCT)
    assert [(row["code"], row["unit"], row["invoices"], row["quantity"], row["net"]) for row in rows] == [
        ("F-1204", "袋", 3, D("12.000"), D("1536.00")), ("M-7", "公斤", 1, D("40.000"), D("100.00"))]


def test_by_salesperson_and_by_day(shop: Shop) -> None:
    assert [(row["salesperson"], row["customers"], row["net"]) for row in table(SALES_BY_SALESPERSON)] == [
        (SELLER, 1, D("1380.00")), ("", 1, D("256.00"))]
    assert [(row["date"], row["invoices"], row["net"]) for row in table(SALES_BY_DAY)] == [
        (TUESDAY, 2, D("256.00")), (MONDAY, 1, D("1380.00"))]
    seller = person_id(shop.office, SELLER)
    assert [row["date"] for row in table(SALES_BY_DAY, facets=(("salesperson", seller),))] == [MONDAY]


def test_every_door_leads_somewhere() -> None:
    assert {"customers", "leads", "products", "invoices", "receipts", "promises", "checks", "drafts", "tasks", "approvals",
            "receivables"} <= set(all_listings())


def found(shop: Shop, text: str) -> list[tuple[str, str]]:
    """Kinds and titles, in order."""
    return [(hit.kind, hit.title) for hit in queries.find_anything(shop.office, text)]


def test_the_finder_takes_names_sounds_numbers_and_phone_tails(shop: Shop) -> None:
    file_lead(shop.office, LeadInput(name="双汇二厂", phone="13700009999"))
    assert found(shop, "双汇")[:2] == [("lead", "双汇二厂"), ("customer", "河南双汇饲料有限公司")]
    assert found(shop, "zkmy")[0] == ("customer", "周口牧原农牧")
    assert found(shop, "2222")[0] == ("customer", "周口牧原农牧")
    assert found(shop, "F-1204")[0] == ("product", "育肥猪配合饲料")
    assert found(shop, "XS20261100003")[0] == ("invoice", "XS20261100003")
    assert found(shop, "00003") == [("invoice", "XS20261100003")] and found(shop, "3")[0] == ("invoice", "XS20261100003")
    assert [title for kind, title in found(shop, "xs2026") if kind == "invoice"][0] == "XS20261100005"


def test_the_finder_shows_the_latest_papers_of_a_customer_after_it(shop: Shop) -> None:
    take_receipt(shop.office, ReceiptInput(shop.customer, "cash", D(100)))
    kinds = [kind for kind, _title in found(shop, "河南双汇饲料有限公司")]
    assert kinds == ["customer", "invoice", "invoice", "receipt"]
    hit = queries.find_anything(shop.office, "SK20261100001")[0]
    assert (hit.listing, hit.detail) == ("receipts", "河南双汇饲料有限公司 2026-11-24 100.00")


@pytest.mark.parametrize("text", ["", "  ", "!!", "不存在的东西", "'\"%_\\", "𠮷" * 80, "9" * 40])
def test_the_finder_finds_nothing_without_a_fuss(shop: Shop, text: str) -> None:
    assert found(shop, text) == []


def test_the_finder_is_bounded(shop: Shop) -> None:
    assert len(queries.find_anything(shop.office, "XS", limit=2)) == 2


def test_today_names_what_waits(shop: Shop) -> None:
    """Duties 13, 33, 93."""
    office = shop.office
    lead = file_lead(office, LeadInput(name="淮阳养殖场", phone="13700001111", grade="H", date=MONDAY))
    add_task(office, TaskInput("报送日报", MONDAY))
    draft = save_draft(office, "invoice", None, {}, "牧原 20 袋")
    licensed = a_customer(office, "商水兽药", licences=(LicenceInput("兽药经营许可证", "1234", MONDAY + timedelta(20)),))
    later(office, days=3)
    board = queries.today(office)
    assert board.day == date(2026, 11, 27) and board.unclosed == MONDAY
    assert [(row.listing, row.id, row.grade, row.late) for row in board.follow_ups.rows] == [("leads", lead.id, "H", 2)]
    assert [(row.title, row.late, row.urgent) for row in board.tasks.rows] == [("报送日报", 4, True)]
    assert [(row.listing, row.id, row.title) for row in board.drafts.rows] == [("drafts", draft, "牧原 20 袋")]
    assert [(row.id, row.detail) for row in board.licences.rows] == [(licensed, "兽药经营许可证 1234")]
    assert (board.promises.count, board.checks.count, board.approvals.count, board.quiet.count) == (0, 0, 0, 0)


def test_today_expects_what_falls_due_and_ages_what_is_owed(shop: Shop) -> None:
    take_receipt(shop.office, ReceiptInput(shop.customer, "transfer", D(380)))
    board = queries.today(shop.office)
    rows = [(row.listing, row.title, row.amount, row.late) for row in board.expected.rows]
    assert rows == [("receivables", "河南双汇饲料有限公司", D("1000.00"), 1), ("receivables", "周口牧原农牧", D("256.00"), 0)]
    assert board.expected.amount == D("1256.00")
    ageing = {key: amount for key, _title, amount in board.ageing}
    assert (ageing["not_due"], ageing["days_30"], board.advances) == (D("256.00"), D("1000.00"), D("0.00"))


def test_today_holds_the_month_against_its_targets(shop: Shop) -> None:
    set_option(shop.office, rules.SALES_TARGET, D("50000.00"))
    take_receipt(shop.office, ReceiptInput(shop.customer, "transfer", D(380)))
    month = queries.today(shop.office).month
    assert (month.sales, month.received, month.sales_target, month.received_target) == (D("1636.00"), D("380.00"), D("50000.00"), D("0.00"))
    assert month.days == ((MONDAY, D("1380.00"), D("0.00")), (TUESDAY, D("256.00"), D("380.00")))


def test_a_customer_that_keeps_quiet_is_named(office: Office) -> None:
    """Duty 70: bought every five days, then not for nine."""
    shop = a_shop(office)
    for _time in range(5):
        shop.sold(shop.line("1"))
        later(office, days=5)
    assert queries.today(office).quiet.count == 0
    later(office, days=4)
    row = queries.today(office).quiet.rows[0]
    assert (row.id, row.late, row.quantity, row.urgent) == (shop.customer, 9, D(5), False)
    later(office, days=5)
    assert queries.today(office).quiet.rows[0].urgent


def test_an_empty_office_asks_for_nothing(office: Office) -> None:
    board = queries.today(office)
    assert board.unclosed is None and not board.month.days and not board.expected.rows
    for listing in SALES:
        assert keys_of(listing, Filter()) == [] and totals_of(listing, Filter()).count == 0
