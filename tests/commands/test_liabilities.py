"""Liabilities are filed under a rule in its words, never changed, settled once, and added up by person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from peewee import IntegrityError

from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of, totals_of
from models.core.office import Office
from models.days.commands import lock_day
from models.liabilities import commands, queries
from models.liabilities.inputs import LiabilityInput, SettleInput
from models.liabilities.listing import LIABILITIES, LIABILITIES_BY_PERSON
from tests.factories import CLERK, KEEPER, MONDAY, SELLER, person_id


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_a_case_keeps_the_rules_words(office: Office) -> None:
    """Duty 23: 50 yuan, in the words that stood that day."""
    case_id = commands.file_liability(office, LiabilityInput(person_id(office, SELLER), "unapproved opening", text="开给淮阳某店")).id
    row = queries.case(office, case_id)
    assert row is not None and (row.person, row.amount, row.date, row.state) == (SELLER, Decimal("50.00"), MONDAY, "open")
    assert row.words == "私自开户设立经销商，每次罚款 50 元并在公司通报" and row.filed_by == CLERK


def test_other_rooms_file_with_their_source(office: Office) -> None:
    """An empty truck leads back to the check that failed (duty 27)."""
    with office.command("test.trip") as act:
        case_id = commands.file_case(act, LiabilityInput(
            person_id(office, KEEPER), "empty truck", Decimal("300"), source="stock_checks", source_id=4))
    assert [row.id for row in queries.cases_of(office, "stock_checks", 4)] == [case_id]


def test_a_case_is_never_changed(office: Office) -> None:
    """The database itself refuses."""
    commands.file_liability(office, LiabilityInput(person_id(office, SELLER), "empty truck", Decimal("300")))
    for sql in ("UPDATE liability_case SET amount = 1", "DELETE FROM liability_case"):
        with pytest.raises(IntegrityError, match="sealed"):
            office.database.execute_sql(sql)


def test_a_closed_day_takes_no_case(office: Office) -> None:
    """The next open day is the default."""
    seller = person_id(office, SELLER)
    with office.command("test.lock") as act:
        lock_day(act, MONDAY)
    late = LiabilityInput(seller, "empty truck", Decimal(1))
    assert refused(lambda: commands.file_liability(office, replace(late, date=MONDAY))) == ["day.closed"]
    row = queries.case(office, commands.file_liability(office, late).id)
    assert row is not None and row.date == date(2026, 11, 24)


def test_a_case_is_settled_once(office: Office) -> None:
    """Paid, or waived for a reason."""
    seller = person_id(office, SELLER)
    case_id = commands.file_liability(office, LiabilityInput(seller, "cash short", Decimal("20"))).id
    assert [row.id for row in queries.open_cases(office, seller)] == [case_id]
    assert refused(lambda: commands.settle_case(office, SettleInput(case_id, "waived"))) == ["reason.missing"]
    commands.settle_case(office, SettleInput(case_id, "waived", "找到了"))
    assert refused(lambda: commands.settle_case(office, SettleInput(case_id, "paid"))) == ["liability.settled"]
    assert refused(lambda: commands.settle_case(office, SettleInput(99, "paid"))) == ["liability.unknown"]
    row = queries.case(office, case_id)
    assert row is not None and (row.state, row.reason) == ("waived", "找到了") and queries.open_cases(office) == []


def test_an_unknown_person_bears_nothing(office: Office) -> None:
    """At the field."""
    assert refused(lambda: commands.file_liability(office, LiabilityInput(99, "empty truck", Decimal(1)))) == ["person.unknown"]


def test_sums_stand_by_person_and_span(office: Office) -> None:
    """What was withdrawn counts for nothing."""
    seller, keeper = person_id(office, SELLER), person_id(office, KEEPER)
    ids = [commands.file_liability(office, LiabilityInput(person, "empty truck", Decimal(amount), date=day)).id for person, amount, day in (
        (seller, "100", date(2026, 11, 20)), (seller, "50.50", MONDAY), (keeper, "30", MONDAY), (keeper, "7", MONDAY))]
    commands.settle_case(office, SettleInput(ids[1], "paid"))
    commands.settle_case(office, SettleInput(ids[3], "withdrawn", "记错人"))
    whole, monday = Filter(), Filter(start=MONDAY, end=MONDAY)
    assert [row[:3] + row[5:] for row in rows_of(LIABILITIES_BY_PERSON, keys_of(LIABILITIES_BY_PERSON, whole), whole)] == [
        (SELLER, 2, Decimal("150.50"), Decimal(100)), (KEEPER, 1, Decimal(30), Decimal(30))]
    assert rows_of(LIABILITIES_BY_PERSON, [seller], monday) == [(SELLER, 1, Decimal("50.50"), Decimal("50.50"), Decimal(0), Decimal(0))]
    assert totals_of(LIABILITIES_BY_PERSON, monday).sums["amount"] == Decimal("80.50")
    assert totals_of(LIABILITIES, Filter(state="open")).sums == {"amount": Decimal(130)}
