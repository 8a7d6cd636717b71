"""Days close with figures that balance, stay as they were printed, and refuse what comes late."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from peewee import IntegrityError

from models.closing import queries
from models.closing.commands import close_day, hand_over_shift
from models.closing.inputs import CloseInput, ShiftInput
from models.core.audit import head
from models.core.office import Office
from models.days.queries import closed_through
from models.drafts.commands import save_draft
from models.invoices.commands import void_invoice
from models.invoices.inputs import VoidInput
from models.receipts.commands import take_receipt
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.street import faults
from tests.closed import TUESDAY, WEDNESDAY, a_day, figures, problems, receipt, refused, reopened, with_a_drawer
from tests.factories import MONDAY, later
from tests.shop import Shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell, with 200 in the drawer."""
    return with_a_drawer(office)


def test_a_day_closes_with_figures_that_balance(shop: Shop) -> None:
    """Rules: Closing, Day; duty 15."""
    a_day(shop)
    before = head(shop.office.database)
    close_day(shop.office, CloseInput(MONDAY, D(450)))
    kept = figures(shop)
    assert kept["numbers"] == {"runs": [["XS20261100001", "XS20261100004", 4]], "valid": 2, "void": 1, "red": 1, "used": 4}
    sales = kept["sales"]
    assert (sales["gross"], sales["red"], sales["net"], sales["void"]) == ("3840.00", "-2560.00", "1280.00", "128.00")
    assert (sales["received"], sales["credit"], sales["settled_by_red"]) == ("1280.00", "0.00", "2560.00")
    assert kept["receipts"] == [{"method": "cash", "count": 1, "amount": "1280.00", "goods": "1280.00", "old": "0.00", "advance": "0.00"}]
    cash = kept["cash"]
    assert [cash[key] for key in ("opening", "received", "banked", "paid", "refunded", "shifts", "book", "counted", "closing")] == [
        "200.00", "1280.00", "1000.00", "30.00", "0.00", "0.00", "450.00", "450.00", "450.00"]
    assert cash["difference"] == "0.00" and cash["at_fault"] == ""
    assert kept["receivables"]["opening"] == kept["receivables"]["closing"] == "0.00"
    feed = next(row for row in kept["stock"] if row["code"] == "F-1204")
    assert [feed[key] for key in ("opening", "in", "out", "closing")] == ["0.000", "1000.000", "10.000", "990.000"]
    row = queries.closing_of(shop.office, MONDAY)
    assert row is not None and (row.journal_count, row.journal_head) == before and row.number == 1
    assert closed_through(shop.office) == MONDAY and list(faults(shop.office)) == []


def test_a_receipt_is_split_into_todays_goods_old_debts_and_advance(shop: Shop) -> None:
    shop.sold()
    close_day(shop.office, CloseInput(MONDAY))
    later(shop.office, days=1)
    shop.sold(shop.line("1"))
    take_receipt(shop.office, receipt(shop, "2000"))
    close_day(shop.office, CloseInput(TUESDAY))
    row = figures(shop, TUESDAY)["receipts"][0]
    assert (row["old"], row["goods"], row["advance"], row["amount"]) == ("1280.00", "128.00", "592.00", "2000.00")
    owed = figures(shop, TUESDAY)["receivables"]
    assert (owed["opening"], owed["closing"]) == ("1280.00", "-592.00")
    assert figures(shop, TUESDAY)["cumulative"] == {"net": "1408.00", "received": "2000.00", "days": 2}


def test_an_advance_pays_for_todays_goods(shop: Shop) -> None:
    take_receipt(shop.office, receipt(shop, "1000"))
    close_day(shop.office, CloseInput(MONDAY))
    later(shop.office, days=1)
    done = shop.sold()
    from models.receivables.commands import allocate_advance
    from models.receivables.inputs import AllocateInput
    from models.receivables.queries import entry_of, open_credits

    credit = open_credits(shop.office, shop.customer)[0].entry_id
    debt = entry_of(shop.office, "invoices", done.id, "invoice")
    assert debt is not None
    allocate_advance(shop.office, AllocateInput(credit, debt))
    close_day(shop.office, CloseInput(TUESDAY))
    sales = figures(shop, TUESDAY)["sales"]
    assert (sales["gross"], sales["advance"], sales["credit"], sales["received"]) == ("1280.00", "1000.00", "280.00", "0.00")


