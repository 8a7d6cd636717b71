"""Accounts are opened with the manager's approval, each step kept (duty 20)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from models.core import audit
from models.core.clock import stamp
from models.core.errors import ApprovalNeeded, Need, Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.customers import queries, rules
from models.people.commands import answer, approved, follow, request
from models.people.queries import waiting


def ask_opening(office: Office, customer_id: int, note: str = "") -> Done:
    """Ask the manager to open an account: the request waits among the approvals, with what the file lacks (duty 20).

    note: what the manager should know besides.
    """
    note = clean(note, "note", 200, emoji=True)
    with office.command("customers.ask_opening", {"id": customer_id, "note": note}) as act:
        row = queries.card(act.office, customer_id)
        require(rules.check_step("asked", row.opening, row.name))
        take_step(act, [customer_id], "asked", note)
        request(act, _needed(row, note))
        act.about(row.code)
    return Done(customer_id, row.code)


def open_customer(office: Office, customer_id: int) -> Done:
    """Open an account. Needs the approval "account opening" of exactly this file: a change of it asks again (duty 20)."""
    row = queries.card(office, customer_id)
    with office.command(_OPEN, _content(row)) as act:
        require(rules.check_step("approved", row.opening, row.name))
        act.about(row.code)
        used = approved(act, [_need(row)])
        if row.opening == "draft":
            take_step(act, [customer_id], "asked")
        take_step(act, [customer_id], "approved", approval=used[0])
        follow(act, (each for each, _about in waiting(office, _OPEN, [customer_id])), used[0])
    return Done(customer_id, row.code)


_OPEN = "customers.open"


def _content(row: queries.CustomerRow) -> dict[str, object]:
    return {"id": row.id, "file": _bound(row)}


def _need(row: queries.CustomerRow) -> Need:
    """What the manager reads: who, and what the file still lacks."""
    facts: dict[str, object] = {"name": row.name, "code": row.code}
    gaps = rules.gaps_of(queries.as_input(row))
    if not gaps:
        return Need("account opening", N_("Open an account for {name} ({code})"), facts, row.credit_limit)
    facts["gaps"] = ", ".join(_(gap) for gap in gaps)
    return Need("account opening", N_("Open an account for {name} ({code}); still missing: {gaps}"), facts, row.credit_limit)


def _needed(row: queries.CustomerRow, note: str) -> ApprovalNeeded:
    """The request as opening the account makes it, with a word of whoever asks."""
    content, need = _content(row), _need(row)
    if note:
        need = Need(need.kind, N_("{asked}. {note}"), {"asked": need.say(), "note": note}, need.amount)
    return ApprovalNeeded([need], _OPEN, audit.digest([_OPEN, content]), content)


def _bound(row: queries.CustomerRow) -> dict[str, object]:
    """What the approval binds to: the file but for where it stands on its way."""
    return {key: value for key, value in vars(row).items() if key not in ("opening", "created", "active", "id")}


def open_customers(office: Office, ids: Sequence[int]) -> Done:
    """Open many accounts, as those of an imported file, with one approval for all of them (rules: Approvals and journal)."""
    wanted, rows = sorted(set(ids)), queries.opening_files(office, ids)
    bound = hashlib.sha256(json.dumps([row[:3] + row[4:] for row in rows], ensure_ascii=False).encode()).hexdigest()
    with office.command("customers.open_many", {"ids": wanted, "files": bound}) as act:
        if not wanted or len(rows) != len(wanted):
            raise RuleViolation([rules.no_customer()])
        require(problem for row in rows for problem in rules.check_step("approved", row[3], row[2]))
        act.about(f"{rows[0][1]} … {rows[-1][1]}")
        used = approved(act, [Need("account opening", N_("Open {count} accounts, the first for {name}"),
                                   {"count": len(rows), "name": rows[0][2]})])
        take_step(act, queries.never_asked(office, wanted), "asked")
        take_step(act, wanted, "approved", approval=used[0])
        follow(act, (each for each, _about in waiting(office, _OPEN, wanted)), used[0])
    return Done(wanted[0], rows[0][1])


def refuse_opening(office: Office, customer_id: int, reason: str) -> Done:
    """The manager does not want this account; it may be asked for again later. A request that waits is answered with it.

    Raises RuleViolation for whoever may not decide it (rules: Approvals and journal).
    """
    reason = clean(reason, "reason", 200, emoji=True)
    if not reason:
        raise RuleViolation([Problem("reason", "reason.missing", N_("Say why"))])
    with office.command("customers.refuse_opening", {"id": customer_id, "reason": reason}) as act:
        row = queries.card(act.office, customer_id)
        require(rules.check_step("refused", row.opening, row.name))
        for waits, _about in waiting(office, _OPEN, [customer_id]):
            answer(act, waits, False, reason)
        take_step(act, [customer_id], "refused", reason)
        act.about(row.code)
    return Done(customer_id, row.code)


def take_step(act: Act, ids: Sequence[int], step: str, reason: str = "", approval: int | None = None) -> None:
    """Posting: accounts go a step on their way, which is kept for good."""
    execute, opened = act.office.database.execute_sql, act.today.isoformat() if step == "approved" else None
    for customer_id in ids:
        execute("INSERT INTO opening_step (customer_id, moment, person, step, reason, approval_id) VALUES (?, ?, ?, ?, ?, ?)",
                (customer_id, stamp(act.moment), act.person, step, reason, approval))
        execute("UPDATE customer SET opening = ?, opened_on = COALESCE(opened_on, ?) WHERE id = ?", (step, opened, customer_id))
    act.changed("customers")
