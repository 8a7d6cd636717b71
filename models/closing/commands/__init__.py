"""Closing as verbs: a day, a shift, a month, and what is opened again."""

from models.closing.commands.days import close_day, hand_over_shift, reopen_days
from models.closing.commands.months import reopen_months, settle_month

__all__ = ["close_day", "hand_over_shift", "reopen_days", "reopen_months", "settle_month"]
