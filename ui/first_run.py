"""The first run: language, company, who sits here, and how to begin. Under a minute."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QComboBox, QDialog, QFormLayout, QLineEdit, QRadioButton, QWidget

from models.core.company import ADDRESS, LANGUAGE, NAME, PAPER_LANGUAGE, PHONE
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.office import Office
from models.core.settings import set_options
from models.core.text import LANGUAGES, N_, _, language, use_language
from models.people import commands as people
from models.people.inputs import PersonInput
from models.street import make_office, open_office
from ui.kit import theme
from ui.kit.prompts import QtPrompts
from ui.kit.qt_words import speak_qt
from ui.kit.words import button, column, label, row

BEGINNINGS = (
    ("empty", N_("An empty office"), N_("Import customers and products from Excel afterwards, in their tabs")),
    ("sample", N_("A sample office"), N_("An invented feed dealer with two weeks of papers, to try everything")),
    ("restore", N_("Restore a backup"), N_("Choose the copy; its key file lies beside it")),
)
FIELDS = (("company", N_("Company")), ("phone", N_("Phone")), ("address", N_("Address")), ("person", N_("Your name")))


class FirstRun(QDialog):
    """One page of questions. `office` is there once it was accepted."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.office: Office | None = None
        self._build()

    def _build(self) -> None:
        look = theme.current()
        self.setWindowTitle(_(N_("Neiqin Desk")))
        layout = column(self, spacing=look.px(12), margins=(look.px(24),) * 4)
        layout.addWidget(label(_(N_("Set up your desk")), "title"))
        self.language = QComboBox()
        for code, title in LANGUAGES:
            self.language.addItem(title, code)
        self.language.setCurrentIndex([code for code, _title in LANGUAGES].index(language()))
        self.language.setAccessibleName(_(N_("Language of the desk")))
        self.language.activated.connect(self._speak)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(look.px(12))
        form.setVerticalSpacing(look.px(8))
        form.addRow(label("语言 Language"), self.language)
        self.edits: dict[str, QLineEdit] = {}
        self.words: dict[str, QWidget] = {}
        for key, title in FIELDS:
            edit = QLineEdit()
            edit.setAccessibleName(_(title))
            edit.setMinimumWidth(look.px(360))
            self.edits[key] = edit
            form.addRow(label(_(title)), edit)
            problem = label("", "problem", wrap=True)
            problem.hide()
            self.words[key] = problem
            form.addRow("", problem)
        layout.addLayout(form)
        layout.addWidget(label(_(N_("Begin with")), "heading"))
        self.beginning = QButtonGroup(self)
        for place, (key, title, detail) in enumerate(BEGINNINGS):
            choice = QRadioButton(_(title))
            choice.setAccessibleDescription(_(detail))
            choice.setChecked(key == "empty")
            self.beginning.addButton(choice, place)
            layout.addWidget(choice)
            layout.addWidget(label("      " + _(detail), "secondary", wrap=True))
        self.status = label("", "secondary", wrap=True)
        layout.addWidget(self.status)
        self.go = button(_(N_("Open the desk")), role="primary")
        self.go.clicked.connect(self.submit)
        layout.addLayout(row(1, self.go))
        self.edits["company"].setFocus()

    def _speak(self) -> None:
        """Ask again in the other language, keeping what was typed."""
        kept = {key: edit.text() for key, edit in self.edits.items()}
        use_language(self.language.currentData())
        app = QApplication.instance()
        if app is not None:
            speak_qt(app, language())
        old = self.layout()
        QWidget().setLayout(old)
        self._build()
        for key, text in kept.items():
            self.edits[key].setText(text)

    def submit(self) -> None:
        """Make the office; problems stand under their fields."""
        key = BEGINNINGS[self.beginning.checkedId()][0]
        try:
            self.office = self._restored() if key == "restore" else self._made(key)
        except RuleViolation as refused:
            self.show_problems(refused.problems)
        except KnownError as fault:
            self.status.setText(fault.say())
        if self.office is not None:
            self.accept()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Words under the fields, the first one focused."""
        for key, words in self.words.items():
            said = " ".join(problem.say() for problem in problems if problem.field == key)
            words.setVisible(bool(said))
            getattr(words, "setText")(said)
        first = next((problem.field for problem in problems if problem.field in self.edits), "person")
        self.edits[first].setFocus()

    def typed(self, key: str) -> str:
        """What stands in a field."""
        return self.edits[key].text().strip()

    def _made(self, key: str) -> Office:
        problems = [Problem("person", "person.name", N_("Enter your name"))] if not self.typed("person") else []
        if key == "empty" and not self.typed("company"):
            problems.append(Problem("company", "company.name", N_("Enter the company's name; it stands on every paper")))
        if problems:
            raise RuleViolation(problems)
        office = make_office(self.folder)
        if key == "sample":
            from data.demo import make_sample

            self.status.setText(_(N_("Making the sample office…")))
            QApplication.processEvents()
            make_sample(office)
        else:
            set_options(office, {NAME: self.typed("company"), PHONE: self.typed("phone"), ADDRESS: self.typed("address"),
                                 LANGUAGE: language(), PAPER_LANGUAGE: language()})
        if self.typed("person") not in _names(office):
            people.add_person(office, PersonInput(self.typed("person"), frozenset({"clerk", "manager"} if key == "empty" else {"clerk"})))
        people.sign_in(office, self.typed("person"))
        return office

    def _restored(self) -> Office | None:
        from data.backup import restore
        from models.people import queries as crew

        prompts = QtPrompts(self, None)  # type: ignore[arg-type]  # no desk yet: only a file is asked for
        source = prompts.open_file(_(N_("Choose a backup")), _(N_("Backups")) + " (*.db *.bak *)")
        if source is None:
            return None
        restore(self.folder, source)
        office = open_office(self.folder)
        people.sign_in(office, next(iter(crew.names(office, "clerk") or crew.names(office)), ""))
        return office


def _names(office: Office) -> list[str]:
    from models.people import queries as crew

    return crew.names(office)


def first_run(folder: Path) -> Office | None:
    """Ask, make the office, return it open; None when the person left."""
    asked = FirstRun(folder)
    asked.exec()
    return asked.office
