"""Quotes: given, given anew, declined, turned into contracts (duty 102)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from peewee import IntegrityError

from models.contracts import commands, queries
from models.contracts.inputs import ContractInput, LineInput, QuoteInput
from models.contracts.listing import QUOTES
from models.contracts.queries import QuoteRow
from models.core.errors import RuleViolation
from models.core.listing import Filter, every_row
from models.core.office import Office
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput
from models.invoices.inputs import LineInput as Sold
from models.street import faults
from tests.contract_room import Yard, a_yard, granted
from tests.factories import later


@pytest.fixture
def yard(office: Office) -> Yard:
    """A yard."""
    return a_yard(office)


def a_quote(yard: Yard, price: str = "128", **more: object) -> int:
    """A quote for feed."""
    facts: dict[str, object] = {"lines": (LineInput(yard.feed, D(4), D(price)),), **more}
    return commands.give_quote(yard.office, QuoteInput(yard.customer, **facts)).id  # type: ignore[arg-type]  # facts by name


def read(yard: Yard, quote: int) -> QuoteRow:
    """The quote as it stands."""
    row = queries.quote(yard.office, quote)
    assert row is not None
    return row


def test_a_quote_is_valid_for_the_days_the_office_has_set_and_offers_the_list_price(yard: Yard) -> None:
    row = read(yard, a_quote(yard, lines=(LineInput(yard.feed, D(4)),)))
    assert (row.number, row.valid_until, row.total, row.state) == ("BJ20261100001", date(2026, 12, 8), D("512.00"), "open")
    assert (row.lines[0].unit, row.lines[0].rate, row.lines[0].name) == ("袋", "9", "育肥猪配合饲料")


def test_it_runs_out(yard: Yard) -> None:
    quote = a_quote(yard, valid_until=date(2026, 11, 25))
    later(yard.office, days=3)
    assert read(yard, quote).state == "expired"
    states = [dict(zip([column.key for column in QUOTES.columns], row, strict=True))["state"] for row in every_row(QUOTES, Filter())]
    assert states == ["expired"]
    assert [row[0] for row in every_row(QUOTES, Filter(as_of=date(2026, 11, 24), state="open"))] == ["BJ20261100001"]


def test_what_has_run_out_binds_nobody_until_it_is_given_anew(yard: Yard) -> None:
    quote = a_quote(yard, valid_until=date(2026, 11, 23))
    later(yard.office, days=3)          # for so long a leap of the clock the manager would be asked, but not in vain
    sold = Sold(yard.feed, D(4), D(125))
    with pytest.raises(RuleViolation) as refused:
        issue_invoice(yard.office, InvoiceInput(yard.customer, (sold,), quote_id=quote))
    assert [problem.code for problem in refused.value.problems] == ["quote.expired"]
    anew = commands.revise_quote(yard.office, quote, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(125)),)))
    granted(yard.office, lambda: issue_invoice(yard.office, InvoiceInput(yard.customer, (sold,), quote_id=anew.id)))
    assert read(yard, anew.id).state == "invoice"


def test_a_quote_given_anew_takes_the_place_of_the_earlier_ones(yard: Yard) -> None:
    first = a_quote(yard)
    second = commands.revise_quote(yard.office, first, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(125)),)))
    third = commands.revise_quote(yard.office, second.id, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(124)),)))
    assert [(number, state) for _id, number, state in queries.versions(yard.office, first)] == [
        ("BJ20261100001", "superseded"), ("BJ20261100001-2", "superseded"), ("BJ20261100001-3", "open")]
    assert third.number == "BJ20261100001-3"
    with pytest.raises(RuleViolation):
        commands.revise_quote(yard.office, first, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(120)),)))
    assert list(faults(yard.office)) == []


def test_a_declined_quote_says_why_and_may_be_given_anew(yard: Yard) -> None:
    quote = a_quote(yard)
    with pytest.raises(RuleViolation):
        commands.refuse_quote(yard.office, quote, " ")
    commands.refuse_quote(yard.office, quote, "嫌贵")
    assert read(yard, quote).state == "refused"
    commands.revise_quote(yard.office, quote, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(120)),)))
    assert read(yard, quote).state == "refused"


def test_a_quote_becomes_one_contract(yard: Yard) -> None:
    quote = a_quote(yard)
    row = read(yard, quote)
    x = ContractInput("goods", yard.customer, queries.as_quote(row).lines, quote_id=quote)
    done = commands.file_contract(yard.office, x)
    assert (read(yard, quote).state, read(yard, quote).led_to) == ("contract", done.number)
    assert yard.row(done.id).total == row.total and yard.row(done.id).quote_id == quote
    with pytest.raises(RuleViolation):
        commands.file_contract(yard.office, x)
    with pytest.raises(RuleViolation):
        commands.refuse_quote(yard.office, quote, "x")


@pytest.mark.parametrize("sql", [
    "UPDATE quote SET total = 1", "DELETE FROM quote_line", "INSERT OR REPLACE INTO quote SELECT * FROM quote"])
def test_a_given_quote_is_kept_by_the_database(yard: Yard, sql: str) -> None:
    a_quote(yard)
    with pytest.raises(IntegrityError, match="sealed"):
        yard.office.database.execute_sql(sql)
