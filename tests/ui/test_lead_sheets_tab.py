"""The registers of leads at the desk: visits, the month's plan, owned customers, losses judged, follow-ups checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.leads import commands, queries
from models.leads.inputs import ContactInput, LeadInput, LossInput, PlanVisitInput, StopInput, VisitorsInput
from models.people import commands as people
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, a_customer, later, person_id
from ui.kit.form_page import FormPage
from ui.kit.specs import Found, Level
from ui.kit.tab import Door
from ui.tabs import LEADS as TAB
from ui.tabs import TODAY
from ui.tabs.leads.visits import todays_visits

from .desk_room import Room, room
from .keys import press

Grab = Callable[[QWidget, str], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The tab over an office with a lead and a customer of the salesperson."""
    with room(qtbot, dressed, tmp_path, TAB) as made:
        seller = person_id(made.office, SELLER)
        commands.file_lead(made.office, LeadInput("周口牧原养殖场", "13800000001", grade="A", salesperson_id=seller, territory="周口",
                                                  address="川汇区七一路 8 号"))
        a_customer(made.office, salesperson_id=seller)
        made.tab("leads")
        made.settle()
        yield made


def view(desk: Room, name: str) -> None:
    """Go to a view of the tab."""
    page = desk.tab("leads")
    place = page.place_of(name)
    assert place is not None
    page.show_view(place)
    desk.settle()


def values(desk: Room, row: int = 0) -> dict[str, object]:
    """A row of the list in sight."""
    return dict(desk.page.model.values(row))


def form(desk: Room) -> FormPage:
    """The form in sight."""
    page = desk.page
    assert isinstance(page, FormPage)
    return page


def test_visits_are_planned_stop_by_stop_and_printed_as_a_way(desk: Room, picture: Grab) -> None:
    view(desk, "visit_plans")
    picture(desk.window, "visits-empty")
    press(desk.window, Qt.Key.Key_F2)
    form(desk).fill({"date": MONDAY + timedelta(1), "stops": [
        {"whom": Found(("lead", 1), "周口牧原养殖场"), "purpose": "看存栏"}, {"whom": Found(("customer", 1), "河南双汇"), "purpose": "催新单"}]})
    picture(desk.window, "visits-plan")
    desk.give("Plan")
    assert desk.page.model.rowCount() == 2 and values(desk)["purpose"] == "看存栏" and values(desk)["salesperson"] == SELLER
    picture(desk.window, "visits-planned")
    press(desk.window, Qt.Key.Key_R, CONTROL)
    desk.settle()
    assert desk.page.document.name == "visit-route" and desk.page.pdf.startswith(b"%PDF")
    picture(desk.window, "visits-route")


def test_a_planned_visit_is_logged_with_whom_it_met(desk: Room, picture: Grab) -> None:
    commands.plan_visits(desk.office, PlanVisitInput(MONDAY, (StopInput(1),)))
    view(desk, "visit_plans")
    desk.pick()
    assert "11-23 · 李强" in [fact.text for fact in desk.page.detail.cards[0].card.facts if fact.label == "走访计划"]
    desk.prompts.answers = [{"text": "栏满", "decides": "单志强", "uses": "老孙", "owned": "正大 951", "cost": Decimal("86.50"), "grade": "H"}]
    desk.give("Log the visit…")
    assert values(desk)["state"] == "made" and values(desk)["outcome"] == "栏满" and not desk.can("Log the visit…")
    facts = {fact.label: fact.text for fact in desk.page.detail.cards[0].card.facts}
    assert (facts["决策人"], facts["使用人"], facts["现有产品"]) == ("单志强", "老孙", "正大 951"), "what was seen stands with the lead"
    view(desk, "visit_log")
    found = values(desk)
    assert (found["decides"], found["owned"], found["cost"], found["after"]) == ("单志强", "正大 951", Decimal("86.50"), "H")
    picture(desk.window, "visits-log")


