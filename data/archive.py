"""Whether a workbook may be opened at all: what kind of file it is, and that it does not unpack into a flood."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from models.core.errors import KnownError
from models.core.text import N_

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_FROM = 1024 * 1024
"""The ratio is judged from this unpacked size on: a tiny file of repeated cells is no flood."""
MOST_ENTRIES = 500

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_SECRET = "EncryptedPackage".encode("utf-16-le")
_STEP = 1 << 16
DAMAGED = N_("This file is damaged or incomplete. Open it in Excel or WPS, save it again, or ask for it once more")


def kind_of(path: Path) -> str:
    """"xlsx", "ods", "xls" or "text" by what the file holds, whatever its name says. Raises KnownError for anything else."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_STEP)
    except IsADirectoryError as error:
        raise KnownError(N_("{name} is a folder. Choose a workbook in it"), name=path.name) from error
    except PermissionError as error:
        raise KnownError(N_("{name} may not be read by you. Ask for permission, or copy the file to a folder of your own"),
                         name=path.name) from error
    except OSError as error:
        raise KnownError(N_("{name} cannot be read. Check that it is still there and not locked by another program"),
                         name=path.name) from error
    if size > MOST_BYTES:
        raise KnownError(N_("The file is larger than {most} MB; split it into several"), most=MOST_BYTES // 1024 // 1024)
    if not size:
        raise KnownError(N_("The file is empty"))
    if start.startswith(_OLE):
        if _SECRET in path.read_bytes():
            raise _protected()
        return "xls"
    if start.startswith(_ZIP):
        return _check_archive(path)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise KnownError(N_("This is a web page under another name. Open it in Excel or WPS and save it as .xlsx"))
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnownError(N_("This is not a workbook. Choose an .xlsx, .xls or .csv file"))
    return "text"


def _protected() -> KnownError:
    return KnownError(N_("The file is protected by a password. Open it in Excel or WPS, save it without one, and try again"))


def _check_archive(path: Path) -> str:
    """"xlsx" or "ods". Limits on the directory first, then each entry is unpacked once to see that the directory told the truth."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise KnownError(DAMAGED) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise KnownError(N_("The workbook holds {count} parts, more than {most}; copy the table into a new workbook"),
                         count=len(entries), most=MOST_ENTRIES)
    if unpacked > MOST_UNPACKED:
        raise KnownError(N_("The workbook unpacks to more than {most} MB; split it into several"), most=MOST_UNPACKED // 1024 // 1024)
    if unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO:
        raise KnownError(N_("The workbook unpacks to more than {most} times its size and was not opened; "
                            "copy the table into a new workbook"), most=MOST_RATIO)
    kind = _kind_within(path, {entry.filename for entry in entries})
    with path.open("rb") as file:
        for entry in entries:
            if entry.flag_bits & 1:
                raise _protected()
            if not _is_honest(file, entry):
                raise KnownError(DAMAGED)
    return kind


def _kind_within(path: Path, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if {"content.xml", "META-INF/manifest.xml"} <= names:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise _protected()
        return "ods"
    if names & {"xl/workbook.bin", "content.xml"}:
        raise KnownError(N_("This kind of workbook is not read. Open it in Excel or WPS and save it as .xlsx"))
    raise KnownError(N_("This is not a workbook. Choose an .xlsx, .xls or .csv file"))


def _is_honest(file: BinaryIO, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry unpacks to exactly the size it claims; others would read on beyond it."""
    file.seek(entry.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(_ZIP):
        return False
    file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    left, size = entry.compress_size, 0
    if entry.compress_type == zipfile.ZIP_STORED:
        return left == entry.file_size and len(file.read(left)) == left
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return False
    unpack = zlib.decompressobj(-15)
    try:
        while left > 0 or unpack.unconsumed_tail:
            piece = unpack.unconsumed_tail or file.read(min(_STEP, left))
            if not piece:
                return False
            left -= 0 if unpack.unconsumed_tail else len(piece)
            size += len(unpack.decompress(piece, _STEP * 16))
            if size > entry.file_size or unpack.eof:
                break
        while not unpack.eof and size <= entry.file_size and (rest := unpack.decompress(b"", _STEP)):
            size += len(rest)
    except zlib.error:
        return False
    return unpack.eof and size == entry.file_size
