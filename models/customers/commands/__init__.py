"""What may be done with customers: file, open, note, warn, merge; and the postings other rooms make."""

from models.customers.commands.bulk import Prepared, coming_customers, prepare, take_back_customers
from models.customers.commands.files import (CODES, add_note, change_customer, deactivate, delete_draft, file_customer,
                                             set_active, store_customer, store_note)
from models.customers.commands.merging import merge_customers, merge_into, part, tell_apart, undo_merge
from models.customers.commands.opening import ask_opening, open_customer, open_customers, refuse_opening
from models.customers.commands.reception import receive
from models.customers.commands.rewriting import Rewriting, rewrite_files, rewriting
from models.customers.commands.segments import delete_segment, save_segment
from models.customers.commands.warnings import answer_warning, snooze_warning

__all__ = [
    "CODES", "Prepared", "Rewriting", "add_note", "answer_warning", "ask_opening", "change_customer", "coming_customers",
    "deactivate", "delete_draft", "delete_segment",
    "file_customer", "merge_customers", "merge_into", "open_customer", "open_customers", "part", "prepare", "receive", "refuse_opening",
    "rewrite_files", "rewriting", "save_segment", "set_active", "snooze_warning", "store_customer", "store_note",
    "take_back_customers", "tell_apart", "undo_merge",
]
