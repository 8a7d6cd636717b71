"""What can be done with a contract or a quote, by key: review, approve, supplement, note, attach, invoice, receive."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from models.contracts import commands, queries
from models.contracts.commands import set_clauses
from models.contracts.inputs import EventInput, ReviewInput, StepInput, SupplementInput, WorkInput
from models.contracts.queries import ContractRow
from models.contracts.rules import CLAUSES, IN_FORCE, INSTALMENTS
from models.core.errors import KnownError, RuleViolation
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import queries as customers
from models.invoices.queries import contract_facts
from models.reports.queries.fulfilment import instalment
from models.sale.commands import supplement_contract
from ui.kit.desk import Desk
from ui.kit.specs import Found, Level, Values
from ui.kit.tab import Action, Row, Verb
from ui.kit.verbs import Door
from ui.kit.words import join
from ui.tabs.contracts import forms
from ui.tabs.finders import customer


def _state(*states: str) -> Any:
    """Whether a row stands in one of these states."""
    return lambda row: row["state"] in states


def _in_force(row: Row) -> bool:
    return row["state"] in IN_FORCE


def _clauses(office: Office, contract_id: int) -> Values:
    """Every clause, to be ticked one by one; of a draft that was sent back, as it was answered before."""
    steps = queries.found_contract(office, contract_id).steps
    before = {clause: (answer == "yes", note) for step in steps for clause, answer, note in step.clauses}
    named: tuple[str, ...] = office.settings[CLAUSES]
    return {"id": contract_id, "lines": [
        {"clause": clause, "words": _(clause), "ok": before.get(clause, (False, ""))[0], "note": before.get(clause, (False, ""))[1]}
        for clause in named]}


def _review(office: Office, contract_id: int, values: Values) -> Done:
    return commands.send_to_review(office, ReviewInput.from_form({**values, "id": contract_id}))


def _step(take: Any) -> Any:
    def run(office: Office, contract_id: int, values: Values) -> Done:
        done: Done = take(office, StepInput(contract_id, values.get("text") or "", values.get("date")))
        return done
    return run


def _event(office: Office, contract_id: int, values: Values) -> Done:
    return commands.note_event(office, EventInput.from_form({**values, "id": contract_id}))


def _services(office: Office, contract_id: int) -> Values:
    row = queries.found_contract(office, contract_id)
    return {"lines": [{"line": line.id, "name": line.name, "unit": line.unit, "agreed": line.quantity,
                       "done": queries.performed(office, line.id)} for line in row.lines if line.service]}


def _work(office: Office, _contract_id: int, values: Values) -> Done:
    made = [commands.note_work(office, WorkInput(line["line"], line["quantity"], values["text"] or "", values["date"]))
            for line in values["lines"] if line["quantity"]]
    if not made:
        raise KnownError(N_("This contract has no service to note, or nothing was typed"))
    return made[-1]


def _agreed(office: Office, contract_id: int) -> Values:
    row = queries.found_contract(office, contract_id)
    return {"id": row.id, "lines": [{"changes": line.id, "changed": line.name, "left": line.quantity, "unit": line.unit,
                                     "price": line.price} for line in row.lines],
            "instalments": [{"changes": one.id, "due": one.due, "kind": one.kind, "title": one.title, "planned": one.amount}
                            for one in row.instalments]}


def _supplement(office: Office, contract_id: int, values: Values) -> Done:
    """What was typed; its problems come back at the lines of the form."""
    typed = {grid: [place for place, line in enumerate(values[grid]) if line.get(key)]
             for grid, key in (("lines", "quantity"), ("instalments", "amount"))}
    kept = {grid: [values[grid][place] for place in places] for grid, places in typed.items()}
    x = SupplementInput.from_form({**values, "id": contract_id, **kept})
    try:
        return supplement_contract(office, x)
    except RuleViolation as refused:
        raise RuleViolation(forms.placed(problem, typed) for problem in refused.problems) from refused


def _attach(desk: Desk, contract_id: Any) -> None:
    path = desk.prompts.open_file(_(N_("Choose the file to attach")), f"{_(N_('Files'))} (*)")
    if path is None:
        return
    done = desk.run(Verb(N_("Attach"), lambda office: commands.attach(office, contract_id, path), needs_row=False,
                         done=N_("Attached: {number}")))
    if done is not None:
        desk.open(Door("contracts", contract_id))


def open_attachment(desk: Desk, attachment_id: Any) -> None:
    """A copy of the file under its own name, in the program that shows such files."""
    place = commands.take_out(desk.office, attachment_id)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def write_invoice(desk: Desk, contract_id: Any) -> None:
    """An invoice form with what is left of the contract."""
    desk.fill("invoice", invoice_of(desk.office, contract_id))


def invoice_of(office: Office, contract_id: int) -> Values:
    """What is left of a contract's goods, in the units agreed, at the prices agreed."""
    row, facts = queries.found_contract(office, contract_id), contract_facts(office, contract_id)
    made = []
    for line in row.lines:
        left = facts.lines[line.id].left if facts is not None else Decimal(0)
        share = left / line.base_quantity if line.base_quantity else Decimal(1)
        quantity = round(line.quantity * share, 3) if line.quantity else None
        if line.product_id is not None and (quantity is None or quantity > 0):
            made.append({"product": forms.product(line), "unit": line.unit, "quantity": quantity, "price": line.price,
                         "contract_line": line.id})
    party = _party(office, row)
    card = customers.card(office, party.id)
    return {"customer": party, "salesperson": row.salesperson_id, "delivery_address": card.address, "territory": card.territory,
            "contract": Found(row.id, row.number, row.title), "lines": made}


