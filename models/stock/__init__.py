"""Goods: movements, reservations, promises, checks and counts."""
