"""Issue an invoice: checked, approved, numbered, stored, goods reserved, debt posted, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.contracts.commands import begin, quote_used, usable_quote
from models.core.errors import Need, Problem, require
from models.core.money import ZERO, round_money
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.rows import insert_row
from models.core.typed import cleaned
from models.drafts.commands import drop_draft
from models.invoices import queries
from models.invoices.inputs import InvoiceInput
from models.invoices.rules import LEDGER, SERIES, Facts, Sums, bases, check_invoice, needs_of, one_of_each, priced, sum_up, wanted
from models.invoices.rules.checks import HEAD, LINE
from models.invoices.tables import Invoice, InvoiceLine
from models.liabilities.commands import bear_off_territory
from models.people.commands import approved
from models.people.queries import approvers
from models.products.commands import remember_price
from models.receivables.commands import post, use_offset
from models.receivables.inputs import Entry, Use
from models.receivables.queries import balance
from models.stock.commands import consume_promises, reserve


def issue_invoice(office: Office, x: InvoiceInput, draft_id: int | None = None) -> Done:
    """Issue an invoice; the draft it was typed in goes. Raises RuleViolation with all problems, ApprovalNeeded with all needs.

    Goods stay reserved: `sale.commands.sell` also lets them leave and takes money.
    """
    x = queries.completed(office, x)
    with office.command("invoice.issue", x) as act:
        done = issue(act, x)
        if draft_id is not None:
            drop_draft(act, draft_id)
    return done


def issue(act: Act, x: InvoiceInput, cleared_now: Decimal = ZERO, found: Sequence[Problem] = (), also: Sequence[Need] = ()) -> Done:
    """Posting: issue an invoice inside a command. cleared_now: money taken with it in yuan, acceptances not counted (rules: Credit).

    found, also: problems and needs of what else the command does, told and asked together with the invoice's own.
    """
    office, x = act.office, queries.completed(act.office, x)
    facts = queries.facts_of(office, x, cleared_now)
    require([*check_invoice(x, facts), *found])
    if x.quote_id is not None:
        usable_quote(office, x.quote_id)
    day, customer, warehouse = x.date, facts.customer, facts.warehouse
    assert day and customer and warehouse      # the checks saw to it
    sums = sum_up(priced(x, facts), x.discount, x.rounding)
    act.about(customer.name)
    needs = one_of_each([*needs_of(x, facts, sums.total), *also])
    used = approved(act, needs)
    number, due = take(act, SERIES, day), day + timedelta(days=customer.credit_days)
    invoice_id = insert_row(office.database, Invoice, dict(
        number=number, kind="sale", date=day, customer=customer.id, customer_code=customer.code, customer_name=customer.name,
        customer_pinyin=customer.pinyin, customer_address=customer.address, customer_phone=customer.phone,
        customer_tax_number=customer.tax_number, customer_bank=customer.bank, salesperson=x.salesperson_id,
        salesperson_name=facts.salesperson.name if facts.salesperson else "", warehouse=warehouse.id, warehouse_name=warehouse.name,
        quantity=sum(bases(x, facts)), total=sums.total, net=sums.net, tax=sums.tax, discount=x.discount, rounding=x.rounding, due=due,
        owed_before=balance(office, customer.id, day), contract=x.contract_id, original=None, reason="",
        approved_by=approvers(office, used), person=act.person, moment=act.moment, **cleaned(x, HEAD)))
    items = _store_lines(act, invoice_id, x, facts, sums)
    reserve(act, day, warehouse.id, items)
    consume_promises(act, customer.id, warehouse.id, wanted(x, bases(x, facts)))
    post(act, Entry(customer.id, day, "invoice", sums.total, LEDGER, invoice_id, number, due))
    _remember(act, x, day, number)
    if x.contract_id is not None:
        begin(act, x.contract_id, day)
    _take_offset(act, x, facts, invoice_id, number)
    if x.subsidy and x.salesperson_id is not None and any(need.kind == "off territory" for need in needs):
        bear_off_territory(act, x.salesperson_id, invoice_id, x.territory, round_money(x.subsidy), day)
    if x.quote_id is not None:
        quote_used(act, x.quote_id, "invoice", number)
    act.changed("invoices", "products").about(number).note(number=number, total=sums.total)
    return Done(invoice_id, number)


def _take_offset(act: Act, x: InvoiceInput, facts: Facts, invoice_id: int, number: str) -> None:
    """The goods of the offset paper's product are taken against it; money is only by the receipt (duty 26)."""
    if facts.offset is not None and x.date is not None:
        taken = wanted(x, bases(x, facts)).get(facts.offset.product_id or 0, ZERO)
        use_offset(act, Use(facts.offset.id, x.date, LEDGER, invoice_id, number, ZERO, taken))


def _store_lines(act: Act, invoice_id: int, x: InvoiceInput, facts: Facts, sums: Sums) -> list[tuple[int, int, Decimal]]:
    """Store the lines; (line id, product id, base quantity) of each."""
    rows = []
    for at, (line, made, base) in enumerate(zip(x.lines, sums.lines, bases(x, facts), strict=True)):
        product = facts.products[line.product_id]
        rows.append({
            "invoice": invoice_id, "position": at + 1, "kind": "sale", "product": product.id, "code": product.code, "name": product.name,
            "specification": product.specification, "quantity": line.quantity, "base_quantity": base, "price": line.price,
            "discount": made.discount, "share": made.share, "gift": line.gift, "amount": made.amount, "rate": product.rate, "net": made.net,
            "tax": made.tax, "tax_category": product.tax_category, "expiry": line.expiry,
            "contract_line": line.contract_line_id, "original": None, **cleaned(line, LINE)})
    return store(act, rows)


def store(act: Act, rows: Sequence[dict[str, Any]]) -> list[tuple[int, int, Decimal]]:
    """Insert the lines of an invoice; (line id, product id, base quantity) of each, in their order."""
    return [(insert_row(act.office.database, InvoiceLine, row), row["product"], row["base_quantity"]) for row in rows]


def _remember(act: Act, x: InvoiceInput, day: date, number: str) -> None:
    for line in x.lines:
        if line.price and not line.gift:
            remember_price(act, x.customer_id, line.product_id, line.unit, line.price, day, number)
