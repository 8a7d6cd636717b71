"""Papers of contracts say what was signed and what became of it; typed words are never markup; every page is initialled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from models.contracts import commands
from models.contracts.inputs import EventInput, InstalmentInput, LineInput, QuoteInput, SupplementInput
from models.core import company
from models.core.errors import RuleViolation
from models.core.office import Office
from models.core.settings import set_options
from models.core.text import use_language
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput
from models.invoices.inputs import LineInput as Sold
from models.sale.commands import supplement_contract
from printing.office_papers import paper_pdf
from printing.paper import paper_named
from printing.sizes import SIZES
from tests.contract_room import Yard, a_yard, approve, granted
from tests.factories import a_product
from tests.printing.reading import pages_of, squeezed, text_of_pdf, words

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)
TRICK = "<b>加急</b><img src='/etc/passwd'/>&amp;【颜色】"


@pytest.fixture
def yard(office: Office) -> Yard:
    """A yard with a name."""
    use_language("zh_CN")
    set_options(office, {company.NAME: "河南牧丰饲料有限公司", company.BANK: "中原农商银行", company.BANK_ACCOUNT: "6200 0001"})
    return a_yard(office)


def of_lines(yard: Yard, count: int, **more: object) -> str:
    """A contract over so many products; its number."""
    made = [yard.feed, yard.bran] + [a_product(yard.office, f"P-{at}", f"料{at}号{TRICK}"[:60]) for at in range(count - 2)]
    lines = tuple(LineInput(product, D(10), D(100)) for product in made[:count])
    parts = (InstalmentInput(DECEMBER, D(300), "deposit", "签订后付"), InstalmentInput(JANUARY, D(count * 1000 - 300), "balance"))
    facts = {"lines": lines, "instalments": parts, "deliver_by": DECEMBER, "ends": JANUARY, "starts": date(2026, 11, 23), **more}
    return yard.row(yard.draft(**facts)).number  # type: ignore[arg-type]  # facts by name


def pdf(yard: Yard, kind: str, subject: str, paper: str = "") -> bytes:
    """A paper."""
    return paper_pdf(yard.office, kind, subject, paper=paper)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (7, 1), (60, 3)])
def test_a_contract_says_its_lines_money_wording_and_seals(yard: Yard, count: int, pages: int) -> None:
    paper = pdf(yard, "contract", of_lines(yard, count))
    text = squeezed(paper)
    assert pages_of(paper) == pages
    for said in ("HT20261100001", "河南牧丰饲料有限公司", "河南双汇饲料有限公司", "育肥猪配合饲料", f"{count * 1000:,}.00", "定金", "签订后付", "2027-01-15",
                 "违约责任", "中原农商银行62000001", "代表签字", "单位名称（章）", "草稿", f"第{pages}页共{pages}页"):
        assert said in text, said
    assert text.count("我方小签") == text.count("对方小签") == pages


def test_typed_words_stand_as_they_were_typed(yard: Yard) -> None:
    number = of_lines(yard, 3, remark=TRICK, text=f"{TRICK}\n一、价格：【customer】")
    text = squeezed(pdf(yard, "contract", number))
    assert text.count("<b>加急</b><imgsrc='/etc/passwd'/>&amp;【颜色】") >= 2 and "一、价格：河南双汇饲料有限公司" in text


@pytest.mark.parametrize(("kind", "size"), [(kind, size) for kind in ("contract", "contract-summary", "contract-fulfilment")
                                             for size in SIZES[kind]])
def test_nothing_stands_outside_the_printable_area(yard: Yard, kind: str, size: str) -> None:
    number = of_lines(yard, 12, remark="长" * 300)
    approve(yard.office, 1)
    paper = paper_named(size)
    for _page, word in words(pdf(yard, kind, number, size)):
        assert paper.left - 0.5 <= word.left and word.right <= paper.left + paper.inner_width + 0.5, word
        assert paper.top - 0.5 <= word.top and word.bottom <= paper.bottom + 0.5, word


def test_after_a_supplement_the_contract_stands_as_signed_and_the_supplement_below_it(yard: Yard) -> None:
    contract = yard.approved("100", deliver_by=DECEMBER)
    number = yard.row(contract).number
    change = LineInput(None, D(50), changes=yard.row(contract).lines[0].id)
    granted(yard.office, lambda: supplement_contract(yard.office, SupplementInput(contract, "加订 50 袋", (change,), deliver_by=JANUARY)))
    text = squeezed(pdf(yard, "contract", number))
    for said in ("12,800.00", "壹万贰仟捌佰元整", "交货期限2026-12-01", f"补充协议{number}-B1（2026-11-23）", "加订50袋", "6,400.00", "批准：张经理"):
        assert said in text, said
    summary = squeezed(pdf(yard, "contract-summary", number))
    for said in ("19,200.00", "原合同金额12,800.00", "交货期限2027-01-15", "加订50袋"):
        assert said in summary, said


def test_attachments_are_listed_with_their_digest(yard: Yard, tmp_path: Path) -> None:
    contract, scan = yard.draft(), tmp_path / "营业执照 <副本>.pdf"
    scan.write_bytes(b"scan")
    commands.attach(yard.office, contract, scan, "盖章件")
    text = squeezed(pdf(yard, "contract", yard.row(contract).number))
    assert "营业执照<副本>.pdf" in text and "盖章件" in text and yard.row(contract).attachments[0].sha256[:16] in text


@pytest.mark.parametrize("count", [1, 7, 60])
def test_the_summary_is_one_page_whatever_was_agreed(yard: Yard, count: int) -> None:
    number = of_lines(yard, count)
    approve(yard.office, 1)
    for at in range(8):
        commands.note_event(yard.office, EventInput(1, "note", f"第 {at} 次催款 " + "很长" * 20))
    paper = pdf(yard, "contract-summary", number)
    text = squeezed(paper)
    assert pages_of(paper) == 1 and f"{count * 1000:,}.00" in text and ("其余48行" in text) == (count == 60)


def test_fulfilment_of_one_and_of_all(yard: Yard) -> None:
    contract = yard.approved("100", ends=JANUARY)
    issue_invoice(yard.office, InvoiceInput(yard.customer, (Sold(yard.feed, D(60), D(128)),), contract_id=contract))
    commands.note_event(yard.office, EventInput(contract, "breach theirs", "迟延付款"))
    one = squeezed(pdf(yard, "contract-fulfilment", yard.row(contract).number))
    for said in ("合同履行一览表", "7,680.00", "5,120.00", "60%", "对方违约:迟延付款"):
        assert said in one, said
    every = pdf(yard, "fulfilment", "2026-11-23")
    assert "截至2026-11-23" in squeezed(every) and "7,680.00" in squeezed(every) and "Already" not in text_of_pdf(every)
    with pytest.raises(RuleViolation):
        pdf(yard, "fulfilment", "heute")
    with pytest.raises(RuleViolation):
        pdf(yard, "fulfilment", "2026-11-22")
    with pytest.raises(RuleViolation):
        pdf(yard, "contract-fulfilment", yard.row(yard.draft()).number)


def test_a_quote_says_what_is_offered_and_until_when(yard: Yard) -> None:
    lines = tuple(LineInput(yard.feed, D(10), D(128)) for _at in range(60))
    done = commands.give_quote(yard.office, QuoteInput(yard.customer, lines, terms=TRICK))
    paper = pdf(yard, "quote", done.number)
    text = squeezed(paper)
    for said in ("报价单", done.number, "76,800.00", "柒万陆仟捌佰元整", "2026-12-08", "<b>加急</b>", "客户确认"):
        assert said in text, said
    assert pages_of(paper) == 2


@pytest.mark.parametrize("kind", ["contract", "contract-summary", "contract-fulfilment", "quote"])
def test_an_unknown_number_is_said(yard: Yard, kind: str) -> None:
    with pytest.raises(RuleViolation):
        pdf(yard, kind, "HT9")
