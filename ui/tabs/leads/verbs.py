"""What can be done to a lead and to a loss that was asked for: the keys of every list and board of leads."""

from __future__ import annotations

from dataclasses import replace

from models.core.office import Done, Office
from models.core.text import N_
from models.customers.inputs import CustomerInput
from models.leads import commands, queries
from models.leads.inputs import FreezeInput, LossInput, RegradeInput
from ui.kit.desk import Desk
from ui.kit.specs import Values
from ui.kit.tab import Action, Door, Row, Verb
from ui.kit.verbs import to_entry
from ui.tabs.leads import forms
from ui.tabs.leads.board import contact_of
from ui.tabs.leads.doubles import FOLLOWED
from ui.tabs.leads.merging import MERGE
from ui.tabs.leads.visits import PLAN_THESE, plan_leads


def _state(row: Row) -> str:
    """The sheet of hot ones has no column for it: it shows only those that are followed."""
    return str(row.get("state", "open"))


def _followed(row: Row) -> bool:
    return _state(row) in FOLLOWED


def _winnable(row: Row) -> bool:
    return _state(row) in (*FOLLOWED, "frozen")


def _sleeps(row: Row) -> bool:
    return _state(row) in ("frozen", "lost")


def _card_values(office: Office, lead_id: int) -> Values:
    row = queries.lead(office, lead_id)
    return {} if row is None else {"id": lead_id, "grade": row.grade, "salesperson_id": row.salesperson_id}


def _follow(office: Office, lead_id: int, values: Values) -> Done:
    return commands.follow_up(office, contact_of(lead_id, values))


def _regrade(office: Office, lead_id: int, values: Values) -> Done:
    return commands.regrade(office, RegradeInput.from_form({**values, "lead_id": lead_id}))


def _instruct(office: Office, lead_id: int, values: Values) -> Done:
    return commands.instruct(office, lead_id, values["text"] or "")


def _instruct_about(office: Office, entry_id: int, values: Values) -> Done:
    return commands.instruct(office, queries.lead_of_entry(office, entry_id), values["text"] or "", entry_id)


def _hand_over(office: Office, values: Values) -> Done:
    return commands.hand_over(office, values["giver_id"] or 0, values["taker_id"] or 0, values["reason"] or "")


def _convert_values(office: Office, lead_id: int) -> Values:
    return {**vars(queries.customer_of(office, lead_id)), "id": lead_id}


def _convert(office: Office, lead_id: int, values: Values) -> Done:
    if values["customer"]:
        return commands.join_customer(office, lead_id, values["customer"])
    typed = CustomerInput.from_form({key: value for key, value in values.items() if key != "customer"})
    return commands.convert(office, lead_id, replace(typed, contacts=queries.customer_of(office, lead_id).contacts))


def _to_customer(desk: Desk, done: Done) -> None:
    desk.open(Door("customers", done.id))


def _lose(office: Office, lead_id: int, values: Values) -> Done:
    return commands.ask_loss(office, LossInput.from_form({**values, "lead_id": lead_id}))


def _freeze(office: Office, lead_id: int, values: Values) -> Done:
    return commands.freeze(office, FreezeInput.from_form({**values, "lead_id": lead_id, "reason": values["reason"] or ""}))


def _wake(office: Office, lead_id: int, values: Values) -> Done:
    row = queries.lead(office, lead_id)
    again = commands.reopen if row is not None and row.state == "lost" else commands.wake
    return again(office, lead_id, values["reason"] or "")


def _assign(office: Office, lead_ids: tuple[int, ...], values: Values) -> Done:
    return commands.assign(office, lead_ids, values["salesperson_id"], values["reason"] or "")


VERBS = (
    Action(N_("Log a contact"), to_entry, "F7", "phone", when=_followed),
    Verb(N_("Follow up…"), _follow, "Ctrl+L", "message", asks=forms.FOLLOW, fills=_card_values, when=_followed),
    Verb(N_("Re-grade…"), _regrade, "Ctrl+G", "tag", asks=forms.REGRADE, fills=_card_values, when=_followed),
    Verb(N_("Convert…"), _convert, "Ctrl+T", "convert", asks=forms.CONVERT, fills=_convert_values, when=_winnable, after=_to_customer,
         done=N_("Customer {number} is filed as a draft")),
    Verb(N_("Lost…"), _lose, "Ctrl+D", "lost", asks=forms.LOSE, when=_winnable, done=N_("{number}: the loss waits for the manager")),
    Verb(N_("Freeze…"), _freeze, "", "snow", asks=forms.FREEZE, when=_followed),
    Verb(N_("Follow again…"), _wake, "", "wake", asks=forms.REASON, when=_sleeps),
    Verb(N_("Plan a visit…"), plan_leads, "Ctrl+Shift+V", "calendar", asks=PLAN_THESE, many=True, at_once=True, when=_followed,
         done=N_("Planned for {number}")),
    Verb(N_("Assign…"), _assign, "Ctrl+Shift+A", "person", asks=forms.ASSIGN, many=True, at_once=True),
    Verb(N_("Hand all over…"), _hand_over, "", "handover", asks=forms.HAND_OVER, needs_row=False,
         done=N_("{number} leads are handed over")),
    Verb(N_("Instruct…"), _instruct, "Ctrl+I", "approve", roles=("manager",), asks=forms.INSTRUCT, when=_followed),
    MERGE,
)
SHEET_VERBS = VERBS[:3]
"""What is done to a lead out of the month's sheet."""
LOG_VERBS = (
    Verb(N_("Instruct…"), _instruct_about, "Ctrl+I", "approve", roles=("manager",), asks=forms.INSTRUCT),
)


def _asked(row: Row) -> bool:
    return row["state"] == "asked"


def _confirm_loss(office: Office, loss_id: int) -> Done:
    return commands.confirm_loss(office, queries.lead_of_loss(office, loss_id))


def _refuse_loss(office: Office, loss_id: int, values: Values) -> Done:
    return commands.refuse_loss(office, queries.lead_of_loss(office, loss_id), values["reason"] or "")


def _reopen(office: Office, loss_id: int, values: Values) -> Done:
    return commands.reopen(office, queries.lead_of_loss(office, loss_id), values["reason"] or "")


LOSS_VERBS = (
    Verb(N_("Give up"), _confirm_loss, "Ctrl+D", "approve", when=_asked, done=N_("{number} is lost")),
    Verb(N_("Refuse, follow on…"), _refuse_loss, "", "reject", asks=forms.REASON, when=_asked),
    Verb(N_("Follow again…"), _reopen, "", "wake", asks=forms.REASON, when=lambda row: row["state"] == "lost"),
)
