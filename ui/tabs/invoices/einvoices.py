"""E-invoices at the desk: fill the tax site's own template, read the numbers that come back, products that lack a code."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.target import file_name
from models.core.errors import KnownError, RuleViolation
from models.core.listing import Filter
from models.core.office import Office
from models.core.text import N_, _
from models.einvoices import queries
from models.einvoices.listing import EINVOICES
from models.einvoices.rules import KINDS
from models.invoices.queries import invoice
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import Action, Door, ListView
from ui.kit.words import join
from ui.tabs import said

BOOK = "Excel (*.xlsx)"
TOLD = 12
"""Problems that are named one by one."""
SPAN = FormSpec("einvoice", N_("Fill the tax site's template"), fields=(
    FieldSpec("start", N_("First day"), FieldKind.DATE, required=True, width=12,
              initial=lambda office: office.clock.today().replace(day=1)),
    FieldSpec("end", N_("Last day"), FieldKind.DATE, required=True, width=12, initial=lambda office: office.clock.today())), intro=N_(
    "Choose the template that you downloaded from the tax site; the sales of these days that have no number yet are filled in."))


def einvoice_board(office: Office, invoice_id: int) -> Board:
    """A sale as the tax site sees it: numbers, lines net of reds, what keeps it from being filled in."""
    row, paper = invoice(office, invoice_id), queries.tax_paper(office, invoice_id)
    if row is None:
        return Board(())
    numbers = tuple(_number(office, *each) for each in queries.numbers_about(office, invoice_id))
    lines = () if paper is None else tuple(
        CardRow(line.name, line.code or _("no tax category code"), said.money(line.amount - line.discount),
                Level.PLAIN if line.code else Level.BLOCK, door=Door("products", line.product_id)) for line in paper.lines)
    facts = (Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id)),
             Fact(_("Tax number"), row.customer_tax_number or "–"),
             Fact(_("Amount"), said.money(row.total), door=Door("invoices", invoice_id)))
    return Board((Card(row.number, facts=facts), Card(_("Numbers of the tax site"), numbers, empty=_("None yet")),
                  Card(_("Lines"), lines, side=1, empty=_("Nothing is left of it"))), subject=invoice_id, shares=(1, 1))


def _number(office: Office, kind: str, number: str, day: date | None, red: str) -> CardRow:
    """A number of the tax site; of a red letter, whose."""
    told = "red" if red and kind == "invoice" else kind
    return CardRow(number, join(_(KINDS[told]), red), "" if day is None else said.day(office, day), Level.GOOD)


def _fill(desk: Desk, _row: Any) -> None:
    """Which days, which template, where to; then what could not be filled in is named."""
    asked: list[Values] = []

    def take(values: Values) -> bool:
        asked.append(values)
        return True

    if not desk.prompts.form(SPAN, take):
        return
    template = desk.prompts.open_file(_("The template from the tax site"), BOOK)
    path = None if template is None else desk.prompts.save_file(
        _("Filled template"), file_name(f"{template.stem} {asked[0]['start']}", ".xlsx"), BOOK)
    if template is None or path is None:
        return

    def work(_ticket: object) -> Any:
        from data.einvoice import fill

        return fill(desk.office, template, queries.waiting(desk.office, asked[0]["start"], asked[0]["end"]), path)

    desk.work(_("Filled template"), work, lambda made: _tell(desk, made, path.name))


def _tell(desk: Desk, made: Any, name: str) -> None:
    words = _("{invoices} invoices, {lines} lines written: {file}").format(invoices=made.invoices, lines=made.lines, file=name)
    desk.say(words, Level.LOOK if made.left_out or made.unknown else Level.GOOD)
    if made.left_out or made.unknown:
        lines = [words, *(f"{number}: {problem.say()}" for number, problem in made.problems[:TOLD])]
        if len(made.problems) > TOLD:
            lines.append(_("and {count} more").format(count=len(made.problems) - TOLD))
        lines += [_("No source for the required heading {heading}").format(heading=each) for each in made.unknown]
        desk.prompts.message(_("Left out"), "\n".join(lines))
    if made.without_code:
        one = made.without_code[0][0] if len(made.without_code) == 1 else None
        desk.open(Door("products", one, filter=None if one else Filter(facets=(("coded", 0),))))


def _read(desk: Desk, _row: Any) -> None:
    """The list that the tax site gives back."""
    path = desk.prompts.open_file(_("Numbers from the tax site"), "Excel, CSV (*.xlsx *.xls *.csv)")
    if path is None:
        return

    def work(_ticket: object) -> str:
        from data.einvoice import read_numbers
        from models.einvoices.commands import record_numbers

        try:
            fresh, known = record_numbers(desk.office, read_numbers(path), path.name)
        except RuleViolation as refused:
            raise KnownError(N_("{problem} ({count} rows in all do not fit; nothing is recorded)"), problem=refused.problems[0].say(),
                             count=len(refused.problems)) from refused
        return _("{fresh} numbers recorded, {known} known already").format(fresh=fresh, known=known)

    desk.work(_("Numbers from the tax site"), work, desk.say)


VIEW = ListView(
    EINVOICES, detail=einvoice_board, period="month", levels={"waiting": Level.LOOK, "filed": Level.GOOD, "reversed": Level.PLAIN}, verbs=(
        Action(N_("Fill the template…"), _fill, "F6", "excel", needs_row=False),
        Action(N_("Read the numbers…"), _read, "F8", "import", needs_row=False)))
