"""The approval slip and the notice on paper: every word of the case, one page however long, in both languages, nothing typed is markup."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from models.core.company import PAPER_LANGUAGE
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.listing import Filter, Listing
from models.core.office import Office
from models.core.prints import times_printed
from models.core.settings import set_option
from models.core.sheet import sheet_of
from models.customers import commands as customers
from models.customers.inputs import CustomerInput, ReceptionInput
from models.customers.listing import RECEPTIONS
from models.liabilities import commands as liabilities
from models.liabilities.inputs import LiabilityInput, SettleInput
from models.liabilities.listing import LIABILITIES
from models.people import commands as people
from printing.office_papers import paper_pdf, print_paper, write_sheet
from tests.factories import MANAGER, SELLER, an_office, grant, person_id
from tests.printing.reading import pages_of, squeezed

LONG = "门头已装，货已发两车，<b>未批</b> & 未补；" * 20


@pytest.fixture
def asked(office: Office) -> int:
    """A dealer's account that was asked for; its id."""
    dealer = customers.file_customer(office, CustomerInput("河南省商水县汤庄乡新农富民养殖专业合作社", kind="dealer")).id
    customers.ask_opening(office, dealer, "老客户介绍")
    return dealer


@pytest.mark.parametrize("paper, spoken", [("A5L", "zh_CN"), ("A5", "en"), ("A4", "zh_CN"), ("slip140", "en")])
def test_a_slip_is_one_page_in_every_size_before_and_after_the_answer(office: Office, asked: int, paper: str, spoken: str) -> None:
    """What is asked, by whom; then who decided and why."""
    set_option(office, PAPER_LANGUAGE, spoken)
    before = paper_pdf(office, "approval-slip", "1", paper=paper)
    assert pages_of(before) == 1 and "老客户介绍" in squeezed(before) and MANAGER not in squeezed(before)
    with pytest.raises(ApprovalNeeded) as needed:
        customers.open_customer(office, asked)
    grant(office, needed.value)
    assert pages_of(paper_pdf(office, "approval-slip", "1", paper=paper)) == 1
    assert MANAGER in squeezed(paper_pdf(office, "approval-slip", "1", paper=paper))


@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_a_notice_says_who_under_which_rule_and_how_much(office: Office, asked: int, spoken: str) -> None:
    """Duty 23: the rule's words as they stood; what is typed stays as it was typed."""
    set_option(office, PAPER_LANGUAGE, spoken)
    case = liabilities.fine_unapproved_opening(office, person_id(office, SELLER), asked, "先挂牌 <b>后</b> 报批").id
    pdf = paper_pdf(office, "liability-notice", str(case))
    for words in (SELLER, "私自开户设立经销商，每次罚款50元并在公司通报", "伍拾元整", "先挂牌<b>后</b>报批"):
        assert words in squeezed(pdf), words
    print_paper(office, "liability-notice", str(case), out=BytesIO())
    assert pages_of(pdf) == 1 and times_printed(office, "liability-notice", str(case)) == 1


def test_a_long_story_stays_on_its_page_and_a_withdrawn_case_says_so(office: Office) -> None:
    case = liabilities.file_liability(office, LiabilityInput(person_id(office, SELLER), "other", Decimal("12345678.90"), LONG[:500])).id
    liabilities.settle_case(office, SettleInput(case, "withdrawn", "记错"))
    pdf = paper_pdf(office, "liability-notice", str(case))
    assert pages_of(pdf) == 1 and "作废" in squeezed(pdf) and "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角" in squeezed(pdf)


def test_somebody_alone_approves_for_herself_and_the_papers_say_so(tmp_path: Path) -> None:
    """Rules: Approvals and journal."""
    office = an_office(tmp_path / "alone", crew=(("王敏", "clerk"),))
    try:
        mine = customers.file_customer(office, CustomerInput("淮阳某店")).id
        customers.ask_opening(office, mine)
        people.decide(office, 1, granted=True, reason="自批")
        customers.open_customer(office, mine)
        for kind, subject in (("account-opening", "C00001"), ("approval-slip", "1")):
            words = squeezed(paper_pdf(office, kind, subject))
            assert "自批" in words.replace("自批", "", 1), kind
    finally:
        office.close()


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("listing", [RECEPTIONS, LIABILITIES], ids=lambda each: each.name)
def test_the_registers_fit_their_paper(office: Office, listing: Listing, count: int) -> None:
    """One row or sixty: headings again on each page, no row lost."""
    seller = person_id(office, SELLER)
    for number in range(count):
        if listing is RECEPTIONS:
            customers.receive(office, ReceptionInput(f"第{number}位来访，问价", "单志强" * 4, explained="已解释" * 30))
        else:
            liabilities.file_liability(office, LiabilityInput(seller, "other", Decimal(5), f"第{number}次" + "经过" * 60))
    out = BytesIO()
    pages = write_sheet(office, sheet_of(listing, Filter(), language_code="zh_CN"), out)
    assert pages_of(out.getvalue()) == pages and (pages == 1 if count == 1 else pages > 1)
    assert all(f"第{number}" in squeezed(out.getvalue()) for number in range(count))


def test_what_there_is_not_is_refused(office: Office) -> None:
    for kind in ("approval-slip", "liability-notice"):
        for subject in ("", "0", "99", "-1", "一", "9" * 40, "1; DROP TABLE approval"):
            with pytest.raises(RuleViolation):
                paper_pdf(office, kind, subject)
