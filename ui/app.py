"""The window's own composition: application, look, one start per office, first run, tabs; and the tour that draws pictures."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from models.core.clock import Clock
from models.core.company import LANGUAGE, NAME, SAMPLE
from models.core.office import Office
from models.core.text import N_, _, language, use_language
from models.days.queries import closed_through
from models.people import commands as people
from models.people import queries as crew
from models.street import has_office, open_office
from ui.kit import theme
from ui.kit.desk import Services, Store
from ui.kit.prompts import Prompts
from ui.kit.qt_words import speak_qt
from ui.kit.single import Single
from ui.kit.specs import Level
from ui.kit.status import Segment
from ui.kit.verbs import Door
from ui.main_window import MainWindow, dress
from ui.services import kept_settings, services_of
from ui.tabs import TABS


def application() -> QApplication:
    """The one application, with the bundled faces loaded."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("neiqin-desk")
    app.setApplicationDisplayName(_(N_("Neiqin Desk")))
    theme.load_faces()
    return app


def run_window(args: Namespace) -> int:
    """Open the office's window, after the first run where there is none; returns the exit code."""
    app, store = application(), kept_settings()
    use_language(str(store.value("look/language", "zh_CN")))
    single = Single(args.folder)
    shown: list[MainWindow] = []
    if not single.first(lambda: [bring_forward(window) for window in shown]):
        return 0
    dress(app, services_of_nothing(store))
    speak_qt(app, language())
    office = enter(args.folder, args.person)
    if office is None:
        return 0
    shown.append(window_of(office, store))
    shown[0].show()
    QTimer.singleShot(0, shown[0], lambda: copy_of_today(shown[0]))
    try:
        return int(app.exec())
    finally:
        single.release()
        office.close()


def services_of_nothing(store: Store) -> Services:
    """Only what the look needs, before an office is open."""
    return Services(store=store)


def enter(folder: Path, person: str) -> Office | None:
    """The office of the folder with somebody signed in; None when the first run was left."""
    if not has_office(folder):
        from ui.first_run import first_run

        return first_run(folder)
    office = open_office(folder)
    people.sign_in(office, person or next(iter(crew.names(office, "clerk") or crew.names(office)), ""))
    return office


def window_of(office: Office, store: Store, prompts: Prompts | None = None) -> MainWindow:
    """The window of an open office."""
    return MainWindow(office, TABS, services_of(office, store), title=title_of(office), segments=lambda: segments(office), prompts=prompts)


def title_of(office: Office) -> str:
    """Company and program; a sample office says that it is one."""
    company = office.settings[NAME]
    sample = f" [{_(N_('Sample office'))}]" if office.settings[SAMPLE] else ""
    return " · ".join(filter(None, (company, _(N_("Neiqin Desk"))))) + sample


def segments(office: Office) -> list[Segment]:
    """Who is at the desk, which day it is, what is open, the last copy, the journal."""
    from data.backup import last_copy
    from models.core import audit

    actor, today = office.actor, office.clock.today()
    closed = closed_through(office)
    is_closed = closed is not None and closed >= today
    day = f"{today.isoformat()} {_(N_('closed')) if is_closed else _(N_('open'))}"
    drafts = office.database.execute_sql("SELECT COUNT(*) FROM draft").fetchone()[0]
    copied = last_copy(office)
    copy = _(N_("last copy {time} ✓")).format(time=copied.strftime("%m-%d %H:%M")) if copied else _(N_("no copy yet"))
    roles = f" ({_('Manager')})" if actor is not None and "manager" in actor.roles else ""
    return [
        Segment(f"{actor.name if actor else '–'}{roles}", door=Door("", view="person")),
        Segment(day, door=Door("closings")),
        Segment(_(N_("{count} drafts")).format(count=drafts), door=Door("drafts")),
        Segment(copy, Level.PLAIN if copied else Level.LOOK),
        Segment(_(N_("journal {count}")).format(count=f"{audit.head(office.database)[0]:,}")),
    ]


def copy_of_today(window: MainWindow) -> None:
    """The daily copy, on a worker, at the first start of a day."""
    from data.backup import daily_copy

    window.work(_(N_("Daily copy")), lambda _ticket: daily_copy(window.office), lambda _path: window.show_segments())


def bring_forward(window: MainWindow) -> None:
    """A second start shows the first window."""
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def take_tour(args: Namespace) -> int:
    """One scripted day through the real window: papers, a workbook, a picture of each screen."""
    from ui.tour import tour

    use_language(language())
    return tour(args.out, args.folder if getattr(args, "data_dir", None) else None, Clock())


__all__ = ["LANGUAGE", "application", "run_window", "take_tour", "window_of"]
