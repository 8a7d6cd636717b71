"""A sample office that reads like a real one: a feed dealer's, invented from end to end, the same for the same seed."""

from __future__ import annotations

from data.demo.sample import Sample, make_sample

__all__ = ["Sample", "make_sample"]
