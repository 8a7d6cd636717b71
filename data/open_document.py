"""LibreOffice sheets (.ods), read cell by cell within bounds: a few bytes of it may claim millions of repeated cells."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from data.archive import DAMAGED
from models.core.errors import KnownError
from models.core.text import N_

CONTENT = "content.xml"


@dataclass
class OpenSheet:
    """A sheet as it was read: rows of cells, blank ones kept so that the numbers are right; formulas without a value apart.

    merged: cells that reach over several rows: first row -> column (from 0) -> last row.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    unknown: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[int, dict[int, int]] = field(default_factory=dict)


def read_open_document(path: Path, most_rows: int, most_columns: int, most_blank: int) -> list[OpenSheet]:
    """Every sheet. Repeated cells count up to most_columns, repeated blank rows up to most_blank. Raises KnownError when damaged."""
    from defusedxml.common import DefusedXmlException  # loaded with the first import
    from defusedxml.sax import parse

    found = _Content(most_rows, most_columns, most_blank)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as stream:
            parse(stream, found, forbid_dtd=True)
    except DefusedXmlException as error:
        raise KnownError(N_("The file holds a document type, which has no place in a workbook, and was not opened")) from error
    except (zipfile.BadZipFile, KeyError, SAXException, EOFError, ValueError) as error:
        raise KnownError(DAMAGED) from error
    return found.sheets


class _Content(ContentHandler):
    """<table:table><table:table-row><table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p>…"""

    def __init__(self, most_rows: int, most_columns: int, most_blank: int) -> None:
        super().__init__()
        self.sheets: list[OpenSheet] = []
        self._most = (most_rows, most_columns, most_blank)
        self._row: list[Any] = []
        self._unknown: dict[int, str] = {}
        self._repeat = self._rows = 1
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._speaking = 0
        self._note = 0

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:
        if name == "table:table":
            self.sheets.append(OpenSheet(attrs.get("table:name", "")))
        elif name == "table:table-row":
            self._row, self._unknown, self._rows = [], {}, _count(attrs.get("table:number-rows-repeated"))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._text = dict(attrs.items()), []
            self._repeat = _count(attrs.get("table:number-columns-repeated"))
        elif name == "office:annotation":
            self._note += 1
        elif name == "text:p" and not self._note:
            self._text += ["\n"] if self._text else []
            self._speaking += 1
        elif self._speaking and name in ("text:s", "text:tab", "text:line-break"):
            self._text.append("\n" if name == "text:line-break" else " ")

    def characters(self, content: str) -> None:
        if self._speaking and not self._note:
            self._text.append(content)

    def endElement(self, name: str) -> None:
        if name == "office:annotation":
            self._note -= 1
        elif name == "text:p" and not self._note:
            self._speaking -= 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row" and self.sheets:
            self._end_row()

    def _end_cell(self) -> None:
        value = _value(self._cell, "".join(self._text))
        if value is None and self._cell.get("table:formula"):
            self._unknown[len(self._row)] = self._cell["table:formula"].removeprefix("of:")
        deep = _count(self._cell.get("table:number-rows-spanned"))
        if deep > 1 and value is not None:
            first = len(self.sheets[-1].rows) + 1
            self.sheets[-1].merged.setdefault(first, {})[len(self._row)] = first + deep - 1
        room = self._most[1] + 1 - len(self._row)
        self._row += [value] * max(0, min(self._repeat, room))

    def _end_row(self) -> None:
        sheet, blank = self.sheets[-1], all(value is None for value in self._row) and not self._unknown
        times = min(self._rows, self._most[2] + 1 if blank else self._most[0] + 2)
        for _turn in range(times):
            if len(sheet.rows) <= self._most[0] + self._most[2] + 1:
                sheet.rows.append(self._row)
                if self._unknown:
                    sheet.unknown[len(sheet.rows)] = self._unknown


def _count(text: str | None) -> int:
    return max(1, int(text)) if text else 1


def _value(cell: dict[str, str], text: str) -> Any:
    kind = cell.get("office:value-type", "")
    if kind in ("float", "currency", "percentage"):
        return float(cell["office:value"])
    if kind == "date":
        typed = cell["office:date-value"]
        return datetime.fromisoformat(typed) if "T" in typed else date.fromisoformat(typed)
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    return text or cell.get("office:string-value") or None
