"""Reads of the ledger: balances, what is open, what is overdue, how a customer stands; now or as of a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from itertools import accumulate

from models.core.money import ZERO, yuan
from models.core.office import Office
from models.customers.tables import Customer
from models.people.tables import Person
from models.receivables import rules
from models.receivables.rules import COUNTERS, Credit, Side

EVER = "9999-12-31"
COUNTERED = f"({', '.join(repr(kind) for kind in COUNTERS)})"
LIVE = (f"e.kind NOT IN {COUNTERED} AND NOT EXISTS (SELECT 1 FROM ledger_entry r INDEXED BY ledger_entry_reverses_id "
        f"WHERE r.reverses_id = e.id AND r.kind IN {COUNTERED} AND r.date <= {{day}})")
"""SQL: an entry that neither counters another nor is countered by the day. Both of such a pair are closed books."""

DEBT_SETTLED, CREDIT_SETTLED = (f"COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.{side} = e.id AND a.date <= {{day}}), 0)"
                                for side in ("debt_id", "credit_id"))
OPEN_THEN = (f"SELECT e.id AS entry_id, e.customer_id AS customer_id, CASE WHEN e.amount > 0 THEN e.amount - {DEBT_SETTLED} "
             f"ELSE e.amount + {CREDIT_SETTLED} END AS open, COALESCE(e.due, e.date) AS due FROM ledger_entry e "
             f"WHERE e.date <= {{day}} AND {LIVE}")
"""SQL: what was open of each entry at the end of a day, from entries and allocations; open_entry holds the same of all that is posted."""


@dataclass(frozen=True)
class OpenItem:
    """A debt or a credit that is not settled. amount and open in yuan, positive for both."""

    entry_id: int
    number: str
    date: Day
    due: Day | None
    amount: Decimal
    open: Decimal
    source: str
    source_id: int
    kind: str


@dataclass(frozen=True)
class EntryRow:
    """One entry of the ledger."""

    id: int
    customer_id: int
    date: Day
    kind: str
    amount: Decimal
    source: str
    source_id: int
    number: str
    due: Day | None
    reverses: int | None


def balance(office: Office, customer_id: int, as_of: Day | None = None) -> Decimal:
    """What a customer owes in yuan, negative for an advance; as of the end of a day, or with everything posted."""
    row = office.database.execute_sql(
        "SELECT balance FROM customer_day WHERE customer_id = ? AND date <= ? ORDER BY date DESC LIMIT 1",
        (customer_id, _upto(as_of))).fetchone()
    return yuan(row[0]) if row else ZERO


def open_debts(office: Office, customer_id: int, as_of: Day | None = None) -> list[OpenItem]:
    """What a customer has still to pay, oldest due first; void invoices are none."""
    return _open(office, customer_id, as_of, "o.open > 0 ORDER BY o.due, e.id")


def open_credits(office: Office, customer_id: int, as_of: Day | None = None) -> list[OpenItem]:
    """Money and credits of a customer that settle nothing yet: advances, oldest first."""
    return _open(office, customer_id, as_of, "o.open < 0 ORDER BY e.date, e.id")


def moved_from(office: Office, customer_id: int) -> list[OpenItem]:
    """Entries with others that stand for what was moved from a customer, with what is open of each; taken back ones are none."""
    rows = office.database.execute_sql(
        "SELECT e.id, e.number, e.date, e.due, ABS(e.amount), COALESCE(ABS(p.open), 0), e.source, e.source_id, e.kind FROM ledger_entry e "
        "JOIN ledger_entry o ON o.id = e.source_id LEFT JOIN open_entry p ON p.entry_id = e.id WHERE e.kind = 'transfer' "
        "AND e.source = 'receivables' AND o.customer_id = :customer AND e.customer_id <> :customer AND e.amount * o.amount > 0 "
        "AND NOT EXISTS (SELECT 1 FROM ledger_entry b WHERE b.kind = 'transfer' AND b.source_id = e.source_id "
        "AND b.customer_id = e.customer_id AND b.amount = -e.amount AND b.id > e.id) ORDER BY e.id", {"customer": customer_id})
    return [OpenItem(row[0], row[1], Day.fromisoformat(row[2]), _day(row[3]), yuan(row[4]), yuan(row[5]), *row[6:])
            for row in rows.fetchall()]


def _open(office: Office, customer_id: int, as_of: Day | None, which: str) -> list[OpenItem]:
    source = "open_entry" if as_of is None else f"({OPEN_THEN.format(day=':day')} AND e.customer_id = :customer)"
    found = office.database.execute_sql(
        "SELECT e.id, e.number, e.date, e.due, ABS(e.amount), ABS(o.open), e.source, e.source_id, e.kind "
        f"FROM {source} o JOIN ledger_entry e ON e.id = o.entry_id WHERE o.customer_id = :customer AND {which}",
        {"customer": customer_id, "day": _upto(as_of)})
    return [OpenItem(row[0], row[1], Day.fromisoformat(row[2]), _day(row[3]), yuan(row[4]), yuan(row[5]), *row[6:])
            for row in found.fetchall()]


def entry(office: Office, entry_id: int) -> EntryRow | None:
    """One entry of the ledger, None when there is none."""
    row = office.database.execute_sql(
        "SELECT id, customer_id, date, kind, amount, source, source_id, number, due, reverses_id FROM ledger_entry WHERE id = ?",
        (entry_id,)).fetchone()
    if row is None:
        return None
    return EntryRow(row[0], row[1], Day.fromisoformat(row[2]), row[3], yuan(row[4]), row[5], row[6], row[7], _day(row[8]), row[9])


def entries(office: Office, customer_id: int, limit: int = 20) -> list[EntryRow]:
    """The latest entries of a customer, latest first."""
    rows = office.database.execute_sql(
        "SELECT id, customer_id, date, kind, amount, source, source_id, number, due, reverses_id FROM ledger_entry WHERE customer_id = ? "
        "ORDER BY date DESC, id DESC LIMIT ?", (customer_id, limit)).fetchall()
    return [EntryRow(row[0], row[1], Day.fromisoformat(row[2]), row[3], yuan(row[4]), row[5], row[6], row[7], _day(row[8]), row[9])
            for row in rows]


def entry_of(office: Office, source: str, source_id: int, kind: str) -> int | None:
    """The entry that a row of a room posted, the latest of its kind."""
    row = office.database.execute_sql("SELECT MAX(id) FROM ledger_entry WHERE source = ? AND source_id = ? AND kind = ?",
                                      (source, source_id, kind)).fetchone()
    return None if row[0] is None else int(row[0])


def allocated(office: Office, entry_id: int) -> Decimal:
    """How much of an entry, credit or debt, is settled by live allocations, in yuan."""
    return yuan(sum(amount for _other, _day, amount in pairs(office, entry_id)))


def pairs(office: Office, entry_id: int) -> list[tuple[int, str, int]]:
    """(the other entry, ISO date, net fen) of an entry's allocations, a row for each pair and day, oldest first."""
    found = office.database.execute_sql(
        "SELECT other, date, SUM(amount) FROM (SELECT debt_id AS other, date, amount FROM allocation WHERE credit_id = :id "
        "UNION ALL SELECT credit_id, date, amount FROM allocation WHERE debt_id = :id) GROUP BY other, date ORDER BY date, other",
        {"id": entry_id})
    return [(row[0], row[1], row[2]) for row in found.fetchall()]


