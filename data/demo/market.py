"""What the sample office keeps beside its leads: who came, what is planned, owned customers graded and visited, the market, checks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from data.demo.following import RIVALS
from data.demo.stage import SALESPEOPLE, Stage
from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of
from models.customers import commands as customers
from models.customers.inputs import NoteInput
from models.days.queries import next_work_day
from models.leads import commands as leads
from models.leads import queries
from models.leads.inputs import (AnswerInput, DrawInput, MarketInput, OwnedGradeInput, PlanVisitInput, StopInput, TargetInput, VisitInput,
                                 VisitorsInput)
from models.leads.listing import VISIT_PLANS
from models.leads.rules import is_downgrade

HEARD = ("{product} 降价 {cut} 元一袋，送到场", "{product} 搞活动，十送一", "{product} 断货，客户在找替代", "新招了一名业务员跑 {region}", "{region} 有经销商转做他家料")
SEEN = ("看了库存，还够半个月", "料线换过，采食正常，下月加量", "反映涨价，要求给老客户价", "存栏减了三成，先少订", "帮着看了猪群，约好下批订货时间")
PURPOSES = ("看存栏和库存", "送样品", "催下批订单", "回访料效", "谈新价", "收货款")
WORKERS = ("", "老孙（饲养员）", "小马（场长）", "刘会计")
WANTED = ("问 {product} 有没有小包装", "{product} 下月要加到 {tonnes} 吨", "要 {product} 送货到场的价格", "想试 {product}，先要 {tonnes} 吨")
MISSED = 0.2
"""Of the planned visits."""
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
        _note_demand(stage, day, Random(-day.toordinal()))
    _visit(stage, day, dice)
    _plan_visits(stage, next_work_day(stage.office, day, 1), dice)
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


def _plan_visits(stage: Stage, day: date, dice: Random) -> None:
    """One salesperson's way of the next work day: two customers, and a lead he follows."""
    office, person = stage.office, dice.choice(stage.salespeople)
    leads_of_his = [each for each in queries.followed_by(office, person) if (row := queries.lead(office, each)) and row.state == "open"]
    stops = [StopInput(None, buyer.id, dice.choice(PURPOSES)) for buyer in dice.sample(stage.buyers, 2)]
    stops += [StopInput(dice.choice(leads_of_his), purpose=dice.choice(PURPOSES))] if leads_of_his else []
    leads.plan_visits(office, PlanVisitInput(day, tuple(stops), person))


def _visit(stage: Stage, day: date, dice: Random) -> None:
    """The day's way is gone, most of it; whoever is owned says when it will buy again."""
    ask = Filter(start=day, end=day, state="planned")
    for plan_id in keys_of(VISIT_PLANS, ask):
        plan = queries.planned_visit(stage.office, plan_id)
        lead = queries.lead(stage.office, plan.lead_id) if plan is not None and plan.lead_id else None
        if plan is None or dice.random() < MISSED or (lead is not None and lead.state != "open"):     # won or given up since
            continue
        owner = {buyer.id: buyer.firm.owner for buyer in stage.buyers}.get(plan.customer_id or 0, "")
        leads.log_visit(stage.office, VisitInput(
            text=dice.choice(SEEN), plan_id=plan_id, date=day, next_date=day + timedelta(days=dice.randrange(7, 40)), decides=owner,
            uses=dice.choice(WORKERS), owned=dice.choice(("", f"{dice.choice(RIVALS)} 教槽料")), cost=Decimal(dice.randrange(20, 180))))
        if plan.customer_id is not None:
            grade = dice.choice("HAABBC")
            falls = is_downgrade(queries.owned_grade(stage.office, plan.customer_id, day), grade)
            leads.grade_owned(stage.office, OwnedGradeInput(plan.customer_id, grade, "减栏" if falls else "", day))


def _note_demand(stage: Stage, day: date, dice: Random) -> None:
    """A customer we own asks for something."""
    product = dice.choice(tuple(stage.articles.values())).name
    words = dice.choice(WANTED).format(product=product, tonnes=dice.randrange(2, 12))
    customers.add_note(stage.office, NoteInput(dice.choice(stage.buyers).id, "demand", words, day, product))


def _check_follow_ups(stage: Stage, day: date, dice: Random) -> None:
    """Customer service draws a sample of what was logged and asks about most of it."""
    try:
        number = leads.draw_check(stage.office, DrawInput(day - timedelta(days=7), day, 6)).number
    except RuleViolation:          # nobody was reached in these days
        return
    for line in queries.check_lines(stage.office, number)[:5]:
        luck = dice.random()
        heard = AnswerInput(line.id, reached=False) if luck < 0.15 else AnswerInput(
            line.id, happened=luck < 0.95, correct=luck < 0.85, polite=dice.random() < 0.9, kept=dice.random() < 0.8)
        leads.answer_check(stage.office, heard)
