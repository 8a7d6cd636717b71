"""Whether bytes are a picture that is safe to keep and to draw: PNG or JPEG, whole, not too large when unpacked."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from models.core.errors import Problem, RuleViolation
from models.core.text import N_

MOST_LOGO, MOST_FORM = 256 * 1024, 1024 * 1024
"""Bytes of a logo and of the scan of a form, as they are kept."""
MOST_SIDE = 4000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_UNREAD = Problem("picture", "picture.kind", N_("This is no whole PNG or JPEG picture; save it once more and choose it again"))


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept. width, height: dots."""

    data: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The name it is kept under."""
        return hashlib.sha256(self.data).hexdigest()


def check_picture(data: bytes, most: int) -> list[Problem]:
    """What is wrong with a picture. most: bytes."""
    try:
        picture_of(data, most)
    except RuleViolation as refused:
        return list(refused.problems)
    return []


def picture_of(data: bytes, most: int) -> Picture:
    """The picture that these bytes are. Raises RuleViolation where they are none, or too much."""
    if len(data) > most:
        raise RuleViolation([Problem("picture", "picture.large", N_("The picture takes more than {most} KB"), {"most": most // 1024})])
    try:
        width, height = _png(data) if data.startswith(_SIGNATURE) else _jpeg(data)
    except (ValueError, struct.error, zlib.error) as error:
        raise RuleViolation([_UNREAD]) from error
    if not (1 <= width <= MOST_SIDE and 1 <= height <= MOST_SIDE):
        raise RuleViolation([Problem("picture", "picture.side", N_("The picture is larger than {most} × {most} dots"),
                                     {"most": MOST_SIDE})])
    return Picture(data, width, height)


def _png(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG whose parts are all sound and unpack to exactly what its head says."""
    head, packed, ended = b"", bytearray(), False
    for kind, body in _chunks(data):
        head = head or body
        if kind == b"IDAT":
            packed += body
        ended = kind == b"IEND"
    width, height, depth, colour, method, filtering, interlaced = struct.unpack(">IIBBBBB", head)
    if not ended or depth != 8 or colour not in _CHANNELS or method or filtering or interlaced:
        raise ValueError(head)
    if width > MOST_SIDE or height > MOST_SIDE:
        return width, height
    stride = 1 + width * _CHANNELS[colour]
    unpacking = zlib.decompressobj()
    rows = unpacking.decompress(bytes(packed), stride * height + 1)
    if len(rows) != stride * height or not unpacking.eof or max(rows[::stride]) > 4:
        raise ValueError(len(rows))
    return width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + size]
        if struct.unpack_from(">I", data, at + 8 + size)[0] != zlib.crc32(kind + body):
            raise ValueError(kind)
        yield kind, body
        at += 12 + size


def _jpeg(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG that runs from its first mark to its last."""
    if not data.startswith(b"\xff\xd8\xff") or not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise ValueError(data[:2])
    at = 2
    while True:
        mark, kind, size = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF or size < 2:
            raise ValueError(at)
        if kind in (0xC0, 0xC1, 0xC2):
            depth, height, width, parts = struct.unpack_from(">BHHB", data, at + 4)
            if depth != 8 or parts not in (1, 3):
                raise ValueError(parts)
            return width, height
        if kind == 0xDA:
            raise ValueError(kind)
        at += 2 + size
