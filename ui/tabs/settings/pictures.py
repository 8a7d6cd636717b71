"""A picture chosen from a file as designs keep it: turned upright, on white, small enough, whatever it was before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from models.core.errors import KnownError
from models.core.text import N_
from models.designs.rules import MOST_FORM, MOST_LOGO, Picture, picture_of

FILES = "PNG, JPEG (*.png *.jpg *.jpeg *.bmp *.webp)"
LOGO_SIDE, FORM_SIDE = 800, 1754
"""Dots of the longer side: a logo stays sharp on 30 mm, a scan of A4 at 150 dots an inch."""
_MOST_DOTS = 12_000
_QUALITIES = (75, 60, 45, 30)


def logo_of(path: Path) -> Picture:
    """A logo as PNG. Raises KnownError for what is no picture."""
    image, side = _read(path), LOGO_SIDE
    while True:
        data = _saved(_within(image, side), "PNG", -1)
        if len(data) <= MOST_LOGO:
            return picture_of(data, MOST_LOGO)
        side = side * 3 // 4


def form_of(path: Path) -> Picture:
    """The scan of a printed form as JPEG. Raises KnownError for what is no picture."""
    image = _within(_read(path), FORM_SIDE)
    data = next((data for data in (_saved(image, "JPG", quality) for quality in _QUALITIES) if len(data) <= MOST_FORM), b"")
    return picture_of(data or _saved(_within(image, FORM_SIDE // 2), "JPG", _QUALITIES[-1]), MOST_FORM)


def _read(path: Path) -> QImage:
    """The picture upright on white; its size is looked at before it is unpacked."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    image = QImage()
    if size.isValid() and max(size.width(), size.height()) <= _MOST_DOTS:
        image = reader.read()
    if image.isNull():
        raise KnownError(N_("{file} is no picture that can be read here; save it as PNG or JPEG"), file=path.name)
    made = QImage(image.size(), QImage.Format.Format_RGB888)
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _saved(image: QImage, kind: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB888).save(buffer, kind, quality)  # type: ignore[call-overload]  # a name is taken too
    return bytes(buffer.data().data())
