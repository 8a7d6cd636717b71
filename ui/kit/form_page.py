"""A form as a view: verbs at its foot, drafts that save themselves, and the paper it turns into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent

from models.core.errors import KnownError, Problem, RuleViolation
from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.form_area import FormArea
from ui.kit.near import NearRows
from ui.kit.page import Page, shortcut
from ui.kit.presenter import Presenter
from ui.kit.specs import Level, Values
from ui.kit.tab import Action, FormView, Key
from ui.kit.verb_bar import VerbBar
from ui.kit.words import column, row

_DRAFT_MS = 500


class FormPage(Page):
    """A FormView. Actions get this page: `values()`, `fill(values)`, `panel`."""

    def __init__(self, desk: Desk, view: FormView, host: Any, row_id: Any = None) -> None:
        super().__init__(desk, view.topics)
        self.view, self.host = view, host
        self.draft: Any = None
        look = theme.current()
        self.setAccessibleName(_(view.title or view.form.title))
        self.panel = FormPanel(view.form, desk.office, desk.jobs)
        self.verbs = VerbBar(self, desk, view.verbs, self.give)
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.save_draft)
        self.panel.changed.connect(self._changed)
        self.panel.submitted.connect(self._to_verbs)
        margin = look.px(theme.MARGIN)
        layout = column(self, spacing=look.px(12), margins=(margin, look.px(12), margin, look.px(8)))
        layout.addWidget(FormArea(self.panel), 1)
        layout.addWidget(NearRows(desk, self.panel))
        if view.verbs:
            layout.addLayout(row(self.verbs))
        taken = {verb.key for verb in view.verbs}
        if view.drafts is not None:
            shortcut(self, "Ctrl+S", self._save_and_say)
        elif "Ctrl+S" not in taken:
            shortcut(self, "Ctrl+S", self._give_primary)
        if "F9" not in taken:
            shortcut(self, "F9", self._give_primary)
        if row_id is not None:
            self.goto(row_id)
        self.setFocusProxy(self.panel)

    def goto(self, row: Any) -> None:
        """Fill the form with a row that is edited, or with a draft."""
        if self.view.load is not None:
            self.save_draft()
            self.panel.clear()
            values = self.view.load(self.desk.office, row)
            self.draft = values.get("draft")
            self.panel.put(values)
            self.panel.focus()

    def refresh(self) -> None:
        """What is typed stays; what follows from the office is worked out anew."""
        self.panel.work_out()

    def begin(self) -> bool:
        if not self.back():
            self.draft = None
            self.panel.clear()
            self.panel.dirty = False
            self.panel.focus()
        return True

    def values(self) -> Values:
        """What is typed now."""
        return self.panel.values()

    def line(self, grid: str) -> int | None:
        """The line of a grid that the cursor is in, as `values` counts them; None on an empty one."""
        view = self.panel.grids[grid].view
        row = view.currentIndex().row()
        return view.lines.place(row) if row >= 0 and not view.lines.is_empty(row) else None

    def fill(self, values: Values) -> None:
        """Put values in as if they were typed: they count as a change and are drafted."""
        self.panel.put(values)
        self.panel.dirty = True
        self._timer.start()

    def give(self, verb: Key) -> None:
        """Read the form, give the verb; what is refused is shown at its fields."""
        if isinstance(verb, Action):
            verb.do(self.desk, self)
            return
        self.panel.take_open()
        self.save_draft()
        values, problems = self.panel.collect()
        if self.view.drafts is not None:
            values["draft"] = self.draft
        if not problems:
            try:
                typed = self.view.read(values)
            except RuleViolation as refused:
                problems = list(refused.problems)
            else:
                self.show_problems(())
                done = Presenter(self.desk).run(verb, typed, surface=self)
                if done is not None:
                    self._finish(done.id, verb.prints)
                return
        self.show_problems(problems)

    def show_problems(self, problems: Any) -> None:
        """At the fields, and their count on the button."""
        found: list[Problem] = list(problems)
        self.panel.show_problems(found)
        self.verbs.count(len(found))

    def save_draft(self) -> None:
        """Keep what is typed, if it changed and this form keeps drafts."""
        self._timer.stop()
        drafts = self.view.drafts
        if drafts is None or not self.panel.dirty:
            return
        try:
            self.draft = drafts.save(self.desk.office, self.draft, self.panel.plain())
            self.panel.dirty = False
        except KnownError as fault:
            self.desk.say(fault.say(), Level.BLOCK)

    def back(self) -> bool:
        """Esc: what was typed is kept as a draft, or given up only when the person says so."""
        self.save_draft()
        return self.panel.dirty and not self.desk.prompts.confirm(
            _("Leave the form"), _("What was typed here is not kept. Leave it?"), _("Leave the form"))

    def state(self) -> dict[str, Any]:
        return {"values": self.panel.plain(), "draft": self.draft, "dirty": self.panel.dirty}

    def restore(self, state: dict[str, Any]) -> None:
        self.panel.put(state["values"])
        self.draft, self.panel.dirty = state["draft"], state["dirty"]

    def leave(self) -> None:
        self.save_draft()
        super().leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.save_draft()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.save_draft()
        super().changeEvent(event)

    def _changed(self, path: str) -> None:
        self.verbs.count(0)
        if self.view.drafts is not None:
            self._timer.start()

    def _to_verbs(self) -> None:
        primary = self.verbs.primary()
        if primary is not None:
            primary.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_primary(self) -> None:
        """Ctrl+S and F9 do what the form is for, whichever of them its button names."""
        primary = self.verbs.primary()
        if primary is not None:
            primary.click()

    def _save_and_say(self) -> None:
        self.panel.dirty = True
        self.save_draft()
        self.desk.say(_("Draft saved"))

    def _finish(self, row_id: Any, prints: bool) -> None:
        """The draft is done with; the form empties, turns into its paper, or gives way to the list."""
        self._timer.stop()
        if self.view.drafts is not None and self.draft is not None:
            self.view.drafts.drop(self.desk.office, self.draft)
        self.draft = None
        self.panel.clear()
        self.panel.dirty = False
        if self.view.paper is not None and row_id:
            self.host.prefer(self.view.paper, row_id)
            self.host.show_paper(self.view.paper, row_id, at_once=prints)
        elif not self.view.stays:
            self.host.step_back(self, row_id)
        else:
            self.panel.focus()
