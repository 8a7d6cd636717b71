"""What a channel, an inquiry, a talking point and another grade must say, and how long an answer took; pure (duties 60 to 63)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from models.core.errors import Problem
from models.core.settings import Option
from models.core.text import N_
from models.core.typed import Text, check_number
from models.leads.inputs import ChannelInput, InquiryInput, RefreshInput, RegradeInput, TalkingPointInput
from models.leads.rules.checks import not_before, one_of
from models.leads.rules.grades import GRADES, is_downgrade

CHANNEL_TEXTS = (Text("name", 40, required=N_("Name the channel")), Text("address", 200), Text("remark", 200, emoji=True))
REFRESH_TEXTS = (Text("text", 200, emoji=True),)
INQUIRY_TEXTS = (Text("text", 1000, lines=True, emoji=True, required=N_("Write what is asked")), Text("name", 80),
                 Text("phone", 40, digits=True))
POINT_TEXTS = (Text("title", 60, required=N_("Name the situation")),
               Text("text", 1000, lines=True, emoji=True, required=N_("Write what to say")))
REGRADE_TEXTS = (Text("reason", 200, emoji=True),)
ANSWERED_AT_ONCE = ("phone", "walk in", "visit", "fair")
"""Sources by which somebody spoke with us when the lead was filed: there is no first answer to wait for."""
ANSWER_WITHIN = Option("leads.answer within", 60, N_("Who asks is answered within … minutes of office hours"), "leads", least=1,
                       most=10_000)
OUTCOMES = {"waiting": N_("not answered yet"), "late": N_("waiting too long"), "answered": N_("replied"), "dropped": N_("needs no answer")}
MOST_DAYS, MOST_POSITION = 365, 10_000


def _whole(field: str, value: int | None, least: int, most: int) -> list[Problem]:
    return check_number(field, None if value is None else Decimal(value), 0, least=Decimal(least), most=Decimal(most))


def check_regrade(asked: RegradeInput, before: str, state: str, day: date) -> list[Problem]:
    """Another grade than before, for a lead that is followed; one that falls says why."""
    if state != "open":
        return [Problem("", "lead.state", N_("This lead is not being followed; wake or reopen it first"))]
    found = one_of("grade", asked.grade, GRADES)
    if not found and asked.grade == before:
        found.append(Problem("grade", "grade.same", N_("Grade {grade} it is already"), {"grade": before}))
    elif not found and is_downgrade(before, asked.grade) and not asked.reason:
        found.append(Problem("reason", "grade.reason", N_("Say why the grade falls from {before} to {after}"),
                             {"before": before, "after": asked.grade}))
    return found + not_before("next_date", asked.next_date, day)


def check_channel(channel: ChannelInput, taken: bool) -> list[Problem]:
    """A name of its own, a number of days."""
    found = [Problem("name", "channel.taken", N_("A channel of this name is there already"))] if taken else []
    return found + _whole("every", channel.every, 0, MOST_DAYS)


def check_refresh(refresh: RefreshInput) -> list[Problem]:
    """A place in a list counts from 1."""
    return _whole("position", refresh.position, 1, MOST_POSITION)


def check_inquiry(inquiry: InquiryInput, now: datetime) -> list[Problem]:
    """It came before now; somebody can be answered: through the channel, by phone, or as a lead that is filed."""
    found = []
    if inquiry.came is not None and inquiry.came > now:
        found.append(Problem("came", "inquiry.ahead", N_("This moment has not come yet")))
    if not (inquiry.phone or inquiry.channel_id or inquiry.lead_id):
        found.append(Problem("phone", "inquiry.unreachable", N_("Enter a phone number, or choose the channel to answer through")))
    return found


def check_point(point: TalkingPointInput) -> list[Problem]:
    """For a known grade, or for all."""
    return one_of("grade", point.grade, GRADES) if point.grade else []


def due_refresh(last: date | None, every: int, filed: date) -> date | None:
    """The day a channel is to be refreshed: the day it was filed, then every so many days; None for never."""
    if not every:
        return None
    return filed if last is None else last + timedelta(days=every)
