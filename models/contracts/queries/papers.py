"""Quotes and contracts as frozen rows, as they stand with their supplements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.contracts.inputs import ContractInput, InstalmentInput, LineInput, QuoteInput
from models.contracts.queries.facts import blanks_of
from models.contracts.queries.rows import (HEAD, STATE, AttachmentRow, ContractRow, EventRow, InstalmentRow, LineRow, QuoteRow, StepRow,
                                           SupplementRow, decoded)
from models.contracts.rules import Agreed
from models.core.clock import unstamp
from models.core.errors import Problem, RuleViolation
from models.core.fields import from_scaled
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import N_

_LINE = "position, product_id, code, name, specification, unit, quantity, base_quantity, price, amount, rate, net, tax, remark"
QUOTE_STATE = """CASE WHEN s.step IS NOT NULL THEN s.step WHEN EXISTS (SELECT 1 FROM quote n WHERE
    n.root_id = COALESCE(q.root_id, q.id) AND n.version > q.version) THEN 'superseded'
    WHEN q.valid_until < ? THEN 'expired' ELSE 'open' END"""
_QUOTE = ("SELECT q.id, q.number, q.version, q.root_id, q.date, q.valid_until, q.customer_id, q.customer_name, q.salesperson_id, "
          f"q.salesperson_name, q.terms, q.remark, q.total, q.net, q.tax, q.person, q.moment, {QUOTE_STATE}, COALESCE(s.number, '') "
          "FROM quote q LEFT JOIN quote_step s ON s.id = (SELECT MAX(id) FROM quote_step WHERE quote_id = q.id) WHERE ")


def quote(office: Office, quote_id: int) -> QuoteRow | None:
    """One quote with its lines."""
    return _quote(office, "q.id = ?", quote_id)


def quote_numbered(office: Office, number: str) -> QuoteRow | None:
    """The quote with this number."""
    return _quote(office, "q.number = ?", number.strip())


def _quote(office: Office, where: str, value: object) -> QuoteRow | None:
    run = office.database.execute_sql
    row = run(_QUOTE + where, (office.clock.today().isoformat(), value)).fetchone()
    if row is None:
        return None
    lines = run(f"SELECT id, {_LINE} FROM quote_line WHERE quote_id = ? ORDER BY position", (row[0],)).fetchall()
    return QuoteRow(**decoded(QuoteRow, row), lines=tuple(LineRow(**decoded(LineRow, line)) for line in lines))


def versions(office: Office, quote_id: int) -> list[tuple[int, str, str]]:
    """(id, number, state) of every version of a quote, the first one first."""
    found = office.database.execute_sql(
        "SELECT n.id FROM quote q JOIN quote n ON COALESCE(n.root_id, n.id) = COALESCE(q.root_id, q.id) WHERE q.id = ? ORDER BY n.version",
        (quote_id,)).fetchall()
    rows = [quote(office, each[0]) for each in found]
    return [(row.id, row.number, row.state) for row in rows if row is not None]


def contract(office: Office, contract_id: int) -> ContractRow | None:
    """One contract as it stands, None when there is none."""
    return _contract(office, "c.id = ?", contract_id)


def contract_numbered(office: Office, number: str) -> ContractRow | None:
    """The contract with this number."""
    return _contract(office, "c.number = ?", number.strip())


def found_contract(office: Office, contract_id: int) -> ContractRow:
    """The contract. Raises RuleViolation when there is none."""
    row = contract(office, contract_id) if 0 < contract_id < 2**63 else None
    if row is None:
        raise RuleViolation([Problem("id", "contract.unknown", N_("There is no such contract; choose one from the list"))])
    return row


def _contract(office: Office, where: str, value: object) -> ContractRow | None:
    run = office.database.execute_sql
    names = ["total" if name == "first_total" else name for name in HEAD]
    row = run(f"SELECT {', '.join('c.' + name for name in names)}, c.person, c.moment, c.net, c.tax FROM contract c WHERE {where}",
              (value,)).fetchone()
    if row is None:
        return None
    head = decoded(ContractRow, row[:24])
    key = (head["id"],)
    steps = tuple(_steps(office, head["id"]))
    lines = tuple(_lines(office, head["id"]))
    supplements = tuple(SupplementRow(**decoded(SupplementRow, each)) for each in run(
        "SELECT id, number, date, text, ends, deliver_by, total, approved_by, person, moment FROM contract_supplement "
        "WHERE contract_id = ? ORDER BY place", key).fetchall())
    first = {"first_ends": head["ends"], "first_deliver_by": head["deliver_by"]}
    for each in supplements:
        head.update({name: moved for name in ("ends", "deliver_by") if (moved := getattr(each, name))})
    events = run("SELECT id, date, kind, text, person, moment FROM contract_event WHERE contract_id = ? ORDER BY date, id", key).fetchall()
    last = steps[-1].step if steps else "filed"
    return ContractRow(
        **head, **first, person=row[24], moment=unstamp(row[25]), state=STATE.get(last, last), lines=lines, steps=steps,
        supplements=supplements, instalments=tuple(instalments(office, head["id"])),
        events=tuple(EventRow(**decoded(EventRow, each)) for each in events),
        attachments=tuple(attachments(office, head["id"])),
        total=sum((line.amount for line in lines), ZERO), net=sum((line.net for line in lines), ZERO),
        tax=sum((line.tax for line in lines), ZERO))


def _lines(office: Office, contract_id: int) -> list[LineRow]:
    """Lines as they stand: the first row's words, quantities and amounts summed over what supplements made of it."""
    rows = office.database.execute_sql(
        "SELECT l.id, l.position, l.product_id, l.code, l.name, l.specification, l.unit, SUM(x.quantity), SUM(x.base_quantity), l.price, "
        "SUM(x.amount), l.rate, SUM(x.net), SUM(x.tax), l.remark, l.quantity, COALESCE(s.number, ''), COALESCE(p.service, 1) "
        "FROM contract_line l "
        "JOIN contract_line x ON COALESCE(x.changes_id, x.id) = l.id AND x.contract_id = l.contract_id "
        "LEFT JOIN contract_supplement s ON s.id = l.supplement_id LEFT JOIN product p ON p.id = l.product_id "
        "WHERE l.contract_id = ? AND l.changes_id IS NULL GROUP BY l.id ORDER BY l.position, l.id", (contract_id,)).fetchall()
    return [LineRow(**decoded(LineRow, row)) for row in rows]


