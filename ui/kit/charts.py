"""Small charts drawn with the theme's own colours, each readable as words by a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.core.kinds import Kind, text_of
from ui.kit import theme
from ui.kit.specs import Level
from ui.kit.tab import Chart

_HEIGHTS = {"bars": 0, "line": 140, "parts": 0}
_ROW = 26
_LEVELS = {Level.PLAIN: "series-1", Level.GOOD: "green", Level.LOOK: "amber", Level.BLOCK: "red"}


class ChartView(QWidget):
    """Bars against targets, a line over time, or ageing parts as rows with their share."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words_of(chart))
        self.setToolTip(chart.note)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        look = theme.current()
        rows = len(self.chart.values) * _ROW + 8
        return QSize(look.px(280), look.px(_HEIGHTS.get(self.chart.kind) or rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw: Callable[[QPainter, QRect], None] = self._line if self.chart.kind == "line" else self._rows
        draw(painter, self.rect().adjusted(theme.current().px(8), 4, -theme.current().px(8), -4))

    def _rows(self, painter: QPainter, area: QRect) -> None:
        """One row a value: label, bar, figure; the target as a tick across the bar."""
        look, chart = theme.current(), self.chart
        painter.setFont(look.font(12))
        metrics = painter.fontMetrics()
        figures = [text_of(Kind.MONEY, value) for value in chart.values]
        left = max((metrics.horizontalAdvance(each) for each in chart.labels), default=0) + look.px(8)
        right = max((metrics.horizontalAdvance(each) for each in figures), default=0) + look.px(8)
        most = max((abs(value) for value in (*chart.values, *chart.targets)), default=Decimal(0)) or Decimal(1)
        room = max(1, area.width() - left - right)
        for at, value in enumerate(chart.values):
            line = QRect(area.left(), area.top() + at * look.px(_ROW), area.width(), look.px(_ROW))
            painter.setPen(look.colour("secondary"))
            painter.drawText(line.adjusted(0, 0, left - line.width() - look.px(8), 0), _RIGHT, chart.labels[at])
            bar = QRectF(line.left() + left, line.top() + look.px(6), float(max(value, Decimal(0)) / most) * room, look.px(14))
            painter.fillRect(bar, look.colour(_LEVELS[chart.levels[at]] if chart.levels else "series-1"))
            if at < len(chart.targets) and chart.targets[at]:
                tick = line.left() + left + float(chart.targets[at] / most) * room
                painter.setPen(QPen(look.colour("text"), look.px(2)))
                painter.drawLine(QPointF(tick, line.top() + look.px(3)), QPointF(tick, line.top() + look.px(23)))
            painter.setPen(look.colour("red" if value < 0 else "text"))
            painter.drawText(line, _RIGHT, figures[at])

    def _line(self, painter: QPainter, area: QRect) -> None:
        """A line over its labels, the target as a dashed one; the last value is written out."""
        look, chart = theme.current(), self.chart
        painter.setFont(look.font(12))
        foot = painter.fontMetrics().height() + look.px(4)
        plot = QRectF(area.adjusted(0, look.px(16), 0, -foot))
        every = (*chart.values, *chart.targets, Decimal(0))
        low, high = min(every), max(every)
        span = high - low or Decimal(1)

        def points(values: tuple[Decimal, ...]) -> QPolygonF:
            step = plot.width() / max(1, len(chart.labels) - 1)
            return QPolygonF([QPointF(plot.left() + at * step, plot.bottom() - float((each - low) / span) * plot.height())
                              for at, each in enumerate(values)])

        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        if chart.targets:
            painter.setPen(QPen(look.colour("series-2"), look.px(2), Qt.PenStyle.DashLine))
            painter.drawPolyline(points(chart.targets))
        painter.setPen(QPen(look.colour("series-1"), look.px(2)))
        painter.drawPolyline(points(chart.values))
        painter.setPen(look.colour("secondary"))
        if chart.labels:
            painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, chart.labels[0])
            painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, chart.labels[-1])
        if chart.values:
            painter.setPen(look.colour("text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, text_of(Kind.MONEY, chart.values[-1]))


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def words_of(chart: Chart) -> str:
    """The chart as a sentence: "November 1,204.00 / 2,000.00, …"."""
    said = []
    for at, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        target = f" / {text_of(Kind.MONEY, chart.targets[at])}" if at < len(chart.targets) else ""
        said.append(f"{label} {text_of(Kind.MONEY, value)}{target}")
    return ", ".join(said)
