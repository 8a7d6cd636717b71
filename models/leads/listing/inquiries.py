"""Inquiries, channels and talking points, as listings (duties 60, 62, 63)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from peewee import JOIN, SQL, Case, ModelSelect, Select, Value, fn

from models.core.clock import stamp
from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, clock_of
from models.core.settings import option
from models.core.text import N_
from models.days.queries import tell_hours
from models.leads.listing.cards import NOW
from models.leads.listing.first_answer import clock_hours, office_hours
from models.leads.rules import ANSWER_WITHIN, GRADES, OUTCOMES
from models.leads.tables import Channel, ChannelRefresh, Inquiry, Lead, TalkingPoint


def _now(query: ModelSelect, ask: Filter) -> ModelSelect:
    """With the day that is counted from."""
    day = ask.as_of or clock_of(Channel).today()
    return query.join(Select(columns=[Value(day.isoformat()).alias("day")]).alias("now"), JOIN.CROSS, attr="now")


def _inquiries(_ask: Filter) -> ModelSelect:
    """Inquiries with the moment at which those that wait are looked at."""
    tell_hours(Inquiry)
    database: Any = Inquiry._meta.database
    now = Select(columns=[Value(stamp(database.clock.moment())).alias("moment"),
                          Value(option(database, ANSWER_WITHIN) / 60).alias("within")]).alias("now")
    return (Inquiry.select().join_from(Inquiry, Channel, JOIN.LEFT_OUTER).join_from(Inquiry, Lead, JOIN.LEFT_OUTER)
            .join_from(Inquiry, now, JOIN.CROSS, attr="now"))


def _waiting(ask: Filter) -> ModelSelect:
    return _inquiries(ask).where(Inquiry.outcome == "")


def _channels(ask: Filter) -> ModelSelect:
    return _now(Channel.select(), ask)


def _points(_ask: Filter) -> ModelSelect:
    return TalkingPoint.select()


def channel_choices() -> list[tuple[Any, str]]:
    """Channels by name."""
    return list(Channel.select(Channel.id, Channel.name).order_by(Channel.pinyin).tuples())


_until = fn.COALESCE(Inquiry.ended, SQL('"now"."moment"'))
_late = fn.told("worked hours", Inquiry.came, _until) > SQL('"now"."within"')
_outcome = Case(None, (((Inquiry.outcome == "") & _late, "late"), (Inquiry.outcome == "", "waiting")), Inquiry.outcome)

INQUIRIES = Listing(
    "inquiries", N_("Inquiries and messages"), rows=_inquiries, key=Inquiry.id, topics=("leads",), date=Inquiry.date, state="state",
    order=("waits", "came"), facets=(Facet("channel", N_("Channel"), Inquiry.channel, channel_choices),), singular=N_("Inquiry"),
    empty=N_("Nobody asked; inquiries from trade platforms, calls missed and messages left are noted here until they are answered"),
    columns=(
        Column("waits", N_("Waiting"), Inquiry.outcome != "", Kind.INTEGER, shown=False),
        Column("came", N_("Came at"), Inquiry.came, Kind.MOMENT, width=14),
        Column("state", N_("State"), _outcome, Kind.STATE, choices=OUTCOMES, width=15),
        Column("name", N_("Name"), fn.COALESCE(Lead.name, Inquiry.name), search=True, width=18),
        Column("phone", N_("Phone"), fn.COALESCE(Lead.phone, Inquiry.phone), Kind.CODE, search=True, width=13),
        Column("channel", N_("Channel"), Channel.name, sort=Channel.pinyin, width=12),
        Column("text", N_("What is asked"), Inquiry.text, search=True, width=34),
        Column("lead", N_("Lead"), Lead.number, Kind.CODE, search=True, width=14),
        Column("answer", N_("What was answered"), Inquiry.answer, search=True, width=28),
        Column("hours", N_("Office hours waited"), office_hours(Inquiry.came, _until), Kind.QUANTITY, width=9),
        Column("clock_hours", N_("The same by the clock"), clock_hours(Inquiry.came, _until), Kind.QUANTITY, width=9, shown=False),
        Column("ended_by", N_("Answered by"), Inquiry.ended_by, width=10),
        Column("person", N_("Logged by"), Inquiry.person, width=10, shown=False),
    ))

UNANSWERED = replace(
    INQUIRIES, name="inquiries_unanswered", title=N_("Inquiries without an answer"), rows=_waiting, order=("came",),
    empty=N_("Everybody who asked has an answer; note an inquiry above as it comes, and it waits here until somebody answers"),
    columns=tuple(INQUIRIES.column(key) for key in (
        "came", "hours", "state", "name", "phone", "channel", "text", "lead", "clock_hours", "person")))


def _last(value: Any, *more: Any) -> Any:
    """Of a channel's refreshes, the last."""
    return ChannelRefresh.select(value).where(ChannelRefresh.channel == Channel.id, *more).order_by(ChannelRefresh.id.desc()).limit(1)


