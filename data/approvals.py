"""What a granted approval waited for is done at once, where nothing else is to be typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.core.office import Office
from models.customers import commands as customers
from models.people import queries as people

CARRIED: dict[str, Callable[[Office, Any], object]] = {
    "customers.open": lambda office, asked: customers.open_customer(office, asked["id"]),
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
