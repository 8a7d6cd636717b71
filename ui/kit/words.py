"""Labels and marks: plain text always, a role from the stylesheet, and words that carry a shape beside their colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.core.text import _, language, speaking
from ui.kit import icons, theme
from ui.kit.specs import Level

SHAPES = {Level.PLAIN: "○", Level.GOOD: "●", Level.LOOK: "▲", Level.BLOCK: "■"}
TOKENS = {Level.PLAIN: "secondary", Level.GOOD: "green", Level.LOOK: "amber", Level.BLOCK: "red"}
ROLES = {Level.PLAIN: "", Level.GOOD: "good", Level.LOOK: "look", Level.BLOCK: "bad"}


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A line of words that is never markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class OneLine(QLabel):
    """Words in one line that end in … where there is no room; the tooltip says them in full. It asks for no width of its own."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


def problem_box() -> QFrame:
    """Where problems stand that belong to no field; hidden until there are some."""
    box = panel("problems")
    column(box, margins=(8, 4, 8, 4)).addWidget(label(wrap=True))
    box.hide()
    return box


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change what the stylesheet selects by, and draw again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def with_key(text: str, key: str) -> str:
    """A tooltip that names its shortcut."""
    return f"{text}  {key}" if key else text


class PushButton(QPushButton):
    """Enter presses it where it stands, as Space does; Qt does so in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """Enter presses it where it stands, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, *, key: str = "", name: str = "", role: str = "") -> QPushButton:
    """A push button with an icon of the set; the shortcut stands after the words."""
    made = PushButton(with_key(f" {text}" if name and text else text, key))
    made.setAccessibleName(text)
    made.setToolTip(with_key(text, key))
    if name:
        made.setIcon(icons.icon(name, "on-accent" if role == "primary" else "text"))
        made.setIconSize(icon_size())
    if role:
        made.setProperty("role", role)
    return made


def tool(text: str, name: str, *, key: str = "", word: bool = True) -> QToolButton:
    """A flat button: icon and word, or the icon alone where the place is known."""
    made = ToolButton()
    made.setText(text)
    made.setIcon(icons.icon(name, "secondary"))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon if word else
                            Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(text)
    made.setToolTip(with_key(text, key))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setIconSize(icon_size())
    return made


def icon_size(size: int = 16) -> QSize:
    """The size of an icon beside a word at this font scale."""
    return QSize(theme.current().px(size), theme.current().px(size))


def widest(texts: list[str]) -> int:
    """The width in pixels of the longest of these msgids in either language: a column that does not jump."""
    metrics = label().fontMetrics()
    spoken = []
    for code in ("zh_CN", "en"):
        with speaking(code):
            spoken += [metrics.horizontalAdvance(_(text)) for text in texts]
    return max(spoken, default=0)


def join(*texts: str) -> str:
    """Texts side by side in one line, empty ones left out."""
    return " · ".join(text for text in texts if text)


def colon() -> str:
    """The colon of the language spoken now."""
    return "：" if language() == "zh_CN" else ": "


def row(*widgets: QWidget | int, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets from left to right; a number is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget)
    return layout


def column(parent: QWidget | None = None, *, spacing: int = 8,
           margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """An empty layout from top to bottom."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def panel(name: str) -> QFrame:
    """A frame that the stylesheet knows by name."""
    made = QFrame()
    made.setObjectName(name)
    return made
