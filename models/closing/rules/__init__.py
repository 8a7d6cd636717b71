"""What closing checks and how its numbers read; pure (rules: Closing)."""

from models.closing.rules.days import (BLOCKS, DENOMINATIONS, Check, Count, DayStanding, check_at_fault, check_cash, check_close,
                                       check_come, runs_of, unbalanced)
from models.closing.rules.months import (GROUPS, MONTH_BLOCKS, MonthStanding, check_reopen_months, check_settle, first_of, last_of,
                                         month_named, month_of)

__all__ = ["BLOCKS", "DENOMINATIONS", "GROUPS", "MONTH_BLOCKS", "Check", "Count", "DayStanding", "MonthStanding", "check_at_fault",
           "check_cash", "check_close", "check_come", "check_reopen_months", "check_settle", "first_of", "last_of", "month_named",
           "month_of", "runs_of", "unbalanced"]
