"""The ground the desk stands on: Qt that lasts, a typeface that knows rare surnames, icons, pins and ranges."""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from importlib.metadata import distributions
from pathlib import Path
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.house import ROOT

FACES = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))

# Surnames and given names that subset fonts lose, the capital numerals, and the signs that papers and tables use.
RARE = "㛃䶮𬭎喆堃犇翀玥彧甯亓仝逄仉乜"
CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正人民币负红字"
SIGNS = "¥–—…·●○✓×Σ①②③½％（）《》「」、。，：；！？"

MANY_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["ground"])
label = QLabel()
for number in range(60_000):
    label.setText(str(number))
print(label.text())
"""


def _setup() -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def _ranges() -> list[Requirement]:
    setup = _setup()
    lines = (setup["options"]["install_requires"] + setup["options.extras_require"]["dev"]).splitlines()
    return [Requirement(line) for line in lines if line.strip()]


def _pins() -> dict[str, str]:
    lines = (ROOT / "requirements" / "lock.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {_plain(name): pinned for name, pinned in pairs}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_qt_survives_sixty_thousand_calls() -> None:
    """PySide6 6.12.0 on Python 3.11 lost a reference to None at each call and died after some 5,700."""
    done = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "59999"), done.stderr


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_the_typeface_knows_rare_names(face: Path) -> None:
    """A glyph that is missing would print as a box without any error."""
    known = TTFontFile(str(face)).charToGlyph
    assert not [sign for sign in RARE + CAPITALS + SIGNS if ord(sign) not in known]


def test_both_weights_and_their_licence_are_there() -> None:
    """The Open Font License travels with the font."""
    assert [face.stem for face in FACES] == ["NotoSansSC-Bold", "NotoSansSC-Regular"]
    assert "SIL OPEN FONT LICENSE" in (FACES[0].parent / "OFL.txt").read_text("utf-8").upper()


def test_icons_are_line_drawings_of_one_weight() -> None:
    """24 px, stroke 2, the colour of the text beside them; Qt can draw each."""
    wrong = []
    for icon in ICONS:
        root = ElementTree.parse(icon).getroot()
        drawn = (root.get("viewBox"), root.get("stroke-width"), root.get("stroke"))
        if drawn != ("0 0 24 24", "2", "currentColor") or not QSvgRenderer(QByteArray(icon.read_bytes())).isValid():
            wrong.append(icon.name)
    assert ICONS and not wrong, wrong


def test_pins_lie_in_the_declared_ranges() -> None:
    """setup.cfg says what may be used, requirements/lock.txt what is."""
    pins = _pins()
    assert not [str(each) for each in _ranges() if not each.specifier.contains(pins.get(_plain(each.name), "0"))]


def test_what_is_installed_is_what_was_tried() -> None:
    """The pins of requirements/lock.txt, and nothing that shadows them."""
    installed = {_plain(each.name): each.version for each in distributions()}
    assert not {name: (pin, installed.get(name)) for name, pin in _pins().items() if installed.get(name) != pin}


def test_every_dependency_has_its_reason() -> None:
    """docs/decisions/0002-dependencies.md has a line for each."""
    record = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8")
    assert not [each.name for each in _ranges() if f"| {each.name} |" not in record]


def test_the_running_python_is_supported() -> None:
    """python_requires of setup.cfg."""
    assert Requirement("python" + _setup()["options"]["python_requires"]).specifier.contains(
        ".".join(map(str, sys.version_info[:3])))
