"""Goods that leave against an invoice, and what does not agree."""
