"""What the desk does with leads beside following them: grades given anew, the manager's word, channels, inquiries, what to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.listing import Filter, Listing, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_options
from models.days.commands import set_calendar_days
from models.days.rules import CLOSES, OPENS
from models.leads import commands, queries
from models.leads.inputs import ChannelInput, ContactInput, InquiryInput, LeadInput, RefreshInput, RegradeInput, TalkingPointInput
from models.leads.listing import CHANNEL_LOG, CHANNELS, INQUIRIES, LEAD_TRACKING, TALKING_POINTS, UNANSWERED
from models.leads.rules import INTERVALS
from models.people.commands import sign_in
from models.tasks.queries import due_tasks
from tests.factories import CLERK, HERE, MANAGER, MONDAY, SELLER, clock_of, later, person_id


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def cells(listing: Listing, key: int) -> Mapping[str, object]:
    """One row of a listing by column."""
    return dict(zip([column.key for column in listing.columns], rows_of(listing, [key])[0], strict=True))


@pytest.fixture
def lead(office: Office) -> int:
    """A lead graded A, followed by 李强."""
    return commands.file_lead(office, LeadInput("周口牧原", "13800000001", grade="A", salesperson_id=person_id(office, SELLER))).id


def test_a_grade_that_rises_needs_no_reason_and_its_clock_starts(office: Office, lead: int) -> None:
    later(office, days=3)
    commands.regrade(office, RegradeInput(lead, "H"))
    row = queries.lead(office, lead)
    assert row is not None and (row.grade, row.touched, row.due) == ("H", date(2026, 11, 26), date(2026, 11, 27))
    assert queries.last_reached(office, lead) is None, "nobody was reached by it"
    assert queries.transitions(office, MONDAY, office.clock.today()) == {("A", "H"): 1}


def test_a_grade_that_falls_says_why(office: Office, lead: int) -> None:
    assert refused(lambda: commands.regrade(office, RegradeInput(lead, "C"))) == ["grade.reason"]
    assert refused(lambda: commands.regrade(office, RegradeInput(lead, "A"))) == ["grade.same"]
    commands.regrade(office, RegradeInput(lead, "C", "今年不补栏"))
    entry = queries.log(office, lead)[-1]
    assert (entry.event, entry.grade_before, entry.grade_after, entry.reason) == ("graded", "A", "C", "今年不补栏")


def test_a_day_off_in_the_calendar_moves_what_is_proposed(office: Office, lead: int) -> None:
    """Grade H is followed every two days; the Wednesday becomes a day off, then the Tuesday as well."""
    wednesday = date(2026, 11, 25)
    assert queries.proposed_next(office, "H", MONDAY) == wednesday
    set_calendar_days(office, wednesday, wednesday, False, "厂庆")
    assert queries.proposed_next(office, "H", MONDAY) == date(2026, 11, 24)
    set_calendar_days(office, date(2026, 11, 24), date(2026, 11, 24), False, "厂庆")
    assert queries.proposed_next(office, "H", MONDAY) == date(2026, 11, 26)


def test_another_preset_counts_from_now_on_and_rewrites_nothing(office: Office, lead: int) -> None:
    commands.follow_up(office, ContactInput(lead, "聊过", next_date=MONDAY + timedelta(days=20)))
    before = queries.log(office, lead)
    assert queries.preset_in_use(office) == "default"
    commands.use_preset(office, "dealer")
    assert queries.preset_in_use(office) == "dealer" and queries.log(office, lead) == before
    set_options(office, {INTERVALS["A"]: 3})
    row = queries.lead(office, lead)
    assert queries.preset_in_use(office) == "custom" and row is not None and row.due == MONDAY + timedelta(days=3)


def test_the_managers_word_stands_in_the_log_and_is_a_task(office: Office, lead: int) -> None:
    assert refused(lambda: commands.instruct(office, lead, "周三前报价")) == ["approval.role"]
    commands.follow_up(office, ContactInput(lead, "嫌贵"))
    sign_in(office, MANAGER)
    commands.instruct(office, lead, "周三前报价", queries.log(office, lead)[-1].id)
    entry = queries.log(office, lead)[-1]
    assert (entry.event, entry.instruction, entry.person) == ("instructed", "周三前报价", MANAGER) and "嫌贵" in entry.text
    assert rows_of(LEAD_TRACKING, [lead])[0][-1] == "周三前报价", "the month's sheet says the manager's last word"
    task, = due_tasks(office, MONDAY)
    assert "周三前报价" in task.title and (task.owner, task.source, task.source_id) == (SELLER, "leads", lead)
    sign_in(office, CLERK)


def test_leads_change_hands_with_a_reason(office: Office, lead: int) -> None:
    commands.assign(office, (lead,), None, "李强请假")
    entry = queries.log(office, lead)[-1]
    assert "李强 → –" in entry.text and entry.reason == "李强请假"


def test_a_channel_is_due_until_it_is_refreshed(office: Office) -> None:
    channel = commands.file_channel(office, ChannelInput("慧聪网", "hc360.com")).id
    commands.file_channel(office, ChannelInput("门头", every=0))
    assert [row.name for row in queries.due_channels(office, MONDAY)] == ["慧聪网"]
    commands.refresh_channel(office, RefreshInput(channel, 3, "换了图片"))
    assert not queries.due_channels(office, MONDAY)
    later(office, days=1)
    commands.refresh_channel(office, RefreshInput(channel))
    row = queries.channel(office, channel)
    assert row is not None and (row.position, row.due) == (3, MONDAY + timedelta(days=2)), "a place not looked at stays as it was seen"
    commands.take_inquiry(office, InquiryInput("预混料什么价", channel_id=channel))
    shown = cells(CHANNELS, channel)
    assert (shown["state"], shown["position"], shown["today"], shown["waiting"]) == ("fresh", 3, 1, 1)
    assert [row[4] for row in rows_of(CHANNEL_LOG, keys_of(CHANNEL_LOG, Filter()))] == [1, 0]
    assert refused(lambda: commands.file_channel(office, ChannelInput("慧聪网"))) == ["channel.taken"]
    assert refused(lambda: commands.refresh_channel(office, RefreshInput(channel, 0))) == ["number.range"]


def test_an_inquiry_waits_until_it_is_answered(office: Office, lead: int) -> None:
    assert refused(lambda: commands.take_inquiry(office, InquiryInput("有货吗"))) == ["inquiry.unreachable"]
    first = commands.take_inquiry(office, InquiryInput("有货吗", phone="13900000001")).id
    later(office, minutes=30)
    second = commands.take_inquiry(office, InquiryInput("报价", lead_id=lead)).id
    assert [row.text for row in queries.unanswered(office)[0]] == ["有货吗", "报价"]
    later(office, hours=1)
    commands.answer_inquiry(office, second, "已报 3200")
    assert queries.log(office, lead)[-1].text == "已报 3200"
    made = commands.file_inquirer(office, first, LeadInput("新客户", "13900000001", source="platform"))
    assert queries.unanswered(office)[1] == 1, "filing somebody is no answer"
    assert [row.text for row in queries.inquiries_of(office, made.id)] == ["有货吗"]
    commands.drop_inquiry(office, first, "广告")
    assert refused(lambda: commands.answer_inquiry(office, first, "喂")) == ["inquiry.ended"]
    assert (cells(INQUIRIES, second)["hours"], cells(INQUIRIES, first)["state"]) == (1, "dropped")
    assert refused(lambda: commands.file_inquirer(office, first, LeadInput("谁", "1"))) == ["inquiry.filed"]


def test_nobody_waits_in_office_hours_while_the_office_is_closed(office: Office) -> None:
    """Asked on a Friday half an hour before it closes; an hour may be waited, and Monday's first half hour is the rest of it."""
    clock_of(office).set(datetime(2026, 11, 27, 17, 0, tzinfo=HERE))
    asked = commands.take_inquiry(office, InquiryInput("有货吗", phone="13900000001")).id
    later(office, days=2, hours=12)
    row = queries.unanswered(office)[0][0]
    assert (row.waited, row.late, cells(UNANSWERED, asked)["state"]) == (timedelta(minutes=30), False, "waiting")
    later(office, hours=4, minutes=15)                                              # Monday 09:15
    assert queries.unanswered(office)[0][0].late and cells(UNANSWERED, asked)["state"] == "late"
    assert (cells(UNANSWERED, asked)["hours"], cells(UNANSWERED, asked)["clock_hours"]) == (Decimal("1.3"), Decimal("64.3"))
    set_options(office, {OPENS: "09:00"})
    assert not queries.unanswered(office)[0][0].late and keys_of(UNANSWERED, Filter(state="waiting")) == [asked]
    commands.answer_inquiry(office, asked, "有")
    assert not keys_of(UNANSWERED, Filter()) and cells(INQUIRIES, asked)["state"] == "answered"
    assert refused(lambda: set_options(office, {CLOSES: "08:00"})) == ["hours.order"]
    assert refused(lambda: set_options(office, {CLOSES: "半夜"})) == ["setting.shape"]


def test_what_to_say_is_offered_by_grade(office: Office) -> None:
    every = commands.keep_point(office, None, TalkingPointInput("开场", "您好")).id
    commands.keep_point(office, None, TalkingPointInput("催单", "本周涨价", "H"))
    commands.keep_point(office, None, TalkingPointInput("旧话术", "…", active=False))
    assert [row.title for row in queries.points(office, "H")] == ["催单", "开场"] and len(queries.points(office, "A")) == 1
    commands.keep_point(office, every, TalkingPointInput("开场", "您好，我是…"))
    row = queries.point(office, every)
    assert row is not None and row.text == "您好，我是…" and len(keys_of(TALKING_POINTS, Filter())) == 3
