"""An office whose leads went every way there is, for the sheets and statistics of leads."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from models.core.errors import ApprovalNeeded
from models.core.listing import Filter, Listing, keys_of, rows_of
from models.core.office import Office
from models.leads import commands, queries
from models.leads.inputs import (
    AnswerInput, ChannelInput, ContactInput, DrawInput, InquiryInput, LeadInput, LossInput, MarketInput, OwnedGradeInput, PlanVisitInput,
    RefreshInput, StopInput, TalkingPointInput, TargetInput, VisitInput, VisitorsInput)
from models.leads.rules import GRADES, REASONS_OF, SOURCES, is_downgrade
from tests.factories import MONDAY, SELLER, a_customer, grant, later, person_id


def fill(office: Office, seed: int = 3, count: int = 30) -> None:
    """Leads over five weeks: followed, graded up and down, merged, lost, won; with all that the registers keep."""
    dice, seller = random.Random(seed), person_id(office, SELLER)
    ids: list[int] = []
    for number in range(count):
        who = dice.choice((None, seller))
        ids.append(commands.file_lead(office, LeadInput(f"场{number}", phone=str(number), source=dice.choice(tuple(SOURCES)),
                                                        grade=dice.choice("ABCN"), salesperson_id=who, territory="周口",
                                                        need="" if number % 3 else "育肥料 5 吨", interest="" if number % 3 else "育肥料")).id)
        for _contact in range(dice.randrange(4)):
            row = queries.lead(office, dice.choice(ids))
            assert row is not None
            if row.state == "open" and queries.kept_of(office, row.id) == row.id:
                grade = dice.choice(tuple(GRADES))
                commands.follow_up(office, ContactInput(
                    row.id, "聊过", dice.choice(("visit", "phone")), grade=grade, reason="变" if is_downgrade(row.grade, grade) else ""))
        if dice.random() < 0.3:
            commands.count_visitors(office, VisitorsInput(dice.randrange(9), dice.choice(("walk in", "phone")), who))
        if dice.random() < 0.7:
            later(office, days=1)
    end(office, dice, ids)
    commands.set_target(office, TargetInput(MONDAY, seller, 6, 2))
    known = a_customer(office, salesperson_id=seller)
    commands.grade_owned(office, OwnedGradeInput(known, "B"))
    commands.log_visit(office, VisitInput(known, "看过库存"))
    commands.plan_visits(office, PlanVisitInput(
        office.clock.today(), (StopInput(ids[21]), StopInput(ids[22]), StopInput(None, known)), seller))
    lines = queries.check_lines(office, commands.draw_check(office, DrawInput(MONDAY, MONDAY + timedelta(60), 6)).number)
    for line in lines[:3]:
        commands.answer_check(office, AnswerInput(line.id, happened=True, correct=dice.random() < 0.5, score=dice.randrange(101)))
    commands.answer_check(office, AnswerInput(lines[3].id, reached=False))
    for region in ("周口", "商丘", "周口"):
        commands.note_market(office, MarketInput("降价了", dice.choice(("大北农", "")), "教槽料", region, Decimal(dice.randrange(90, 150))))
    ask(office)


def ask(office: Office) -> None:
    """A channel that was refreshed, somebody who asks through it, and what is said to that."""
    channel = commands.file_channel(office, ChannelInput("慧聪网", "hc360.com")).id
    commands.refresh_channel(office, RefreshInput(channel, 3, "换了主图"))
    commands.take_inquiry(office, InquiryInput("预混料什么价", "王先生", "13900000000", channel))
    answered = commands.take_inquiry(office, InquiryInput("能送货吗", "刘先生", "13900000001", channel)).id
    later(office, minutes=40)
    commands.answer_inquiry(office, answered, "满五吨送到场")
    commands.keep_point(office, None, TalkingPointInput("嫌贵时", "算一头猪的料肉比", "A"))


def end(office: Office, dice: random.Random, ids: list[int]) -> None:
    """Some are merged, some lost, one is won."""
    for other in ids[:2]:
        commands.merge_leads(office, ids[5], other)
    for lead in ids[8:13]:
        row = queries.lead(office, lead)
        if row is not None and row.state == "open":
            kind = dice.choice(tuple(REASONS_OF))
            reason = dice.choice(REASONS_OF[kind])
            commands.ask_loss(office, LossInput(lead, kind, reason, rival="大北农", price_gap=Decimal("3.50"),
                                                second_visit=office.clock.today()))
            if dice.random() < 0.7:
                try:
                    commands.confirm_loss(office, lead)
                except ApprovalNeeded as asked:
                    grant(office, asked)
                    commands.confirm_loss(office, lead)
    commands.convert(office, ids[20], queries.customer_of(office, ids[20]))


def table(listing: Listing, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a listing by column."""
    ask = Filter(**asked)
    return [dict(zip([column.key for column in listing.columns], row, strict=True)) for row in rows_of(listing, keys_of(listing, ask), ask)]
