"""What is known of goods that left, came back, are still to move, or never did."""

from __future__ import annotations

from models.deliveries.queries.goods import Difference, differences, faults, open_differences, paper, remaining, to_take_back
from models.deliveries.queries.slips import Slip, SlipLine, slip, slip_numbered, slips_of
from models.deliveries.queries.trips import TripRow, trip

__all__ = [
    "Difference", "Slip", "SlipLine", "TripRow", "differences", "faults", "open_differences", "paper", "remaining", "slip",
    "slip_numbered", "slips_of", "to_take_back", "trip",
]
