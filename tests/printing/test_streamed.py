"""Finished pages leave memory, and the file reads as if they had stayed."""

from __future__ import annotations

import gc
import io
from pathlib import Path

import pytest

from printing import streamed
from printing.paper import paper_named
from printing.press import Box, Ink, Press
from tests.printing.reading import pages_of, squeezed

WORDS = [f"第{number}页 堃喆㛃䶮𬭎 {number * 7919}" for number in range(1, 8)]


def drawn(out: Path | io.BytesIO) -> Press:
    """Seven pages, not yet saved."""
    press = Press(out, paper_named("A5"))
    for words in WORDS:
        press.page()
        press.write(Box(20, 20, 100, 10), words, Ink(10, 8))
    return press


@pytest.mark.parametrize("kept", (1 << 20, 1), ids=("in memory", "on disk"))
def test_each_page_reads_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(streamed, "IN_MEMORY", kept)
    path, held = tmp_path / "seven.pdf", io.BytesIO()
    assert [drawn(path).save(), drawn(held).save()] == [7, 7]
    assert path.read_bytes() == held.getvalue()
    assert pages_of(held.getvalue()) == 7 and squeezed(held.getvalue()) == "".join(WORDS).replace(" ", "")


def test_a_finished_page_is_no_longer_held() -> None:
    press = drawn(io.BytesIO())
    pages = press.canvas._doc.Pages.pages
    assert len(pages) == 6 and all(page.stream is None for page in pages)
    press.save()


def test_a_paper_given_up_half_way_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unclosed file would warn, and fail this."""
    monkeypatch.setattr(streamed, "IN_MEMORY", 1)
    drawn(io.BytesIO())
    gc.collect()


def test_a_full_disk_is_said_and_not_swallowed(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")
    with pytest.raises(OSError, match="No space"):
        drawn(Full()).save()
