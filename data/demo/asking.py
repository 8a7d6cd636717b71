"""Who writes to the sample office on the web, where it offers its goods, what it says, and what its manager wants done."""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.stage import MANAGER, Stage
from models.core.listing import Filter, keys_of
from models.leads import commands as leads
from models.leads import queries
from models.leads.inputs import ChannelInput, InquiryInput, RefreshInput, TalkingPointInput
from models.leads.listing import HOT_CUSTOMERS
from models.people import commands as people

CHANNELS = (("慧聪网", "hc360.com"), ("中国制造网", "made-in-china.com"), ("抖音企业号", ""))
POINTS = (
    ("开场", "您好，我是××饲料的，上次您问的育肥料我帮您查了库存和到货时间。", ""),
    ("嫌贵时", "不比每袋价，比料肉比：算一头猪多长的肉、少吃的料，再报到场价。", "A"),
    ("催单", "这批料周五前有货，您定下来我先给您留着。", "H"),
    ("没接通", "一两次打不通不放弃：换个时段再打，发条短信说明来意。", "N"),
)
ASKED = ("育肥猪料 10 吨到周口多少钱", "有没有教槽料，能不能先发两袋试试", "鸡料什么价，能送货吗", "想做你们的经销商，怎么加盟", "预混料比例怎么配")
ANSWERED = ("已电话报价，约好周末看样", "发了价格表和检测报告", "说明满 5 吨送到场", "转给业务员上门")
TOLD = ("三天内上门一趟，带检测报告", "价格可以让到出厂价加运费，先把第一单做下来", "先别催，等他出栏")


def ask_around(stage: Stage, day: date, place: int, *, last: bool) -> None:
    """A day on the web: channels refreshed, inquiries that come and are answered, all but those of the last day. Dice of its own."""
    dice = Random(day.toordinal() * 7)
    if place == 0:
        for name, address in CHANNELS:
            leads.file_channel(stage.office, ChannelInput(name, address))
        for title, text, grade in POINTS:
            leads.keep_point(stage.office, None, TalkingPointInput(title, text, grade))
    for row in () if last else queries.channels(stage.office):
        if dice.random() < 0.8:
            leads.refresh_channel(stage.office, RefreshInput(row.id, dice.randrange(1, 12), dice.choice(("换了主图", "更新报价", "")), day))
    _answer(stage, dice)
    rows = queries.channels(stage.office)
    for _each in range(dice.randrange(0, 3) + last):
        who, phone = f"{dice.choice('王李张刘陈')}先生", f"139{dice.randrange(10 ** 8):08}"
        leads.take_inquiry(stage.office, InquiryInput(dice.choice(ASKED), who, phone, dice.choice(rows).id))
        stage.watch.tick()
        if not last and dice.random() < 0.6:
            _answer(stage, dice)
    if place % 4 == 2:
        _instruct(stage, dice)


def _answer(stage: Stage, dice: Random) -> None:
    """Everybody who waits hears something."""
    for waiting in queries.unanswered(stage.office)[0]:
        leads.answer_inquiry(stage.office, waiting.id, dice.choice(ANSWERED))


def _instruct(stage: Stage, dice: Random) -> None:
    """The manager says what to do with one of the hot leads."""
    hot = keys_of(HOT_CUSTOMERS, Filter(as_of=stage.office.clock.today()))
    if hot:
        clerk = stage.office.actor
        people.sign_in(stage.office, MANAGER)
        leads.instruct(stage.office, dice.choice(list(hot)), dice.choice(TOLD))
        stage.office.actor = clerk
