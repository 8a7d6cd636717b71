"""The table every room's tables grow from, and what each says of itself: sealed once written, bound to a business day."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from peewee import Model

CLOSED_THROUGH = ("MAX(COALESCE((SELECT MAX(date) FROM day_lock), ''), COALESCE((SELECT MAX(last_day) FROM month_lock), ''))")
"""SQL for the last business day that is closed, by itself or with its month, "" for none; the tables belong to the room `days`."""


def _snake(model: type[Model]) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model.__name__).lower()


class Table(Model):
    """A STRICT table. `sealed`: never updated, deleted or replaced. `day_field`: writes into a closed day are refused.

    goes_when: SQL over OLD, when a sealed row may go after all. extra_sql: statements that make what belongs to the table beside it,
    such as its search index.
    """

    sealed: ClassVar[bool] = False
    goes_when: ClassVar[str] = ""
    day_field: ClassVar[str | None] = None
    extra_sql: ClassVar[tuple[str, ...]] = ()

    class Meta:
        strict_tables = True
        table_function = _snake
        legacy_table_names = False


def all_tables(root: type[Model] = Table) -> list[type[Table]]:
    """Every table declared so far, in order of declaration."""
    found: list[type[Table]] = []
    for child in root.__subclasses__():
        found.append(child)
        found.extend(all_tables(child))
    return found


def taken_back(target: str, column: str) -> str:
    """SQL for `goes_when`: the row that an import of this target made, named by a column of the sealed one, is being taken back."""
    return (f"EXISTS (SELECT 1 FROM imported_row r JOIN import_record i ON i.id = r.import_id WHERE r.row_id = OLD.\"{column}\" "
            f"AND r.before = '' AND i.target = '{target}' AND i.undone IS NOT NULL)")


def _unless(table: type[Table]) -> str:
    return f"WHEN NOT ({table.goes_when}) " if table.goes_when else ""


def triggers_of(table: type[Table]) -> list[str]:
    """The SQL of the triggers a table asks for; they use no functions of ours, so that they hold in any SQLite shell."""
    meta: Any = table._meta
    name, made = meta.table_name, []
    if table.sealed:
        keys = [[meta.primary_key.column_name]] if not meta.composite_key else [list(meta.primary_key.field_names)]
        keys += [[field.column_name] for field in meta.sorted_fields if field.unique]
        keys += [[meta.fields[part].column_name for part in parts] for parts, unique in meta.indexes if unique]
        same = " OR ".join("(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in key) + ")" for key in keys)
        made += [
            f'CREATE TRIGGER "{name}_sealed_update" BEFORE UPDATE ON "{name}" BEGIN SELECT RAISE(ABORT, \'sealed: {name}\'); END',
            f'CREATE TRIGGER "{name}_sealed_delete" BEFORE DELETE ON "{name}" {_unless(table)}'
            f"BEGIN SELECT RAISE(ABORT, 'sealed: {name}'); END",
            f'CREATE TRIGGER "{name}_sealed_insert" BEFORE INSERT ON "{name}" WHEN EXISTS (SELECT 1 FROM "{name}" WHERE {same}) '
            f"BEGIN SELECT RAISE(ABORT, 'sealed: {name}'); END",
        ]
    if table.day_field:
        day = meta.fields[table.day_field].column_name
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            if table.sealed and event != "INSERT":
                continue
            closed = " OR ".join(f'{row}."{day}" <= {CLOSED_THROUGH}' for row in rows)
            made.append(f'CREATE TRIGGER "{name}_day_{event.lower()}" BEFORE {event} ON "{name}" WHEN {closed} '
                        f"BEGIN SELECT RAISE(ABORT, 'closed day: {name}'); END")
    return made
