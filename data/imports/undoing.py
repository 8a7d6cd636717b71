"""An import is taken back whole, while nothing refers to its rows; what is append-only is countered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.imports.ahead import Ahead
from data.imports.target import Target
from models.core.errors import Problem, RuleViolation
from models.core.imports import RecordRow, entered_of, mark_undone, record_of
from models.core.office import Done, Office
from models.core.staging import sweep
from models.core.text import N_, _

WHERE = {
    "opening_step": N_("account openings"), "invoice": N_("invoices"), "invoice_line": N_("invoices"), "draft": N_("drafts"),
    "receipt": N_("receipts"), "ledger_entry": N_("the ledger"), "open_entry": N_("the ledger"), "customer_day": N_("the ledger"),
    "month_customer": N_("months that are closed"), "month_product": N_("months that are closed"), "movement": N_("goods in or out"),
    "stock_day": N_("the stock of a day"), "reservation": N_("reserved goods"), "reserved": N_("reserved goods"),
    "promise": N_("promised goods"), "stock_check": N_("stock checks"), "count_line": N_("stocktakes"), "lead": N_("leads won"),
    "lead_loss": N_("lost leads"), "lead_merge": N_("merged leads"), "inquiry": N_("inquiries"), "visit_plan": N_("planned visits"),
    "owned_visit": N_("visits"), "owned_grade": N_("grades of customers"), "last_price": N_("prices sold at"),
    "price_list_price": N_("price lists"), "supply_promise": N_("suppliers' promises"), "failed_trip": N_("failed trips"),
    "customer_alias": N_("merged customers"), "customers_apart": N_("customers told apart"), "contract": N_("contracts"),
    "contract_line": N_("contracts"), "quote": N_("quotes"), "quote_line": N_("quotes"), "reception": N_("receptions"),
    "contract_supplement": N_("contracts"), "contract_event": N_("contracts"), "attachment": N_("contracts"),
    "warning_answer": N_("answers to warnings"),
}
"""What holds an imported row fast, by the table that names it."""


def undo(office: Office, import_id: int, targets: Mapping[str, Target]) -> Done:
    """Undo one import in one command. Raises RuleViolation for one that is unknown, was undone, or whose rows are in use."""
    found = _standing(office, import_id)
    target, entered = targets[found.target], entered_of(office.database, import_id)
    ahead = Ahead(office, lambda: target.restored(office, [row for row in entered if row.before]))
    with office.command("import.undo", {"id": import_id}) as act:
        _standing(office, import_id)
        act.about(found.file).note(target=found.target)
        mark_undone(act, import_id)
        try:
            target.take_back(office, act, import_id, entered, ahead.now())
        except RuleViolation as refused:
            raise RuleViolation([_worded(problem) for problem in refused.problems]) from refused
    sweep(office)
    return Done(import_id, found.file)


def _standing(office: Office, import_id: int) -> RecordRow:
    found = record_of(office.database, import_id)
    if found is None:
        raise RuleViolation([Problem("id", "import.unknown", N_("There is no import {id}"), {"id": import_id})])
    if found.undone:
        raise RuleViolation([Problem("id", "import.undone", N_("This import was taken back already"))])
    return found


def _worded(problem: Problem) -> Problem:
    """A use named in words."""
    where = str(problem.params.get("where", ""))
    return replace(problem, params={**problem.params, "where": _(WHERE[where])}) if where in WHERE else problem
