"""A paper as it prints, with paper, copies, printer and offset beside it; Enter prints, the last choice is kept."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from models.core.text import N_, _
from ui.kit import theme
from ui.kit.desk import Desk, Pages, Store
from ui.kit.form import FormPanel
from ui.kit.page import Page, shortcut
from ui.kit.page_view import PagesView
from ui.kit.specs import FieldKind, FieldSpec, FormSpec
from ui.kit.tab import Document, PaperChoice
from ui.kit.words import button, column, label, row


def kept_choice(store: Store, document: Document, printer: str) -> PaperChoice:
    """The last choice for this kind of document and printer, else the document's own."""
    fresh = PaperChoice(document.papers[0][0], document.copies, printer=printer)
    kept = json.loads(store.value(f"paper/{document.name}/{printer}", "") or "{}")
    numbers = {key: Decimal(kept[key]) for key in ("offset_x", "offset_y", "drift") if key in kept}
    choice = replace(fresh, **{**{key: kept[key] for key in ("paper", "copies", "data_only") if key in kept}, **numbers})
    return choice if choice.paper in dict(document.papers) else replace(choice, paper=document.papers[0][0])


def keep_choice(store: Store, document: Document, choice: PaperChoice) -> None:
    """Remember it."""
    plain = {key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(choice).items()}
    store.setValue(f"paper/{document.name}/{choice.printer}", json.dumps(plain))
    store.setValue(f"printer/{document.name}", choice.printer)


