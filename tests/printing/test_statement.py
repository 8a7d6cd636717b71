"""The statement as it prints: opening, goods, payments, capitals, return slip; also with no movement, also of everybody."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from data.each import write_each
from models.core.errors import RuleViolation
from models.core.office import Office
from models.core.prints import times_printed
from models.receipts.commands import take_receipt
from models.receivables.commands import set_opening_receivable
from models.receivables.inputs import OpeningInput
from printing.office_papers import every_statement, named_statements, paper_pdf, statements_pdf
from tests.closed import receipt
from tests.factories import a_customer
from tests.printing.reading import pages_of, squeezed
from tests.shop import Shop, a_shop

SPAN = "2026-11-01..2026-11-30"
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def shop(office: Office) -> Shop:
    """A customer who owed 500 before, bought and paid."""
    shop = a_shop(office)
    set_opening_receivable(office, OpeningInput(shop.customer, D(500), date(2026, 10, 31)))
    shop.sold(shop.line("10"))
    take_receipt(office, receipt(shop, "1000.05"))
    return shop


def code_of(shop: Shop) -> str:
    """The customer's code."""
    return str(shop.office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (shop.customer,)).fetchone()[0])


def test_a_statement_says_what_was_owed_what_moved_and_what_is_owed(shop: Shop) -> None:
    text = squeezed(paper_pdf(shop.office, "statement", f"{code_of(shop)}#{SPAN}"))
    for words in ("对账单", "500.00", "1,280.00", "1,000.05", "779.95", "柒佰柒拾玖元玖角伍分", "核对无误", "不符事项", "XS20261100001"):
        assert words in text, words


def test_a_bare_code_takes_the_month_before(shop: Shop) -> None:
    text = squeezed(paper_pdf(shop.office, "statement", code_of(shop)))
    assert "2026-10-01" in text and "2026-10-31" in text and "500.00" in text


@pytest.mark.parametrize("subject", ["KEINER#2026-11", "{code}#2026-13", "{code}#gestern..heute", "{code}#2026-11-30..2026-11-01"])
def test_what_is_no_customer_and_no_span_is_refused(shop: Shop, subject: str) -> None:
    with pytest.raises(RuleViolation):
        paper_pdf(shop.office, "statement", subject.format(code=code_of(shop)))


def test_everybody_gets_one_in_one_file_or_a_file_each(shop: Shop, tmp_path: Path) -> None:
    other = a_customer(shop.office, name="张三/李四:饲料?店", code="K-2", phone="13900001111")
    set_opening_receivable(shop.office, OpeningInput(other, D(9), date(2026, 10, 31)))
    out = io.BytesIO()
    assert statements_pdf(shop.office, every_statement(shop.office, FIRST, LAST), out) == pages_of(out.getvalue()) == 2
    assert times_printed(shop.office, "statement", f"*#{SPAN}") == 1
    count = write_each(tmp_path / "each", named_statements(shop.office, every_statement(shop.office, FIRST, LAST)))
    names = sorted(file.name for file in (tmp_path / "each").iterdir())
    assert count == len(names) == 2 and any(name.startswith("K-2 张三 李四") for name in names)


def test_a_stop_between_two_statements_is_heard(shop: Shop) -> None:
    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        list(every_statement(shop.office, FIRST, LAST, stop))
    assert times_printed(shop.office, "statement", f"*#{SPAN}") == 0
