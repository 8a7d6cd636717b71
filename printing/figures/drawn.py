"""A chart as a reportlab drawing on its ground: rows of bars, a funnel, a matrix, columns and lines over an axis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, HexColor

from models.core.chart import Chart, Ground, Shape
from models.core.kinds import NOTHING
from printing.figures.axes import columns, lines
from printing.typeface import MM, REGULAR, face, printable, text_width

GAP, THICK = 0.7, 0.55
"""Between words and bars, in ems of the text; a bar's share of its row."""
EVEN = 0.179
"""The luminance on which black and white stand out alike."""
LEAST_POINTS = 4
"""Fewer points make no line: they are drawn as columns."""
DARKEST = 0.85
"""How far a cell of a matrix that holds all of its row is tinted."""


def drawing_of(chart: Chart, ground: Ground) -> Drawing:
    """The chart, as wide as its ground and as high as it asks to be."""
    face(REGULAR)
    drawing = Drawing(ground.width, chart.height(ground.size))
    if chart.labels:
        few = chart.shape == Shape.LINE and len(chart.labels) < LEAST_POINTS
        _SHAPES[Shape.COLUMNS if few else Shape(chart.shape)](drawing, chart, ground)
    return drawing


def words(drawing: Drawing, ground: Ground, x: float, middle: float, text: str, colour: str, anchor: str = "start") -> None:
    """A line of text whose middle stands at a height."""
    drawing.add(String(x, middle - ground.size * 0.36, printable(text), fontName=REGULAR, fontSize=ground.size,
                       fillColor=HexColor(colour), textAnchor=anchor))


def wide(text: str, ground: Ground) -> float:
    """How wide a line of text is, in the ground's unit."""
    return text_width(printable(text), ground.size) * MM


def _bars(drawing: Drawing, chart: Chart, ground: Ground) -> None:
    """One row a value: label, bar, figure; the target as a tick across the bar."""
    room = _Rows(drawing, chart, ground)
    values = [max(0.0, float(value)) for value in chart.values]
    most = max(*values, *(float(each) for each in chart.targets), 0.0) or 1.0
    bars = HorizontalBarChart()
    bars.x, bars.y, bars.width, bars.height = room.left, room.foot, room.width, room.row * len(values)
    bars.data, bars.barWidth, bars.groupSpacing, bars.strokeColor = [values], THICK, 1 - THICK, None
    bars.categoryAxis.categoryNames, bars.categoryAxis.reverseDirection = [""] * len(values), 1
    bars.categoryAxis.visible = bars.valueAxis.visible = 0
    bars.valueAxis.valueMin, bars.valueAxis.valueMax = 0, most
    for at in range(len(values)):
        bars.bars[(0, at)].fillColor = HexColor(ground.tones.get(chart.tones[at], ground.series[0]) if chart.tones else ground.series[0])
        bars.bars[(0, at)].strokeColor = None
    drawing.add(bars)
    for at, target in enumerate(chart.targets):
        if target:
            x, middle = room.left + float(target) / most * room.width, room.middle(at)
            drawing.add(Line(x, middle - room.row * 0.4, x, middle + room.row * 0.4, strokeColor=HexColor(ground.text),
                             strokeWidth=ground.size / 6))


def _funnel(drawing: Drawing, chart: Chart, ground: Ground) -> None:
    """Each row as wide as its figure, narrowing towards the next."""
    room = _Rows(drawing, chart, ground)
    most = max(map(float, chart.values)) or 1.0
    shares = [max(0.0, float(value)) / most for value in chart.values]
    centre = room.left + room.width / 2
    for at, share in enumerate(shares):
        following = min(share, shares[at + 1]) if at + 1 < len(shares) else share
        top, bottom = room.middle(at) + room.row * 0.44, room.middle(at) - room.row * 0.44
        above, below = max(share * room.width, 1.5) / 2, max((share + following) / 2 * room.width, 1.5) / 2
        drawing.add(Polygon([centre - above, top, centre + above, top, centre + below, bottom, centre - below, bottom],
                            fillColor=HexColor(ground.series[0]), strokeColor=None))


def _matrix(drawing: Drawing, chart: Chart, ground: Ground) -> None:
    """A cell for each row and series, tinted by its share of the row, with the figure in it."""
    left = max(wide(label, ground) for label in chart.labels) + 2 * GAP * ground.size
    height = drawing.height / (len(chart.labels) + 1)
    width = (drawing.width - left) / len(chart.series)
    pale, full = HexColor(ground.pale), HexColor(ground.series[0])
    for place, series in enumerate(chart.series):
        x = left + place * width
        words(drawing, ground, x + width / 2, drawing.height - height / 2, series.title, ground.secondary, "middle")
        for at, value in enumerate(series.values):
            whole = sum(float(each.values[at]) for each in chart.series)
            share = float(value) / whole * DARKEST if whole else 0.0
            y = drawing.height - (at + 2) * height
            tint = _between(pale, full, share)
            drawing.add(Rect(x + 1, y + 1, width - 2, height - 2, fillColor=tint, strokeColor=HexColor(ground.line),
                             strokeWidth=ground.size / 24))
            said = f"{chart.figure(value)} ({share / DARKEST:.0%})" if value else NOTHING
            words(drawing, ground, x + width / 2, y + height / 2, said, legible(tint) if value else ground.secondary, "middle")
    for at, label in enumerate(chart.labels):
        words(drawing, ground, left - GAP * ground.size, drawing.height - (at + 1.5) * height, label, ground.text, "end")


class _Rows:
    """Where the rows of a chart stand; writes their labels and figures."""

    def __init__(self, drawing: Drawing, chart: Chart, ground: Ground) -> None:
        self.row = (drawing.height - ground.size / 3) / len(chart.labels)
        self.foot = ground.size / 6
        self._top = drawing.height - self.foot
        figures = [chart.figure(value) for value in chart.values]
        gap = GAP * ground.size
        self.left = max(wide(label, ground) for label in chart.labels) + gap
        beside = max((wide(each, ground) for each in chart.beside), default=-gap) + gap
        self.width = max(1.0, drawing.width - self.left - max(wide(each, ground) for each in figures) - gap - beside)
        for at, label in enumerate(chart.labels):
            words(drawing, ground, self.left - gap, self.middle(at), label, ground.secondary, "end")
            colour = ground.tones.get("block", ground.text) if chart.values[at] < 0 else ground.text
            words(drawing, ground, drawing.width - beside, self.middle(at), figures[at], colour, "end")
            if chart.beside:
                words(drawing, ground, drawing.width, self.middle(at), chart.beside[at], ground.secondary, "end")

    def middle(self, at: int) -> float:
        """The height of a row's middle."""
        return float(self._top - (at + 0.5) * self.row)


def _between(one: Color, other: Color, share: float) -> Color:
    return Color(*(a + (b - a) * share for a, b in zip(one.rgb(), other.rgb(), strict=True)))


def legible(tint: Color) -> str:
    """Black or white, whichever stands out more on it: at least 4.5 : 1, as WCAG 2 counts it."""
    parts = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in tint.rgb())
    bright = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    return "#FFFFFF" if bright < EVEN else "#000000"


_SHAPES: dict[Shape, Callable[[Any, Chart, Ground], None]] = {
    Shape.BARS: _bars, Shape.FUNNEL: _funnel, Shape.MATRIX: _matrix,
    Shape.COLUMNS: columns, Shape.STACKED: columns, Shape.LINE: lines,
}
