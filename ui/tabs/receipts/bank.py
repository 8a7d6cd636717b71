"""Bank statements at the desk: bring the file in, see who probably paid and why, confirm one or all that are certain."""

from __future__ import annotations

from typing import Any

from models.bank import commands, queries
from models.bank.inputs import ConfirmInput, SetAsideInput
from models.bank.listing import BANK_LINES
from models.bank.rules import WHY, Suggestion
from models.core.errors import KnownError
from models.core.office import Done, Office
from models.core.text import N_, _
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Values
from ui.kit.tab import Action, Door, ListView, Row, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.finders import customer as found_customer
from ui.tabs.finders import find_customers

KINDS = "Excel, CSV (*.xlsx *.xls *.csv *.ods)"


def _why(each: Suggestion) -> str:
    return join(*(_(WHY[key]).format(number=number) for key, number in each.why))


def line_board(office: Office, line_id: int) -> Board:
    """A line, and who probably paid it, with why."""
    row = queries.bank_line(office, line_id)
    if row is None:
        return Board(())
    line = row.line
    facts = [Fact(_("Amount"), said.money(line.amount)), Fact(_("Date"), said.day(office, line.date)), Fact(_("Payer"), line.payer or "–"),
             Fact(_("Payer's account"), line.account or "–"), Fact(_("What for"), line.text or "–", wide=True)]
    if row.state == "received":
        facts.append(Fact(_("Receipt"), row.receipt, Level.GOOD, door=Door("receipts", row.receipt_id)))
    elif row.state == "aside":
        facts.append(Fact(_("Reason"), row.reason))
    cards = [Card(_("Money that came in"), facts=tuple(facts))]
    if row.state == "open":
        rows = tuple(CardRow(each.name, _why(each), each.code, Level.GOOD if each.certain else Level.LOOK,
                             door=Door("customers", each.customer_id)) for each in queries.suggested(office, row))
        cards.append(Card(_("Who probably paid"), rows, side=1, empty=_("Nobody on file fits; choose the customer when you confirm")))
    return Board(tuple(cards), subject=line_id, shares=(1, 1))


def _fill(office: Office, line_id: int) -> Values:
    row = queries.bank_line(office, line_id)
    best = next(iter(queries.suggested(office, row)), None) if row is not None else None
    return {"id": line_id, "customer": None if best is None else found_customer(office, best.customer_id)}


def _follow(office: Office, values: Values, _path: str) -> Live:
    row = queries.bank_line(office, values["id"]) if values.get("id") else None
    if row is None:
        return Live()
    best = next((each for each in queries.suggested(office, row) if each.customer_id == values["customer"]), None)
    return Live({"line": join(said.day(office, row.line.date), row.line.payer, said.money(row.line.amount)),
                 "why": _why(best) if best is not None else ""})


def _confirm(office: Office, line_id: int, answers: Values) -> Done:
    row = queries.bank_line(office, line_id)
    best = None if row is None else next((each for each in queries.suggested(office, row) if each.customer_id == answers["customer"]), None)
    return commands.confirm(office, ConfirmInput(line_id, answers["customer"] or 0, None if best is None else best.invoice_id,
                                                 answers["date"], answers["remark"] or ""))


def _certain(office: Office) -> Done:
    made = commands.confirm_certain(office)
    return Done(0, str(len(made)))


def _aside(office: Office, line_id: int, answers: Values) -> Done:
    return commands.set_aside(office, SetAsideInput(line_id, answers["reason"] or ""))


def _bring(desk: Desk, _row: Any) -> None:
    """Ask for the file, read it on a worker, file what is new."""
    path = desk.prompts.open_file(_("Bank statement"), KINDS)
    if path is None:
        return

    def work(_ticket: object) -> str:
        from data.bank import read_statement

        made = read_statement(path)
        if made.problems:
            row, problem = made.problems[0]
            raise KnownError(N_("Row {row}: {problem} ({count} rows in all cannot be read)"), row=row, problem=problem.say(),
                             count=len(made.problems))
        fresh, known = commands.bring_in(desk.office, made.lines, made.name)
        return _("{fresh} new lines, {known} known already, {outgoing} that went out left aside").format(
            fresh=fresh, known=known, outgoing=made.outgoing)

    desk.work(_("Bank statement"), work, desk.say)


def _is(state: str) -> Any:
    def holds(row: Row) -> bool:
        return bool(row["state"] == state)
    return holds


CONFIRM = FormSpec("bank_confirm", N_("Receive this payment"), live=_follow, fields=(
    FieldSpec("line", N_("Money that came in"), role="figure"),
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers),
    FieldSpec("why", N_("Why"), role="fact"),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, hint=N_("the bank's day")),
    FieldSpec("remark", N_("Remark"), width=40)))
ASIDE = FormSpec("bank_aside", N_("No customer's payment"), fields=(
    FieldSpec("reason", N_("What it is"), required=True, width=44, hint=N_("interest, a loan, money of our own")),))
BANK = ListView(
    BANK_LINES, detail=line_board, levels={"open": Level.LOOK, "received": Level.GOOD, "aside": Level.PLAIN}, verbs=(
        Action(N_("Bring a statement in…"), _bring, "F6", "import", needs_row=False),
        Verb(N_("Receive…"), _confirm, "F9", "ok", asks=CONFIRM, fills=_fill, when=_is("open"), primary=True,
             done=N_("Received: {number}")),
        Verb(N_("Receive all that are certain"), _certain, "Ctrl+F9", "ok", needs_row=False, done=N_("Receipts made: {number}"),
             confirm=N_("A receipt is made of every open line whose payer is certain. Go on?")),
        Verb(N_("No customer's…"), _aside, "Del", "remove", asks=ASIDE, when=_is("open")),
        Verb(N_("Take up again"), commands.take_up, "", "undo", when=_is("aside")),
    ))