def _asked(*more: Any) -> Any:
    return Inquiry.select(fn.COUNT(Inquiry.id)).where(Inquiry.channel == Channel.id, *more)


_refreshed = _last(ChannelRefresh.date)
_due = Case(None, ((Channel.every > 0, fn.COALESCE(fn.DATE(_refreshed, Value("+").concat(Channel.every).concat(" days")), Channel.filed)),),
            None)
_state = Case(None, ((Channel.active == 0, "unused"), (Channel.every == 0, "fresh"), (_due <= NOW, "due")), "fresh")

CHANNELS = Listing(
    "channels", N_("Channels"), rows=_channels, key=Channel.id, topics=("leads", "days"), state="state", order=("due", "name"),
    singular=N_("Channel"),
    empty=N_("No channel is filed yet: trade platforms, shops and pages where the goods are offered, each with how often it is refreshed"),
    columns=(
        Column("name", N_("Channel"), Channel.name, sort=Channel.pinyin, search=True, width=18),
        Column("state", N_("State"), _state, Kind.STATE, width=12,
               choices={"due": N_("to be refreshed"), "fresh": N_("fresh"), "unused": N_("not used")}),
        Column("due", N_("Refresh by"), _due, Kind.DATE, width=10),
        Column("refreshed", N_("Last refreshed"), _refreshed, Kind.DATE, width=10),
        Column("position", N_("Position seen"), _last(ChannelRefresh.position, ChannelRefresh.position.is_null(False)), Kind.INTEGER,
               width=9),
        Column("today", N_("Inquiries today"), _asked(Inquiry.date == NOW), Kind.INTEGER, width=9, total=True),
        Column("month", N_("Inquiries in 30 days"), _asked(Inquiry.date > fn.DATE(NOW, "-30 days")), Kind.INTEGER, width=9, total=True),
        Column("waiting", N_("Unanswered"), _asked(Inquiry.outcome == ""), Kind.INTEGER, width=9, total=True),
        Column("every", N_("Every … days"), Channel.every, Kind.INTEGER, width=8),
        Column("address", N_("Web address"), Channel.address, search=True, width=24),
        Column("remark", N_("Remark"), Channel.remark, search=True, width=20),
    ))

CHANNEL_LOG = Listing(
    "channel_log", N_("Channel log"), rows=lambda ask: ChannelRefresh.select().join(Channel), key=ChannelRefresh.id, topics=("leads",),
    date=ChannelRefresh.date, order=("-date", "-id"), facets=(Facet("channel", N_("Channel"), ChannelRefresh.channel, channel_choices),),
    singular=N_("Refresh"), empty=N_("No channel was refreshed in this period"), columns=(
        Column("id", N_("Entry"), ChannelRefresh.id, Kind.INTEGER, width=7, shown=False),
        Column("date", N_("Date"), ChannelRefresh.date, Kind.DATE, width=10),
        Column("channel", N_("Channel"), Channel.name, sort=Channel.pinyin, search=True, width=18),
        Column("position", N_("Position seen"), ChannelRefresh.position, Kind.INTEGER, width=9),
        Column("inquiries", N_("Inquiries that day"), Inquiry.select(fn.COUNT(Inquiry.id)).where(
            Inquiry.channel == Channel.id, Inquiry.date == ChannelRefresh.date), Kind.INTEGER, width=9),
        Column("text", N_("What was renewed"), ChannelRefresh.text, search=True, width=30),
        Column("person", N_("Logged by"), ChannelRefresh.person, width=10),
    ))

TALKING_POINTS = Listing(
    "talking_points", N_("Talking points"), rows=_points, key=TalkingPoint.id, topics=("leads",), state="state", order=("grade", "title"),
    singular=N_("Talking point"),
    empty=N_("Nothing is written down yet: how to open a call, what to say of the price, when to ask for the order"), columns=(
        Column("title", N_("Situation"), TalkingPoint.title, search=True, width=22),
        Column("grade", N_("Grade"), TalkingPoint.grade, Kind.GRADE, width=6,
               sort=Case(TalkingPoint.grade, [(grade, place) for place, grade in enumerate(GRADES)], -1)),
        Column("text", N_("What to say"), TalkingPoint.text, search=True, width=60),
        Column("state", N_("State"), Case(None, ((TalkingPoint.active == 1, "used"),), "unused"), Kind.STATE, width=10,
               choices={"used": N_("in use"), "unused": N_("not used")}),
        Column("person", N_("Logged by"), TalkingPoint.person, width=10),
    ))
