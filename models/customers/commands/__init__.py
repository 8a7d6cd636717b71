"""What may be done with customers: file, open, note, warn, merge; and the postings other rooms make."""

from models.customers.commands.files import (CODES, add_note, change_customer, deactivate, delete_draft, file_customer, set_active,
                                             store_customer, store_note)
from models.customers.commands.opening import ask_opening, ask_openings, open_customer, open_customers, refuse_opening

__all__ = [
    "CODES", "add_note", "ask_opening", "ask_openings", "change_customer", "deactivate", "delete_draft", "file_customer", "open_customer",
    "open_customers", "refuse_opening", "set_active", "store_customer", "store_note",
]
