"""Reads for closing: the figures of a day, what must be looked at before, and the closings that were made."""

from models.closing.queries.checks import checks_before, standing, unclosed_before
from models.closing.queries.figures import figures_of
from models.closing.queries.kept import (ClosingRow, calendar, closing_of, closings, closings_of, day_figures, faults, last_closing,
                                         shift_counts)

__all__ = ["ClosingRow", "calendar", "checks_before", "closing_of", "closings", "closings_of", "day_figures", "faults", "figures_of",
           "last_closing", "shift_counts", "standing", "unclosed_before"]
