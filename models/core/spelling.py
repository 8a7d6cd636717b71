"""Take apart what a person types when Hanzi, syllables, initials and digits stand in one word: 郑州fy, zhengzhoufy, fy3856."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

SYLLABLES = frozenset("""
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang
chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de
dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo fou fu ga gai
gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan
huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua
kuai kuan kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv
lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao
nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian
qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se
sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun
suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian
xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze
zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu
zuan zui zun zuo
""".split())
LONGEST_SYLLABLE = 6
BEGINNINGS = frozenset(syllable[:length] for syllable in SYLLABLES for length in range(1, len(syllable)))
"""What a syllable may begin with: all that is typed of the last one."""
INITIALS = frozenset(syllable[0] for syllable in SYLLABLES) | {"zh", "ch", "sh"}
MOST_TRIED, MOST_WAYS = 64, 4
MOST_LETTERS = 60
"""A longer word is no name in pinyin."""
_PIECE = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]+")


def pieces(word: str) -> list[str]:
    """A folded word cut where Hanzi, letters and digits meet: 郑州fy gives 郑州 and fy."""
    return _PIECE.findall(word)


@lru_cache(maxsize=256)
def units(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read Latin letters as syllables with initials between them, the fewest parts first; at most MOST_WAYS.

    zhengzhoufy gives (zheng, zhou, f, y). Letters alone and one syllable alone are left out: they are found as they stand.
    """
    if word in SYLLABLES or len(word) > MOST_LETTERS:
        return ()
    found: dict[str, tuple[str, ...]] = {}
    ways = [way for _tried, way in zip(range(MOST_TRIED), _ways(word, _ends(word)), strict=False)]
    fewest = min(map(len, ways), default=0)
    for way in sorted(ways, key=len):
        if 1 < len(way) <= fewest + 1 and any(len(unit) > 1 for unit in way):
            found.setdefault("".join(unit[0] for unit in way), way)
    return tuple(found.values())[:MOST_WAYS]


def _is_unit(word: str, at: int, end: int) -> bool:
    unit = word[at:end]
    return unit in SYLLABLES or unit in INITIALS or (end == len(word) and unit in BEGINNINGS)


def _ends(word: str) -> frozenset[int]:
    """The places from which the rest of the word can be read; without them a long senseless word would be tried for ever."""
    places = {len(word)}
    for at in range(len(word) - 1, -1, -1):
        if any(end in places and _is_unit(word, at, end) for end in range(at + 1, min(at + LONGEST_SYLLABLE, len(word)) + 1)):
            places.add(at)
    return frozenset(places)


def _ways(word: str, ends: frozenset[int], at: int = 0) -> Iterator[tuple[str, ...]]:
    if at == len(word):
        yield ()
    for end in range(min(at + LONGEST_SYLLABLE, len(word)), at, -1):
        if end in ends and _is_unit(word, at, end):
            for following in _ways(word, ends, end):
                yield (word[at:end], *following)
