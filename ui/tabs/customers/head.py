"""What stays in sight whatever side of a customer is shown: who, phone, money, rhythm and warning, last order (duty 68)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.text import _
from models.customers import queries, rules
from models.customers.queries import CustomerRow
from models.receivables import queries as ledger
from models.reports.queries import Glance, glance
from models.reports.rules import STATES
from ui.kit.board import Board, Card, Fact
from ui.kit.specs import Level
from ui.kit.verbs import Door
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.customers.answering import MEASURE, SNOOZE
from ui.tabs.customers.facts import LEVELS, inactive

OPEN = ("quiet", "falling", "lost")
"""States of a warning that asks for an answer."""
WARNINGS = {"quiet": Level.LOOK, "falling": Level.LOOK, "lost": Level.BLOCK, "snoozed": Level.PLAIN, "answered": Level.PLAIN}


def head_board(office: Office, customer_id: int) -> Board:
    """One card of facts."""
    if not queries.is_filed(office, customer_id):
        return Board(())
    row, seen = queries.card(office, customer_id), glance(office, customer_id)
    made = (*_who(office, row), *_money(office, row), *_trade(office, seen), *_warning(office, row, seen))
    answers = (MEASURE, replace(SNOOZE, key="F10")) if seen.warning is not None and seen.warning.state in OPEN else ()
    return Board((Card(row.name, facts=made, columns=4, verbs=answers),), subject=row.id)


def _who(office: Office, row: CustomerRow) -> Iterator[Fact]:
    contact = row.contacts[0].name if row.contacts else ""
    yield Fact(_("Code"), join(row.code, _(rules.OPENINGS[row.opening])), LEVELS[row.opening])
    yield Fact(_("Phone"), join(row.phone or (row.contacts[0].phone if row.contacts else ""), contact) or "–")
    yield Fact(_("Salesperson"), row.salesperson or "–")
    yield Fact(_("Territory"), row.territory or "–")


def _money(office: Office, row: CustomerRow) -> Iterator[Fact]:
    standing = ledger.credit_standing(office, row.id, office.clock.today())
    late = _("{days} days").format(days=standing.overdue_days)
    yield Fact(_("Paid in advance") if standing.balance < 0 else _("Owes now"), said.money(abs(standing.balance)))
    if standing.overdue_amount:
        yield Fact(_("Overdue"), join(said.money(standing.overdue_amount), late), Level.BLOCK)
    else:
        yield Fact(_("Overdue"), _("nothing"), Level.GOOD)
    if standing.limit is None:
        yield Fact(_("Credit left"), _("no limit set"))
    else:
        left = standing.limit - standing.balance - standing.acceptances_not_due
        yield Fact(_("Credit left"), said.money(left) if standing.limit else _("cash only"), Level.BLOCK if left < 0 else Level.PLAIN)


def _trade(office: Office, seen: Glance) -> Iterator[Fact]:
    yield Fact(_("Sales this year"), said.money(seen.year))
    last = seen.last
    if last is None:
        yield Fact(_("Last order"), _("none yet"))
        return
    since = (office.clock.today() - last.date).days
    words = _("today") if not since else _("{days} days ago").format(days=since)
    yield Fact(_("Last order"), join(said.day(office, last.date), words, said.money(last.total)), door=Door("invoices", last.id))
    if seen.rhythm is None:
        yield Fact(_("Rhythm"), _("too few orders to tell"))
    else:
        every = text_of(Kind.QUANTITY, seen.rhythm.interval)
        yield Fact(_("Rhythm"), _("every {days} days ({buys} so far)").format(days=every, buys=seen.rhythm.buys))


def _warning(office: Office, row: CustomerRow, seen: Glance) -> Iterator[Fact]:
    if not row.active:
        yield Fact(_("State"), inactive(office, row), Level.BLOCK, wide=True)
    if seen.warning is not None:
        why = join(*(problem.say() for problem in seen.warning.why()))
        yield Fact(_("Early warning"), join(_(STATES[seen.warning.state]), why), WARNINGS[seen.warning.state],
                   door=None, wide=True)
