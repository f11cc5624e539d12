"""Wrong sentences made from right ones by a single change, to measure whether a verifier notices.

Used with right answers at hand: the verifier must refuse every `mutants` and accept every `harmless` variant.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

PLACES = Path(__file__).resolve().parents[1] / "knowledge" / "places.yaml"


class Kind(StrEnum):
    """What was changed; the last three change nothing that is meant."""

    FIGURE = "figure"
    UNIT = "unit"
    LIMIT = "limit"
    DATE = "date"
    PLACE = "place"
    NEGATION = "negation"
    WHITE_SPACE = "white_space"
    FULL_WIDTH = "full_width"
    NUMERALS = "numerals"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed sentence."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    wording: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.wording + text[self.end :]


_Finder = Callable[[str, random.Random], Iterator[_Edit]]

_DIGIT = "一二三四五六七八九"
_NUMERAL = f"[{_DIGIT}两十百千万亿]"
_COUNTED = "大|项|个|家|件|场|条|类|种|区|极|名|届|次|倍|成|人|户|亩|元|季度|周年"
# A marker [1] and the number of a list item are the answer's own; no claim is changed by changing them.
_OWN = re.compile(r"\[\d+\]|(?m:^\s*(?:\d+[.、](?!\d)|[（(]\d+[）)]))")
_ARABIC = re.compile(r"(?<![\w.\-/])\d+(?:\.\d+)?|(?<=[\u4e00-\u9fff])\d+(?:\.\d+)?")
_DATE = re.compile(
    r"(?P<year>(?<!\d)\d{4})(?P<y>\s*年\s*)(?:(?P<month>\d{1,2})(?P<m>\s*月\s*份?)(?:(?P<day>\d{1,2})\s*日)?)?"
    r"|(?<!\d)(?P<month2>\d{1,2})(?P<m2>\s*月\s*份?)(?:(?P<day2>\d{1,2})\s*日)?"
    r"|(?<!\d)(?P<day3>\d{1,2})\s*日(?!元)"
)
_CHINESE = re.compile(
    rf"(?<=第)[{_DIGIT}十]{{1,3}}|{_NUMERAL}{{2,}}(?=\s*[多余]?(?:{_COUNTED}))|[二三四五六七八九十](?={_COUNTED})"
)
# Only what counts something can be written either way; the 1310 of a slogan cannot.
_COUNT = re.compile(
    rf"\s*(?<![\d.])(?P<number>[1-9]\d{{0,3}})(?:\s*(?P<percent>[%％])|\s*(?=[万亿]|[多余]?(?:{_COUNTED})))"
)
_UNIT = re.compile(
    rf"(?:\d|{_NUMERAL}(?!{_NUMERAL}))\s*[多余]?(?P<unit>万亿元|亿元|万元|元|亿|万|%|％|个月|天|亩)"
    r"|\d\s*[多余]?(?P<noun>家|件|场|项|名|人|户)"
)
_OTHER_UNIT = {
    "万亿元": ("亿元", "万元"),
    "亿元": ("万元", "元"),
    "万元": ("亿元", "元"),
    "元": ("万元", "亿元"),
    "亿": ("万",),
    "万": ("亿",),
    "%": ("‰", "个百分点"),
    "％": ("‰", "个百分点"),
    "个月": ("年", "天"),
    "天": ("个月", "年"),
    "亩": ("平方米", "公顷"),
}
_OPPOSITE = (
    ("不超过", "不低于"), ("不高于", "不低于"), ("不多于", "不少于"), ("不大于", "不小于"), ("超过", "不足"),
    ("高于", "低于"), ("大于", "小于"), ("最高", "最低"), ("最多", "最少"), ("至多", "至少"),
    ("以上", "以下"), ("以内", "以上"),
)  # fmt: skip
_LIMIT_BEFORE = re.compile(
    r"(?P<limit>不超过|不低于|不高于|不多于|不少于|不大于|不小于|超过|不足|(?<!不)高于|(?<!不)低于|(?<!不)大于|(?<!不)小于"
    r"|最高|最低|最多|最少|至多|至少|(?<!不)超(?![额级]))[^，。；、]{0,4}?\s*[\d一二三四五六七八九十百]"
)
_LIMIT_AFTER = re.compile(rf"(?:\d|{_NUMERAL})\s*[^，。；、\d]{{0,4}}?(?P<limit>以上|以下|以内)")
_VERB = re.compile(
    r"(?:(?<=[，。；：“])|^)(?P<verb>支持|鼓励|推动|推进|加快|开展|实施|建设|建立|完善|加强|给予|引导|组织|打造)"
    r"|(?<!不)(?P<any>可以|应当|属于|包括|适用于|享受|达到)"
)
_NEGATED = re.compile(
    r"(?P<not>不得|不予|不能|不可|不应|不须|不属于|不包括|不享受|不适用|不支持|不纳入|不符合|不会|不再|无法|无需"
    r"|未(?=[能按达完经纳])|(?<![是除并莫无])非(?!常|遗|法|物质|凡))"
)
_AFFIRMED = {"不得": "可以", "不予": "予以", "无法": "能够", "无需": "需要"}


def mutants(sentence: str, seed: int) -> list[Mutant]:
    """One wrong sentence for each kind of change that the sentence admits; the same for the same seed."""
    return _changed(sentence, seed, _WRONG)


def harmless(sentence: str, seed: int) -> list[Mutant]:
    """One other spelling of the same statement for each kind that the sentence admits; the same for the same seed."""
    return _changed(sentence, seed, _SAME)


def _changed(sentence: str, seed: int, finders: dict[Kind, _Finder]) -> list[Mutant]:
    found = []
    for kind, finder in finders.items():
        # Seeded by all three, so that a new kind does not change what the others pick.
        chance = random.Random(f"{seed}:{kind}:{sentence}")
        own = [match.span() for match in _OWN.finditer(sentence)]
        edits = [e for e in finder(sentence, chance) if not any(s < e.end and e.start < t for s, t in own)]
        if edits:
            found.append(Mutant(kind, chance.choice(edits).apply(sentence)))
    return found


def _figures(text: str, chance: random.Random) -> Iterator[_Edit]:
    for start, end in _amounts(text):
        yield _Edit(start, end, _other_figure(text[start:end], chance))
    for match in _CHINESE.finditer(text):
        places = [i for i, sign in enumerate(match.group()) if sign in _DIGIT]
        if match.group() == "十":
            yield _Edit(*match.span(), chance.choice(_DIGIT[1:]))
        elif places:
            at = match.start() + chance.choice(places)
            yield _Edit(at, at + 1, chance.choice(_DIGIT[1:].replace(text[at], "")))


def _amounts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of numbers in digits that belong to no date."""
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _ARABIC.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in dates):
            yield match.span()


