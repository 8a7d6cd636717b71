"""What is known of quotes and contracts: what a new one needs, papers as they stand, files, faults."""

from models.contracts.queries.facts import (blanks_of, completed_contract, completed_lines, completed_quote, facts_of, party, person_name,
                                            supplement_facts, template, templates, wording)
from models.contracts.queries.faults import faults
from models.contracts.queries.files import ATTACHMENTS, attachment, digest_of, place_of
from models.contracts.queries.finding import find, find_instalments, outside_numbers
from models.contracts.queries.papers import (agreed, as_contract, as_quote, attachments, contract, contract_numbered, contract_of,
                                             contracts_of, ending, found_contract, head_of, in_force, is_service, performed, quote,
                                             quote_numbered, said_in, state_of, supplement_lines, versions)
from models.contracts.queries.rows import (AttachmentRow, ContractRow, EventRow, InstalmentRow, LineRow, QuoteRow, StepRow,
                                           SupplementRow)

__all__ = [
    "ATTACHMENTS", "AttachmentRow", "ContractRow", "EventRow", "InstalmentRow", "LineRow", "QuoteRow", "StepRow", "SupplementRow",
    "agreed", "as_contract", "as_quote", "attachment", "attachments", "blanks_of", "completed_contract", "completed_lines",
    "completed_quote", "contract", "contract_numbered", "contract_of", "contracts_of", "digest_of", "ending", "facts_of", "faults",
    "find", "find_instalments", "found_contract", "head_of", "in_force", "is_service", "outside_numbers", "party", "performed",
    "person_name", "place_of", "quote", "quote_numbered", "said_in", "state_of", "supplement_facts", "supplement_lines", "template",
    "templates", "versions", "wording",
]
