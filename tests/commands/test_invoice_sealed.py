"""Nothing of an issued invoice changes: the database itself refuses, whichever way it is asked."""

from __future__ import annotations

import pytest
from peewee import IntegrityError

from models.core.office import Office
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.invoices.tables import Invoice, InvoiceLine, InvoiceVoid
from tests.shop import a_shop

TABLES = (Invoice, InvoiceLine, InvoiceVoid)


@pytest.fixture
def papers(office: Office) -> Office:
    """An office with a sale, a red and a void."""
    shop = a_shop(office)
    red_invoice(office, RedInput(shop.sold().id, "退货"))
    void_invoice(office, VoidInput(shop.sold().id, "开错了"))
    return office


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_neither_saved_nor_updated_nor_deleted(papers: Office, table: type[Invoice]) -> None:
    row = table.select().first()
    for attempt in (row.save, row.delete_instance, table.update({_text_field(table): "x"}).execute, table.delete().execute,
                    table.replace(**row.__data__).execute, lambda: table.bulk_update([row], [_text_field(table)])):
        with pytest.raises(IntegrityError, match="sealed"):
            attempt()


def _text_field(table: type[Invoice]) -> str:
    return "name" if table is InvoiceLine else "reason"


@pytest.mark.parametrize("table", TABLES)
def test_an_upsert_does_not_get_through(papers: Office, table: type[Invoice]) -> None:
    row = table.select().first()
    with pytest.raises(IntegrityError, match="sealed"):
        table.insert(**row.__data__).on_conflict_replace().execute()
    with pytest.raises(IntegrityError, match="sealed"):
        table.insert(**row.__data__).on_conflict(preserve=[_text_field(table)], conflict_target=[table._meta.primary_key]).execute()


@pytest.mark.parametrize("table", ["invoice", "invoice_line", "invoice_void"])
def test_raw_sql_does_not_get_through(papers: Office, table: str) -> None:
    run = papers.database.execute_sql
    before = run(f"SELECT * FROM {table}").fetchall()
    columns = [row[1] for row in run(f"PRAGMA table_info({table})").fetchall()]
    for attempt in (f"UPDATE {table} SET {columns[1]} = {columns[1]}", f"UPDATE OR REPLACE {table} SET {columns[-1]} = NULL",
                    f"DELETE FROM {table}",
                    f"REPLACE INTO {table} SELECT * FROM {table}", f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
                    f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {columns[1]} = {columns[1]}"):
        with pytest.raises(IntegrityError, match="sealed"):
            run(attempt)
    assert run(f"SELECT * FROM {table}").fetchall() == before


def test_a_number_is_used_once_even_under_another_id(papers: Office) -> None:
    with pytest.raises(IntegrityError, match="sealed"):
        papers.database.execute_sql("INSERT OR REPLACE INTO invoice SELECT 999, " + ", ".join(
            f'"{field.column_name}"' for field in Invoice._meta.sorted_fields if field.name != "id") + " FROM invoice LIMIT 1")
