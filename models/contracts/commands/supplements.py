"""Numbered supplements: what changes after the approval is added beside it, never written over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.contracts import queries
from models.contracts.commands.lines import line_rows, totals
from models.contracts.commands.steps import remind
from models.contracts.inputs import LineInput, SupplementInput
from models.contracts.queries import ContractRow
from models.contracts.rules import IN_FORCE, SUPPLEMENT, Money, amounts, check_supplement
from models.contracts.rules.checks import INSTALMENT
from models.contracts.tables import ContractLine, ContractSupplement, Instalment
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.rows import insert_row, insert_rows
from models.core.text import N_
from models.core.typed import cleaned
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.people.commands import approved
from models.people.queries import approvers


def supplement(act: Act, x: SupplementInput, used: Mapping[int, Decimal]) -> Done:
    """Posting: change an approved contract with the manager's approval. used: by line, base quantity that papers took already.

    `sale.commands.supplement_contract` is the verb: only a room further on knows the invoices.
    """
    office = act.office
    row = queries.found_contract(office, x.contract_id)
    if row.state not in IN_FORCE:
        raise RuleViolation([Problem("", "contract.state", N_("Only an approved contract takes supplements; {number} is {state}"),
                                     {"number": row.number, "state": row.state})])
    performed = {line.id: queries.performed(office, line.id) for line in row.lines if line.service}
    x = completed_supplement(office, row, x)
    facts = queries.supplement_facts(office, row, x, {line: used.get(line, Decimal(0)) + performed.get(line, Decimal(0))
                                                      for line in {*used, *performed}})
    day = x.date or business_date(office)
    require(check_supplement(x, facts, row.kind) + check_date(day, closed_through(office), act.today))
    rows = _differences(row, x.lines, line_rows(x.lines, facts, len(row.lines) + 1))
    number, sums = f"{row.number}-B{len(row.supplements) + 1}", totals(rows)
    act.about(number)
    used_approvals = approved(act, [Need("contract", N_("Supplement {number} with {customer}, by {total}"),
                                         {"number": number, "customer": row.customer_name, "total": sums["total"]}, sums["total"])])
    made = insert_row(office.database, ContractSupplement, {
        "contract": row.id, "place": len(row.supplements) + 1, "number": number, "date": day, "ends": x.ends, "deliver_by": x.deliver_by,
        "total": sums["total"], "approved_by": approvers(office, used_approvals), "person": act.person, "moment": act.moment,
        **cleaned(x, SUPPLEMENT)})
    insert_rows(office.database, ContractLine, [{"contract": row.id, "supplement": made, "changes": line.changes, **each}
                                                for line, each in zip(x.lines, rows, strict=True)])
    insert_rows(office.database, Instalment, [
        {"contract": row.id, "supplement": made, "changes": one.changes, "position": len(row.instalments) + at + 1, "kind": one.kind,
         "due": one.due, "amount": one.amount, **cleaned(one, INSTALMENT)} for at, one in enumerate(x.instalments)])
    remind(act, queries.found_contract(office, row.id))
    act.changed("contracts").note(number=number)
    return Done(made, number)


def _differences(row: ContractRow, lines: Iterable[LineInput], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Amounts of changed lines as what the line comes to now less what it came to: changes in parts sum to the whole."""
    own = {line.id: (line.quantity, Money(line.amount, line.net, line.tax)) for line in row.lines}
    for line, made in zip(lines, rows, strict=True):
        if line.changes is not None:
            quantity, before = own[line.changes]
            after = amounts(quantity + line.quantity, made["price"], made["rate"])
            made |= {"amount": after.amount - before.amount, "net": after.net - before.net, "tax": after.tax - before.tax}
            own[line.changes] = quantity + line.quantity, after
    return rows


def completed_supplement(office: Office, row: ContractRow, x: SupplementInput) -> SupplementInput:
    """With what changed lines take from the first ones: product, unit, price and rate are theirs."""
    own = {line.id: line for line in row.lines}

    def same(line: LineInput) -> LineInput:
        first = own.get(line.changes or 0)
        return line if first is None else replace(line, product_id=first.product_id, unit=first.unit, price=first.price, rate=first.rate,
                                                  name="" if first.product_id else first.name)
    return replace(x, lines=queries.completed_lines(office, row.customer_id, map(same, x.lines)))
