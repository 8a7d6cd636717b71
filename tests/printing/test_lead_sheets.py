"""The day's way and the standards on paper: in order, with room to write, in both languages, within the margins."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.core.company import PAPER_LANGUAGE
from models.core.errors import RuleViolation
from models.core.office import Office
from models.core.settings import set_options
from models.leads import commands
from models.leads.inputs import LeadInput, PlanVisitInput, StopInput
from models.leads.rules import INTERVALS, OWN_GRADE_RULE
from printing.office_papers import paper_pdf
from printing.paper import paper_named
from tests.factories import MANAGER, MONDAY, SELLER, a_customer, person_id
from tests.printing.reading import pages_of, squeezed, words

WAY = f"{MONDAY}/{SELLER}"


@pytest.fixture
def way(office: Office) -> Iterator[Office]:
    """Four stops of a day: one has no address, one is dropped."""
    seller = person_id(office, SELLER)
    places = (("商丘丙场", "商丘", "梁园区归德路 9 号"), ("周口乙场", "周口", "川汇区八一路 2 号"), ("周口甲场", "周口", "川汇区七一路 8 号"), ("无址丁场", "", ""))
    leads = [commands.file_lead(office, LeadInput(name, "1380000", territory=territory, address=address, salesperson_id=seller)).id
             for name, territory, address in places]
    plans = PlanVisitInput(MONDAY, tuple(StopInput(each, purpose="看存栏") for each in leads))
    commands.plan_visits(office, plans)
    known = a_customer(office, salesperson_id=seller)
    commands.drop_visit(office, commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(None, known),))).id, "路断了")
    yield office


def test_stops_stand_by_territory_and_address(way: Office) -> None:
    """Those without a place come last; those that are dropped not at all; rows to write on follow."""
    text = squeezed(paper_pdf(way, "visit-route", WAY, paper="A4L"))
    order = [text.index(name) for name in ("周口甲场", "周口乙场", "商丘丙场", "无址丁场")]
    assert order == sorted(order)
    assert "双汇" not in text and text.count("决策人") == 6 and "走访户数：4" in text


def test_a_long_way_goes_on_under_its_headings(office: Office) -> None:
    seller = person_id(office, SELLER)
    leads = [commands.file_lead(office, LeadInput(f"{at:02}号生态养殖专业合作社（普通合伙）", "1380000", salesperson_id=seller)).id for at in range(30)]
    commands.plan_visits(office, PlanVisitInput(MONDAY, tuple(StopInput(each) for each in leads)))
    for paper in ("A4", "A4L"):
        pdf, size = paper_pdf(office, "visit-route", WAY, paper=paper), paper_named(paper)
        assert squeezed(pdf).count("走访对象") == pages_of(pdf) > 2
        assert all(size.left - 0.5 <= word.left and word.right <= size.width - size.margins[2] + 0.5 and word.bottom <= size.bottom + 0.5
                   for _page, word in words(pdf))


def test_a_day_names_its_way_where_only_one_goes(way: Office) -> None:
    """Where several go, the refusal says what to ask for."""
    assert "走访户数：4" in squeezed(paper_pdf(way, "visit-route", str(MONDAY), paper="A4L"))
    known = a_customer(way, "商水某户")
    commands.plan_visits(way, PlanVisitInput(MONDAY, (StopInput(None, known),), person_id(way, MANAGER)))
    with pytest.raises(RuleViolation) as refused:
        paper_pdf(way, "visit-route", str(MONDAY))
    assert f"{MONDAY}/{MANAGER}" in refused.value.problems[0].say()


def test_a_way_that_nobody_planned_is_refused(office: Office) -> None:
    for subject in (f"{MONDAY}/{SELLER}", f"{MONDAY}/没有这人", "2026-13-01/李强"):
        with pytest.raises(RuleViolation):
            paper_pdf(office, "visit-route", subject)


@pytest.mark.parametrize("kind", ["grade-standard", "owned-method"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_standard_says_what_is_set(office: Office, kind: str, language: str) -> None:
    """One page, the office's own figures and rule on it."""
    set_options(office, {PAPER_LANGUAGE: language, INTERVALS["C"]: 37, OWN_GRADE_RULE: "周六不打电话。"})
    pdf = paper_pdf(office, "standard", kind)
    text = squeezed(pdf)
    assert pages_of(pdf) == 1 and "37" in text and ("周六不打电话" in text) == (kind == "grade-standard")
    assert ("Grading" in text) == (language == "en")