def is_closed(office: Office, entry_id: int) -> bool:
    """Whether an entry was undone, or itself undoes one."""
    live = office.database.execute_sql(f"SELECT 1 FROM ledger_entry e WHERE e.id = ? AND {LIVE.format(day=repr(EVER))}", (entry_id,))
    return live.fetchone() is None


def side(office: Office, entry_id: int, day: Day) -> Side | None:
    """An entry as one side of an allocation: its room is what stays open on every day from `day` on."""
    found = entry(office, entry_id)
    if found is None:
        return None
    if is_closed(office, entry_id):
        return Side(found.customer_id, found.date, found.amount, ZERO)
    moved = {day.isoformat(): 0}
    for _other, when, amount in pairs(office, entry_id):
        when = max(when, day.isoformat())
        moved[when] = moved.get(when, 0) + amount
    most = max(accumulate(moved[when] for when in sorted(moved)))
    return Side(found.customer_id, found.date, found.amount, abs(found.amount) - yuan(most))


def overdue(office: Office, customer_id: int, today: Day) -> tuple[Decimal, int]:
    """(amount in yuan, days of the oldest) overdue; advances are netted against the oldest debts first (rules: Receivables)."""
    return rules.overdue_of(*_standing(office, customer_id), today)


def _standing(office: Office, customer_id: int) -> tuple[list[tuple[Day, Decimal]], Decimal]:
    """(due, yuan) of every open debt, and what stands in advance."""
    found = office.database.execute_sql("SELECT due, open FROM open_entry WHERE customer_id = ?", (customer_id,)).fetchall()
    debts = [(Day.fromisoformat(due), yuan(amount)) for due, amount in found if amount > 0]
    return debts, yuan(-sum(amount for _due, amount in found if amount < 0))


