"""A drawing taken apart into filled shapes, strokes and lines of text, for whoever has another canvas than a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.graphics import shapes
from reportlab.graphics.shapes import Drawing, mmult

from models.core.chart import Area, Chart, Ground, Lettering, Mark, Stroke
from printing.figures.drawn import drawing_of

Matrix = tuple[float, float, float, float, float, float]


def marks_of(chart: Chart, ground: Ground) -> tuple[Mark, ...]:
    """The marks of a chart in the order they are drawn; y counts down from the top."""
    drawing: Drawing = drawing_of(chart, ground)
    return tuple(_marks(drawing, (1, 0, 0, 1, 0, 0), drawing.height))


def _marks(node: Any, matrix: Matrix, height: float) -> Iterator[Mark]:
    if isinstance(node, shapes.UserNode):
        yield from _marks(node.provideNode(), matrix, height)
        return
    if isinstance(node, shapes.Group):
        inner = mmult(matrix, node.transform)
        for each in node.contents:
            yield from _marks(each, inner, height)
        return
    match node:
        case shapes.String():
            x, y = _at(matrix, height, node.x, node.y)
            yield Lettering(x, y, node.text, node.fontSize, _hex(node.fillColor), node.textAnchor)
        case shapes.Rect():
            corners = (node.x, node.y, node.x + node.width, node.y, node.x + node.width, node.y + node.height, node.x, node.y + node.height)
            yield from _shape(node, _path(matrix, height, corners), closed=True)
        case shapes.Polygon():
            yield from _shape(node, _path(matrix, height, node.points), closed=True)
        case shapes.PolyLine():
            yield from _shape(node, _path(matrix, height, node.points), closed=False)
        case shapes.Line():
            yield from _shape(node, _path(matrix, height, (node.x1, node.y1, node.x2, node.y2)), closed=False)


def _shape(node: Any, points: tuple[tuple[float, float], ...], *, closed: bool) -> Iterator[Mark]:
    if closed and node.fillColor is not None:
        yield Area(points, _hex(node.fillColor))
    if node.strokeColor is not None and node.strokeWidth:
        dashes = tuple(node.strokeDashArray or ())
        yield Stroke((*points, points[0]) if closed else points, _hex(node.strokeColor), node.strokeWidth, dashes)


def _path(matrix: Matrix, height: float, flat: Any) -> tuple[tuple[float, float], ...]:
    return tuple(_at(matrix, height, x, y) for x, y in zip(flat[::2], flat[1::2], strict=True))


def _at(matrix: Matrix, height: float, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, height - (b * x + d * y + f)


def _hex(colour: Any) -> str:
    return "#" + str(colour.hexval())[2:8]
