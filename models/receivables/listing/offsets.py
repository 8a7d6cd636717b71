"""Offset papers with what was taken against each and what is left, as a listing (duty 26)."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, SQL, Case, ModelSelect, NodeList

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, clock_of
from models.core.text import N_
from models.customers.tables import Customer
from models.products.tables import Product
from models.receivables.queries import EVER
from models.receivables.tables import OffsetPaper, OffsetWithdrawal

STATES = {"open": N_("usable"), "coming": N_("not yet valid"), "used": N_("used up"), "beyond": N_("beyond the quota"),
          "over": N_("expired"), "withdrawn": N_("withdrawn")}


def _papers(ask: Filter) -> ModelSelect:
    """Every paper; as of a date with what was taken by then."""
    day = (ask.as_of or clock_of(OffsetPaper).today()).isoformat()
    upto = day if ask.as_of else EVER
    query = OffsetPaper.select().join(Customer).join_from(OffsetPaper, Product, JOIN.LEFT_OUTER)
    query = query.join_from(OffsetPaper, OffsetWithdrawal, JOIN.LEFT_OUTER, on=OffsetWithdrawal.paper == OffsetPaper.id)
    span = SQL(f"(SELECT '{day}' AS today, '{upto}' AS upto) AS span")
    return query.join_from(OffsetPaper, span, JOIN.CROSS)


def _used(column: str) -> NodeList:
    return NodeList((SQL(f"(SELECT COALESCE(SUM(u.{column}), 0) FROM offset_use u WHERE u.date <= span.upto AND u.paper_id ="),
                     OffsetPaper.id, SQL(")")))


def _less(whole: Any, part: Any) -> NodeList:
    return NodeList((SQL("("), whole, SQL("-"), part, SQL(")")))


_LEFT, _GOODS_LEFT = _less(OffsetPaper.amount, _used("amount")), _less(OffsetPaper.base_quantity, _used("quantity"))


def _compared(what: Any, words: str) -> NodeList:
    return NodeList((what, SQL(words)))


_STATE = Case(None, (
    (OffsetWithdrawal.paper.is_null(False), "withdrawn"),
    (NodeList((_compared(_LEFT, "< 0 OR"), _compared(_GOODS_LEFT, "< 0")), glue=" ", parens=True), "beyond"),
    (_compared(_LEFT, "= 0"), "used"),
    (_compared(OffsetPaper.ends, "< span.today"), "over"),
    (_compared(OffsetPaper.starts, "> span.today"), "coming")), "open")

OFFSET_PAPERS = Listing(
    "offset_papers", N_("Offset papers"), rows=_papers, key=OffsetPaper.id, topics=("receivables", "customers", "products"),
    date=OffsetPaper.starts, state="state", order=("-starts", "-number"), singular=N_("Offset paper"),
    empty=N_("The trade department has given no offset paper yet"), columns=(
        Column("number", N_("No."), OffsetPaper.number, Kind.CODE, search=True, width=14),
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("starts", N_("Valid from"), OffsetPaper.starts, Kind.DATE),
        Column("ends", N_("Valid until"), OffsetPaper.ends, Kind.DATE),
        Column("amount", N_("Amount"), OffsetPaper.amount, Kind.MONEY, total=True),
        Column("used", N_("Money taken"), _used("amount"), Kind.MONEY, total=True),
        Column("left", N_("Left"), Case(None, ((OffsetWithdrawal.paper.is_null(), _LEFT),), 0), Kind.MONEY, total=True),
        Column("product", N_("Product"), Product.name, search=Product.name, width=20),
        Column("quantity", N_("Quantity"), OffsetPaper.base_quantity, Kind.QUANTITY),
        Column("taken", N_("Goods taken"), _used("quantity"), Kind.QUANTITY),
        Column("goods_left", N_("Goods left"), _GOODS_LEFT, Kind.QUANTITY),
        Column("unit", N_("Unit"), Product.unit, width=6),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES),
        Column("remark", N_("Remark"), OffsetPaper.remark, search=True, width=20),
        Column("reason", N_("Withdrawn because"), OffsetWithdrawal.reason, width=20, shown=False),
        Column("person", N_("Entered by"), OffsetPaper.person, shown=False),
    ))
