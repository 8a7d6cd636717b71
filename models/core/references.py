"""Whether a row is used by others: asked before it changes or goes, without the room knowing the rooms to its right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.core.table import Table


def is_used(database: Any, tables: Sequence[type[Table]], target: type[Table], row_id: int, own: Sequence[type[Table]] = ()) -> bool:
    """Whether any table of the office but its `own` parts refers to this row of the target table by a foreign key."""
    for table in tables:
        if table in own:
            continue
        meta: Any = table._meta
        for field in meta.refs:
            if field.rel_model is target:
                sql = f'SELECT 1 FROM "{meta.table_name}" WHERE "{field.column_name}" = ? LIMIT 1'
                if database.execute_sql(sql, (row_id,)).fetchone():
                    return True
    return False
