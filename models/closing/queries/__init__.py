"""Reads for closing: the figures of a day or a month, what must be looked at before, and the closings that were made."""

from collections.abc import Iterator

from models.closing.queries.checks import checks_before, standing, unclosed_before
from models.closing.queries.faults import day_faults
from models.closing.queries.figures import drawer_of, figures_of
from models.closing.queries.kept import (ClosingRow, calendar, closed_from, closing_of, closings, closings_of, day_figures,
                                         last_closing, shift_counts, shift_differences)
from models.closing.queries.month_figures import (checks_before_month, figures_of_month, month_standing, month_to_settle, sums_of_month)
from models.closing.queries.settled import (SettledRow, customers_of, month_customers, month_faults, month_figures, month_products,
                                            months, products_of, settlement, settlement_of, settlements_of,
                                            standing_settlements)
from models.core.office import Office


def faults(office: Office) -> Iterator[str]:
    """What `check` finds wrong with days and months."""
    yield from day_faults(office)
    yield from month_faults(office)


__all__ = [
    "ClosingRow", "SettledRow", "calendar", "checks_before", "checks_before_month", "closed_from", "closing_of", "closings",
    "closings_of", "customers_of", "day_figures", "drawer_of", "faults", "figures_of", "figures_of_month", "last_closing",
    "month_customers", "month_figures", "month_products", "month_standing", "month_to_settle", "months", "products_of", "settlement",
    "settlement_of", "settlements_of", "shift_counts", "shift_differences", "standing", "standing_settlements", "sums_of_month",
    "unclosed_before",
]
