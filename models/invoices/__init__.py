"""Invoices: drafts, issued papers that never change, voids and reds."""
