"""What is done with a design: save, try, pictures, export and import, back to the standard, delete."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.designs import commands, queries
from models.designs.inputs import STANDARD, DesignInput
from printing.sizes import SIZES, sizes_of
from ui.kit.desk import Desk
from ui.kit.specs import Level
from ui.kit.tab import Action, Document, PaperChoice, Verb
from ui.tabs.papers import setting_of
from ui.tabs.settings.design_form import kept_design

if TYPE_CHECKING:
    from models.designs.rules import DesignFile
    from ui.tabs.settings.designer import DesignerPage

_FILES = "JSON (*.json)"


def _keep(office: Office, x: DesignInput, pictures: tuple[bytes, ...]) -> Done:
    return commands.keep_design(office, x, pictures)


def print_trial(desk: Desk, page: DesignerPage) -> None:
    """One note as it is designed now, to lay it on the printed form."""
    design, paper, office, pictures = page.design, page.panel.values()["paper"], desk.office, dict(page.pictures)
    number = page.panel.values()["seen"] or ""

    def pdf(_office: Office, _subject: Any, choice: PaperChoice) -> bytes:
        from printing.office_papers.designs import design_pdf

        return design_pdf(office, design, paper, number, pictures, under=False, setting=setting_of(choice))

    desk.preview(Document("design", N_("Trial print"), pdf, ((paper, dict(sizes_of("invoice"))[paper]),), forms=True, feeds=True), paper)


def choose_logo(desk: Desk, page: DesignerPage) -> None:
    """Another logo, or none."""
    _choose(desk, page, "logo", _("Logo"))


def choose_form(desk: Desk, page: DesignerPage) -> None:
    """Another scan to align to, or none."""
    _choose(desk, page, "form", _("Scan of the printed form"))


def _choose(desk: Desk, page: DesignerPage, role: str, title: str) -> None:
    from ui.tabs.settings.pictures import FILES, form_of, logo_of

    if getattr(page, role):
        options = (("new", _("Another picture…")), ("none", _("No picture")))
        chosen = desk.prompts.choose(title, title, options)
        if chosen is None:
            return
        if chosen == "none":
            page.take_picture(role, None)
            return
    path = desk.prompts.open_file(title, FILES)
    if path is not None:
        desk.work(title, lambda _ticket: (logo_of if role == "logo" else form_of)(path), partial(page.take_picture, role))


def export(desk: Desk, page: DesignerPage) -> None:
    """The design as a file, its pictures inside."""
    values = page.panel.values()
    name = values["name"] or _("Standard")
    path = desk.prompts.save_file(_("Export the design"), f"{name} {values['paper']}.json", _FILES)
    if path is not None:
        design, pictures = kept_design(desk.office, page.design), dict(page.pictures)

        def write(_ticket: object) -> str:
            from data.designs import export_design

            return export_design(path, name, values["paper"], design, pictures).name

        desk.work(_("Export the design"), write, lambda file: desk.say(_("Written: {file}").format(file=file)))


def bring_in(desk: Desk, page: DesignerPage) -> None:
    """A design from a file, shown before it is saved; what the file says and nobody knows here is told."""
    path = desk.prompts.open_file(_("Import a design"), _FILES)
    if path is None or page.back():
        return

    def read(_ticket: object) -> DesignFile:
        from data.designs import import_design

        return import_design(path)

    desk.work(_("Import a design"), read, partial(_take, desk, page))


def _take(desk: Desk, page: DesignerPage, read: DesignFile) -> None:
    paper = read.paper if read.paper in SIZES["invoice"] else page.panel.values()["paper"]
    there = {*read.pictures, *queries.pictures_of(read.design), ""}
    logo, form = (digest if digest in there else "" for digest in (read.design.logo, read.design.form))
    page.show_design(paper, "", replace(read.design, logo=logo, form=form), read.pictures)
    page.panel.put({"name": read.name})
    if read.unknown:
        desk.say(_("Read, but these words mean nothing here: {words}").format(words=", ".join(read.unknown[:6])), Level.LOOK)
    else:
        desk.say(_("Read: {name}. Save it to keep it").format(name=read.name))


def carry(desk: Desk, page: DesignerPage) -> None:
    """The design that is typed on another size, to be looked at and saved there."""
    values, title = page.panel.values(), _("For another paper")
    others = [(key, _(words)) for key, words in sizes_of("invoice") if key != values["paper"]]
    paper = desk.prompts.choose(title, _("Paper"), others)
    if paper is not None:
        page.show_design(paper, "", page.design, page.pictures)
        page.panel.put({"name": values["name"]})


def to_standard(_desk: Desk, page: DesignerPage) -> None:
    """All as the standard note has it; the name stays, and nothing is kept before it is saved."""
    values = page.panel.values()
    page.show_design(values["paper"], values["design"] or "", STANDARD)
    page.panel.put({"name": values["name"], "usual": values["usual"]})


def drop(desk: Desk, page: DesignerPage) -> None:
    """Delete the design that is open."""
    values = page.panel.values()
    if not values["design"]:
        desk.say(_("The standard design cannot be deleted"), Level.LOOK)
    elif desk.run(DROP, values["paper"], values["design"]) is not None:
        page.open(values["paper"], "")


SAVE = Verb(N_("Save"), _keep, "F9", "save", primary=True, done=N_("Saved: {number}"))
DROP = Verb(N_("Delete the design"), commands.drop_design, confirm=N_("Delete this design? Invoices come out as the standard one again."),
            done=N_("Deleted: {number}"))
ACTIONS = (
    Action(N_("Trial print"), print_trial, "Ctrl+P", "print"),
    Action(N_("Logo…"), choose_logo, "Ctrl+L", "company"),
    Action(N_("Printed form…"), choose_form, "Ctrl+G", "preview"),
    Action(N_("Export…"), export, "Ctrl+E", "export"),
    Action(N_("Import…"), bring_in, "Ctrl+I", "import"),
    Action(N_("For another paper…"), carry, "Ctrl+D", "copy"),
    Action(N_("Standard"), to_standard, "Ctrl+R", "undo"),
    Action(N_("Delete"), drop, "Ctrl+Shift+Delete", "delete"),
)
