"""Runs a verb: asks what it needs, gives the command, and brings problems, approvals and faults back to the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol

from models.core.errors import ApprovalNeeded, KnownError, Problem, RuleViolation
from models.core.office import Done
from models.core.text import N_, _
from ui.kit.desk import Desk
from ui.kit.faults import LOG
from ui.kit.specs import Level, Values
from ui.kit.tab import Verb


class Surface(Protocol):
    """Where problems are shown: a form, bound to its fields."""

    def show_problems(self, problems: Iterable[Problem]) -> None: ...


class Presenter:
    """Gives commands on behalf of the screens of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def run(self, verb: Verb, *subject: Any, surface: Surface | None = None) -> Done | None:
        """Give the command; None when it was turned back or refused, or goes on (a long one). Refusals show on the surface."""
        if verb.confirm and not self.desk.prompts.confirm(_(verb.title), _(verb.confirm)):
            return None
        if verb.long:
            self._set_going(verb, subject)
            return None
        if verb.asks is not None:
            return self._ask(verb, subject)
        try:
            done = self.attempt(partial(verb.run, self.desk.office, *subject))
        except RuleViolation as refused:
            self.refuse(verb, refused, surface)
            return None
        return self.conclude(verb, done)

    def attempt(self, command: Callable[[], Done | None]) -> Done | None:
        """Run the command, again with each approval it needs; faults are told in one message. Raises RuleViolation."""
        while True:
            try:
                return command() or Done(0)
            except ApprovalNeeded as needed:
                if not self.desk.services.approve(self.desk, needed):
                    return None
            except KnownError as fault:
                LOG.info("told: %r", fault)
                self.desk.prompts.message(_("This did not work"), fault.say())
                return None

    def refuse(self, verb: Verb, refused: RuleViolation, surface: Surface | None) -> None:
        """Show problems at their fields, or in one message where there are none."""
        if surface is not None:
            surface.show_problems(refused.problems)
        else:
            self.desk.prompts.message(_(verb.title), "\n".join(problem.say() for problem in refused.problems))

    def conclude(self, verb: Verb, done: Done | None) -> Done | None:
        """Say what was done and what follows from it."""
        if done is None:
            return None
        said = verb.done if done.number or "{number}" not in verb.done else N_("{title}: finished")
        words = _(said).format(title=_(verb.title).rstrip("…"), number=done.number)
        self.desk.say(words, Level.GOOD)
        if verb.after is not None:
            verb.after(self.desk, done)
        return done

    def _set_going(self, verb: Verb, subject: tuple[Any, ...]) -> None:
        def over(done: Done | None) -> None:
            self.conclude(verb, done)

        self.desk.work(_(verb.title).rstrip("…"), lambda ticket: verb.run(self.desk.office, *subject, ticket.step), over)

    def _ask(self, verb: Verb, subject: tuple[Any, ...]) -> Done | None:
        outcome: list[Done] = []
        asks = verb.asks
        assert asks is not None

        def submit(values: Values) -> bool:
            answers = verb.reads(values) if verb.reads is not None else values
            done = self.attempt(partial(verb.run, self.desk.office, *subject, answers))
            if done is not None:
                outcome.append(done)
            return done is not None

        filled = verb.fills(self.desk.office, *subject) if verb.fills is not None else None
        if not self.desk.prompts.form(asks, submit, filled, _(verb.title).rstrip("…")):
            return None
        return self.conclude(verb, outcome[0])