def test_what_was_to_be_visited_stands_on_the_board_of_the_day(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    """Today's first, then what was missed; logged from there."""
    with room(qtbot, dressed, tmp_path, TODAY, TAB) as desk:
        seller = person_id(desk.office, SELLER)
        lead = commands.file_lead(desk.office, LeadInput("周口牧原", "1380000", territory="周口", salesperson_id=seller)).id
        assert todays_visits(desk.office) is None
        commands.plan_visits(desk.office, PlanVisitInput(MONDAY, (StopInput(lead, purpose="看存栏"),)))
        later(desk.office, days=1)
        known = a_customer(desk.office, salesperson_id=seller)
        commands.plan_visits(desk.office, PlanVisitInput(MONDAY + timedelta(1), (StopInput(None, known),)))
        desk.settle()
        card = next(card for card in desk.page.area.cards if card.card.title == "今日走访")
        assert card.card.count == 2 and [row.level for row in card.card.rows] == [Level.PLAIN, Level.LOOK]
        assert card.card.rows[1].detail == f"{SELLER} · 周口 · 看存栏" and card.card.rows[1].door == Door("visit_plans", 1)


def test_what_is_wrong_with_a_visit_stands_at_its_field(desk: Room) -> None:
    view(desk, "visit_log")
    press(desk.window, Qt.Key.Key_F2)
    form(desk).fill({"whom": Found(("lead", 1), "周口牧原养殖场"), "grade": "C"})
    desk.give("Log")
    fields = form(desk).panel.fields
    assert fields["text"].words.isVisible() and fields["reason"].words.isVisible()
    form(desk).fill({"text": "不养了", "reason": "清栏"})
    desk.give("Log")
    assert queries.log(desk.office, 1)[-1].reason == "清栏"


def test_the_months_plan_comes_back_to_be_changed(desk: Room, picture: Grab) -> None:
    view(desk, "lead_plan")
    press(desk.window, Qt.Key.Key_F2)
    seller = person_id(desk.office, SELLER)
    form(desk).fill({"lines": [{"salesperson_id": seller, "source": "", "filed": Decimal(6), "ordered": Decimal(2)},
                               {"salesperson_id": seller, "source": "fair", "filed": Decimal(3)}]})
    picture(desk.window, "plan-form")
    desk.give("Save")
    assert (values(desk)["target"], values(desk)["orders_target"], values(desk)["filed"]) == (9, 2, 1)
    desk.pick()
    press(desk.page.table, Qt.Key.Key_F4)
    assert [line["filed"] for line in form(desk).values()["lines"]] == [6, 3]
    press(desk.window, Qt.Key.Key_Escape)
    view(desk, "lead_weeks")
    assert values(desk)["target"] == 9


def test_visitors_are_counted_and_the_capture_rate_stands_below(desk: Room, picture: Grab) -> None:
    view(desk, "lead_visitors")
    press(desk.window, Qt.Key.Key_F2)
    form(desk).fill({"count": Decimal(4), "source": "phone"})
    desk.give("Save")
    press(desk.window, Qt.Key.Key_Escape)
    desk.settle()
    facts = desk.page.detail.cards[0].card.facts
    assert [fact.text for fact in facts] == ["4", "1", "25%"]
    picture(desk.window, "visitors")


def test_an_owned_customer_is_graded_and_counted(desk: Room, picture: Grab) -> None:
    view(desk, "owned_customers")
    desk.pick()
    desk.prompts.answers = [{"grade": "B"}, {"grade": "C", "reason": "空栏"}, {"date": MONDAY + timedelta(2), "purpose": ""}]
    desk.give("Grade…")
    desk.give("Grade…")
    desk.give("Plan a visit…")
    assert values(desk)["grade"] == "C" and values(desk)["why"] == "空栏"
    view(desk, "customer_base")
    assert (values(desk)["owned"], values(desk)["C"], values(desk)["unseen"]) == (1, 1, 1)
    picture(desk.window, "base")
    view(desk, "owned_standards")
    assert len(desk.page.detail.cards[0].card.rows) == 5
    picture(desk.window, "method")


def test_a_loss_is_answered_and_judged_by_the_manager(desk: Room, picture: Grab) -> None:
    commands.ask_loss(desk.office, LossInput(1, "true", "rival", rival="大北农", price_gap=Decimal("3.5")))
    view(desk, "lost_analysis")
    desk.pick()
    assert not desk.can("What it really was…")
    desk.give("Give up")
    people.sign_in(desk.office, MANAGER)
    desk.prompts.answers = [{"kind": "false", "text": "没人跟进"}]
    desk.give("What it really was…")
    people.sign_in(desk.office, CLERK)
    assert values(desk)["verdict"] == "false" and values(desk)["confirmed"] is False
    picture(desk.window, "losses")
    view(desk, "lost_by_reason")
    assert values(desk)["accuracy"] == Decimal(0)
    picture(desk.window, "loss-reasons")


def test_a_sample_is_drawn_asked_about_and_scored(desk: Room, picture: Grab) -> None:
    for text in ("报过价", "送过样"):
        commands.follow_up(desk.office, ContactInput(1, text))
    view(desk, "follow_up_checks")
    desk.prompts.answers = [{"first": MONDAY, "last": MONDAY, "count": Decimal(5)}]
    press(desk.window, Qt.Key.Key_D, CONTROL)
    desk.settle()
    assert desk.page.model.rowCount() == 2
    desk.pick()
    desk.prompts.answers = [{"reached": True, "happened": True, "correct": True, "polite": True, "kept": False, "text": "样没到"}]
    press(desk.page.table, Qt.Key.Key_L, CONTROL)
    desk.settle()
    assert values(desk)["score"] == 75 and values(desk)["state"] == "answered"
    picture(desk.window, "checks")
    view(desk, "check_scores")
    assert values(desk)["score"] == Decimal("75.000") and values(desk)["salesperson"] == SELLER
    view(desk, "grade_standards")
    desk.give("Change in Settings")
    assert desk.page.view.listing.name == "grade_standards", "without the tab of settings the desk stays and says so"


def test_every_sheet_of_leads_has_a_title_of_its_own() -> None:
    """Duty 107."""
    titles = {view.listing.title for group in TAB.groups for view in group.views if hasattr(view, "listing")}
    assert titles >= {
        "Monthly Customer Base Count Sheet", "Monthly Lead Plan Sheet", "Weekly Lead Progress Sheet", "Key-account Visit Sheet",
        "Lead Grading and Tracking Standard", "Owned Customer Grading and Counting Method", "Customer Service Check Feedback Sheet",
        "Hot Customer Management Sheet", "Lost Customer Analysis Sheet", "Lead Filing and Follow-up Sheet"}


def test_the_rates_beside_the_funnel_are_those_of_its_table(desk: Room) -> None:
    """Four visitors, two leads filed in the period, whatever their source: filed ÷ visitors, as the rules have it."""
    commands.file_lead(desk.office, LeadInput("老客户介绍的", "13800000009", source="referral"))
    commands.count_visitors(desk.office, VisitorsInput(4, "phone"))
    view(desk, "lead_funnel")
    card = next(card.card for card in desk.page.detail.cards if card.card.title == "转化率")
    assert (card.facts[0].text, values(desk, 1)["of_step"]) == ("50%", Decimal("0.5"))
