"""What happens to a lead, verb by verb, and what its log keeps."""

from __future__ import annotations

from datetime import date

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.customers import queries as customers
from models.customers.inputs import CustomerInput
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput
from models.people import commands as people
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, a_customer, grant, later, person_id


@pytest.fixture
def lead_id(office: Office) -> int:
    """A farm that called on Monday, graded A, with the salesperson."""
    card = LeadInput("单家养殖场", phone="138 0000 0001", need="育肥料 5 吨", grade="A", salesperson_id=person_id(office, SELLER))
    return commands.file_lead(office, card).id


def standing(office: Office, lead_id: int) -> queries.LeadRow:
    """The lead as it stands today."""
    found = queries.lead(office, lead_id)
    assert found is not None
    return found


def lose(office: Office, lead_id: int) -> None:
    """Ask, have it granted, lose."""
    commands.ask_loss(office, LossInput(lead_id, "true", "rival", rival="大北农", second_visit=date(2027, 3, 1)))
    with pytest.raises(ApprovalNeeded) as asked:
        commands.confirm_loss(office, lead_id)
    grant(office, asked.value)
    commands.confirm_loss(office, lead_id)


def test_leads_are_numbered_by_the_year(office: Office) -> None:
    """QK2026…, without gaps: a refused card takes no number."""
    first = commands.file_lead(office, LeadInput("甲", phone="1"))
    with pytest.raises(RuleViolation):
        commands.file_lead(office, LeadInput("", phone="1"))
    assert (first.number, commands.file_lead(office, LeadInput("乙", phone="2")).number) == ("QK202600001", "QK202600002")


def test_filing_starts_the_clock_and_proposes_a_work_day(office: Office, lead_id: int) -> None:
    """Grade A: within seven days, Monday again."""
    lead = standing(office, lead_id)
    assert (lead.filed, lead.touched, lead.next_date, lead.due, lead.late, lead.state) == (
        MONDAY, MONDAY, date(2026, 11, 30), date(2026, 11, 30), 0, "open")


def test_a_follow_up_is_contact_grade_and_next_date_in_one(office: Office, lead_id: int) -> None:
    """One entry of the log says all of it."""
    later(office, days=2)
    commands.follow_up(office, ContactInput(lead_id, "下周要两吨", way="visit", grade="H", instruction="给九五折"))
    lead, entry = standing(office, lead_id), queries.log(office, lead_id)[-1]
    assert (lead.grade, lead.touched, lead.next_date) == ("H", date(2026, 11, 25), date(2026, 11, 27))
    assert (entry.event, entry.way, entry.grade_before, entry.grade_after) == ("contact", "visit", "A", "H")
    assert (entry.next_date, entry.salesperson, entry.instruction, entry.person) == (date(2026, 11, 27), SELLER, "给九五折", CLERK)


def test_a_failed_call_stops_no_clock(office: Office, lead_id: int) -> None:
    """It is tried again on the next work day, and stays late (duty 61)."""
    later(office, days=9)
    commands.follow_up(office, ContactInput(lead_id, "", reached=False))
    lead = standing(office, lead_id)
    assert (lead.next_date, lead.touched, lead.due, lead.late, lead.grade) == (date(2026, 12, 3), MONDAY, date(2026, 11, 30), 2, "A")


def test_a_lead_nobody_follows_gets_out_of_control(office: Office, lead_id: int) -> None:
    """Overdue beyond three intervals; a contact brings it back."""
    later(office, days=7 + 21)
    assert standing(office, lead_id).state == "open"
    later(office, days=1)
    assert standing(office, lead_id).state == "out of control"
    commands.follow_up(office, ContactInput(lead_id, "还在考虑"))
    assert standing(office, lead_id).state == "open"


def test_the_dealer_preset_changes_the_windows(office: Office) -> None:
    """A within a month, B within three."""
    commands.use_preset(office, "dealer")
    assert [queries.pace(office, grade).window for grade in "HABC"] == [7, 30, 90, 365]


def test_a_frozen_lead_sleeps_until_its_day(office: Office, lead_id: int) -> None:
    """Then it is due; waking starts the clock anew."""
    commands.freeze(office, FreezeInput(lead_id, "空栏", until=date(2026, 12, 20)))
    later(office, days=60)
    assert (standing(office, lead_id).state, standing(office, lead_id).late) == ("frozen", 33)
    with pytest.raises(RuleViolation):
        commands.follow_up(office, ContactInput(lead_id, "来电"))
    commands.wake(office, lead_id, "进苗了")
    assert (standing(office, lead_id).state, standing(office, lead_id).late) == ("open", 0)


def test_a_loss_waits_for_the_manager(office: Office, lead_id: int) -> None:
    """Asked by one, granted by another; the second visit becomes the next date, the log keeps both."""
    lose(office, lead_id)
    lead, loss = standing(office, lead_id), queries.last_loss(office, lead_id)
    assert (lead.state, lead.due) == ("lost", date(2027, 3, 1))
    assert loss is not None and (loss.granted, loss.answered_by, loss.person, loss.rival) == (True, MANAGER, CLERK, "大北农")
    assert [entry.event for entry in queries.log(office, lead_id)] == ["filed", "lost asked", "lost"]


