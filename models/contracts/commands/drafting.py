"""Draft a contract and rewrite it; once it is approved the database itself refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.contracts import queries
from models.contracts.commands.lines import line_rows, totals
from models.contracts.commands.quotes import quote_used
from models.contracts.commands.steps import take_step
from models.contracts.inputs import ContractInput
from models.contracts.rules import CONTRACTS, HEAD, check_contract, filled
from models.contracts.rules.checks import INSTALMENT, Facts
from models.contracts.tables import Contract, ContractLine, Instalment
from models.core.errors import Problem, RuleViolation, require
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.rows import insert_row, insert_rows
from models.core.text import N_
from models.core.typed import cleaned


def file_contract(office: Office, x: ContractInput) -> Done:
    """Draft a contract; its wording comes from the template of its kind unless it is typed, blanks filled. Raises RuleViolation."""
    x = queries.completed_contract(office, x)
    with office.command("contract.file", x) as act:
        facts = queries.facts_of(office, x.customer_id, x.lines, x.salesperson_id)
        require(check_contract(x, facts))
        assert x.date      # completed
        number = take(act, CONTRACTS, x.date)
        act.about(number)
        contract_id = insert_row(office.database, Contract, {
            "number": number, "quote": x.quote_id, "person": act.person, "moment": act.moment, **_facts(act, x, facts, number)})
        _store_parts(act, contract_id, x, facts)
        take_step(act, contract_id, "filed", x.date)
        if x.quote_id is not None:
            quote_used(act, x.quote_id, "contract", number)
        act.note(number=number)
    return Done(contract_id, number)


def change_contract(office: Office, contract_id: int, x: ContractInput) -> Done:
    """Rewrite a draft. A contract that was approved is changed by supplements only."""
    x = queries.completed_contract(office, x)
    with office.command("contract.change", {"id": contract_id, "contract": x}) as act:
        row = queries.found_contract(office, contract_id)
        if row.state != "draft":
            raise RuleViolation([Problem("", "contract.state", N_("Only a draft can be rewritten; {number} is none"),
                                         {"number": row.number})])
        x = replace(x, quote_id=row.quote_id)
        facts = queries.facts_of(office, x.customer_id, x.lines, x.salesperson_id)
        require(check_contract(x, facts))
        Contract.update(_facts(act, x, facts, row.number)).where(Contract.id == contract_id).execute()
        ContractLine.delete().where(ContractLine.contract == contract_id).execute()
        Instalment.delete().where(Instalment.contract == contract_id).execute()
        _store_parts(act, contract_id, x, facts)
        act.changed("contracts").about(row.number)
    return Done(contract_id, row.number)


def _facts(act: Act, x: ContractInput, facts: Facts, number: str) -> dict[str, Any]:
    office, texts = act.office, cleaned(x, HEAD)
    text = texts.pop("text")
    text = filled(text, queries.blanks_of(office, x, number)) if text else queries.wording(office, x, None, number)
    return {"kind": x.kind, "date": x.date, "starts": x.starts, "ends": x.ends, "deliver_by": x.deliver_by, "salesperson": x.salesperson_id,
            "salesperson_name": queries.person_name(office, x.salesperson_id), "text": text, **texts,
            **queries.party(office, x.customer_id), **totals(line_rows(x.lines, facts))}


def _store_parts(act: Act, contract_id: int, x: ContractInput, facts: Facts) -> None:
    database = act.office.database
    insert_rows(database, ContractLine, [{"contract": contract_id, "supplement": None, "changes": None, **row}
                                         for row in line_rows(x.lines, facts)])
    insert_rows(database, Instalment, [{"contract": contract_id, "supplement": None, "changes": None, "position": at + 1, "kind": one.kind,
                                        "due": one.due, "amount": one.amount, **cleaned(one, INSTALMENT)}
                                       for at, one in enumerate(x.instalments)])