class PreviewPage(Page):
    """One paper. `done` is what Esc means here: the window takes the page away."""

    def __init__(self, desk: Desk, document: Document, subject: Any, *, beside: bool = True, at_once: bool = False) -> None:
        super().__init__(desk)
        self._at_once = at_once
        self.document, self.subject = document, subject
        self.setAccessibleName(_(document.title))
        store = desk.services.store
        printers = list(desk.services.printing.names()) if desk.services.printing is not None else []
        last = store.value(f"printer/{document.name}", "")
        printer = last if last in printers else next(iter(printers), "")
        self.pdf: bytes | None = None
        self._name = _(document.title)
        self.view = PagesView()
        self.panel = FormPanel(_form(document, printers), desk.office, desk.jobs)
        self.panel.put(asdict(kept_choice(store, document, printer)))
        self.panel.changed.connect(self._changed)
        self.panel.submitted.connect(self.print_now)
        self.number = label("", "secondary")
        self.view.moved.connect(lambda page, pages: self.number.setText(_("Page {page} of {pages}").format(page=page, pages=pages)))
        self.go = button(_("Print"), key=_("Enter"), name="print", role="primary")
        self.go.setEnabled(bool(printers))
        self.go.clicked.connect(self.print_now)
        self.keep = button(_("Save as PDF"), key="Ctrl+S", name="pdf", role="" if printers else "primary")
        self.keep.clicked.connect(self.save)
        self._lay_out(beside, printers)
        for key, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            shortcut(self, key, partial(self.view.step_zoom, step))
        shortcut(self, "Ctrl+0", self.view.fit)
        shortcut(self, "PgDown", lambda: self.view.step_page(1))
        shortcut(self, "PgUp", lambda: self.view.step_page(-1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shortcut(self, "Ctrl+S", self.save)
        self.setFocusProxy(self.go if printers else self.keep)
        self.refresh()

    def choice(self) -> PaperChoice:
        """What the panel asks for; an unreadable number counts as 0."""
        values = self.panel.values()
        zero = Decimal(0)
        return PaperChoice(values["paper"], int(values["copies"] or 1), values["offset_x"] or zero, values["offset_y"] or zero,
                           values.get("drift") or zero, bool(values.get("data_only")), values["printer"] or "")

    def refresh(self) -> None:
        """Lay it out again on a worker."""
        choice = self.choice()
        self.desk.jobs.start(lambda ticket: self.document.pdf(self.desk.office, self.subject, choice), self._show, lane=self)

    def print_out(self) -> None:
        (self.print_now if self.go.isEnabled() else self.save)()

    def print_now(self) -> None:
        """Send it to the printer; the choice is kept, the print counted."""
        printing, pdf, choice = self.desk.services.printing, self.pdf, self.choice()
        if printing is None or pdf is None or not self.go.isEnabled():
            return
        keep_choice(self.desk.services.store, self.document, choice)
        self.go.setEnabled(False)
        title = _(self.document.title)
        job = self.desk.jobs.start(lambda ticket: printing.print(pdf, choice, title), lambda _none: self._printed(choice),
                                   lane=(self, "print"))
        job.finished.connect(lambda: self.go.setEnabled(True))

    def save(self) -> None:
        """The PDF as a file."""
        if self.pdf is not None:
            path = self.desk.prompts.save_file(_("Save as PDF"), f"{self._name}.pdf", "PDF (*.pdf)")
            if path is not None:
                pdf = self.pdf
                self.desk.jobs.start(lambda ticket: path.write_bytes(pdf), lambda _size: self._saved(path))

    def leave(self) -> None:
        super().leave()
        self.desk.jobs.drop(self)
        self.view.show_pages(None)

    def _lay_out(self, beside: bool, printers: list[str]) -> None:
        look = theme.current()
        side = QWidget()
        layout = column(side, spacing=look.px(12), margins=(look.px(theme.MARGIN),) * 4)
        layout.addWidget(self.panel)
        if not printers:
            layout.addWidget(label(_("No printer is set up on this computer. The PDF can be saved instead"), "warning", wrap=True))
        layout.addWidget(self.go)
        layout.addWidget(self.keep)
        zooms = row(spacing=look.px(4))
        for title, name, step in ((N_("Smaller"), "zoom-out", -1), (N_("Larger"), "zoom-in", 1)):
            made = button("", name=name)
            made.setAccessibleName(_(title))
            made.setToolTip(f"{_(title)}  Ctrl+{'+' if step > 0 else '-'}")
            made.clicked.connect(partial(self._zoom, step))
            zooms.addWidget(made)
        zooms.addWidget(self.number)
        zooms.addStretch(1)
        layout.addLayout(zooms)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(side)
        area.setMinimumWidth(240)
        area.setMaximumWidth(side.sizeHint().width() + look.px(16))
        whole = row(self.view, area, spacing=0)
        whole.setStretch(0, 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        area.setVisible(beside)

    def _zoom(self, step: int, _on: bool = False) -> None:
        self.view.step_zoom(step)

    def _changed(self, path: str) -> None:
        if path == "printer":
            self.panel.put(asdict(kept_choice(self.desk.services.store, self.document, self.choice().printer)))
        self.refresh()

    def _show(self, pdf: bytes) -> None:
        self.pdf = pdf
        pages: Pages = self.desk.services.open_pdf(pdf)
        self._name = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in pages.title) or _(self.document.title)
        self.view.show_pages(pages)
        if self._at_once:
            self._at_once = False
            self.print_now()

    def _printed(self, choice: PaperChoice) -> None:
        if self.document.printed is not None:
            self.document.printed(self.desk.office, self.subject, choice)
        self.desk.say(_("Sent to {printer}").format(printer=choice.printer))

    def _saved(self, path: Path) -> None:
        self.desk.say(_("Written: {file}").format(file=path.name))


def _form(document: Document, printers: list[str]) -> FormSpec:
    names = [(name, name) for name in printers]
    fields: tuple[FieldSpec, ...] = (
        FieldSpec("printer", N_("Printer"), FieldKind.CHOICE, choices=lambda office: names, width=16),
        FieldSpec("paper", N_("Paper"), FieldKind.CHOICE, choices=document.papers, width=16),
        FieldSpec("copies", N_("Copies"), FieldKind.INTEGER, width=5, initial=document.copies),
        FieldSpec("offset_x", N_("Right by, mm"), FieldKind.QUANTITY, width=7),
        FieldSpec("offset_y", N_("Down by, mm"), FieldKind.QUANTITY, width=7),
    )
    if document.forms:
        fields += (FieldSpec("drift", N_("Longer a form by, mm"), FieldKind.QUANTITY, width=7),
                   FieldSpec("data_only", N_("Data only, on printed forms"), FieldKind.FLAG))
    return FormSpec("print", N_("Print"), fields)
