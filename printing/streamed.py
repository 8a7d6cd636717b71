"""A PDF written while it grows: what a page shows leaves memory when the page is finished, so a thousand papers cost what one costs."""

from __future__ import annotations

import tempfile
import weakref
import zlib
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

IN_MEMORY = 1 << 20
"""So many bytes of finished pages are kept in memory before they go to a temporary file."""


class _Finished(pdfdoc.PDFObject):
    """The compressed contents of a finished page, in the spool from `start` on."""

    __RefOnly__ = 1

    def __init__(self, spool: BinaryIO, start: int, length: int) -> None:
        self.spool, self.start, self.length = spool, start, length

    def format(self, document: object) -> bytes:
        """As it stands in the file."""
        self.spool.seek(self.start)
        head = f"<<\n/Filter [ /FlateDecode ] /Length {self.length}\n>>\nstream\n"
        return head.encode("ascii") + self.spool.read(self.length) + b"endstream\n"


class _Document(pdfdoc.PDFDocument):
    """Puts each page away when it is added, and writes each object to the file when it is formatted."""

    spool: Any
    out: Any

    def addPage(self, page: Any) -> None:
        """A page is finished."""
        packed = zlib.compress("\n".join([*page.stream, ""]).encode() if isinstance(page.stream, list) else page.stream.encode())
        page.Contents, page.stream = _Finished(self.spool, self.spool.seek(0, 2), len(packed)), None
        self.spool.write(packed)
        super().addPage(page)

    def SaveToFile(self, filename: str | BinaryIO, canvas: Canvas) -> None:
        """Write the file; it is never held as a whole."""
        self.out = Path(filename).open("wb") if isinstance(filename, str) else filename
        try:
            self.GetPDFData(canvas)
        finally:
            if isinstance(filename, str):
                self.out.close()

    @property
    def __accum__(self) -> Any:
        """What the library gathers the file in."""
        return self._gathered

    @__accum__.setter
    def __accum__(self, gathered: Any) -> None:
        """The library sets it when it begins to write: from then on everything goes straight to the file."""
        self.out.writelines(gathered.strings)
        gathered.strings.clear()
        gathered.write, self._gathered = self.out.write, gathered

    @__accum__.deleter
    def __accum__(self) -> None:
        """The library is done with its objects."""


class StreamedCanvas(Canvas):
    """A canvas whose finished pages take no memory."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._doc.__class__ = _Document        # the library's canvas names the class it makes
        self._doc.spool = tempfile.SpooledTemporaryFile(IN_MEMORY)
        weakref.finalize(self, self._doc.spool.close)      # also of a paper that was given up half way
