"""The office: one transaction and one journal entry a command, sealed tables, an untouched file or a clear word."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from peewee import IntegrityError

from models.core import audit
from models.core.company import NAME
from models.core.database import PRAGMAS, immediate
from models.core.errors import KnownError, RuleViolation
from models.core.listing import Filter, every_row, totals_of
from models.core.office import Office
from models.core.settings import set_option
from models.core.tables import Journal, Setting
from models.people.listing import PEOPLE
from models.street import KEY, all_listings, faults, has_office, make_office, open_office
from tests.factories import NINE, an_office


def test_a_new_office_is_sound(office: Office) -> None:
    assert list(faults(office)) == []


def test_every_pragma_reads_back(office: Office) -> None:
    found = {name: office.database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name, _value, _expected in PRAGMAS}
    assert found == {name: expected for name, _value, expected in PRAGMAS}


def test_a_command_writes_one_entry_and_tells_what_changed(office: Office) -> None:
    told: list[frozenset[str]] = []
    office.changes.subscribe(["settings"], told.append)
    before = audit.head(office.database)[0]
    set_option(office, NAME, "河南双汇饲料有限公司")
    assert audit.head(office.database)[0] == before + 1
    assert told == [frozenset({"settings"})]
    assert office.settings[NAME] == "河南双汇饲料有限公司"


def test_a_command_that_fails_leaves_nothing(office: Office) -> None:
    before = audit.head(office.database)
    with pytest.raises(ZeroDivisionError), office.command("test.fails") as act:
        Setting.insert(key="half", value="1").execute()
        act.changed("settings")
        raise ZeroDivisionError
    assert audit.head(office.database) == before
    assert Setting.get_or_none(Setting.key == "half") is None


def test_a_batch_is_one_transaction_with_an_entry_each(office: Office) -> None:
    before = audit.head(office.database)[0]
    with pytest.raises(ZeroDivisionError), office.batch():
        set_option(office, NAME, "甲")
        raise ZeroDivisionError
    assert (audit.head(office.database)[0], office.settings[NAME]) == (before, "")
    with office.batch():
        set_option(office, NAME, "甲")
        set_option(office, NAME, "乙")
    assert (audit.head(office.database)[0], office.settings[NAME]) == (before + 2, "乙")


def test_a_verb_refused_within_a_batch_leaves_nothing_and_the_others_stand(office: Office) -> None:
    """As when a day is simulated: the same verb is asked again with its approval."""
    with office.batch():
        set_option(office, NAME, "甲")
        with pytest.raises(RuleViolation), office.command("test.refused"):
            office.database.execute_sql("UPDATE setting SET value = '\"乙\"' WHERE key = ?", (NAME.key,))
            raise RuleViolation([])
        assert office.settings[NAME] == "甲"
    assert office.settings[NAME] == "甲" and list(faults(office)) == []


def test_a_verb_inside_a_verb_is_a_bug(office: Office) -> None:
    with pytest.raises(RuntimeError), office.command("test.outer"):
        set_option(office, NAME, "甲")


ATTACKS = (
    "UPDATE journal SET verb = 'x'", "DELETE FROM journal", "UPDATE OR REPLACE journal SET sequence = 2 WHERE sequence = 1",
    "REPLACE INTO journal SELECT * FROM journal WHERE sequence = 1",
    "INSERT INTO journal SELECT * FROM journal WHERE sequence = 1 ON CONFLICT (sequence) DO UPDATE SET verb = 'x'",
    "INSERT OR IGNORE INTO journal SELECT * FROM journal WHERE sequence = 1",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_journal_refuses_every_kind_of_change(office: Office, attack: str) -> None:
    with pytest.raises(IntegrityError, match="sealed"):
        office.database.execute_sql(attack)


def test_the_journal_refuses_the_models_too(office: Office) -> None:
    entry = Journal.get()
    entry.verb = "x"
    for change in (entry.save, entry.delete_instance, Journal.delete().execute, Journal.update(verb="x").execute):
        with pytest.raises(IntegrityError, match="sealed"):
            change()


def test_a_changed_entry_breaks_the_chain(office: Office) -> None:
    office.database.execute_sql("DROP TRIGGER journal_sealed_update")
    office.database.execute_sql("UPDATE journal SET subject = '别人' WHERE sequence = 2")
    found = list(faults(office))
    assert "journal: entry 2 was changed" in found
    assert "schema: journal_sealed_update is missing" in found


def test_a_dropped_trigger_keeps_the_office_shut(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.database.execute_sql("DROP TRIGGER journal_sealed_delete")
    office.close()
    with pytest.raises(KnownError):
        open_office(tmp_path)


def test_a_newer_office_is_not_opened(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.database.execute_sql("PRAGMA user_version = 999")
    office.close()
    with pytest.raises(KnownError):
        open_office(tmp_path)


@pytest.mark.parametrize("key", ["", "nonsense", "0" * 64])
def test_a_wrong_key_opens_nothing(tmp_path: Path, key: str) -> None:
    an_office(tmp_path).close()
    (tmp_path / KEY).write_text(key)
    with pytest.raises(KnownError):
        open_office(tmp_path)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    an_office(tmp_path).close()
    (tmp_path / KEY).unlink()
    with pytest.raises(KnownError, match=KEY):
        open_office(tmp_path)


def test_the_file_is_unreadable_without_the_key(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.close()
    plain = sqlite3.connect(tmp_path / "office.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM person")
    plain.close()


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    made = an_office(tmp_path)
    page, = made.database.execute_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").fetchone()
    size, = made.database.execute_sql("PRAGMA cipher_page_size").fetchone()
    made.close()
    path = tmp_path / "office.db"
    data = bytearray(path.read_bytes())
    data[page * int(size) - 2000] ^= 1                        # in rows that are not read at once, as the schema is
    path.write_bytes(bytes(data))
    office = open_office(tmp_path)
    assert any(fault.startswith("file: ") for fault in faults(office))
    office.close()


def test_a_second_office_does_not_overwrite_the_first(tmp_path: Path) -> None:
    an_office(tmp_path).close()
    with pytest.raises(KnownError):
        make_office(tmp_path)


def test_two_processes_take_turns_and_notice_each_other(office: Office) -> None:
    script = ("import sys; from pathlib import Path; from models.street import open_office; from models.core.settings import set_option; "
              "from models.core.company import NAME; set_option(open_office(Path(sys.argv[1])), NAME, '另一个窗口')")
    assert not office.poll()
    subprocess.run([sys.executable, "-c", script, str(office.folder)], check=True)
    assert office.poll()
    assert office.settings[NAME] == "另一个窗口"


def test_what_no_command_wrote_is_told_to_nobody(office: Office) -> None:
    """Rows that an import brings ahead make no screen read again."""
    def ahead() -> None:
        with office.reading(), immediate(office.database):
            office.database.execute_sql("INSERT INTO import_ahead VALUES (NULL, 'customer', 1, 2, '', '', 0, 0)")

    told: list[object] = []
    office.changes.subscribe((), told.append)
    writer = Thread(target=ahead)
    writer.start()
    writer.join()
    assert not office.poll() and told == []


def test_an_office_made_anew_is_there(tmp_path: Path) -> None:
    assert not has_office(tmp_path)
    an_office(tmp_path, moment=NINE).close()
    assert has_office(tmp_path)


def test_a_setting_takes_only_what_suits_it(office: Office) -> None:
    with pytest.raises(RuleViolation):
        set_option(office, NAME, "名" * 501)


def test_every_listing_reads_counts_and_sorts(office: Office) -> None:
    for listing in all_listings().values():
        assert totals_of(listing, Filter()).count == len(list(every_row(listing, Filter()))), listing.name
        for column in listing.columns:
            list(every_row(listing, Filter(sort=column.key, keyword="不在这里")))


def test_a_keyword_finds_by_pinyin(office: Office) -> None:
    assert [row[0] for row in every_row(PEOPLE, Filter(keyword="wangmin"))] == ["王敏"]
    assert totals_of(PEOPLE, Filter(keyword="100%_")).count == 0