def _party(office: Office, row: ContractRow) -> Found:
    """The customer of a contract, or the one it was merged into."""
    head = queries.head_of(office, row.id)
    return customer(office, head[1] if head else row.customer_id)


def _receive(desk: Desk, contract_id: Any) -> None:
    row = queries.found_contract(desk.office, contract_id)
    desk.fill("receipt", {"customer": _party(desk.office, row), "contract": Found(row.id, row.number, row.title)})


def receive_instalment(desk: Desk, instalment_id: Any) -> None:
    """The receipt form for what is open of an instalment."""
    contract_id, left = instalment(desk.office, instalment_id)
    row = queries.found_contract(desk.office, contract_id)
    one = next(each for each in row.instalments if each.id == instalment_id)
    desk.fill("receipt", {"customer": _party(desk.office, row), "contract": Found(row.id, row.number, row.title),
                          "instalment": Found(one.id, join(_(INSTALMENTS[one.kind]), one.due.isoformat())), "amount": left})


def _copy(desk: Desk, contract_id: Any) -> None:
    values = forms.contract_values(desk.office, queries.found_contract(desk.office, contract_id))
    desk.fill("contract-new", {key: value for key, value in values.items() if key not in ("id", "date", "text")})


CONTRACT_VERBS = (
    Verb(N_("Send to review…"), _review, "F6", "check", asks=forms.REVIEW, fills=_clauses, when=_state("draft"),
         done=N_("{number} waits for the manager")),
    Verb(N_("Approve"), commands.approve_contract, "Ctrl+O", "approve", when=_state("review"),
         done=N_("{number} is approved")),
    Verb(N_("Send back…"), _step(commands.return_contract), "", "reject", asks=forms.WHY, when=_state("review")),
    Action(N_("Write the invoice"), write_invoice, "Ctrl+I", "invoices", when=_in_force),
    Action(N_("Receive money"), _receive, "Ctrl+R", "receipts", when=_in_force),
    Verb(N_("What happened…"), _event, "F7", "message", asks=forms.EVENT),
    Verb(N_("Supplement…"), _supplement, "Ctrl+L", "add", asks=forms.SUPPLEMENT, fills=_agreed, when=_in_force,
         done=N_("Supplement {number}")),
    Verb(N_("Service performed…"), _work, "Ctrl+D", "task", asks=forms.WORK, fills=_services, when=_in_force),
    Action(N_("Attach a file…"), _attach, "Ctrl+T", "attachment"),
    Action(N_("Copy as new"), _copy, "", "copy"),
    Verb(N_("Performance begins…"), _step(commands.begin_contract), "", "ok", asks=forms.SAY, when=_state("approved")),
    Verb(N_("All performed…"), _step(commands.finish_contract), "", "check", asks=forms.SAY, when=_in_force, done=N_("{number} is done")),
    Verb(N_("End early…"), _step(commands.end_contract), "", "close", asks=forms.WHY, when=_state("draft", "review", *IN_FORCE),
         done=N_("{number} has ended")),
)


def _contract_of(desk: Desk, quote_id: Any) -> None:
    row = queries.quote(desk.office, quote_id)
    if row is not None:
        values = forms.load_quote(desk.office, quote_id)
        values.pop("id")
        desk.fill("contract-new", {**values, "quote": Found(row.id, row.number, row.customer_name)})


def _invoice_of_quote(desk: Desk, quote_id: Any) -> None:
    row = queries.quote(desk.office, quote_id)
    if row is None:
        return
    goods = [line for line in row.lines if line.product_id is not None]
    if len(goods) < len(row.lines):
        desk.say(_("Lines without a product are left out"), Level.LOOK)
    desk.fill("invoice", {
        "customer": customer(desk.office, row.customer_id), "salesperson": row.salesperson_id,
        "quote": Found(row.id, row.number, row.customer_name),
        "lines": [{"product": forms.product(line), "unit": line.unit, "quantity": line.quantity, "price": line.price} for line in goods]})


def _refuse(office: Office, quote_id: int, values: Values) -> Done:
    return commands.refuse_quote(office, quote_id, values["reason"] or "")


_LIVE = _state("open", "expired")
QUOTE_VERBS = (
    Action(N_("Make a contract"), _contract_of, "Ctrl+T", "contracts", when=_state("open", "expired", "refused")),
    Action(N_("Write the invoice"), _invoice_of_quote, "Ctrl+I", "invoices", when=_state("open", "expired", "refused")),
    Verb(N_("Declined…"), _refuse, "Ctrl+D", "lost", asks=forms.REFUSE, when=_LIVE),
)
PART_VERBS = (
    Action(N_("Receive money"), receive_instalment, "Ctrl+R", "receipts", when=_state("due", "part", "late")),
)


def _edit_clauses(desk: Desk, _subject: Any) -> None:
    """The list of clauses, one a line."""
    said = "\n".join(_(clause) for clause in desk.office.settings[CLAUSES])
    spec = forms.clauses_form(said)

    def keep(values: Values) -> bool:
        typed = [line.strip() for line in (values["clauses"] or "").splitlines() if line.strip()]
        set_clauses(desk.office, typed)
        return True
    desk.prompts.form(spec, keep, {"clauses": said}, _(N_("Save")))


CLAUSES_VERB = Action(N_("Clauses to look at…"), _edit_clauses, "", "list", needs_row=False)