def _other_figure(figure: str, chance: random.Random) -> str:
    whole, point, fraction = figure.partition(".")
    value = int(whole)
    others = {value + 1, value * 10, value + 10, value * 2, value - 1, value // 10} - {value}
    return f"{chance.choice(sorted(other for other in others if other > 0))}{point}{fraction}"


def _units(text: str, chance: random.Random) -> Iterator[_Edit]:
    for match in _UNIT.finditer(text):
        if match["unit"]:
            yield _Edit(*match.span("unit"), chance.choice(_OTHER_UNIT[match["unit"]]))
        else:
            yield _Edit(*match.span("noun"), "万" + match["noun"])


def _limits(text: str, chance: random.Random) -> Iterator[_Edit]:
    opposite = {word: other for pair in _OPPOSITE for word, other in (pair, pair[::-1])} | {
        "超": "不足",
        "以上": "以下",
    }
    for pattern in (_LIMIT_BEFORE, _LIMIT_AFTER):
        for match in pattern.finditer(text):
            yield _Edit(*match.span("limit"), opposite[match["limit"]])
    for match in re.finditer(r"(\d+)(\s*)[多余](?=\s*[^\s\d])", text):
        yield _Edit(*match.span(), f"不足{match[1]}{match[2]}")


def _dates(text: str, chance: random.Random) -> Iterator[_Edit]:
    ranges = {"year": None, "month": 12, "month2": 12, "day": 28, "day2": 28, "day3": 28}
    for match in _DATE.finditer(text):
        for name, highest in ranges.items():
            if not match[name]:
                continue
            value = int(match[name])
            others = [value - 2, value - 1, value + 1, value + 2] if highest is None else range(1, highest + 1)
            yield _Edit(*match.span(name), str(chance.choice([other for other in others if other != value])))
        after = text[match.end() : match.end() + 1]
        if after in ("底", "末", "初"):
            yield _Edit(match.end(), match.end() + 1, "底" if after == "初" else "初")
        end = match.end() + (1 if after in ("底", "末", "初") else 0)
        if text[end : end + 1] == "前":
            yield _Edit(end, end + 1, "后")


def _places(text: str, chance: random.Random) -> Iterator[_Edit]:
    others = [city for city in cities() if city not in text]
    for match in re.finditer("|".join(cities()), text):
        yield _Edit(*match.span(), chance.choice(others))


def _negations(text: str, chance: random.Random) -> Iterator[_Edit]:
    for match in _NEGATED.finditer(text):
        yield _Edit(*match.span(), _AFFIRMED.get(match.group(), match.group()[1:]))
    for match in _VERB.finditer(text):
        negator = "未" if match.group() == "达到" else "不"
        yield _Edit(match.start(), match.start(), negator)


def _white_space(text: str, chance: random.Random) -> Iterator[_Edit]:
    for match in re.finditer(r"(?<=[\u4e00-\u9fff])(\s*)(?=\d)|(?<=\d)(\s*)(?=[\u4e00-\u9fff%])", text):
        yield _Edit(*match.span(), "" if match.group() else " ")


def _full_width(text: str, chance: random.Random) -> Iterator[_Edit]:
    for match in _ARABIC.finditer(text):
        yield _Edit(*match.span(), match.group().translate({ord("0") + i: ord("０") + i for i in range(10)}))


def _numerals(text: str, chance: random.Random) -> Iterator[_Edit]:
    for match in _COUNT.finditer(text):
        number = spelt(int(match["number"]))
        yield _Edit(*match.span(), f"百分之{number}" if match["percent"] else number)
    for match in _DATE.finditer(text):
        if match["year"]:
            yield _Edit(*match.span("year"), "".join("〇一二三四五六七八九"[int(sign)] for sign in match["year"]))
        for name in ("month", "month2", "day", "day2", "day3"):
            if match[name] and int(match[name]):
                yield _Edit(*match.span(name), spelt(int(match[name])))


def spelt(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals."""
    wording, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            wording += ("零" if gap and wording else "") + _DIGIT[digit - 1] + name
        gap = not digit
    return wording.removeprefix("一") if wording.startswith("一十") else wording


@cache
def cities() -> tuple[str, ...]:
    """The cities of Guangdong."""
    return tuple(yaml.safe_load(PLACES.read_text(encoding="utf-8"))["cities"])


_WRONG: dict[Kind, _Finder] = {
    Kind.FIGURE: _figures,
    Kind.UNIT: _units,
    Kind.LIMIT: _limits,
    Kind.DATE: _dates,
    Kind.PLACE: _places,
    Kind.NEGATION: _negations,
}
_SAME: dict[Kind, _Finder] = {
    Kind.WHITE_SPACE: _white_space,
    Kind.FULL_WIDTH: _full_width,
    Kind.NUMERALS: _numerals,
}
