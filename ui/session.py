"""What stands on one office folder: the office that is open and its window. Restoring a backup swaps both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from data.console import FIRST_PERSON
from models.core.company import LANGUAGE, NAME, SAMPLE
from models.core.errors import KnownError
from models.core.numbering import SERIES, last_number, note_lost_numbers
from models.core.office import Office
from models.core.text import N_, _, language, use_language
from models.days.queries import closed_through
from models.drafts.queries import draft_count, draft_forms
from models.drafts.rules import LISTED
from models.people import commands as people
from models.people import queries as crew
from models.people.inputs import PersonInput
from models.people.rules import ROLES
from models.street import has_office, open_office
from ui.kit.desk import Store
from ui.kit.prompts import Prompts, QtPrompts
from ui.kit.qt_words import speak_qt
from ui.kit.specs import FieldSpec, FormSpec, Level, Values
from ui.kit.status import Segment
from ui.kit.verbs import Door
from ui.main_window import MainWindow, dress
from ui.services import services_of, services_of_nothing
from ui.tabs import TABS

KEPT_LANGUAGE = "look/language"
ON_PAPER = ("invoice", "receipt", "refund", "deposit", "petty", "delivery", "goods-in", "count")
"""Series whose numbers stand on papers: what was printed since a copy was made is lost with what came after it."""


class Session:
    """Opens, shows, restores and closes one office. prompts: scripted answers in place of a person."""

    def __init__(self, folder: Path, store: Store, prompts: Prompts | None = None) -> None:
        self.folder, self.store, self._prompts = folder, store, prompts
        self.office: Office | None = None
        self.window: MainWindow | None = None
        self._restored = self._imports = False
        self._asked_for = ""

    def open(self, person: str = "") -> bool:
        """Open the office, or make one in the first run; False when the person left. What is wrong with the file is told, and
        a backup offered in its place.
        """
        self._asked_for = person
        asks: Prompts = self._prompts if self._prompts is not None else QtPrompts(None, None)
        source: Path | None = None
        while self.office is None:
            try:
                if source is not None:
                    self._put_back(source)
                self.office = self._first_run() if not has_office(self.folder) else entered(self.folder, person)
                if self.office is None:
                    return False
            except KnownError as fault:
                if not asks.confirm(_(N_("The office cannot be opened")), fault.say(), _(N_("Restore a backup…"))):
                    return False
                source = asks.open_file(_(N_("Choose a backup")), backup_files())
        return True

    def show(self) -> MainWindow:
        """The window of the open office, in the language the person chose last."""
        office = self.office
        assert office is not None
        use_language(str(self.store.value(KEPT_LANGUAGE, "") or office.settings[LANGUAGE]))
        self.store.setValue(KEPT_LANGUAGE, language())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, services_of_nothing(self.store))
            speak_qt(app, language())
        window = self.window = window_of(office, self.store, self._prompts, self.restore)
        window.show()
        QTimer.singleShot(0, window, partial(copy_of_today, window))
        if self._asked_for and office.actor is not None and office.actor.name != self._asked_for:
            words = _(N_("Nobody called {name} works here; {other} sits at the desk"))
            window.say(words.format(name=self._asked_for, other=office.actor.name), Level.LOOK)
        if self._imports:
            self._imports = False
            QTimer.singleShot(0, window, partial(window.open, Door("", view="import-customers")))
        if self._restored:
            self._restored = False
            QTimer.singleShot(0, window, partial(ask_last_printed, window))
        return window

    def restore(self, source: Path) -> None:
        """Put a backup in the office's place, once what runs now is over: the window closes, the office opens anew."""
        QTimer.singleShot(0, lambda: self._swap(source))

    def close(self) -> None:
        """The office stands by itself."""
        if self.office is not None:
            self.office.close()

    def _swap(self, source: Path) -> None:
        window, office = self.window, self.office
        if window is None or office is None:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setQuitOnLastWindowClosed(False)
        try:
            if not window.close():
                return
            person, fault = office.actor.name if office.actor else "", None
            office.close()
            self.office = self.window = None
            window.deleteLater()
            try:
                self._put_back(source)
            except KnownError as error:
                fault = error
            if not self.open(person):
                app.quit()
                return
            shown = self.show()
            if fault is not None:
                shown.faults.fault(fault)
        finally:
            app.setQuitOnLastWindowClosed(True)

    def _put_back(self, source: Path) -> None:
        from data.backup import restore

        restore(self.folder, source)
        self._restored = True

    def _first_run(self) -> Office | None:
        from ui.first_run import FirstRun

        asked = FirstRun(self.folder)
        asked.exec()
        self._restored, self._imports = asked.restored, asked.imports
        if asked.office is not None:
            self.store.setValue(KEPT_LANGUAGE, language())
        return asked.office


