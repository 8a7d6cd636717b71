"""Inquiries and messages: taken in one line, answered oldest first, filed as leads (duties 61, 62)."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.inputs import InquiryInput, LeadInput
from models.leads.listing import INQUIRIES, UNANSWERED as UNANSWERED_LISTING
from models.leads.queries import InquiryRow
from ui.kit.board import Board, Card, CardRow, Entry, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Section, Values
from ui.kit.tab import Action, Door, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.finders import find_leads
from ui.tabs.leads.doubles import found_for, marks_of

ANSWER_FORM = FormSpec("inquiry-answer", N_("Reply"), fields=(
    FieldSpec("text", N_("What was answered"), FieldKind.LONG_TEXT, width=56, required=True),
))
_REASON = FormSpec("inquiry-drop", N_("Needs no answer"), fields=(FieldSpec("reason", N_("Reason"), width=48, limit=200, required=True),))
_LINK = FormSpec("inquiry-link", N_("Is from the lead"), fields=(
    FieldSpec("lead_id", N_("Lead"), FieldKind.FINDER, required=True, width=36, finder=find_leads),))


def _answer(office: Office, inquiry_id: int, values: Values) -> Done:
    return commands.answer_inquiry(office, inquiry_id, values["text"] or "")


def _drop(office: Office, inquiry_id: int, values: Values) -> Done:
    return commands.drop_inquiry(office, inquiry_id, values["reason"] or "")


def _link(office: Office, inquiry_id: int, values: Values) -> Done:
    return commands.link_inquiry(office, inquiry_id, values["lead_id"] or 0)


def _waits(row: Row) -> bool:
    return row.get("state", "waiting") in ("waiting", "late")


def _unknown(row: Row) -> bool:
    return not row.get("lead")


def _file(office: Office, inquiry_id: int, values: Values) -> Done:
    return commands.file_inquirer(office, inquiry_id, LeadInput(
        values["name"] or values["phone"] or "", values["phone"] or "", need=values["need"] or "", source="platform"))


def _fills(office: Office, inquiry_id: int) -> Values:
    row = queries.inquiry(office, inquiry_id)
    return {} if row is None else {"name": row.name, "phone": row.phone, "need": row.text}


def _alike(office: Office, values: Values, path: str) -> Live:
    return Live(marks=marks_of(found_for(office, values)))


_FILE = FormSpec("inquiry-lead", N_("File who asked as a lead"), fields=(
    FieldSpec("name", N_("Name"), width=32, limit=80, required=True),
    FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=40),
    FieldSpec("need", N_("Need"), FieldKind.LONG_TEXT, width=56),
), live=_alike)


def _to_lead(desk: Desk, inquiry_id: Any) -> None:
    row = queries.inquiry(desk.office, inquiry_id)
    if row is not None and row.lead_id is not None:
        desk.open(Door("leads", queries.kept_of(desk.office, row.lead_id)))


ANSWER = Verb(N_("Answer…"), _answer, "Ctrl+R", "message", asks=ANSWER_FORM, when=_waits, done=N_("{number}: answered"))
VERBS = (
    ANSWER,
    Verb(N_("File as a lead…"), _file, "Ctrl+L", "add", asks=_FILE, fills=_fills, when=_unknown, done=N_("Saved {number}")),
    Verb(N_("Is from a lead…"), _link, "", "leads", asks=_LINK, when=lambda row: _waits(row) and _unknown(row)),
    Verb(N_("Needs no answer…"), _drop, "Ctrl+D", "reject", asks=_REASON, when=_waits),
    Action(N_("Open the lead"), _to_lead, "Ctrl+O", "leads", when=lambda row: bool(row["lead"])),
)


def channel_choices(office: Office) -> list[tuple[Any, str]]:
    """No channel, and those in use."""
    return [(None, "–"), *((row.id, row.name) for row in queries.channels(office))]


def _take(office: Office, _subject: Any, x: InquiryInput) -> Done:
    return commands.take_inquiry(office, x)


LINE = Entry(FormSpec("inquiry-line", N_("New inquiry"), parts=(Section((
    FieldSpec("text", N_("What is asked"), width=40, limit=1000, hint=N_("What is asked")),
    FieldSpec("name", N_("Name"), width=14, limit=80, hint=N_("Name")),
    FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=13, limit=40, hint=N_("Phone")),
    FieldSpec("channel_id", N_("Channel"), FieldKind.CHOICE, width=11, choices=channel_choices),
), inline=True),)), Verb(N_("Note"), _take, "F6", "add", done=N_("Noted")), reads=InquiryInput.from_form)


def _waited(office: Office, row: InquiryRow) -> str:
    return said.office_hours(row.waited, office.clock.moment() - row.came)


def _level(row: InquiryRow) -> Level:
    """Amber while it may wait, red once it waits too long."""
    return Level.BLOCK if row.late else Level.LOOK


def inquiry_board(office: Office, inquiry_id: int) -> Board:
    """What was asked, by whom, and since when it waits."""
    row = queries.inquiry(office, inquiry_id)
    if row is None:
        return Board(())
    facts = [Fact(_("What is asked"), row.text, wide=True), Fact(_("Came at"), said.moment(office, row.came)),
             Fact(_("Channel"), row.channel or "–"), Fact(_("Name"), row.name or "–"), Fact(_("Phone"), row.phone or "–")]
    if not row.outcome:
        facts.append(Fact(_("Waiting"), _waited(office, row), _level(row), wide=True))
    if row.lead_id is not None:
        facts.append(Fact(_("Lead"), _("Open the lead"), door=Door("leads", queries.kept_of(office, row.lead_id))))
    return Board((Card(_("Inquiry"), facts=tuple(facts), columns=2),), subject=row.id)


LEVELS = {"waiting": Level.LOOK, "late": Level.BLOCK, "answered": Level.GOOD, "dropped": Level.PLAIN}
UNANSWERED = ListView(UNANSWERED_LISTING, VERBS, title=N_("Unanswered"), detail=inquiry_board, board=inquiry_board, entry=LINE,
                      levels=LEVELS)
ALL = ListView(INQUIRIES, VERBS, title=N_("Inquiries and messages"), detail=inquiry_board, board=inquiry_board, entry=LINE, levels=LEVELS)


_REPLY = FormSpec("inquiry-reply", N_("Reply"), parts=(Section((
    FieldSpec("text", N_("What was answered"), width=40, limit=1000, hint=N_("What was answered")),), inline=True),))


def _row(row: InquiryRow) -> CardRow:
    return CardRow(row.text, join(row.name or row.phone, row.channel), said.office_hours(row.waited, row.waited), _level(row),
                   door=Door("inquiries", row.id), id=row.id)


def waiting_card(office: Office) -> Card | None:
    """Today: inquiries nobody has answered, the longest waiting first."""
    rows, count = queries.unanswered(office)
    if not rows:
        return None
    reply = Entry(_REPLY, Verb(N_("Reply"), _answer, "Ctrl+R", done=N_("{number}: answered")), of_row=True)
    return Card(_("Inquiries without an answer"), tuple(map(_row, rows)), count=count, entry=reply,
                door=Door("inquiries_unanswered"))
