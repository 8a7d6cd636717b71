"""Leads of the sample: found at fairs, on visits and on the phone; followed, won, lost and forgotten."""

from __future__ import annotations

from datetime import date, timedelta

from data.demo.names import firm
from data.demo.stage import Stage
from models.core.listing import Filter, first_keys
from models.leads import commands as leads
from models.leads import queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput
from models.leads.listing import DUE_LEADS, LEADS
from models.leads.rules import is_downgrade

SOURCES = ("phone", "walk in", "visit", "visit", "referral", "referral", "platform", "fair", "directory")
NEEDS = ("存栏 300 头育肥，想换料", "蛋鸡 8000 只，产蛋率上不去，问高峰料", "新建猪场，下月进苗，要教槽料、保育料", "想做区域代理，问政策和返点",
         "肉鸭 5000 只，问料价和账期", "问氟苯尼考和多维的批发价", "水产塘 40 亩，问膨化料", "母猪 60 头，问哺乳料能不能送货", "现在用别家的料，价格比我们低 3 块")
SAID = {
    "O": ("已交定金，约好后天提货", "首单 5 吨已订，等车"), "H": ("价格谈好了，这两天定量", "周末来拉，先要 2 吨试用", "要求送货到场，正在排车"),
    "A": ("看了样品，反映不错，月底前定", "在比两家价格，让再等几天", "约了业务员下周上门"), "B": ("这批料还能吃二十天，月底再联系", "等行情，先不换料"),
    "C": ("空栏，过了年再进苗", "刚跟别家签了一季的货"), "N": ("初次联系，先发了价格表", "简单介绍了产品，约时间再谈"),
}
UNREACHED = ("", "电话无人接听", "关机", "正在通话中")
RISEN = {"N": "BCA", "C": "B", "B": "A", "A": "H", "H": "O", "O": "O"}
RIVALS = ("禾康饲料", "东牧集团", "鲁豫联牧")
REASONS = ("猪价下跌，暂不补栏", "资金紧张", "还在用上批料")
FORGOTTEN = 5
WAYS = ("phone", "phone", "phone", "message", "visit", "online", "invited")


def found_leads(stage: Stage, count: int, day: date) -> None:
    """Those in the old book, with what was said to them since."""
    for _each in range(count):
        filed = day - timedelta(days=stage.dice.randrange(3, 50))
        lead = file_one(stage, filed, stage.dice.choice("NCBBAAH"))
        said = filed
        while said < day - timedelta(days=6) and stage.dice.random() < 0.75:
            said += timedelta(days=stage.dice.randrange(2, 12))
            if said < day:
                talk(stage, lead, said)


def file_one(stage: Stage, day: date, grade: str = "N") -> int:
    """One more who may buy."""
    dice, who = stage.dice, firm(stage.dice, stage.taken)
    windows = {"O": 3, "H": 6, "A": 14, "B": 28, "C": 80}
    return leads.file_lead(stage.office, LeadInput(
        who.name, who.phone, who.owner, dice.choice(SOURCES), dice.choice(NEEDS), dice.choice(tuple(stage.articles.values())).name, grade,
        dice.choice(stage.salespeople), expected=day + timedelta(days=windows[grade]) if grade in windows else None, address=who.address,
        territory=who.place.city, tax_number=who.tax_number, date=day)).id


def talk(stage: Stage, lead_id: int, day: date) -> None:
    """One contact: two in ten reach nobody, three in ten warm the lead, one cools it."""
    dice, lead = stage.dice, queries.lead(stage.office, lead_id)
    if lead is None or lead.state not in ("open", "out of control"):
        return
    luck = dice.random()
    if luck < 0.2:
        leads.follow_up(stage.office, ContactInput(lead_id, dice.choice(UNREACHED), "phone", False, date=day))
        return
    grade = dice.choice(RISEN[lead.grade]) if luck < 0.5 else dice.choice("BC") if luck > 0.92 else lead.grade
    why = dice.choice(REASONS) if is_downgrade(lead.grade, grade) else ""
    instruction = dice.choice(("可以给老客户价", "带样品上门一次")) if grade == "H" and dice.random() < 0.3 else ""
    leads.follow_up(stage.office, ContactInput(lead_id, dice.choice(SAID[grade]), dice.choice(WAYS), True, grade, reason=why,
                                               instruction=instruction, date=day))


def follow_due(stage: Stage, day: date) -> None:
    """One of those who are due; every so many-th is forgotten, as happens."""
    due = [key for key in first_keys(DUE_LEADS, Filter(as_of=day), 30) if key % FORGOTTEN]
    if due:
        talk(stage, stage.dice.choice(due), day)


def end_one(stage: Stage, day: date) -> None:
    """An ordered lead is won, as a new customer or as one we had all along; else one that hesitates is given up, or put aside."""
    ordered, cold = _oldest(day, "O"), _oldest(day, stage.dice.choice("BC"))
    if ordered % 2:
        leads.join_customer(stage.office, ordered, stage.buyers[ordered % len(stage.buyers)].id)
    elif ordered:
        leads.convert(stage.office, ordered, queries.customer_of(stage.office, ordered))
    elif cold and cold % 3:
        leads.ask_loss(stage.office, LossInput(cold, "true", "rival", "对方送料上门，账期一个月", stage.dice.choice(RIVALS),
                                               second_visit=day + timedelta(days=60), date=day))
        stage.watch.tick()
        stage.granted(lambda: leads.confirm_loss(stage.office, cold))
    elif cold:
        leads.freeze(stage.office, FreezeInput(cold, "空栏，等进苗", day + timedelta(days=45)))


def _oldest(day: date, grade: str) -> int:
    """The lead of a grade that was filed first and is being followed, 0 for none."""
    found = first_keys(LEADS, Filter(as_of=day, state="open", facets=(("grade", grade),), sort="number"), 1)
    return int(found[0]) if found else 0
