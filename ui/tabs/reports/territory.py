"""Sales that went outside their customer's territory: approved ones with their slip, the others to be borne by somebody (duties 21, 24)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_, _
from models.invoices.queries import invoice
from models.liabilities.queries import cases_of
from models.liabilities.rules import STATES
from models.people.queries import approval_row
from models.reports.listing import OFF_TERRITORY_SALES
from models.reports.queries.sales import request_of
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.tab import Door, ListView
from ui.tabs import said
from ui.tabs.invoices.territory import BEAR
from ui.tabs.papers import paper


def board(office: Office, invoice_id: int) -> Board:
    """The sale, who let it go there, and who bears what."""
    row = invoice(office, invoice_id)
    if row is None:
        return Board(())
    facts = (Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id)), Fact(_("Went to"), row.territory or "–"),
             Fact(_("Deliver to"), row.delivery_address or "–", wide=True), Fact(_("Amount"), said.money(row.total)),
             Fact(_("Salesperson"), row.salesperson_name or "–"), *_approval(office, invoice_id))
    cases = tuple(CardRow(f"{case.person} · {_(STATES[case.state])}", case.text, said.money(case.amount),
                          Level.LOOK if case.state == "open" else Level.PLAIN, door=Door("liabilities", case.id))
                  for case in cases_of(office, "invoices", invoice_id))
    return Board((Card(row.number, facts=facts, columns=2, door=Door("invoices", row.id)),
                  Card(_("Liabilities"), cases, empty=_("Nobody bears anything for this sale"), side=1)), subject=invoice_id)


def _approval(office: Office, invoice_id: int) -> Iterator[Fact]:
    request = request_of(office, invoice_id)
    row = approval_row(office, request) if request is not None else None
    if row is None:
        yield Fact(_("Approved by"), _("nobody approved it"), Level.BLOCK)
        return
    yield Fact(_("Approved by"), row.decider + (f" · {_('self-approved')}" if row.self_approved else ""), Level.GOOD)
    yield Fact(_("Request"), row.question, wide=True)


def _slip(office: Office, invoice_id: Any) -> str:
    request = request_of(office, invoice_id)
    if request is None:
        raise RuleViolation([Problem("", "slip.none", N_("Nobody approved this sale; there is no slip"))])
    return str(request)


VIEW = ListView(OFF_TERRITORY_SALES, verbs=(BEAR,), detail=board, period="year", door=lambda key: Door("invoices", key),
                documents=(paper("approval-slip", N_("Approval Slip"), _slip),),
                levels={"none": Level.PLAIN, "open": Level.LOOK, "paid": Level.GOOD, "waived": Level.PLAIN, "withdrawn": Level.PLAIN})
