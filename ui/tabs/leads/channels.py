"""Channels to keep fresh, and what to say on the phone: two small registers beside the leads (duties 60, 63)."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.inputs import ChannelInput, RefreshInput, TalkingPointInput
from models.leads.listing import CHANNEL_LOG, CHANNELS, TALKING_POINTS
from models.leads.rules import GRADES
from ui.kit.board import Card, CardRow, Entry
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Section, Values
from ui.kit.tab import Door, FormView, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs import said

_REFRESH = FormSpec("channel-refresh", N_("The channel is refreshed"), fields=(
    FieldSpec("position", N_("Position seen"), FieldKind.INTEGER, width=8, hint="1"),
    FieldSpec("text", N_("What was renewed"), width=48, limit=200, hint=N_("pictures, prices, texts")),
))


def _refresh(office: Office, channel_id: int, values: Values) -> Done:
    position = values["position"]
    return commands.refresh_channel(office, RefreshInput(channel_id, None if position is None else int(position), values["text"] or ""))


def _used(row: Row) -> bool:
    return row.get("state") != "unused"


REFRESH = Verb(N_("Refreshed…"), _refresh, "Ctrl+J", "refresh", asks=_REFRESH, when=_used, done=N_("{number} is refreshed"))

_CHANNEL = FormSpec("channel", N_("Channel"), parts=(Section((
    FieldSpec("name", N_("Channel"), width=24, limit=40, required=True),
    FieldSpec("address", N_("Web address"), width=48, limit=200),
    FieldSpec("every", N_("Refresh every … days"), FieldKind.INTEGER, width=6, initial=1, hint=N_("0: never")),
    FieldSpec("remark", N_("Remark"), width=48, limit=200),
    FieldSpec("active", N_("In use"), FieldKind.FLAG, initial=True),
)),))
Kept = tuple[int | None, Any]


def _channel(values: Values) -> Kept:
    every = values.get("every")
    return values.get("id"), ChannelInput.from_form({**values, "every": 0 if every is None else int(every)})


def _load_channel(office: Office, channel_id: int) -> Values:
    row = queries.channel(office, channel_id)
    return {} if row is None else vars(row)


def _keep_channel(office: Office, kept: Kept) -> Done:
    channel_id, x = kept
    return commands.file_channel(office, x) if channel_id is None else commands.change_channel(office, channel_id, x)


_SAVE_CHANNEL = Verb(N_("Save"), _keep_channel, "Ctrl+S", "save", primary=True, done=N_("Saved {number}"))
CHANNEL_VIEW = ListView(
    CHANNELS, (REFRESH,), create=FormView(_CHANNEL, _channel, (_SAVE_CHANNEL,), title=N_("New channel"), name="channel-new", stays=False),
    edit=FormView(_CHANNEL, _channel, (_SAVE_CHANNEL,), name="channel-change", load=_load_channel, stays=False, title=N_("Change")),
    levels={"due": Level.LOOK, "fresh": Level.GOOD, "unused": Level.PLAIN})
CHANNEL_LOG_VIEW = ListView(CHANNEL_LOG, period="month")

_POINT = FormSpec("talking-point", N_("Talking point"), parts=(Section((
    FieldSpec("title", N_("Situation"), width=30, limit=60, required=True),
    FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=26, choices=(("", N_("all grades")), *GRADES.items())),
    FieldSpec("text", N_("What to say"), FieldKind.LONG_TEXT, width=70, required=True),
    FieldSpec("active", N_("In use"), FieldKind.FLAG, initial=True),
)),))


def _point(values: Values) -> Kept:
    return values.get("id"), TalkingPointInput.from_form(values)


def _load_point(office: Office, point_id: int) -> Values:
    row = queries.point(office, point_id)
    return {} if row is None else vars(row)


def _keep_point(office: Office, kept: Kept) -> Done:
    return commands.keep_point(office, *kept)


_SAVE_POINT = Verb(N_("Save"), _keep_point, "Ctrl+S", "save", primary=True, done=N_("Saved {number}"))
POINT_VIEW = ListView(
    TALKING_POINTS, create=FormView(_POINT, _point, (_SAVE_POINT,), title=N_("New talking point"), name="point-new", stays=False),
    edit=FormView(_POINT, _point, (_SAVE_POINT,), name="point-change", load=_load_point, stays=False, title=N_("Change")))


_LINE = FormSpec("channel-line", N_("The channel is refreshed"), parts=(Section((
    FieldSpec("text", N_("What was renewed"), width=40, limit=200, hint=N_("What was renewed")),
    FieldSpec("position", N_("Position seen"), FieldKind.INTEGER, width=10, hint=N_("Position seen")),
), inline=True),))


def due_card(office: Office) -> Card | None:
    """Today: channels to be refreshed."""
    day = office.clock.today()
    rows = tuple(CardRow(row.name, join(row.address, _("seen at {position}").format(position=row.position) if row.position else ""),
                         said.day(office, row.due) if row.due != day else _("today"),
                         Level.LOOK if row.due is not None and row.due < day else Level.PLAIN, door=Door("channels", row.id), id=row.id)
                 for row in queries.due_channels(office, day))
    line = Entry(_LINE, Verb(N_("Refreshed"), _refresh, "Ctrl+J", done=N_("{number} is refreshed")), of_row=True)
    return Card(_("Channels to refresh"), rows, count=len(rows), entry=line, door=Door("channels")) if rows else None
