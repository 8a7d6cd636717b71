"""The only place that asks for the time, so that a test or a simulated day can hold it still."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo


class Clock:
    """The machine's clock."""

    def moment(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day where the office stands."""
        return self.local(self.moment()).date()

    def local(self, moment: datetime) -> datetime:
        """An instant as the wall clock of the office shows it."""
        return moment.astimezone()


class FixedClock(Clock):
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime, zone: tzinfo | None = None) -> None:
        self.zone = zone or UTC
        self.now = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def moment(self) -> datetime:
        return self.now.astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def advance(self, step: timedelta) -> None:
        """Move on (or, with a negative step, back)."""
        self.now += step

    def set(self, moment: datetime) -> None:
        """Stand at another instant."""
        self.now = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)


def stamp(moment: datetime) -> str:
    """An instant as it is stored: UTC, microseconds, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamp(text: str) -> datetime:
    """The instant that `stamp` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
