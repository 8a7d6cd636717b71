"""The words of this room, the life of a contract, the series of its numbers and what the office may set."""

from __future__ import annotations

from models.core.errors import Problem
from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_

KINDS = {"goods": N_("Goods supply"), "service": N_("Service placement"), "framework": N_("Framework")}
STATES = {
    "draft": N_("draft"), "review": N_("in review"), "approved": N_("is approved"), "performing": N_("being performed"),
    "done": N_("all performed"), "ended": N_("ended early"),
}
"""The states of a contract; derived from its last step, never stored (rules: Contracts)."""

IN_FORCE = ("approved", "performing")
"""States in which papers may refer to a contract."""

STEPS = {
    "filed": N_("drafted"), "review": N_("sent to review"), "returned": N_("sent back"), "approved": N_("is approved"),
    "performing": N_("performance began"), "done": N_("performed"), "ended": N_("ended early"),
}
TURNS = {
    "review": ("draft",), "returned": ("review",), "approved": ("review",), "performing": ("approved",), "done": ("approved", "performing"),
    "ended": ("draft", "review", "approved", "performing"),
}
"""From which states each step may be taken."""
_REASONED = ("returned", "ended")

INSTALMENTS = {"deposit": N_("Deposit"), "instalment": N_("Instalment"), "balance": N_("Final payment"), "retention": N_("Retention money")}
EVENTS = {"breach theirs": N_("Breach by the customer"), "breach ours": N_("Breach by us"), "change": N_("Change asked for"),
          "note": N_("Note")}
QUOTE_STATES = {"open": N_("offered"), "expired": N_("expired"), "superseded": N_("superseded"), "contract": N_("became a contract"),
                "invoice": N_("was invoiced"), "refused": N_("declined")}

QUOTES = series("quote", "BJ", N_("Prefix of quotes"))
CONTRACTS = series("contract", "HT", N_("Prefix of contracts"))
QUOTE_DAYS = Option("contracts.quote_days", 15, N_("A quote is valid for (days)"), "contracts", least=1, most=365)
REMIND_DAYS = Option("contracts.remind_days", 3, N_("Remind of instalments and deliveries before (days)"), "contracts", least=0, most=60)
EXPIRY_DAYS = Option("contracts.expiry_days", 30, N_("Remind of the end of a contract before (days)"), "contracts", least=0, most=365)
CLAUSES: Option[tuple[str, ...]] = Option("contracts.clauses", (
    N_("Parties, their full names and who signs"), N_("Goods or service, specification and quantity"), N_("Price, tax rate and total"),
    N_("Quality and how it is accepted"), N_("Day and place of delivery, carriage"), N_("Payment: amounts and days"),
    N_("Liability for breach"), N_("Disputes and jurisdiction"), N_("Term and how it ends"), N_("Attachments and copies"),
), N_("Clauses to look at before a review"), "contracts")


def check_turn(step: str, state: str, text: str) -> list[Problem]:
    """Whether a contract in this state may take a step; sending back and ending say why."""
    if state not in TURNS[step]:
        return [Problem("", "contract.state", _NOT.get(state, N_("This contract is not there yet")))]
    if step in _REASONED and not text.strip():
        return [Problem("text", "reason.missing", N_("Say why"))]
    return []


_NOT = {
    "draft": N_("This contract is a draft; send it to review first"), "review": N_("This contract waits for the manager's review"),
    "approved": N_("This contract is approved; changes are supplements"), "done": N_("This contract is done"),
    "performing": N_("This contract is approved; changes are supplements"), "ended": N_("This contract has ended"),
}
