"""Invented people, farms, shops and places of four provinces; whoever is called so in life is not meant."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SURNAMES = ("王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
            "卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔单仇查"
            "区解盖朴翟")
GIVEN = ("伟", "芳", "敏", "静", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "刚", "桂英", "建国", "建华", "志强",
         "海燕", "春梅", "玉兰", "国庆", "红霞", "新民", "文斌", "俊杰", "晓东", "丽娜", "永胜", "长青", "保田", "兴旺", "金锁", "喜来", "铁柱", "秋生")
RARE = ("堃", "喆", "㛃", "䶮", "彧", "犇", "翀", "玥", "甯")
"""Given names of characters that old machines and fonts lose; one person in fifteen has one."""


@dataclass(frozen=True)
class Place:
    """A county with its territory (the city it is sold under), area code and the letter plates begin with."""

    province: str
    city: str
    county: str
    code: str
    plate: str
    district: str


PLACES = (
    Place("河南省", "周口", "西华县", "0394", "豫P", "411622"), Place("河南省", "周口", "商水县", "0394", "豫P", "411623"),
    Place("河南省", "周口", "扶沟县", "0394", "豫P", "411621"), Place("河南省", "周口", "鹿邑县", "0394", "豫P", "411628"),
    Place("河南省", "驻马店", "上蔡县", "0396", "豫Q", "411722"), Place("河南省", "驻马店", "泌阳县", "0396", "豫Q", "411726"),
    Place("河南省", "许昌", "长葛市", "0374", "豫K", "411082"), Place("河南省", "商丘", "柘城县", "0370", "豫N", "411424"),
    Place("山东省", "菏泽", "单县", "0530", "鲁R", "371722"), Place("山东省", "菏泽", "郓城县", "0530", "鲁R", "371725"),
    Place("山东省", "聊城", "莘县", "0635", "鲁P", "371522"), Place("山东省", "济宁", "梁山县", "0537", "鲁H", "370832"),
    Place("安徽省", "阜阳", "太和县", "0558", "皖K", "341222"), Place("安徽省", "亳州", "涡阳县", "0558", "皖S", "341621"),
    Place("安徽省", "宿州", "灵璧县", "0557", "皖L", "341323"), Place("湖北省", "襄阳", "枣阳市", "0710", "鄂F", "420683"),
    Place("湖北省", "随州", "广水市", "0722", "鄂S", "421381"),
)
TOWNS = ("城关镇", "红花镇", "西夏亭镇", "逍遥镇", "张庄乡", "王集镇", "大李庄乡", "东风镇", "李寨镇", "柳河镇", "高店乡", "清河驿镇", "双庙乡", "黄桥乡")
STREETS = ("建设路", "人民路", "工业大道", "文昌路", "育才街", "迎宾大道", "中州路", "解放路", "兴农路", "站前街")
WORDS = ("丰源", "牧鑫", "金穗", "鼎牧", "旺农", "瑞丰", "康牧", "绿野", "盛和", "汇农", "宏牧", "恒旺", "富民", "众牧", "田园牧歌", "禾润", "益农",
         "百兴", "惠牧", "腾达", "顺发", "德牧", "华牧", "鑫犇")
KINDS = (
    ("饲料经营部", "feed dealer", 5), ("饲料有限公司", "feed dealer", 2), ("农牧有限公司", "feed dealer", 2), ("养殖场", "farm", 4),
    ("养殖专业合作社", "farm", 3), ("家庭农场", "farm", 2), ("兽药店", "drug shop", 2), ("动保服务站", "drug shop", 1), ("种猪场", "farm", 1),
    ("蛋鸡养殖场", "farm", 2),
)
SEGMENTS = {"feed dealer": "饲料经销商", "farm": "养殖户", "drug shop": "兽药店"}
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def person(dice: Random) -> str:
    """A name, now and then with a rare character."""
    if dice.random() < 1 / 15:
        return dice.choice(SURNAMES) + dice.choice(("", "文", "子", "明")) + dice.choice(RARE)
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def mobile(dice: Random) -> str:
    """A mobile number."""
    return f"{dice.choice(('13800', '15000', '18600', '17700'))}{dice.randrange(10**6):06d}"


def plate(dice: Random, place: Place) -> str:
    """A lorry's number plate."""
    return f"{place.plate}·{dice.choice('ABCDEFGH')}{dice.randrange(10**4):04d}"


def address(dice: Random, place: Place) -> str:
    """A street in the county town, or a village."""
    if dice.random() < 0.5:
        return f"{place.province}{place.city}市{place.county}{dice.choice(STREETS)}{dice.randrange(1, 300)}号"
    return f"{place.province}{place.city}市{place.county}{dice.choice(TOWNS)}{dice.choice(SURNAMES)}{dice.choice(('庄', '楼', '寨', '集'))}村"


def tax_number(dice: Random, place: Place, kind: str) -> str:
    """A unified social credit code whose check sign fits (GB 32100-2015). kind: 1 for a company, 2 for a household."""
    body = f"9{kind}{place.district}MA" + "".join(dice.choice(_USCC) for _sign in range(7))
    rest = (31 - sum(_USCC.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True)) % 31) % 31
    return body + _USCC[rest]


@dataclass(frozen=True)
class Firm:
    """Somebody who buys feed. kind: feed dealer, farm or drug shop."""

    name: str
    kind: str
    place: Place
    owner: str
    phone: str
    address: str
    tax_number: str
    plate: str


def firm(dice: Random, taken: set[str]) -> Firm:
    """One more firm, its name not yet taken."""
    place = dice.choice(PLACES)
    while True:
        owner = person(dice)
        ending, kind, _weight = dice.choices(KINDS, [weight for _e, _k, weight in KINDS])[0]
        first = owner if kind == "farm" and dice.random() < 0.5 else dice.choice(WORDS)
        name = (place.county if len(place.county) == 2 else place.county[:-1]) + first + ending
        if name not in taken:
            break
    taken.add(name)
    company = ending.endswith("公司")
    number = tax_number(dice, place, "1" if company else "2") if company or dice.random() < 0.3 else ""
    return Firm(name, kind, place, owner, mobile(dice), address(dice, place), number, plate(dice, place))
