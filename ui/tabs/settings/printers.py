"""Printers: print the forms, measure the first and the tenth, and every paper from this printer stands where it belongs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from models.core.company import INVOICE_PAPER
from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_, _
from printing.measuring import Measured, Off, check_measured, corrected, due
from printing.paper import PAPERS, Paper, paper_named
from printing.sizes import TITLES
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.form_area import FormArea
from ui.kit.page import Page, shortcut
from ui.kit.paper_choice import keep_measured, measured
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Live, Section, Values
from ui.kit.tab import Action, Key, OwnView, PaperChoice
from ui.kit.verb_bar import VerbBar
from ui.kit.words import column, row
from ui.tabs.papers import setting_of

_ASKED = ("left", "top", "tenth")


def kept(desk: Desk, printer: str, paper: str) -> PaperChoice:
    """What was measured of this printer with this paper; nothing where it never was."""
    return measured(desk.services.store, PaperChoice(paper, printer=printer))


def off_of(choice: PaperChoice) -> Off:
    """The same as the printing floor reckons with it."""
    return Off(choice.offset_x, choice.offset_y, choice.drift)


def words_of(off: Off) -> str:
    """What is done for a printer, in words."""
    told = [_(words).format(mm=f"{abs(value):.2f}") for value, more, less in (
        (off.x, N_("{mm} mm to the right"), N_("{mm} mm to the left")), (off.y, N_("{mm} mm down"), N_("{mm} mm up")),
        (off.drift, N_("each form {mm} mm longer"), N_("each form {mm} mm shorter"))) if value for words in (more if value > 0 else less,)]
    return " · ".join(told) or _("nothing is corrected")


class PrintersPage(Page):
    """One printer and one paper at a time. Actions get this page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setAccessibleName(_("Printers"))
        look = theme.current()
        self.printers = list(desk.services.printing.names()) if desk.services.printing is not None else []
        self.panel = FormPanel(_form(desk, self.printers), desk.office, desk.jobs)
        self.panel.put({"printer": next(iter(self.printers), ""), "paper": desk.office.settings[INVOICE_PAPER]})
        self.panel.changed.connect(self._changed)
        self.panel.submitted.connect(lambda: self.give(KEEP))
        self.verbs = VerbBar(self, desk, ACTIONS, self.give)
        margin = look.px(theme.MARGIN)
        layout = column(self, spacing=look.px(12), margins=(margin, look.px(12), margin, look.px(8)))
        layout.addWidget(FormArea(self.panel), 1)
        layout.addLayout(row(self.verbs))
        shortcut(self, "Ctrl+S", partial(self.give, KEEP))
        self.setFocusProxy(self.panel)

    def choice(self) -> PaperChoice:
        """The printer and the paper, with what is kept of them."""
        values = self.panel.values()
        return kept(self.desk, values["printer"] or "", values["paper"])

    def give(self, verb: Key) -> None:
        """Do an action."""
        self.panel.take_open()
        if isinstance(verb, Action):
            verb.do(self.desk, self)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """At the fields, their count on the button."""
        found = list(problems)
        self.panel.show_problems(found)
        self.verbs.count(len(found))

    def forget(self) -> None:
        """Nothing is measured yet with what is chosen now."""
        self.panel.put(dict.fromkeys(_ASKED))

    def refresh(self) -> None:
        self.panel.work_out()

    def print_out(self) -> None:
        print_forms(self.desk, self)

    def state(self) -> dict[str, Any]:
        return {"values": self.panel.plain()}

    def restore(self, state: dict[str, Any]) -> None:
        self.panel.put(state["values"])

    def _changed(self, path: str) -> None:
        self.show_problems(())
        if path in ("printer", "paper"):
            self.forget()


