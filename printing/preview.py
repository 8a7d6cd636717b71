"""Pages of a PDF as pictures, for the preview and for printers that take only pictures; knows nothing of Qt."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

DPI = 72


@dataclass(frozen=True)
class PageImage:
    """One page: width and height in pixels, `pixels` as RGBA rows without padding (4 × width bytes each)."""

    width: int
    height: int
    pixels: bytes

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return 4 * self.width

    def png(self) -> bytes:
        """The picture as a PNG file."""
        rows = b"".join(b"\0" + self.pixels[at:at + self.stride] for at in range(0, len(self.pixels), self.stride))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


class Preview:
    """A PDF held open to be drawn page by page: `with Preview(pdf) as pages: pages.image(0, 1.5)`."""

    def __init__(self, pdf: bytes | Path) -> None:
        self._document = pypdfium2.PdfDocument(pdf)

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._document)

    @property
    def title(self) -> str:
        """What the paper calls itself: 销售单 XS20261100001."""
        return str(self._document.get_metadata_value("Title"))

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in mm, counted from 0; what the printer is told."""
        width, height = self._document.get_page_size(page)
        return width * 25.4 / DPI, height * 25.4 / DPI

    def image(self, page: int, zoom: float = 1.0) -> PageImage:
        """A page drawn at zoom × 72 dots an inch (zoom 300/72 is a 300 dpi raster)."""
        opened = self._document[page]
        bitmap = opened.render(scale=zoom, rev_byteorder=True, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        try:
            rows = bytes(bitmap.buffer)
            if bitmap.stride != 4 * bitmap.width:
                rows = b"".join(rows[at:at + 4 * bitmap.width] for at in range(0, len(rows), bitmap.stride))
            return PageImage(bitmap.width, bitmap.height, rows)
        finally:
            bitmap.close()
            opened.close()


def page_images(pdf: bytes | Path, zoom: float = 1.0) -> Iterator[PageImage]:
    """Every page of a PDF, one after the other, so that a long paper never fills the memory."""
    with Preview(pdf) as pages:
        for number in range(len(pages)):
            yield pages.image(number, zoom)
