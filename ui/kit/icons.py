"""Line icons of one set, tinted by a token of the theme and drawn sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from models.core.text import RESOURCES
from ui.kit import theme


def icon(name: str, token: str = "text") -> QIcon:
    """resources/icons/<name>.svg in a token's colour, faint where disabled. Raises FileNotFoundError where none is."""
    look = theme.current()
    return _icon(name, look.value(token), look.value("faint"))


def pixmap(name: str, token: str = "text", size: int = 16) -> QPixmap:
    """One drawing, `size` pixels at 100 %, for a painter or a label."""
    look = theme.current()
    return _drawing(name, look.value(token), look.px(size), 2)


@cache
def _icon(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for size in (16, 20, 24, 32, 48):
        made.addPixmap(_drawing(name, colour, size, 1))
        made.addPixmap(_drawing(name, faint, size, 1), QIcon.Mode.Disabled)
    return made


@cache
def _drawing(name: str, colour: str, size: int, ratio: int) -> QPixmap:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    drawn = QPixmap(size * ratio, size * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