def instalments(office: Office, contract_id: int) -> list[InstalmentRow]:
    """The instalments of a contract as they stand with its supplements, the next one first."""
    rows = office.database.execute_sql(
        "SELECT i.id, i.position, i.kind, i.title, i.due, SUM(x.amount), i.amount, COALESCE(s.number, '') FROM instalment i "
        "JOIN instalment x ON COALESCE(x.changes_id, x.id) = i.id AND x.contract_id = i.contract_id "
        "LEFT JOIN contract_supplement s ON s.id = i.supplement_id WHERE i.contract_id = ? AND i.changes_id IS NULL "
        "GROUP BY i.id ORDER BY i.due, i.position, i.id", (contract_id,)).fetchall()
    return [InstalmentRow(**decoded(InstalmentRow, row)) for row in rows]


def supplement_lines(office: Office, supplement_id: int) -> list[LineRow]:
    """The lines of one supplement; of changed lines the differences."""
    rows = office.database.execute_sql(f"SELECT id, {_LINE} FROM contract_line WHERE supplement_id = ? ORDER BY position, id",
                                       (supplement_id,)).fetchall()
    return [LineRow(**decoded(LineRow, row)) for row in rows]


def _steps(office: Office, contract_id: int) -> list[StepRow]:
    run = office.database.execute_sql
    clauses: dict[int, list[tuple[str, str, str]]] = {}
    for step, clause, answer, note in run("SELECT k.step_id, k.clause, k.answer, k.note FROM clause_check k JOIN contract_step s "
                                          "ON s.id = k.step_id WHERE s.contract_id = ? ORDER BY k.step_id, k.position", (contract_id,)):
        clauses.setdefault(step, []).append((clause, answer, note))
    rows = run("SELECT id, step, date, text, approved_by, person, moment FROM contract_step WHERE contract_id = ? ORDER BY id",
               (contract_id,)).fetchall()
    return [StepRow(**decoded(StepRow, row), clauses=tuple(clauses.get(row[0], ()))) for row in rows]


def attachments(office: Office, contract_id: int) -> list[AttachmentRow]:
    """The files of a contract, oldest first."""
    rows = office.database.execute_sql("SELECT id, contract_id, name, size, sha256, remark, person, moment FROM attachment "
                                       "WHERE contract_id = ? ORDER BY id", (contract_id,)).fetchall()
    return [AttachmentRow(**decoded(AttachmentRow, row)) for row in rows]


def state_of(office: Office, contract_id: int) -> str:
    """The state alone, "" for an unknown contract."""
    row = office.database.execute_sql("SELECT step FROM contract_step WHERE contract_id = ? ORDER BY id DESC LIMIT 1",
                                      (contract_id,)).fetchone()
    return "" if row is None else STATE.get(row[0], row[0])


def head_of(office: Office, contract_id: int) -> tuple[str, int, str] | None:
    """(number, customer, state) of a contract, None when there is none; of a merged customer the one that is kept."""
    row = office.database.execute_sql("SELECT c.number, COALESCE(a.kept_id, c.customer_id) FROM contract c LEFT JOIN customer_alias a "
                                      "ON a.customer_id = c.customer_id WHERE c.id = ?", (contract_id,)).fetchone()
    return None if row is None else (row[0], row[1], state_of(office, contract_id))


