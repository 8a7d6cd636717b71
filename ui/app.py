"""The window's own composition: one application, one start per office, what is unexpected told, and the tour."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from PySide6.QtWidgets import QApplication, QWidget

from models.core.clock import Clock
from models.core.text import N_, _, language, use_language
from ui.kit import theme
from ui.kit.faults import Once, catch_faults
from ui.kit.prompts import QtPrompts
from ui.kit.qt_words import speak_qt
from ui.kit.single import Single
from ui.main_window import dress
from ui.services import kept_settings, services_of_nothing
from ui.session import KEPT_LANGUAGE, Session, entered, window_of

LOG_FILE = "neiqin.log"


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
    use_language(str(store.value(KEPT_LANGUAGE, "zh_CN")))
    session, single = Session(args.folder, store), Single(args.folder)
    if not single.first(lambda: bring_forward(session.window or app.activeWindow())):
        return 0
    dress(app, services_of_nothing(store))
    speak_qt(app, language())
    put_back = catch_faults(Once(lambda title, words: told(session, title, words)), LOG_FILE)
    try:
        if not session.open(args.person):
            return 1
        session.show()
        return int(app.exec())
    finally:
        put_back()
        single.release()
        session.close()


def told(session: Session, title: str, words: str) -> None:
    """In front of the window, or alone before there is one."""
    (session.window.prompts if session.window is not None else QtPrompts(None, None)).message(title, words)


def bring_forward(window: QWidget | None) -> None:
    """A second start shows the first window."""
    if window is not None:
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def take_tour(args: Namespace) -> int:
    """One scripted day through the real window: papers, a workbook, a picture of each screen."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.tour import tour

    return tour(args.out, args.folder if getattr(args, "data_dir", None) else None, Clock())


__all__ = ["application", "dress", "entered", "run_window", "services_of_nothing", "take_tour", "window_of"]
