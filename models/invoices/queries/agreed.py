"""What invoices have taken of contracts: lines linked to what was agreed, what is used and left of it (rules: Contracts)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.contracts import queries as contracts
from models.contracts.rules import Agreed
from models.core.fields import from_scaled
from models.core.money import yuan
from models.core.office import Office
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.rules import ContractFacts

_USED = """
SELECT l.contract_line_id, SUM(l.base_quantity) FROM invoice_line l WHERE l.contract_line_id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = l.invoice_id) GROUP BY 1"""


def used(office: Office, line_ids: Iterable[int]) -> dict[int, Decimal]:
    """By contract line the base quantity that invoices took: red ones gave back, void ones never took."""
    asked = json.dumps(sorted(line_ids))
    return {line: from_scaled(quantity, 3) for line, quantity in office.database.execute_sql(_USED, (asked,)).fetchall()}


def contract_facts(office: Office, contract_id: int | None) -> ContractFacts | None:
    """The contract an invoice refers to, with what is left of its lines; None for none or an unknown one."""
    head = contracts.head_of(office, contract_id) if contract_id is not None and 0 < contract_id < 2**63 else None
    if head is None or contract_id is None:
        return None
    number, customer_id, state = head
    agreed = {line.line_id: line for line in contracts.agreed(office, contract_id)}
    taken = used(office, agreed)
    return ContractFacts(contract_id, number, customer_id, state, {
        key: replace(line, used=taken.get(key, Decimal(0))) for key, line in agreed.items()})


def of_contract(office: Office, contract_id: int) -> list[tuple[int, str, date, Decimal, str]]:
    """(id, number, date, total, state) of every invoice and red of a contract, oldest first; state: issued, red or void."""
    rows = office.database.execute_sql(
        "SELECT i.id, i.number, i.date, i.total, CASE WHEN v.invoice_id IS NOT NULL THEN 'void' WHEN i.kind = 'red' THEN 'red' "
        "ELSE 'issued' END FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id WHERE i.contract_id = ? ORDER BY i.id",
        (contract_id,)).fetchall()
    return [(row[0], row[1], date.fromisoformat(row[2]), yuan(row[3]), row[4]) for row in rows]


def linked(office: Office, x: InvoiceInput) -> tuple[LineInput, ...]:
    """The lines with the contract's lines they fulfil: of the same product, else the only line of service; links given stay."""
    facts = contract_facts(office, x.contract_id)
    if facts is None:
        return x.lines
    return tuple(line if line.contract_line_id is not None else replace(line, contract_line_id=_line_for(line, facts.lines))
                 for line in x.lines)


def _line_for(line: LineInput, agreed: Mapping[int, Agreed]) -> int | None:
    """The first line of the product with something left, else its first, else the only one that is words."""
    same = [each for each in agreed.values() if each.product_id == line.product_id]
    words = [each for each in agreed.values() if each.product_id is None]
    if same:
        return next((each.line_id for each in same if each.left > 0), same[0].line_id)
    return words[0].line_id if len(words) == 1 else None
