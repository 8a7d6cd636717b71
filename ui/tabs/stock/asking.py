"""The keeper is asked, answers, and goods are kept for customers on their way (duties 11, 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.core.errors import Problem, require
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import next_work_day
from models.stock import commands, queries
from models.stock.inputs import AnswerInput, CheckInput, PromiseInput, moment_of
from models.stock.listing import CHECKS, PROMISES
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Values
from ui.kit.tab import FormView, ListView, Verb
from ui.tabs.finders import find_customers, keeper_choices
from ui.tabs.said import quantity
from ui.tabs.stock.trips import FROM_CHECK
from ui.tabs.stock.incoming import PLACE_AND_PRODUCT, fill, standing

END_OF_DAY = "17:30"
_UNTIL_DAY = FieldSpec("until_day", N_("Kept until"), FieldKind.DATE, width=12)
_UNTIL_TIME = FieldSpec("until_time", N_("o'clock"), width=8, limit=5, hint="17:30")
_CUSTOMER = FieldSpec("customer", N_("Customer"), FieldKind.FINDER, finder=find_customers, width=30)


def kept_until(office: Office) -> date:
    """The day at whose end goods are free again, unless another is typed: today, and once that is over the next day of work."""
    clock = office.clock
    over = f"{clock.local(clock.moment()):%H:%M}" >= END_OF_DAY
    return next_work_day(office, clock.today()) if over else clock.today()


ASK = FormSpec("ask_keeper", N_("Ask the keeper"), live=standing, fields=(
    *PLACE_AND_PRODUCT, _CUSTOMER,
    FieldSpec("quantity", N_("Wanted"), FieldKind.QUANTITY, width=12),
    FieldSpec("keeper", N_("Keeper"), FieldKind.CHOICE, width=14, choices=keeper_choices, aside=True),
    FieldSpec("remark", N_("Remark"), width=40, aside=True),
))
PROMISE = FormSpec("promise", N_("Promise goods"), live=standing, intro=N_(
    "Kept for a customer on the way; nobody else is sold them until then."), fields=(
    *PLACE_AND_PRODUCT, _CUSTOMER, FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=12),
    replace(_UNTIL_DAY, initial=kept_until), replace(_UNTIL_TIME, initial=END_OF_DAY)))


def until_problems(values: Values) -> list[Problem]:
    """A time that is half typed, or no time at all, at its field."""
    if values.get("until_time") and values.get("until_day") and moment_of(values["until_day"], values["until_time"]) is None:
        return [Problem("until_time", "time.unread", N_("Type a time, such as 17:30"))]
    return []


def ask_about(office: Office, _key: int, answers: Values) -> Done:
    """Ask about a row of the stock list."""
    return commands.ask_keeper(office, CheckInput.from_form(answers))


def read_promise(values: Values) -> PromiseInput:
    """Raises RuleViolation for a time that is none."""
    require(until_problems(values))
    return PromiseInput.from_form(values)


def promise_of(office: Office, _key: int, answers: Values) -> Done:
    """Promise goods of a row of the stock list."""
    return commands.promise(office, read_promise(answers))


def fill_promise(office: Office, key: int) -> Values:
    """The row's product and warehouse, until the end of the day."""
    return {**fill(office, key), "until_day": kept_until(office), "until_time": END_OF_DAY}


def _answering(office: Office, values: Values, _path: str) -> Live:
    """Beside the quantity: what the books say, and whether the answer differs."""
    asked = queries.check(office, values.get("id") or 0)
    if asked is None:
        return Live()
    book = queries.standings(office, asked.warehouse_id, [asked.product_id])[asked.product_id].on_hand
    marks = {}
    if values["quantity"] is not None and values["quantity"] != book:
        said = _("The books say {quantity}; a count will be opened").format(quantity=quantity(book, asked.unit))
        marks["quantity"] = Mark(said, Level.LOOK)
    return Live({"about": " · ".join(filter(None, (
        asked.product, asked.warehouse, asked.customer, quantity(asked.quantity, asked.unit) if asked.quantity else "")))}, marks)


ANSWER = FormSpec("answer_check", N_("The keeper's answer"), live=_answering, fields=(
    FieldSpec("about", N_("Asked"), role="fact", width=72),
    FieldSpec("quantity", N_("There is"), FieldKind.QUANTITY, required=True, width=12),
    _UNTIL_DAY, _UNTIL_TIME,
    FieldSpec("remark", N_("Remark"), width=40),
))


def fill_answer(office: Office, check_id: int) -> Values:
    """Goods asked for by a customer are kept until the end of the day, unless that is cleared."""
    asked = queries.check(office, check_id)
    kept = asked is not None and asked.customer_id is not None and asked.quantity is not None
    return {"id": check_id, "until_day": kept_until(office) if kept else None, "until_time": END_OF_DAY if kept else ""}


def answer(office: Office, check_id: int, answers: Values) -> Done:
    """Take the answer; what differs from the books opens a count."""
    require(until_problems(answers))
    return commands.answer(office, AnswerInput.from_form({**answers, "check": check_id}))


ANSWER_VERB = Verb(N_("Take the answer"), answer, "F9", "answer", asks=ANSWER, fills=fill_answer,
                   done=N_("The answer differs from the books: count {number} was opened"),
                   when=lambda row: row.get("state", "unanswered") == "unanswered")
RELEASE = Verb(N_("Release"), lambda office, row_id: commands.release_promise(office, row_id), "Ctrl+D", "undo",
               confirm=N_("The goods are free for others again."), when=lambda row: row.get("state", "live") == "live")
ASK_FORM = FormView(ASK, CheckInput.from_form, (Verb(N_("Ask"), commands.ask_keeper, "F9", "question", primary=True),), stays=False)


PROMISE_FORM = FormView(PROMISE, read_promise, (Verb(N_("Promise"), commands.promise, "F9", "promise", primary=True),), stays=False)
CHECK_LIST = ListView(CHECKS, verbs=(ANSWER_VERB, FROM_CHECK), create=ASK_FORM, period="week", columns=(
    "asked", "state", "product", "unit", "quantity", "customer", "answered", "book", "keeper", "promised_until", "warehouse", "code",
    "asked_by", "answered_at", "remark"),
                      levels={"unanswered": Level.LOOK, "differs": Level.BLOCK, "agrees": Level.GOOD})
PROMISE_LIST = ListView(PROMISES, verbs=(RELEASE,), create=PROMISE_FORM, columns=(
    "customer", "product", "unit", "quantity", "consumed", "until", "state", "warehouse", "code", "person"),
                        levels={"live": Level.LOOK, "expired": Level.PLAIN, "used": Level.GOOD, "released": Level.PLAIN})
