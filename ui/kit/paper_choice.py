"""How a paper is printed, as the person chose it last: by document and printer, and what a printer needs by its form."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from models.core.office import Office
from models.core.text import N_
from ui.kit.desk import Desk, Store
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Live, Values
from ui.kit.tab import Document, PaperChoice

ALIKE = ("paper", "copies", "data_only")
"""Kept for each document and printer."""
MEASURED = ("offset_x", "offset_y", "drift")
"""Kept for each printer and paper, whatever is printed on it: how far off it prints, in mm."""


def kept_choice(desk: Desk, document: Document, printer: str, paper: str = "") -> PaperChoice:
    """The last choice for this kind of document and printer, else the document's own. paper: another one than the last."""
    store = desk.services.store
    kept = _read(store, f"paper/{document.name}/{printer}")
    usual = usual_paper(desk, document)
    choice = replace(PaperChoice(usual, document.copies, printer=printer),
                     **{key: kept[key] for key in ALIKE if key in kept})
    wanted = paper or choice.paper
    known = wanted if wanted in dict(document.papers) else usual
    return measured(store, replace(choice, paper=known, look=kept_look(desk, document, printer, known)))


def kept_look(desk: Desk, document: Document, printer: str, paper: str) -> str | None:
    """How the document looked last on this printer and size, None for the usual look or one that is gone."""
    look = _read(desk.services.store, f"look/{document.name}/{printer}/{paper}").get("look")
    return look if document.looks is not None and look in dict(document.looks(desk.office, paper)) else None


def usual_paper(desk: Desk, document: Document) -> str:
    """The size a document starts with: as the office has set it, else its first."""
    set_so = document.usual(desk.office) if document.usual is not None else ""
    return set_so if set_so in dict(document.papers) else document.papers[0][0]


def measured(store: Store, choice: PaperChoice) -> PaperChoice:
    """The choice with what was measured on this printer with this form."""
    kept = _read(store, f"form/{choice.printer}/{choice.paper}")
    numbers: dict[str, Any] = {key: Decimal(kept.get(key, "0")) for key in MEASURED}
    return replace(choice, **numbers)


def unmoved(choice: PaperChoice) -> PaperChoice:
    """The choice for a file, once, which is not meant for one printer."""
    return replace(choice, copies=1, offset_x=Decimal(0), offset_y=Decimal(0), drift=Decimal(0))


def keep_choice(store: Store, document: Document, choice: PaperChoice) -> None:
    """Remember it."""
    store.setValue(f"paper/{document.name}/{choice.printer}", json.dumps({key: getattr(choice, key) for key in ALIKE}))
    store.setValue(f"printer/{document.name}", choice.printer)
    if document.looks is not None:
        store.setValue(f"look/{document.name}/{choice.printer}/{choice.paper}", json.dumps({"look": choice.look}))
    keep_measured(store, choice)


def keep_measured(store: Store, choice: PaperChoice) -> None:
    """Remember how far off a printer prints on a form."""
    store.setValue(f"form/{choice.printer}/{choice.paper}", json.dumps({key: str(getattr(choice, key)) for key in MEASURED}))


def _read(store: Store, key: str) -> dict[str, Any]:
    return dict(json.loads(store.value(key, "") or "{}"))


def choice_form(desk: Desk, document: Document, printers: list[str]) -> FormSpec:
    """What the panel beside a paper asks."""
    names = [(name, name) for name in printers]
    fields: tuple[FieldSpec, ...] = (
        FieldSpec("printer", N_("Printer"), FieldKind.CHOICE, choices=lambda office: names, width=25),
        FieldSpec("paper", N_("Paper"), FieldKind.CHOICE, choices=document.papers, width=25),
        *look_fields(desk, document, 16),
        FieldSpec("copies", N_("Copies"), FieldKind.INTEGER, width=5, initial=document.copies),
        FieldSpec("offset_x", N_("Right by, mm"), FieldKind.QUANTITY, width=7),
        FieldSpec("offset_y", N_("Down by, mm"), FieldKind.QUANTITY, width=7),
    )
    if document.feeds:
        fields += (FieldSpec("drift", N_("Longer a form by, mm"), FieldKind.QUANTITY, width=7),)
    if document.forms:
        fields += (FieldSpec("data_only", N_("Data only, on printed forms"), FieldKind.FLAG),)
    return FormSpec("print", N_("Print"), fields, live=partial(follow_looks, desk, document))


def look_fields(desk: Desk, document: Document, width: int) -> tuple[FieldSpec, ...]:
    """What asks for the look of a document that has several."""
    looks = document.looks
    if looks is None:
        return ()
    return (FieldSpec("look", N_("Design"), FieldKind.CHOICE, width=width,
                      choices=lambda office: looks(office, usual_paper(desk, document))),)


def follow_looks(desk: Desk, document: Document, office: Office, values: Values, path: str) -> Live:
    """The looks that there are on the size chosen, and the one that is kept for it."""
    if document.looks is None or not values["paper"]:
        return Live()
    kept = {"look": kept_look(desk, document, values["printer"] or "", values["paper"])} if path in ("", "paper", "printer") else {}
    return Live(kept, choices={"look": list(document.looks(office, values["paper"]))})
