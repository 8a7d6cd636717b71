"""Sales added up by customer, product, salesperson or day: void invoices left out, red ones negative."""

from __future__ import annotations

import json

from peewee import JOIN, SQL, Case, ModelSelect, fn

from models.core.listing import Filter
from models.core.office import Office
from models.core.settings import option
from models.customers.rules import TERRITORIES, territories_of
from models.customers.tables import Customer, CustomerAlias
from models.invoices.tables import Invoice, InvoiceLine, InvoiceVoid
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people.tables import Approval, ApprovalUse, Person
from models.products.tables import Product
from models.reports.queries.compared import with_spans

IS_SALE = Invoice.kind == "sale"
SALESPERSON = fn.COALESCE(Invoice.salesperson, 0)
"""Who sold it; 0 for nobody."""


def of_sales(value: object) -> Case:
    """A value of sales, 0 for reds."""
    return Case(None, ((IS_SALE, value),), 0)


def of_sales_only(value: object) -> Case:
    """A value of sales, nothing at all for reds: for counts."""
    return Case(None, ((IS_SALE, value),))


def of_reds(value: object) -> Case:
    """A value of reds, which is negative; 0 for sales."""
    return Case(None, ((IS_SALE, 0),), value)


def _standing(query: ModelSelect, ask: Filter) -> ModelSelect:
    """Only invoices that stand, of the period and the salesperson asked for: before anything is grouped."""
    query = query.join_from(Invoice, InvoiceVoid, JOIN.LEFT_OUTER, on=InvoiceVoid.invoice == Invoice.id)
    query = query.where(InvoiceVoid.invoice.is_null())
    if ask.start:
        query = query.where(Invoice.date >= ask.start)
    if ask.end:
        query = query.where(Invoice.date <= ask.end)
    seller = dict(ask.facets).get("salesperson")
    return with_spans(query if seller is None else query.where(Invoice.salesperson == seller), ask)


def by_customer(ask: Filter) -> ModelSelect:
    """A row for each customer who bought or returned something; what was sold to merged ones stands under the kept one."""
    query = Invoice.select().join(CustomerAlias, JOIN.LEFT_OUTER, on=CustomerAlias.customer == Invoice.customer)
    query = query.join_from(Invoice, Customer, on=Customer.id == fn.COALESCE(CustomerAlias.kept, Invoice.customer))
    return _standing(query, ask).group_by(Customer.id)


def by_product(ask: Filter) -> ModelSelect:
    """A row for each product sold or returned."""
    return _standing(InvoiceLine.select().join(Product).switch(InvoiceLine).join(Invoice), ask).group_by(Product.id)


def by_salesperson(ask: Filter) -> ModelSelect:
    """A row for each person who sold; one for what nobody did."""
    return _standing(Invoice.select().join(Person, JOIN.LEFT_OUTER), ask).group_by(SALESPERSON)


REGION = Customer.territory
"""Where a customer belongs, as it is filed now; "" for nowhere."""


def by_region(ask: Filter) -> ModelSelect:
    """A row for each territory whose customers bought or returned something."""
    return _standing(Invoice.select().join(Customer), ask).group_by(REGION)


def by_month(ask: Filter) -> ModelSelect:
    """A row for each month with a sale or a red."""
    return _standing(Invoice.select(), ask).group_by(fn.SUBSTR(Invoice.date, 1, 7))


def by_year(ask: Filter) -> ModelSelect:
    """A row for each year with a sale or a red."""
    return _standing(Invoice.select(), ask).group_by(fn.SUBSTR(Invoice.date, 1, 4))


def by_day(ask: Filter) -> ModelSelect:
    """A row for each day with a sale or a red."""
    return _standing(Invoice.select(), ask).group_by(Invoice.date)


IS_OFF = ((Customer.territory != "") & (Invoice.territory != "")
          & (fn.SUBSTR(Invoice.territory, 1, fn.LENGTH(Customer.territory)) != Customer.territory))
"""Goods that may go outside the customer's territory, as it is filed now; a place within it often begins with its name (duty 21)."""
WAS_APPROVED = fn.EXISTS(Approval.select(SQL("1")).join(ApprovalUse, on=ApprovalUse.approval == Approval.id).where(
    (ApprovalUse.subject == Invoice.customer_name) & (Approval.kind == "off territory") & (ApprovalUse.moment == Invoice.moment)))
CASE_STATE = fn.COALESCE(LiabilityCase.select(fn.COALESCE(fn.MAX(LiabilitySettlement.outcome), "open")).join(
    LiabilitySettlement, JOIN.LEFT_OUTER, on=LiabilitySettlement.case == LiabilityCase.id).where(
    (LiabilityCase.source == "invoices") & (LiabilityCase.source_id == Invoice.id) & (LiabilityCase.rule == "off territory")).group_by(
    LiabilityCase.id).order_by(LiabilityCase.id.desc()).limit(1), "none")

BORNE = LiabilityCase.select(LiabilityCase.source_id).join(LiabilitySettlement, JOIN.LEFT_OUTER).where(
    (LiabilityCase.source == "invoices") & (LiabilityCase.rule == "off territory")
    & (fn.COALESCE(LiabilitySettlement.outcome, "open") != "withdrawn"))


def off_territory(_ask: Filter) -> ModelSelect:
    """Sales that stand and went outside the customer's territory, approved or found by the address, and what somebody bears otherwise."""
    own = json.dumps(territories_of(option(Customer._meta.database, TERRITORIES)), ensure_ascii=False)
    query = Invoice.select().join(Customer).join_from(Invoice, InvoiceVoid, JOIN.LEFT_OUTER, on=InvoiceVoid.invoice == Invoice.id)
    off = IS_OFF & (fn.lies_in(Customer.territory, Invoice.territory, own) == 0)
    return query.where(InvoiceVoid.invoice.is_null() & IS_SALE & (off | Invoice.id.in_(BORNE)))


def request_of(office: Office, invoice_id: int) -> int | None:
    """The request by which a manager let this sale leave its territory; None where nobody did."""
    row = office.database.execute_sql(
        "SELECT a.id FROM invoice i JOIN approval_use u ON u.moment = i.moment AND u.subject = i.customer_name "
        "JOIN approval a ON a.id = u.approval_id AND a.kind = 'off territory' WHERE i.id = ?", (invoice_id,)).fetchone()
    return int(row[0]) if row else None
