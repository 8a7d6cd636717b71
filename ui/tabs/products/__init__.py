"""Products: the parts of the tab. views.py puts them together, read at the first visit; other tabs may name a part without it."""
