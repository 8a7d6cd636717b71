"""Scripted answers in place of a person: for tests and for the tour that draws the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.core.errors import RuleViolation
from ui.kit.prompts import Submit
from ui.kit.specs import FormSpec, Values


class FakePrompts:
    """Answers in order; `asked` keeps every question. A form's answer is its values; None turns back.

    Raises AssertionError for a question nobody scripted, so that a test notices every prompt.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.problems: list[str] = []

    def message(self, title: str, text: str) -> None:
        """Heard, no answer needed."""
        self.asked.append(text)

    def confirm(self, title: str, text: str, yes: str = "") -> bool:
        """The next answer."""
        return bool(self._next(text))

    def choose(self, title: str, text: str, options: Sequence[tuple[Any, str]]) -> Any:
        """The next answer."""
        return self._next(text)

    def text(self, title: str, text: str, *, long: bool = False) -> str | None:
        """The next answer."""
        return self._text(text)

    def form(self, spec: FormSpec, submit: Submit, values: Values | None = None, verb: str = "") -> bool:
        """Submits the next answer over the values; refused values keep their problems in `problems`."""
        answer = self._next(spec.name)
        if answer is None:
            return False
        try:
            return submit({**{field.key: None for field in spec.every()}, **(values or {}), **answer})
        except RuleViolation as refused:
            self.problems += [problem.say() for problem in refused.problems]
            return False

    def open_file(self, title: str, kinds: str) -> Path | None:
        """The next answer."""
        return self._path(title)

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """The next answer."""
        return self._path(name)

    def folder(self, title: str) -> Path | None:
        """The next answer."""
        return self._path(title)

    def _next(self, question: str) -> Any:
        self.asked.append(question)
        assert self.answers, f"nobody scripted an answer to: {question}"
        return self.answers.pop(0)

    def _text(self, question: str) -> str | None:
        answer = self._next(question)
        return None if answer is None else str(answer)

    def _path(self, question: str) -> Path | None:
        answer = self._next(question)
        return None if answer is None else Path(answer)
