"""The tokens are readable in both themes and fill every place of the stylesheet."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from models.core.text import RESOURCES
from ui.kit import icons, theme
from ui.kit.theme import GRADES, PAIRS, TOKENS, Mode, Theme


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(dark: bool) -> None:
    look = Theme(dark)
    weak = {pair: round(theme.contrast(look.value(pair[0]), look.value(pair[1])), 2) for pair in PAIRS
            if theme.contrast(look.value(pair[0]), look.value(pair[1])) < 4.5}
    assert weak == {}


def test_grade_letters_stand_out_and_pale_from_o_to_n() -> None:
    assert all(theme.contrast(chip, letter) >= 4.5 for chip, letter in GRADES.values())
    ground = [theme.contrast(chip, "#FFFFFF") for chip, _letter in GRADES.values()]
    assert ground == sorted(ground, reverse=True)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_edges_of_fields_can_be_seen(dark: bool) -> None:
    look = Theme(dark)
    assert theme.contrast(look.value("edge"), look.value("paper")) >= 3
    assert theme.contrast(look.value("accent"), look.value("surface")) >= 3


def test_the_stylesheet_leaves_no_token_open_and_scales() -> None:
    for dark in (False, True):
        assert "@" not in re.sub(r"/\*.*?\*/", "", Theme(dark).stylesheet())
    assert "26px" in Theme(scale=200).stylesheet()


def test_drawings_in_the_stylesheet_use_token_colours() -> None:
    for side, name in enumerate(("light", "dark")):
        assert TOKENS["secondary"][side] in (RESOURCES / "marks" / f"down-{name}.svg").read_text()
        assert TOKENS["on-accent"][side] in (RESOURCES / "marks" / f"check-{name}.svg").read_text()


def test_the_bundled_face_is_worn(qapp: QApplication) -> None:
    theme.wear(qapp, Mode.LIGHT)
    assert QFontInfo(theme.current().font()).family() == theme.FACE
    assert not theme.current().dark
    assert theme.wear(qapp, Mode.DARK, 500) == Theme(True, 200)
    theme.wear(qapp, Mode.LIGHT)


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    theme.wear(qapp, Mode.LIGHT)
    light = icons.pixmap("search").toImage()
    theme.wear(qapp, Mode.DARK)
    assert icons.pixmap("search").toImage() != light
    theme.wear(qapp, Mode.LIGHT)
    assert not icons.icon("search").isNull()


def test_qt_survives_sixty_thousand_void_calls(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some 5,700 of them."""
    label = QLabel()
    for number in range(60_000):
        label.setText(str(number))
    assert label.text() == "59999"
