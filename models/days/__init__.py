"""The business calendar: which days are open, closed, work days or holidays."""
