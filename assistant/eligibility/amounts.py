"""Finds figures as people say them: 500来万, 刚过两千万, 3kw, 300万出头, 三成半, 两百来人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.eligibility.hedges import hedged
from assistant.eligibility.told_figures import Figure, Hedge, Unit
from assistant.language.quantities.numerals import Numeral, read_numeral, value_of

_TAIL = re.compile(
    r" ?(?:(?P<loose>个?[多余来把]|零?几|点[几多](?=$|[,。;个%]))"
    r"(?=[个十百千万亿wk元块人号多年台%成，,。；;！!？?、 ]|$))?"
    r"(?: ?个?(?P<scale>kw|(?<=\d)k|w|(?:thousand|million|billion|mln)(?![a-z])|"
    r"[十百千]?万|[十百千万]?亿|[十百千](?=[来多余万亿元块人号])))?"
    r"(?P<more>[多余](?![少久大长元亏种一点些]))?"
)
_UNIT = re.compile(
    r" ?(?:(?P<foreign>美元|美金|美刀|刀(?!具)|usd|港元|港币|港纸|蚊港|hkd|欧元|日元|英镑|越南盾|(?:us |hk )?dollars?)"
    r"|(?P<money>元(?![素件旦宵])|块钱|块(?![状头])|蚊|人民币|rmb|cny|yuan|圆(?=整|$|[,。;]))"
    r"|(?P<percent>%|个?百分点|个(?P<half_point>半)?(?P<more_points>多)?点(?!击)|点(?=利息|息|$|[，,。]))"
    r"|(?P<tenths>成(?P<half>[半一二三四五六七八九1-9])?(?P<more_tenths>[多几])?(?![立为本功都员果长效套交品熟分不型衣绩人]))"
    r"|(?P<years>年(?![代级轻龄末底初份])|个年头|years?(?![a-z]))(?P<half_year>半)?(?P<more_years>[多来])?"
    r"|(?P<months>个多?月)"
    r"|(?P<other>厘[\d一二三四五六七八九半多]?|号人|个人|个员工|个工人|个工|人|名|员工|平方米|平方|平米|台套|台|套|条|件|吨|亩|家|间|栋|次|天|日|号|月|度|项|款|个|批|期|辆|支|张|位|分(?![之钟钱期公厂店行别])|%?吨|(?<=\d)(?!\s(?:and|or|about|in|for|ok)\b)\s[a-z]+))"
)
_TO = re.compile(r" ?(?:-{1,2}|[—–~～至到]|去到) ?(?P<short>不到)?")
_OF_HUNDRED = re.compile(r"(?P<base>[百千万])分之 ?")
_HALF_OF_ALL = re.compile(r"一半|半数")
_HALF = re.compile(r"半(?=个?亿)")
_START = re.compile(r"[\d一二两三四五六七八九十百千亿廿卅几数半¥]|[百千万]分之|万(?=分之)")
_SCALES = {
    **{"kw": Decimal(10**7), "k": Decimal(1000), "w": Decimal(10**4)},
    **{"thousand": Decimal(1000), "million": Decimal(10**6), "mln": Decimal(10**6), "billion": Decimal(10**9)},
}
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_IN_CAPITALS = re.compile(
    r"(?<!大)[壹贰叁肆伍陆柒捌玖](?=[拾佰仟十百千万亿零])|(?<=[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖])[拾佰仟]|"
    r"(?<=[拾佰仟万亿零])[壹贰叁肆伍陆柒捌玖]"
)
_RUN = re.compile(r"[\d.,〇零一二两三四五六七八九十百千万亿廿卅]+")
_SIGN = re.compile(r"(?:(?<![-—–−\d%万亿元年月日号a-z])[-−]|(?<![担承抱自胜欺正])负(?:的|数)?|\bminus) ?¥?$")
_FOREIGN = re.compile(r"(?:(?:us|hk)?\$|usd|hkd|eur|美[元金]|港[元币纸]|欧元|英镑|日元|[€£]) ?$")
_SCALE_BEHIND = re.compile(r" ?(?:[十百千万亿]|[kw](?![a-z]))")
_NO_FIGURE = re.compile(
    r"千万(?:别|不|要|记)|百分百|十分|一块(?!钱)|一(?:下|点|些|样|大半|小半|定|直|起|般|共|分|毛|年到头)|三天两头"
)


def find_figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a plain text (Simplified, half-width, lower case), left to right; dates are not told apart."""
    return tuple(_figures(_IN_CAPITALS.sub(lambda capital: capital.group().translate(_CAPITALS), text)))


def _figures(text: str) -> Iterator[Figure]:
    floor = 0
    while start := _START.search(text, floor):
        figure = None if _NO_FIGURE.match(text, start.start()) else _figure(text, start.start(), floor)
        if figure is None:
            # What is no numeral as a whole is none in part: 九九九九九 is no 九.
            run = read_numeral(text, start.start()) or _RUN.match(text, start.start())
            floor = max(start.end(), _end_of(run)) if run else start.end()
        else:
            yield figure
            floor = figure.end


def _figure(text: str, position: int, floor: int) -> Figure | None:
    before = position
    if text[position] == "¥":
        position += 1
    share = _OF_HUNDRED.match(text, position)
    if share:
        position = share.end()
    # Letters run into a figure belong to a name: iso9001, m1; not the currency that may stand there.
    if before and re.match(r"[a-z_]", text[before - 1]) and not re.search(r"(?:rmb|cny)$", text[:before]):
        return None
    first = _told(text, position)
    if first is None:
        return None
    joint = _TO.match(text, first.end)
    again = _OF_HUNDRED.match(text, joint.end()) if joint and share else None
    second = _told(text, (again or joint).end()) if joint else None
    if joint and joint["short"] and second:
        second = replace(second, short=True)
    figure = _span(first, second) if second else None
    figure = figure or first
    if share:
        base = value_of("一" + share["base"])
        figure = replace(figure.times(1 / base), unit=Unit.SHARE)
    if text[before] == "¥" and figure.unit is Unit.NONE:
        figure = replace(figure, unit=Unit.MONEY)
    if figure.unit in (Unit.MONEY, Unit.NONE) and _FOREIGN.search(text[:before]):
        figure = replace(figure, unit=Unit.FOREIGN)
    figure = replace(figure, start=before, negative=bool(_SIGN.search(text[floor:before])))
    return hedged(text, figure, floor)


