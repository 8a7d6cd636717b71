"""What merging two customers would mean, before it is done: where their files differ, and what stands under each name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from models.core.office import Office
from models.core.text import N_
from models.customers.queries import CustomerRow, card
from models.customers.tables import Customer
from models.receivables.queries import balance

TITLES = {
    "invoice": N_("Invoices"), "receipt": N_("Receipts"), "ledger_entry": N_("Ledger entries"), "promise": N_("Promises"),
    "stock_check": N_("Stock checks"), "contact": N_("Contacts"), "delivery_address": N_("Delivery addresses"), "licence": N_("Licences"),
    "customer_note": N_("Demands and opinions"), "failed_trip": N_("Failed trips"), "lead": N_("Leads"), "owned_visit": N_("Visits"),
    "visit_plan": N_("Planned visits"), "reception": N_("Reception log"), "warning_answer": N_("Early-warning measures"),
    "last_price": N_("Last prices"), "contract": N_("Contracts"), "quote": N_("Quotes"),
}
ASIDE = frozenset({"id", "code", "opening", "active", "created", "contacts", "addresses", "licences", "salesperson_id"})


@dataclass(frozen=True)
class Side:
    """One of the two. counts: what stands under its name, by table; balance: what it owes, in yuan."""

    file: CustomerRow
    balance: Decimal
    counts: dict[str, int]


@dataclass(frozen=True)
class MergePreview:
    """Both files side by side. differ: field -> (of the merged, of the kept). Nothing of `merged.counts` is rewritten:
    it shows under the kept one where lists go by customer, and its balance is moved by a pair of entries if asked for.
    """

    merged: Side
    kept: Side
    differ: dict[str, tuple[Any, Any]]


def merge_preview(office: Office, customer_id: int, kept_id: int) -> MergePreview:
    """What merging would mean. Raises RuleViolation for an unknown customer."""
    merged, kept = _side(office, customer_id), _side(office, kept_id)
    pairs = {item.name: (getattr(merged.file, item.name), getattr(kept.file, item.name))
             for item in fields(CustomerRow) if item.name not in ASIDE}
    return MergePreview(merged, kept, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]})


def _side(office: Office, customer_id: int) -> Side:
    counts = {}
    for table in office.tables:
        meta: Any = table._meta
        for field in meta.refs:
            if field.rel_model is Customer and meta.table_name in TITLES:
                sql = f'SELECT COUNT(*) FROM "{meta.table_name}" WHERE "{field.column_name}" = ?'
                counts[meta.table_name] = int(office.database.execute_sql(sql, (customer_id,)).fetchone()[0])
    prices = office.database.execute_sql("SELECT COUNT(*) FROM last_price WHERE customer_id = ?", (customer_id,)).fetchone()[0]
    counts["last_price"] = int(prices)
    return Side(card(office, customer_id), balance(office, customer_id), {name: count for name, count in counts.items() if count})
