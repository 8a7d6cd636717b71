"""Design tokens, once, in light and dark: palette, stylesheet and painters take their colours and sizes here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from models.core.text import RESOURCES

FACE = "Noto Sans SC"
STEP = 4
ROW = 28
FORM_ROW = 32
MARGIN = 16
SCALES = (100, 110, 125, 150, 175, 200)


class Mode(StrEnum):
    """What the person chose: the system's own colours, or one of the two for good."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


# name: (light, dark). Neutral surfaces, one accent; red for what blocks, amber for a look, green for settled.
TOKENS: Mapping[str, tuple[str, str]] = {
    "surface": ("#F5F6F8", "#181B1F"),
    "paper": ("#FFFFFF", "#1E2226"),
    "rail": ("#EBEDF0", "#131619"),
    "stripe": ("#FAFBFC", "#22262B"),
    "line": ("#DADEE3", "#333A41"),
    "edge": ("#868E98", "#6F7A85"),
    "text": ("#1C2126", "#E4E7EB"),
    "secondary": ("#5A626C", "#A3ACB7"),
    "faint": ("#69717B", "#8E98A3"),
    "accent": ("#1D5DA8", "#82B4EE"),
    "on-accent": ("#FFFFFF", "#0D1B2A"),
    "accent-strong": ("#164A87", "#A5CAF5"),
    "chosen": ("#DCE8F6", "#26394E"),
    "hover": ("#E6EAEF", "#2A3036"),
    "red": ("#B3261E", "#FF9189"),
    "red-soft": ("#FBEAE8", "#3B2321"),
    "amber": ("#865000", "#F0B65A"),
    "amber-soft": ("#FDF2DE", "#382D19"),
    "green": ("#1C6A39", "#7FCE99"),
    "green-soft": ("#E4F2E8", "#1C3325"),
    "sheet": ("#D6DADF", "#0E1012"),
    "series-1": ("#1D5DA8", "#82B4EE"),
    "series-2": ("#6FA0D6", "#4F7DAF"),
    "series-3": ("#B9D2EC", "#C9DEF4"),
    "series-4": ("#5E6B78", "#8E98A3"),
}

# Words on grounds that must be readable: at least 4.5 : 1 in both themes.
PAIRS: tuple[tuple[str, str], ...] = tuple(
    (words, ground)
    for grounds, many in (
        (("surface", "paper", "stripe", "rail"), ("text", "secondary", "accent", "red", "amber", "green")),
        (("chosen", "hover"), ("text", "secondary", "accent", "red", "green")),
        (("surface", "paper"), ("faint",)),
        (("accent", "accent-strong"), ("on-accent",)),
        (("red-soft",), ("red", "text")), (("amber-soft",), ("amber", "text")), (("green-soft",), ("green", "text")),
    )
    for ground in grounds for words in many
)

# grade: (chip, letter), one family from dark to pale, the same in both themes.
GRADES: Mapping[str, tuple[str, str]] = {
    "O": ("#123A66", "#FFFFFF"),
    "H": ("#1F5FA8", "#FFFFFF"),
    "A": ("#3A74B4", "#FFFFFF"),
    "B": ("#9DC2EA", "#0E2A47"),
    "C": ("#C9DEF4", "#0E2A47"),
    "N": ("#E6EFF9", "#0E2A47"),
}


@dataclass(frozen=True)
class Theme:
    """One resolved look: dark or light, at a font size in per cent."""

    dark: bool = False
    scale: int = 100

    def value(self, token: str) -> str:
        """The colour of a token as #RRGGBB. Raises KeyError for a name that is no token."""
        return TOKENS[token][self.dark]

    def colour(self, token: str) -> QColor:
        """The colour of a token for a painter."""
        return QColor(self.value(token))

    def px(self, size: float) -> int:
        """A size in pixels at 100 % as it is at this font size."""
        return round(size * self.scale / 100)

    def font(self, size: int = 13, *, bold: bool = False) -> QFont:
        """The one face; size in pixels at 100 %. Its figures are tabular by design."""
        font = QFont(FACE)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def stylesheet(self) -> str:
        """resources/style.qss with its tokens (@name), sizes (@13px; @26-2px is two less) and drawings (@mark(down)) filled in."""
        text = (RESOURCES / "style.qss").read_text("utf-8")
        side = "dark" if self.dark else "light"
        marks = (RESOURCES / "marks").as_posix()
        text = re.sub(r"@mark\((\w+)\)", lambda m: f'url("{marks}/{m[1]}-{side}.svg")', text)
        text = re.sub(r"@(\d+)(-\d)?px", lambda m: f"{self.px(int(m[1])) + int(m[2] or 0)}px", text)
        return re.sub(r"@([a-z][a-z0-9-]*)", lambda m: self.value(m[1]), text)

    def palette(self) -> QPalette:
        """What the Fusion style draws with where the stylesheet says nothing."""
        role = QPalette.ColorRole
        palette = QPalette()
        for token, roles in (
            ("surface", (role.Window, role.Button)), ("paper", (role.Base, role.ToolTipBase)),
            ("text", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
            ("stripe", (role.AlternateBase,)), ("faint", (role.PlaceholderText,)),
            ("accent", (role.Link, role.Accent)), ("chosen", (role.Highlight,)), ("text", (role.HighlightedText,)),
            ("line", (role.Mid, role.Midlight)), ("edge", (role.Dark,)),
        ):
            for each in roles:
                palette.setColor(each, self.colour(token))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.colour("faint"))
        return palette


_shown = Theme()


def current() -> Theme:
    """The look the application wears now; widgets ask when they are built or painted."""
    return _shown


def load_faces() -> None:
    """Register the bundled faces. Raises FileNotFoundError when a face is missing from the program's folder."""
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        if QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name)) < 0:
            raise FileNotFoundError(RESOURCES / "fonts" / name)


def system_is_dark(app: QApplication) -> bool:
    """Whether the system asks for dark colours."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def wear(app: QApplication, mode: Mode = Mode.SYSTEM, scale: int = 100) -> Theme:
    """Dress the application; called at the start and whenever the person or the system changes the look."""
    global _shown
    if FACE not in QFontDatabase.families():
        load_faces()
    dark = mode is Mode.DARK or (mode is Mode.SYSTEM and system_is_dark(app))
    _shown = Theme(dark, min(max(scale, SCALES[0]), SCALES[-1]))
    app.setStyle("Fusion")
    app.setFont(_shown.font())
    app.setPalette(_shown.palette())
    app.setStyleSheet(_shown.stylesheet())
    return _shown


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colours, 1 to 21."""
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
             for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
