"""The figures of one day, read from what was posted on it: it costs what the day costs, not what the history costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.queries.kept import day_figures, last_closing, shift_differences
from models.closing.rules import runs_of
from models.core.fields import from_scaled
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.days.queries import next_work_day
from models.deliveries.queries import open_differences
from models.leads.queries import follow_ups
from models.receipts import queries as receipts
from models.stock.queries import live_promises

Figures = dict[str, Any]
SERIES = {"invoice": "invoice", "receipt": "receipt", "refund": "receipt", "deposit": "receipt", "petty": "receipt", "delivery": "delivery"}
"""Series of numbers, and the table in which each of their numbers must stand."""
MOST, OF_EACH = 50, 20
"""Open differences named on the sheet, and rows of each kind on tomorrow's list."""


def figures_of(office: Office, day: date) -> Figures:
    """Everything the closing sheet says of a day, as plain data with Decimals: stored at the close, printed ever after."""
    before = last_closing(office, day)
    kept = day_figures(office, before.id) if before else {}
    sales = sales_of(office, day)
    received: list[Figures] = [
        {"method": row.method, "count": row.count, "goods": row.goods, "old": row.old, "advance": row.advance, "amount": row.amount}
        for row in receipts.day_receipts(office, day)]
    return {
        "date": day, "numbers": _numbers(office, day), "series": _series(office, day, kept), "sales": sales,
        "receipts": received,
        "receipts_total": {key: sum((row[key] for row in received), ZERO) for key in ("goods", "old", "advance", "amount")},
        "receivables": _receivables(office, day, kept), "stock": _stock(office, day),
        "cash": drawer_of(office, day), "open": _open_items(office, day), "tomorrow": _tomorrow(office, day),
        "cumulative": _cumulative(kept, sales, sum((row["amount"] for row in received), ZERO)),
    }


def drawer_of(office: Office, day: date) -> Figures:
    """The drawer; what was found over or short when it was handed over during the day is in the book already."""
    cash, shifts = receipts.cash_book(office, day), shift_differences(office, day)
    return {"opening": cash.opening, "received": cash.received, "banked": cash.banked, "paid": cash.paid, "refunded": cash.refunded,
            "shifts": shifts, "book": cash.book + shifts}


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


def _series(office: Office, day: date, kept: Figures) -> list[list[Any]]:
    """[series, period, last number taken, last one at the close before] of the series that have papers this day; others are carried on.

    The plus keeps SQLite to the index of dates: a day's papers, not a month's numbers.
    """
    before = {(series, period): last for series, period, last, _earlier in kept.get("series", ())}
    found: list[list[Any]] = []
    for series, table in SERIES.items():
        touched = office.database.execute_sql(
            f"SELECT s.period, s.last FROM number_series s WHERE s.series = ?1 AND EXISTS (SELECT 1 FROM {table} d WHERE d.date = ?2 "
            "AND +d.number > s.period AND +d.number < s.period || ':')", (series, day.isoformat())).fetchall()
        found += [[series, period, last, before.get((series, period), 0)] for period, last in touched]
        if not touched:
            found += [[key, period, last, last] for (key, period), last in before.items() if key == series]
    return found


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
AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = d.id AND r.kind = 'void' AND r.date <= ?1)"""


def sales_of(office: Office, day: date) -> Figures:
    """The sales of a day, and what paid for them by its end."""
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
    by_kind = dict(office.database.execute_sql("SELECT kind, SUM(amount) FROM ledger_entry WHERE date = ? GROUP BY kind",
                                               (day.isoformat(),)))

    def of(*kinds: str) -> Decimal:
        return yuan(sum(by_kind.get(kind, 0) for kind in kinds))
    return {"opening": opening, "opening_entries": of("opening"), "invoices": of("invoice", "red", "void"),
            "received": -of("receipt", "receipt_reversal"), "refunded": of("refund", "refund_reversal"),
            "given_up": -of("discount", "discount_reversal", "write_off", "write_off_reversal"),
            "moved": _sum(office, _MOVED, day.isoformat()), "closing": opening + yuan(sum(by_kind.values()))}


_STOCK = """
WITH moved AS (SELECT product_id, warehouse_id, SUM(goods_in) AS goods_in, SUM(goods_out) AS goods_out FROM (
        SELECT product_id, warehouse_id, MAX(quantity, 0) AS goods_in, MAX(-quantity, 0) AS goods_out FROM movement WHERE date = ?1
        UNION ALL SELECT l.product_id, c.warehouse_id, 0, 0 FROM count c JOIN count_line l ON l.count_id = c.id
        WHERE c.date = ?1 AND c.state <> 'dropped' AND l.counted IS NOT NULL) GROUP BY product_id, warehouse_id)
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
        "drafts": [row[0] or "–" for row in run("SELECT title FROM draft WHERE form = 'invoice' ORDER BY id LIMIT 50")],
        "checks": run("SELECT COUNT(*) FROM stock_check WHERE asked_on <= ? AND answered_at IS NULL", (day.isoformat(),)).fetchone()[0],
        "differences": _differences(office, day),
        "failed_trips": run("SELECT COUNT(*) FROM failed_trip WHERE date = ?", (day.isoformat(),)).fetchone()[0],
        "liabilities": [[name, rule, yuan(amount)] for name, rule, amount in run(
            "SELECT p.name, c.rule, c.amount FROM liability_case c JOIN person p ON p.id = c.person_id WHERE c.date = ? "
            "AND NOT EXISTS (SELECT 1 FROM liability_settlement s WHERE s.case_id = c.id AND s.outcome = 'withdrawn')",
            (day.isoformat(),))],
    }


def _differences(office: Office, day: date) -> list[list[object]]:
    """Invoices up to the day whose goods have not all moved, and nobody said why: [number, customer, quantity in base units]."""
    return [[each.number, each.customer, each.quantity] for each in open_differences(office) if each.date <= day][:MOST]


def _tomorrow(office: Office, day: date) -> list[list[str]]:
    """What waits until the next work day: tasks, leads to follow up, promised goods; of each the oldest first, a bounded number."""
    upto = next_work_day(office, day)
    tasks = office.database.execute_sql("SELECT due, title FROM task WHERE done_at IS NULL AND due <= ? ORDER BY due, id LIMIT ?",
                                        (upto.isoformat(), OF_EACH))
    leads, _count = follow_ups(office, upto, OF_EACH)
    found = [[due, "task", title] for due, title in tasks]
    found += [[lead.due.isoformat(), "lead", " ".join(filter(None, (lead.grade, lead.name, lead.phone)))] for lead in leads]
    found += [[office.clock.local(each.until).date().isoformat(), "promise", f"{each.customer} {each.product}"]
              for each in live_promises(office)[:OF_EACH]]
    return sorted(found)


def _cumulative(kept: Figures, sales: Figures, received: Decimal) -> Figures:
    """Totals that run on from close to close, perpetually."""
    before = kept.get("cumulative", {})
    return {"net": Decimal(before.get("net", "0.00")) + sales["net"], "received": Decimal(before.get("received", "0.00")) + received,
            "days": int(before.get("days", 0)) + 1}
