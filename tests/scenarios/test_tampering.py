"""Somebody who has the key writes into the file beside the program: `check` names what was changed, whatever it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.demo import make_sample
from models.core import audit, sealing
from models.core.office import Office
from models.core.sealing import Seals, shapes
from models.street import faults, make_office, office_tables
from tests.terminal import Terminal

LAST = "(SELECT MAX(id) FROM {table} WHERE {which})"
TRANSFER = LAST.format(table="receipt", which="kind = 'receipt' AND method <> 'cash' AND reverses_id IS NULL")
TAMPERED: tuple[tuple[str, str], ...] = (
    ("UPDATE invoice SET total = total + 1 WHERE id = 3", "sum of its lines"),
    ("UPDATE invoice SET total = total + 1, net = net + 1 WHERE id = 3", "sum of its lines"),
    ("UPDATE invoice SET number = 'XS20261199999' WHERE id = 3", "never taken"),
    ("UPDATE invoice SET date = '2026-11-10' WHERE id = 3", "another customer, day"),
    ("UPDATE invoice SET customer_id = customer_id % 5 + 1 WHERE id = 3", "another customer, day"),
    ("UPDATE invoice SET due = '2027-01-01' WHERE id = 3", "another customer, day"),
    ("UPDATE invoice SET original_id = 2 WHERE id = 3", "reverses no invoice"),
    ("UPDATE invoice_line SET price = price + 1000000 WHERE id = 3", "quantity × price"),
    ("UPDATE invoice_line SET quantity = quantity + 1000 WHERE id = 3", "quantity × price"),
    ("UPDATE invoice_line SET amount = amount + 1, net = net + 1 WHERE id = 3", "sum of its lines"),
    ("UPDATE invoice_line SET product_id = product_id % 5 + 1 WHERE id = 3", "another day, for another line"),
    ("UPDATE invoice_line SET net = net - 5, tax = tax + 5 WHERE id = 3; "
     "UPDATE invoice SET net = net - 5, tax = tax + 5 WHERE id = (SELECT invoice_id FROM invoice_line WHERE id = 3)", "the tax of"),
    ("DELETE FROM invoice_line WHERE invoice_id = 3; DELETE FROM invoice WHERE id = 3", "papers have one"),
    ("INSERT INTO invoice_void SELECT NULL, id, date, 'x', 'x', moment FROM invoice WHERE id = 4", "as issued"),
    *((f"UPDATE number_series SET last = last + 1 WHERE series = '{series}'", "papers have one")
      for series in ("invoice", "receipt", "delivery", "goods-in", "count")),
    *((f"DELETE FROM number_series WHERE series = '{series}'", "never taken") for series in ("invoice", "receipt", "delivery", "goods-in")),
    ("UPDATE number_series SET last = last - 1 WHERE series = 'invoice'", "never taken"),
    ("UPDATE stock_day SET on_hand = on_hand + 1 WHERE rowid = 1", "should be"),
    ("UPDATE stock_day SET reserved = reserved + 1 WHERE rowid = 1", "should be"),
    ("DELETE FROM stock_day WHERE rowid = 1", "should be"),
    ("UPDATE movement SET quantity = quantity + 1 WHERE id = 5", "should be"),
    ("UPDATE movement SET kind = 'in' WHERE kind = 'adjust'", "not of the kind"),
    ("UPDATE reservation SET quantity = quantity + 1 WHERE id = 2", "should be"),
    ("DELETE FROM reserved", "reserved, has"),
    ("UPDATE promise SET consumed = quantity + 1", "than was promised"),
    ("UPDATE customer_day SET balance = balance + 1 WHERE rowid = 1", "the entries say"),
    ("DELETE FROM customer_day WHERE rowid = 1", "the entries say"),
    ("UPDATE ledger_entry SET amount = amount + 1 WHERE id = 20", "the entries say"),
    ("UPDATE ledger_entry SET kind = 'write_off' WHERE kind = 'receipt'", "another customer, day"),
    ("UPDATE ledger_entry SET due = '2030-01-01' WHERE kind = 'invoice'", "another customer, day"),
    ("UPDATE open_entry SET open = open + 1", "the allocations say"),
    ("UPDATE allocation SET amount = amount + 100 WHERE id = 1", "the allocations say"),
    ("DELETE FROM allocation WHERE id = 1", "the allocations say"),
    (f"UPDATE receipt SET amount = amount + 1 WHERE id = {TRANSFER}", "do not agree"),
    (f"UPDATE receipt SET method = 'wechat' WHERE id = {TRANSFER} OR date < '2026-11-23' AND method = 'transfer'", "other receipts"),
    (f"DELETE FROM receipt WHERE id = {TRANSFER}", "papers have one"),
    (f"UPDATE receipt SET customer_id = customer_id % 5 + 1 WHERE id = {TRANSFER}", "another customer, day"),
    (f"UPDATE receipt SET date = '2026-11-01' WHERE id = {TRANSFER}", "another customer, day"),
    (f"UPDATE receipt SET number = number || '9' WHERE id = {TRANSFER}", "never taken"),
    ("UPDATE receipt SET method = 'cash' WHERE method = 'transfer'", "the drawer holds"),
    ("UPDATE cash_day SET balance = balance + 1", "the drawer holds"),
    ("UPDATE delivery_line SET quantity = quantity + 1 WHERE id = 1", "stock says"),
    ("UPDATE delivery SET number = 'X' WHERE id = 1", "never taken"),
    ("UPDATE delivery SET date = '2026-11-01' WHERE id = 1", "on another day"),
    ("UPDATE journal SET content = '{}' WHERE sequence = 7", "entry 7 was changed"),
    ("UPDATE journal SET person = 'x' WHERE sequence = 9", "entry 9 was changed"),
    ("DELETE FROM journal WHERE sequence = 7", "entry 7 is missing"),
    ("DELETE FROM journal WHERE sequence > 100", "nothing is told of"),
    ("UPDATE closing SET sales = sales + 1 WHERE id = 1", "other figures than its sheet"),
    ("UPDATE closing SET cash_counted = cash_counted + 100 WHERE id = 1", "other figures than its sheet"),
    ("UPDATE closing SET figures = replace(figures, '\"gross\":\"', '\"gross\":\"1') WHERE id = 1", "the journal tells of other figures"),
    ("UPDATE closing SET journal_head = '0' WHERE id = 1", "the journal's head"),
    ("DELETE FROM day_lock WHERE date = (SELECT MIN(date) FROM day_lock)", "never reopened"),
    ("INSERT INTO day_lock VALUES ('2026-11-23')", "locked without a close"),
    ("UPDATE approval_decision SET granted = 0", "another answer"),
    ("DELETE FROM approval_use", "could be used again"),
    ("DELETE FROM person WHERE id = 1", "foreign keys"),
)


SEALED = tuple(sorted(shapes(office_tables())))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A sample office of five days, without its triggers and foreign keys."""
    made = make_office(tmp_path_factory.mktemp("tampered") / "office")
    make_sample(made, customers=30, days=5, invoices_a_day=8, seed=1, until=date(2026, 11, 23))
    assert list(faults(made)) == []
    run = made.database.execute_sql
    run("PRAGMA foreign_keys = OFF")
    for name, in run("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        run(f'DROP TRIGGER "{name}"')
    yield made
    made.close()


@pytest.mark.parametrize(("tampering", "said"), TAMPERED)
def test_what_was_changed_is_named(tampering: str, said: str, office: Office) -> None:
    run = office.database.execute_sql
    run("BEGIN")
    try:
        assert sum(run(statement).rowcount for statement in tampering.split("; ")), "there was nothing to change"
        found = [fault for fault in faults(office) if not fault.startswith("schema")]
    finally:
        office.database.rollback()
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize("name", SEALED)
def test_a_sealed_row_that_says_something_else_is_named(name: str, office: Office) -> None:
    """Its command and its table; so are a row that went and one that no command wrote. The triggers are back in place by then."""
    shape, run = shapes(office.tables)[name], office.database.execute_sql
    run("BEGIN")
    try:
        if run(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() is None:
            fill(office, name)
        key, = run(f'SELECT "{shape.key}" FROM "{name}" ORDER BY 1 DESC LIMIT 1').fetchone()
        told = [row for row in run("SELECT sequence, written FROM journal ORDER BY sequence DESC") if f'"{name}":' in row[1]][0][0]
        run("SAVEPOINT before")
        for column, value in zip(shape.columns, run(f'{shape.select} WHERE "{shape.key}" = ?', (key,)).fetchone()[1:], strict=True):
            other = value + 1 if isinstance(value, int) else f"{value}0" if value is not None else None
            if other is None:
                continue
            run(f'UPDATE "{name}" SET "{column}" = ? WHERE "{shape.key}" = ?', (other, key))
            said = list(sealing.faults(office.database, office.tables))
            assert len(said) == 1 and f"rows of {name} are not as entry {told} (" in said[0], (column, said)
            run("ROLLBACK TO before")
        run(f'UPDATE "{name}" SET "{shape.key}" = "{shape.key}" + 1000 WHERE "{shape.key}" = ?', (key,))
        missing, added = sorted(sealing.faults(office.database, office.tables))
        assert f"of the rows of {name} that entry {told}" in missing and f"no entry tells of 1 rows of {name}: {key + 1000}" in added
    finally:
        office.database.rollback()


def fill(office: Office, name: str) -> None:
    """A row in a table that the sample leaves empty, as if a command had just written it."""
    seals = Seals(office.database, office.tables)
    before, run = seals.marks(), office.database.execute_sql
    columns = [(row[1], row[2]) for row in run(f'PRAGMA table_info("{name}")')]
    values = ["1" if kind == "INTEGER" else "'x'" for _column, kind in columns]
    run(f'INSERT INTO "{name}" VALUES ({", ".join(values)})')
    audit.write(office.database, office.clock.moment(), (None, "王敏"), "people.add", "", None, seals.said(before, {}))


def test_of_rows_that_went_lawfully_the_others_are_still_counted(office: Office) -> None:
    """What an import brought may be taken back; the command that says so is the only one whose rows may be fewer."""
    run = office.database.execute_sql
    run("BEGIN")
    try:
        seals, (last,) = Seals(office.database, office.tables), run("SELECT MAX(invoice_id) FROM invoice_line").fetchone()
        first, *_others, end = (row[0] for row in run("SELECT id FROM invoice_line WHERE invoice_id = ? ORDER BY id", (last,)))
        run("DELETE FROM invoice_line WHERE id = ?", (first,))
        before = seals.marks()
        said = seals.said(before, {"invoice_line": [first]})
        audit.write(office.database, office.clock.moment(), (None, "王敏"), "import.undo", "", None, said)
        assert list(sealing.faults(office.database, office.tables)) == []
        run("DELETE FROM invoice_line WHERE id = ?", (end,))
        found = list(sealing.faults(office.database, office.tables))
        assert len(found) == 1 and found[0].startswith("journal: 1 of the rows of invoice_line that entry ")
    finally:
        office.database.rollback()


def test_what_was_written_before_entries_told_of_it_is_taken_as_it_is(office: Office) -> None:
    """An office made before: its early entries hold no digest, the later ones do."""
    run = office.database.execute_sql
    run("BEGIN")
    try:
        run("UPDATE journal SET written = '' WHERE sequence < (SELECT MAX(sequence) / 2 FROM journal)")
        assert list(sealing.faults(office.database, office.tables)) == []
        run("UPDATE invoice SET customer_name = 'x' WHERE id = 1")
        assert list(sealing.faults(office.database, office.tables)) == []
        run("UPDATE invoice SET customer_name = 'x' WHERE id = (SELECT MAX(id) FROM invoice)")
        assert len(list(sealing.faults(office.database, office.tables))) == 1
    finally:
        office.database.rollback()


def test_dropped_triggers_are_named(office: Office) -> None:
    assert any("invoice_sealed_update is missing" in fault for fault in faults(office))


def test_the_verb_ends_with_one(tmp_path: Path) -> None:
    desk = Terminal(tmp_path / "office")
    desk.do("sample", "--customers", "5", "--days", "2", "--invoices-a-day", "2")
    assert json.loads(desk.do("check"))["ok"] is True
    from models.street import open_office

    office = open_office(desk.folder)
    office.database.execute_sql("UPDATE stock_day SET on_hand = on_hand + 1000")
    office.close()
    said = desk.run("check")
    assert said.code == 1 and not json.loads(said.out)["ok"] and json.loads(said.out)["faults"]
