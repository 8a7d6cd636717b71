"""A list that names no day counts from the office's clock, not from the machine's."""

from __future__ import annotations

from decimal import Decimal

from models.core.listing import Filter, Listing, rows_of
from models.core.office import Office
from models.leads import commands as leads
from models.leads.inputs import LeadInput
from models.leads.listing import LEADS
from models.receivables import commands as receivables
from models.receivables.inputs import OpeningInput
from models.receivables.listing import RECEIVABLES
from tests.factories import MONDAY, a_customer, later


def cell(listing: Listing, column: str, key: int) -> object:
    """One cell as the list shows it when nothing is asked."""
    return rows_of(listing, [key], Filter())[0][[each.key for each in listing.columns].index(column)]


def test_a_lead_grows_late_by_the_clock_of_its_office(office: Office) -> None:
    lead = leads.file_lead(office, LeadInput(name="周口新农", phone="13803940001", source="phone")).id
    late = []
    for _week in range(3):
        late.append(cell(LEADS, "late", lead))
        later(office, days=7)
    assert late[0] == 0 and late[1] == 6 and late[2] == 13


def test_a_debt_falls_overdue_when_the_office_says_so(office: Office) -> None:
    customer = a_customer(office)
    receivables.set_opening_receivable(office, OpeningInput(customer, Decimal("100.00"), MONDAY, MONDAY))
    assert cell(RECEIVABLES, "overdue", customer) == 0
    later(office, days=1)
    assert cell(RECEIVABLES, "overdue", customer) == Decimal("100.00")