def _end_of(run: Numeral | re.Match[str]) -> int:
    return run.end if isinstance(run, Numeral) else run.end()


def _told(text: str, position: int) -> Figure | None:
    """One end of a figure: numeral, what is left open, scale and unit."""
    if half := _HALF_OF_ALL.match(text, position):
        middle = Decimal("0.5")
        return Figure(middle, middle, Unit.SHARE, half.group(), position, half.end(), position)
    if _HALF.match(text, position):
        numeral = Numeral(Decimal("0.5"), Decimal("0.5"), 1, position, position + 1)
    else:
        found = read_numeral(text, position)
        if found is None or found.low is None or found.high is None:
            return None
        numeral = found
    low, high, end = numeral.low or Decimal(0), numeral.high or Decimal(0), numeral.end
    source = text[position:end]
    place = _open_place(low, source)
    tail = _TAIL.match(text, end)
    scale, short = Decimal(1), False
    scaled = source[-1] in "万亿" or any(each in source for each in "万亿")
    if tail and (tail["loose"] or tail["scale"] or tail["more"]):
        scale = _scale(tail["scale"])
        short = bool(tail["loose"] or tail["more"] or source.endswith("零")) and low == high
        scaled = scaled or scale >= 1000 or bool(tail["scale"] and "k" in tail["scale"])
        end = tail.end()
    if _SCALE_BEHIND.match(text, end):
        return None
    if source.endswith("零万"):
        place, short = Decimal(10**5), True
    if numeral.bare and not (tail and tail["loose"]) and not re.search(r"[上过破近超]$|不到$|快$", text[:position]):
        return None
    if source[0] in "几数":
        high, short = high / 9 * 10, True
    elif short:
        high = low + place
    figure = Figure(low * scale, high * scale, Unit.NONE, "", position, end, position, Hedge.NONE, short, scaled)
    return _with_unit(text, figure, bool(re.fullmatch(r"\d+(?:\.\d+)?", source)))


def _open_place(value: Decimal, source: str) -> Decimal:
    """The value of one of the last digit said: of 320 it is 10."""
    exponent = value.normalize().as_tuple().exponent
    place = Decimal(10) ** int(exponent)
    return place / 10 if source.endswith("零") else place


def _scale(word: str | None) -> Decimal:
    if not word:
        return Decimal(1)
    return _SCALES.get(word) or value_of("一" + word)


def _with_unit(text: str, figure: Figure, arabic: bool) -> Figure | None:
    unit = _UNIT.match(text, figure.end)
    if unit is None:
        if arabic and re.match(r"[a-z]", text[figure.end : figure.end + 1]):
            return None
        return replace(figure, unit=Unit.MONEY) if figure.scaled else figure
    name, end = unit.lastgroup, unit.end()
    figure = replace(figure, unit_text=unit.group().strip(), end=end)
    if unit["percent"]:
        half = Decimal("0.5") if unit["half_point"] else Decimal(0)
        more = 1 if unit["more_points"] else 0
        low, high = (figure.low + half) / 100, (figure.high + half + more) / 100
        return replace(figure, low=low, high=high, short=figure.short or bool(more), unit=Unit.SHARE)
    if unit["tenths"]:
        behind = unit["half"]
        part = Decimal(0) if not behind else Decimal("0.05") if behind == "半" else value_of(behind) / 100
        low, more = figure.low / 10 + part, bool(unit["more_tenths"])
        high = low + Decimal("0.1") if more else figure.high / 10 + part
        return replace(figure, low=low, high=high, short=figure.short or more, unit=Unit.SHARE)
    if unit["years"]:
        part = Decimal("0.5") if unit["half_year"] else Decimal(0)
        open_ended = bool(unit["more_years"])
        high = figure.low + part + (Decimal("0.5") if part else Decimal(1)) if open_ended else figure.high + part
        return replace(figure, low=figure.low + part, high=high, short=figure.short or open_ended, unit=Unit.YEARS)
    if unit["months"]:
        return replace(figure.times(1 / Decimal(12)), unit=Unit.YEARS)
    kinds = {"foreign": Unit.FOREIGN, "money": Unit.MONEY}
    return replace(figure, unit=kinds.get(str(name), Unit.OTHER))


def _span(first: Figure, second: Figure) -> Figure | None:
    """Two ends joined: 500-600万, 三到五百万, 3到4个点; None where they do not fit."""
    low = first.low
    if first.unit is Unit.NONE and second.unit is not Unit.NONE:
        if second.unit is Unit.SHARE:
            low = low / 100 if second.high >= low / 100 else low / 10
        elif second.scaled:
            # 三到五百万: the first end takes all of the scale, 500到600万 only its 万.
            whole = Decimal(10) ** second.low.adjusted()
            myriad = Decimal(10**8) if second.low >= 10**8 and low < second.low / 10**8 else Decimal(10**4)
            low = low * whole if low < 10 and low * whole < second.low else low * myriad
    elif first.unit is not second.unit:
        return None
    if low >= second.high:
        return None
    return replace(second, low=low, short=second.short, core=first.core)
