"""Early warnings, inactive customers and the ranking, as listings; one reading for the list and for Today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, Listing, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_option
from models.core.text import speaking
from models.customers import commands as customers
from models.customers import queries as files
from models.customers.inputs import MeasureInput, MergeInput, SnoozeInput
from models.reports import queries, rules
from models.reports.listing import CUSTOMER_RANKING, EARLY_WARNINGS, INACTIVE_CUSTOMERS
from models.reports.queries.standing import _RANKED
from tests.factories import MONDAY, a_customer, later
from tests.shop import Shop, a_shop


@pytest.fixture
def quiet(office: Office) -> Shop:
    """A customer that bought every five days, five times, then not for nine."""
    shop = a_shop(office)
    for _time in range(5):
        shop.sold(shop.line("1"))
        later(office, days=5)
    later(office, days=4)
    return shop


def table(listing: Listing, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a listing by column."""
    ask = Filter(**asked)
    return [dict(zip([column.key for column in listing.columns], row, strict=True))
            for row in rows_of(listing, keys_of(listing, ask), ask)]


def warned(office: Office, **asked: Any) -> list[dict[str, Any]]:
    return table(EARLY_WARNINGS, as_of=office.clock.today(), **asked)


def test_the_list_says_who_and_why(quiet: Shop) -> None:
    """Duty 70; the same customers as Today names."""
    with speaking("en"):
        row, = warned(quiet.office)
    assert (row["code"], row["state"], row["since"], row["interval"]) == ("C00001", "quiet", 9, D(5))
    assert row["why"] == "No order for 9 days; usually one every 5 days (5 so far)"
    assert [each.id for each in queries.today(quiet.office).quiet.rows] == [quiet.customer]
    assert table(EARLY_WARNINGS, as_of=MONDAY + timedelta(20)) == [] and warned(quiet.office, state="lost") == []
    set_option(quiet.office, rules.LOST, D("1.7"))
    assert [each["state"] for each in warned(quiet.office, state="lost")] == ["lost"]


def test_a_snoozed_warning_waits_with_its_reason(quiet: Shop) -> None:
    office = quiet.office
    until = office.clock.today() + timedelta(7)
    customers.snooze_warning(office, SnoozeInput(quiet.customer, "过年停产", until))
    row, = warned(office)
    assert (row["state"], row["until"], row["reason"]) == ("snoozed", until, "过年停产")
    assert queries.today(office).quiet.count == 0
    later(office, days=8)
    assert warned(office)[0]["state"] == "lost" and queries.today(office).quiet.count == 1


def test_a_measure_is_kept_with_its_outcome(quiet: Shop) -> None:
    """One that ends the warning holds until the customer buys again."""
    office = quiet.office
    customers.answer_warning(office, MeasureInput(quiet.customer, "上门拜访，嫌价高"))
    assert [(row["state"], row["measure"], row["outcome"]) for row in warned(office)] == [("quiet", "上门拜访，嫌价高", "working")]
    customers.answer_warning(office, MeasureInput(quiet.customer, "猪卖空了", "explained"))
    assert warned(office)[0]["state"] == "answered" and queries.today(office).quiet.count == 0
    assert [(each.kind, each.outcome) for each in files.answers_of(office.database, quiet.customer)] == [
        ("measure", "explained"), ("measure", "working")]


def test_an_answer_needs_its_words(quiet: Shop) -> None:
    today = quiet.office.clock.today()
    cases: tuple[tuple[Callable[[], object], list[str]], ...] = (
            (lambda: customers.snooze_warning(quiet.office, SnoozeInput(99, " ", today)),
             ["customer.unknown", "text.missing", "snooze.until"]),
            (lambda: customers.answer_warning(quiet.office, MeasureInput(quiet.customer, "", "?")), ["text.missing", "measure.outcome"]))
    for call, codes in cases:
        with pytest.raises(RuleViolation) as refused:
            call()
        assert [problem.code for problem in refused.value.problems] == codes


