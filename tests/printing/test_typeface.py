"""Text in boxes: nothing lost, nothing over the edge, no closing sign at the start of a line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.typeface import BOLD, REGULAR, face, missing_glyphs, printable, text_width
from printing.wrap import NOT_FIRST, break_lines, fit

TYPED = st.text(alphabet="饲料有限公司猪AbC 019，。（）“”-/.%", max_size=80)


@settings(max_examples=150, deadline=None)
@given(TYPED, st.floats(12, 80))
def test_broken_lines_hold_all_text_within_the_width(text: str, width: float) -> None:
    lines = break_lines(text, width, 10.5)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 10.5) <= width + 0.01 for line in lines)


@settings(max_examples=150, deadline=None)
@given(TYPED.filter(lambda text: text.strip() != ""), st.floats(5, 60), st.floats(3, 12))
def test_fitted_text_never_leaves_its_box(text: str, width: float, height: float) -> None:
    text = text.strip()
    fitted = fit(text, width, height, 10.5, 7)
    assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, fitted.size) * fitted.squeeze <= width + 0.01 for line in fitted.lines)


def test_a_line_begins_with_no_closing_sign_and_ends_with_no_opening_one() -> None:
    for width in range(12, 40):
        lines = break_lines("育肥猪配合饲料，高蛋白（膨化型）。“新”包装、40kg/袋！", width, 10)
        assert not any(line[0] in NOT_FIRST for line in lines)
        assert not any(line[-1] in "（“" for line in lines)


def test_what_the_face_lacks_is_named() -> None:
    assert missing_glyphs("㛃䶮𬭎喆堃\n赵") == ()
    assert missing_glyphs("a😀b😀") == ("😀",)


def test_variation_selectors_vanish() -> None:
    assert printable("葛\U000e0100\ufe00") == "葛"


def test_faces_are_read_once() -> None:
    assert face(REGULAR) is face(REGULAR) is not face(BOLD)
