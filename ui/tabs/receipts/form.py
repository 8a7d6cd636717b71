"""The form for money received: who pays, how much, and which debts it settles, the oldest due first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.contracts import queries as contracts
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.invoices.queries import of_contract
from models.receipts.rules import METHODS
from models.receivables import queries as ledger
from models.receivables.rules import TITLES, beyond_money, spread
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.tabs import said
from ui.tabs.finders import find_contracts, find_customers, find_instalments
from ui.tabs.receipts.offsets import choices_of

HEAD = Section((
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers,
              hint=N_("Code, name, pinyin or end of the phone number")),
    FieldSpec("owed", N_("Owes"), FieldKind.MONEY, role="figure", width=12),
    FieldSpec("ahead", N_("Paid in advance"), FieldKind.MONEY, role="fact", width=12),
    FieldSpec("amount", N_("Amount received"), FieldKind.MONEY, required=True, width=16),
    FieldSpec("method", N_("Paid by"), FieldKind.CHOICE, width=14, choices=tuple(METHODS.items()), aside=True),
    FieldSpec("rounding", N_("Rounded off"), FieldKind.MONEY, width=10, aside=True),
    FieldSpec("payer", N_("Payer"), width=24, limit=60, aside=True),
    FieldSpec("reference", N_("Reference"), width=18, limit=60, asked=True, aside=True),
    FieldSpec("due", N_("Bank pays on"), FieldKind.DATE, width=12, asked=True),
    FieldSpec("offset", N_("Offset paper"), FieldKind.CHOICE, width=36, asked=True),
    FieldSpec("bank", N_("Paying bank"), width=18, limit=60, asked=True, aside=True),
    FieldSpec("contract", N_("Contract"), FieldKind.FINDER, width=24, asked=True, aside=True, finder=find_contracts),
    FieldSpec("remark", N_("Remark"), width=36, aside=True),
    FieldSpec("instalment", N_("Instalment"), FieldKind.FINDER, width=24, asked=True, aside=True, finder=find_instalments),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, aside=True, initial=business_date),
), columns=3)

DEBTS = LinesSpec("allocate", (
    FieldSpec("number", N_("No."), width=17, read_only=True),
    FieldSpec("kind", N_("Kind"), width=12, read_only=True),
    FieldSpec("day", N_("Date"), FieldKind.DATE, width=10, read_only=True),
    FieldSpec("due", N_("Due date"), FieldKind.DATE, width=10, read_only=True),
    FieldSpec("late", N_("Days late"), FieldKind.INTEGER, width=9, read_only=True),
    FieldSpec("total", N_("Amount"), FieldKind.MONEY, width=13, read_only=True),
    FieldSpec("open", N_("Open"), FieldKind.MONEY, width=13, read_only=True),
    FieldSpec("amount", N_("Settles"), FieldKind.MONEY, width=13, aside=True),
), title=N_("Open debts, the oldest due first"), growing=False)

SUMS = Section((
    FieldSpec("settled", N_("Settles in all"), FieldKind.MONEY, role="figure", width=14),
    FieldSpec("advance", N_("Stays in advance"), FieldKind.MONEY, role="figure", width=14),
    FieldSpec("owed_after", N_("Owes after this"), FieldKind.MONEY, role="sum", width=14),
), columns=3)


def follow(office: Office, values: Values, path: str) -> Live:
    """What the money settles: suggested again with each key, until a line was changed by hand."""
    customer, shown = values["customer"], dict[str, Any]()
    lines: list[Values] = values["allocate"]
    if path in ("", "customer"):
        lines = _debts(office, customer) if path or not lines else lines
        shown["allocate"] = lines
        shown.update(owed=ledger.balance(office, customer) if customer else None,
                     ahead=sum((item.open for item in ledger.open_credits(office, customer)), ZERO) if customer else None)
    if path == "customer":
        shown.update(contract=None, instalment=None)
        values.update(contract=None, instalment=None)
    whole = (values["amount"] or ZERO) + (values["rounding"] or ZERO)
    if path.startswith("allocate."):
        shown[f"allocate.{path.split('.')[1]}.by_hand"] = True
    elif (path in ("amount", "rounding", "customer", "date", "contract") or (not path and values["contract"])) \
            and not any(line.get("by_hand") for line in lines):
        parts = spread([line["open"] if _may_settle(office, line, values) else ZERO for line in lines], whole)
        for place, part in enumerate(parts):
            lines[place]["amount"] = part or None
            shown[f"allocate.{place}.amount"] = part or None
    settled = sum((line["amount"] or ZERO for line in lines), ZERO)
    owed = ledger.balance(office, customer) if customer else ZERO
    shown.update(settled=settled, advance=max(whole - settled, ZERO), owed_after=owed - whole if customer else None)
    papers = choices_of(office, customer, values["date"]) if values["method"] == "offset" else []
    if values["method"] == "offset" and not values["offset"] and len(papers) > 1:
        shown["offset"] = values["offset"] = papers[1][0]
    marks = _marks(lines, settled, whole) | _offset_mark(office, customer, values, len(papers) > 1)
    return Live(shown, marks, {"offset": papers}, _asks(values["method"]) | _contract_asks(office, values))


def _may_settle(office: Office, line: Values, values: Values) -> bool:
    """Whether money of this day may settle a debt; money for a contract settles the contract's invoices alone."""
    if values["date"] is not None and line["day"] > values["date"]:
        return False
    return values["contract"] is None or line["number"] in {number for _id, number, *_rest in of_contract(office, values["contract"])}


def _contract_asks(office: Office, values: Values) -> set[str]:
    if values["contract"]:
        return {"contract", "instalment"}
    return {"contract"} if values["customer"] and contracts.in_force(office, values["customer"]) else set()


def _marks(lines: list[Values], settled: Decimal, whole: Decimal) -> dict[str, Mark]:
    marks = {}
    for place, line in enumerate(lines):
        if line["amount"] and line["amount"] > line["open"]:
            marks[f"allocate.{place}.amount"] = Mark(_("only {open} is open").format(open=said.money(line["open"])))
    if settled > whole:
        marks["settled"] = Mark(_("{amount} more than comes in").format(amount=said.money(settled - whole)), Level.BLOCK)
    return marks


def _offset_mark(office: Office, customer: int | None, values: Values, some: bool) -> dict[str, Mark]:
    """How much is left of the offset paper where the money is more, or that the customer has none."""
    if values["method"] != "offset" or customer is None:
        return {}
    if not some:
        return {"offset": Mark(_("no offset paper of this customer holds on this day"))}
    paper = ledger.offset(office, values["offset"])
    needs = [] if paper is None or not values["amount"] else beyond_money(paper.quota, values["amount"])
    return {"offset": Mark(_("{what} (needs approval)").format(what=need.say())) for need in needs}


_ASKS = {"acceptance": {"due", "reference", "bank"}, "cash": set[str](), "offset": {"offset"}}
"""What each way of paying asks besides; every other asks for its reference."""


def _asks(method: str) -> set[str]:
    return _ASKS.get(method, {"reference"})


def _debts(office: Office, customer: int | None) -> list[Values]:
    today = office.clock.today()
    return [{"debt": item.entry_id, "number": item.number or "–", "kind": _(TITLES[item.kind]), "day": item.date, "due": item.due,
             "late": max((today - (item.due or item.date)).days, 0) or None, "total": item.amount, "open": item.open, "amount": None}
            for item in ledger.open_debts(office, customer)] if customer else []


RECEIPT_FORM = FormSpec("receipt", N_("New receipt"), parts=(HEAD, DEBTS, SUMS), live=follow)
