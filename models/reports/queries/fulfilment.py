"""What became of contracts as of any day: agreed, delivered, invoiced, received, and what is left of each (duties 56, 57).

Goods count when they leave or come back, at what their invoice line comes to with the allowances on its price; service when it is
noted, at the contract's price.
Money counts where it settles an invoice of the contract, and where it was taken for it and is still ahead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import JOIN, SQL, ModelSelect, Select

from models.contracts.queries import found_contract
from models.contracts.rules import days_left, rate, spread
from models.contracts.tables import Contract, ContractLine, Instalment
from models.core.audit import head
from models.core.fields import from_scaled
from models.core.listing import Filter, clock_of
from models.core.money import ZERO, fen, yuan
from models.core.office import Office
from models.receipts.queries import SETTLED, WAITING, instalments_paid
from models.stock.rules import LINE

_SHARE = "CAST((2 * ABS({amount} * {part}) + ABS({whole})) / (2 * ABS({whole})) * SIGN({amount} * {part}) * SIGN({whole}) AS INTEGER)"
"""SQL: a part of an amount to the fen, half up."""

_STANDING, _WORTH = "(l.base_quantity + COALESCE(c.quantity, 0))", "(l.amount + COALESCE(c.amount, 0))"
"""SQL: an invoice line without what reds cancelled of it and allowed on its price; what they return comes back as goods."""

_PAPERS = f"""
gone AS (SELECT l.id AS line_id, -SUM(m.quantity) AS quantity FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
    AND i.contract_id IS NOT NULL JOIN movement m ON m.source = '{LINE}' AND m.source_id = l.id WHERE m.date <= {{day}} GROUP BY 1),
cut AS (SELECT l.original_id AS line_id, SUM(l.base_quantity) AS quantity, SUM(l.amount) AS amount FROM invoice_line l
    JOIN invoice i ON i.id = l.invoice_id WHERE i.contract_id IS NOT NULL AND l.kind IN ('cancelled', 'allowance') AND i.date <= {{day}}
    GROUP BY 1),
sold AS (SELECT i.contract_id, l.contract_line_id AS line_id, l.base_quantity AS quantity, l.amount,
        CASE WHEN k.product_id IS NULL AND k.id IS NOT NULL THEN 0 ELSE COALESCE(g.quantity, 0) END AS left_quantity,
        CASE WHEN g.quantity IS NULL OR (k.product_id IS NULL AND k.id IS NOT NULL) THEN 0
            ELSE COALESCE({_SHARE.format(amount=_WORTH, part='g.quantity', whole=_STANDING)}, 0) END AS left_amount
    FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id LEFT JOIN gone g ON g.line_id = l.id LEFT JOIN cut c ON c.line_id = l.id
        LEFT JOIN contract_line k ON k.id = l.contract_line_id
    WHERE i.contract_id IS NOT NULL AND i.date <= {{day}}
        AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id AND v.date <= {{day}})),
agreed AS (SELECT x.contract_id, COALESCE(x.changes_id, x.id) AS line_id, SUM(x.base_quantity) AS quantity, SUM(x.amount) AS amount
    FROM contract_line x LEFT JOIN contract_supplement s ON s.id = x.supplement_id
    WHERE x.supplement_id IS NULL OR s.date <= {{day}} GROUP BY 1, 2),
worked AS (SELECT w.line_id, SUM(w.quantity) AS quantity FROM contract_work w WHERE w.date <= {{day}} GROUP BY 1),
served AS (SELECT a.contract_id, a.line_id, w.quantity,
        CASE WHEN a.quantity = 0 THEN 0 ELSE {_SHARE.format(amount='a.amount', part='w.quantity', whole='a.quantity')} END AS amount
    FROM worked w JOIN agreed a ON a.line_id = w.line_id)"""

_LINES = f"""
WITH {_PAPERS},
summed AS (SELECT line_id, SUM(left_quantity) AS left_quantity, SUM(quantity) AS quantity, SUM(amount) AS amount FROM sold
    WHERE line_id IS NOT NULL GROUP BY 1)
SELECT a.contract_id, a.line_id, a.quantity, a.amount, COALESCE(m.left_quantity, 0) + COALESCE(v.quantity, 0) AS delivered,
    COALESCE(m.quantity, 0) AS invoiced, COALESCE(m.amount, 0) AS invoiced_amount
