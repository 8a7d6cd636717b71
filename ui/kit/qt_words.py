"""Qt's own words (file dialogs, menus of fields) in the language of the desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_MISSING = {
    "Look in:": "查找范围：", "&Look in:": "查找范围(&L)：", "Save in:": "保存到：", "File &name:": "文件名(&N)：",
    "Files of type:": "文件类型：", "Files of &type:": "文件类型(&T)：", "Size": "大小", "Folder": "文件夹", "File Folder": "文件夹",
    "Drive": "驱动器", "File": "文件", "%1 File": "%1 文件", "Computer": "计算机", "Unknown": "未知", "%1 bytes": "%1 字节",
}
_worn: list[QTranslator] = []


class _Missing(QTranslator):
    """What Qt's own Chinese leaves in English."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return _MISSING.get(text) if context.startswith(("QFile", "QAbstractFile")) else None


def speak_qt(app: QCoreApplication, code: str) -> None:
    """Load or drop the translation that comes with Qt; English is Qt's own."""
    while _worn:
        app.removeTranslator(_worn.pop())
    if code == "zh_CN":
        made = QTranslator(app)
        if made.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(made)
            _worn.append(made)
        rest = _Missing(app)
        app.installTranslator(rest)
        _worn.append(rest)
