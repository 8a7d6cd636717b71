"""The designs that are kept for a paper, the one notes come out in, and the pictures they name."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from models.core.errors import Problem, RuleViolation
from models.core.text import N_
from models.designs.inputs import STANDARD, InvoiceDesign
from models.designs.rules import read_design
from models.designs.tables import DesignPicture, PaperDesign


@dataclass(frozen=True)
class DesignRow:
    """A design by name. usual: notes on its paper come out so."""

    id: int
    paper: str
    name: str
    usual: bool


def designs(paper: str) -> list[DesignRow]:
    """The designs of a paper, by name; beside them there is always the standard one."""
    rows = PaperDesign.select().where(PaperDesign.paper == paper).order_by(PaperDesign.name)
    return [DesignRow(row.id, row.paper, row.name, row.usual) for row in rows]


def usual_design(paper: str) -> str:
    """The name of the design in which notes on this paper come out, "" for the standard one."""
    row = PaperDesign.get_or_none(PaperDesign.paper == paper, PaperDesign.usual == 1)
    return str(row.name) if row is not None else ""


def design_named(paper: str, name: str) -> InvoiceDesign:
    """A design of a paper, "" the standard one. Raises RuleViolation for a name there is not."""
    if not name:
        return STANDARD
    row = PaperDesign.get_or_none(PaperDesign.paper == paper, PaperDesign.name == name)
    if row is None:
        raise RuleViolation([Problem("design", "design.unknown", N_("There is no design {name} for this paper"), {"name": name})])
    return read_design(row.content, name).design


def picture(digest: str) -> bytes:
    """A picture by its digest, nothing where none is named or kept."""
    row = DesignPicture.get_or_none(DesignPicture.sha256 == digest) if digest else None
    return base64.b64decode(row.base64) if row is not None else b""


def pictures_of(design: InvoiceDesign) -> dict[str, bytes]:
    """The pictures that a design names and the office keeps, by digest."""
    found = {digest: picture(digest) for digest in (design.logo, design.form) if digest}
    return {digest: data for digest, data in found.items() if data}


def names(paper: str) -> tuple[str, ...]:
    """What a choice offers: the usual one first, then the others; "" is the standard one."""
    kept, usual = [row.name for row in designs(paper)], usual_design(paper)
    return (usual, *(name for name in ("", *kept) if name != usual))
