"""Rows made up for any listing by the kinds of its columns: what its paper and its workbook must hold, without an office to fill."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from models.core.kinds import Kind, Value
from models.core.listing import Column, Listing, sum_rows
from models.core.sheet import Sheet
from models.core.text import _, language
from models.customers import listing as customer_lists
from models.leads import listing as lead_lists
from models.reports.listing import funnel, sides

LISTS = {each.name: each for room in (lead_lists, customer_lists, funnel, sides) for each in vars(room).values()
         if isinstance(each, Listing)}
"""Every listing of leads and customers, the rates and the warnings among them."""
_WORDS = ("周口市川汇区牧原生态养殖专业合作社", "看了存栏，月底要两吨，让报价；对方嫌账期短", "单志强", "老孙说先用完正大的料再换，价格要低三块钱才考虑")
_LONG = "第一次上门没见到人，第二次约了老板在场：存栏八百头，月用料四十吨，正大给六十天账期，价格低两块；要求先送一吨试用，半月后再谈。" * 2
_DAY = date(2026, 11, 23)
_SPAN = 300


def made_up(listing: Listing, count: int) -> Sheet:
    """A sheet of so many rows in the language spoken now; every seventh is as long as typed text gets."""
    rows = [tuple(_cell(column, at, place) for place, column in enumerate(listing.columns)) for at in range(count)]
    return Sheet(listing.name, _(listing.title), "", listing.columns, tuple(_(column.title) for column in listing.columns), rows,
                 sum_rows(listing.columns, rows), language())


def _cell(column: Column, at: int, place: int) -> Value:
    """A value of the column's kind, another in each row."""
    number = at * 7 + place
    match column.kind:
        case Kind.CODE:
            return f"QK2026{number % 100000:05}"
        case Kind.DATE:
            return _DAY - timedelta(number % _SPAN)
        case Kind.MOMENT:
            return datetime(2026, 11, 1 + number % 28, 1, number % 60, tzinfo=UTC)
        case Kind.STATE:
            return list(column.choices)[number % len(column.choices)] if column.choices else "x"
        case Kind.FLAG:
            return number % 2 == 0
        case Kind.GRADE:
            return "OHABCN"[number % 6]
        case Kind.INTEGER:
            return number % 100
        case Kind.TEXT:
            return _LONG[:column.width * 4] if at % 7 == 3 else _WORDS[number % len(_WORDS)][:column.width]
        case _:
            return Decimal(number % 100000) / 100 if column.kind is Kind.MONEY else Decimal(number % 1000) / 1000
