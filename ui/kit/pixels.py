"""Pages of a PDF as Qt images, drawn by one thread at a time."""

from __future__ import annotations

from threading import Lock

from PySide6.QtGui import QImage

from ui.kit.desk import PageImage

PDFIUM = Lock()
"""The PDF renderer is not safe on two threads at once. Held for one page, never for a whole paper: the window draws meanwhile."""


def image_of(page: PageImage) -> QImage:
    """A page as a Qt image that owns its pixels."""
    return QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888).copy()
