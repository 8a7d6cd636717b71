"""Slips that change hands: the receipt for money with capitals (收款收据), the refund's, and the slip of goods that left (出库单)."""

from __future__ import annotations

from decimal import Decimal

from models.core.company import CAPITALS_JIAO, CAPITALS_WHOLE, CAPITALS_YUAN, COPIES, NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.prints import times_printed
from models.core.text import N_, _
from models.deliveries.queries import Slip, slip_numbered
from models.receipts.queries import ReceiptRow, receipt_numbered
from models.receipts.rules import METHODS, WITH_SLIP
from models.receivables.rules import TITLES as ENTRIES
from printing.capitals import amount_in_capitals
from printing.flow import Entries, Entry, Grid, Section
from printing.form import FlowPaper
from printing.office_papers.invoices import copies_of

TITLES = {"receipt": N_("Receipt for Payment"), "refund": N_("Refund Slip")}
MOST_NAMED = 6
"""Settled papers that a slip names one by one."""
GOODS = {"out": N_("Pick-up Slip"), "back": N_("Return Slip"), "undo": N_("Counter-entry of a Slip")}


def money_slips(office: Office, number: str, copies: int | None = None, whole: bool = False) -> list[FlowPaper]:
    """A receipt or refund, a sheet for each part; whole: one sheet that names them all, as a continuous form copies itself.

    Raises RuleViolation for a number that is neither."""
    row = receipt_numbered(office, number)
    if row is None or row.kind not in WITH_SLIP:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no receipt {number}"), {"number": number})])
    return [_money_slip(office, row, name) for name in _parts(office, copies, whole)]


def _parts(office: Office, copies: int | None, whole: bool) -> list[str]:
    named: tuple[str, ...] = office.settings[COPIES]
    parts = [f"{name} ({colour})" if colour else name for name, colour in copies_of(named, copies)]
    return ["  ".join(f"{chr(0x2460 + at)}{part}" for at, part in enumerate(parts))] if whole else parts or [""]


def _money_slip(office: Office, row: ReceiptRow, part: str) -> FlowPaper:
    settings = office.settings
    sign = -1 if row.reverses else 1
    capitals = amount_in_capitals(abs(row.amount) * sign, yuan=settings[CAPITALS_YUAN], whole=settings[CAPITALS_WHOLE],
                                  whole_after_jiao=settings[CAPITALS_JIAO])
    amount = text_of(Kind.MONEY, abs(row.amount) * sign)
    paid_by = "  ".join(filter(None, (_(METHODS[row.method]), row.reference, _("due {day}").format(day=row.due) if row.due else "")))
    who = _("Received from") if row.kind == "receipt" else _("Paid back to")
    payer = f"{row.customer_name}  ({row.payer})" if row.payer and row.payer != row.customer_name else row.customer_name
    entries = (Entry(who, payer, 2), Entry(_("Amount in words"), capitals, 2), Entry(_("Amount"), f"¥{amount}"),
               Entry(_("Paid by"), paid_by), Entry(_("For"), _paid_for(row), 2),
               Entry(_("Balance after it"), text_of(Kind.MONEY, row.balance_after, zero="0.00")),
               Entry(_("Remark"), row.remark))
    stamp = _("Countered") if row.reversed_by else _("(negative)") if row.reverses else ""
    return FlowPaper(settings[NAME], _(TITLES[row.kind]), ((_("No."), row.number), (_("Date"), text_of(Kind.DATE, row.date))),
                     (Section("", (Entries(entries, 2, row=8),)),),
                     ((_("Payee (seal)"), ""), (_("Cashier"), row.person), (_("Payer"), "")),
                     _foot(office, "receipt", row.number, part), stamp, grows=True)


def _paid_for(row: ReceiptRow) -> str:
    """What it settles and what of it waits as an advance, less what was rounded off: together the amount."""
    shown, more = row.allocations[:MOST_NAMED], row.allocations[MOST_NAMED:]
    said = [f"{each.number or _(ENTRIES[each.kind])} {text_of(Kind.MONEY, each.amount)}" for each in shown]
    if more:
        rest = text_of(Kind.MONEY, sum((each.amount for each in more), Decimal(0)))
        said.append(_("{count} more {amount}").format(count=len(more), amount=rest))
    if row.reverses:
        return _("counter-entry of {number}").format(number=row.reverses)
    if not said:
        return "" if row.reversed_by and row.kind == "receipt" else _("advance payment")
    advance = row.amount + row.rounding - sum((each.amount for each in row.allocations), Decimal(0))
    if advance > 0:
        said.append(f"{_('advance payment')} {text_of(Kind.MONEY, advance)}")
    if row.rounding:
        said.append(f"{_('Rounded off')} {text_of(Kind.MONEY, -row.rounding)}")
    return "、".join(said)


def _foot(office: Office, kind: str, number: str, part: str) -> str:
    again = times_printed(office, kind, number)
    return "  ".join(filter(None, (part, _("Reprint {count}").format(count=again) if again else "")))


def goods_slips(office: Office, number: str, copies: int | None = None, whole: bool = False) -> list[FlowPaper]:
    """A pick-up or return, a sheet for each part; whole: one sheet that names them all.

    Raises RuleViolation for a number that is none."""
    row = slip_numbered(office, number)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no pick-up {number}"), {"number": number})])
    return [_goods_slip(office, row, name) for name in _parts(office, copies, whole)]


def _goods_slip(office: Office, row: Slip, part: str) -> FlowPaper:
    fields = ((_("No."), row.number), (_("Date"), text_of(Kind.DATE, row.date)), (_("Invoice"), row.invoice_number))
    head = (Entry(_("Customer"), row.customer, 2), Entry(_("Warehouse"), row.warehouse), Entry(_("Vehicle"), row.vehicle),
            Entry(_("Remark"), row.remark, 2))
    rows = tuple((str(at), line.code, line.name, line.specification, line.batch, line.unit, text_of(Kind.QUANTITY, line.quantity))
                 for at, line in enumerate(row.lines, 1))
    headings = ("#", _("Code"), _("Product"), _("Specification"), _("Batch"), _("Unit"), _("Quantity"))
    return FlowPaper(office.settings[NAME], _(GOODS[row.kind]), fields,
                     (Section("", (Entries(head, 3),)), Section("", (Grid(headings, rows, (6,), _counted(row), stretch=(2,)),))),
                     ((_("Keeper"), row.keeper), (_("Made by"), row.person), (_("Received by"), "")),
                     _foot(office, "delivery", row.number, part), _("Countered") if row.undone else "", grows=True)


def _counted(row: Slip) -> tuple[str, ...]:
    """The last row: how much there is in all, of each unit; bags and kilograms are never added up."""
    units = {line.unit: Decimal(0) for line in row.lines}
    for line in row.lines:
        units[line.unit] += line.quantity
    if len(units) == 1:
        unit, total = units.popitem()
        return _("Total"), "", "", "", "", unit, text_of(Kind.QUANTITY, total)
    told = "  ".join(f"{text_of(Kind.QUANTITY, total)} {unit}" for unit, total in units.items())
    return _("Total"), "", told, "", "", "", ""
