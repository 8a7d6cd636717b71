"""Every screen and the main dialogs in each look: both languages, light and dark, and two screens at double size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from models.core.text import N_, _, use_language
from models.drafts.queries import draft_count
from ui.approvals import form_of
from ui.first_run import FirstRun
from ui.kit import theme
from ui.kit.form_dialog import FormDialog
from ui.kit.form_page import FormPage
from ui.kit.keys_sheet import KeysSheet
from ui.kit.list_page import ListPage
from ui.tabs.invoices.views import SALES_NOTE
from ui.tour.day import CUSTOMER, Day
from ui.tour.hands import Key, Stuck, pause

_QUESTION = N_("Over the credit limit by {amount}")


@dataclass(frozen=True)
class Look:
    """One way to see the desk."""

    name: str
    language: str
    mode: theme.Mode
    scale: int = 100


LOOKS = tuple(Look(f"{language[:2]}-{mode.value}", language, mode)
              for language in ("zh_CN", "en") for mode in (theme.Mode.LIGHT, theme.Mode.DARK))
LARGE = Look("zh-light-200", "zh_CN", theme.Mode.LIGHT, 200)


def gallery(day: Day) -> None:
    """All pictures; an order that is half typed stands in the form and has to outlast every change of look."""
    drafts = draft_count(day.office)
    day.hands.go("invoices")
    day.hands.key(Key.Key_F2)
    day.hands.rest()
    form = day.hands.page
    if not isinstance(form, FormPage):
        raise Stuck("F2 opened no form")
    day.type_an_order(form)
    typed = form.panel.values()["lines"]
    for look in LOOKS:
        _wear(day, look)
        _tabs(day)
        _screens(day, typed)
        for name, dialog in _dialogs(day):
            dialog.show()
            pause(60)
            day.camera.take(dialog, name)
            dialog.close()
            dialog.deleteLater()
    if draft_count(day.office) != drafts + 1:
        raise Stuck("another look made another draft")
    _wear(day, LARGE)
    for name, tab, view in (("01-today", "today", ""), ("12-invoice-form", "invoices", "invoice")):
        day.hands.go(tab, view)
        day.camera.take(day.hands.window, name)
    _wear(day, LOOKS[0])


def _wear(day: Day, look: Look) -> None:
    window = day.hands.window
    use_language(look.language)                                 # worn with the colours at once: the window is built once only
    window.wear(look.mode, look.scale)
    pause(50)
    day.hands.rest()
    day.camera.look = look.name


def _tabs(day: Day) -> None:
    """Each tab as it opens, the cursor on its first row."""
    for place, tab in enumerate(day.hands.window.tabs, 1):
        page = day.hands.go(tab.name)
        if isinstance(page, ListPage) and page.model.keys:
            page.table.selectRow(0)
            day.hands.rest()
        day.camera.take(day.hands.window, f"{place:02}-{tab.name}")


def _screens(day: Day, typed: object) -> None:
    """The form with the half typed order, its paper, the finder over everything, the funnel with its charts, the designer."""
    hands, window = day.hands, day.hands.window
    form = hands.go("invoices", "invoice")
    if form.panel.values()["lines"] != typed:
        raise Stuck("what was typed did not outlast another look")
    day.camera.take(window, "12-invoice-form")
    window.preview(SALES_NOTE, day.invoice)
    hands.rest()
    day.camera.take(window, "13-invoice-paper")
    hands.key(Key.Key_Escape)
    box = window.find_anything()
    hands.type(CUSTOMER[:5])
    hands.rest()
    day.camera.take(window, "14-find-anything")
    box.leave()
    pause(30)
    hands.go("leads", "lead_funnel")
    day.camera.take(window, "18-funnel")
    hands.go("settings", "design")
    day.camera.take(window, "19-design")


def _dialogs(day: Day) -> Iterator[tuple[str, QWidget]]:
    window = day.hands.window
    yield "15-shortcuts", KeysSheet(window, window.tabs)
    question = _(_QUESTION).format(amount="3,200.00")
    yield "16-approval", FormDialog(window, form_of(window.office, question), window.office, window.jobs, lambda values: False,
                                    _("Approve"))
    yield "17-first-run", FirstRun(window.office.folder)
