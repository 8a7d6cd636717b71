"""What one word of a pasted line reads like: a company, a person, a wish, a place; pure guesses that a label overrules (duty 5)."""

from __future__ import annotations

import re
from enum import Enum

from models.core.divisions import is_place, readings


class Like(Enum):
    """What a word reads like; a name is looked for in this order."""

    COMPANY = 0
    PLAIN = 1
    PERSON = 2
    TITLED = 3
    PLACE = 4
    WISH = 5
    GREETING = 6


SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费岑薛雷贺倪汤滕殷"
    "罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄贝臧戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞"
    "万柯管卢莫房解应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳焦牧山谷车侯宓蓬全班仰仲宁仇栾甘厉武符刘景詹束龙叶司黎乔翟谭劳申"
    "冉桑桂牛尚农温庄晏柴阎慕连习艾容向古易廖耿匡文寇广欧师巩聂晁曾沙游关查红游竺权盖桓公牟代闫肖付覃辛岳米缪明佟区仝丛訾揭逄")
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "端木", "东方", "夏侯", "澹台")
_NOBODY = frozenset(("马上", "何时", "常年", "成本", "包装", "包邮", "包送", "安排", "高价", "方便", "谢谢", "周末", "平时", "许多", "应该", "单价",
                     "全价", "全年", "明天", "明年", "白天", "向来", "连续", "容易", "路过", "车间", "车辆", "管理", "关注", "封闭", "应急", "代理",
                     "代购", "代销", "加急", "广告", "公里", "公斤", "农户", "农民", "温和", "周边", "周围", "左右", "尚未", "全部", "石粉", "高产"))
_TITLED = re.compile(r"\S{1,4}(总|经理|场长|厂长|站长|店长|社长|老板|老板娘|师傅|主任|先生|女士|小姐|大姐|大哥|姐|哥|工|会计|老师)")
_GREETING = re.compile(r"(你|您|大家|老板|经理)好.{0,2}|hi|hello|hey|在吗|在么|打扰了?|谢谢.{0,2}|麻烦.{0,3}|请问.{0,2}", re.IGNORECASE)
_SELF = re.compile(r"^(?:我(?:是|叫|姓|们是)|这里是|这边是|本人|i am |i'm )", re.IGNORECASE)
_UNIT = r"(?:万|千|百)?(?:吨|公?斤|千克|kg|袋|包|头|只|羽|箱|件|亩|元|块|车|[tT](?![a-zA-Z]))"
_WISH = re.compile(
    r"^(?:不?要|急?需|想|打算|准备|考虑|求|采购|购|买(?!买)|订|定购|咨询|询|问|了解|打听|有意|意向|每[月天年周次头只]|月用|年用|用量|目前|现在|现用|搞|做|养了|养的|存栏|"
    r"来过|来看|看货|看样|希望(?:能|买|要|订|长期)|加盟|代理|[今明后][天日早晚]|[下本这](?:周|月|个?星期)|过[两几]天|月[初底])"
    r"|回电|回话|再联系|再打|看到的$|介绍的$"
    r"|咨询|询价|求购|采购[^部站中]|报价|价格|多少钱|想要|需要|急需|存栏"
    r"|[\d一二两三四五六七八九十百千万半]+(?:\.\d+)?" + _UNIT +
    r"|.料$|豆粕|玉米|鱼粉|麸皮|预混|浓缩|添加剂|黄豆|[猪鸡鸭鹅牛羊鱼虾兔鸽]饲料|疫苗$|兽药$"
    r"|^(?:needs?|wants?|buys?|buying|looking|orders?|asks?|requires?|interested)$", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?:公司|集团|厂|(?<!市)(?<!现)场|合作社|商社|旅社|店|商行|粮行|服务站|兽医站|站|中心|超市|[营市发]部|门市|养殖户|饲料|农业|农牧|牧业|养殖|商贸|贸易|实业|"
    r"科技|粮油|生物|畜禽|家庭农场|基地|co|ltd|inc|llc|company|farms?)\.?$", re.IGNORECASE)
_SIGN = re.compile(r"[\d.+-]+|[a-z]{1,3}|微信.*|(?:同|加)微信?")
"""What nobody is called: bare digits, the letters of an account."""
_STREET = re.compile(r"[路街道巷村镇乡号楼室组队屯庄寨]$|\d+号")


def like(word: str) -> Like:
    """What a word reads like."""
    if _GREETING.fullmatch(word):
        return Like.GREETING
    if _SIGN.fullmatch(word):
        return Like.WISH
    if _is_person(word) and not _WISH.search(word):
        return Like.PERSON
    if re.search(r"(?:公司|集团|合作社|经营部|养殖场|服务站)$", word) and not re.match(r"[不急]?[要需求]|想", word):
        return Like.COMPANY
    if _placed_firm(word):
        return Like.COMPANY
    if _WISH.search(word):
        return Like.WISH
    if len(word) > 2 and _COMPANY.search(word):
        return Like.COMPANY
    if is_place(word) or (_STREET.search(word) and readings(word)):
        return Like.PLACE
    return Like.TITLED if _TITLED.fullmatch(word) else Like.PLAIN


def _placed_firm(word: str) -> bool:
    """A trade behind a name of its own that begins with a place: 郑州富民饲料 is no wish for feed."""
    cut = next((size for size in range(min(len(word) - 4, 9), 1, -1) if is_place(word[:size])), 0)
    return bool(cut) and bool(re.fullmatch(r"[\u3400-\u9fff]{2,6}(?:饲料|农牧|牧业|养殖|兽药|粮油|生物|畜牧|畜禽)", word[cut:]))


def introduced(word: str) -> str:
    """A word without the "I am …" before it."""
    return _SELF.sub("", word) or word


def is_latin(word: str) -> bool:
    """A word in Latin letters, of which several make one name."""
    return bool(re.match(r"[A-Za-z][\w.&'-]*$", word)) and word.isascii()


def _is_person(word: str) -> bool:
    if word in _NOBODY or not re.fullmatch(r"[\u3400-\u9fff]{2,4}", word) or _TITLED.fullmatch(word):
        return False
    if word.startswith(_DOUBLE):
        return len(word) > 2
    return len(word) < 4 and word[0] in SURNAMES and not (is_place(word) or _COMPANY.search(word[1:]))
