"""Pages of a paper, one under the other, drawn only where they are seen."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Pages
from ui.kit.pixels import PDFIUM, image_of

_GAP = 16
_KEPT = 6
_MM = 72 / 25.4
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageSheet(QWidget):
    """The pages at one zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pages: Pages | None = None
        self.zoom = 1.0
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def show_pages(self, pages: Pages | None) -> None:
        """Take other pages; the old ones are closed."""
        if self.pages is not None:
            self.pages.close()
        self.pages = pages
        self._drawn.clear()
        self.set_zoom(self.zoom)

    def set_zoom(self, zoom: float) -> None:
        """Pixels to a point at 100 %."""
        self.zoom = zoom
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        boxes = self.boxes()
        if not boxes:
            return QSize(200, 200)
        return QSize(max(box.width() for box in boxes) + 2 * _GAP, boxes[-1].bottom() + _GAP)

    def boxes(self) -> list[QRect]:
        """Where each page lies."""
        made, top = [], _GAP
        sizes = [self.pages.size(number) for number in range(len(self.pages))] if self.pages is not None else []
        most = max((width for width, _height in sizes), default=0.0)
        for width, height in sizes:
            dots = _MM * self.zoom
            box = QRect(_GAP + round((most - width) * dots / 2), top, round(width * dots), round(height * dots))
            made.append(box)
            top += box.height() + _GAP
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        for number, box in enumerate(self.boxes()):
            if box.intersects(event.rect()):
                painter.fillRect(box, Qt.GlobalColor.white)
                painter.drawImage(box, self._image(number))
                painter.setPen(look.colour("line"))
                painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _image(self, number: int) -> QImage:
        sharp = self.zoom * self.devicePixelRatioF()
        image = self._drawn.get((number, sharp))
        if image is None:
            assert self.pages is not None
            with PDFIUM:
                image = image_of(self.pages.image(number, sharp))
            self._drawn[number, sharp] = image
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return image


class PagesView(QScrollArea):
    """Scrolls over the pages; fits their width until the person zooms. `moved` tells the page in sight, from 1."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = PageSheet()
        self.setWidget(self.sheet)
        self.setObjectName("sheet")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(_("Pages"))
        self.fitted = True
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages at the same place."""
        at = self.verticalScrollBar().value()
        self.sheet.show_pages(pages)
        if self.fitted:
            self.fit()
        self.verticalScrollBar().setValue(at)
        self._tell()

    def fit(self) -> None:
        """As wide as the window, no larger than twice."""
        self.fitted = True
        if self.sheet.pages is not None and len(self.sheet.pages):
            widest = max(self.sheet.pages.size(number)[0] for number in range(len(self.sheet.pages)))
            room = self.width() - 2 * _GAP - self.verticalScrollBar().sizeHint().width() - 4
            self.sheet.set_zoom(min(2.0, max(0.3, room / (widest * _MM))))

    def step_zoom(self, by: int) -> None:
        """The next zoom up or down."""
        self.fitted = False
        larger = [zoom for zoom in ZOOMS if zoom > self.sheet.zoom + 0.01] or [ZOOMS[-1]]
        smaller = [zoom for zoom in ZOOMS if zoom < self.sheet.zoom - 0.01] or [ZOOMS[0]]
        self.sheet.set_zoom(larger[0] if by > 0 else smaller[-1])

    def step_page(self, by: int) -> None:
        """The next or previous page to the top."""
        boxes = self.sheet.boxes()
        place = min(max(self._page() + by, 0), max(0, len(boxes) - 1))
        if boxes:
            self.verticalScrollBar().setValue(boxes[place].top() - _GAP)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt passes its own event
        if self.fitted:
            self.fit()

    def _page(self) -> int:
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        return next((number for number, box in enumerate(self.sheet.boxes()) if box.bottom() >= top), 0)

    def _tell(self) -> None:
        pages = self.sheet.pages
        self.moved.emit(self._page() + 1 if pages is not None else 0, len(pages) if pages is not None else 0)
