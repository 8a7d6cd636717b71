"""The days of a finance workbook, and whether anything in them can still change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.closing.queries import ClosingRow, last_closing
from models.core.office import Office
from models.days.queries import closed_through

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from start to end. last: the close of its last closed day; closed: all of it is closed."""

    start: date
    end: date
    closed: bool
    last: ClosingRow | None

    @property
    def words(self) -> str:
        """How the period is written: one day, or the first and the last."""
        return str(self.start) if self.start == self.end else f"{self.start} – {self.end}"

    @property
    def stands(self) -> ClosingRow | None:
        """The close whose figures hold for the whole period; None while a day of it is open."""
        return self.last if self.closed else None


def period_of(office: Office, start: date, end: date) -> Period:
    """The period as it stands now."""
    through = closed_through(office)
    return Period(start, end, through is not None and end <= through, last_closing(office, min(end, date.max - DAY) + DAY))
