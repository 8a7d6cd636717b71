"""The designer of the invoice: on the left what can be chosen, on the right the note as it will print, following each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from models.core.errors import Problem
from models.core.text import N_, _
from models.designs import queries
from models.designs.inputs import STANDARD, DesignInput, InvoiceDesign
from models.designs.rules import Picture, check_design, check_design_input
from printing.stock import stock_of
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.form_area import FormArea
from ui.kit.page import Page, shortcut
from ui.kit.page_view import PagesView
from ui.kit.presenter import Presenter
from ui.kit.tab import Action, Key, OwnView
from ui.kit.verb_bar import VerbBar
from ui.kit.words import column, row
from ui.tabs.settings.design_actions import ACTIONS, SAVE, export, print_trial
from ui.tabs.settings.design_form import DESIGN, kept_design, typed_design, usual_paper, values_of

_WAIT_MS = 250
Seen = tuple[bytes, Mapping[str, Decimal]]
"""The note as it prints, and how wide its columns came out, mm."""


class DesignerPage(Page):
    """One design of one paper at a time. Actions get this page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ("designs", "settings"))
        self.setAccessibleName(_(DESIGN.title))
        look = theme.current()
        self.panel = FormPanel(DESIGN, desk.office, desk.jobs)
        self.panel.changed.connect(self._changed)
        self.view = PagesView()
        self.verbs = VerbBar(self, desk, (SAVE, *ACTIONS), self.give)
        self.pictures: dict[str, bytes] = {}
        self.logo = self.form = ""
        self._at = usual_paper(desk.office), ""
        self.typed = False
        self._widths: Mapping[str, Decimal] = {}
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.draw)
        self.panel.submitted.connect(self._to_verbs)
        margin = look.px(theme.MARGIN)
        inside = FormArea(self.panel)
        inside.setMinimumWidth(look.px(430))
        both = row(inside, self.view, spacing=look.px(12))
        both.setStretch(0, 5)
        both.setStretch(1, 6)
        layout = column(self, spacing=look.px(8), margins=(margin, look.px(8), margin, look.px(8)))
        layout.addLayout(both, 1)
        layout.addLayout(row(self.verbs))
        for key, call in (("Ctrl+S", partial(self.give, SAVE)), ("PgDown", partial(self.view.step_page, 1)),
                          ("PgUp", partial(self.view.step_page, -1)), ("Ctrl++", partial(self.view.step_zoom, 1)),
                          ("Ctrl+=", partial(self.view.step_zoom, 1)), ("Ctrl+-", partial(self.view.step_zoom, -1)),
                          ("Ctrl+0", self.view.fit)):
            shortcut(self, key, call)
        self.setFocusProxy(self.panel)
        self.open(self._at[0], queries.usual_design(self._at[0]))

    @property
    def design(self) -> InvoiceDesign:
        """What is typed, with its pictures."""
        return replace(typed_design(self.panel.values()), logo=self.logo, form=self.form)

    def open(self, paper: str, name: str) -> None:
        """Show a kept design of a paper, "" the standard one."""
        self.show_design(paper, name, queries.design_named(paper, name))
        self.typed = False

    def show_design(self, paper: str, name: str, design: InvoiceDesign, pictures: Mapping[str, bytes] | None = None) -> None:
        """Fill the form with a design; it counts as typed until it is saved or opened."""
        self.pictures = {**queries.pictures_of(design), **(pictures or {})}
        self.logo, self.form = design.logo, design.form
        self._at = paper, name
        self.panel.put(values_of(self.desk.office, paper, name, design))
        self.show_problems(())
        self.typed = True
        self.draw()

    def take_picture(self, role: str, picture: Picture | None) -> None:
        """Put a picture into the design, or take it out. role: logo, form."""
        setattr(self, role, picture.sha256 if picture is not None else "")
        if picture is not None:
            self.pictures[picture.sha256] = picture.data
        self.typed = True
        self.draw()

    def draw(self) -> None:
        """Draw what is typed on a worker, where it can be printed; the last that could stays in sight else."""
        values, design, office = self.panel.values(), self.design, self.desk.office
        paper, number, pictures = values["paper"], values["seen"] or "", dict(self.pictures)
        if check_design(design, stock_of(paper)):
            return

        def made(_ticket: object) -> Seen:
            from printing.office_papers.designs import column_widths, design_pdf

            return design_pdf(office, design, paper, number, pictures), column_widths(office, design, paper, number)

        self.desk.jobs.start(made, self._show, lane=self)

    def refresh(self) -> None:
        self.panel.work_out()
        self.draw()

    def begin(self) -> bool:
        if not self.back():
            self.show_design(self._at[0], "", STANDARD)
            self.typed = False
            self.panel.focus("name")
        return True

    def export(self) -> None:
        export(self.desk, self)

    def print_out(self) -> None:
        print_trial(self.desk, self)

    def give(self, verb: Key) -> None:
        """Save at its fields, or do an action."""
        self.panel.take_open()
        if isinstance(verb, Action):
            verb.do(self.desk, self)
            return
        values, problems = self.panel.collect()
        x = DesignInput(values["name"] or "", stock_of(values["paper"]), self.design, bool(values["usual"]))
        found = {problem.field: problem for problem in (*problems, *check_design_input(x))}
        self.show_problems(found.values())
        if not found:
            slim = replace(x, design=kept_design(self.desk.office, x.design))
            done = Presenter(self.desk).run(SAVE, slim, tuple(self.pictures.values()), surface=self)
            if done is not None:
                self.open(x.stock.paper, done.number)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """At the fields, their count on the button."""
        found = list(problems)
        self.panel.show_problems(found)
        self.verbs.count(len(found))

    def back(self) -> bool:
        return self.typed and not self.desk.prompts.confirm(
            _("Leave the form"), _("What was typed here is not kept. Leave it?"), _("Leave the form"))

    def state(self) -> dict[str, Any]:
        return {"values": self.panel.plain(), "at": self._at, "logo": self.logo, "form": self.form, "pictures": self.pictures,
                "typed": self.typed}

    def restore(self, state: dict[str, Any]) -> None:
        self.logo, self.form, self.pictures, self._at = state["logo"], state["form"], state["pictures"], state["at"]
        self.panel.put(state["values"])
        self.typed = state["typed"]
        self.draw()

    def leave(self) -> None:
        super().leave()
        self._timer.stop()
        self.desk.jobs.drop(self)
        self.view.show_pages(None)

    def _changed(self, path: str) -> None:
        self.verbs.count(0)
        if path in ("paper", "design"):
            self._turn(path)
            return
        self.typed = self.typed or path != "seen"
        if path == "data_only":
            self._measure()
        self._timer.start()

    def _turn(self, path: str) -> None:
        """To another design, unless what was typed here is to stay."""
        values = self.panel.values()
        paper = values["paper"]
        if self.back():
            self.panel.put({"paper": self._at[0], "design": self._at[1]})
        else:
            self.open(paper, queries.usual_design(paper) if path == "paper" else values["design"] or "")

    def _measure(self) -> None:
        """On a printed form every column has its width: begin with those that stand on the right now."""
        lines = self.panel.values()
        if lines["data_only"]:
            self.panel.put({"columns": [{**line, "width": line["width"] or self._widths.get(line["key"])} for line in lines["columns"]]})

    def _show(self, seen: Seen) -> None:
        pdf, self._widths = seen
        self.view.show_pages(self.desk.services.open_pdf(pdf))
        grid = self.panel.grids["columns"]
        grid.model.work_out({f"{at}.now": self._widths.get(line["key"]) for at, line in enumerate(grid.model.lines)})
        grid.show_marks(grid.model.marks)

    def _to_verbs(self) -> None:
        primary = self.verbs.primary()
        if primary is not None:
            primary.setFocus()


VIEW = OwnView(N_("Invoice design"), DesignerPage, name="design")
