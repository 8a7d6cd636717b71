"""The camera of the tour: each picture is numbered, named, and must show something."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.tour.hands import Stuck

_STEP = 9
"""Every so many pixels one is looked at."""


class Camera:
    """Writes PNG pictures into a folder; `look` is the ending of their names: "zh-light". """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.look = "zh-light"
        self.written: list[Path] = []

    def take(self, widget: QWidget, name: str) -> Path:
        """A picture of a widget. Raises Stuck for a blank one."""
        image = widget.grab().toImage()
        if is_blank(image):
            raise Stuck(f"the picture {name} is blank")
        path = self.folder / f"{name}-{self.look}.png"
        if not image.save(str(path)):
            raise Stuck(f"{path} cannot be written")
        self.written.append(path)
        return path


def is_blank(image: QImage) -> bool:
    """Whether a picture shows one colour only."""
    seen = {image.pixel(x, y) for x in range(0, image.width(), _STEP) for y in range(0, image.height(), _STEP)}
    return len(seen) < 3
