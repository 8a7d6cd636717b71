"""The verbs and postings of the contract room."""

from models.contracts.commands.adopted import adopt_contracts, take_back_contracts
from models.contracts.commands.drafting import change_contract, file_contract
from models.contracts.commands.file import attach, change_template, file_template, note_event, note_work, set_clauses, take_out
from models.contracts.commands.quotes import give_quote, quote_used, refuse_quote, revise_quote, usable_quote
from models.contracts.commands.steps import (OF_CONTRACT, OF_INSTALMENT, approve_contract, approve_numbered, begin, begin_contract,
                                             end_contract, finish_contract, remind_of, return_contract, send_to_review)
from models.contracts.commands.supplements import supplement

__all__ = [
    "OF_CONTRACT", "OF_INSTALMENT", "adopt_contracts", "approve_contract", "approve_numbered", "attach", "begin", "begin_contract",
    "change_contract", "change_template", "end_contract", "file_contract", "file_template", "finish_contract", "give_quote", "note_event",
    "note_work", "quote_used", "refuse_quote", "remind_of", "return_contract", "revise_quote", "send_to_review", "set_clauses",
    "supplement", "take_back_contracts", "take_out", "usable_quote",
]
