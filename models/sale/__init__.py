"""Verbs that span invoice, goods and money in one command."""
