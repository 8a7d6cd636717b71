"""The workbook for finance: which days, and where to (duty 14)."""

from __future__ import annotations

from typing import Any

from data.target import file_name
from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_, _
from models.days.queries import business_date, closed_through
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec
from ui.kit.tab import FormView
from ui.kit.verbs import Action


def _last(office: Office) -> Any:
    """What is closed is what finance can rely on."""
    return closed_through(office) or business_date(office)


def _write(desk: Desk, page: Any) -> None:
    """Ask where to, write on a worker."""
    values = page.values()
    missing = [Problem(key, "date.missing", N_("Enter a date")) for key in ("start", "end") if values[key] is None]
    if not missing and values["end"] < values["start"]:
        missing = [Problem("end", "period.order", N_("The last day lies before the first"))]
    page.show_problems(missing)
    if missing:
        return
    title = f"{_('Hand-over to finance')} {values['start']} {values['end']}"
    path = desk.prompts.save_file(_("Hand-over to finance"), file_name(title, ".xlsx"), "Excel (*.xlsx)")
    if path is not None:
        from data.finance import write_finance

        desk.work(_("Hand-over to finance"), lambda _ticket: write_finance(desk.office, values["start"], values["end"], path),
                  lambda made: desk.say(_("Written: {file}").format(file=made.name)))


WRITE = Action(N_("Write the workbook…"), _write, "F9", "excel", needs_row=False)
FINANCE = FormView(
    FormSpec("finance", N_("Hand-over to finance"), (
        FieldSpec("start", N_("First day"), FieldKind.DATE, required=True, width=12, initial=lambda office: _last(office).replace(day=1)),
        FieldSpec("end", N_("Last day"), FieldKind.DATE, required=True, width=12, initial=_last),
    ), intro=N_("One workbook with everything finance books from these days: invoices, receipts, what is owed, stock and cash, "
                "with control totals that meet the closing sheets.")),
    read=dict, verbs=(WRITE,))
