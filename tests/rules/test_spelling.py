"""What is typed in one word is taken apart as a Chinese reader would."""

from __future__ import annotations

import time

import pytest

from models.core.ranking import Grade, asked_words, grade_of
from models.core.search import indexed_text
from models.core.spelling import pieces, units

READ = (("zhengzhoufy", ("zheng", "zhou", "f", "y")), ("zzfeiyue", ("z", "z", "fei", "yue")), ("zhzhfy", ("zh", "zh", "f", "y")),
        ("zhengzh", ("zheng", "zh")), ("zzfeiy", ("z", "z", "fei", "y")), ("fangan", ("fang", "an")))


@pytest.mark.parametrize(("word", "first"), READ)
def test_letters_are_read_as_syllables_and_initials(word: str, first: tuple[str, ...]) -> None:
    """The fewest parts first."""
    assert units(word)[0] == first


def test_initials_alone_and_a_syllable_alone_are_found_as_they_stand() -> None:
    """Nothing to take apart."""
    assert units("zzfy") == () == units("zheng")


def test_a_senseless_word_takes_no_time() -> None:
    """However long, however doubtful."""
    begun = time.perf_counter()
    for word in ("zh" * 29 + "i", "zh" * 30, "x" * 60, "a" * 60, "i" * 60):
        assert len(units(word)) <= 4
    assert time.perf_counter() - begun < 0.5


def test_a_word_is_cut_where_its_kind_changes() -> None:
    """Hanzi, letters, digits."""
    assert pieces("郑州fy3856") == ["郑州", "fy", "3856"]


@pytest.mark.parametrize(("text", "words"), (
    ("138 1234 5678", ("13812345678",)), ("138-1234-5678", ("13812345678",)), ("１３８　１２３４", ("1381234",)),
    ("郑州 5678", ("郑州", "5678")), ("12 34", ("12", "34")), ("  ", ()), ("%_", ()), ("Ａ-1 号", ("a1", "号"))))
def test_a_phone_number_is_one_word_however_it_is_spaced(text: str, words: tuple[str, ...]) -> None:
    """Signs and spaces are no part of it."""
    assert asked_words(text) == words


GRADES = (("k001", Grade.CODE), ("郑州飞越饲料", Grade.EXACT), ("13812345678", Grade.EXACT), ("郑州", Grade.BEGINS), ("单志强", Grade.PERSON),
          ("zzfysl", Grade.SOUNDS), ("zzf", Grade.SOUNDS_BEGINNING), ("zhengzhoufy", Grade.SOUNDS_BEGINNING),
          ("郑州fy", Grade.SOUNDS_BEGINNING), ("zz飞越", Grade.SOUNDS_BEGINNING), ("郑z飞y", Grade.SOUNDS_BEGINNING),
          ("shanzq", Grade.PERSON_BEGINS), ("szq", Grade.PERSON_BEGINS), ("单zq", Grade.PERSON_BEGINS), ("5678", Grade.TAIL),
          ("飞越", Grade.INSIDE), ("飞ysl", Grade.INSIDE), ("fysl", Grade.SOUNDS_INSIDE), ("feiyuesl", Grade.SOUNDS_INSIDE),
          ("饲料zz", Grade.SCATTERED), ("饲料5678", Grade.SCATTERED), ("郑州zzz", Grade.NOT), ("洛阳", Grade.NOT))


@pytest.mark.parametrize(("word", "grade"), GRADES)
def test_what_matches_better_is_graded_better(word: str, grade: Grade) -> None:
    """Exact, beginning, person, sound, tail, part, here and there."""
    search = indexed_text(("K001", "郑州飞越饲料", "13812345678"), ("郑州飞越饲料",), ("单志强",))
    assert grade_of(search, [word]) == grade
