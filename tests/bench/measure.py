"""Measuring: run, take the middle and the slow end, set them beside the raw limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

MS = 1000.0


@dataclass(frozen=True)
class Figure:
    """One line of the bench: ours and the raw limit, at the median and the 99th percentile, in milliseconds unless told."""

    name: str
    p50: float
    p99: float
    raw: str
    raw_p50: float
    raw_p99: float
    unit: str = "ms"

    def line(self) -> str:
        """The figure as a row of text."""
        ratio = f"{self.p50 / self.raw_p50:8.1f}x" if self.raw_p50 else "       –"
        return (f"{self.name:<46} p50 {self.p50:10.2f} {self.unit}  p99 {self.p99:10.2f} {self.unit} | {self.raw:<44} "
                f"p50 {self.raw_p50:10.3f} {self.unit}  p99 {self.raw_p99:10.3f} {self.unit} |{ratio}")


def times_of(run: Callable[[], object], count: int) -> list[float]:
    """Milliseconds of each of `count` runs, shortest first."""
    taken = []
    for _turn in range(count):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * MS)
    return sorted(taken)


def at(times: list[float], share: float) -> float:
    """The time that this share of the runs did not exceed."""
    return times[min(len(times) - 1, int(len(times) * share))]


def compare(name: str, ours: list[float], raw: str, raw_times: list[float]) -> Figure:
    """Ours beside the raw limit."""
    return Figure(name, at(ours, 0.5), at(ours, 0.99), raw, at(raw_times, 0.5), at(raw_times, 0.99))
