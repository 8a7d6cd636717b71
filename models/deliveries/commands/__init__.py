"""What may be done with goods against invoices: the postings of a sale, and the verbs of the keeper and the clerk."""

from __future__ import annotations

from models.deliveries.commands.goods import leave, pick_up, take_back, take_back_goods, undo_delivery
from models.deliveries.commands.trips import answer_for_trip, explain_difference, failed_trip

__all__ = ["answer_for_trip", "explain_difference", "failed_trip", "leave", "pick_up", "take_back", "take_back_goods", "undo_delivery"]
