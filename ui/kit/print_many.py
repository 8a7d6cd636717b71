"""One paper for many rows of a list: to the printer, into one PDF, or a file each; with progress, and stopped between two papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from models.core.errors import KnownError
from models.core.listing import keys_of
from models.core.text import N_, _
from ui.kit.desk import Desk
from ui.kit.faults import LOG
from ui.kit.jobs import Ticket
from ui.kit.paper_choice import follow_looks, kept_choice, look_fields
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import Document, Many, PaperChoice
from ui.kit.verbs import Chosen

AT_ONCE = 10
"""Papers of one print job: what is stopped or fails costs no more than these."""
TO_PRINTER, TO_FILE, TO_FOLDER = "printer", "file", "folder"


def print_many(document: Document, desk: Desk, chosen: Chosen) -> None:
    """Ask which rows and where to, then do it on a worker."""
    asked: list[tuple[Values, Many]] = []

    def take(values: Values) -> bool:
        assert document.many is not None
        asked.append((values, document.many.given(values) if document.many.given is not None else document.many))
        return True

    if not desk.prompts.form(_form(document, desk, chosen), take, _first(document, desk, chosen), _("Print")):
        return
    values, many = asked[0]
    choice = replace(kept_choice(desk, document, values["printer"] or "", values["paper"]), look=values.get("look"))
    run = Run(desk, document, many, chosen if values["which"] == "all" else None, chosen.keys, choice)
    if values["to"] == TO_PRINTER:
        run.print()
        return
    title = f"{_(document.title)} {desk.office.clock.today()}"
    path = desk.prompts.folder(title) if values["to"] == TO_FOLDER else desk.prompts.save_file(
        title, desk.services.file_name(title, ".pdf"), "PDF (*.pdf)")
    if path is not None:
        run.write(path)


class Run:
    """One printing of many papers. listed: the list whose every row is meant; keys: else these."""

    def __init__(self, desk: Desk, document: Document, many: Many, listed: Chosen | None, keys: Sequence[Any], choice: PaperChoice) -> None:
        self.desk, self.document, self.many, self.choice = desk, document, many, choice
        self._listed, self._keys = listed, list(keys)
        self._found = False
        self._sent = 0
        self._told = False

    def write(self, path: Path) -> None:
        """Into the file, or a file each into the folder."""
        def written(words: str) -> None:
            self._told = True
            self.desk.say(_("Written: {file}").format(file=words))

        def stopped() -> None:
            if not self._told:
                self.desk.say(_("Stopped: {file} is not complete").format(file=path.name), Level.LOOK)

        self.desk.work(_(self.document.title), lambda ticket: self.many.write(
            self.desk.office, self._ids(), self.choice, path, ticket.step), written, stopped)

    def print(self) -> None:
        """To the printer, a few at a time; what it took is counted at once. What failed can be tried again from there."""
        self._told = False
        self.desk.work(_(self.document.title), self._print, self._done, self._ended)

    def _ids(self) -> list[Any]:
        """Read on the worker: the list may be long. Raises KnownError where none of the rows has this paper."""
        if not self._found:
            listed, office = self._listed, self.desk.office
            keys = self._keys if listed is None else list(keys_of(listed.listing, listed.filter))
            self._keys = keys if self.many.having is None else self.many.having(office, keys)
            self._found = True
        if not self._keys:
            raise KnownError(N_("None of these rows has this paper"))
        return self._keys

    def _print(self, ticket: Ticket) -> KnownError | None:
        ids, printing = self._ids(), self.desk.services.printing
        while self._sent < len(ids):
            ticket.step(self._sent, len(ids))
            some = ids[self._sent:self._sent + AT_ONCE]
            try:
                assert printing is not None
                printing.print(self.many.pdf(self.desk.office, some, self.choice), self.choice, _(self.document.title))
            except KnownError as fault:
                return fault
            self._sent += len(some)
            self.many.printed(self.desk.office, some, self.choice)
        return None

    def _done(self, fault: KnownError | None) -> None:
        self._told = True
        told = _("{done} of {whole} papers were sent to {printer}").format(
            done=self._sent, whole=len(self._keys), printer=self.choice.printer)
        if fault is None:
            self.desk.say(told)
            return
        LOG.info("told: %r", fault)
        if self.desk.prompts.confirm(_("Print"), f"{told}\n{fault.say()}", _("Print the rest")):
            self.print()

    def _ended(self) -> None:
        """Stopped by the person: say how far it came."""
        if not self._told:
            self.desk.say(_("Stopped: {done} of {whole} papers were sent to {printer}").format(
                done=self._sent, whole=len(self._keys), printer=self.choice.printer), Level.LOOK)


def _form(document: Document, desk: Desk, chosen: Chosen) -> FormSpec:
    printers = [(name, name) for name in _printers(desk)]
    which = (("rows", _("The {count} selected").format(count=len(chosen.keys))), ("all", _("All that the list shows")))
    to = (*(((TO_PRINTER, N_("The printer")),) if printers else ()), (TO_FILE, N_("One PDF")), (TO_FOLDER, N_("A PDF file each")))
    return FormSpec("print_many", N_("Print many"), (
        FieldSpec("which", N_("Which"), FieldKind.CHOICE, choices=which if chosen.keys else which[1:], width=24, required=True),
        FieldSpec("to", N_("Print to"), FieldKind.CHOICE, choices=to, width=24, required=True),
        FieldSpec("printer", N_("Printer"), FieldKind.CHOICE, choices=lambda office: printers, width=24),
        FieldSpec("paper", N_("Paper"), FieldKind.CHOICE, choices=document.papers, width=30, required=True),
        *look_fields(desk, document, 30),
        *(document.many.asks if document.many is not None else ())), live=partial(follow_looks, desk, document))


def _first(document: Document, desk: Desk, chosen: Chosen) -> Values:
    """What stands in the form at first: several selected rows are meant as such; the printer and paper of the last time."""
    printers, last = _printers(desk), desk.services.store.value(f"printer/{document.name}", "")
    printer = last if last in printers else next(iter(printers), "")
    return {"which": "rows" if len(chosen.keys) > 1 else "all", "to": TO_PRINTER if printers else TO_FILE, "printer": printer,
            "paper": kept_choice(desk, document, printer).paper, **_initial(document, desk)}


def _initial(document: Document, desk: Desk) -> Values:
    asks = document.many.asks if document.many is not None else ()
    return {each.key: each.initial(desk.office) if callable(each.initial) else each.initial for each in asks}


def _printers(desk: Desk) -> list[str]:
    return list(desk.services.printing.names()) if desk.services.printing is not None else []
