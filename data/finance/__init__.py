"""The workbook for finance: everything of a day or a period, with control totals that meet the closing sheets.

Only what cannot change once the period is closed is in it, so that the same period gives the same cells whenever it is exported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.excel import write_workbook
from data.finance.changed import changed, changed_by
from data.finance.controls import contents, controls_of
from data.finance.period import Period, period_of
from data.finance.tables import by_method, differences, goods
from data.finance.then import Named, as_then, of_the_ledger
from data.grid import Grid, snapshot, stream
from models.core import company
from models.core.errors import Problem, RuleViolation, require
from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.prints import record_print, times_printed
from models.core.text import LANGUAGES, N_, _, speaking
from models.handover.commands import hand_over as record_handover
from models.handover.inputs import HandoverInput
from models.handover.queries import batch as batch_of
from models.handover.rules import check_handover
from models.street import all_listings


@dataclass(frozen=True)
class Part:
    """One sheet: a listing over the period (as_of: as it stood on the last day) in these columns, or a table made for it.

    named: which columns hold words of files, that may change later. ledger: only customers who were ever in the ledger by then.
    """

    key: str
    title: str
    listing: str = ""
    columns: str = ""
    sort: str = ""
    state: str = ""
    as_of: bool = False
    named: Named = ()
    ledger: bool = False
    make: Callable[[Office, Period], Grid] | None = None

    def grid(self, office: Office, period: Period) -> Grid:
        """The sheet's rows, under the part's own name and title."""
        span = Filter(as_of=period.end) if self.as_of else Filter(start=period.start, end=period.end, state=self.state)
        made = (self.make(office, period) if self.make is not None else
                stream(all_listings()[self.listing], replace(span, sort=self.sort), columns=self.columns.split()))
        made = as_then(office, period, self.named, of_the_ledger(office, period, made) if self.ledger else made, self.sort)
        return replace(made, head=replace(made.head, name=self.key, title=_(self.title), note=period.words))


_PAPER = "number date code customer salesperson warehouse quantity total net tax"
_GOODS = "product", "code product specification unit"
PARTS = (
    Part("invoices", N_("Invoices"), "invoices", f"{_PAPER} original reason printed due territory approved_by person remark", "number"),
    Part("lines", N_("Invoice lines"), "invoice_lines",
         "number date customer code product specification unit quantity base_quantity price discount amount rate net tax kind gift batch "
         "expiry salesperson warehouse remark", "number"),
    Part("void", N_("Void invoices"), "invoices", f"{_PAPER} printed reason person", "number", state="void"),
    Part("red", N_("Red-letter invoices"), "invoices", f"{_PAPER} original reason person", "number", state="red"),
    Part("receipts", N_("Receipts"), "receipts",
         "number date kind code customer method amount rounding payer reference due reverses remark person", "number",
         named=(("customer", "code customer"),)),
    Part("methods", N_("Receipts by method"), make=by_method),
    Part("receivables", N_("Receivables"), "receivables", "code name opening invoiced received given_up balance overdue advances", "code",
         named=(("customer", "code name"),), ledger=True),
    Part("ageing", N_("Ageing"), "ageing",
         "code name not_due days_30 days_60 days_90 days_180 days_365 days_730 days_1095 beyond owed advances", "code", as_of=True,
         named=(("customer", "code name"),)),
    Part("goods", N_("Stock in and out"), sort="warehouse code", make=goods, named=(_GOODS, ("warehouse", "warehouse"))),
    Part("movements", N_("Stock movements"), "movements",
         "date number kind code product specification unit warehouse goods_in goods_out supplier batch expiry remark person", "date",
         named=(_GOODS, ("warehouse", "warehouse"))),
    Part("differences", N_("Open differences"), make=differences),
    Part("cash", N_("Cash counts"), "cash_counts", "date shift book counted difference counterfeit at_fault person taken_over_by", "date",
         named=(("person", "at_fault"),)),
    Part("liabilities", N_("Liabilities"), "liabilities", "date person rule words text amount filed_by source", "date",
         named=(("person", "person"),)),
    Part("closings", N_("Closings"), "closings", "date invoices sales received cash_book cash_counted difference person moment", "date",
         state="closed"),
)
TRADE = ("invoices", "lines", "void", "red", "goods", "movements", "differences")
"""The sheets that the trade department gets; finance gets all of them."""
TITLE, KIND = N_("Hand-over to finance"), "finance"
TITLES = {"finance": TITLE, "trade": N_("Hand-over to the trade department")}


def write_finance(office: Office, start: date, end: date, target: Path) -> Path:
    """Write the workbook of the days from start to end. A closed period keeps the language it was first exported in.

    Raises RuleViolation when start lies after end, KnownError when the target cannot be written.
    """
    require([Problem("end", "period.order", N_("The last day lies before the first"))] if end < start else [])
    period = period_of(office, start, end)
    spoken = _language(office, period)
    with snapshot(office), speaking(spoken):
        grids = _grids(office, period)
        moment = period.stands.moment if period.stands else office.clock.moment()
        write_workbook(target, grids, title=f"{_(TITLE)} {period.words}", company=office.settings[company.NAME], created=moment)
    if period.closed:
        record_print(office, KIND, f"{period.words} {spoken}")
    return target


def hand_over(office: Office, x: HandoverInput) -> Done:
    """Record a hand-over with the control totals of its workbook; `write_batch` then writes it, again and again the same."""
    require(check_handover(x, office.clock.today()))
    period = period_of(office, x.start, x.end)
    with snapshot(office), speaking(_language(office, period)):
        controls = controls_of(contents(office, period, _parts(office, period, x.recipient)))
    return record_handover(office, x, controls)


def write_batch(office: Office, batch_id: int, target: Path) -> Path:
    """The workbook of a hand-over: what was handed over, what changed since the one before, and room for the answers."""
    batch = batch_of(office, batch_id)
    if batch is None:
        raise RuleViolation([Problem("", "handover.unknown", N_("Choose a hand-over"))])
    period = period_of(office, batch.start, batch.end)
    with snapshot(office), speaking(_language(office, period)):
        parts = _parts(office, period, batch.recipient)
        grids = [contents(office, period, parts, batch), changed(office, batch), *parts]
        write_workbook(target, grids, title=f"{_(TITLES[batch.recipient])} {batch.number}", company=office.settings[company.NAME],
                       created=batch.moment)
    record_print(office, "handover", batch.number)
    return target


def _parts(office: Office, period: Period, recipient: str) -> list[Grid]:
    return [part.grid(office, period) for part in PARTS if recipient == "finance" or part.key in TRADE]


def _language(office: Office, period: Period) -> str:
    first = [code for code, _name in LANGUAGES if times_printed(office, KIND, f"{period.words} {code}")]
    return first[0] if first and period.closed else office.settings[company.PAPER_LANGUAGE]


def _grids(office: Office, period: Period) -> list[Grid]:
    """The contents first, then every part."""
    made = [changed_by(office, period), *_parts(office, period, "finance")]
    return [contents(office, period, made), *made]
