"""Batches handed over to finance and to the trade department: signed, due, answered, and what changed since (duties 14, 39)."""
