"""What is known of customers: their files, who is filed twice or was merged, the answers to early warnings, saved segments."""

from models.customers.queries.alike import candidates, filed, warnings
from models.customers.queries.files import (AddressRow, ContactRow, CustomerHit, CustomerRow, LicenceRow, NoteRow, StepRow, by_code,
                                            by_name, card, customer_of, find, in_use, is_filed, notes, opening_files, opening_steps)
from models.customers.queries.lists import (contacts, customer_notes, customers, faults, licences, segments, territories)

__all__ = [
    "AddressRow", "ContactRow", "CustomerHit", "CustomerRow", "LicenceRow", "NoteRow", "StepRow", "by_code", "by_name", "candidates",
    "card", "contacts", "customer_notes", "customer_of", "customers", "faults", "filed", "find", "in_use", "is_filed", "licences",
    "notes", "opening_files", "opening_steps", "segments", "territories", "warnings",
]
