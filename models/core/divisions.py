"""Where an address lies: province, city and county of China's divisions, read from the words, without a map (duty 21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from models.core.text import RESOURCES, halfwidth

SOURCE = RESOURCES / "places" / "divisions.txt"
"""A line for each city: province, city ("-" where counties stand under the province), counties. From china-division 2.7."""
_PEOPLES = ("土家|苗|侗|布依|仡佬|藏|羌|彝|白|傣|景颇|傈僳|哈尼|壮|回|蒙古|哈萨克|柯尔克孜|朝鲜|满|瑶|畲|黎|水|拉祜|佤|纳西|普米|怒|独龙|布朗|"
            "土|撒拉|东乡|保安|裕固|塔吉克|锡伯|达斡尔|鄂伦春|鄂温克|仫佬|毛南|各|维吾尔")
_SELF_RULED = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)*自治[区州县旗]$")
_TAIL = re.compile(r"(?:特别行政区|省|市|地区|盟|林区|矿区|新区|县|区|旗)$")
_LEAD = re.compile(r"^(?:中国|中华人民共和国)")
_GAPS = re.compile(r"[\s,，、·/-]+")


class Place(NamedTuple):
    """A place by its full names; "" where it is not known so closely, or where no city stands between."""

    province: str
    city: str = ""
    county: str = ""

    def holds(self, other: Place) -> bool:
        """Whether the other place is this one or lies in it."""
        return self.province == other.province and (not self.city or self.city == other.city) and (
            not self.county or self.county == other.county)

    def say(self) -> str:
        """The city as people call it, 南阳; 北京 for all of Beijing; without a city the county, else the province."""
        whole = self.province.endswith("市")
        return short(self.city or (self.province if whole else self.county) or self.province)


def short(name: str) -> str:
    """A division without its kind: 周口市 is 周口, 恩施土家族苗族自治州 is 恩施; what would be one character keeps it: 蓟县."""
    ruled = _SELF_RULED.match(name)
    bare = ruled[1] if ruled else _TAIL.sub("", name)
    return bare if len(bare) > 1 else name


@cache
def _tree() -> dict[str, dict[str, tuple[str, ...]]]:
    """Province → city ("" for none) → counties; read when first asked for."""
    tree: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        province, city, *counties = line.split(" ")
        known = tree.setdefault(province, {})
        known[city.strip("-")] = (*known.get(city.strip("-"), ()), *counties)
    return tree


@cache
def _named() -> dict[str, tuple[Place, ...]]:
    """Every name, full and short, with the places that bear it."""
    found: dict[str, list[Place]] = {}
    for province, cities in _tree().items():
        places = [Place(province), *(Place(province, city) for city in cities if city),
                  *(Place(province, city, county) for city, counties in cities.items() for county in counties)]
        for place in places:
            name = place.county or place.city or place.province
            for each in {name, short(name), short(name) + name[-1]}:
                found.setdefault(each, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


_LONGEST = 15
_STREETS = tuple("路街道巷村镇乡里弄桥")
"""和平路 is a street, not a road in 和平区: a short name before one of these names no division."""


@lru_cache(maxsize=4096)
def readings(text: str) -> frozenset[Place]:
    """The places that the beginning of an address may mean, as closely as it says; none for words that name no division.

    鼓楼区 alone is a county of several cities: all of them are given. What explains most of the words is meant.
    """
    words = _LEAD.sub("", _GAPS.sub("", halfwidth(text)))
    found = list(_read(words, None))
    most = max((read for read, _place in found), default=0)
    return frozenset(place for read, place in found if read == most)


def is_place(text: str) -> bool:
    """Whether the words name a division and nothing else: 河南周口 does, 周口牧原 does not."""
    words = _LEAD.sub("", _GAPS.sub("", halfwidth(text)))
    return any(read == len(words) for read, _place in _read(words, None))


def _read(words: str, within: Place | None) -> Iterator[tuple[int, Place]]:
    """What the words begin with inside a place, then what follows inside that, with how many signs were read; longest names first."""
    for size in range(min(len(words), _LONGEST), 1, -1):
        name, street = words[:size], words[size:size + 1] in _STREETS
        named = [place for place in _named().get(name, ()) if not (street and short(name) == name)
                 and (within is None or (place != within and within.holds(place)))]
        for place in named:
            deeper = list(_read(words[size:], place))
            yield from [(size + read, inner) for read, inner in deeper] or [(size, place)]
        if named:
            return


def lies_in(home: str, place: str, own: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a place or an address is part of a territory: by its words, by China's divisions, or by the office's own territories.

    own: the office's territories by name, with the places that make them. Words that name no division are compared as they are.
    """
    if place.startswith(home):
        return True
    if home in own:
        return any(lies_in(part, place, {}) for part in own[home])
    there = readings(place)
    return bool(there) and any(wide.holds(near) for wide in readings(home) for near in there)


def territory_of(address: str, home: str, own: Mapping[str, tuple[str, ...]]) -> str:
    """The territory that an address lies in: home where it does, else one of the office's own, else its city; "" where it says nothing.

    河南 alone is the province, not the county of that name.
    """
    there = readings(address)
    if not there:
        return ""
    if home and lies_in(home, address, own):
        return home
    mine = next((name for name in own if lies_in(name, address, own)), "")
    widest = min(sum(map(bool, place)) for place in there)
    names = {place.say() for place in there if sum(map(bool, place)) == widest}
    return mine or (names.pop() if len(names) == 1 else "")