def backup_files() -> str:
    """The kinds of file a backup is chosen from."""
    return f"{_(N_('Backups'))} (*.db *.bak)"


def entered(folder: Path, person: str) -> Office:
    """The office of the folder with somebody signed in: the one named if there is one, else the first clerk."""
    office = open_office(folder)
    names = crew.names(office)
    if not names:                                               # the first run was cut off before anybody was filed
        people.add_person(office, PersonInput(_(FIRST_PERSON), frozenset({"clerk", "manager"})))
        names = crew.names(office)
    people.take_seat(office, person if person in names else next(iter(crew.names(office, "clerk") or names)))
    return office


def window_of(office: Office, store: Store, prompts: Prompts | None = None,
              restore: Callable[[Path], object] = lambda source: None) -> MainWindow:
    """The window of an open office."""
    return MainWindow(office, TABS, services_of(office, store, restore), title=lambda: title_of(office), segments=lambda: segments(office),
                      prompts=prompts)


def title_of(office: Office) -> str:
    """Company and program; a sample office says that it is one."""
    sample = f" [{_(N_('Sample office'))}]" if office.settings[SAMPLE] else ""
    return " · ".join(filter(None, (office.settings[NAME], _(N_("Neiqin Desk"))))) + sample


def segments(office: Office) -> list[Segment]:
    """Who is at the desk, which day it is, what is open, the last copy, the journal."""
    from data.backup import last_copy
    from models.core import audit

    actor, today, closed, copied = office.actor, office.clock.today(), closed_through(office), last_copy(office)
    role = next((_(words) for key, words in ROLES.items() if actor is not None and key in actor.roles), "")
    name = _(N_("{name} ({role})")).format(name=actor.name, role=role) if actor is not None else "–"
    day = _(N_("{day} closed")) if closed is not None and closed >= today else _(N_("{day} open"))
    copy = _(N_("last copy {time} ✓")).format(time=_clock(copied, today)) if copied else _(N_("no copy yet"))
    return [
        Segment(name, door=Door("", view="person")),
        Segment(day.format(day=today.isoformat()), door=Door("closings")),
        Segment(_(N_("{count} drafts")).format(count=draft_count(office)), door=_drafts(office)),
        Segment(copy, Level.PLAIN if copied else Level.LOOK, Door("", view="backup")),
        Segment(_(N_("journal {count}")).format(count=f"{audit.head(office.database)[0]:,}"), door=Door("journal")),
    ]


def _drafts(office: Office) -> Door:
    """The invoices that are being typed, else the contracts or quotes."""
    forms = draft_forms(office)
    return Door(LISTED["invoice" if "invoice" in forms or not forms else forms[0]])


def _clock(when: datetime, today: date) -> str:
    """09:02 today, 11-20 09:02 before."""
    return when.strftime("%H:%M" if when.date() == today else "%m-%d %H:%M")


def copy_of_today(window: MainWindow) -> None:
    """The daily copy, on a worker, at the first start of a day."""
    from data.backup import daily_copy

    window.work(_(N_("Daily copy")), lambda _ticket: daily_copy(window.office), lambda _path: window.show_segments())


def ask_last_printed(window: MainWindow) -> None:
    """After a restore: the numbers that stand on paper and are in no copy are journalled as lost (rules: Approvals and journal)."""
    known = {key: last_number(window.office, SERIES[key]) for key in ON_PAPER if key in SERIES}
    fields = tuple(FieldSpec(key, SERIES[key].prefix.title, width=24) for key, number in known.items() if number or key == "invoice")
    form = FormSpec("last printed", N_("The last numbers printed"), fields, intro=N_(
        "The backup is in place. Look at your last papers: where a later number was printed than the one shown, type it here. "
        "Numbers the backup does not know are journalled as lost and never given again."))
    lost: list[str] = []

    def submit(values: Values) -> bool:
        lost.extend(note_lost_numbers(window.office, {key: str(value or "") for key, value in values.items()}))
        return True

    window.prompts.form(form, submit, known, _(N_("These were the last")))
    window.say(_(N_("{count} numbers journalled as lost")).format(count=len(lost)) if lost else _(N_("The backup is in place")))
