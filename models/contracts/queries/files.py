"""Where the files of contracts lie, and whether they are still what was put there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from models.contracts.queries.rows import AttachmentRow, decoded
from models.core.errors import KnownError
from models.core.office import Office
from models.core.text import N_

ATTACHMENTS = "attachments"
"""The folder beside the office's file in which they lie."""
_STEP = 1 << 20


def place_of(office: Office, sha256: str) -> Path:
    """Where a file of this digest lies in the office's folder."""
    return office.folder / ATTACHMENTS / sha256


def digest_of(path: Path) -> tuple[str, int]:
    """(SHA-256, bytes) of a file. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def attachment(office: Office, attachment_id: int) -> AttachmentRow:
    """One file of a contract. Raises KnownError when there is none."""
    row = office.database.execute_sql("SELECT id, contract_id, name, size, sha256, remark, person, moment FROM attachment WHERE id = ?",
                                      (attachment_id,)).fetchone()
    if row is None:
        raise KnownError(N_("There is no such attachment"))
    return AttachmentRow(**decoded(AttachmentRow, row))


def file_faults(office: Office) -> Iterator[str]:
    """Files that are gone or are no longer what was filed."""
    rows = office.database.execute_sql("SELECT c.number, a.name, a.sha256 FROM attachment a JOIN contract c ON c.id = a.contract_id "
                                       "ORDER BY a.id").fetchall()
    for number, name, sha256 in rows:
        place = place_of(office, sha256)
        if not place.is_file():
            yield f"contracts: the attachment {name} of {number} is missing"
        elif digest_of(place)[0] != sha256:
            yield f"contracts: the attachment {name} of {number} was changed"
