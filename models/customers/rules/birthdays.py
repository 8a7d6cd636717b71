"""When a contact's birthday comes round; pure (duty 33)."""

from __future__ import annotations

from datetime import date, timedelta


def birthday_after(born: date, day: date) -> date:
    """The day on which a birthday comes round next, that day included; of 29 February on the 28th in common years."""
    this = _in_year(born, day.year)
    return this if this >= day else _in_year(born, day.year + 1)


def _in_year(born: date, year: int) -> date:
    leap = (born.month, born.day) == (2, 29)
    return date(year, 3, 1) - timedelta(days=1) if leap else born.replace(year=year)


def signs_of(day: date, ahead: int) -> list[str]:
    """The birthdays, as MM-DD, that come round from a day on, so many days ahead; 02-29 with the 28th of a common year."""
    days = [day + timedelta(days=step) for step in range(ahead + 1)]
    signs = [each.strftime("%m-%d") for each in days]
    common = [each for each in days if (each.month, each.day) == (2, 28) and (each + timedelta(days=1)).month == 3]
    return signs + ["02-29"] if common else signs