def credit_standing(office: Office, customer_id: int, today: Day) -> Credit:
    """How a customer stands before an invoice: limit, balance, acceptances the bank has not paid yet, overdue debts."""
    row = office.database.execute_sql("SELECT credit_limit FROM customer WHERE id = ?", (customer_id,)).fetchone()
    debts, advances = _standing(office, customer_id)
    amount, days = rules.overdue_of(debts, advances, today)
    limit = None if row is None or row[0] is None else yuan(row[0])
    return Credit(limit, balance(office, customer_id), acceptances_not_due(office, customer_id, today), amount, days,
                  advances)


def acceptances_not_due(office: Office, customer_id: int, today: Day) -> Decimal:
    """Acceptances received whose bank pays after today, in yuan."""
    row = office.database.execute_sql(
        "SELECT COALESCE(-SUM(e.amount), 0) FROM ledger_entry e WHERE e.customer_id = :customer AND e.kind = 'receipt' AND e.due > :day "
        f"AND {LIVE.format(day=repr(EVER))}", {"customer": customer_id, "day": today.isoformat()}).fetchone()
    return yuan(row[0])


def credit_days(office: Office, customer_id: int) -> int | None:
    """The customer's credit days, None when there is no such customer."""
    row = office.database.execute_sql("SELECT credit_days FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return None if row is None else int(row[0])


def salespeople() -> list[tuple[int, str]]:
    """(id, name) of everybody who has customers."""
    having = Customer.select(Customer.salesperson).where(Customer.salesperson.is_null(False)).distinct()
    return list(Person.select(Person.id, Person.name).where(Person.id.in_(having)).order_by(Person.pinyin).tuples())


def openings(office: Office, customer_id: int) -> dict[Day, Decimal]:
    """What the opening entries of a customer come to, by date, in yuan; dates that cancel out are left out."""
    found = office.database.execute_sql(
        "SELECT date, SUM(amount) FROM ledger_entry WHERE customer_id = ? AND kind = 'opening' GROUP BY date HAVING SUM(amount) <> 0 "
        "ORDER BY date", (customer_id,))
    return {Day.fromisoformat(row[0]): yuan(row[1]) for row in found.fetchall()}


def faults(office: Office) -> Iterator[str]:
    """Recompute balances from the entries, and look for allocations beyond their entries or before them; names each fault."""
    for row in office.database.execute_sql(
            "WITH said AS (SELECT customer_id, date, SUM(SUM(amount)) OVER (PARTITION BY customer_id ORDER BY date) AS total "
            "FROM ledger_entry GROUP BY customer_id, date) SELECT customer_id, date, d.balance, said.total FROM said "
            "FULL JOIN customer_day d USING (customer_id, date) WHERE d.balance IS NOT said.total").fetchall():
        yield f"receivables: customer {row[0]} stands at {row[2]} fen on {row[1]}, the entries say {row[3]}"
    for row in office.database.execute_sql(
            f"SELECT entry_id, o.open, said.open FROM ({OPEN_THEN.format(day=repr(EVER))}) said FULL JOIN open_entry o "
            "USING (entry_id, customer_id, due) WHERE COALESCE(o.open, 0) <> COALESCE(said.open, 0)").fetchall():
        yield f"receivables: {row[1]} fen of entry {row[0]} stand as open, the allocations say {row[2]}"
    for name, sign in (("debt", 1), ("credit", -1)):
        for row in office.database.execute_sql(
                f"SELECT entry, date, settled, amount FROM (SELECT a.{name}_id AS entry, a.date AS date, e.amount AS amount, "
                f"e.date AS since, SUM(a.amount) OVER (PARTITION BY a.{name}_id ORDER BY a.date) AS settled FROM allocation a "
                f"JOIN ledger_entry e ON e.id = a.{name}_id) WHERE settled < 0 OR settled > amount * {sign} OR date < since").fetchall():
            yield f"receivables: {name} {row[0]} of {yuan(row[3])} has {yuan(row[2])} allocated on {row[1]}"
    for row in office.database.execute_sql(
            "SELECT a.id FROM allocation a JOIN ledger_entry c ON c.id = a.credit_id JOIN ledger_entry d ON d.id = a.debt_id "
            "WHERE c.customer_id <> d.customer_id").fetchall():
        yield f"receivables: allocation {row[0]} joins two customers"


def _upto(day: Day | None) -> str:
    return EVER if day is None else day.isoformat()


def _day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None
