"""Channels kept fresh, inquiries answered, leads filed from them, and what is to be said (duties 60 to 63)."""

from __future__ import annotations

from typing import Any

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.pinyin import pinyin_of
from models.core.text import N_, clean
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.following import store_contact, store_lead
from models.leads.commands.log import check_day, row_of
from models.leads.inputs import ChannelInput, ContactInput, InquiryInput, LeadInput, RefreshInput, TalkingPointInput
from models.leads.tables import Channel, ChannelRefresh, Inquiry, TalkingPoint

_ANSWER = 1000


def file_channel(office: Office, x: ChannelInput) -> Done:
    """File a channel; it is to be refreshed from today on."""
    return _keep_channel(office, None, x)


def change_channel(office: Office, channel_id: int, x: ChannelInput) -> Done:
    """Change a channel, or put it out of use."""
    return _keep_channel(office, channel_id, x)


def _keep_channel(office: Office, channel_id: int | None, x: ChannelInput) -> Done:
    x, found = rules.tidied(x, rules.CHANNEL_TEXTS)
    other = Channel.get_or_none(Channel.name == x.name)
    require(found + rules.check_channel(x, other is not None and other.id != channel_id))
    with office.command("channel.change" if channel_id else "channel.file", {"id": channel_id, "channel": x}) as act:
        facts = {"name": x.name, "pinyin": pinyin_of(x.name), "address": x.address, "every": x.every, "active": x.active,
                 "remark": x.remark}
        if channel_id is None:
            channel_id = int(Channel.insert(**facts, filed=days.business_date(office)).execute())
        elif not Channel.update(**facts).where(Channel.id == channel_id).execute():
            raise _no_channel()
        act.changed("leads").about(x.name)
    return Done(channel_id, x.name)


def refresh_channel(office: Office, x: RefreshInput) -> Done:
    """Note that a channel was refreshed and where the office was seen in its list (duty 60)."""
    x, found = rules.tidied(x, rules.REFRESH_TEXTS)
    channel, day = Channel.get_or_none(Channel.id == x.channel_id), x.date or days.business_date(office)
    if channel is None:
        raise _no_channel()
    require(found + check_day(office, day) + rules.check_refresh(x))
    with office.command("channel.refresh", x) as act:
        row = ChannelRefresh.create(channel=channel, date=day, position=x.position, text=x.text, moment=act.moment, person=act.person)
        act.changed("leads").about(channel.name)
    return Done(row.id, channel.name)


def _no_channel() -> RuleViolation:
    return RuleViolation([Problem("channel_id", "channel.unknown", N_("Choose a channel"))])


def take_inquiry(office: Office, x: InquiryInput) -> Done:
    """Note that somebody asked; it waits for an answer from the moment it came (duty 62)."""
    x, found = rules.tidied(x, rules.INQUIRY_TEXTS)
    found += rules.check_inquiry(x, office.clock.moment())
    if x.channel_id is not None and Channel.get_or_none(Channel.id == x.channel_id) is None:
        found.append(Problem("channel_id", "channel.unknown", N_("Choose a channel")))
    require(found)
    if x.lead_id is not None:
        row_of(x.lead_id)
    with office.command("inquiry.take", x) as act:
        row = Inquiry.create(date=days.business_date(office), came=x.came or act.moment, channel=x.channel_id, lead=x.lead_id, name=x.name,
                             phone=x.phone, text=x.text, person=act.person)
        act.changed("leads").about(x.name or x.phone or x.text[:20])
    return Done(row.id, x.name or x.phone)


def answer_inquiry(office: Office, inquiry_id: int, text: str) -> Done:
    """Say what was answered; with a lead it is logged there as a message, and starts its clock."""
    text, row = clean(text, "text", _ANSWER, lines=True, emoji=True), _waiting(inquiry_id)
    if not text:
        raise RuleViolation([Problem("text", "inquiry.answer", N_("Write what was answered"))])
    lead = None if row.lead_id is None else row_of(queries.kept_of(office, row.lead_id))
    with office.command("inquiry.answer", {"inquiry": inquiry_id, "text": text}) as act:
        if lead is not None and lead.state == "open":
            store_contact(act, ContactInput(lead.id, text, "message"), lead)
        _end(act, row, "answered", text)
    return Done(inquiry_id, _who(row))


def drop_inquiry(office: Office, inquiry_id: int, reason: str) -> Done:
    """It needs no answer: an advertisement, a wrong address; says why."""
    reason, row = clean(reason, "reason", 200, emoji=True), _waiting(inquiry_id)
    if not reason:
        raise RuleViolation([Problem("reason", "reason.missing", N_("Say why"))])
    with office.command("inquiry.drop", {"inquiry": inquiry_id, "reason": reason}) as act:
        _end(act, row, "dropped", reason)
    return Done(inquiry_id, _who(row))


def file_inquirer(office: Office, inquiry_id: int, x: LeadInput) -> Done:
    """File a lead of the one who asked; the inquiry stays unanswered until it is answered. Returns the lead."""
    row = Inquiry.get_or_none(Inquiry.id == inquiry_id)
    if row is None or row.lead_id is not None:
        raise RuleViolation([Problem("", "inquiry.filed", N_("Whoever asked this is filed already"))])
    with office.command("inquiry.lead", {"inquiry": inquiry_id, "lead": x}) as act:
        done = store_lead(act, x)
        Inquiry.update(lead=done.id).where(Inquiry.id == inquiry_id).execute()
    return done


def link_inquiry(office: Office, inquiry_id: int, lead_id: int) -> Done:
    """Say which lead an inquiry is from."""
    row, lead = _waiting(inquiry_id), row_of(lead_id)
    with office.command("inquiry.link", {"inquiry": inquiry_id, "lead": lead_id}) as act:
        Inquiry.update(lead=lead_id).where(Inquiry.id == row.id).execute()
        act.changed("leads").about(lead.number)
    return Done(lead_id, lead.number)


def keep_point(office: Office, point_id: int | None, x: TalkingPointInput) -> Done:
    """File what to say in a situation, or change it (duty 63)."""
    x, found = rules.tidied(x, rules.POINT_TEXTS)
    require(found + rules.check_point(x))
    with office.command("talking point.keep", {"id": point_id, "point": x}) as act:
        facts = {"title": x.title, "text": x.text, "grade": x.grade, "active": x.active, "moment": act.moment, "person": act.person}
        if point_id is None:
            point_id = int(TalkingPoint.insert(**facts).execute())
        elif not TalkingPoint.update(**facts).where(TalkingPoint.id == point_id).execute():
            raise RuleViolation([Problem("", "point.unknown", N_("There is no such talking point"))])
        act.changed("leads").about(x.title)
    return Done(point_id, x.title)


def _waiting(inquiry_id: int) -> Any:
    row = Inquiry.get_or_none(Inquiry.id == inquiry_id)
    if row is None or row.outcome:
        raise RuleViolation([Problem("", "inquiry.ended", N_("This inquiry was answered already"))])
    return row


def _end(act: Act, row: Any, outcome: str, text: str) -> None:
    Inquiry.update(outcome=outcome, answer=text, ended=act.moment, ended_by=act.person).where(Inquiry.id == row.id).execute()
    act.changed("leads").about(_who(row))


def _who(row: Any) -> str:
    return str(row.name or row.phone or row.text[:20])
