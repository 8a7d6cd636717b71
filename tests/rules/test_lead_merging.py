"""Which lead stands for which, against a plain picture of heaps; and what may be merged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.leads import rules

MONDAY = date(2026, 11, 23)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=30))
def test_pointers_agree_with_heaps(merges: list[tuple[int, int]]) -> None:
    """Throw one heap on another whenever both leads stand on top of theirs; the one on top stands for all in the heap."""
    heaps = {lead: [lead] for lead in range(1, 13)}
    pointers: dict[int, int] = {}
    for keep, other in merges:
        if keep != other and keep in heaps and other in heaps:
            heaps[keep] += heaps.pop(other)
            pointers[other] = keep
    for top, heap in heaps.items():
        for lead in heap:
            assert rules.kept_for(lead, pointers) == top
            assert rules.one_buyer(lead, pointers) == [top, *sorted(set(heap) - {top})]


@pytest.mark.parametrize(("asked", "codes"), [
    (rules.Merging(1, 1, "open"), ["merge.same"]),
    (rules.Merging(1, 2, "open"), []),
    (rules.Merging(1, 2, "frozen", "QK1", "QK2"), ["lead.merged", "lead.merged"]),
    (rules.Merging(1, 2, "won"), ["merge.won"]),
    (rules.Merging(1, 2, "lost asked"), ["merge.asked"]),
])
def test_only_two_that_stand_are_merged(asked: rules.Merging, codes: list[str]) -> None:
    assert [problem.code for problem in rules.check_merge(asked)] == codes


def test_a_merge_is_undone_on_its_day_only() -> None:
    assert not rules.check_undo(MONDAY, MONDAY)
    assert [rules.check_undo(day, MONDAY)[0].code for day in (None, date(2026, 11, 22))] == ["merge.none", "merge.late"]
