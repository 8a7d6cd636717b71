"""One look through a sheet's XML before anything reads it: how far its values reach, and which formulas have none stored."""

from __future__ import annotations

import posixpath
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from data.archive import DAMAGED
from models.core.errors import KnownError
from models.core.text import N_


MOST_MERGED = 20_000
"""Rows in which merged cells begin; a file that claims more of them is read without the rest."""


@dataclass
class Reach:
    """Last row and column (from 1) that hold a value; formulas without a usable value: row -> column (from 0) -> formula.

    merged: cells that reach over several rows: first row -> column (from 0) -> last row.
    """

    rows: int = 0
    columns: int = 0
    unknown: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    merged: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))


def scan(path: Path) -> dict[str, Reach]:
    """The reach of every worksheet, by its name in the workbook's order. Raises KnownError for a damaged file."""
    from defusedxml.common import DefusedXmlException  # loaded with the first import
    from defusedxml.sax import parse

    found: dict[str, Reach] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            book, relations = _Book(), _Relations()
            for part, handler in (("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations)):
                with archive.open(part) as stream:
                    parse(stream, handler, forbid_dtd=True)
            for name, key in book.sheets:
                if key in relations.sheets:
                    one = _Sheet()
                    with archive.open(posixpath.normpath(posixpath.join("xl", relations.sheets[key])).lstrip("/")) as stream:
                        parse(stream, one, forbid_dtd=True)
                    found[name] = one.reach
    except DefusedXmlException as error:
        raise KnownError(N_("The file holds a document type, which has no place in a workbook, and was not opened")) from error
    except (zipfile.BadZipFile, KeyError, SAXException, EOFError, ValueError) as error:
        raise KnownError(DAMAGED) from error
    return found


class _Book(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            key = next((value for key, value in attrs.items() if key.endswith(":id")), "")
            self.sheets.append((attrs.get("name", ""), key))


class _Relations(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and attrs.get("Type", "").endswith("/worksheet"):
            self.sheets[attrs.get("Id", "")] = attrs.get("Target", "")


class _Sheet(ContentHandler):
    """Cells as they come: <c r="B3" t="n"><f>…</f><v>…</v></c>, the reference optional."""

    def __init__(self) -> None:
        super().__init__()
        self.reach = Reach()
        self._row = self._column = 0
        self._kind = ""
        self._formula = ""
        self._valued = self._inside = self._telling = False

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            reference = attrs.get("r")
            self._column = _column(reference) if reference else self._column + 1
            self._kind = attrs.get("t", "n")
            self._formula, self._valued = "", False
        elif name == "v" or name == "t":
            self._inside = True
        elif name == "f":
            self._formula, self._telling = "=", True
        elif name == "row":
            self._row, self._column = int(attrs.get("r") or self._row + 1), 0
        elif name == "mergeCell":
            start, _colon, end = attrs.get("ref", "").partition(":")
            first, last = _row(start), _row(end or start)
            if last > first and len(self.reach.merged) < MOST_MERGED:
                self.reach.merged[first][_column(start) - 1] = last

    def characters(self, content: str) -> None:
        if self._inside and content:
            self._valued = True
        elif self._telling:
            self._formula += content

    def endElement(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            if self._kind == "e" or (self._formula and not self._valued and self._kind != "str"):
                self.reach.unknown[self._row][self._column - 1] = self._formula
            elif self._valued:
                self.reach.rows = max(self.reach.rows, self._row)
                self.reach.columns = max(self.reach.columns, self._column)
        elif name == "v" or name == "t":
            self._inside = False
        elif name == "f":
            self._telling = False


def _row(reference: str) -> int:
    """The number of a row: AB3 -> 3. Raises ValueError for what is no reference."""
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _column(reference: str) -> int:
    """The number of a column, from 1: A3 -> 1, AB3 -> 28. Raises ValueError for what is no reference."""
    number = 0
    for sign in reference.rstrip("0123456789"):
        if not "A" <= sign <= "Z":
            raise ValueError(f"no cell: {reference}")
        number = number * 26 + ord(sign) - 64
    return number
