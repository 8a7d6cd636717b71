"""The day is closed, its figures kept."""
