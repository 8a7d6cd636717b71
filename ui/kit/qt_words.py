"""Qt's own words (file dialogs, menus of fields) in the language of the desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_worn: list[QTranslator] = []


def speak_qt(app: QCoreApplication, code: str) -> None:
    """Load or drop the translation that comes with Qt; English is Qt's own."""
    while _worn:
        app.removeTranslator(_worn.pop())
    if code == "zh_CN":
        made = QTranslator(app)
        if made.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(made)
            _worn.append(made)
