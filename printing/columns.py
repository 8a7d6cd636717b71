"""Column widths that fit their content: figures keep their width, names take what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """What a column asks for, in mm: its natural width, the least and the most it takes, and its part of spare width."""

    natural: float
    least: float
    most: float
    stretch: float = 0.0


def share_widths(demands: Sequence[Demand], available: float) -> list[float]:
    """Widths that sum to `available`: spare width goes by stretch, a lack is taken from what exceeds the least widths, then from all."""
    widths = [min(max(row.natural, row.least), max(row.most, row.least)) for row in demands]
    spare = available - sum(widths)
    if spare >= 0:
        weights = [row.stretch for row in demands]
        if not any(weights):
            weights = list(widths)
        return [width + spare * weight / sum(weights) for width, weight in zip(widths, weights, strict=True)]
    slack = [width - min(row.least, width) for width, row in zip(widths, demands, strict=True)]
    if sum(slack) >= -spare:
        return [width + spare * loose / sum(slack) for width, loose in zip(widths, slack, strict=True)]
    least = [width - loose for width, loose in zip(widths, slack, strict=True)]
    return [width * available / sum(least) for width in least]
