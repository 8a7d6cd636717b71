"""The window: walks the tabs, nothing else. It is the desk that every screen talks to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from models.core.office import Office
from models.core.pinyin import readings
from models.core.text import _, language, use_language
from ui.kit import theme
from ui.kit.desk import Services
from ui.kit.faults import Once
from ui.kit.finder import to_file
from ui.kit.jobs import Jobs, Ticket
from ui.kit.keys_sheet import KeysSheet
from ui.kit.palette import Offer, PaletteBox, begins, named
from ui.kit.presenter import Presenter
from ui.kit.prompts import Prompts, QtPrompts
from ui.kit.qt_words import speak_qt
from ui.kit.specs import Found, Level
from ui.kit.status import Segment, StatusLine
from ui.kit.tab import TabSpec, allowed, lists_in, name_of, title_of
from ui.kit.tab_page import TabPage
from ui.kit.verbs import Door, Verb
from ui.kit.words import column, row
from ui.looks import dress as dress
from ui.looks import looks, show_menu
from ui.rail import Rail, ordered

_POLL_MS = 5000


class MainWindow(QMainWindow):
    """One office on screen. title(), segments(): the words of the frame and of the status line, asked again after each change."""

    def __init__(self, office: Office, tabs: Sequence[TabSpec], services: Services, *, title: str | Callable[[], str],
                 segments: Callable[[], Sequence[Segment]] = lambda: (), prompts: Prompts | None = None) -> None:
        super().__init__()
        self.office, self.services = office, services
        self.prompts: Prompts = prompts if prompts is not None else QtPrompts(self, self)
        self.faults = Once(lambda title, words: self.prompts.message(title, words))
        self.jobs = Jobs(office, self.faults.fault)
        self.pages: dict[str, TabPage] = {}
        self._every, self._segments = tuple(tabs), segments
        self._shown = ""
        self._title = title
        self.setMinimumSize(800, 520)
        self.resize(1280, 720)
        kept = services.store.value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._unsubscribe = office.changes.subscribe((), lambda _topics: QTimer.singleShot(0, self, self.show_segments))
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(office.poll)
        self._poll.start()
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._keys()
        self._build({})

    # --- what the screens ask of the desk

    def open(self, door: Door) -> None:
        """Go to a row or a list anywhere."""
        for tab in self.tabs:
            if any(door.view == name_of(view) or door.listing in [each.listing.name for each in lists_in(view)] for view in tab.views):
                if self.page(tab.name).open(door):
                    self.show_tab(tab.name)
                    return
        self.say(_("This place is not open to you"), Level.LOOK)

    def fill(self, view: str, values: dict[str, Any]) -> None:
        """Go to the form view of that name and put values into it."""
        from ui.kit.form_page import FormPage

        for tab in self.tabs:
            place = next((at for at, each in enumerate(tab.views) if name_of(each) == view), None)
            if place is not None:
                tab_page = self.page(tab.name)
                tab_page.show_view(place)
                self.show_tab(tab.name)
                page = tab_page.pages[place]
                if isinstance(page, FormPage):
                    page.begin()
                    page.fill(values)
                return

    def say(self, text: str, level: Level = Level.GOOD) -> None:
        """A line in the status bar."""
        self.status.say(text, level)

    def preview(self, document: Any, subject: Any) -> None:
        """A paper over the tab that is shown."""
        self.page(self._shown).show_paper(document, subject)

    def run(self, verb: Verb, *subject: Any) -> object:
        """Give a command with its asks, approvals and problems."""
        return Presenter(self).run(verb, *subject)

    def work(self, title: str, work: Callable[[Ticket], Any], then: Callable[[Any], None], ended: Callable[[], None] | None = None) -> None:
        """Long work with progress and a stop button."""
        job = self.jobs.start(work, then)
        if ended is not None:
            job.finished.connect(ended)
        self.status.follow(title, job)

    def renew(self) -> None:
        """Build every screen again, once what runs now is over: another person sits here."""
        QTimer.singleShot(0, self, self.rebuild)

    # --- the tabs

    @property
    def tabs(self) -> list[TabSpec]:
        """The tabs that the person at the desk may see, in the person's order."""
        return ordered([tab for tab in self._every if allowed(tab.roles, self.office)], self.services.store)

    def page(self, name: str) -> TabPage:
        """A tab's page, built at the first visit."""
        if name not in self.pages:
            spec = next(tab for tab in self.tabs if tab.name == name)
            self.pages[name] = TabPage(self, spec)
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    def show_tab(self, name: str) -> None:
        """Go to a tab."""
        page = self.page(name)
        self._shown = name
        self.rail.show_chosen(name)
        self.stack.setCurrentWidget(page)
        page.page.setFocus()

    def show_segments(self) -> None:
        """Ask the status line and the title anew."""
        self.setWindowTitle(self._title if isinstance(self._title, str) else self._title())
        self.status.show_segments(self._segments())

    def rebuild(self) -> None:
        """Build everything again: another language, look, order or person. What is typed comes back."""
        self._build(self._put_away())

    def wear(self, mode: theme.Mode, scale: int) -> None:
        """Another look, kept for the next start."""
        self.services.store.setValue("look/mode", mode.value)
        self.services.store.setValue("look/scale", scale)
        QTimer.singleShot(0, self, self._wear)

    def speak(self, code: str) -> None:
        """Another language, kept for the next start."""
        self.services.store.setValue("look/language", code)
        use_language(code)
        QTimer.singleShot(0, self, self._wear)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is saved, every worker ended."""
        dirty = [page for page in self.pages.values() if page.page.state().get("dirty")]
        for tab in dirty:
            if tab.page.back():
                event.ignore()
                return
        self.services.store.setValue("window/geometry", self.saveGeometry())
        self._unsubscribe()
        self._poll.stop()
        for page in self.pages.values():
            page.leave()
        self.jobs.close()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(event.size().width())

    def _put_away(self) -> dict[str, Any]:
        """What stands in every page, by tab. The pages go at once, unless a dialog above them is still waiting for its answer."""
        for page in self.pages.values():
            page.leave()                                            # drafts are kept now, so that the new page goes on with the same one
        states = {name: page.state() for name, page in self.pages.items()}
        old = self.takeCentralWidget()
        if old is not None:
            old.deleteLater()
            if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
                QApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)
        return states

    def _build(self, states: dict[str, Any]) -> None:
        self.rail = Rail(self.tabs, self.services.store)
        self.rail.fit(self.width())
        self.rail.chosen.connect(self.show_tab)
        self.rail.moved.connect(lambda: QTimer.singleShot(0, self, self.rebuild))
        self.rail.helped.connect(self._help)
        self.rail.looks.connect(self._looks)
        self.stack = QStackedWidget()
        self.status = StatusLine(self.open)
        middle = row(self.rail, self.stack, spacing=0)
        middle.setStretch(1, 1)
        holder = QWidget()
        whole = column(holder, spacing=0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(holder)
        self.pages = {}
        names = [tab.name for tab in self.tabs]
        for name, state in states.items():
            if name in names:
                self.page(name).restore(state)
        self.show_tab(self._shown if self._shown in names else names[0])
        self.show_segments()

    def _keys(self) -> None:
        def key(keys: str, call: Callable[[], object]) -> None:
            made = QShortcut(QKeySequence(keys), self)
            made.activated.connect(call)

        for place in range(9):
            key(f"Ctrl+{place + 1}", partial(self._show_nth, place))
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            key(keys, partial(self._turn_view, by))
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            key(keys, partial(self._turn_group, by))
        key("Ctrl+K", self.find_anything)
        key("Ctrl+,", lambda: self.show_tab("settings") if "settings" in self.rail.buttons else None)
        key("F1", self._help)
        key("F2", self._begin)
        key("F3", lambda: self.pages[self._shown].page.seek())
        key("F5", lambda: self.pages[self._shown].page.refresh())
        key("Ctrl+P", lambda: self.pages[self._shown].page.print_out())
        key("Ctrl+E", lambda: self.pages[self._shown].page.export())
        key("Esc", lambda: self.pages[self._shown].back())

    def _begin(self) -> None:
        """F2: a new row here; from a finder that found nobody, the form that files it, with what was typed."""
        listing, text = to_file(QApplication.focusWidget())
        if listing:
            self.open(Door(listing))
            filed = "phone" if text.replace(" ", "").replace("-", "").isdecimal() else "name"
            self.pages[self._shown].begin_with({filed: text})
        else:
            self.pages[self._shown].begin()

    def _show_nth(self, place: int) -> None:
        if place < len(self.tabs):
            self.show_tab(self.tabs[place].name)

    def _turn_view(self, by: int) -> None:
        self.pages[self._shown].bar.turn(by)

    def _turn_group(self, by: int) -> None:
        self.pages[self._shown].bar.turn_group(by)

    def find_anything(self) -> PaletteBox:
        """Ctrl+K."""
        self.jobs.start(lambda ticket: readings(_("Today")), lambda heard: None)     # its tables load while the first letter is typed
        return PaletteBox(self, self, self._commands)

    def _commands(self, text: str) -> list[Offer]:
        """The tabs and views whose words hold the text."""
        found: list[Offer] = []
        for tab in self.tabs:
            for view in tab.views:
                words = _(title_of(view))
                if named(text, words, title_of(view)) or begins(text, _(tab.title)):
                    detail = "" if words == _(tab.title) else _(tab.title)
                    found.append((Found(None, words, detail), partial(self._go, tab.name, name_of(view))))
        for choices in looks(self, self.services.store):
            found += [(Found(None, words, _("Look and language")), call) for words, on, call in choices
                      if text and not on and named(text, words, _("Look and language"))]
        return found

    def _go(self, tab: str, view: str) -> None:
        self.show_tab(tab)
        place = self.pages[tab].place_of(view)
        if place is not None:
            self.pages[tab].show_view(place)

    def _help(self) -> None:
        KeysSheet(self, self.tabs).exec()

    def _looks(self, at: QPoint) -> None:
        show_menu(self, looks(self, self.services.store), at)

    def _wear(self) -> None:
        app = QApplication.instance()
        states = self._put_away()                                   # first: what goes need not be dressed once more
        if isinstance(app, QApplication):
            dress(app, self.services)
            speak_qt(app, language())
        self._build(states)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if theme.Mode(self.services.store.value("look/mode", theme.Mode.SYSTEM.value)) is theme.Mode.SYSTEM:
            self._wear()