FROM agreed a LEFT JOIN summed m ON m.line_id = a.line_id LEFT JOIN served v ON v.line_id = a.line_id"""

_STEP = "(SELECT s.step FROM contract_step s WHERE s.contract_id = c.id AND s.date <= {day} ORDER BY s.id DESC LIMIT 1)"
_MOVED = ("COALESCE((SELECT s.{name} FROM contract_supplement s WHERE s.contract_id = c.id AND s.{name} IS NOT NULL AND s.date <= {{day}} "
          "ORDER BY s.place DESC LIMIT 1), c.{name}) AS {name}")
_EVENTS = "(SELECT COUNT(*) FROM contract_event e WHERE e.contract_id = c.id AND e.date <= {day} AND e.kind {kinds})"
_WHOLE = f"""
WITH {_PAPERS},
summed AS (SELECT contract_id, SUM(amount) AS amount, SUM(left_amount) AS left_amount FROM sold GROUP BY 1),
whole AS (SELECT contract_id, SUM(amount) AS amount FROM agreed GROUP BY 1),
service AS (SELECT contract_id, SUM(amount) AS amount FROM served GROUP BY 1)
SELECT c.id AS contract_id, {_STEP} AS step, {_MOVED.format(name='ends')}, {_MOVED.format(name='deliver_by')},
    COALESCE(w.amount, 0) AS agreed, COALESCE(v.amount, 0) + COALESCE(m.left_amount, 0) AS delivered, COALESCE(m.amount, 0) AS invoiced,
    COALESCE(({SETTLED.format(contract='c.id', day='{day}')}), 0)
        + COALESCE(({WAITING.format(contract='c.id', day='{day}')}), 0) AS received,
    {_EVENTS.replace('{kinds}', "LIKE 'breach%'")} AS breaches,
    {_EVENTS.replace('{kinds}', "= 'change'")}
        + (SELECT COUNT(*) FROM contract_supplement s WHERE s.contract_id = c.id AND s.date <= {{day}}) AS changes,
    COALESCE((SELECT e.text FROM contract_event e WHERE e.contract_id = c.id AND e.date <= {{day}}
        ORDER BY e.date DESC, e.id DESC LIMIT 1), '') AS event
FROM contract c LEFT JOIN summed m ON m.contract_id = c.id LEFT JOIN whole w ON w.contract_id = c.id
    LEFT JOIN service v ON v.contract_id = c.id
WHERE EXISTS (SELECT 1 FROM contract_step s WHERE s.contract_id = c.id AND s.step = 'approved' AND s.date <= {{day}})"""


@dataclass(frozen=True)
class LineFulfilment:
    """One line of a contract: base quantities and amounts in yuan, as of a day."""

    line_id: int
    code: str
    name: str
    specification: str
    unit: str
    agreed: Decimal
    agreed_amount: Decimal
    delivered: Decimal
    invoiced: Decimal
    invoiced_amount: Decimal

    @property
    def undelivered(self) -> Decimal | None:
        """What is left to deliver; negative beyond the contract, None without a bound."""
        return self.agreed - self.delivered if self.agreed else None

    @property
    def uninvoiced(self) -> Decimal | None:
        """What is left to invoice; negative beyond the contract, None without a bound."""
        return self.agreed - self.invoiced if self.agreed else None


@dataclass(frozen=True)
class Fulfilment:
    """One contract as of a day, in yuan; rates are shares of what was agreed, None where nothing has a bound."""

    contract_id: int
    day: date
    step: str
    ends: date | None
    deliver_by: date | None
    agreed: Decimal
    delivered: Decimal
    invoiced: Decimal
    received: Decimal
    breaches: int
    changes: int
    event: str
    lines: tuple[LineFulfilment, ...] = ()

    @property
    def left(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """What is left to deliver, to invoice and to receive; None of a framework without a bound."""
        if not self.agreed:
            return None, None, None
        return self.agreed - self.delivered, self.agreed - self.invoiced, self.agreed - self.received

    @property
    def rates(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """How much is delivered, invoiced, received."""
        return rate(self.delivered, self.agreed), rate(self.invoiced, self.agreed), rate(self.received, self.agreed)

    @property
    def days_left(self) -> int | None:
        """Days until it ends."""
        return days_left(self.ends, self.day)


def fulfilment_of(office: Office, contract_id: int, day: date | None = None) -> Fulfilment | None:
    """One contract with its lines, None before it was approved. day None: with everything that is entered, today."""
    run, upto = office.database.execute_sql, (day or date.max).isoformat()
    asked = {"day": upto, "contract": contract_id}
    row = run(f"SELECT * FROM ({_WHOLE.format(day=':day')}) WHERE contract_id = :contract", asked).fetchone()
    if row is None:
        return None
    own = {line.id: line for line in found_contract(office, contract_id).lines}
    units = dict(run("SELECT l.id, COALESCE(p.unit, l.unit) FROM contract_line l LEFT JOIN product p ON p.id = l.product_id "
                     "WHERE l.contract_id = ?", (contract_id,)).fetchall())
    lines = []
    for each in run(f"SELECT * FROM ({_LINES.format(day=':day')}) WHERE contract_id = :contract", asked):
        line = own[each[1]]
        lines.append(LineFulfilment(line.id, line.code, line.name, line.specification, units[line.id], from_scaled(each[2], 3),
                                    yuan(each[3]), from_scaled(each[4], 3), from_scaled(each[5], 3), yuan(each[6])))
    place = {key: at for at, key in enumerate(own)}
    return Fulfilment(
        row[0], day or office.clock.today(), row[1], _date(row[2]), _date(row[3]), yuan(row[4]), yuan(row[5]), yuan(row[6]), yuan(row[7]),
        row[8], row[9], row[10], tuple(sorted(lines, key=lambda line: place[line.line_id])))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_of(ask: Filter) -> date:
    """The day asked about. Nothing is dated later than tomorrow, so that today is everything there is unless a day is named."""
    return ask.as_of or ask.end or date.max


def _told(sql: str, ask: Filter, alias: str) -> Any:
    return Select([SQL(f"({sql.format(day=repr(_day_of(ask).isoformat()))}) AS t")], [SQL("t.*")]).alias(alias)


def _asked(query: ModelSelect, ask: Filter) -> ModelSelect:
    """With the day on which days left are counted."""
    day = ask.as_of or ask.end or clock_of(Contract).today()
    asked = Select([SQL("(SELECT ? AS day) AS d", [day.isoformat()])], [SQL("d.day")]).alias("now")
    return query.join(asked, JOIN.CROSS, attr="now")


def contracts(ask: Filter) -> ModelSelect:
    """Every contract that was approved by the day, with what became of it by then."""
    query = Contract.select().from_(Contract).join(_told(_WHOLE, ask, "f"), on=SQL("f.contract_id") == Contract.id)
    return _asked(query, ask)


def lines(ask: Filter) -> ModelSelect:
    """Every line of those contracts."""
    query = ContractLine.select().from_(ContractLine).join(_told(_LINES, ask, "n"), on=SQL("n.line_id") == ContractLine.id)
    query = query.join_from(ContractLine, Contract)
    return query.join(_told(_WHOLE, ask, "f"), on=SQL("f.contract_id") == Contract.id)


_PARTS = """
SELECT i.id, i.contract_id, i.due, SUM(x.amount) FROM instalment i JOIN instalment x ON COALESCE(x.changes_id, x.id) = i.id
    LEFT JOIN contract_supplement s ON s.id = x.supplement_id LEFT JOIN contract_supplement o ON o.id = i.supplement_id
