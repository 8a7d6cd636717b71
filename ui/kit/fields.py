"""Field editors: a widget for each kind of value, with put, value, edited; and the field that words its problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from models.core.office import Office
from models.core.text import _
from ui.kit import theme
from ui.kit.entry import PLACES, Unreadable, read_date, read_number, read_phone, show_number
from ui.kit.finder import FinderEdit
from ui.kit.jobs import Jobs
from ui.kit.specs import FieldKind, FieldSpec, Level, Mark
from ui.kit.words import SHAPES, column, label, set_property

_ANY_WIDTH = 16777215
_MARKS = {Level.BLOCK: "problem", Level.LOOK: "warning"}


class Editor(Protocol):
    """What every editor can do. `value` raises Unreadable for text that means nothing."""

    edited: SignalInstance

    def value(self) -> Any: ...

    def put(self, value: Any) -> None: ...


class TypedEdit(QLineEdit):
    """Text, phones, amounts, quantities, prices and days: read while typed, tidied when the focus leaves."""

    edited = Signal()

    def __init__(self, spec: FieldSpec, office: Office) -> None:
        super().__init__()
        self.spec, self.office = spec, office
        self.setMaxLength(spec.limit)
        if spec.kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if spec.kind is FieldKind.PASSWORD:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> Any:
        """What the text means."""
        return read_text(self.text(), self.spec, self.office)

    def put(self, value: Any) -> None:
        """Show a value, tidy."""
        self.setText(show_value(value, self.spec, self.office.clock.today()))
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
                              Qt.FocusReason.OtherFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tidy()

    def tidy(self) -> None:
        """Thousands, full dates and plain digits, where the text means something."""
        if self.spec.kind in (FieldKind.TEXT, FieldKind.PASSWORD) or self.isReadOnly():
            return
        try:
            self.setText(show_value(self.value(), self.spec, self.office.clock.today()))
        except Unreadable:
            return


def read_text(text: str, spec: FieldSpec, office: Office) -> Any:
    """Typed text as the value of its field's kind. Raises Unreadable."""
    if spec.kind in PLACES:
        return read_number(text, spec.kind)
    if spec.kind is FieldKind.DATE:
        return read_date(text, office.clock.today())
    if spec.kind is FieldKind.PHONE:
        return read_phone(text)
    return text if spec.kind is FieldKind.PASSWORD else text.strip()


def show_value(value: Any, spec: FieldSpec, today: date) -> str:
    """A value as it stands in its field: the day within this year as 11-23."""
    if value is None:
        return ""
    if isinstance(value, str):
        value = _unfrozen(value, spec.kind)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return show_number(value, spec.kind if spec.kind in PLACES else FieldKind.QUANTITY)
    if isinstance(value, date):
        return value.strftime("%m-%d") if value.year == today.year else value.isoformat()
    return str(value)


def _unfrozen(text: str, kind: FieldKind) -> Decimal | date | str:
    """A draft's text as the value it was; what was unreadable comes back as it was typed."""
    try:
        if kind in PLACES and text:
            return Decimal(text)
        return date.fromisoformat(text) if kind is FieldKind.DATE and text else text
    except (InvalidOperation, ValueError):
        return text


class LongEdit(QPlainTextEdit):
    """Several lines of words; Tab leaves it."""

    edited = Signal()

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().px(18 * lines + 14))
        self.textChanged.connect(self.edited.emit)

    def value(self) -> str:
        """The text."""
        return self.toPlainText().strip()

    def put(self, value: Any) -> None:
        """Show a text."""
        self.setPlainText(value or "")


class ChoiceEdit(QComboBox):
    """One of a few; the first stands there at the start unless an empty one is offered."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.activated.connect(lambda _index: self.edited.emit())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the choices (already worded), keeping the one chosen."""
        kept = self.value()
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.put(kept)

    def value(self) -> Any:
        """The chosen value."""
        return self.currentData()

    def put(self, value: Any) -> None:
        """Choose a value; one that is not offered leaves the first."""
        place = next((index for index in range(self.count()) if self.itemData(index) == value), 0)
        self.setCurrentIndex(place if self.count() else -1)

    def wheelEvent(self, event: Any) -> None:
        """The wheel scrolls the form; it never changes a choice by accident."""
        event.ignore()


