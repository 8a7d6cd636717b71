"""The figures of one day, read from what was posted on it: it costs what the day costs, not what the history costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.queries.kept import day_figures, last_closing
from models.closing.rules import runs_of
from models.core.fields import from_scaled
from models.core.money import yuan
from models.core.office import Office
from models.receipts import queries as receipts

Figures = dict[str, Any]


def figures_of(office: Office, day: date) -> Figures:
    """Everything the closing sheet says of a day, as plain data with Decimals: stored at the close, printed ever after."""
    before = last_closing(office, day)
    kept = day_figures(office, before.id) if before else {}
    sales = _sales(office, day)
    cash = receipts.cash_book(office, day)
    return {
        "date": day, "numbers": _numbers(office, day), "sales": sales,
        "receipts": [{"method": row.method, "goods": row.goods, "debts": row.debts, "advance": row.advance, "total": row.total}
                     for row in receipts.day_receipts(office, day)],
        "receivables": _receivables(office, day, kept), "stock": _stock(office, day),
        "cash": {"opening": cash.opening, "received": cash.received, "banked": cash.banked, "paid": cash.paid,
                 "refunded": cash.refunded, "book": cash.book},
        "open": _open_items(office, day), "tomorrow": _tomorrow(office, day),
        "cumulative": _cumulative(kept, sales),
    }


def _sum(office: Office, sql: str, *params: object) -> Decimal:
    return yuan(office.database.execute_sql(sql, params).fetchone()[0] or 0)


def _numbers(office: Office, day: date) -> Figures:
    rows = office.database.execute_sql(
        "SELECT i.number, i.kind, v.invoice_id IS NOT NULL FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id "
        "WHERE i.date = ?", (day.isoformat(),)).fetchall()
    runs = runs_of(number for number, _kind, _void in rows)
    void = sum(1 for _number, _kind, is_void in rows if is_void)
    red = sum(1 for _number, kind, is_void in rows if kind == "red" and not is_void)
    return {"runs": [list(run) for run in runs], "valid": len(rows) - void - red, "void": void, "red": red, "used": len(rows)}


_SALES = """
SELECT COALESCE(SUM(CASE WHEN i.kind = 'sale' AND v.invoice_id IS NULL THEN i.total END), 0),
    COALESCE(SUM(CASE WHEN i.kind = 'red' THEN i.total END), 0), COALESCE(SUM(CASE WHEN v.invoice_id IS NOT NULL THEN i.total END), 0),
    COALESCE(SUM(CASE WHEN i.kind = 'sale' AND v.invoice_id IS NULL THEN i.quantity END), 0)
FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id WHERE i.date = ?"""
_SETTLED = """
SELECT CASE WHEN c.kind = 'receipt' AND c.date = ?1 THEN 'received' WHEN c.kind = 'red' THEN 'settled_by_red'
    WHEN c.kind IN ('discount', 'write_off') THEN 'discount' ELSE 'advance' END, SUM(a.amount)
FROM ledger_entry d JOIN allocation a ON a.debt_id = d.id JOIN ledger_entry c ON c.id = a.credit_id
WHERE d.date = ?1 AND d.kind = 'invoice' AND a.date <= ?1 GROUP BY 1"""
_OPEN = """
SELECT COALESCE(SUM(d.amount - COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.debt_id = d.id AND a.date <= ?1), 0)), 0)
FROM ledger_entry d WHERE d.date = ?1 AND d.kind = 'invoice'
AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = d.id AND r.date <= ?1)"""


def _sales(office: Office, day: date) -> Figures:
    gross, red, void, quantity = office.database.execute_sql(_SALES, (day.isoformat(),)).fetchone()
    settled = dict(office.database.execute_sql(_SETTLED, (day.isoformat(),)).fetchall())
    parts = {key: yuan(settled.get(key, 0)) for key in ("received", "advance", "settled_by_red", "discount")}
    return {"gross": yuan(gross), "red": yuan(red), "net": yuan(gross + red), "void": yuan(void), "quantity": from_scaled(quantity, 3),
            "credit": _sum(office, _OPEN, day.isoformat()), **parts}


_MOVED = """
SELECT COALESCE(SUM(k.balance - COALESCE((SELECT b.balance FROM customer_day b WHERE b.customer_id = k.customer_id AND b.date < k.date
    ORDER BY b.date DESC LIMIT 1), 0)), 0) FROM customer_day k WHERE k.date = ?"""
_OPENING = """
SELECT COALESCE(SUM(amount), 0) FROM ledger_entry WHERE date < ? AND date > ?"""


def _receivables(office: Office, day: date, kept: Figures) -> Figures:
    """Opening is carried from the close before, plus what was posted between (only before the first close anything can be)."""
    since = kept.get("date", "")
    opening = Decimal(kept["receivables"]["closing"]) if kept else Decimal("0.00")
    opening += _sum(office, _OPENING, day.isoformat(), str(since))
    by_kind = dict(office.database.execute_sql("SELECT kind, SUM(amount) FROM ledger_entry WHERE date = ? GROUP BY kind", (day.isoformat(),)))

    def of(*kinds: str) -> Decimal:
        return yuan(sum(by_kind.get(kind, 0) for kind in kinds))
    return {"opening": opening, "opening_entries": of("opening"), "invoices": of("invoice", "red", "void"),
            "received": -of("receipt", "receipt_reversal"), "refunded": of("refund", "refund_reversal"),
            "given_up": -of("discount", "discount_reversal", "write_off"),
            "moved": _sum(office, _MOVED, day.isoformat()), "closing": opening + yuan(sum(by_kind.values()))}


_STOCK = """
WITH moved AS (SELECT product_id, warehouse_id, SUM(MAX(quantity, 0)) AS goods_in, SUM(MAX(-quantity, 0)) AS goods_out
    FROM movement WHERE date = ?1 GROUP BY product_id, warehouse_id)
