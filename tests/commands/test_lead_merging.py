"""A lead filed twice becomes one, and two again on the same day; nothing of either is rewritten."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_options
from models.leads import commands, queries
from models.leads.inputs import (
    ContactInput, FreezeInput, InquiryInput, LeadInput, LossInput, PlanVisitInput, StopInput, VisitInput)
from models.leads.listing import DUE_LEADS, HOT_CUSTOMERS, LEADS
from models.leads.rules import INTERVALS
from models.people.commands import sign_in
from models.street import faults
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, an_office, later, person_id


@pytest.fixture
def twice(office: Office) -> tuple[int, int]:
    """The same farm, filed when it called and again when it was visited."""
    first = commands.file_lead(office, LeadInput("单家养殖场", phone="13800000001", grade="A", need="育肥料")).id
    second = commands.file_lead(office, LeadInput("单老板", phone="13800000002", grade="H", address="西华县")).id
    commands.follow_up(office, ContactInput(first, "看过样品", grade="H"))
    commands.follow_up(office, ContactInput(second, "要两吨", way="visit"))
    return first, second


def stored(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the room's tables, and its search index."""
    run = office.database.execute_sql
    names = [row[0] for row in run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'lead%'").fetchall()]
    return {name: run(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def said(office: Office, lead_id: int) -> list[tuple[str, str]]:
    """What the log of a lead shows, and under which number."""
    return [(entry.number, entry.text) for entry in queries.log(office, lead_id) if entry.event == "contact"]


def test_both_show_the_history_of_both(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    assert commands.merge_leads(office, first, second).number == "QK202600001"
    assert said(office, first) == said(office, second) == [("QK202600001", "看过样品"), ("QK202600002", "要两吨")]
    assert [row.number for row in queries.merged_into(office, first)] == ["QK202600002"] and queries.kept_of(office, second) == first
    commands.follow_up(office, ContactInput(first, "明天来拉"))
    assert said(office, second)[-1] == ("QK202600001", "明天来拉")
    assert not list(faults(office))


def test_lists_show_the_kept_one_and_the_finder_finds_it_by_either(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    commands.merge_leads(office, first, second)
    later(office, days=30)
    ask = Filter(as_of=office.clock.today())
    for listing in (LEADS, DUE_LEADS, HOT_CUSTOMERS):
        assert keys_of(listing, ask) == [first]
    assert queries.follow_ups(office, office.clock.today())[1] == 1
    assert queries.funnel(office, MONDAY, MONDAY) == {"filed": 1, "H": 1}
    for words in ("0002", "danlaoban", "单家"):
        assert [hit[0] for hit in queries.find(office, words)] == [first]
    assert [(double.id, double.number) for double in queries.doubles(office, phone="13800000002")] == [(first, "QK202600001")]
    assert not queries.doubles(office, phone="13800000002", but=first)


def test_a_merged_lead_is_written_to_no_more(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    commands.merge_leads(office, first, second)
    writes: tuple[Callable[[], object], ...] = (
        lambda: commands.follow_up(office, ContactInput(second, "喂")), lambda: commands.freeze(office, FreezeInput(second, "停")),
        lambda: commands.assign(office, (second,), None), lambda: commands.merge_leads(office, first, second),
        lambda: commands.merge_leads(office, second, first))
    for write in writes:
        with pytest.raises(RuleViolation) as refused:
            write()
        assert "lead.merged" in {problem.code for problem in refused.value.problems}


def test_the_preview_tells_what_moves_and_writes_nothing(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    before = stored(office)
    preview = queries.merge_preview(office, first, second)
    assert preview is not None and [entry.text for entry in preview.history] == ["", "要两吨"]
    assert preview.counts == (("visits", 1), ("rest", 1))
    assert preview.told == (("name", "单家养殖场", "单老板"), ("phone", "13800000001", "13800000002"), ("address", "", "西华县"))
    assert stored(office) == before and queries.merge_preview(office, first, 99) is None


def test_a_merge_is_undone_on_the_same_day_only(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    commands.merge_leads(office, first, second)
    later(office, days=1)
    with pytest.raises(RuleViolation) as refused:
        commands.undo_merge(office, second)
    assert [problem.code for problem in refused.value.problems] == ["merge.late"]
    assert said(office, second)[0] == ("QK202600001", "看过样品")


def test_what_was_asked_and_planned_under_the_other_number_goes_on_under_the_kept_one(office: Office, twice: tuple[int, int]) -> None:
    first, second = twice
    asked = commands.take_inquiry(office, InquiryInput("有货吗", lead_id=second)).id
    commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(second),), person_id(office, SELLER)))
    _told(office, second)
    preview = queries.merge_preview(office, first, second)
    assert preview is not None and dict(preview.counts) == {
        "visits": 1, "plans": 1, "inquiries": 1, "instructions": 1, "tasks": 1, "rest": 1}
    commands.merge_leads(office, first, second)
    plan = queries.next_visit(office, first)
    assert plan is not None and plan.lead_id == second
    commands.answer_inquiry(office, asked, "有")
    assert queries.log(office, first)[-1].text == "有" and queries.log(office, first)[-1].number == "QK202600001"
    commands.log_visit(office, VisitInput(text="看过", lead_id=first))
    assert queries.next_visit(office, first) is None, "the visit that was planned under the other number is made"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all examples; each files leads of its own."""
    made = an_office(tmp_path_factory.mktemp("merging") / "office")
    yield made
    made.close()


def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the journal, what each search finds, and what the list of leads shows."""
    run = office.database.execute_sql
    names = [row[0] for row in run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                                   "AND name <> 'journal' AND name NOT LIKE '%search_%'").fetchall()]
    found = {name: run(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall() for name in names}
    return {**found, "shown": list(rows_of(LEADS, keys_of(LEADS, Filter(as_of=MONDAY)), Filter(as_of=MONDAY)))}


CARD = st.builds(LeadInput, name=st.text("单曾家养殖场牧原", min_size=1, max_size=6), phone=st.sampled_from(["1", "13800000001", "22222222"]),
                 grade=st.sampled_from("OHABCN"), tax_number=st.sampled_from(["", "91410100MA40A0A0AX"]), need=st.sampled_from(["", "育肥料"]))
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8)
HAPPENED: dict[str, Callable[[Office, int], object]] = {
    "contact": lambda office, lead: commands.follow_up(office, ContactInput(lead, "聊过")),
    "failed call": lambda office, lead: commands.follow_up(office, ContactInput(lead, "", reached=False)),
    "visit": lambda office, lead: commands.log_visit(office, VisitInput(text="看过", lead_id=lead, owned="配合料", cost=Decimal(35))),
    "plan": lambda office, lead: commands.plan_visits(office, PlanVisitInput(
        MONDAY, (StopInput(lead),), person_id(office, SELLER))),
    "inquiry": lambda office, lead: commands.take_inquiry(office, InquiryInput("有货吗", lead_id=lead)),
    "answer": lambda office, lead: commands.answer_inquiry(
        office, commands.take_inquiry(office, InquiryInput("价?", lead_id=lead)).id, "3200"),
    "instruction": lambda office, lead: _told(office, lead), "card": lambda office, lead: commands.assign(office, [lead], None, "换人"),
    "interval": lambda office, lead: set_options(office, {INTERVALS["A"]: lead % 5 + 1}),
}
"""What may have happened to a lead; what its state forbids does not."""
EVENTS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(sorted(HAPPENED))), max_size=10)


def _told(office: Office, lead: int) -> None:
    """The manager says what to do: an entry of the log, and a task."""
    sign_in(office, MANAGER)
    commands.instruct(office, lead, "周三前报价")
    sign_in(office, CLERK)


@settings(max_examples=8, deadline=None)
@given(st.lists(CARD, min_size=6, max_size=6), EVENTS, PAIRS, st.booleans(), st.randoms(use_true_random=False))
def test_merging_and_undoing_restores_every_bit(kept: Office, cards: list[LeadInput], events: list[tuple[int, str]],
                                                pairs: list[tuple[int, int]], lost: bool, dice: random.Random) -> None:
    """Any leads with any history, merged in any order, chains too: once all is undone, in any order, only the journal knows."""
    ids = [commands.file_lead(kept, card).id for card in cards]
    for at, event in events:
        with suppress(RuleViolation):
            HAPPENED[event](kept, ids[at])
    if lost:
        commands.ask_loss(kept, LossInput(ids[0], "near", "unclear"))
        commands.freeze(kept, FreezeInput(ids[1], "空栏"))
    before = everything(kept)
    merged: list[int] = []
    for keep, other in pairs:
        try:
            commands.merge_leads(kept, ids[keep], ids[other])
        except RuleViolation:
            assert keep == other or {ids[keep], ids[other]} & set(merged) or (lost and other == 0)
        else:
            merged.append(ids[other])
            assert everything(kept) != before and not list(queries.faults(kept))
    dice.shuffle(merged)
    for other_id in merged:
        commands.undo_merge(kept, other_id)
    assert everything(kept) == before
