"""One cell as a workbook keeps it: numbers and dates typed, text as text whatever it starts with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from data.grid import is_worded, worded
from models.core.kinds import Kind, Value, trimmed
from models.core.listing import Column

LONGEST_TEXT = 32_767
FORMATS = {
    "heading": "@", "text": "@", "money": "#,##0.00", "whole": "#,##0", "part": "#,##0.###", "price": "#,##0.00####", "rate": "0.00%",
    "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm",
}
"""Number formats by the name of a style; each exists plain and, for the totals row, bold ("money total")."""

_STYLE = {Kind.MONEY: "money", Kind.PRICE: "price", Kind.RATE: "rate", Kind.INTEGER: "whole", Kind.DATE: "date", Kind.MOMENT: "moment"}
_EPOCH = date(1899, 12, 30)
_FIRST = date(1900, 3, 1)
"""From this day on Excel counts like everybody else: it believes in a 29 February 1900."""

_MUST_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Text between tags: markup escaped, and what XML cannot hold written as _xHHHH_, which Excel reads back."""
    kept = _MUST_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text[:LONGEST_TEXT])
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _string(text: str) -> str:
    kept = xml_text(text)
    space = ' xml:space="preserve"' if kept[0].isspace() or kept[-1].isspace() or "\n" in kept else ""
    return f't="inlineStr"><is><t{space}>{kept}</t></is></c>'


def _serial(value: date) -> str:
    """A day as Excel counts it; an instant with its time of day, in whole seconds."""
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f"{(value.date() - _EPOCH).days + seconds / 86_400:.10f}"
    return str((value - _EPOCH).days)


def _body(value: Value) -> str:
    if isinstance(value, bool):
        return f't="b"><v>{int(value)}</v></c>'
    if isinstance(value, Decimal):
        return f"><v>{value:f}</v></c>"
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    if isinstance(value, datetime):
        value = value.astimezone().replace(tzinfo=None, microsecond=0) if value.tzinfo else value
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f"><v>{_serial(value)}</v></c>" if day >= _FIRST else _string(value.isoformat())
    return _string(str(value))


def _style_of(kind: Kind, value: Value) -> str:
    if isinstance(value, str):
        return "text"
    if kind is Kind.QUANTITY:                                   # "#,##0.###" would show 10 as "10."
        return "part" if isinstance(value, Decimal) and "." in trimmed(value) else "whole"
    if kind in (Kind.TEXT, Kind.CODE):                          # a foreign value handed through: a row that could not be imported
        return "moment" if isinstance(value, datetime) else "date" if isinstance(value, date) else "general"
    return _STYLE.get(kind, "text")


Writer = Callable[[Value], str]
"""A value to the rest of its <c r="A1" element; "" for an empty cell."""


def cell_writer(column: Column, styles: Mapping[str, int], total: bool = False) -> Writer:
    """How cells of a column are written. styles: the workbook's number for each style name."""
    suffix, kind = " total" if total else "", column.kind
    say = worded(kind, column.choices) if is_worded(column) and not total else None
    text_style = styles["text" + suffix]

    def write(value: Value) -> str:
        if say is not None:
            value = say(value)
        if value is None or value == "":
            return f' s="{text_style}"/>' if total else ""
        return f' s="{styles[_style_of(kind, value) + suffix]}" ' + _body(value)

    return write