WHERE i.changes_id IS NULL AND (x.supplement_id IS NULL OR s.date <= :day) AND (i.supplement_id IS NULL OR o.date <= :day)
    AND EXISTS (SELECT 1 FROM contract_step t WHERE t.contract_id = i.contract_id AND t.step = 'approved' AND t.date <= :day)
GROUP BY i.id ORDER BY i.contract_id, i.due, i.position, i.id"""
_NAMED = ("SELECT instalment_id, SUM(amount) FROM receipt WHERE instalment_id IS NOT NULL AND date <= :day GROUP BY 1")
_MONEY = ("SELECT c.id, COALESCE((" + SETTLED.format(contract="c.id", day=":day") + "), 0) + COALESCE(("
          + WAITING.format(contract="c.id", day=":day") + "), 0) FROM contract c WHERE c.id IN (SELECT contract_id FROM instalment)")


_last_read: tuple[object, list[tuple[int, Decimal, Decimal]]] = (None, [])
"""What was found last and for which journal: a screen that pages through the list asks for it again and again."""


def paid_parts(database: Any, day: date) -> list[tuple[int, Decimal, Decimal]]:
    """(instalment, agreed, received) of every contract that was approved by a day, in yuan."""
    global _last_read
    asked = (database.database, head(database), day)
    if _last_read[0] != asked:
        _last_read = (asked, _paid_parts(database, day))
    return _last_read[1]


def _paid_parts(database: Any, day: date) -> list[tuple[int, Decimal, Decimal]]:
    at = {"day": day.isoformat()}
    parts: dict[int, list[tuple[int, Decimal]]] = {}
    for key, contract, _due, amount in database.execute_sql(_PARTS, at).fetchall():
        parts.setdefault(contract, []).append((key, yuan(amount)))
    named = {key: yuan(amount) for key, amount in database.execute_sql(_NAMED, at).fetchall()}
    money = {key: yuan(amount) for key, amount in database.execute_sql(_MONEY, at).fetchall()}
    found = []
    for contract, agreed in parts.items():
        got = spread(agreed, {key: named[key] for key, _amount in agreed if key in named}, money.get(contract, ZERO))
        found += [(key, amount, got[key]) for key, amount in agreed]
    return found


def instalment(office: Office, instalment_id: int) -> tuple[int, Decimal]:
    """(contract, what is open of it in yuan) of one instalment."""
    row = office.database.execute_sql("SELECT contract_id FROM instalment WHERE id = ?", (instalment_id,)).fetchone()
    held = found_contract(office, row[0] if row else 0)
    paid = instalments_paid(office, held)
    return held.id, next((one.amount - paid[one.id] for one in held.instalments if one.id == instalment_id), ZERO)


def instalments(ask: Filter) -> ModelSelect:
    """Every instalment of contracts that were approved by the day, with what came in of it."""
    rows = json.dumps([[key, fen(amount), fen(received)] for key, amount, received in paid_parts(Contract._meta.database, _day_of(ask))])
    columns = "json_extract(j.value, '$[0]') AS id, json_extract(j.value, '$[1]') AS amount, json_extract(j.value, '$[2]') AS received"
    told = Select([SQL("json_each(?) AS j", [rows])], [SQL(columns)]).alias("paid")
    query = Instalment.select().from_(Instalment).join(told, on=SQL("paid.id") == Instalment.id).join_from(Instalment, Contract)
    return _asked(query, ask)
