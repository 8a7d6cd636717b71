"""Early warnings with why they fire, what was done and what came of it; customers ranked, and those gone quiet for long (duty 70)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from models.core.kinds import Kind, text_of
from models.core.listing import Filter, totals_of
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import N_, _
from models.customers import queries, rules
from models.reports.listing import CUSTOMER_RANKING, EARLY_WARNINGS, INACTIVE_CUSTOMERS
from models.reports.queries import glance
from models.reports.rules import CLASS_A, CLASS_B, LOST, QUIET, STATES, EarlyWarning
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.tab import ListView
from ui.kit.verbs import Action, Door, to_entry
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.customers import facts
from ui.tabs.customers.answering import LINE, SNOOZE
from ui.tabs.customers.head import WARNINGS

SHARE = Decimal("0.0001")


def warning_board(office: Office, customer_id: int) -> Board:
    """Why a customer is named, its latest orders, and all that was done about it."""
    if not queries.is_filed(office, customer_id):
        return Board(())
    row, seen = queries.card(office, customer_id), glance(office, customer_id)
    told = tuple(_answer(office, each) for same in queries.family(office, row.id)
                 for each in reversed(queries.answers_of(office.database, same)))
    why = _why(office, seen.warning) if seen.warning is not None else ()
    rhythm: tuple[Fact, ...] = ()
    if seen.rhythm is not None:
        due = seen.rhythm.last + timedelta(days=int(seen.rhythm.interval))
        rhythm = (Fact(_("Rhythm"), _("every {days} days ({buys} so far)").format(
            days=text_of(Kind.QUANTITY, seen.rhythm.interval), buys=seen.rhythm.buys)),
            Fact(_("Was to order about"), said.day(office, due)))
    who = (Fact(_("Phone"), row.phone or "–"), Fact(_("Salesperson"), row.salesperson or "–"))
    return Board((
        Card(join(row.code, row.name), facts=(*why, *rhythm, *who), columns=2, empty=_("No warning any more")),
        Card(_("Last invoices"), tuple(facts.last_papers(office, row.id)), empty=_("No invoice yet")),
        Card(_("Measures taken"), told, timeline=True, entry=LINE, count=len(told), empty=_("Nothing yet"), side=1),
    ), subject=row.id)


def _why(office: Office, warning: EarlyWarning) -> tuple[Fact, ...]:
    factors = _("quiet after {quiet} × its own interval, lost after {lost} ×").format(
        quiet=office.settings[QUIET], lost=office.settings[LOST])
    return (Fact(_("State"), _(STATES[warning.state]), WARNINGS[warning.state]),
            *(Fact(_("Why it fires"), problem.say(), wide=True) for problem in warning.why()),
            *((Fact(_("Rule"), factors, wide=True),) if warning.silence is not None else ()))


def _answer(office: Office, each: queries.AnswerRow) -> CardRow:
    if each.kind == "snooze":
        what = _("snoozed until {day}").format(day=said.day(office, each.until))
    else:
        what = _(rules.OUTCOMES[each.outcome])
    return CardRow(each.text, join(what, each.person), said.day(office, each.date), Level.GOOD if each.outcome == "back" else Level.PLAIN)


WARNING_LIST = ListView(
    EARLY_WARNINGS, (
        Action(N_("Note a measure"), to_entry, "F7", "message"),
        SNOOZE,
    ), detail=warning_board, door=lambda key: Door("customers", key), levels=WARNINGS, as_of=True,
    columns=("code", "customer", "state", "why", "last", "outcome", "measure", "until", "phone", "salesperson"))


def _class(office: Office, ask: Filter, grade: str) -> tuple[int, Decimal]:
    totals = totals_of(CUSTOMER_RANKING, replace(ask, state=grade))
    return totals.count, Decimal(totals.sums.get("net") or 0)      # type: ignore[arg-type]  # money is summed as Decimal


def ranking_board(office: Office, ask: Filter) -> Board:
    """How many customers bring how much, class by class (ABC by sales)."""
    classes = {grade: _class(office, ask, grade) for grade in "ABC"}
    whole = sum((net for _count, net in classes.values()), ZERO)
    rows = tuple(CardRow(_("{count} customers").format(count=count), _part(net, whole), said.money(net), grade=grade)
                 for grade, (count, net) in classes.items())
    rule = _("A up to {a} % of sales, A and B up to {b} %").format(a=office.settings[CLASS_A], b=office.settings[CLASS_B])
    return Board((Card(_("Classes"), rows), Card(_("In all"), facts=(
        Fact(_("Net sales"), said.money(whole)), Fact(_("Customers"), str(sum(count for count, _net in classes.values()))),
        Fact(_("Rule"), rule)), side=1)))


def _part(net: Decimal, whole: Decimal) -> str:
    return _("{share} of sales").format(share=text_of(Kind.RATE, (net / whole).quantize(SHARE))) if whole else ""


def _to_customer(key: Any) -> Door:
    return Door("customers", key)


RANKING_LIST = ListView(CUSTOMER_RANKING, summary=ranking_board, period="year", door=_to_customer)
INACTIVE_LIST = ListView(INACTIVE_CUSTOMERS, detail=warning_board, door=_to_customer, as_of=True,
                         verbs=(Action(N_("Note a measure"), to_entry, "F7", "message"),))
