"""Verbs of the command line run in this process: as fast as a function, with everything main does around them."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from main import main


@dataclass(frozen=True)
class Said:
    """How a verb ended: exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The JSON lines of stderr."""
        return [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]

    @property
    def fields(self) -> list[str]:
        """The fields of the problems, in order."""
        return [problem["field"] for problem in self.problems]


@dataclass
class Terminal:
    """One office in a folder, and who sits before it."""

    folder: Path
    who: str = ""

    def run(self, *words: object) -> Said:
        """Run a verb, whatever its exit code; a bug is raised as it is."""
        out, err, hook, handlers = io.StringIO(), io.StringIO(), sys.excepthook, list(logging.getLogger().handlers)
        argv = [*map(str, words), "--data-dir", str(self.folder), *(("--as", self.who) if self.who else ())]
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(argv)
        except SystemExit as left:
            code = int(str(left.code))
        finally:
            sys.excepthook = hook
            for kept in set(logging.getLogger().handlers) - set(handlers):
                logging.getLogger().removeHandler(kept)
                kept.close()
        return Said(code, out.getvalue(), err.getvalue())

    def do(self, *words: object) -> str:
        """Run a verb that must succeed; what it printed."""
        said = self.run(*words)
        assert said.code == 0, said
        return said.out

    def rows(self, listing: str, *words: object) -> list[dict[str, Any]]:
        """A listing's rows."""
        return list(json.loads(self.do("list", listing, *words))["rows"])

    def file(self, data: object, name: str = "in.json") -> Path:
        """A file to hand in: JSON of the data, or the bytes themselves."""
        path = self.folder.parent / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return path
