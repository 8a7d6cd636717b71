"""What is known of customers: their files, who is filed twice or was merged, the answers to early warnings, saved segments."""

from models.customers.queries.alike import candidates, filed, names, same_ending, warnings
from models.customers.queries.answers import AnswerRow, answers, answers_of, told
from models.customers.queries.doubles import OTHER, Pair, double_rows, possible_doubles
from models.customers.queries.files import (
    AddressRow, ContactRow, CustomerRow, LicenceRow, NoteRow, StepRow, as_input, by_code, by_name, card, customer_of,
    in_use, is_filed, licence_warnings, never_asked, notes, opening_files, opening_steps,
)
from models.customers.queries.finding import CustomerHit, find
from models.customers.queries.lists import (DECIDER, birthdays, contacts, customer_notes, customers, faults, licences,
                                            opening_steps_listed, received_on, receptions, segments, territories)
from models.customers.queries.merged import AliasRow, alias_of, family, kept_ids, price_for
from models.customers.queries.segments import SEGMENT, saved_segments, segment_filter

__all__ = [
    "AddressRow", "AliasRow", "AnswerRow", "ContactRow", "CustomerHit", "CustomerRow", "DECIDER", "LicenceRow", "NoteRow", "OTHER",
    "Pair", "SEGMENT", "StepRow", "alias_of", "answers", "answers_of", "as_input", "birthdays", "by_code", "by_name", "candidates",
    "card", "contacts", "customer_notes", "customer_of", "customers", "double_rows", "family", "faults", "filed", "find", "in_use",
    "is_filed", "kept_ids", "licence_warnings", "licences", "names", "never_asked", "notes", "opening_files", "opening_steps",
    "opening_steps_listed", "possible_doubles", "price_for", "received_on", "receptions", "same_ending", "saved_segments",
    "segment_filter", "segments", "territories", "told", "warnings",
]
