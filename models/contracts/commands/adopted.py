"""Contracts that were signed before the office began: approved together for a whole file, and ended again when that is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from models.contracts import queries
from models.contracts.commands.steps import forget, remind, take_step
from models.contracts.rules import check_turn
from models.contracts.tables import Contract
from models.core import audit
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.imports import MADE, uses
from models.core.money import ZERO
from models.core.office import Act, Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.people.commands import approved
from models.people.queries import approvers

OWN = ("contract_line", "contract_step", "instalment")


def adopt_contracts(office: Office, ids: Sequence[int]) -> Done:
    """Approve drafts of an imported file with one approval for all of them (rules: Approvals and journal). Raises ApprovalNeeded."""
    wanted = sorted(set(ids))
    rows = [queries.found_contract(office, each) for each in wanted]
    with office.command("contract.adopt", {"ids": wanted, "contracts": audit.digest([queries.as_contract(row) for row in rows])}) as act:
        require(problem for row in rows for problem in check_turn("review", row.state, ""))
        if not rows:
            raise RuleViolation([Problem("", "contract.none", N_("There is no contract to approve"))])
        total = sum((row.total for row in rows), ZERO)
        act.about(rows[0].number if len(rows) == 1 else f"{rows[0].number} … {rows[-1].number}")
        first = {"number": rows[0].number, "customer": rows[0].customer_name}
        used = approved(act, [Need(
            "contract", N_("{count} contracts signed before, over {total} in all; the first is {number} with {customer}"),
            {"count": len(rows), "total": total, **first}, total)])
        day, by = business_date(office), approvers(office, used)
        for row in rows:
            take_step(act, row.id, "review", day, _("Signed before the office began"))
            take_step(act, row.id, "approved", day, "", by)
            remind(act, row)
    return Done(rows[0].id, rows[0].number)


def take_back_contracts(act: Act, import_id: int, ids: Sequence[int]) -> None:
    """Posting: contracts that an import made end; their numbers stay used. Raises RuleViolation where a paper refers to one."""
    office = act.office
    require(uses(office.database, office.tables, Contract, import_id, OWN, "number"))
    worked = office.database.execute_sql(
        "SELECT COUNT(DISTINCT c.id), MIN(c.number) FROM contract_work w JOIN contract_line l ON l.id = w.line_id "
        f"JOIN contract c ON c.id = l.contract_id WHERE c.id IN ({MADE})", (import_id,)).fetchone()
    if worked[0]:
        raise RuleViolation([Problem("", "import.used", N_("{count} of these rows are in use ({where}): {names}"),
                                     {"count": worked[0], "where": "contract_line", "names": worked[1]})])
    for contract_id in ids:
        row = queries.found_contract(office, contract_id)
        if row.state not in ("done", "ended"):
            take_step(act, contract_id, "ended", business_date(office), _("The import was taken back"))
            forget(act, row)
    act.changed("contracts")
