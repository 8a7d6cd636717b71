"""Designs of the sales note for tests: small pictures, papers, and any design that the rules allow."""

from __future__ import annotations

import struct
import zlib
from decimal import Decimal

from hypothesis import strategies as st

from models.designs.inputs import COLUMNS, Column, Copy, InvoiceDesign, Place, Stock
from models.designs.rules import COLUMN_KINDS, PLACE_KINDS, check_design
from printing.paper import PAPERS
from printing.stock import stock_of

WORDS = st.sampled_from(["", "名称", "购货单位", "品名及规格型号说明", "Quantity", "<b>&amp;"])


def png(width: int = 40, height: int = 20, shade: int = 128) -> bytes:
    """A grey picture."""
    rows = zlib.compress(b"".join(b"\0" + bytes([shade]) * (3 * width) for _row in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts)


def stock(key: str = "pin2") -> Stock:
    """A paper as designs see it."""
    return stock_of(key)


def measured() -> InvoiceDesign:
    """A design for a printed form: every column has its width, two places stand elsewhere."""
    widths = {"position": 8, "code": 20, "name": 60, "specification": 20, "unit": 12, "quantity": 20, "price": 20, "amount": 28,
              "remark": 20}
    columns = tuple(Column(key, width=Decimal(widths.get(key, 0)), shown=shown) for key, shown in COLUMNS.items())
    return InvoiceDesign(columns, data_only=True, rows=6, row_height=Decimal("8.5"),
                         places=(Place("customer", dx=Decimal("4.5"), dy=Decimal(-2)), Place("lines", dy=Decimal(3))))


def tenths(least: int, most: int) -> st.SearchStrategy[Decimal]:
    """Millimetres with one decimal."""
    return st.integers(least * 10, most * 10).map(lambda each: Decimal(each).scaleb(-1))


@st.composite
def allowed(draw: st.DrawFn) -> tuple[str, InvoiceDesign]:
    """A paper and a design that its rules allow."""
    paper = draw(st.sampled_from([paper.key for paper in PAPERS]))
    room = stock(paper)
    data_only = draw(st.booleans())
    columns = []
    for key in draw(st.permutations(sorted(COLUMNS))):
        least, shown = COLUMN_KINDS[key].least, key in ("name", "quantity") or draw(st.booleans())
        width = draw(tenths(int(least), int(least) + 20)) if data_only or draw(st.booleans()) else Decimal(0)
        columns.append(Column(key, draw(WORDS), width, shown))
    over = [at for at, column in enumerate(columns) if column.shown and column.key not in ("name", "quantity")]
    while over and any(each.code == "columns.wide" for each in check_design(InvoiceDesign(tuple(columns)), room)):
        at = over.pop()
        columns[at] = Column(columns[at].key, columns[at].caption, columns[at].width, shown=False)
    places = tuple(Place(key, draw(WORDS) if kind.worded else "",
                         kind.must or draw(st.booleans()), draw(tenths(-300, 300)), draw(tenths(-300, 300)))
                   for key, kind in PLACE_KINDS.items() if draw(st.booleans()))
    design = InvoiceDesign(
        tuple(columns), title=draw(st.sampled_from(["", "送货单", "销售出库单（三联）"])), data_only=data_only, places=places,
        footer=draw(st.sampled_from(["", "货物当面点清。", "货物当面点清，如有质量问题请在三日内提出；" * 4])), band=draw(st.booleans()),
        text=draw(st.sampled_from([Decimal(0), room.least, room.text, room.text + Decimal("1.5")])),
        copies=tuple(Copy(f"第{at}联", draw(st.sampled_from(["", "白", "红", "青"]))) for at in range(draw(st.integers(0, 2)))),
        rows=draw(st.integers(0, 8)), row_height=draw(st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(7)])))
    return paper, design if not check_design(design, room) else InvoiceDesign(design.columns, data_only=data_only)
