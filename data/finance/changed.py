"""What changed in days that were handed over before: papers written after that hand-over, up to this one."""

from __future__ import annotations

from data.finance.period import Period
from data.finance.tables import table
from data.grid import Grid, Row
from models.core.kinds import Kind
from models.core.listing import Column
from models.core.office import Office
from models.core.text import N_, _
from models.handover.queries import BatchRow, ChangeRow, changes, last_before

KINDS = {
    "sale": N_("Invoice"), "red": N_("Red-letter invoice"), "void": N_("Void invoice"), "receipt": N_("Receipt"), "refund": N_("Refund"),
    "deposit": N_("Bank deposit"), "petty": N_("Petty payment"), "opening": N_("Opening cash"), "over": N_("Drawer over"),
    "short": N_("Drawer short"), "delivery": N_("Pick-up"), "movement": N_("Stock movement"), "day": N_("Day closed again"),
    "reopening": N_("Day opened again"),
}
COLUMNS = (
    Column("kind", N_("Kind"), None, Kind.STATE, choices=KINDS), Column("number", N_("No."), None, Kind.CODE, width=16),
    Column("date", N_("Date"), None, Kind.DATE), Column("party", N_("With whom"), None, width=28),
    Column("amount", N_("Amount"), None, Kind.MONEY), Column("person", N_("Written by"), None),
    Column("moment", N_("Written at"), None, Kind.MOMENT, width=16),
)


def changed(office: Office, batch: BatchRow) -> Grid:
    """Papers dated in days of earlier hand-overs to the same recipient, written between the last of them and this one."""
    return _table([] if batch.since is None or batch.previous_end is None else
                  changes(office, batch.previous_end, batch.since, batch.moment))


def changed_by(office: Office, period: Period) -> Grid:
    """The same for a period that is not handed over itself: up to the close that it stands on, or up to now."""
    upto = period.stands.moment if period.stands is not None else office.clock.moment()
    last = last_before(office, "finance", upto)
    return _table([] if last is None else changes(office, last[0], last[1], upto))


def _table(found: list[ChangeRow]) -> Grid:
    rows: list[Row] = [(row.kind, row.number, row.date, row.party, row.amount, row.person, row.moment) for row in found]
    return table(_(N_("Changes since last hand-over")), COLUMNS, rows)
