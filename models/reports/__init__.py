"""Reads only: Today and sales seen from each side."""
