"""What the sample office keeps beside its leads: who came, what is planned, owned customers graded and visited, the market, checks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from data.demo.following import RIVALS
from data.demo.stage import SALESPEOPLE, Stage
from models.core.errors import RuleViolation
from models.leads import commands as leads
from models.leads import queries
from models.leads.inputs import AnswerInput, DrawInput, MarketInput, OwnedGradeInput, TargetInput, VisitInput, VisitorsInput
from models.leads.rules import is_downgrade

HEARD = ("{product} 降价 {cut} 元一袋，送到场", "{product} 搞活动，十送一", "{product} 断货，客户在找替代", "新招了一名业务员跑 {region}", "{region} 有经销商转做他家料")
SEEN = ("看了库存，还够半个月", "料线换过，采食正常，下月加量", "反映涨价，要求给老客户价", "存栏减了三成，先少订", "帮着看了猪群，约好下批订货时间")
FIRST_DAYS = 3
"""Of a month: then its plan is made."""


def look_around(stage: Stage, day: date, place: int) -> None:
    """What a day brings beside trade. It has dice of its own: the rest of the sample does not depend on it."""
    dice = Random(day.toordinal())
    if place == 0 or day.day <= FIRST_DAYS:
        _plan_month(stage, day)
    _count_who_came(stage, day, dice)
    if place % 2:
        _hear(stage, day, dice)
        _visit(stage, day, dice)
    if place % 5 == 4:
        _check_follow_ups(stage, day, dice)


def _plan_month(stage: Stage, day: date) -> None:
    """Every salesperson's target of the month, the same however often it is said."""
    for person in stage.salespeople:
        dice = Random(day.year * 12 + day.month + person)
        leads.set_target(stage.office, TargetInput(day, person, dice.randrange(6, 13), dice.randrange(1, 4)))


def _count_who_came(stage: Stage, day: date, dice: Random) -> None:
    """People at the counter and on the phone, most of whom leave no name."""
    for source, most in (("walk in", 6), ("phone", 9)):
        leads.count_visitors(stage.office, VisitorsInput(dice.randrange(1, most), source, date=day))


def _hear(stage: Stage, day: date, dice: Random) -> None:
    """Something about a rival, as drivers and customers tell it."""
    product, region = dice.choice(tuple(stage.articles.values())).name, dice.choice(stage.buyers).firm.place.city
    words = dice.choice(HEARD).format(product=product, cut=dice.randrange(2, 8), region=region)
    leads.note_market(stage.office, MarketInput(words, dice.choice(RIVALS), product, region, Decimal(dice.randrange(90, 260)),
                                                dice.choice(SALESPEOPLE), day))


def _visit(stage: Stage, day: date, dice: Random) -> None:
    """A salesperson calls on a customer we own, and says when it will buy again."""
    buyer = dice.choice(stage.buyers)
    grade = dice.choice("HAABBC")
    falls = is_downgrade(queries.owned_grade(stage.office, buyer.id, day), grade)
    leads.log_visit(stage.office, VisitInput(buyer.id, dice.choice(SEEN), buyer.firm.owner, dice.choice(stage.salespeople),
                                             day + timedelta(days=dice.randrange(7, 40)), date=day))
    leads.grade_owned(stage.office, OwnedGradeInput(buyer.id, grade, "减栏" if falls else "", day))


def _check_follow_ups(stage: Stage, day: date, dice: Random) -> None:
    """Customer service draws a sample of what was logged and asks about most of it."""
    try:
        number = leads.draw_check(stage.office, DrawInput(day - timedelta(days=7), day, 6)).number
    except RuleViolation:          # nobody was reached in these days
        return
    for line in queries.check_lines(stage.office, number)[:5]:
        luck = dice.random()
        heard = AnswerInput(line.id, reached=False) if luck < 0.15 else AnswerInput(
            line.id, happened=luck < 0.95, correct=luck < 0.85, score=dice.randrange(60, 101))
        leads.answer_check(stage.office, heard)