def agreed(office: Office, contract_id: int) -> list[Agreed]:
    """The lines of a contract as they stand, nothing used yet; one without a quantity has no bound."""
    head = head_of(office, contract_id)
    return [] if head is None else [
        Agreed(line.id, contract_id, head[0], line.product_id, line.name, line.unit, line.base_quantity, Decimal(0),
               bool(line.base_quantity) or bool(line.first)) for line in _lines(office, contract_id)]


def is_service(office: Office, product_id: int | None) -> bool:
    """Whether a line is performed rather than delivered: words, or a product that is a service."""
    row = office.database.execute_sql("SELECT service FROM product WHERE id = ?", (product_id,)).fetchone()
    return product_id is None or bool(row and row[0])


def performed(office: Office, line_id: int) -> Decimal:
    """How much service was performed of a line without goods, in its unit."""
    row = office.database.execute_sql("SELECT COALESCE(SUM(quantity), 0) FROM contract_work WHERE line_id = ?", (line_id,)).fetchone()
    return from_scaled(row[0], 3)


def contracts_of(office: Office, customer_id: int, limit: int = 20) -> list[tuple[int, str, str, date, str]]:
    """(id, number, title, date, state) of a customer's contracts, latest first."""
    rows = office.database.execute_sql("SELECT id, number, title, date FROM contract WHERE customer_id = ? ORDER BY date DESC, id DESC "
                                       "LIMIT ?", (customer_id, limit)).fetchall()
    return [(row[0], row[1], row[2], date.fromisoformat(row[3]), state_of(office, row[0])) for row in rows]


def contract_of(office: Office, part: str, part_id: int) -> int:
    """The contract that a part belongs to; 0 for an unknown one. part: contract_line, instalment, attachment, contract_event."""
    if part not in ("contract_line", "instalment", "attachment", "contract_event"):
        raise ValueError(part)
    row = office.database.execute_sql(f"SELECT contract_id FROM {part} WHERE id = ?", (part_id,)).fetchone()
    return int(row[0]) if row else 0


def in_force(office: Office, customer_id: int) -> list[tuple[int, str, str]]:
    """(id, number, title) of the customer's contracts that papers may refer to, latest first."""
    rows = office.database.execute_sql(
        "SELECT c.id, c.number, c.title FROM contract c JOIN contract_step s ON s.id = (SELECT MAX(id) FROM contract_step "
        "WHERE contract_id = c.id) WHERE c.customer_id IN (SELECT ?1 UNION SELECT customer_id FROM customer_alias WHERE kept_id = ?1) "
        "AND s.step IN ('approved', 'performing') ORDER BY c.date DESC, c.id DESC", (customer_id,)).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def ending(office: Office, until: date, limit: int = 50) -> tuple[list[tuple[int, str, str, str]], int]:
    """(id, customer, number and title, end as ISO) of contracts in force that end by a day, the first to end first; and how many."""
    rows = office.database.execute_sql(
        "SELECT c.id, c.customer_name, TRIM(c.number || ' ' || c.title), COALESCE((SELECT x.ends FROM contract_supplement x "
        "WHERE x.contract_id = c.id AND x.ends IS NOT NULL ORDER BY x.place DESC LIMIT 1), c.ends) AS last_day, COUNT(*) OVER () "
        "FROM contract c JOIN contract_step s ON s.id = (SELECT MAX(id) FROM contract_step WHERE contract_id = c.id) "
        "WHERE s.step IN ('approved', 'performing') AND last_day <= ? ORDER BY last_day, c.id LIMIT ?",
        (until.isoformat(), limit)).fetchall()
    return [(row[0], row[1], row[2], row[3]) for row in rows], rows[0][4] if rows else 0


def as_contract(row: ContractRow) -> ContractInput:
    """A contract as the input that would draft it; supplements aside."""
    lines = tuple(LineInput(line.product_id, line.quantity, line.price, line.unit, "" if line.product_id else line.name, line.rate,
                            line.remark) for line in row.lines)
    parts = tuple(InstalmentInput(each.due, each.amount, each.kind, each.title) for each in row.instalments)
    return ContractInput(row.kind, row.customer_id, lines, parts, row.title, row.date, row.starts, row.ends, row.deliver_by,
                         row.salesperson_id, row.their_number, row.placed, row.place, row.text, row.remark, row.quote_id)


def as_quote(row: QuoteRow) -> QuoteInput:
    """A quote as the input that would give it again."""
    lines = tuple(LineInput(line.product_id, line.quantity, line.price, line.unit, "" if line.product_id else line.name, line.rate,
                            line.remark) for line in row.lines)
    return QuoteInput(row.customer_id, lines, row.date, row.valid_until, row.salesperson_id, row.terms, row.remark)


def said_in(office: Office, row: ContractRow) -> tuple[str, ...]:
    """What a contract's wording was filled with: as it was drafted, and as it would be now."""
    return (row.customer_name, row.customer_address, row.placed, row.place, row.salesperson_name,
            *blanks_of(office, as_contract(row), row.number).values())
