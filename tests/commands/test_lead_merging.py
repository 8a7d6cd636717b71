"""A lead filed twice becomes one, and two again on the same day; nothing of either is rewritten."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput
from models.leads.listing import DUE_LEADS, HOT_CUSTOMERS, LEADS
from models.street import faults
from tests.factories import MONDAY, an_office, later


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
SAID = st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=6)


@settings(max_examples=8, deadline=None)
@given(st.lists(CARD, min_size=6, max_size=6), SAID, PAIRS, st.booleans(), st.randoms(use_true_random=False))
def test_merging_and_undoing_restores_every_bit(kept: Office, cards: list[LeadInput], said: list[tuple[int, bool]],
                                                pairs: list[tuple[int, int]], lost: bool, dice: random.Random) -> None:
    """Any leads in any state, merged in any order, chains too: once all is undone, in any order, only the journal knows."""
    ids = [commands.file_lead(kept, card).id for card in cards]
    for at, reached in said:
        commands.follow_up(kept, ContactInput(ids[at], "聊过", reached=reached))
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
