"""One contract, or one quote, at a glance: facts, lines with what is left, money to come, what happened, its papers and files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.contracts import queries
from models.contracts.queries import ContractRow, QuoteRow
from models.contracts.rules import EVENTS, IN_FORCE, INSTALMENTS, KINDS, QUOTE_STATES, STATES, STEPS
from models.core.office import Office
from models.core.text import N_, _
from models.invoices.queries import of_contract
from models.invoices.rules import STATES as INVOICE_STATES
from models.receipts.queries import instalments_paid, of_contract as money_of
from models.reports.queries.fulfilment import Fulfilment, fulfilment_of
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import Level
from ui.kit.verbs import Action, Door
from ui.kit.words import join
from ui.tabs import said

LEVELS = {"draft": Level.PLAIN, "review": Level.LOOK, "approved": Level.GOOD, "performing": Level.GOOD, "done": Level.PLAIN,
          "ended": Level.PLAIN}
QUOTE_LEVELS = {"open": Level.GOOD, "expired": Level.LOOK, "refused": Level.PLAIN}
PART_LEVELS = {"due": Level.PLAIN, "part": Level.LOOK, "late": Level.BLOCK, "paid": Level.GOOD}
EVENT_LEVELS = {"breach theirs": Level.LOOK, "breach ours": Level.BLOCK, "change": Level.PLAIN, "note": Level.PLAIN}
SOON = 30
"""Days before its end from which a contract is marked."""


def contract_board(office: Office, contract_id: int) -> Board:
    """What a selected contract shows; built on a worker."""
    row = queries.contract(office, contract_id)
    if row is None:
        return Board(())
    became = fulfilment_of(office, row.id)
    cards = [Card(join(_("Lines"), _(KINDS[row.kind])), tuple(_lines(row, became)), empty=_("No line is agreed")),
             Card(f"{row.number}  {row.title}", facts=tuple(_facts(office, row)), columns=2, side=1)]
    if became is not None:
        cards.append(Card(_("Fulfilment"), facts=tuple(_figures(became)), columns=2, side=1, door=Door("fulfilment", row.id)))
    if row.instalments:
        cards.append(Card(_("Instalments"), tuple(_parts(office, row)), door=Door("instalments")))
    papers = tuple(_papers(office, row))
    if papers or became is not None:
        cards.append(Card(_("Papers"), papers, empty=_("No invoice and no receipt yet")))
    cards.append(Card(_("Attachments"), tuple(CardRow(each.name, each.remark, _size(each.size), id=each.id) for each in row.attachments),
                      empty=_("Ctrl+T attaches a file"), verbs=(OPEN,) if row.attachments else (), side=1))
    cards.append(Card(_("History"), tuple(_history(office, row)), timeline=True, side=1))
    looked = next((step.clauses for step in reversed(row.steps) if step.clauses), ())
    if looked:
        cards.append(Card(_("Clauses"), tuple(CardRow(_(clause), note or _("not needed") if answer != "yes" else "", "",
                                                      Level.GOOD if answer == "yes" else Level.LOOK) for clause, answer, note in looked)))
    if row.text:
        cards.append(Card(_("Terms of the contract"), tuple(CardRow(line) for line in row.text.splitlines() if line.strip())))
    return Board(tuple(cards), subject=row.id)


def of_line(office: Office, line_id: int) -> Board:
    """The board of the contract that a line belongs to."""
    return contract_board(office, queries.contract_of(office, "contract_line", line_id))


def of_part(office: Office, instalment_id: int) -> Board:
    """The board of the contract that an instalment belongs to."""
    return contract_board(office, queries.contract_of(office, "instalment", instalment_id))


def of_file(office: Office, attachment_id: int) -> Board:
    """The board of the contract that a file belongs to."""
    return contract_board(office, queries.contract_of(office, "attachment", attachment_id))


def of_event(office: Office, event_id: int) -> Board:
    """The board of the contract about which something was written down."""
    return contract_board(office, queries.contract_of(office, "contract_event", event_id))


def _open(desk: Desk, attachment_id: Any) -> None:
    from ui.tabs.contracts.verbs import open_attachment

    open_attachment(desk, attachment_id)


OPEN = Action(N_("Open the file"), _open, icon="folder")


def _lines(row: ContractRow, became: Fulfilment | None) -> Iterator[CardRow]:
    done = {} if became is None else {line.line_id: line for line in became.lines}
    for line in row.lines:
        what = f"{said.quantity(line.quantity, line.unit) if line.quantity else _('as ordered')} × {said.price(line.price)}"
        figures, level = done.get(line.id), Level.PLAIN
        left = ""
        if figures is not None and figures.undelivered is not None and figures.uninvoiced is not None:
            left = _("{undelivered} to deliver, {uninvoiced} to invoice").format(
                undelivered=said.quantity(figures.undelivered, figures.unit), uninvoiced=said.quantity(figures.uninvoiced, figures.unit))
            beyond = figures.undelivered < 0 or figures.uninvoiced < 0
            level = Level.LOOK if beyond else Level.GOOD if not (figures.undelivered or figures.uninvoiced) else Level.PLAIN
        yield CardRow(f"{line.code}  {line.name}".strip(), join(line.specification, what, left, line.supplement, line.remark),
                      said.money(line.amount), level)


def _facts(office: Office, row: ContractRow) -> Iterator[Fact]:
    today = office.clock.today()
    yield Fact(_("State"), _(STATES[row.state]), LEVELS[row.state])
    yield Fact(_("Amount"), said.money(row.total))
    yield Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id), wide=True)
    if row.placed:
        yield Fact(_("Person placed"), row.placed)
        yield Fact(_("Place of work"), row.place or "–")
    yield Fact(_("Date"), said.day(office, row.date))
    yield Fact(_("Salesperson"), row.salesperson_name or "–")
    yield Fact(_("Begins"), said.day(office, row.starts) or "–")
    left = None if row.ends is None or row.state not in IN_FORCE else (row.ends - today).days
    words = "" if left is None else _("{days} days left").format(days=left) if left >= 0 else _("{days} days late").format(days=-left)
    yield Fact(_("Ends"), join(said.day(office, row.ends), words) or "–",
               Level.PLAIN if left is None else Level.BLOCK if left < 0 else Level.LOOK if left <= SOON else Level.PLAIN)
    if row.deliver_by:
        yield Fact(_("Deliver by"), said.day(office, row.deliver_by))
    for title, text in ((N_("Their number"), row.their_number), (N_("Approved by"), row.approved_by)):
        if text:
            yield Fact(_(title), text)
    if row.quote_id is not None:
        quoted = queries.quote(office, row.quote_id)
        yield Fact(_("From quote"), quoted.number if quoted else "", door=Door("quotes", row.quote_id))
    if row.supplements:
        yield Fact(_("As first agreed"), said.money(row.first_total))
    if row.remark:
        yield Fact(_("Remark"), row.remark, wide=True)


def _figures(became: Fulfilment) -> Iterator[Fact]:
    titles = ((_("Delivered"), _("Not delivered")), (_("Already invoiced"), _("Not invoiced")), (_("Received"), _("Not received")))
    for (done, open_), amount, left, share in zip(titles, (became.delivered, became.invoiced, became.received), became.left, became.rates,
                                                  strict=True):
        percent = "" if share is None else f"{share * 100:.0f}%"
        yield Fact(done, join(said.money(amount), percent))
        if left is not None:
            yield Fact(open_, said.money(left), Level.LOOK if left < 0 else Level.GOOD if not left else Level.PLAIN)


def _parts(office: Office, row: ContractRow) -> Iterator[CardRow]:
    paid, today = instalments_paid(office, row), office.clock.today()
    for one in row.instalments:
        left = one.amount - paid[one.id]
        level = Level.GOOD if left <= 0 else Level.BLOCK if one.due < today and row.state in IN_FORCE else Level.PLAIN
        state = _("came in") if left <= 0 else _("{amount} open").format(amount=said.money(left)) if paid[one.id] else ""
        yield CardRow(f"{said.day(office, one.due)}  {_(INSTALMENTS[one.kind])}", join(one.title, state), said.money(one.amount), level,
                      door=Door("instalments", one.id))


def _papers(office: Office, row: ContractRow) -> Iterator[CardRow]:
    for invoice_id, number, day, total, state in of_contract(office, row.id):
        yield CardRow(number, join(said.day(office, day), "" if state == "issued" else _(INVOICE_STATES[state])), said.money(total),
                      Level.LOOK if state == "red" else Level.PLAIN, door=Door("invoices", invoice_id))
    for receipt_id, number, day, amount in money_of(office, row.id):
        yield CardRow(number, join(said.day(office, day), _("Receipt")), said.money(amount), Level.LOOK if amount < 0 else Level.PLAIN,
                      door=Door("receipts", receipt_id))


def _history(office: Office, row: ContractRow) -> Iterator[CardRow]:
    """Steps, supplements and events, in the order in which they were entered."""
    found = [(each.moment, CardRow(join(_(STEPS[each.step]), each.text), join(each.person, each.approved_by), said.day(office, each.date)))
             for each in row.steps]
    found += [(each.moment, CardRow(join(_(EVENTS[each.kind]), each.text), each.person, said.day(office, each.date),
                                    Level.LOOK if each.kind.startswith("breach") else Level.PLAIN)) for each in row.events]
    found += [(each.moment, CardRow(join(each.number, each.text), join(each.person, each.approved_by, said.money(each.total)),
                                    said.day(office, each.date), Level.LOOK)) for each in row.supplements]
    yield from (line for _moment, line in sorted(found, key=lambda pair: pair[0]))


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, count // 1024)} KB"


def quote_board(office: Office, quote_id: int) -> Board:
    """What a selected quote shows."""
    row = queries.quote(office, quote_id)
    if row is None:
        return Board(())
    lines = tuple(CardRow(f"{line.code}  {line.name}".strip(), join(line.specification, f"{said.quantity(line.quantity, line.unit)} × "
                                                                    f"{said.price(line.price)}", line.remark), said.money(line.amount))
                  for line in row.lines)
    others = tuple(CardRow(number, _(QUOTE_STATES[state]), door=Door("quotes", other)) for other, number, state in
                   queries.versions(office, row.id) if other != row.id)
    cards = [Card(_("Lines"), lines), Card(row.number, facts=tuple(_offer(office, row)), side=1)]
    if others:
        cards.append(Card(_("Other versions"), others, side=1))
    if row.terms:
        cards.append(Card(_("Terms"), tuple(CardRow(line) for line in row.terms.splitlines() if line.strip())))
    return Board(tuple(cards), subject=row.id)


def _offer(office: Office, row: QuoteRow) -> Iterator[Fact]:
    yield Fact(_("State"), join(_(QUOTE_STATES[row.state]), row.led_to), QUOTE_LEVELS.get(row.state, Level.PLAIN))
    yield Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id))
    yield Fact(_("Amount"), said.money(row.total))
    yield Fact(_("Valid until"), said.day(office, row.valid_until))
    yield Fact(_("Made by"), join(row.person, said.moment(office, row.moment), row.salesperson_name))
    if row.remark:
        yield Fact(_("Remark"), row.remark)
