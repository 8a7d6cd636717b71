"""What a new invoice needs to know: what was left out filled in, then everything the checks judge, in a few quick reads."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.core.clock import unstamp
from models.core.divisions import territory_of
from models.core.errors import Need, Problem
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import has_control
from models.core.typed import check_number
from models.customers.queries import price_for
from models.customers.rules import EXPIRED_LICENCE, TERRITORIES, territories_of
from models.days.queries import business_date, closed_through, next_work_day
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.queries.agreed import contract_facts, linked
from models.invoices.rules import (
    CHECK_CREDIT, LARGE, ROUNDING_MOST, CustomerFacts, Facts, Place, Policy, ProductFacts, StockFacts, clock_need,
)
from models.invoices.rules.checks import MOST_QUANTITY, check_invoice
from models.products.queries import ProductRow, cards
from models.receivables.queries import credit_standing, offset
from models.receivables.rules import OVERDUE_DAYS
from models.stock.queries import default_warehouse, standings, warehouse
from models.stock.rules import SHORT_STOCK

NUMBERING = ("invoice.issue", "invoice.red", "sale.sell", "sample.made")
"""Verbs that take numbers and judge the clock first; a sample office ends with a stamp of the real clock."""
_CUSTOMER = ("SELECT id, code, name, territory, active, opening, credit_days, pinyin, address, phone, tax_number, bank, bank_account, "
             "salesperson_id FROM customer WHERE id = ?")


def completed(office: Office, x: InvoiceInput) -> InvoiceInput:
    """The input with what was left out: date, warehouse, salesperson, address and territory of the customer, units, offered prices.

    What is already there stays; done twice it changes nothing. An approval binds to the completed input.
    """
    customer = _customer(office, x.customer_id, None)
    chosen = None if x.warehouse_id is not None else default_warehouse(office)
    products = cards(office, _ids(x))
    address = x.delivery_address or (customer.address if customer else "")
    salesperson = x.salesperson_id if x.salesperson_id is not None or customer is None else customer.salesperson_id
    lines = tuple(_completed_line(office, x.customer_id, line, products.get(line.product_id)) for line in x.lines)
    return replace(
        x, date=x.date or business_date(office), warehouse_id=chosen.id if chosen else x.warehouse_id, salesperson_id=salesperson,
        delivery_address=address, territory=x.territory or _territory(office, customer, address),
        lines=lines if x.contract_id is None else linked(office, replace(x, lines=lines)))


def _completed_line(office: Office, customer_id: int, line: LineInput, product: ProductRow | None) -> LineInput:
    if product is None:
        return line
    line = replace(line, unit=line.unit.strip() or product.unit)
    if line.gift:
        return replace(line, price=ZERO)
    if line.price is None and not check_number("", line.quantity, 3, most=MOST_QUANTITY):
        return replace(line, price=price_for(office, _storable(customer_id), product.id, line.unit, line.quantity).price)
    return line


def _territory(office: Office, customer: CustomerFacts | None, address: str) -> str:
    if customer is None or not address or address.strip() == customer.address or has_control(address):
        return customer.territory if customer else ""
    row = office.database.execute_sql("SELECT territory FROM delivery_address WHERE customer_id = ? AND address = ? AND territory <> ''",
                                      (customer.id, address.strip())).fetchone()
    if row:
        return str(row[0])
    return territory_of(address, customer.territory, territories_of(office.settings[TERRITORIES])) or customer.territory


def facts_of(office: Office, x: InvoiceInput, cleared_now: Decimal = ZERO) -> Facts:
    """Everything the checks judge. cleared_now: money taken with the invoice, in yuan, acceptances not counted."""
    day = x.date or business_date(office)
    today = office.clock.today()
    customer = _customer(office, x.customer_id, day)
    place = warehouse(office, _storable(x.warehouse_id))
    products = {each.id: _product(each) for each in cards(office, _ids(x)).values()}
    settings, stocked = office.settings, [each.id for each in products.values() if not each.service]
    stock = {} if place is None else {
        product: StockFacts(each.on_hand - each.reserved, each.lowest_later, each.promised)
        for product, each in standings(office, place.id, stocked, customer.id if customer else None, day).items()}
    paper = offset(office, x.offset_id)
    facts = Facts(today, closed_through(office), customer, None if place is None else Place(place.id, place.name, place.active),
                  _person(office, x.salesperson_id), products, stock, cleared_now=cleared_now, clock=clock_fault(office),
                  contract=None if x.contract_id is None else contract_facts(office, x.contract_id),
                  policy=Policy(settings[SHORT_STOCK], settings[CHECK_CREDIT], settings[OVERDUE_DAYS], settings[ROUNDING_MOST],
                                settings[EXPIRED_LICENCE], territories_of(settings[TERRITORIES]), settings[LARGE]),
                  offset=None if paper is None else paper.quota)
    return facts if customer is None else replace(facts, credit=credit_standing(office, customer.id, today))


def problems_of(office: Office, x: InvoiceInput) -> list[Problem]:
    """What keeps an invoice from being issued as it stands, without issuing it."""
    x = completed(office, x)
    return check_invoice(x, facts_of(office, x))


def clock_fault(office: Office) -> Need | None:
    """The approval that numbering needs because the clock went back or ran ahead since the last numbered paper."""
    clock, now = office.clock, office.clock.moment()
    stamps = [(now, clock.today())]
    with closing(office.database.execute_sql("SELECT moment, verb FROM journal ORDER BY sequence DESC")) as rows:
        for moment, verb in rows:
            stamps.append((unstamp(moment), clock.local(unstamp(moment)).date()))
            if verb in NUMBERING:
                break
    return clock_need(stamps[::-1], closed_through(office), lambda day: next_work_day(office, day))


def _customer(office: Office, customer_id: int, day: date | None) -> CustomerFacts | None:
    row = office.database.execute_sql(_CUSTOMER, (_storable(customer_id),)).fetchone()
    if row is None:
        return None
    expired = () if day is None else tuple(each[0] for each in office.database.execute_sql(
        "SELECT name FROM licence WHERE customer_id = ? AND expires < ? ORDER BY expires", (row[0], day.isoformat())))
    return CustomerFacts(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6], expired, row[7], row[8], row[9], row[10],
                         f"{row[11]} {row[12]}".strip(), row[13])


def _person(office: Office, person_id: int | None) -> Place | None:
    row = office.database.execute_sql("SELECT id, name, active FROM person WHERE id = ?", (_storable(person_id),)).fetchone()
    return Place(row[0], row[1], bool(row[2])) if row else None


def _product(row: ProductRow) -> ProductFacts:
    return ProductFacts(row.id, row.code, row.name, row.specification, row.unit, row.factors, row.rate, row.tax_category, row.minimum_price,
                        row.asks_batch, row.asks_expiry, row.active, row.service)


def _ids(x: InvoiceInput) -> list[int]:
    return [_storable(line.product_id) for line in x.lines]


def _storable(number: int | None) -> int:
    """An id that a column can hold; 0, which nothing has, for none and for what cannot be one."""
    return number if isinstance(number, int) and 0 < number < 2**63 else 0