def test_sales_that_fell_to_less_than_half_are_named(office: Office) -> None:
    """90 days against the 90 before; a customer that still buys, but less."""
    shop = a_shop(office)
    shop.sold(shop.line("100"))
    later(office, days=100)
    shop.sold(shop.line("49"))
    later(office, days=1)
    row, = warned(office)
    assert (row["state"], row["now"], row["before"]) == ("falling", D("6272.00"), D("12800.00"))
    shop.sold(shop.line("1"))
    assert warned(office) == [], "exactly half is not under half"


def test_a_merged_customer_buys_for_the_one_that_is_kept(quiet: Shop) -> None:
    """Two files of one customer have one rhythm."""
    office = quiet.office
    double = a_customer(office, "周口双汇")
    quiet.sold(quiet.line("1"), customer_id=double)
    later(office, days=1)
    assert [row["customer"] for row in warned(office)] == ["河南双汇饲料有限公司"]
    customers.merge_customers(office, MergeInput(double, quiet.customer))
    assert warned(office) == []


def test_who_bought_nothing_for_long_or_ever_is_inactive(quiet: Shop) -> None:
    office = quiet.office
    a_customer(office, "从没买过")
    a_customer(office, "未开户", opened=False)
    day = office.clock.today()
    assert [(row["customer"], row["last"]) for row in table(INACTIVE_CUSTOMERS, as_of=day)] == [("从没买过", None)]
    rows = table(INACTIVE_CUSTOMERS, as_of=day + timedelta(200))
    assert [(row["customer"], row["since"]) for row in rows] == [("从没买过", None), ("河南双汇饲料有限公司", 209)]


def test_customers_are_ranked_with_their_class(quiet: Shop) -> None:
    """80 % of sales are class A, 95 % with B; the rank is that of the whole, whatever is looked for."""
    office = quiet.office
    for name, bags in (("甲", "10"), ("乙", "3"), ("丙", "2")):
        quiet.sold(quiet.line(bags), customer_id=a_customer(office, name))
    rows = table(CUSTOMER_RANKING)
    assert [(row["rank"], row["customer"], row["class"], row["share"]) for row in rows] == [
        (1, "甲", "A", D("0.5000")), (2, "河南双汇饲料有限公司", "A", D("0.2500")), (3, "乙", "A", D("0.1500")), (4, "丙", "B", D("0.1000"))]
    assert [row["rank"] for row in table(CUSTOMER_RANKING, keyword="丙")] == [4]
    assert [row["customer"] for row in table(CUSTOMER_RANKING, state="B")] == ["丙"]
    assert [row["rank"] for row in table(CUSTOMER_RANKING, end=MONDAY + timedelta(20))] == [1]


def plain_classes(sales: dict[int, int]) -> dict[int, str]:
    """Going down from the best: A while what came before is under 80 % of all, B while under 95 %."""
    whole, before, found = sum(max(net, 0) for net in sales.values()), 0, {}
    for customer, net in sorted(sales.items(), key=lambda item: (-item[1], item[0])):
        part = before / whole if whole else 1
        found[customer] = "C" if net <= 0 else "A" if part < 0.8 else "B" if part < 0.95 else "C"
        before += max(net, 0)
    return found


@given(st.dictionaries(st.integers(1, 99), st.integers(-1000, 10_000), max_size=12))
def test_classes_agree_with_a_plain_reference(sales: dict[int, int]) -> None:
    """On a connection of its own: the statement reads three tables."""
    import sqlite3

    file = sqlite3.connect(":memory:")
    file.executescript("CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer_id, total, date, kind); "
                       "CREATE TABLE invoice_void (invoice_id); CREATE TABLE customer_alias (customer_id, kept_id)")
    file.executemany("INSERT INTO invoice (customer_id, total, date, kind) VALUES (?, ?, '2026-11-23', 'sale')", sales.items())
    got = {row[0]: row[-1] for row in file.execute(_RANKED, ("", "9999", 80, 95))}
    file.close()
    assert got == plain_classes(sales)