SELECT w.name, p.code, p.name, p.unit, COALESCE((SELECT s.on_hand FROM stock_day s WHERE s.product_id = m.product_id
    AND s.warehouse_id = m.warehouse_id AND s.date < ?1 ORDER BY s.date DESC LIMIT 1), 0), m.goods_in, m.goods_out,
    (SELECT s.on_hand FROM stock_day s WHERE s.product_id = m.product_id AND s.warehouse_id = m.warehouse_id AND s.date <= ?1
    ORDER BY s.date DESC LIMIT 1), (SELECT l.counted FROM count_line l JOIN count c ON c.id = l.count_id WHERE c.date = ?1
    AND c.warehouse_id = m.warehouse_id AND l.product_id = m.product_id AND c.state <> 'dropped' ORDER BY c.id DESC LIMIT 1)
FROM moved m JOIN product p ON p.id = m.product_id JOIN warehouse w ON w.id = m.warehouse_id ORDER BY w.code, p.code"""


def _stock(office: Office, day: date) -> list[Figures]:
    names = ("opening", "in", "out", "closing", "counted")
    made = []
    for warehouse, code, product, unit, *quantities in office.database.execute_sql(_STOCK, (day.isoformat(),)):
        figures = {name: None if raw is None else from_scaled(raw, 3) for name, raw in zip(names, quantities, strict=True)}
        counted = figures["counted"]
        difference = None if counted is None else counted - (figures["closing"] or Decimal(0))
        made.append({"warehouse": warehouse, "code": code, "product": product, "unit": unit, **figures, "difference": difference})
    return made


def _open_items(office: Office, day: date) -> Figures:
    run = office.database.execute_sql
    return {
        "drafts": [row[0] for row in run("SELECT title FROM draft ORDER BY id LIMIT 50")],
        "checks": run("SELECT COUNT(*) FROM stock_check WHERE asked_on <= ? AND answered_at IS NULL", (day.isoformat(),)).fetchone()[0],
        "differences": _differences(office, day),
        "failed_trips": run("SELECT COUNT(*) FROM failed_trip WHERE date = ?", (day.isoformat(),)).fetchone()[0],
        "liabilities": [[name, rule, yuan(amount)] for name, rule, amount in run(
            "SELECT p.name, c.rule, c.amount FROM liability_case c JOIN person p ON p.id = c.person_id WHERE c.date = ?",
            (day.isoformat(),))],
    }


def _differences(office: Office, day: date) -> list[list[object]]:
    """Invoices of the day whose goods have not all left: [number, customer, quantity in base units]."""
    rows = office.database.execute_sql("""
        SELECT i.number, i.customer_name, SUM(l.base_quantity) - COALESCE((SELECT SUM(d.quantity) FROM delivery_line d
            JOIN invoice_line o ON o.id = d.line_id WHERE o.invoice_id = i.id), 0) AS left_over
        FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id LEFT JOIN invoice_void v ON v.invoice_id = i.id
        WHERE i.date = ? AND i.kind = 'sale' AND v.invoice_id IS NULL GROUP BY i.id HAVING left_over <> 0
        ORDER BY i.number""", (day.isoformat(),))
    return [[number, customer, from_scaled(quantity, 3)] for number, customer, quantity in rows]


def _tomorrow(office: Office, day: date) -> list[list[str]]:
    """What waits: open tasks, leads to follow up and promised goods up to the next work day, the oldest first, at most forty."""
    from models.days.queries import next_work_day

    upto = next_work_day(office, day).isoformat()
    rows = office.database.execute_sql("""
        SELECT due, 'task', title FROM task WHERE done_at IS NULL AND due <= ?1
        UNION ALL SELECT p.until, 'promise', c.name || ' ' || r.name FROM promise p JOIN customer c ON c.id = p.customer_id
            JOIN product r ON r.id = p.product_id WHERE p.released = 0 AND p.consumed < p.quantity AND p.until > ?2
        ORDER BY 1 LIMIT 40""", (upto, day.isoformat()))
    return [[due[:10], kind, title] for due, kind, title in rows]


def _cumulative(kept: Figures, sales: Figures) -> Figures:
    """Totals that run on from close to close, perpetually."""
    before = kept.get("cumulative", {})
    return {"net": Decimal(before.get("net", "0.00")) + sales["net"], "days": int(before.get("days", 0)) + 1}
