"""What may be done with customers' accounts: post, allocate, give up, merge; the only writer of the ledger."""

from models.receivables.commands.answers import record_answer, resolve_difference
from models.receivables.commands.ledger import (
    LEDGER, allocate, allocate_advance, post, release, release_allocations, restore_openings, set_opening_receivable, settle_discount,
    state_opening, take_up_again, write_off,
)
from models.receivables.commands.merging import merge_accounts, part_accounts, transfer_back, transfer_balance
from models.receivables.commands.offsets import OF_OFFSET, file_offset, give_back, use_offset, withdraw_offset

__all__ = [
    "LEDGER", "OF_OFFSET", "allocate", "allocate_advance", "file_offset", "give_back", "merge_accounts", "part_accounts", "post",
    "record_answer", "release", "release_allocations", "resolve_difference", "restore_openings", "set_opening_receivable",
    "settle_discount", "state_opening", "take_up_again", "transfer_back", "transfer_balance", "use_offset", "withdraw_offset", "write_off",
]
