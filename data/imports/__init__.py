"""Bringing in workbooks."""
