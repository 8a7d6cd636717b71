"""Receipts with capitals and slips of goods, a sheet for each part, on every size; what came back says so."""

from __future__ import annotations

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.receipts.commands import reverse_receipt, take_receipt
from models.receipts.inputs import ReverseInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from printing.office_papers import paper_pdf
from printing.sizes import SIZES
from tests.closed import receipt
from tests.printing.reading import pages_of, squeezed
from tests.shop import a_shop


def test_a_receipt_says_the_amount_in_words_and_what_it_settles(office: Office) -> None:
    shop = a_shop(office)
    number = shop.sold(shop.line("10")).number
    taken = take_receipt(office, receipt(shop, "1000.50", payer="王老板"))
    pdf = paper_pdf(office, "receipt", taken.number, paper="A5L")
    text = squeezed(pdf)
    for words in ("收款收据", "壹仟元零伍角", "¥1,000.50", f"{number}1,000.50", "王老板", "279.50", "存根", "客户", "回单"):
        assert words in text, words
    assert pages_of(pdf) == 3


def test_slips_fit_every_size_on_one_sheet_a_part(office: Office) -> None:
    shop = a_shop(office)
    sold = sell(office, SaleInput(shop.order(), receipt(shop, "1280"), goods_leave=True))
    assert sold.receipt is not None and sold.delivery is not None
    for size in SIZES["receipt"]:
        assert pages_of(paper_pdf(office, "receipt", sold.receipt.number, paper=size, copies=1)) == 1
    for size in SIZES["delivery"]:
        assert "育肥猪" in squeezed(paper_pdf(office, "delivery", sold.delivery.number, paper=size, copies=1))


def test_a_reversed_receipt_and_its_counter_entry_say_so(office: Office) -> None:
    shop = a_shop(office)
    taken = take_receipt(office, receipt(shop, "30"))
    counter = reverse_receipt(office, ReverseInput(taken.id, "记错"))
    assert "冲" in squeezed(paper_pdf(office, "receipt", taken.number))
    text = squeezed(paper_pdf(office, "receipt", counter.number))
    assert "负叁拾元整" in text and f"冲销{taken.number}" in text and "预收款" not in text


def test_the_balance_on_a_receipt_is_the_one_after_it_however_much_comes_later_that_day(office: Office) -> None:
    shop = a_shop(office)
    shop.sold(shop.line("10"))
    first = take_receipt(office, receipt(shop, "1000"))
    before = squeezed(paper_pdf(office, "receipt", first.number))
    take_receipt(office, receipt(shop, "200"))
    assert squeezed(paper_pdf(office, "receipt", first.number)) == before and "收后余额280.00" in before


def test_an_unknown_number_is_refused(office: Office) -> None:
    for kind in ("receipt", "delivery"):
        with pytest.raises(RuleViolation):
            paper_pdf(office, kind, "SK1")
