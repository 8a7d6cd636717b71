"""The first run: language, company, who sits here, and how to begin. Under a minute."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import (QApplication, QButtonGroup, QComboBox, QDialog, QGridLayout, QLabel, QLineEdit, QRadioButton, QScrollArea,
                               QWidget)

from models.core.company import ADDRESS, LANGUAGE, NAME, PAPER_LANGUAGE, PHONE
from models.core.errors import KnownError, Problem, RuleViolation, require
from models.core.office import Office
from models.core.settings import set_options
from models.core.text import LANGUAGES, N_, _, clean, language, use_language
from models.people import commands as people
from models.people import queries as crew
from models.people.inputs import PersonInput
from models.people.rules import check_person
from models.street import make_office
from ui.kit import theme
from ui.kit.prompts import QtPrompts
from ui.kit.qt_words import speak_qt
from ui.kit.words import SHAPES, button, column, label, row, widest
from ui.kit.specs import Level

BEGINNINGS = (
    ("empty", N_("An empty office"), N_("Everything is typed, or imported later in its tab")),
    ("sample", N_("A sample office"),
     N_("An invented feed dealer with two weeks of papers, to try everything; nothing needs to be filled in")),
    ("restore", N_("Restore a backup"), N_("Choose the copy; its key file lies beside it")),
    ("import", N_("From Excel"),
     N_("An empty office that opens where your customers' workbook is brought in; products follow the same way")),
)
FIELDS = (("company", N_("Company"), 40), ("phone", N_("Phone"), 20), ("address", N_("Address"), 40), ("person", N_("Your name"), 16))


class FirstRun(QDialog):
    """One page of questions. `office` is there once it was accepted, with the person at the desk; restored: from a backup.

    imports: the window opens where a workbook is brought in.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.office: Office | None = None
        self.restored = False
        self.imports = False
        self.edits: dict[str, QLineEdit] = {}
        self.words: dict[str, QLabel] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, spacing=0).addWidget(self.area)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        self.setWindowTitle(_(N_("Neiqin Desk")))
        self.setAccessibleName(_(N_("Set up your desk")))
        page = self.page = QWidget()
        layout = self.page_layout = column(page, spacing=look.px(12), margins=(look.px(24),) * 4)
        layout.addWidget(label(_(N_("Set up your desk")), "title"))
        layout.addLayout(self._fields())
        layout.addWidget(label(_(N_("Begin with")), "heading"))
        layout.addLayout(self._beginnings())
        self.status = label("", "secondary", wrap=True)
        layout.addWidget(self.status)
        layout.addStretch(1)
        self.go = button(_(N_("Open the desk")), role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.submit)
        layout.addLayout(row(1, self.go))
        self.area.setWidget(page)
        self._fit()
        self.edits["company"].setFocus()

    def _fit(self) -> None:
        """As large as what is said, within the screen."""
        page, room = self.page, self.screen().availableSize()
        width = min(max(page.sizeHint().width(), theme.current().px(680)), room.width() - 40)
        height = min(max(self.page_layout.totalHeightForWidth(width), page.sizeHint().height()), room.height() - 80)
        self.resize(max(width, self.width()), max(height, self.height()))

    def _fields(self) -> QGridLayout:
        look = theme.current()
        cells = QGridLayout()
        cells.setHorizontalSpacing(look.px(12))
        cells.setVerticalSpacing(look.px(4))
        cells.setColumnStretch(1, 1)
        cells.setColumnMinimumWidth(0, max(widest([title for _key, title, _width in FIELDS]), label("语言 Language").sizeHint().width()))
        self.language = QComboBox()
        for code, title in LANGUAGES:
            self.language.addItem(title, code)
        self.language.setCurrentIndex([code for code, _title in LANGUAGES].index(language()))
        self.language.setAccessibleName(_(N_("Language of the desk")))
        self.language.activated.connect(lambda _place: QTimer.singleShot(0, self, self._speak))
        self._line(cells, "语言 Language", self.language, 16)
        for key, title, width in FIELDS:
            edit = QLineEdit()
            edit.setMaxLength(100)
            edit.setAccessibleName(_(title))
            self.edits[key] = edit
            self._line(cells, _(title), edit, width)
            words = label("", "problem", wrap=True)
            words.hide()
            self.words[key] = words
            cells.addWidget(words, cells.rowCount(), 1)
        return cells

    def _line(self, cells: QGridLayout, title: str, editor: QWidget, width: int) -> None:
        words = label(title, "label")
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words.setBuddy(editor)
        editor.setFixedWidth(editor.fontMetrics().horizontalAdvance("0") * width + theme.current().px(24))
        place = cells.rowCount()
        cells.addWidget(words, place, 0)
        cells.addWidget(editor, place, 1, Qt.AlignmentFlag.AlignLeft)

    def _beginnings(self) -> QGridLayout:
        look = theme.current()
        cells = QGridLayout()
        cells.setHorizontalSpacing(look.px(16))
        cells.setVerticalSpacing(look.px(8))
        cells.setColumnStretch(1, 1)
        self.beginning = QButtonGroup(self)
        for place, (key, title, detail) in enumerate(BEGINNINGS):
            choice = QRadioButton(_(title))
            choice.setAccessibleDescription(_(detail))
            choice.setChecked(key == "empty")
            self.beginning.addButton(choice, place)
            cells.addWidget(choice, place, 0)
            cells.addWidget(label(_(detail), "secondary", wrap=True), place, 1)
        return cells

    def _speak(self) -> None:
        """Ask again in the other language, keeping what was typed."""
        kept, chosen = {key: edit.text() for key, edit in self.edits.items()}, self.beginning.checkedId()
        use_language(self.language.currentData())
        app = QApplication.instance()
        if app is not None:
            speak_qt(app, language())
        self._build()
        for key, text in kept.items():
            self.edits[key].setText(text)
        self.beginning.button(chosen).setChecked(True)

    def submit(self) -> None:
        """Make the office; problems stand under their fields."""
        key = BEGINNINGS[self.beginning.checkedId()][0]
        self._show(())
        self.go.setEnabled(False)
        try:
            self.office = self._restored() if key == "restore" else self._made(key)
        except RuleViolation as refused:
            self._show(refused.problems)
        except KnownError as fault:
            self._say(fault.say(), Level.BLOCK)
        finally:
            self.go.setEnabled(True)
        if self.office is not None:
            self.imports = key == "import"
            self.accept()

    def typed(self, key: str) -> str:
        """What stands in a field."""
        return self.edits[key].text().strip()

    def _show(self, problems: Iterable[Problem]) -> None:
        """Words under the fields, the first one focused; what belongs to none stands at the foot."""
        found = list(problems)
        homes = ["person" if problem.field == "name" else problem.field for problem in found]
        for key, words in self.words.items():
            said = [problem.say() for problem, home in zip(found, homes, strict=True) if home == key]
            words.setText(f"{SHAPES[Level.BLOCK]} {' '.join(said)}" if said else "")
            words.setVisible(bool(said))
        self._say(" ".join(problem.say() for problem, home in zip(found, homes, strict=True) if home not in self.words), Level.BLOCK)
        self._fit()
        first = next((home for home in homes if home in self.edits), None)
        if first is not None:
            self.edits[first].setFocus()

    def _say(self, words: str, level: Level = Level.PLAIN) -> None:
        self.status.setText(f"{SHAPES[level]} {words}" if words and level is not Level.PLAIN else words)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _made(self, key: str) -> Office:
        person = self.typed("person")
        if key in ("empty", "import"):
            self._check()
        office = make_office(self.folder)
        if key == "sample":
            from data.demo import make_sample

            making = _(N_("Making the sample office: day {done} of {whole}"))
            make_sample(office, progress=lambda done, whole: self._say(making.format(done=done, whole=whole)))
        else:
            set_options(office, {NAME: self.typed("company"), PHONE: self.typed("phone"), ADDRESS: self.typed("address"),
                                 LANGUAGE: language(), PAPER_LANGUAGE: language()})
        if person and person not in crew.names(office):
            people.add_person(office, PersonInput(person, frozenset({"clerk"} if key == "sample" else {"clerk", "manager"})))
        people.take_seat(office, person or crew.names(office, "clerk")[0])
        return office

    def _check(self) -> None:
        """Everything that is wrong at once, before anything is made."""
        found = [] if self.typed("company") else [
            Problem("company", "company.name", N_("Enter the company's name; it stands on every paper"))]
        for key in ("company", "phone", "address"):
            try:
                clean(self.typed(key), key, 100)
            except RuleViolation as refused:
                found += refused.problems
        require([*found, *check_person(PersonInput(self.typed("person"), frozenset({"clerk"})))])

    def _restored(self) -> Office | None:
        from data.backup import restore
        from ui.session import backup_files, entered

        source = QtPrompts(self, None).open_file(_(N_("Choose a backup")), backup_files())
        if source is None:
            return None
        restore(self.folder, source)
        self.restored = True
        return entered(self.folder, self.typed("person"))
