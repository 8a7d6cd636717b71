"""A form drawn from its spec: labels in one column, fields as wide as their content, problems in words under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.entry import Unreadable
from ui.kit.fields import ChoiceEdit, FormField, LongEdit
from ui.kit.flow import FlowLayout
from ui.kit.jobs import Jobs
from ui.kit.lines import LinesEdit
from ui.kit.plain import plain_values
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.words import column, label, problem_box, widest


class FormPanel(QWidget):
    """The fields and grids of one form. Values go in and out typed; `changed` tells the path that was touched."""

    changed = Signal(str)
    submitted = Signal()
    """Enter past the last field."""
    offered = Signal(object)
    """What was worked out, for those beside the form."""

    def __init__(self, spec: FormSpec, office: Office, jobs: Jobs) -> None:
        super().__init__()
        self.spec, self.office, self.jobs = spec, office, jobs
        self.fields: dict[str, FormField] = {}
        self.grids: dict[str, LinesEdit] = {}
        self.dirty = False
        self._id: Any = None
        self._problems: dict[str, Mark] = {}
        self._marks: Mapping[str, Mark] = {}
        firsts = [each.label for part in spec.layout() if isinstance(part, Section) and not part.inline
                  for each in part.fields[::part.columns] if each.kind is not FieldKind.FLAG]
        self._labels = widest(firsts) + widest([" *"])
        layout = column(self, spacing=theme.current().px(12))
        if spec.intro:
            layout.addWidget(label(_(spec.intro), "secondary", wrap=True))
        for part in spec.layout():
            self._add(part, layout)
        self._rest = problem_box()
        layout.addWidget(self._rest)
        layout.addStretch(0)
        self.setAccessibleName(_(spec.title))
        aside = [field.widget for field in self.fields.values() if field.spec.aside]
        for stop in sorted(self._stops(), key=lambda stop: stop in aside)[:1]:
            self.setFocusProxy(stop)
        self.clear()

    def values(self) -> Values:
        """Everything typed, unreadable text as None."""
        return self.collect()[0]

    def collect(self) -> tuple[Values, list[Problem]]:
        """The values, and what is unreadable or missing."""
        values: Values = {} if self._id is None else {"id": self._id}
        problems: list[Problem] = []
        for key, field in self.fields.items():
            try:
                value = field.editor.value()
            except Unreadable as bad:
                value = None
                problems.append(bad.problem(key))
            else:
                if field.spec.required and not field.spec.ruled and field.is_empty(value):
                    problems.append(Problem(key, "entry.required", N_("Fill this in")))
            values[key] = value
        for key, grid in self.grids.items():
            values[key], wrong = grid.collect()
            problems += wrong
        return values, problems

    def put(self, values: Mapping[str, Any]) -> None:
        """Set the fields that are named, and work out what follows. The form counts as untouched after it."""
        self._id = values.get("id", self._id)
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].editor.put(value)
            elif key in self.grids:
                self.grids[key].put(value)
        self._live("")
        self.dirty = False

    def take_open(self) -> None:
        """Before a verb: finders take what their text means, cells take what is being typed in them."""
        for field in self.fields.values():
            field.settle()
        for grid in self.grids.values():
            grid.view.take_open()

    def clear(self) -> None:
        """Empty form: initial values only."""
        self._id = None
        self.show_problems(())
        fresh = {spec.key: spec.initial(self.office) if callable(spec.initial) else spec.initial for spec in self.spec.every()}
        for key, grid in self.grids.items():
            fresh[key] = []
            grid.put([])
        self.put(fresh)

    def plain(self) -> Values:
        """The typed state as JSON keeps it, for drafts: `put` takes it back."""
        typed = {key: field.editor for key, field in self.fields.items()}
        return plain_values(self._id, typed, {key: grid.plain() for key, grid in self.grids.items()})

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Words under each field, a mark at its edge; the first takes the focus. The homeless stand at the foot."""
        found = list(problems)
        self._problems = {problem.field: Mark(problem.say(), Level.BLOCK) for problem in reversed(found)}
        self._draw_marks()
        for problem in found:
            if problem.field in self.fields and self.fields[problem.field].spec.asked:
                self.fields[problem.field].show_asked(True)
        homeless = [problem.say() for problem in found if not self._home(problem.field)]
        self._rest.setVisible(bool(homeless))
        self._rest.findChild(QLabel).setText("\n".join(homeless))  # type: ignore[union-attr]  # made by problem_box
        first = next((problem.field for problem in found if self._home(problem.field)), None)
        if first is not None:
            self.focus(first)

    def focus(self, path: str = "") -> None:
        """Put the focus on a path, or on the first field."""
        key, _dot, rest = path.partition(".")
        if key in self.fields:
            self.fields[key].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in self.grids:
            self.grids[key].focus_cell(rest)
        elif not path:
            stops = list(self._stops())
            passed = self._passed()
            first = next((stop for stop in stops if stop not in passed), next(iter(stops), None))
            if isinstance(first, LinesEdit):
                first.focus_cell("")
            elif first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def work_out(self) -> None:
        """Work out anew what follows from what is typed, because something changed in the office."""
        self._live("")

    def offer(self, live: Live) -> None:
        """Take in what was worked out: figures, suggestions, marks and choices."""
        for path, choices in live.choices.items():
            editor = self.fields[path].editor if path in self.fields else None
            if isinstance(editor, ChoiceEdit):
                editor.offer(choices)
        for path, value in live.values.items():
            if path in self.fields:
                self.fields[path].editor.put(value)
        for key, grid in self.grids.items():
            if key in live.values:
                grid.put(live.values[key])
            grid.model.offers, grid.model.asks = _inside(key, live.choices), frozenset(_inside(key, dict.fromkeys(live.asks)))
            grid.model.work_out(_inside(key, live.values))
        for key, field in self.fields.items():
            if field.spec.asked:
                field.show_asked(key in live.asks)
        self._marks = live.marks
        self._draw_marks()
        self.offered.emit(live)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control == isinstance(watched, LongEdit):
                self._enter(watched)
                return True
        return False

    def _add(self, part: Section | LinesSpec, layout: QVBoxLayout) -> None:
        if part.title:
            layout.addWidget(label(_(part.title), "heading"))
        if isinstance(part, LinesSpec):
            grid = LinesEdit(part, self.office, self.jobs)
            grid.changed.connect(lambda path, key=part.key: self._touched(f"{key}.{path}"))
            grid.typing.connect(lambda key=part.key: self._typing(key))
            grid.left.connect(lambda grid=grid: self._next_after(grid))
            self.grids[part.key] = grid
            layout.addWidget(grid, 1)
            return
        if part.inline:
            self._add_line(part, layout)
            return
        cells = QGridLayout()
        cells.setHorizontalSpacing(theme.current().px(8))
        cells.setVerticalSpacing(theme.current().px(4))
        for place, spec in enumerate(part.fields):
            at = place % part.columns
            below = [each.label for each in part.fields[at::part.columns] if each.kind is not FieldKind.FLAG]
            wide = widest(below) + widest([" *"]) if at else self._labels
            self._add_field(spec, cells, place // part.columns, at * 2, wide)
        cells.setColumnStretch(part.columns * 2, 1)
        layout.addLayout(cells)

    def _add_field(self, spec: FieldSpec, cells: QGridLayout, row: int, at: int, wide: int) -> None:
        field = self._field(spec)
        if spec.kind is not FieldKind.FLAG:
            words = label(_(spec.label) + (" *" if spec.required else ""), "label")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words.setMinimumHeight(theme.current().px(theme.ROW))
            words.setMinimumWidth(wide)
            words.setBuddy(field.widget)
            field.title = words
            cells.addWidget(words, row, at, Qt.AlignmentFlag.AlignTop)
        cells.addWidget(field, row, at + 1, Qt.AlignmentFlag.AlignTop)

    def _add_line(self, part: Section, layout: QVBoxLayout) -> None:
        """The fields side by side, what is wrong with any of them in words below the line."""
        holder, below = QWidget(), column(spacing=0)
        line = FlowLayout(holder, theme.current().px(4))
        roomy = max(part.fields, key=lambda spec: spec.width)
        for spec in part.fields:
            field = self._field(spec)
            if spec is roomy:
                field.stretch()
                line.widen()
            line.addWidget(field)
            below.addWidget(field.words)
        layout.addWidget(holder)
        layout.addLayout(below)

    def _field(self, spec: FieldSpec) -> FormField:
        field = self.fields[spec.key] = FormField(spec, self.office, self.jobs)
        field.widget.installEventFilter(self)
        field.editor.edited.connect(lambda: self._touched(spec.key))
        return field

    def _touched(self, path: str) -> None:
        self.dirty = True
        if self._problems.pop(path, None) is not None:
            self._draw_marks()
        self._live(path)
        self.changed.emit(path)

    def _typing(self, key: str) -> None:
        self.dirty = True
        self.changed.emit(key)

    def _live(self, path: str) -> None:
        if self.spec.live is not None:
            self.offer(self.spec.live(self.office, self.values(), path))

    def _draw_marks(self) -> None:
        shown = {**self._marks, **self._problems}
        for key, field in self.fields.items():
            field.mark(shown.get(key))
        for key, grid in self.grids.items():
            grid.show_marks(_inside(key, shown))

    def _home(self, path: str) -> bool:
        key = path.partition(".")[0]
        return key in self.fields or key in self.grids

    def _enter(self, watched: QObject) -> None:
        field = next((each for each in self.fields.values() if each.widget is watched), None)
        if field is not None and field.settle():
            self._next_after(field.widget)
        elif field is not None:
            self.show_problems([Problem(field.spec.key, "entry.choose", N_("Nothing fits; choose one from the list"))])

    def _next_after(self, widget: QWidget) -> None:
        stops = list(self._stops())
        place = stops.index(widget) + 1 if widget in stops else len(stops)
        passed = self._passed()
        while place < len(stops) and stops[place] in passed:
            place += 1
        if place >= len(stops):
            self.submitted.emit()
        elif isinstance(stops[place], LinesEdit):
            stops[place].focus_cell("")  # type: ignore[attr-defined]  # narrowed by the line above
        else:
            stops[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _passed(self) -> list[QWidget]:
        return [field.widget for field in self.fields.values() if field.spec.aside or field.isHidden()]

    def _stops(self) -> Iterable[QWidget]:
        for part in self.spec.layout():
            if isinstance(part, LinesSpec):
                yield self.grids[part.key]
            else:
                for spec in part.fields:
                    if not spec.computed:
                        yield self.fields[spec.key].widget


def _inside(key: str, paths: Mapping[str, Any]) -> dict[str, Any]:
    """What concerns one grid, by the path inside it."""
    return {path[len(key) + 1:]: value for path, value in paths.items() if path.startswith(f"{key}.")}
