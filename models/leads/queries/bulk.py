"""Leads as an import compares and changes them."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.office import Office
from models.leads.inputs import LeadInput
from models.leads.tables import Lead


def identities(office: Office) -> Iterator[tuple[str, str, str, str]]:
    """(number, name, phone, tax number) of every lead that is no customer yet and stands for itself."""
    yield from office.database.execute_sql("SELECT number, name, phone, tax_number FROM lead WHERE state <> 'won' "
                                           "AND id NOT IN (SELECT lead_id FROM lead_merge) ORDER BY id")


def id_of(office: Office, number: str) -> int | None:
    """The lead with this number."""
    row = office.database.execute_sql("SELECT id FROM lead WHERE number = ?", (number,)).fetchone()
    return None if row is None else int(row[0])


def card_input(office: Office, lead_id: int) -> LeadInput:
    """A card as the input that would make it again."""
    row = Lead.get_by_id(lead_id)
    return LeadInput(row.name, row.phone, row.contact, row.source, row.need, row.interest, row.grade, row.salesperson_id, row.next_date,
                     row.expected, row.address, row.territory, row.tax_number, row.remark, row.filed)