class FlagEdit(QCheckBox):
    """Yes or no, its words beside it."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def put(self, value: Any) -> None:
        """Tick or clear it."""
        self.setChecked(bool(value))


class FactLabel(QLabel):
    """A value worked out while typing; it can be read and copied, never typed."""

    edited = Signal()

    def __init__(self, spec: FieldSpec, office: Office) -> None:
        super().__init__()
        self.spec, self.office, self._value = spec, office, None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setMinimumHeight(theme.current().px(theme.ROW))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * spec.width)
        if spec.role:
            self.setProperty("role", spec.role)

    def value(self) -> Any:
        """What was worked out."""
        return self._value

    def put(self, value: Any) -> None:
        """Show what was worked out."""
        self._value = value
        set_property(self, "sign", "minus" if isinstance(value, Decimal) and value < 0 else "")
        self.setText(show_value(value, self.spec, self.office.clock.today()))


def editor_of(spec: FieldSpec, office: Office, jobs: Jobs) -> QWidget:
    """The editor that suits a field."""
    made: QWidget
    if spec.kind is FieldKind.FACT or spec.role:
        made = FactLabel(spec, office)
    elif spec.kind is FieldKind.CHOICE:
        made = ChoiceEdit()
        made.offer(choices_of(spec, office))
        made.setEnabled(not spec.read_only)
    elif spec.kind is FieldKind.FLAG:
        made = FlagEdit(_(spec.label))
        made.setEnabled(not spec.read_only)
    elif spec.kind is FieldKind.LONG_TEXT:
        made = LongEdit(spec.rows)
        made.setReadOnly(spec.read_only)
    else:
        made = FinderEdit(office, jobs, spec.finder) if spec.finder else TypedEdit(spec, office)
        made.setReadOnly(spec.read_only)
        made.setPlaceholderText(_(spec.hint))
    return made


def choices_of(spec: FieldSpec, office: Office) -> list[tuple[Any, str]]:
    """The choices, worded."""
    if callable(spec.choices):
        return list(spec.choices(office))
    return [(value, _(title)) for value, title in spec.choices]


class FormField(QWidget):
    """An editor with the line of words under it, and the mark at its edge."""

    def __init__(self, spec: FieldSpec, office: Office, jobs: Jobs) -> None:
        super().__init__()
        look = theme.current()
        self.spec = spec
        self.widget = editor_of(spec, office, jobs)
        self.editor: Editor = self.widget  # type: ignore[assignment]  # every editor above has put, value and edited
        self.words = label(role="problem", wrap=True)
        self.words.hide()
        self.title: QWidget | None = None
        self.widget.setAccessibleName(_(spec.label))
        self.widget.setAccessibleDescription(_(spec.hint))
        if spec.kind is not FieldKind.FLAG and not isinstance(self.widget, FactLabel):
            width = self.widget.fontMetrics().horizontalAdvance("0") * spec.width + look.px(24)
            self.widget.setFixedWidth(width)
            self.words.setMaximumWidth(max(width, look.px(300)))
        layout = column(self, spacing=0)
        layout.addWidget(self.widget)
        layout.addWidget(self.words)

    def mark(self, mark: Mark | None) -> None:
        """Say words under the field, or take them away."""
        set_property(self.widget, "mark", _MARKS.get(mark.level, "") if mark else "")
        self.words.setVisible(mark is not None)
        if mark is not None:
            set_property(self.words, "role", {Level.GOOD: "good", Level.PLAIN: "secondary", Level.LOOK: "warning"}
                         .get(mark.level, "problem"))
            self.words.setText(f"{SHAPES[mark.level]} {mark.text}")
        self.widget.setAccessibleDescription(mark.text if mark else _(self.spec.hint))

    def show_asked(self, on: bool) -> None:
        """Come into sight, or go out of it, with the label."""
        for each in (self, self.title):
            if each is not None:
                each.setVisible(on)

    def stretch(self) -> None:
        """Take what room there is instead of the width of the content."""
        self.widget.setMinimumWidth(theme.current().px(120))
        self.widget.setMaximumWidth(_ANY_WIDTH)
        self.words.setMaximumWidth(_ANY_WIDTH)

    def settle(self) -> bool:
        """Before moving on: a finder takes what its text means. False keeps the focus here."""
        return self.widget.settle() if isinstance(self.widget, FinderEdit) else True

    def is_empty(self, value: Any) -> bool:
        """Whether a required field still misses its value."""
        return value is None or value == ""