def test_days_close_in_sequence(shop: Shop) -> None:
    shop.sold()
    later(shop.office, days=1)
    shop.sold()
    found = problems(lambda: close_day(shop.office, CloseInput(TUESDAY)))
    assert [problem.code for problem in found] == ["close.sequence"] and found[0].params["day"] == MONDAY
    close_day(shop.office, CloseInput(MONDAY))
    close_day(shop.office, CloseInput(TUESDAY))
    assert refused(lambda: close_day(shop.office, CloseInput(MONDAY))) == ["close.closed"]
    assert refused(lambda: close_day(shop.office, CloseInput(WEDNESDAY))) == ["close.ahead"]


def test_days_without_papers_need_no_close_of_their_own(shop: Shop) -> None:
    shop.sold()
    close_day(shop.office, CloseInput(MONDAY))
    later(shop.office, days=3)
    shop.sold()
    close_day(shop.office, CloseInput(MONDAY + timedelta(3)))
    assert refused(lambda: shop.sold(date=TUESDAY)) == ["day.closed"]
    assert reopened(shop.office, TUESDAY) == [MONDAY + timedelta(3)]
    assert closed_through(shop.office) == MONDAY and shop.sold(date=TUESDAY).number


def test_a_closed_day_refuses_every_write(shop: Shop) -> None:
    """By the rules, with words; and by the database's own triggers."""
    done = shop.sold()
    close_day(shop.office, CloseInput(MONDAY))
    office = shop.office
    assert refused(lambda: shop.sold(date=MONDAY)) == ["day.closed"]
    assert refused(lambda: take_receipt(office, receipt(shop, "1", date=MONDAY))) == ["day.closed"]
    assert refused(lambda: void_invoice(office, VoidInput(done.id, "x"))) == ["void.closed"]
    assert refused(lambda: hand_over_shift(office, ShiftInput(MONDAY, "早班", D(200), "小刘"))) == ["day.closed"]
    with pytest.raises(IntegrityError, match="closed day"):
        office.database.execute_sql("INSERT INTO reservation (date, warehouse_id, product_id, quantity, source, source_id) "
                                    "VALUES ('2026-11-23', 1, 1, 1, '', 0)")
    assert shop.sold().number == "XS20261100002"
    dates = office.database.execute_sql("SELECT date FROM invoice ORDER BY id").fetchall()
    assert [row[0] for row in dates] == ["2026-11-23", "2026-11-24"]


def test_the_figures_stay_as_they_were_whatever_happens_later(shop: Shop) -> None:
    a_day(shop)
    close_day(shop.office, CloseInput(MONDAY, D(450)))
    before = json.dumps(figures(shop))
    later(shop.office, days=1)
    a_day(shop)
    shop.office.database.execute_sql("UPDATE product SET name = '改名' WHERE id = ?", (shop.feed,))
    shop.office.database.execute_sql("UPDATE customer SET name = '改名' WHERE id = ?", (shop.customer,))
    close_day(shop.office, CloseInput(TUESDAY))
    assert json.dumps(figures(shop)) == before
    with pytest.raises(IntegrityError, match="sealed"):
        shop.office.database.execute_sql("UPDATE closing SET figures = '{}'")


def test_a_backdated_paper_breaks_the_run_and_is_no_gap(shop: Shop) -> None:
    shop.sold()
    later(shop.office, days=1)
    shop.sold()
    shop.sold(date=MONDAY)
    shop.sold()
    close_day(shop.office, CloseInput(MONDAY))
    close_day(shop.office, CloseInput(TUESDAY))
    assert figures(shop)["numbers"]["runs"] == [["XS20261100001", "XS20261100001", 1], ["XS20261100003", "XS20261100003", 1]]
    assert figures(shop, TUESDAY)["numbers"]["runs"] == [["XS20261100002", "XS20261100002", 1], ["XS20261100004", "XS20261100004", 1]]


