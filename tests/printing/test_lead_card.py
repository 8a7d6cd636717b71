"""The card of a lead on paper: what is filed, what was said, what was merged; and the sheets of all leads as tables."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from models.core import company
from models.core.errors import RuleViolation
from models.core.listing import Filter
from models.core.office import Office
from models.core.prints import times_printed
from models.core.settings import set_options
from models.core.sheet import sheet_of
from models.leads import commands
from models.leads.inputs import ContactInput, LeadInput, LossInput
from models.leads.listing import LEAD_TRACKING
from printing.office_papers import paper_pdf, print_paper, write_sheet
from tests.factories import MONDAY, SELLER, person_id
from tests.printing.reading import pages_of, squeezed


@pytest.fixture
def lead(office: Office) -> str:
    """A lead followed, merged with its double, given up; its number."""
    set_options(office, {company.NAME: "河南牧丰饲料有限公司"})
    filed = commands.file_lead(office, LeadInput("曾喆鸡场", phone="13800000001", contact="曾喆", grade="A", need="蛋鸡高峰料",
                                                 address="西华县", salesperson_id=person_id(office, SELLER)))
    double = commands.file_lead(office, LeadInput("曾老板", phone="13800000002"))
    commands.follow_up(office, ContactInput(filed.id, "看过样品，等行情", "visit", grade="B", reason="猪价低", instruction="月底再去一次"))
    commands.follow_up(office, ContactInput(double.id, "", reached=False))
    commands.merge_leads(office, filed.id, double.id)
    commands.ask_loss(office, LossInput(filed.id, "true", "rival", rival="大北农", second_visit=date(2027, 3, 1)))
    return filed.number


def test_the_card_says_what_is_filed_and_what_was_said(office: Office, lead: str) -> None:
    words = squeezed(paper_pdf(office, "lead-card", lead))
    for text in ("河南牧丰饲料有限公司", "潜在客户录入及跟踪表", "QK202600001", "曾喆鸡场", "13800000001", "蛋鸡高峰料", "看过样品，等行情；猪价低", "A→B",
                 "月底再去一次", "未联系上；(QK202600002)", "真战败；已购竞品；大北农；再访日期2027-03-01", SELLER, "业务员：", "经理："):
        assert text in words, text


def test_a_merged_number_prints_the_card_that_stands_for_it(office: Office, lead: str) -> None:
    assert squeezed(paper_pdf(office, "lead-card", "QK202600002")) == squeezed(paper_pdf(office, "lead-card", lead))
    with pytest.raises(RuleViolation):
        paper_pdf(office, "lead-card", "QK202600099")


def test_each_print_is_counted(office: Office, lead: str) -> None:
    """Duty 10."""
    print_paper(office, "lead-card", lead, out=BytesIO())
    assert times_printed(office, "lead-card", lead) == 1


def test_a_long_log_goes_on_over_pages(office: Office, lead: str) -> None:
    other = commands.file_lead(office, LeadInput("单家养殖场", phone="1"))
    for number in range(60):
        commands.follow_up(office, ContactInput(other.id, f"第{number}次"))
    pdf = paper_pdf(office, "lead-card", other.number)
    assert pages_of(pdf) >= 2 and all(f"第{number}次" in squeezed(pdf) for number in range(60))


def test_the_sheet_of_a_month_is_a_table_on_paper(office: Office, lead: str) -> None:
    out = BytesIO()
    write_sheet(office, sheet_of(LEAD_TRACKING, Filter(start=MONDAY, end=MONDAY)), out)
    words = squeezed(out.getvalue())
    assert "潜在客户录入及跟踪表" in words and "曾喆鸡场" in words and "曾老板" not in words and "2026-11-23至2026-11-23" in words
