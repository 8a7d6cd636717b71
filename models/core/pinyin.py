"""Every way a Chinese name may be typed in Latin letters, so that a clerk finds 单 by shan as well as by dan."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product

MOST_READINGS = 16
LONGEST = 60
"""Bounds: readings kept of one name, and characters read of it; a long company name deviates in few places at once."""

SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "查": "zha", "区": "ou", "解": "xie", "盖": "ge", "朴": "piao", "尹": "yin",
    "翟": "zhai", "覃": "qin", "华": "hua", "任": "ren", "乐": "yue", "缪": "miao", "员": "yun", "秘": "bi", "召": "shao",
    "纪": "ji", "阚": "kan", "燕": "yan", "葛": "ge", "宁": "ning", "贾": "jia", "那": "na", "盛": "sheng", "石": "shi",
    "应": "ying", "占": "zhan", "祭": "zhai", "郗": "chi", "逄": "pang", "乜": "nie", "繁": "po", "宓": "fu", "隗": "wei",
    "重": "chong", "曲": "qu", "柏": "bai", "褚": "chu", "冼": "xian", "谌": "chen", "卜": "bu", "佟": "tong",
}
"""How a character is read when it opens a name, where that differs from running text or is easily mistaken."""

RARELY = {"黑": "he"}
"""Surnames read so, though a name that opens with the character is seldom theirs."""

PAIRS = {
    "尉迟": ("yu", "chi"), "长孙": ("zhang", "sun"), "万俟": ("mo", "qi"), "澹台": ("tan", "tai"),
    "令狐": ("ling", "hu"), "鲜于": ("xian", "yu"), "单于": ("chan", "yu"), "宿迁": ("su", "qian"),
    "单县": ("shan", "xian"), "长葛": ("chang", "ge"), "六安": ("lu", "an"), "亳州": ("bo", "zhou"),
    "东阿": ("dong", "e"), "莘县": ("shen", "xian"), "郓城": ("yun", "cheng"), "浚县": ("xun", "xian"),
    "泌阳": ("bi", "yang"), "渑池": ("mian", "chi"), "黄陂": ("huang", "pi"), "蚌埠": ("beng", "bu"),
    "乐陵": ("lao", "ling"), "解放": ("jie", "fang"), "漯河": ("luo", "he"), "长垣": ("chang", "yuan"),
    "涡阳": ("guo", "yang"), "乐亭": ("lao", "ting"), "洪洞": ("hong", "tong"), "繁峙": ("fan", "shi"),
    "会稽": ("kuai", "ji"), "朝阳": ("chao", "yang"), "乐山": ("le", "shan"), "南乐": ("nan", "le"),
    "筠连": ("jun", "lian"), "泊头": ("bo", "tou"), "太行": ("tai", "hang"), "盖州": ("gai", "zhou"),
    "栎阳": ("yue", "yang"), "尧都": ("yao", "du"), "繁昌": ("fan", "chang"),
}
"""Double surnames and towns whose reading as a whole is known; they come first wherever they stand."""


def load() -> None:
    """Read the tables of sounds, a quarter of a second once, before somebody waits for them."""
    readings("单")


def _each(other: str) -> list[list[str]]:
    return [[sign] for sign in other]


@lru_cache(maxsize=32_768)
def _of_word(word: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character of a word of the dictionary; names are made of few words, so that they are kept."""
    from pypinyin import Style, pinyin  # read only when a name is filed or compared: its tables are large

    return tuple(map(tuple, pinyin([word], style=Style.NORMAL, heteronym=True, errors=_each)))  # type: ignore[arg-type]  # by sign


def _by_place(text: str) -> list[list[str]]:
    """The readings of each character (a plain letter or digit is its own), the likeliest first."""
    from pypinyin.seg.simpleseg import seg

    places = [list(every) for word in seg(text) for every in _of_word(word)]
    for at, sign in enumerate(text):
        pair = PAIRS.get(text[at:at + 2])
        if pair is not None:
            for place, said in zip((at, at + 1), pair, strict=True):
                places[place] = [said, *places[place], *_of_word(text[place])[0]]
        elif at == 0 and sign in SURNAMES:
            places[0].insert(0, SURNAMES[sign])
        elif at == 0 and sign in RARELY:
            places[0].append(RARELY[sign])
    return [list(dict.fromkeys(item.lower() for item in place)) for place in places]


def _combined(places: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Combinations by how far they stray from the likeliest: none, one place, two places, …"""
    first = [place[0] for place in places]
    doubtful = [at for at, place in enumerate(places) if len(place) > 1]
    for strays in range(len(doubtful) + 1):
        for chosen in combinations(doubtful, strays):
            for others in product(*(places[at][1:] for at in chosen)):
                reading = list(first)
                for at, other in zip(chosen, others, strict=True):
                    reading[at] = other
                yield tuple(reading)


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[tuple[str, ...], ...]:
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", text[:LONGEST]) if sign.isalnum())
    return tuple(map(tuple, _by_place(kept))) if kept else ()


def _joined(places: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(reading) for reading in islice(_combined(places), MOST_READINGS)))


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(full pinyins, initials) of a name, the likeliest first: 单田 gives shantian, dantian, … and st, dt, …

    Letters and digits stay as they are, in lower case; everything else is left out. At most MOST_READINGS of each.
    """
    places = _kept(text)
    return (_joined(places), _joined([list(dict.fromkeys(part[0] for part in place)) for place in places])) if places else ((), ())


def turns(text: str) -> tuple[str, ...]:
    """Every other reading of each character between the likeliest ones of its neighbours: 西城银行 also gives chengyinxing.

    A long name has more readings than are kept of it as a whole; these find it by a part that holds one of them.
    """
    places = _kept(text)
    first = [place[0] for place in places]
    return tuple("".join((*first[max(0, at - 1):at], other, *first[at + 1:at + 3]))
                 for at, place in enumerate(places) for other in place[1:])


def pinyin_of(text: str) -> str:
    """The likeliest full pinyin, by which a name is sorted; "" of an empty one."""
    return readings(text)[0][0] if readings(text)[0] else ""


def search_text(*parts: str) -> str:
    """What a name, a phone and a code are found by, as one lower-case text: each as typed, and as read."""
    found: dict[str, None] = {}
    for part in parts:
        typed = part.strip().lower()
        if typed:
            found.update(dict.fromkeys((typed, *(item for group in readings(part.strip()) for item in group))))
    return " ".join(found)


def alike(one: str, other: str) -> bool:
    """Whether two names may be read the same, so that 李小红 and 李晓虹 are noticed as one."""
    return bool(set(readings(one)[0]) & set(readings(other)[0]))