def test_a_missing_number_blocks_the_close(shop: Shop) -> None:
    shop.sold()
    shop.office.database.execute_sql("UPDATE number_series SET last = last + 1 WHERE series = 'invoice'")
    found = problems(lambda: close_day(shop.office, CloseInput(MONDAY)))
    assert [problem.code for problem in found] == ["close.gaps"] and "XS202611: 1 / 2" in found[0].say()


def test_a_missing_receipt_number_blocks_too(shop: Shop) -> None:
    take_receipt(shop.office, receipt(shop, "10"))
    shop.office.database.execute_sql("UPDATE number_series SET last = last + 1 WHERE series = 'receipt'")
    assert refused(lambda: close_day(shop.office, CloseInput(MONDAY))) == ["close.gaps"]


def test_wrong_balances_and_stock_block(shop: Shop) -> None:
    shop.sold()
    shop.office.database.execute_sql("UPDATE customer_day SET balance = balance + 1")
    shop.office.database.execute_sql("UPDATE stock_day SET on_hand = -1000")
    assert refused(lambda: close_day(shop.office, CloseInput(MONDAY))) == ["close.negative", "close.stock", "close.identities"]


def test_drafts_open_checks_and_goods_that_stay_are_named_and_block_nothing(shop: Shop) -> None:
    from models.stock.commands import ask_keeper
    from models.stock.inputs import CheckInput

    done = shop.sold()
    save_draft(shop.office, "invoice", None, {"customer": shop.customer}, "双汇 10 袋")
    ask_keeper(shop.office, CheckInput(product_id=shop.feed, warehouse_id=shop.warehouse))
    day = queries.figures_of(shop.office, MONDAY)
    named = {check.key: check.found for check in queries.checks_before(shop.office, MONDAY, day) if not check.fine}
    assert set(named) == {"checks", "drafts", "differences"} and named["drafts"] == ("双汇 10 袋",)
    assert named["differences"] == (f"{done.number} 河南双汇饲料有限公司",)
    close_day(shop.office, CloseInput(MONDAY))
    assert figures(shop)["open"]["differences"] == [[done.number, "河南双汇饲料有限公司", "10.000"]]


def test_tomorrow_names_tasks_leads_and_promises(shop: Shop) -> None:
    """Duty 93."""
    from models.leads.commands import file_lead
    from models.leads.inputs import LeadInput
    from models.tasks.commands import add_task
    from models.tasks.inputs import TaskInput

    file_lead(shop.office, LeadInput(name="周口牧业", source="phone", phone="13900001111", grade="H"))
    add_task(shop.office, TaskInput("报送日报", TUESDAY))
    close_day(shop.office, CloseInput(MONDAY))
    waiting = figures(shop)["tomorrow"]
    assert [kind for _day, kind, _text in waiting] == ["task"] and waiting[0][2] == "报送日报"
    later(shop.office, days=1)
    close_day(shop.office, CloseInput(TUESDAY))
    assert ["2026-11-25", "lead", "H 周口牧业 13900001111"] in figures(shop, TUESDAY)["tomorrow"]


def test_a_close_costs_what_the_day_holds(shop: Shop) -> None:
    """Ten times the history does not double the work of a close; counted in steps of the database's own machine."""
    def closing(day: date) -> int:
        steps = [0]

        def step() -> int:
            steps[0] += 1
            return 0
        connection = shop.office.database.connection()
        connection.set_progress_handler(step, 100)
        close_day(shop.office, CloseInput(day))
        connection.set_progress_handler(None, 100)
        return steps[0]

    work: list[int] = []
    for count in (3, 3, 30, 30, 3):
        day = MONDAY + timedelta(len(work))
        for _each in range(count):
            sell(shop.office, SaleInput(shop.order(date=day), receipt(shop, "1280"), goods_leave=True))
        work.append(closing(day))
        later(shop.office, days=1)
    assert work[-1] < 1.5 * work[1], work
