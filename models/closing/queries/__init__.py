"""Reads for closing: the figures of a day, what must be looked at before, and the closings that were made."""

from models.closing.queries.checks import checks_before, standing, unclosed_before
from models.closing.queries.faults import faults
from models.closing.queries.figures import drawer_of, figures_of
from models.closing.queries.kept import (ClosingRow, calendar, closed_from, closing_of, closings, closings_of, day_figures,
                                         last_closing, shift_counts, shift_differences)

__all__ = ["ClosingRow", "calendar", "checks_before", "closed_from", "closing_of", "closings", "closings_of", "day_figures", "drawer_of",
           "faults", "figures_of", "last_closing", "shift_counts", "shift_differences", "standing", "unclosed_before"]
