"""A paper as it prints, with paper, copies, printer and offset beside it; Enter prints, the last choice is kept."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from models.core.errors import KnownError, RuleViolation
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.desk import Desk, Pages
from ui.kit.faults import LOG, words_of
from ui.kit.form import FormPanel
from ui.kit.jobs import Ticket
from ui.kit.page import Page, shortcut
from ui.kit.page_view import PagesView
from ui.kit.paper_choice import choice_form, keep_choice, kept_choice, unmoved
from ui.kit.tab import Document, PaperChoice
from ui.kit.words import button, column, label, row


_LISTEN_MS = 1500
"""How long after a paper was sent the printer is asked whether it comes out."""


class PreviewPage(Page):
    """One paper. `done` is what Esc means here: the window takes the page away."""

    def __init__(self, desk: Desk, document: Document, subject: Any, *, beside: bool = True, at_once: bool = False) -> None:
        super().__init__(desk)
        self._at_once = at_once
        self._left = False
        self.document, self.subject = document, subject
        self.setAccessibleName(_(document.title))
        store = desk.services.store
        printers = list(desk.services.printing.names()) if desk.services.printing is not None else []
        last = store.value(f"printer/{document.name}", "")
        printer = last if last in printers else next(iter(printers), "")
        self.pdf: bytes | None = None
        self._name = _(document.title)
        self.view = PagesView()
        self.panel = FormPanel(choice_form(desk, document, printers), desk.office, desk.jobs)
        self.panel.put(asdict(kept_choice(desk, document, printer)))
        self.panel.changed.connect(self._changed)
        self.panel.submitted.connect(self.print_now)
        self.trouble = label("", "warning", wrap=True)
        self.trouble.hide()
        self._listen = QTimer(self, singleShot=True, interval=_LISTEN_MS)
        self._listen.timeout.connect(self._hear_printer)
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
        self._hear_printer()

    def choice(self) -> PaperChoice:
        """What the panel asks for; an unreadable number counts as 0."""
        values = self.panel.values()
        zero = Decimal(0)
        return PaperChoice(values["paper"], int(values["copies"] or 1), values["offset_x"] or zero, values["offset_y"] or zero,
                           values.get("drift") or zero, bool(values.get("data_only")), values["printer"] or "", values.get("look"))

    def refresh(self) -> None:
        """Lay it out again on a worker."""
        choice = self.choice()
        self.desk.jobs.start(lambda ticket: self.document.pdf(self.desk.office, self.subject, choice), self._show, lane=self)

    def print_out(self) -> None:
        (self.print_now if self.go.isEnabled() else self.save)()

    def print_now(self) -> None:
        """Send it to the printer; the choice is kept, the print counted once the spooler took it."""
        printing, pdf, choice = self.desk.services.printing, self.pdf, self.choice()
        if printing is None or pdf is None or not self.go.isEnabled():
            return
        keep_choice(self.desk.services.store, self.document, choice)
        self.go.setEnabled(False)
        title = _(self.document.title)

        def send(ticket: Ticket) -> KnownError | None:
            printing.print(pdf, choice, title)
            return self._count(choice)

        job = self.desk.jobs.start(send, lambda uncounted: self._printed(choice, uncounted), lane=(self, "print"), failed=self._refused)
        job.finished.connect(self._may_print)

    def save(self) -> None:
        """The PDF as a file."""
        if self.pdf is not None:
            path = self.desk.prompts.save_file(_("Save as PDF"), self.desk.services.file_name(self._name, ".pdf"), "PDF (*.pdf)")
            if path is not None:
                choice = unmoved(self.choice())
                self.desk.jobs.start(lambda ticket: self._keep(choice, path), lambda _nothing: self._saved(path))

    def _keep(self, choice: PaperChoice, path: Path) -> None:
        """On the worker: no paper leaves unsaid; a file is no print, so nothing is counted. It is moved for no printer."""
        pdf = self.document.pdf(self.desk.office, self.subject, choice)
        if self.document.saved is not None:
            self.document.saved(self.desk.office, self.subject, path.name)
        self.desk.services.write_file(pdf, path)

    def leave(self) -> None:
        super().leave()
        self._left = True
        self._listen.stop()
        for lane in (self, (self, "says")):
            self.desk.jobs.drop(lane)
        self.view.show_pages(None)

    def _lay_out(self, beside: bool, printers: list[str]) -> None:
        look = theme.current()
        side = QWidget()
        layout = column(side, spacing=look.px(12), margins=(look.px(theme.MARGIN),) * 4)
        layout.addWidget(self.panel)
        layout.addWidget(self.trouble)
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
        self.view.setMinimumWidth(look.px(280))
        whole.setStretch(0, 1)                                      # the side is as wide as its fields, the paper takes the rest
        self.setLayout(whole)
        area.setVisible(beside)

    def _zoom(self, step: int, _on: bool = False) -> None:
        self.view.step_zoom(step)

    def _changed(self, path: str) -> None:
        chosen = self.choice()
        if path in ("printer", "paper"):
            other = chosen.paper if path == "paper" else ""
            self.panel.put(asdict(kept_choice(self.desk, self.document, chosen.printer, other)))
        if path == "printer":
            self._hear_printer()
        self.refresh()

    def _hear_printer(self) -> None:
        """Ask the printer, on a worker, whether anything is wrong with it."""
        printing, printer = self.desk.services.printing, self.choice().printer
        if printing is not None and printer:
            self.desk.jobs.start(lambda ticket: printing.says(printer), self._heard, lane=(self, "says"))

    def _heard(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _refused(self, error: KnownError | RuleViolation) -> None:
        """Nothing was printed or counted: say why, and offer to try again once it is mended."""
        LOG.info("told: %r", error)
        if self.desk.prompts.confirm(_("Nothing was printed"), words_of(error), _("Try again")) and not self._left:
            QTimer.singleShot(0, self, self.print_now)

    def _show(self, pdf: bytes) -> None:
        self.pdf = pdf
        pages: Pages = self.desk.services.open_pdf(pdf)
        self._name = pages.title or _(self.document.title)
        self.view.show_pages(pages)
        if self._at_once:
            self._at_once = False
            self.print_now()

    def _count(self, choice: PaperChoice) -> KnownError | None:
        """On the worker, as soon as the spooler has it: the person may have gone on. Returns what kept it from being counted."""
        try:
            if self.document.printed is not None:
                self.document.printed(self.desk.office, self.subject, choice)
        except KnownError as fault:
            return fault
        return None

    def _printed(self, choice: PaperChoice, uncounted: KnownError | None) -> None:
        self.desk.say(_("Sent to {printer}").format(printer=choice.printer))
        if uncounted is not None:
            LOG.info("told: %r", uncounted)
            self.desk.prompts.message(_("Printed, but not counted"), words_of(uncounted))
        if not self._left:
            self._listen.start()
            self.refresh()

    def _may_print(self) -> None:
        if not self._left:
            self.go.setEnabled(True)

    def _saved(self, path: Path) -> None:
        self.desk.say(_("Written: {file}").format(file=path.name))
