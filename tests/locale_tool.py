"""Keeps the Chinese words in step with the source: merges and compiles the fragments, tells what is missing.

    python -m tests.locale_tool compile     resources/locale/zh_CN/*.po -> LC_MESSAGES/neiqin.mo
    python -m tests.locale_tool missing     words of the source without Chinese, Chinese without a source
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.house import ROOT, house_files, where

FRAGMENTS = ROOT / "resources" / "locale" / "zh_CN"
COMPILED = FRAGMENTS / "LC_MESSAGES" / "neiqin.mo"
MARKS = {"_": None, "N_": None}
THEN = datetime(2026, 1, 1, tzinfo=UTC)                 # the same words compile to the same bytes on any day


@dataclass
class Words:
    """All fragments together, and what is wrong with them."""

    chinese: dict[str, str] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def words_of(folder: Path = FRAGMENTS) -> Words:
    """Read every fragment; the same words must be translated the same everywhere."""
    words = Words()
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as stream:
            entries = [entry for entry in read_po(stream, abort_invalid=True) if entry.id]
        for entry in entries:
            english, chinese = str(entry.id), str(entry.string)
            if entry.fuzzy:
                words.problems.append(f"{file.name}: fuzzy: {english}")
            if not chinese:
                words.problems.append(f"{file.name}: empty: {english}")
            elif _holes(english) != _holes(chinese):
                words.problems.append(f"{file.name}: placeholders differ: {english} -> {chinese}")
            if words.chinese.setdefault(english, chinese) != chinese:
                words.problems.append(f"{file.name} and {words.origin[english]}: two ways to say: {english}")
            words.origin.setdefault(english, file.name)
    return words


def _holes(text: str) -> set[str] | None:
    """The names in {braces}; None where the braces do not close."""
    try:
        return {name for _before, name, _format, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def spoken() -> dict[str, str]:
    """Every msgid marked in the source, with the first place it stands at."""
    found: dict[str, str] = {}
    for file in house_files():
        for line, message, _comments, _context in extract_from_file("python", str(file), keywords=MARKS):
            found.setdefault(str(message), f"{where(file)}:{line}")
    return found


def compiled(words: Words) -> bytes:
    """The catalogue as gettext loads it."""
    catalogue = Catalog(locale="zh_CN", project="Neiqin Desk", version="", creation_date=THEN, revision_date=THEN)
    for english in sorted(words.chinese):
        catalogue.add(english, words.chinese[english])
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def missing(words: Words) -> list[str]:
    """Words of the source without Chinese."""
    return [f"{place}: {english}" for english, place in spoken().items() if english not in words.chinese]


def unused(words: Words) -> list[str]:
    """Chinese for words that the source no longer says."""
    said = spoken()
    return [f"{file}: {english}" for english, file in words.origin.items() if english not in said]


def main(verb: str) -> int:
    """Run one of the two verbs; the exit code is 1 when something is wrong."""
    words = words_of()
    wrong = list(words.problems)
    if verb == "compile":
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compiled(words))
        print(f"{len(words.chinese)} entries compiled into {where(COMPILED)}")
    elif verb == "missing":
        wrong += [f"missing  {line}" for line in missing(words)] + [f"unused   {line}" for line in unused(words)]
    else:
        print(__doc__)
        return 2
    print("\n".join(wrong) or "nothing is wrong with the words")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
