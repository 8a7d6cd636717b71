"""People take seats and change; the journal shows it in words; the office keeps its own calendar."""

from __future__ import annotations

import ast
from datetime import date

import pytest

from models.core import audit
from models.core.errors import RuleViolation
from models.core.kinds import text_of
from models.core.listing import Filter, every_row, rows_of
from models.core.office import Office
from models.days.commands import forget_calendar_day, set_calendar_days
from models.days.listing import CALENDAR
from models.days.queries import is_work_day
from models.people import commands, queries
from models.people.inputs import PersonInput
from models.people.listing import JOURNAL, PEOPLE
from models.people.rules import VERBS
from models.street import all_listings
from tests.factories import CLERK, MANAGER, MONDAY, person_id
from tests.house import house_files, tree


def test_taking_a_seat_is_journalled_once(office: Office) -> None:
    before = audit.head(office.database)[0]
    commands.take_seat(office, MANAGER)
    commands.take_seat(office, MANAGER)
    assert office.actor is not None and office.actor.name == MANAGER
    assert audit.head(office.database)[0] == before + 1
    said = audit.about(office.database, MANAGER)[-1]
    assert (said.person, said.verb) == (MANAGER, "people.sign_in")


def test_who_sits_at_the_desk_stays_in_use(office: Office) -> None:
    row = person_id(office, CLERK)
    x = queries.person(office, row)
    assert x is not None and x.active
    with pytest.raises(RuleViolation) as refused:
        commands.change_person(office, row, PersonInput(x.name, x.roles, x.phone, active=False))
    assert [problem.code for problem in refused.value.problems] == ["person.seat"]
    commands.take_seat(office, MANAGER)
    commands.change_person(office, row, PersonInput(x.name, x.roles, x.phone, active=False))
    assert CLERK not in queries.names(office)


def test_roles_are_listed_in_words(office: Office) -> None:
    commands.add_person(office, PersonInput("两头忙", frozenset({"clerk", "manager"})))
    column = PEOPLE.columns[1]
    said = {row[0]: text_of(column.kind, row[1], choices=column.choices) for row in every_row(PEOPLE, Filter())}
    assert said["两头忙"] == "销售内勤, 经理"


def test_the_journal_is_a_list_by_day_and_word(office: Office) -> None:
    count, _hash = audit.head(office.database)
    assert len(list(every_row(JOURNAL, Filter(start=MONDAY, end=MONDAY)))) == count
    assert not list(every_row(JOURNAL, Filter(end=date(2026, 11, 22))))
    entry = rows_of(JOURNAL, [count])[0]
    said = queries.entry(office, count)
    assert said is not None and (entry[2], entry[3]) == (said.person, said.verb)
    assert queries.entry(office, count + 1) is None and "journal" in all_listings()


def test_every_command_of_the_office_has_its_words() -> None:
    """The journal never shows a bare key. Verbs that are put together from parts are named in VERBS by hand."""
    given = {node.args[0].value for file in house_files() for node in ast.walk(tree(file))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "command"
             and node.args and isinstance(node.args[0], ast.Constant)}
    assert given - set(VERBS) == set(), "name them in VERBS of models/people/rules.py"


def test_a_span_of_the_calendar_is_one_act_and_can_be_forgotten(office: Office) -> None:
    first, last = date(2026, 11, 28), date(2026, 11, 29)
    assert not is_work_day(office, first)
    done = set_calendar_days(office, first, last, True, "补班")
    assert is_work_day(office, first) and is_work_day(office, last)
    assert [row[0] for row in every_row(CALENDAR, Filter())] == [last, first]
    forget_calendar_day(office, done.id)
    assert is_work_day(office, first) and not is_work_day(office, last)
    with pytest.raises(RuleViolation):
        forget_calendar_day(office, done.id)


@pytest.mark.parametrize("last", (date(2026, 11, 27), date(2027, 2, 1)))
def test_a_span_is_forwards_and_short(office: Office, last: date) -> None:
    with pytest.raises(RuleViolation) as refused:
        set_calendar_days(office, date(2026, 11, 28), last, False, "春节")
    assert [problem.field for problem in refused.value.problems] == ["until"]
