"""What waited for an answer is done at once, or ends at once, where nothing else is to be typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.contracts import commands as contracts
from models.core.office import Office
from models.customers import commands as customers
from models.customers import queries as customer_files
from models.people import queries as people

CARRIED: dict[str, Callable[[Office, Any], object]] = {
    "customers.open": lambda office, asked: customers.open_customer(office, asked["id"]),
    "contract.approve": lambda office, asked: contracts.approve_numbered(office, asked["number"]),
    "contract.adopt": lambda office, asked: contracts.adopt_contracts(office, asked["ids"]),
    "customers.open_many": lambda office, asked: customers.open_customers(office, asked["ids"]),
}
"""By the verb that asked: the same command again, from the input the approval holds."""


def carry_out(office: Office, approval_id: int) -> bool:
    """Run the command that asked for this approval, if it is one of these; returns whether it ran.

    Raises RuleViolation or ApprovalNeeded as the command does: a file that was changed since is asked for again.
    """
    verb, asked = people.command_of(office, approval_id)
    if verb not in CARRIED:
        return False
    CARRIED[verb](office, asked)
    return True


def turn_down(office: Office, approval_id: int, reason: str) -> bool:
    """Refuse what a request waits for where more ends with it than the request: an account that was asked for (duty 20).

    Returns whether that answered the request. Raises RuleViolation for whoever may not decide, or without a reason.
    """
    verb, asked = people.command_of(office, approval_id)
    if verb != "customers.open" or customer_files.card(office, asked["id"]).opening != "asked":
        return False
    customers.refuse_opening(office, asked["id"], reason)
    return True
