"""Leads as listings: the clock in SQL is the clock of the rules; doubles and searches find who is meant."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from models.core.listing import Filter, Listing, keys_of, rows_of
from models.core.office import Office
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput
from models.leads.listing import CONTACTS, DUE_LEADS, HOT_CUSTOMERS, LEAD_TRACKING, LEADS, RESPONSE_BY_SOURCE
from tests.factories import MONDAY, a_customer, later


def cells(office: Office, listing: Listing, *keys: str, keyword: str = "") -> list[tuple[object, ...]]:
    """The named cells of every row of a listing of leads, its clock read by the office's clock."""
    ask = Filter(as_of=office.clock.today(), keyword=keyword)
    columns = [column.key for column in listing.columns]
    return [tuple(row[columns.index(key)] for key in keys) for row in rows_of(listing, keys_of(listing, ask), ask)]


def test_the_listing_reads_the_same_clock_as_the_rules(office: Office) -> None:
    """Sixty leads at random, under settings of the office's own."""
    commands.use_preset(office, "dealer")
    dice = random.Random(7)
    for number in range(60):
        lead = commands.file_lead(office, LeadInput(f"场{number}", phone=str(number), grade=dice.choice("OHABCN"))).id
        if dice.random() < 0.3:
            commands.follow_up(office, ContactInput(lead, "聊过", next_date=office.clock.today() + timedelta(days=dice.randrange(40))))
        if dice.random() < 0.1:
            commands.freeze(office, FreezeInput(lead, "停养"))
        if dice.random() < 0.3:
            later(office, days=1)
    later(office, days=9)
    listed = {row[0]: row[1:] for row in cells(office, LEADS, "number", "due", "late", "state")}
    assert len(listed) == 60 and {"open", "out of control", "frozen"} == {row[2] for row in listed.values()}
    assert {row[0]: row[1] for row in cells(office, LEAD_TRACKING, "number", "state")} == {key: row[2] for key, row in listed.items()}
    for number_, row in listed.items():
        lead_row = queries.by_number(office, str(number_))
        assert lead_row is not None and row == (lead_row.due, lead_row.late, lead_row.state)


def test_what_is_due_comes_latest_first(office: Office) -> None:
    """A frozen lead without a day is not due; one not yet due neither."""
    for name, grade in (("晚", "N"), ("更晚", "H"), ("未到", "C")):
        commands.file_lead(office, LeadInput(name, phone="1", grade=grade))
        later(office, days=1)
    later(office, days=4)
    assert cells(office, DUE_LEADS, "name", "late") == [("晚", 6), ("更晚", 4)]
    assert cells(office, HOT_CUSTOMERS, "name") == [("更晚",)]


def test_a_lead_is_found_by_every_reading_and_its_phone(office: Office) -> None:
    """By the surname's reading and by the common one, by initials, by phone tail."""
    commands.file_lead(office, LeadInput("单田芳", phone="13912345678"))
    for keyword in ("shantian", "dantian", "stf", "5678", "田芳", "STF"):
        assert [row[0] for row in cells(office, LEADS, "name", keyword=keyword)] == ["单田芳"], keyword
        assert [hit[2] for hit in queries.find(office, keyword)] == ["单田芳"], keyword


def test_doubles_are_told_by_phone_name_and_sound(office: Office) -> None:
    """Warnings, surest first; the lead itself is no double of its own."""
    first = commands.file_lead(office, LeadInput("李小红", phone="13800000001", tax_number="92410000MA1")).id
    assert [(found.id, found.why) for found in queries.doubles(office, name="李晓虹", phone="138-0000-0002")] == [(first, "sound")]
    assert queries.doubles(office, phone="138 0000 0001")[0].why == "phone"
    assert queries.doubles(office, phone="0001")[0].why == "phone tail"
    assert queries.doubles(office, name="李小红", tax_number="92410000MA1")[0].why == "tax number"
    assert not queries.doubles(office, name="李小红", but=first)
    known = a_customer(office, "李小红", opened=False, phone="13800000001")
    found = queries.doubles(office, name="李晓鸿", phone="13800000001", but=first)
    assert [(double.kind, double.id, double.why) for double in found] == [("customer", known, "phone")]


def test_grades_are_counted_as_they_changed(office: Office) -> None:
    """The transition matrix of a period, and the log by its ways (duty 86)."""
    lead = commands.file_lead(office, LeadInput("甲", phone="1", grade="C")).id
    commands.follow_up(office, ContactInput(lead, "要货", grade="A", way="visit"))
    commands.follow_up(office, ContactInput(lead, "再等", way="phone"))
    commands.follow_up(office, ContactInput(lead, "", way="phone", reached=False))
    assert queries.transitions(office, MONDAY, MONDAY) == {("C", "A"): 1, ("A", "A"): 1}
    assert queries.funnel(office, MONDAY, MONDAY) == {"filed": 1, "A": 1}
    assert len(keys_of(CONTACTS, Filter(facets=(("way", "visit"),)))) == 1


def test_the_first_answer_is_timed(office: Office) -> None:
    """From filing to the first time somebody was reached; who spoke with us when filed waits for nothing (duty 61)."""
    lead = commands.file_lead(office, LeadInput("甲", phone="1", source="platform")).id
    spoken = commands.file_lead(office, LeadInput("乙", phone="2", source="phone")).id
    later(office, minutes=20)
    commands.follow_up(office, ContactInput(lead, "", reached=False))
    assert queries.first_response(office, lead).reached is None and queries.first_response(office, lead).waits
    later(office, minutes=100)
    for each in (lead, spoken):
        commands.follow_up(office, ContactInput(each, "报价"))
    seen = queries.first_response(office, lead)
    assert seen.reached is not None and seen.reached - seen.since == timedelta(hours=2)
    assert not queries.first_response(office, spoken).waits
    place = [column.key for column in LEADS.columns].index("answered")
    assert [row[place] for row in rows_of(LEADS, [lead, spoken])] == [Decimal("2"), None]
    rows = rows_of(RESPONSE_BY_SOURCE, keys_of(RESPONSE_BY_SOURCE, Filter()))
    assert rows == [("platform", 1, 1, 0, 0, Decimal("0.0000"), Decimal("2"), Decimal("2"))]


def test_a_phone_is_known_by_its_end_however_it_is_typed(office: Office) -> None:
    """With and without area code, its tail; not by its beginning nor by digits in its midst, which are looked up in vain at each key."""
    local = commands.file_lead(office, LeadInput("甲", phone="0394-8221234")).id
    short = commands.file_lead(office, LeadInput("乙", phone="8331234")).id
    mobile = commands.file_lead(office, LeadInput("丙", phone="13822123400")).id
    for typed, known in (("8221234", {local}), ("0394-8331234", {short}), ("1234", {local, short}), ("3400", {mobile}),
                         ("1382", set()), ("2212", set()), ("234", set()), ("", set())):
        assert {found.id for found in queries.doubles(office, phone=typed)} == known, typed
