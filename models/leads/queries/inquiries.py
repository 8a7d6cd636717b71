"""Channels to refresh, inquiries that wait, how long a first answer took, what to say (duties 60 to 63)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.core.clock import unstamp
from models.core.office import Office
from models.days.queries import worked
from models.leads import rules
from models.leads.queries.cards import merges
from models.leads.tables import Inquiry, TalkingPoint


@dataclass(frozen=True)
class ChannelRow:
    """A channel as it stands. due: the day to refresh it, None for never. position: where the office was last seen."""

    id: int
    name: str
    address: str
    every: int
    remark: str
    active: bool
    refreshed: date | None
    position: int | None
    due: date | None


@dataclass(frozen=True)
class InquiryRow:
    """An inquiry, under the lead's name once it is known whose it is. outcome: "" while it waits. channel: its name.

    waited: office hours until it was answered, or until now; late: it waits and is not answered in time.
    """

    id: int
    came: datetime
    channel: str
    lead_id: int | None
    name: str
    phone: str
    text: str
    outcome: str
    waited: timedelta
    late: bool


@dataclass(frozen=True)
class PointRow:
    """What to say in a situation. grade: "" for all."""

    id: int
    title: str
    text: str
    grade: str
    active: bool


@dataclass(frozen=True)
class Response:
    """How fast a lead was first answered. since: it asked or was filed; reached: somebody spoke with it, None while nobody has.

    worked: office hours from one to the other, or until now; late: more of them than are allowed. waits: whether there was anything to
    wait for; not with those who spoke with us when they were filed.
    """

    since: datetime
    reached: datetime | None
    waits: bool
    worked: timedelta
    late: bool


_CHANNEL = ("SELECT c.id, c.name, c.address, c.every, c.remark, c.active, c.filed, r.date, "
            "(SELECT p.position FROM channel_refresh p WHERE p.channel_id = c.id AND p.position IS NOT NULL ORDER BY p.id DESC LIMIT 1) "
            "FROM channel c LEFT JOIN channel_refresh r ON r.id = (SELECT MAX(id) FROM channel_refresh WHERE channel_id = c.id)")


def channels(office: Office) -> list[ChannelRow]:
    """Every channel in use, the longest due first."""
    made = [_channel(row) for row in office.database.execute_sql(f"{_CHANNEL} WHERE c.active = 1 ORDER BY c.pinyin").fetchall()]
    return sorted(made, key=lambda row: row.due or date.max)


def channel(office: Office, channel_id: int) -> ChannelRow | None:
    """One channel, in use or not."""
    row = office.database.execute_sql(f"{_CHANNEL} WHERE c.id = ?", (channel_id,)).fetchone()
    return None if row is None else _channel(row)


def due_channels(office: Office, day: date) -> list[ChannelRow]:
    """Channels to refresh by a day (duty 60)."""
    return [row for row in channels(office) if row.due is not None and row.due <= day]


def _channel(row: tuple[int, str, str, int, str, int, str, str | None, int | None]) -> ChannelRow:
    last = date.fromisoformat(row[7]) if row[7] else None
    return ChannelRow(row[0], row[1], row[2], row[3], row[4], bool(row[5]), last, row[8],
                      rules.due_refresh(last, row[3], date.fromisoformat(row[6])))


def unanswered(office: Office, limit: int = 50) -> tuple[list[InquiryRow], int]:
    """Inquiries without an answer, the one that waits longest first, and how many there are (duty 62)."""
    waiting = Inquiry.select().where(Inquiry.outcome == "")
    return [_inquiry(office, row) for row in waiting.order_by(Inquiry.came, Inquiry.id).limit(limit)], waiting.count()


def inquiry(office: Office, inquiry_id: int) -> InquiryRow | None:
    """One inquiry."""
    row = Inquiry.get_or_none(Inquiry.id == inquiry_id)
    return None if row is None else _inquiry(office, row)


def inquiries_of(office: Office, lead_id: int) -> list[InquiryRow]:
    """What a lead asked, under whichever number, oldest first."""
    same = rules.one_buyer(lead_id, merges(office))
    return [_inquiry(office, row) for row in Inquiry.select().where(Inquiry.lead.in_(same)).order_by(Inquiry.came, Inquiry.id)]


def _inquiry(office: Office, row: Any) -> InquiryRow:
    channel_name = row.channel.name if row.channel_id else ""
    name, phone = (row.lead.name, row.lead.phone) if row.lead_id else (row.name, row.phone)
    waited = worked(office, row.came, row.ended or office.clock.moment())
    late = not row.outcome and waited > answer_within(office)
    return InquiryRow(row.id, row.came, channel_name, row.lead_id, name, phone, row.text, row.outcome, waited, late)


def answer_within(office: Office) -> timedelta:
    """Office hours in which somebody who asks is answered."""
    return timedelta(minutes=office.settings[rules.ANSWER_WITHIN])


def points(office: Office, grade: str = "") -> list[PointRow]:
    """What to say, in use; with a grade: what is for it first, then what is for all."""
    rows = TalkingPoint.select().where(TalkingPoint.active == 1)
    if grade:
        rows = rows.where(TalkingPoint.grade.in_(["", grade]))
    return [_point(row) for row in rows.order_by(TalkingPoint.grade.desc(), TalkingPoint.id)]


def point(office: Office, point_id: int) -> PointRow | None:
    """One talking point, in use or not."""
    row = TalkingPoint.get_or_none(TalkingPoint.id == point_id)
    return None if row is None else _point(row)


def _point(row: TalkingPoint) -> PointRow:
    return PointRow(row.id, row.title, row.text, row.grade, bool(row.active))


def first_response(office: Office, lead_id: int) -> Response:
    """When a lead first asked or was filed, and when somebody was first reached after it, under whichever number (duty 61)."""
    same = rules.one_buyer(lead_id, merges(office))
    marks = ", ".join("?" * len(same))
    row = office.database.execute_sql(
        f"SELECT (SELECT MIN(created) FROM lead WHERE id IN ({marks})), (SELECT MIN(came) FROM inquiry WHERE lead_id IN ({marks})), "
        f"(SELECT MIN(moment) FROM lead_contact WHERE lead_id IN ({marks}) AND event = 'contact' AND reached = 1), "
        "(SELECT source FROM lead WHERE id = ?)", (*same, *same, *same, lead_id)).fetchone()
    since, reached = unstamp(min(filter(None, row[:2]))), unstamp(row[2]) if row[2] else None
    hours = worked(office, since, reached or office.clock.moment())
    return Response(since, reached, bool(row[1]) or row[3] not in rules.ANSWERED_AT_ONCE, hours, hours > answer_within(office))
