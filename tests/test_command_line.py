"""The command line by itself: bad arguments, and a reader that leaves early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.console import function_of
from main import VERBS, parser
from tests.factories import an_office
from tests.house import ROOT


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another fault there")
@pytest.mark.parametrize("verb", ("list", "list people --format csv", "check"))
def test_a_reader_that_leaves_early_is_no_fault(verb: str, tmp_path: Path) -> None:
    """neiqin list | head"""
    an_office(tmp_path).close()
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "main.py", "--data-dir", str(tmp_path), *verb.split()]
    try:
        ended = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert not (tmp_path / "neiqin.log").exists()


def test_bad_arguments_end_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(["close", "not-a-day"])
    assert left.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_verb_of_the_table_has_its_function() -> None:
    for verb in VERBS:
        assert verb.name == "tour" or callable(function_of(verb.name))
