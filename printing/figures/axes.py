"""Columns and lines over an axis of labels, with a scale of round figures and a legend where there are several."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.validators import Auto

from models.core.chart import Chart, Ground, Series, Shape
from models.core.kinds import trimmed
from models.core.text import _
from printing.typeface import MM, REGULAR, printable, text_width

STEPS = (1, 2, 2.5, 5, 10)
LINES = 4
"""About how many lines the scale has."""
DASHES = ((), (0.6, 0.4), (0.2, 0.3), (0.9, 0.3, 0.2, 0.3))
"""How the lines of several series are broken, in ems: they are told apart on a black printer too."""
LINE_INKS = (0, 3, 1, 2)
"""Which colours of the ground lines take, in turn: the pale ones last."""
BROADEST = 4.0
"""A column is no broader than this, in ems."""


def columns(drawing: Drawing, chart: Chart, ground: Ground) -> None:
    """Columns side by side, or stacked."""
    bars = VerticalBarChart()
    stacked = chart.shape == Shape.STACKED
    _frame(bars, drawing, chart, ground, chart.series, stacked=stacked)
    bars.categoryAxis.style = "stacked" if stacked else "parallel"
    abreast = 1 if stacked else len(chart.series)
    place = bars.width / len(chart.labels)
    bars.useAbsolute = 1
    bars.barWidth = min(place * 0.7 / abreast, BROADEST * ground.size)
    bars.groupSpacing = place - bars.barWidth * abreast
    bars.barSpacing = 0
    for at in range(len(chart.series)):
        bars.bars[at].fillColor, bars.bars[at].strokeColor = HexColor(ground.series[at % len(ground.series)]), None
        bars.bars[at].name = printable(chart.series[at].title)
    drawing.add(bars)
    _legend(drawing, ground, bars, 0.7)


def lines(drawing: Drawing, chart: Chart, ground: Ground) -> None:
    """Lines over the labels; targets as the last of them."""
    series = (*chart.series, *((Series(chart.targets, _("Target")),) if chart.targets else ()))
    plot = HorizontalLineChart()
    _frame(plot, drawing, chart, ground, series)
    plot.joinedLines = 1
    inks = [ground.series[place] for place in LINE_INKS]
    for at in range(len(series)):
        plot.lines[at].strokeColor, plot.lines[at].strokeWidth = HexColor(inks[at % len(inks)]), ground.size / 6
        plot.lines[at].name = printable(series[at].title)
        plot.lines[at].strokeDashArray = [each * ground.size for each in DASHES[at % len(DASHES)]] or None
    drawing.add(plot)
    _legend(drawing, ground, plot, 1.8)


def _frame(plot: Any, drawing: Drawing, chart: Chart, ground: Ground, series: tuple[Series, ...], *, stacked: bool = False) -> None:
    """Data, axes and their words; the plot takes what room the words leave."""
    highs = [sum(parts) for parts in zip(*(each.values for each in series), strict=True)] if stacked else [
        value for each in series for value in each.values]
    low, high, step = scale(float(min(*highs, Decimal(0), Decimal(0))), float(max(*highs, Decimal(0), Decimal(0))))
    em = ground.size
    written = [_round(low + step * at) for at in range(round((high - low) / step) + 1)]
    left = max(_wide(each, ground) for each in written) + 0.6 * em
    head = 1.9 * em if sum(1 for each in series if each.title) > 1 else 0.7 * em
    plot.x, plot.y, plot.width, plot.height = left, 1.9 * em, drawing.width - left - 0.4 * em, drawing.height - 1.9 * em - head
    plot.data = [tuple(map(float, each.values)) for each in series]
    plot.strokeColor = plot.fillColor = None
    scaled, names = plot.valueAxis, plot.categoryAxis
    scaled.valueMin, scaled.valueMax, scaled.valueStep = low, high, step
    scaled.visibleAxis = scaled.visibleTicks = 0
    scaled.visibleGrid, scaled.gridStrokeColor, scaled.gridStrokeWidth = 1, HexColor(ground.line), em / 16
    scaled.gridStart, scaled.gridEnd = plot.x, plot.x + plot.width
    scaled.labelTextFormat = _round
    _lettered(scaled.labels, ground, "e", dx=-0.3 * em)
    names.categoryNames = _sparse(chart.labels, plot.width, ground)
    names.visibleTicks, names.strokeColor, names.strokeWidth = 0, HexColor(ground.line), em / 12
    names.joinAxisMode = "bottom" if low < 0 else None
    _lettered(names.labels, ground, "n", dy=-0.4 * em)


def _lettered(labels: Any, ground: Ground, anchor: str, dx: float = 0, dy: float = 0) -> None:
    labels.fontName, labels.fontSize, labels.fillColor = REGULAR, ground.size, HexColor(ground.secondary)
    labels.boxAnchor, labels.dx, labels.dy = anchor, dx, dy


def scale(low: float, high: float) -> tuple[float, float, float]:
    """The ends and the step of a scale of round figures around these values; whole steps where the figures are small."""
    span = (high - low) or 1.0
    raw = span / LINES
    tens = 10.0 ** (len(str(int(raw))) - 1) if raw >= 1 else 1.0
    step = next(each * tens for each in STEPS if each * tens >= raw - 1e-9) if raw > 1 else 1.0
    step = 1.0 * round(step) if step < 10 and step != round(step) else step
    first, last = step * (low // step), step * -(-high // step)
    return first, last if last > first else first + step, step


def _round(value: float) -> str:
    whole = Decimal(str(value))
    return f"{int(whole):,}" if whole == int(whole) else trimmed(whole)


def _sparse(labels: tuple[str, ...], width: float, ground: Ground) -> list[str]:
    """Every label, or every second, third … where they would run into each other; the last always stands."""
    needed = max(_wide(each, ground) for each in labels) + 0.8 * ground.size
    every = max(1, -(-round(needed * len(labels)) // max(1, round(width))))
    last = len(labels) - 1
    return [printable(label) if (last - at) % every == 0 else "" for at, label in enumerate(labels)]


def _wide(text: str, ground: Ground) -> float:
    return text_width(printable(text), ground.size) * MM


def _legend(drawing: Drawing, ground: Ground, plot: Any, long: float) -> None:
    """What each column or line counts, above the plot, beside a piece of it. long: of the piece, in ems."""
    if len(plot.data) < 2:
        return
    em, legend = ground.size, Legend()
    legend.colorNamePairs = Auto(chart=plot)
    legend.x, legend.y, legend.boxAnchor = drawing.width - 0.4 * em, drawing.height - 0.1 * em, "ne"
    legend.fontName, legend.fontSize, legend.fillColor = REGULAR, em, HexColor(ground.secondary)
    legend.dx, legend.dy = long * em, 0.7 * em
    legend.columnMaximum, legend.alignment, legend.dxTextSpace = 1, "right", 0.4 * em
    legend.deltax, legend.autoXPadding, legend.strokeColor, legend.strokeWidth = 0, 1.2 * em, None, 0
    legend.variColumn = 1
    drawing.add(legend)
