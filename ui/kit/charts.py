"""Charts in the theme's own colours, each readable as words by a screen reader; laid out by a service, painted here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.core.chart import ROWED, Area, Chart, Ground, Lettering, Mark, Stroke
from ui.kit import theme
from ui.kit.desk import Desk

SIZE, MARGIN = 12, 8
SERIES = ("series-1", "series-2", "series-3", "series-4")
TONES = {"plain": "series-1", "good": "green", "look": "amber", "block": "red"}
_AT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def ground(width: int) -> Ground:
    """The theme's ground for a chart of this width in pixels."""
    look = theme.current()
    return Ground(width, look.px(SIZE), look.value("text"), look.value("secondary"), look.value("line"), look.value("surface"),
                  tuple(look.value(each) for each in SERIES), {tone: look.value(token) for tone, token in TONES.items()})


class ChartView(QWidget):
    """One chart. The first of a session is laid out on a worker, which loads the library; the others at once."""

    _loaded = False

    def __init__(self, chart: Chart, desk: Desk) -> None:
        super().__init__()
        self.chart, self.desk = chart, desk
        self.marks: Sequence[Mark] = ()
        self._lane = object()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.said())
        self.setToolTip(chart.note)
        self.setFixedHeight(self.sizeHint().height())
        self.destroyed.connect(partial(desk.jobs.drop, self._lane))

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(280), round(self.chart.height(look.px(SIZE))) + look.px(MARGIN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.marks and event.oldSize().width() == event.size().width():
            return
        lay_out = partial(self.desk.services.marks, self.chart, ground(self.width() - 2 * theme.current().px(MARGIN)))
        if ChartView._loaded:
            self.show_marks(lay_out())
        else:
            self.desk.jobs.start(lambda _ticket: lay_out(), self.show_marks, lane=self._lane)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these from now on."""
        ChartView._loaded = True
        self.marks = marks
        self.update()

    def label_at(self, spot: QPoint) -> int | None:
        """Which label the mouse is at: by the places where labels are written, evenly between them where not all of them are."""
        look, rowed = theme.current(), self.chart.shape in ROWED
        known = {text: at for at, text in reversed(list(enumerate(self.chart.labels)))}
        places = sorted((known[mark.text], mark.y - look.px(SIZE) / 3 if rowed else mark.x) for mark in self.marks
                        if isinstance(mark, Lettering) and mark.text in known)
        if not places:
            return None
        (first, start), (last, end) = places[0], places[-1]
        here = spot.y() - look.px(MARGIN) // 2 if rowed else spot.x() - look.px(MARGIN)
        at = first if start == end else first + round((here - start) * (last - first) / (end - start))
        return min(max(at, 0), len(self.chart.labels) - 1)

    def event(self, event: QEvent) -> bool:
        """The figures under the mouse stand beside it."""
        if isinstance(event, QHelpEvent) and (at := self.label_at(event.pos())) is not None:
            said = escape("\n".join(filter(None, (self.chart.told(at, "\n"), self.chart.note))))      # Qt would guess at markup
            QToolTip.showText(event.globalPos(), f"<qt>{said.replace(chr(10), '<br>')}</qt>", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.translate(look.px(MARGIN), look.px(MARGIN) // 2)
        painter.setFont(look.font(SIZE))
        for mark in self.marks:
            _paint(painter, mark)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Area():
            _area(painter, mark)
        case Stroke():
            _stroke(painter, mark)
        case Lettering():
            _lettering(painter, mark)


def _area(painter: QPainter, mark: Area) -> None:
    """Upright rectangles stand on whole pixels: their edges stay sharp."""
    shape = QPolygonF([QPointF(x, y) for x, y in mark.points])
    box = shape.boundingRect()
    if all(x in (box.left(), box.right()) and y in (box.top(), box.bottom()) for x, y in mark.points):
        painter.fillRect(QRectF(box.toRect()), QColor(mark.colour))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mark.colour))
    painter.drawPolygon(shape)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _stroke(painter: QPainter, mark: Stroke) -> None:
    """Upright and level lines stand on whole pixels too; others are smoothed."""
    level = len({x for x, _y in mark.points}) == 1 or len({y for _x, y in mark.points}) == 1
    pen = QPen(QColor(mark.colour), max(1.0, round(mark.width) if level else mark.width))
    if mark.dashes:
        pen.setDashPattern([length / pen.widthF() for length in mark.dashes])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not level)
    painter.drawPolyline(QPolygonF([QPointF(round(x), round(y)) if level else QPointF(x, y) for x, y in mark.points]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _lettering(painter: QPainter, mark: Lettering) -> None:
    painter.setPen(QColor(mark.colour))
    left = mark.x - QFontMetricsF(painter.font()).horizontalAdvance(mark.text) * _AT[mark.anchor]
    painter.drawText(QPointF(round(left), round(mark.y)), mark.text)
