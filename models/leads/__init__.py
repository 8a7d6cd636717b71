"""Leads filed, followed, won and lost."""