def test_a_refused_loss_is_followed_on(office: Office, lead_id: int) -> None:
    """Only the manager refuses, and says how to go on."""
    commands.ask_loss(office, LossInput(lead_id, "near", "undecided"))
    with pytest.raises(RuleViolation):
        commands.refuse_loss(office, lead_id, "再去一趟")
    people.sign_in(office, MANAGER)
    commands.refuse_loss(office, lead_id, "再去一趟")
    assert standing(office, lead_id).state == "open"
    assert queries.log(office, lead_id)[-1].instruction == "再去一趟"


def test_a_lost_lead_can_be_reopened_and_lost_again(office: Office, lead_id: int) -> None:
    """A granted approval was used once: the second loss needs another."""
    lose(office, lead_id)
    commands.reopen(office, lead_id, "主动来电")
    assert standing(office, lead_id).state == "open"
    lose(office, lead_id)
    assert standing(office, lead_id).state == "lost"


def test_a_won_lead_becomes_a_customer_with_its_history(office: Office) -> None:
    """The card fills the customer's file; the need becomes a demand, what was said an opinion, each under its day."""
    card = LeadInput("曾家鸡场", phone="13900000002", contact="曾喆", need="蛋鸡高峰料", territory="周口", address="西华县")
    lead = commands.file_lead(office, card).id
    later(office, days=1)
    commands.follow_up(office, ContactInput(lead, "价格可以，先要一吨", grade="O"))
    customer = commands.convert(office, lead, queries.customer_of(office, lead))
    filed = customers.card(office, customer.id)
    assert filed is not None
    assert (filed.name, filed.opening, filed.territory, filed.contacts[0].name) == ("曾家鸡场", "draft", "周口", "曾喆")
    assert [(note.kind, note.text, note.date.day) for note in customers.notes(office, customer.id)] == [
        ("opinion", "价格可以，先要一吨", 24), ("demand", "蛋鸡高峰料", 23)]
    won = standing(office, lead)
    assert (won.state, won.customer_id, won.due) == ("won", customer.id, None)
    with pytest.raises(RuleViolation):
        commands.convert(office, lead, queries.customer_of(office, lead))


def test_a_lead_that_was_a_customer_joins_that_file(office: Office, lead_id: int) -> None:
    """No second file; a customer that fails to be filed leaves the lead as it was."""
    known = a_customer(office, opened=False)
    with pytest.raises(RuleViolation):
        commands.convert(office, lead_id, CustomerInput(""))
    assert standing(office, lead_id).state == "open"
    assert commands.join_customer(office, lead_id, known).id == known
    assert [note.text for note in customers.notes(office, known)] == ["育肥料 5 吨"]


def test_the_card_changes_but_not_the_grade(office: Office, lead_id: int) -> None:
    """A regrade belongs into the log with its reason."""
    with pytest.raises(RuleViolation) as refused:
        commands.change_lead(office, lead_id, LeadInput("单家养殖场", phone="138", grade="H"))
    assert [problem.field for problem in refused.value.problems] == ["grade"]
    commands.change_lead(office, lead_id, LeadInput("单家猪场", phone="139", grade="A", need="育肥料 5 吨",
                                                    salesperson_id=person_id(office, SELLER)))
    assert (standing(office, lead_id).name, queries.log(office, lead_id)[-1].text) == ("单家猪场", "名称, 电话, 下次跟进")


def test_the_log_cannot_be_rewritten(office: Office, lead_id: int) -> None:
    """The file itself refuses."""
    with pytest.raises(Exception, match="sealed"):
        office.database.execute_sql("UPDATE lead_contact SET text = 'x' WHERE lead_id = ?", (lead_id,))


def test_many_leads_are_given_to_a_salesperson_at_once(office: Office, lead_id: int) -> None:
    """One command; only those that change say so in their log."""
    other = commands.file_lead(office, LeadInput("商丘大北农", "13900000009", salesperson_id=person_id(office, SELLER))).id
    done = commands.assign(office, (lead_id, other), person_id(office, SELLER))
    rows = [queries.lead(office, each) for each in (lead_id, other)]
    assert done.id == other and [row.salesperson for row in rows if row] == [SELLER, SELLER]
    assert queries.log(office, other)[-1].event == "filed"
    with pytest.raises(RuleViolation):
        commands.assign(office, (lead_id,), 999)
    with pytest.raises(RuleViolation):
        commands.assign(office, (), None)


def test_a_loss_and_an_entry_know_their_lead(office: Office, lead_id: int) -> None:
    loss = commands.ask_loss(office, LossInput(lead_id, "near", "unclear")).id
    assert queries.lead_of_loss(office, loss) == lead_id == queries.lead_of_entry(office, queries.log(office, lead_id)[0].id)
    assert queries.lead_of_loss(office, 99) == queries.lead_of_entry(office, 99) == 0
