"""A backup is only called one after it was opened and verified; a restore changes nothing until it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data import backup as module
from data.backup import backup, daily_copy, key_beside, restore
from models.core import audit
from models.core.errors import KnownError
from models.core.office import Office
from models.core.text import use_language
from models.people import queries
from models.people.commands import add_person
from models.people.inputs import PersonInput
from models.street import KEY, make_office, open_office
from tests.factories import an_office, clock_of, later


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of every test here, in a folder of its own."""
    use_language("en")
    return an_office(tmp_path / "office")


def people_of(folder: Path) -> list[str]:
    opened = open_office(folder)
    try:
        return queries.names(opened)
    finally:
        opened.close()


def hire(office: Office, name: str = "新来的") -> None:
    add_person(office, PersonInput(name, frozenset({"clerk"})))


def test_a_backup_opens_with_its_key_and_holds_the_journal(office: Office, tmp_path: Path) -> None:
    """One file and its key, nothing else left beside it."""
    made = backup(office, tmp_path / "b.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.db", "b.db.key", "office"]
    head = audit.head(office.database)
    office.close()
    assert restore(tmp_path / "other", made) == tmp_path / "other" / "office.db"
    other = open_office(tmp_path / "other")
    assert audit.head(other.database) == head
    other.close()


def test_a_folder_gets_a_name_with_the_time(office: Office, tmp_path: Path) -> None:
    """So that copies stand side by side."""
    (tmp_path / "disk").mkdir()
    assert backup(office, tmp_path / "disk").name == "neiqin-20261123-090000.db"


def test_restore_brings_back_and_keeps_what_it_replaces(office: Office, tmp_path: Path) -> None:
    """The replaced office can be brought back in turn."""
    made = backup(office, tmp_path / "b.db")
    hire(office)
    office.close()
    kept = restore(office.folder, made, clock_of(office))
    assert kept.name == "office-replaced-20261123-090000.db" and "新来的" not in people_of(office.folder)
    restore(office.folder, kept, clock_of(office))
    assert "新来的" in people_of(office.folder)
    assert not list(office.folder.glob("*restored*"))


def test_restore_is_refused_while_another_program_has_the_office_open(office: Office, tmp_path: Path) -> None:
    """Also when that one only looks."""
    made = backup(office, tmp_path / "b.db")
    hire(office)
    office.close()
    script = ("import sys\nfrom pathlib import Path\nfrom models.street import open_office\n"
              "open_office(Path(sys.argv[1]))\nprint('open', flush=True)\nsys.stdin.read()")
    command = [sys.executable, "-c", script, str(office.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(KnownError, match="Another window"):
            restore(office.folder, made)
        other.stdin.close()
    assert "新来的" in people_of(office.folder)


def test_restore_refuses_what_is_not_a_sound_backup(office: Office, tmp_path: Path) -> None:
    """And changes nothing: a text, a truncated copy, a flipped byte, a wrong key, no file."""
    made = backup(office, tmp_path / "b.db")
    good, key = made.read_bytes(), key_beside(made).read_text()
    hire(office)
    office.close()
    before = (office.folder / "office.db").read_bytes()
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 1
    for content, its_key in ((b"hello", key), (good[:len(good) // 2], key), (bytes(flipped), key), (good, "ab" * 32), (b"", key)):
        made.write_bytes(content)
        key_beside(made).write_text(its_key)
        with pytest.raises(KnownError):
            restore(office.folder, made)
    with pytest.raises(KnownError, match="no file"):
        restore(office.folder, tmp_path / "none.db")
    assert (office.folder / "office.db").read_bytes() == before
    assert [path.name for path in office.folder.iterdir() if "restored" in path.name or "replaced" in path.name] == []


def test_a_backup_without_its_key_is_tried_with_the_folders_own(office: Office, tmp_path: Path) -> None:
    """A folder without an office has none to try."""
    made = backup(office, tmp_path / "b.db")
    key_beside(made).unlink()
    office.close()
    restore(office.folder, made)
    with pytest.raises(KnownError, match="b.db.key"):
        restore(tmp_path / "other", made)


def test_the_backup_of_another_office_takes_the_key_that_is_in_the_folder(office: Office, tmp_path: Path) -> None:
    """One rename swaps the office; older backups in the folder keep opening."""
    other = an_office(tmp_path / "other", crew=(("阿强", "clerk"),))
    made = backup(other, tmp_path / "b.db")
    other.close()
    office.close()
    key = (office.folder / KEY).read_text()
    restore(office.folder, made)
    assert people_of(office.folder) == ["阿强"] and (office.folder / KEY).read_text() == key


def test_a_damaged_office_can_be_replaced(office: Office, tmp_path: Path) -> None:
    """That is what backups are for; the damaged file is kept."""
    made = backup(office, tmp_path / "b.db")
    office.close()
    (office.folder / "office.db").write_bytes(b"\0" * 9000)
    (office.folder / "office.db-wal").write_bytes(b"rubbish")
    kept = restore(office.folder, made)
    assert kept.read_bytes() == b"\0" * 9000 and len(people_of(office.folder)) == 4


def test_a_copy_that_does_not_verify_never_takes_the_place_of_a_good_one(
        office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verified first, renamed then."""
    made = backup(office, tmp_path / "b.db")
    before = made.read_bytes()
    monkeypatch.setattr(module, "_copy", lambda _office, making, _key: (making.write_bytes(b"rubbish" * 999), (0, ""))[1])
    with pytest.raises(KnownError):
        backup(office, made)
    assert made.read_bytes() == before and len(list(tmp_path.iterdir())) == 3


def test_a_backup_spares_what_it_must_not_replace(office: Office, tmp_path: Path) -> None:
    """The office itself, and the backup of another office."""
    with pytest.raises(KnownError, match="office itself"):
        backup(office, office.folder / "office.db")
    other = make_office(tmp_path / "other")
    backup(other, tmp_path / "b.db")
    other.close()
    with pytest.raises(KnownError, match="another office"):
        backup(office, tmp_path / "b.db")


def test_a_daily_copy_is_made_once_and_the_oldest_go(office: Office) -> None:
    """Rotation follows a good copy, never before."""
    for _day in range(4):
        assert daily_copy(office, keep=2) is not None
        assert daily_copy(office, keep=2) is None
        later(office, days=1)
    assert sorted(path.name for path in (office.folder / "backups").iterdir()) == [
        "neiqin-20261125.db", "neiqin-20261125.db.key", "neiqin-20261126.db", "neiqin-20261126.db.key"]


def test_a_backup_may_be_taken_while_another_connection_writes(office: Office, tmp_path: Path) -> None:
    """It holds one moment."""
    second = open_office(office.folder, office.clock)
    hire(second)
    made = backup(office, tmp_path / "b.db")
    second.close()
    restore(tmp_path / "other", made)
    assert "新来的" in people_of(tmp_path / "other")


def test_a_copy_that_could_not_be_finished_leaves_no_log_beside_it(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk, where SQLite cannot tidy up after itself."""
    def full(_office: Office, making: Path, _key: str) -> tuple[int, str]:
        for rest in ("", "-wal", "-shm"):
            making.with_name(making.name + rest).write_bytes(b"half")
        raise KnownError("full")

    monkeypatch.setattr(module, "_copy", full)
    with pytest.raises(KnownError):
        backup(office, tmp_path / "b.db")
    assert [path.name for path in tmp_path.iterdir()] == ["office"]
