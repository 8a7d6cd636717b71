"""The drawer is counted, by denomination or as one sum; what is short is named to a person (duty 25)."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.closing import commands
from models.closing.inputs import CloseInput, ShiftInput, counted_of, counterfeit_of, pieces_of
from models.closing.listing import CASH_COUNTS
from models.closing.queries import drawer_of
from models.closing.rules import DENOMINATIONS, Count
from models.core.money import yuan
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.people import queries as people
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.tab import Door, FormView, ListView, Verb
from ui.tabs import said
from ui.tabs.closing.day import TOPICS, day_at_hand


def _who_answers(office: Office) -> list[tuple[Any, str]]:
    """Whoever counts, and everybody else."""
    own = office.actor
    others = [(person_id, name) for person_id, name in people.choices(office) if own is None or person_id != own.id]
    return [(None, own.name if own is not None else "–"), *others]


def _takers(office: Office) -> list[tuple[Any, str]]:
    own = office.actor.name if office.actor is not None else ""
    return [("", "–"), *((name, name) for name in people.names(office) if name != own)]


PIECES = LinesSpec("pieces", (
    FieldSpec("face", N_("Yuan"), FieldKind.MONEY, width=7, read_only=True),
    FieldSpec("pieces", N_("Pieces"), FieldKind.INTEGER, width=7),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=11, read_only=True),
    FieldSpec("counterfeit", N_("Counterfeit"), FieldKind.INTEGER, width=10, aside=True),
), growing=False, rows=len(DENOMINATIONS))
_SUMS = (
    FieldSpec("book", N_("Cash by the book"), FieldKind.MONEY, role="figure", width=11),
    FieldSpec("counted", N_("Cash counted"), FieldKind.MONEY, role="figure", width=11),
    FieldSpec("cash_counted", N_("Or as one sum"), FieldKind.MONEY, width=11, aside=True),
    FieldSpec("difference", N_("Difference"), FieldKind.MONEY, role="sum", width=11),
    FieldSpec("at_fault", N_("Answers for it"), FieldKind.CHOICE, width=11, choices=_who_answers, asked=True),
)


def _empty() -> list[Values]:
    return [{"denomination": each, "face": yuan(each), "pieces": None, "amount": None, "counterfeit": None} for each in DENOMINATIONS]


def counting(office: Office, day: date, values: Values) -> Live:
    """What the pieces come to, against the book, and who answers for what is missing."""
    lines = values["pieces"] or _empty()
    pieces = pieces_of(lines)
    counted = counted_of(pieces) if pieces else values["cash_counted"]
    book = drawer_of(office, day)["book"]
    shown: dict[str, Any] = {f"pieces.{place}.amount": yuan(line["denomination"] * int(line["pieces"])) if line["pieces"] else None
                             for place, line in enumerate(lines)}
    if not values["pieces"]:
        shown["pieces"] = lines
    shown |= {"book": book, "counted": counted, "difference": None if counted is None else counted - book}
    marks: dict[str, Mark] = {}
    asks: tuple[str, ...] = ()
    if counted is not None:
        count = Count(book, counted, counterfeit_of(pieces))
        marks["difference"] = _judged(office, count, values["at_fault"])
        asks = ("at_fault",) if count.cases else ()
    return Live(shown, marks, asks=asks)


def _judged(office: Office, count: Count, at_fault: int | None) -> Mark:
    """The difference in words, with the person who answers for it."""
    name = dict(_who_answers(office)).get(at_fault, "–")
    if count.cases:
        said_of = [_("{amount} counterfeit").format(amount=said.money(count.counterfeit))] if count.counterfeit else []
        said_of += [_("{amount} short").format(amount=said.money(count.short))] if count.short else []
        return Mark(_("{what}: {person} answers for it").format(what=" + ".join(said_of), person=name), Level.BLOCK)
    if count.difference:
        return Mark(_("over; it stays in the drawer"), Level.LOOK)
    return Mark(_("agrees with the book"), Level.GOOD)


def _close_live(office: Office, values: Values, _path: str) -> Live:
    return counting(office, day_at_hand(office), values)


def close(office: Office, values: Values) -> Done:
    """Close the day at hand with what was counted."""
    return commands.close_day(office, CloseInput.from_form({**values, "date": day_at_hand(office)}))


def _to_tomorrow(desk: Desk, _done: Done) -> None:
    desk.open(Door("", view="tomorrow"))


CLOSE = FormView(
    FormSpec("close_day", N_("Count the drawer"), live=_close_live, parts=(
        PIECES, Section(_SUMS, columns=2))),
    dict, (
        Verb(N_("Close the day"), close, "F9", "closing", primary=True, done=N_("{number} is closed"), after=_to_tomorrow,
             confirm=N_("Nothing more can be dated in this day afterwards; only a manager can have it opened again.")),),
    title=N_("Count the drawer"), name="count_drawer", topics=TOPICS)


def _shift_live(office: Office, values: Values, _path: str) -> Live:
    return counting(office, values["date"] or business_date(office), values)


SHIFT = FormView(
    FormSpec("hand_over", N_("Hand the drawer over"), live=_shift_live, parts=(
        Section((FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date, aside=True),
                 FieldSpec("shift", N_("Shift"), FieldKind.CHOICE, width=12, choices=lambda office: [
                     (_(each), _(each)) for each in (N_("Morning"), N_("Afternoon"), N_("Evening"))]),
                 FieldSpec("taken_over_by", N_("Taken over by"), FieldKind.CHOICE, width=14, choices=_takers)), columns=3),
        PIECES, Section(_SUMS, columns=2))),
    ShiftInput.from_form,
    (Verb(N_("Hand over"), commands.hand_over_shift, "F9", "handover", primary=True, done=N_("The drawer is handed over")),),
    title=N_("Hand the drawer over"), stays=False, topics=TOPICS)

COUNT_LIST = ListView(CASH_COUNTS, create=SHIFT, period="month")
