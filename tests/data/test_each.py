"""Many files into a folder: named safely whatever the papers are about, none overwritten, none half-written."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.each import write_each
from data.target import LONGEST, file_name
from models.core.errors import KnownError


def names(folder: Path) -> list[str]:
    """What lies in it."""
    return sorted(path.name for path in folder.iterdir())


def test_signs_that_a_system_forbids_are_left_out(tmp_path: Path) -> None:
    write_each(tmp_path, [("XS/2026\\11:42", b"1"), ('<a>|"b"?*', b"2"), ("..", b"3"), ("CON", b"4"), ("尾. ", b"5")])
    assert all(not set(name) & set('\\/:*?"<>|') and not name.startswith(".") for name in names(tmp_path))
    assert len(names(tmp_path)) == 5 and "CON.pdf" not in names(tmp_path) and "尾.pdf" in names(tmp_path)


def test_a_long_name_is_cut_between_two_characters(tmp_path: Path) -> None:
    """255 bytes are what a file system takes; a Hanzi is three of them, a rare one four."""
    long = "周口市淮阳区㛃䶮𬭎生态养殖农民专业合作社" * 12
    write_each(tmp_path, [(long, b"1"), (long, b"2")])
    assert len(names(tmp_path)) == 2
    assert all(long.startswith(name.partition(" (")[0].removesuffix(".pdf")) for name in names(tmp_path))
    assert len(file_name(long, "").encode()) <= LONGEST and len(max(names(tmp_path)).encode()) < 255


def test_no_file_from_before_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "xs1.PDF").write_bytes(b"before")
    assert write_each(tmp_path, [("XS1", b"1"), ("XS2", b"2"), ("xs2", b"3")]) == 3
    assert names(tmp_path) == ["XS1 (2).pdf", "XS2.pdf", "xs1.PDF", "xs2 (2).pdf"]
    assert (tmp_path / "xs1.PDF").read_bytes() == b"before" and (tmp_path / "XS1 (2).pdf").read_bytes() == b"1"


def test_what_was_stopped_leaves_whole_files_only(tmp_path: Path) -> None:
    def papers() -> Iterator[tuple[str, bytes]]:
        yield "XS1", b"1"
        raise KnownError("stopped")

    with pytest.raises(KnownError):
        write_each(tmp_path, papers())
    assert names(tmp_path) == ["XS1.pdf"]


def test_a_full_disk_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KnownError, match="磁盘已满"):
        write_each(tmp_path, [("XS1", b"1")])
    assert names(tmp_path) == []
