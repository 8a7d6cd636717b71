"""A sheet speaks one language throughout, whatever the window speaks."""

from __future__ import annotations

from models.core.listing import Column, Listing
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import N_, _, speaking
from models.customers.commands import file_customer
from models.customers.inputs import CustomerInput
from models.customers.tables import Customer


def test_rows_that_are_worded_while_they_are_read_speak_the_sheets_language(office: Office) -> None:
    """A paper in another language than the window's says the whole of it in its own."""
    with speaking("zh_CN"):
        named = _(N_("Customer"))
    file_customer(office, CustomerInput(named))
    listing = Listing("worded", N_("Customer"), rows=lambda ask: Customer.select().where(Customer.name == _("Customer")), key=Customer.id,
                      columns=(Column("name", N_("Name"), Customer.name),))
    for window in ("en", "zh_CN"):
        with speaking(window):
            assert [len(sheet_of(listing, language_code=paper).rows) for paper in ("zh_CN", "en")] == [1, 0]
