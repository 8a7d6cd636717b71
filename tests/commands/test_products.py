"""Products are filed, changed within what papers allow, and offered at the right price."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.products import commands, queries
from models.products.inputs import PriceListInput, ProductInput, SupplierInput, SupplyPromiseInput, TierInput, UnitInput
from models.products.queries import Offer
from tests.factories import MONDAY, a_customer, a_product

FEED = ProductInput(name="育肥猪配合饲料", unit="袋", code="F-1204", specification="40kg", rate="9", list_price=Decimal("128"),
                    units=(UnitInput("吨", 25),), tiers=(TierInput(Decimal(100), Decimal("120")),))


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def sold(office: Office, product: int, price: str, *, unit: str = "袋", day: date = MONDAY, customer: int = 7) -> None:
    """A line was issued."""
    with office.command("test.sell") as act:
        commands.remember_price(act, customer, product, unit, Decimal(price), day, "XS20261100001")


def price(office: Office, product: int, unit: str, quantity: str, customer: int | None = 7) -> Offer:
    """The price offered."""
    return queries.offered_price(office, () if customer is None else (customer,), product, unit, Decimal(quantity))


def test_a_product_comes_back_as_it_was_filed(office: Office) -> None:
    """All fields; the supplier is filed along with it."""
    full = replace(FEED, barcode="６９１７０９０７０９５８４", supplier="正大集团", minimum_price=Decimal("115.5"), tax_category="1030201010000000000",
                   asks_batch=True, asks_expiry=True, low_stock=Decimal("50.5"), remark="<b>夏季</b>\n减半")
    done = commands.file_product(office, full)
    row = queries.by_code(office, "F-1204")
    assert row is not None and row == queries.card(office, done.id) and done.number == "F-1204"
    assert (row.barcode, row.supplier, row.minimum_price, row.low_stock) == ("6917090709584", "正大集团", Decimal("115.5"), Decimal("50.5"))
    assert row.asks_batch and row.asks_expiry and row.active and row.remark == "<b>夏季</b>\n减半"
    assert row.factors == {"袋": 1, "吨": 25} == queries.units_of(office, done.id) and row.tiers == ((Decimal(100), Decimal(120)),)
    assert queries.supplier_names(office) == ["正大集团"]


def test_a_code_is_taken_once_and_made_when_none_is_given(office: Office) -> None:
    """Duty 47; a made code steps over those that came from elsewhere."""
    commands.file_product(office, replace(FEED, code="P00002"))
    assert [commands.file_product(office, replace(FEED, code="")).number for _each in range(2)] == ["P00001", "P00003"]
    assert refused(lambda: commands.file_product(office, replace(FEED, code="Ｐ００００２"))) == ["product.code"]


def test_a_refused_product_leaves_nothing(office: Office) -> None:
    """Neither row nor number nor journal entry."""
    before = office.database.execute_sql("SELECT COUNT(*) FROM journal").fetchone()
    assert refused(lambda: commands.file_product(office, replace(FEED, rate="17", name=""))) == ["text.missing", "product.rate"]
    assert office.database.execute_sql("SELECT COUNT(*) FROM journal").fetchone() == before
    assert queries.find(office, "") == []


def test_the_same_name_and_specification_only_warns(office: Office) -> None:
    """Duty 47."""
    product = a_product(office, barcode="69170907")
    again = replace(FEED, code="F-9", barcode="69170907")
    assert [problem.code for problem in queries.warnings(office, again)] == ["product.alike", "product.barcode_alike"]
    assert queries.warnings(office, again, product) == [] == queries.warnings(office, replace(FEED, specification="20kg"))
    commands.file_product(office, again)


def test_a_change_is_journalled_and_found_by_its_new_name(office: Office) -> None:
    """The old name finds nothing any more; code and supplier may change."""
    product = commands.file_product(office, FEED).id
    commands.change_product(office, product, replace(FEED, name="草鱼膨化料", code="", units=(), tiers=()))
    assert [hit.code for hit in queries.find(office, "cyphl")] == ["F-1204"] and not queries.find(office, "育肥")
    row = queries.card(office, product)
    assert row.factors == {"袋": 1} and row.tiers == ()
    verb, subject = office.database.execute_sql("SELECT verb, subject FROM journal ORDER BY sequence DESC").fetchone()
    assert (verb, subject) == ("products.change", "F-1204")


def test_a_change_may_not_take_the_code_of_another(office: Office) -> None:
    """Nor of nobody: an unknown product cannot be changed."""
    a_product(office, "A-1")
    product = a_product(office, "A-2", "别的")
    assert refused(lambda: commands.change_product(office, product, replace(FEED, code="A-1"))) == ["product.code"]
    assert refused(lambda: commands.change_product(office, 99, FEED)) == ["product.unknown"]


def test_units_in_use_cannot_change(office: Office) -> None:
    """Once sold, the bag stays a bag and 25 of them a tonne; another unit may be added."""
    product = commands.file_product(office, FEED).id
    commands.change_product(office, product, replace(FEED, units=(UnitInput("吨", 20),)))
    sold(office, product, "125")
    assert queries.in_use(office, product)
    assert refused(lambda: commands.change_product(office, product, FEED)) == ["unit.kept"]
    assert refused(lambda: commands.change_product(office, product, replace(FEED, unit="包", units=(UnitInput("吨", 20),)))) == ["unit.used"]
    commands.change_product(office, product, replace(FEED, units=(UnitInput("吨", 20), UnitInput("托", 40))))
    assert list(queries.units_of(office, product)) == ["袋", "吨", "托"]


def test_the_price_offered_is_the_last_then_the_list_then_the_quantity(office: Office) -> None:
    """Rules: Invoices; duty 67. Each per unit asked."""
    product = commands.file_product(office, FEED).id
    assert price(office, product, "袋", "99") == Offer(Decimal(128), "list")
    assert price(office, product, "", "100") == Offer(Decimal(120), "tier")
    assert price(office, product, "吨", "4") == Offer(Decimal(3000), "tier")
    assert price(office, product, "吨", "3.999") == Offer(Decimal(3200), "list")
    commands.set_price_list(office, PriceListInput("经销", ((product, Decimal("118")),)))
    with office.command("test.give") as act:
        commands.give_price_list(act, 7, "经销")
    assert price(office, product, "吨", "1") == Offer(Decimal(2950), "price list") and price(office, product, "袋", "1", 8).source == "list"
    sold(office, product, "116.5")
    assert price(office, product, "袋", "1") == Offer(Decimal("116.5"), "last")
    assert price(office, product, "吨", "1") == Offer(Decimal("2912.5"), "last")
    sold(office, product, "2800", unit="吨")
    assert [price(office, product, unit, "1").price for unit in ("袋", "吨")] == [Decimal("116.5"), Decimal(2800)]
    assert price(office, product, "箱", "1") == Offer(None, "") == price(office, 99, "袋", "1")
    assert price(office, product, "袋", "NaN", None).source == "list"


def test_a_product_without_a_price_offers_none(office: Office) -> None:
    """Nothing is made up."""
    product = commands.file_product(office, replace(FEED, list_price=None, tiers=())).id
    assert price(office, product, "袋", "1") == Offer(None, "")


def test_a_backdated_sale_does_not_become_the_last_price(office: Office) -> None:
    """A later one of the same day does."""
    product = commands.file_product(office, FEED).id
    sold(office, product, "126")
    sold(office, product, "100", day=date(2026, 11, 20))
    assert price(office, product, "袋", "1").price == 126
    sold(office, product, "127")
    assert price(office, product, "袋", "1").price == 127


def test_a_price_list_is_replaced_as_a_whole_and_given_with_the_file(office: Office) -> None:
    """Taking it away takes its prices away."""
    product = commands.file_product(office, FEED).id
    customer = a_customer(office, price_list="经销")
    assert price(office, product, "袋", "1", customer).source == "list"
    made = commands.set_price_list(office, PriceListInput("经销", ((product, Decimal("118.5")),)))
    assert price(office, product, "袋", "1", customer) == Offer(Decimal("118.5"), "price list")
    assert queries.price_lists(office) == [(made.id, "经销")]
    commands.set_price_list(office, PriceListInput("经销"))
    assert price(office, product, "袋", "1", customer).source == "list"
    assert refused(lambda: commands.set_price_list(office, PriceListInput("经销", ((99, Decimal(1)),)))) == ["price_list.product"]


def test_inactive_products_leave_the_finders_only(office: Office) -> None:
    """Their file stays."""
    product = a_product(office, barcode="69170907")
    commands.set_active(office, [product], False)
    assert queries.find(office, "育肥") == [] == queries.find(office, "F-1204") and queries.by_barcode(office, "69170907") is None
    row = queries.by_code(office, "F-1204")
    assert row is not None and not row.active
    commands.set_active(office, [product], True)
    assert [hit.id for hit in queries.find(office, "yfz")] == [product]


def test_suppliers_and_what_they_promised_are_filed(office: Office) -> None:
    """Duty 104."""
    product = a_product(office)
    supplier = commands.file_supplier(office, SupplierInput(" 正大 ", "０３９４-7382745"))
    assert commands.file_supplier(office, SupplierInput("正大", "95588")).id == supplier.id
    commands.file_supply_promise(office, SupplyPromiseInput("正大", product, Decimal("88.5"), Decimal(200), expected=date(2026, 12, 1)))
    kept = office.database.execute_sql("SELECT supplier_id, date, person FROM supply_promise").fetchall()
    assert kept == [(supplier.id, "2026-11-23", "王敏")]
    assert refused(lambda: commands.file_supplier(office, SupplierInput(" "))) == ["supplier.name"]
    assert refused(lambda: commands.file_supply_promise(office, SupplyPromiseInput("正大", 99, Decimal(1)))) == ["product.unknown"]