def _form(desk: Desk, printers: list[str]) -> FormSpec:
    names = [(name, name) for name in printers]
    return FormSpec("printers", N_("Printers"), live=partial(_live, desk), intro=N_(
        "Print the forms and measure with a ruler where the corner of the printed rulers lies. What is off is kept for this printer and "
        "this paper, and everything printed from now on is moved by it. Print again to see that it is right."), parts=(
        Section((
            FieldSpec("printer", N_("Printer"), FieldKind.CHOICE, choices=lambda office: names, width=30),
            FieldSpec("paper", N_("Paper"), FieldKind.CHOICE, choices=tuple((paper.key, paper.title) for paper in PAPERS), width=30,
                      required=True),
            FieldSpec("now", N_("Corrected now"), FieldKind.FACT, width=50))),
        Section((
            FieldSpec("left", N_("① From the left edge, mm"), FieldKind.QUANTITY, width=8),
            FieldSpec("top", N_("② From the top edge, mm"), FieldKind.QUANTITY, width=8),
            FieldSpec("tenth", N_("③ On form 10 from the top edge, mm"), FieldKind.QUANTITY, width=8, asked=True),
            FieldSpec("then", N_("From now on"), FieldKind.FACT, width=50)), title=N_("What you measured")),
        Section((FieldSpec("known", N_("All papers of this printer"), FieldKind.FACT, width=60),))))


def _found(values: Values, paper: Paper) -> Measured:
    return Measured(values["left"], values["top"], values["tenth"] if paper.pin else None)


def _live(desk: Desk, office: Office, values: Values, path: str) -> Live:
    """What is kept, and what it becomes with what was measured."""
    paper, printer = paper_named(values["paper"] or office.settings[INVOICE_PAPER]), values["printer"] or ""
    before, found = off_of(kept(desk, printer, paper.key)), _found(values, paper)
    x, y = due(paper)
    then = words_of(corrected(before, paper, found)) if found != Measured() else _("right would be {x} mm and {y} mm").format(x=x, y=y)
    known = "\n".join(f"{_(TITLES[each.key])}: {words_of(off)}" for each in PAPERS
                      for off in (off_of(kept(desk, printer, each.key)),) if off != Off())
    return Live({"now": words_of(before), "then": then, "known": known or _("nothing is corrected")}, asks=("tenth",) if paper.pin else ())


def print_forms(desk: Desk, page: PrintersPage) -> None:
    """The forms, with what is kept: what is still off then is what is added."""
    printing, choice = desk.services.printing, page.choice()
    if printing is None or not choice.printer:
        page.show_problems(_check_printer(choice))
        return

    def send(_ticket: object) -> None:
        from printing.documents import calibration

        out = io.BytesIO()
        calibration.render(paper_named(choice.paper), out, setting=setting_of(choice))
        printing.print(out.getvalue(), choice, _("Calibration page"))

    desk.jobs.start(send, lambda _sent: desk.say(_("Sent to {printer}").format(printer=choice.printer)), lane=page)
    page.panel.focus("left")


def _check_printer(choice: PaperChoice) -> list[Problem]:
    return [] if choice.printer else [Problem("printer", "printer.none", N_("No printer is set up on this computer"))]


def keep(desk: Desk, page: PrintersPage) -> None:
    """Keep what was measured for this printer and this paper."""
    values, problems = page.panel.collect()
    paper, choice = paper_named(values["paper"]), page.choice()
    found = _found(values, paper)
    after = corrected(off_of(choice), paper, found)
    problems += [*_check_printer(choice), *check_measured(after, found)]
    page.show_problems(problems)
    if not problems:
        _keep(desk, page, choice, after)


def clear(desk: Desk, page: PrintersPage) -> None:
    """Begin anew, as after the printer was moved or repaired."""
    _keep(desk, page, page.choice(), Off())


def _keep(desk: Desk, page: PrintersPage, choice: PaperChoice, off: Off) -> None:
    keep_measured(desk.services.store, replace(choice, offset_x=off.x, offset_y=off.y, drift=off.drift))
    page.forget()
    desk.say(_("{printer} on {paper}: {words}").format(printer=choice.printer or "–", paper=_(TITLES[choice.paper]), words=words_of(off)))


KEEP = Action(N_("Keep"), keep, "F9", "ok")
ACTIONS: tuple[Action, ...] = (
    Action(N_("Print the forms"), print_forms, "Ctrl+P", "print"), KEEP, Action(N_("Begin anew"), clear, "", "undo"))
VIEW = OwnView(N_("Printers"), PrintersPage, name="printers")
