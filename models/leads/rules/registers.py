"""What a count of visitors, a target, a grade, a visit, a check or a market note must say; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.core.errors import Problem
from models.core.text import N_
from models.core.typed import Text, check_number
from models.leads.inputs import (AnswerInput, DrawInput, MarketInput, OwnedGradeInput, PlanInput, PlanVisitInput, TargetInput, VisitInput,
                                 VisitorsInput)
from models.leads.rules.checks import not_before, one_of
from models.leads.rules.grades import GRADES, LOSS_KINDS, SOURCES, is_downgrade

MOST_COUNTED = 100_000
MOST_DRAWN = 500
HIGHEST_SCORE = 100
GRADE_TEXTS = (Text("reason", 200, emoji=True),)
VISIT_TEXTS = (Text("text", 1000, lines=True, emoji=True, required=N_("Write what was said")), Text("met", 80),
               Text("instruction", 500, lines=True, emoji=True), Text("decides", 80), Text("uses", 80), Text("influences", 80),
               Text("buys", 80), Text("owned", 200), Text("reason", 200, emoji=True))
STOP_TEXTS = (Text("purpose", 200, emoji=True),)
ROLES = {"decides": N_("Decides"), "uses": N_("Uses it"), "influences": N_("Influences"), "buys": N_("Buys")}
"""The parts that people at a buyer play in deciding (duty 89); who was met is noted under each."""
QUESTIONS = {
    "happened": N_("Did the contact take place?"), "correct": N_("Is what was logged right?"),
    "polite": N_("Was the salesperson polite and clear?"), "kept": N_("Was kept what was promised?"),
}
"""What customer service asks about a follow-up, each answered with yes, no or nothing."""
VISIT_STATES = {"planned": N_("planned"), "missed": N_("missed"), "made": N_("visited"), "dropped": N_("called off")}
ANSWER_TEXTS = (Text("text", 500, lines=True, emoji=True),)
MARKET_TEXTS = (Text("text", 1000, lines=True, emoji=True, required=N_("Write what was heard")), Text("rival", 80), Text("product", 80),
                Text("region", 40), Text("source", 80))


def _whole(field: str, value: int | None, most: int, least: int = 0) -> list[Problem]:
    return check_number(field, None if value is None else Decimal(value), 0, least=Decimal(least), most=Decimal(most))


def check_visitors(counted: VisitorsInput) -> list[Problem]:
    """A number of people from a known source."""
    return _whole("count", counted.count, MOST_COUNTED) + one_of("source", counted.source, SOURCES)


def check_target(target: TargetInput) -> list[Problem]:
    """Whole numbers, not below nothing; a known source, or none."""
    found = one_of("source", target.source, SOURCES) if target.source else []
    return found + _whole("filed", target.filed, MOST_COUNTED) + _whole("ordered", target.ordered, MOST_COUNTED)


def check_plan(plan: PlanInput) -> list[Problem]:
    """Each line is somebody's, with whole numbers; nobody has two lines of the same source. Problems are bound to their line."""
    found: list[Problem] = []
    seen: set[tuple[int, str]] = set()
    for at, line in enumerate(plan.lines):
        here = f"lines.{at}."
        if line.salesperson_id is None:
            found.append(Problem(f"{here}salesperson_id", "plan.whose", N_("Choose whose target this is")))
            continue
        target = TargetInput(plan.month, line.salesperson_id, line.filed, line.ordered, line.source)
        found += [replace(problem, field=f"{here}{problem.field}") for problem in check_target(target)]
        if (line.salesperson_id, line.source) in seen:
            found.append(Problem(f"{here}source", "plan.twice", N_("This salesperson has a line of this source already")))
        seen.add((line.salesperson_id, line.source))
    return found


def check_owned_grade(given: OwnedGradeInput, before: str) -> list[Problem]:
    """A known grade; one that falls says why. before: the grade until now."""
    found = one_of("grade", given.grade, GRADES)
    if not found and is_downgrade(before, given.grade) and not given.reason:
        found.append(Problem("reason", "grade.reason", N_("Say why the grade falls from {before} to {after}"),
                             {"before": before, "after": given.grade}))
    return found


def check_visit(visit: VisitInput, day: date) -> list[Problem]:
    """A visit is to one lead or one customer, the next is not before it, what it cost is an amount of money."""
    found = []
    if (visit.customer_id is None) == (visit.lead_id is None):
        found.append(Problem("whom", "visit.whom", N_("Choose one lead or one customer")))
    return found + check_number("cost", visit.cost, 2) + not_before("next_date", visit.next_date, day)


def check_visit_plan(plan: PlanVisitInput, day: date) -> list[Problem]:
    """Every stop is at one lead or one customer, at least one, today or later. Problems are bound to their stop."""
    found = [] if plan.stops else [Problem("stops.0.whom", "visit.whom", N_("Choose one lead or one customer"))]
    for at, stop in enumerate(plan.stops):
        if (stop.lead_id is None) == (stop.customer_id is None):
            found.append(Problem(f"stops.{at}.whom", "visit.whom", N_("Choose one lead or one customer")))
    return found + not_before("date", plan.date, day)


def score_of(answers: Iterable[bool | None]) -> int | None:
    """The share of the answers that are yes, 0 to 100, half up; None where no question was answered."""
    said = [answer for answer in answers if answer is not None]
    return (200 * sum(said) + len(said)) // (2 * len(said)) if said else None


def check_draw(asked: DrawInput) -> list[Problem]:
    """A span of time, and at least one follow-up to be drawn."""
    found = [Problem("last", "span.order", N_("The last day is before the first"))] if asked.last < asked.first else []
    return found + _whole("count", asked.count, MOST_DRAWN, 1)


def check_answer(answer: AnswerInput) -> list[Problem]:
    """Who was reached says whether the contact took place; who was not says nothing. A score is 0 to 100."""
    said = (answer.happened, answer.correct, answer.polite, answer.kept, answer.score)
    if not answer.reached and any(value is not None for value in said):
        return [Problem("reached", "answer.unreached", N_("Nobody was reached: leave the answers empty"))]
    found = _whole("score", answer.score, HIGHEST_SCORE)
    if answer.reached and answer.happened is None:
        found.append(Problem("happened", "answer.happened", N_("Say whether the contact took place")))
    if answer.correct and answer.happened is False:
        found.append(Problem("correct", "answer.correct", N_("A contact that did not take place cannot be logged right")))
    return found


def check_market(note: MarketInput) -> list[Problem]:
    """A note is about a rival, a product or a region."""
    found = check_number("price", note.price, 2)
    if not (note.rival or note.product or note.region):
        found.append(Problem("rival", "market.about", N_("Name the rival, the product or the region")))
    return found


def check_verdict(kind: str, granted: bool | None) -> list[Problem]:
    """A verdict names a known kind, on a loss the manager has answered."""
    found = one_of("kind", kind, LOSS_KINDS)
    if granted is None:
        found.append(Problem("", "loss.unanswered", N_("Answer the request first")))
    return found
