"""A chart on a page: its title, its drawing, and how much of the page that takes."""

from __future__ import annotations

from reportlab.graphics import renderPDF

from models.core.chart import Chart, Ground
from printing.figures.drawn import drawing_of
from printing.paper import Paper
from printing.press import Box, Ink, Press
from printing.typeface import MM

WIDEST = 190.0
"""A chart is no wider than this, mm: longer bars say no more."""
TITLE, BELOW = 5.5, 4.0
BLACK_RIBBON = ("#000000", "#8C8C8C", "#BFBFBF", "#4D4D4D")
TONES = {"plain": "#1D5DA8", "good": "#2E7D4B", "look": "#B26A00", "block": "#B3261E"}


def room_of(chart: Chart, size: float) -> float:
    """The height it takes with its title and the space below it, mm; size: of its text, points."""
    return chart.height(size) / MM + _title(chart) + BELOW


def place(press: Press, chart: Chart, y: float, ink: Ink) -> None:
    """Draw a chart under y, in the middle of the paper; on pin-feed paper in black."""
    paper = press.paper
    width = min(paper.inner_width, WIDEST)
    left = paper.left + (paper.inner_width - width) / 2
    if chart.title:
        press.label(Box(left, y, width, TITLE), chart.title, Ink(ink.size, ink.least, True))
    drawing = drawing_of(chart, ground_of(paper, width, ink.size))
    renderPDF.draw(drawing, press.canvas, left * MM, -(y + _title(chart)) * MM - drawing.height)


def _title(chart: Chart) -> float:
    return TITLE if chart.title else 0.0


def ground_of(paper: Paper, width: float, size: float) -> Ground:
    """The ground of a chart on paper. width: mm; size: points."""
    if paper.pin:
        return Ground(width * MM, size, "#000000", "#000000", "#000000", "#FFFFFF", BLACK_RIBBON)
    return Ground(width * MM, size, line="#D0D4D9", tones=TONES)
