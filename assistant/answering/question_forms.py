"""The grammar of questions: which words ask, and what type of value they ask for. All on plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.lexicon import ValueType


class Form(StrEnum):
    """What sort of reply a question calls for."""

    LOOKUP = "lookup"
    LIST = "list"
    COMPARE = "compare"
    VALIDITY = "validity"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class OutlineReference:
    """A part of a document named by its number, such as 第五项行动 (5, 行动)."""

    number: int
    noun: str


_CLASSIFIERS = "人次|家|个|间|件|款|场|次|座|条|项|位|人|批|种|类|大|届|期|亩|所|名"
# 从几个方面 asks for the sides themselves, not for how many there are.
_SIDES = (
    "(?:个|大|类|种|项|条)?"
    "(?:数|指标|步|方面|时间点|时间节点|日期|维度|环节|层面|层次|阶段|步骤|方向|重点|领域|角度|途径|渠道|方式|机制|要求)"
    "(?=[?？。,，]|$|分别|是|有|来|推|入|展|做|去|吗|呢|给|进)"
)
_HOW_MANY = re.compile(
    rf"(?:多少|几多|好多|(?<![哪那这第好十近前头们])几(?!{_SIDES}))(?:(?P<unit>{_CLASSIFIERS})|(?P<money>亿|万|千|块|元|钱|蚊)|(?P<period>年|个月|天|日|久))?"
)
_HOW_MUCH = re.compile(r"多少|几多|(?:要|有|得)多高|达到几|几成")
_FORMS = {
    Form.VALIDITY: re.compile(
        r"(?:还|仍|是否|现在|目前)(?:然)?(?:在|处于)?(?:有效|管用|算数|生效|执行|实施|适用|作数|能用|有用|行得通)|管到(?:什么时候|几时|哪年|何时|哪天)|(?:方案|政策|文件|行动)(?:要|会|是|到)?(?:什么时候|几时|哪年|何时)(?:结束|为止|到期|失效)|什么时候(?:到期|失效)|过(?:了)?期(?!限)|(?:结束|完)(?:了)?(?:没有|没|未)[?？]?$|失效|作废|到期(?:了)?(?:吗|(?:没有?|未)(?=[?？,，。]|$))|废止|"
        r"(?:是否|还|仍|是不是).{0,6}有效期(?:之)?内|有效期(?:之)?内(?:吗|么|没|不|[?？]|$)|有效(?:吗|么|没|不|未)|还有没有效|有没有(?:过期|失效|效)|是不是(?:过|失)"
    ),
    Form.COMPARE: re.compile(
        r"区别|不同|差异|差别|对比|比较|相比|一致|不一样|一样吗|一样不|相同|异同|同一回事|同一个意思|一回事|多讲|少讲|矛盾|冲突|出入|对得上|对不上|两者|分别怎么(?:说|写)|有什么变化"
    ),
    Form.LIST: re.compile(
        rf"几{_SIDES}|"
        r"哪些|哪几|那些(?!企业)|边啲|有什么|有啥|有咩|都有|分别|列出|列举|列一下|清单|一一|全部|所有|各项|包括(?:什么|啥)|包含|"
        r"几大|什么(?:措施|举措|内容|任务|做法|支持|政策|要求|安排|活动|项目|方向|品牌|技艺|展会)|具体(?:内容|措施|举措|做法|任务|包括)|讲(?:了)?(?:什么|啥)|说(?:了)?(?:什么|啥)|怎么做|多少(?:条|项|个)(?:措施|举措|行动|部分|任务)"
    ),
    Form.OVERVIEW: re.compile(
        r"(?:主要|大概|大致|简单|总体|整体)?(?:讲|说|写|是关于|涉及)(?:了|的是|的)?(?:什么|啥|咩)|主要内容|总体内容|概括|(?:总结|归纳|梳理|简要?介绍|介绍)(?:一下|下|这|该|此|方案|文件|行动方案)|概述|核心内容|大意|分(?:为|成|了)?(?:几|多少|哪几|哪些|哪[二两三四五六七八九十])(?:个)?(?:大)?(?:部分|板块|章|块)|结构"
    ),
}
_VALUES = (
    (ValueType.RATIO, re.compile(r"百分之几|比例|百分比|(?:几|多少)成|占比|(?:几(?:多)?|多少)个点|%")),
    (
        ValueType.MONEY,
        re.compile(
            r"how much|多少钱|几多钱|几钱|金额|(?:多少|(?<![哪那这第])几|几多)(?:个)?(?:亿|万|千万|元)|"
            r"几百万|几千万|几个亿"
        ),
    ),
    (
        ValueType.DATE,
        re.compile(
            r"什么时候|什么时间|啥时候|啥时|何时|几时|哪(?:一)?年|哪[一几]?天|哪个月|几月|几号|多会儿|日期|时间(?:是|要求|节点)|哪个时间|多久前|什么日子|到哪年|when"
        ),
    ),
    (ValueType.PERIOD, re.compile(r"多久|多长时间|(?<![十这那好哪])几(?:年|个月|天)|多少天|周期|频率|隔多")),
    (
        ValueType.BODY,
        re.compile(
            r"哪(?:个|些|一个|几个)?(?:部门|单位|机构|处室|科室|政府|局|厅|委)|什么(?:部门|单位)|谁(?:来)?(?:牵头|负责|主管|发|出台|印发|制定|办|组织)|(?:主管|牵头)(?:的)?(?:部门|单位|方)|(?:谁|哪).{0,8}牵头|由谁|发文单位|边个(?:部门|负责|发)"
        ),
    ),
    (
        ValueType.PLACE,
        re.compile(
            r"哪里|哪儿|哪[一两二三四五六七八九十几]?(?:个|些|座)?(?:地方|城市|市|区|镇|地市|地区|县)|什么地方|边度|在哪(?![次一几个些年月项份本部段届类条])|何处|where"
        ),
    ),
    (
        ValueType.DEFINITION,
        re.compile(
            r"什么是|啥是|是什么意思|啥意思|(?<!的)是(?:个)?什么东西[?？]?$|(?<!的)咋来的|怎么来的|从何而来|由来|怎么产生|(?<!的)指(?:的)?(?:是)?什么|指啥|定义|怎么理解|咩意思"
        ),
    ),
)
_WHICH_ONES = re.compile(
    r"哪(?P<digit>[二两三四五六七八九十]|\d{1,2})(?!个?(?:部分|步|年|月|天|块|大))|"
    r"(?<![\d一二三四五六七八九十百])(?P<each>[二两三四五六七八九十]|\d{1,2})(?:个|条|项|类|种|点)(?!多)[一-鿿]{0,8}(?:分别|具体|各自)"
)
_EXACT_DATE = re.compile(r"(?P<day>.*(?:几号|哪[一几]?天|什么日子|具体日期))|(?P<month>几月|哪个月)")
_YES_NO = re.compile(
    r"吗|吧[?？]?$|(?<!什)么$|是否|是不是|有没有|能不能|可不可以|可以不|能否|会不会|要不要|对不对|对吗|没有[?？]?$|有冇|系咪|行不行|得唔得|提到"
)
_ASKING = re.compile(
    r"(?:请问|想问|问一下|问下|想知道|想了解|了解一下|告诉我|帮我|麻烦|能不能|可不可以|可以不可以|是不是|有没有|能否|是否|可否|会不会|要不要|"
    r"到底|究竟|具体|谁负责|负责|牵头|主管|大概|一共|总共|合共|合计|分别|主要|一下|一次|多长时间|多久|隔多久|什么时候|什么时间|啥时候|什么样|怎么样|怎样|怎么|如何|点样|咋|为什么|为何|"
    r"([一-鿿])不\1|什么|啥|哪些|哪几|哪个|哪里|哪儿|哪|几多|多少|几个|几家|几项|几条|几场|几件|几大|几时|几|谁|吗|呢|吧|啊|呀|嘛|"
    r"有关|关于|对于|方面|里面|里头|中的|当中|其中|上面|写明|写的|写了|写到|提到|提出|规定|说明|说的|说了|讲的|讲了|来着|告诉|(?<!申)请|帮忙|列出|列举|总结一下|总结下|概括一下|归纳一下|简要介绍|介绍|"
    r"有哪些|有什么|有啥|包括|包含|措施|举措|做法|内容|要点|事项|说法|区别|不同|差异|一致|属于|算不算|算是|多久|是多少|要求是|内容是|指的是|是指)"
)
_SUMMONS = re.compile(r"(?:帮我|请|麻烦)?(?:总结|归纳|概括|梳理|简要?介绍|介绍)(?:一下|下)?")
_ENGLISH = re.compile(
    r"(?<![a-z])(?:how many|how much|what|which|when|where|who|why|how|is|are|was|the|a|an|of|in|by|to|for|on|at|"
    r"with|and|or|do|does|did|can|could|i|we|our|my|you|"
    r"any|about|action plan|action|plan|policy|mention|end|year|please|tell|me|there|"
    r"have|has|get|need|want|it|this|that|be|will|under|from)(?![a-z])"
)
_ORDINAL = re.compile(
    # What another rule's third article says is not the third of this plan.
    r"(?<!十条)(?<!意见)(?<!办法)(?<!细则)(?<!条例)(?<!指引)(?<!规划)(?<!十条的)(?<!意见的)(?<!办法的)(?<!细则的)"
    r"(?:第(?P<digit>[一二三四五六七八九十]{1,3}|\d{1,2})|行动(?P<after>[一二三四五六七八九十]))"
    r"(?![一二三四五六七八九十\d次届批版年])(?:个|项|大|款|(?:条|点)(?=措施|举措|任务|行动|内容))*(?P<noun>专项行动|行动|措施|举措|部分|任务|章|条|节|点|内容|方面)?"
)
_DIGITS = "一二三四五六七八九十"
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?![\d万亿元块家人个台条亩吨米平%]|多万|来万|几万|蚊)")
"""Not 2000万 and 2050元, which are sums."""
_SHORT_YEAR = re.compile(
    r"(?<![\d.第满了近超过有约共限效达期干做开快十])(1[5-9]|2\d|3[0-5])年"
    r"(?=\s|度|(?:全省|全年)?(?:营收|产值|目标|任务|计划)|的(?=升|评|文件|通知|政策|办法|细则|标准|那|\d)|那|底|初|末|[1-9]\d?月|[一-鿿]?(?:升|评|报|批|新|出|发|印|签|完|投|标|认))"
)
"""22年升规 is of 2022; 20年 alone is as often how long something took."""
_RELATIVE_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


def form_of(text: str) -> Form:
    """The first form whose words stand in the question; a plain look-up otherwise."""
    for form in (Form.VALIDITY, Form.COMPARE, Form.OVERVIEW, Form.LIST):
        if _FORMS[form].search(text):
            return form
    return Form.LOOKUP


def without_validity(text: str) -> str:
    """The text without the words that ask whether something is still in force."""
    return _FORMS[Form.VALIDITY].sub(" ", text)


def value_of(text: str) -> tuple[ValueType, str]:
    """The type of value asked for, and the classifier after 多少 or 几 (家, 场 …; empty when open)."""
    for value, pattern in _VALUES:
        if pattern.search(text):
            exact = _EXACT_DATE.search(text) if value is ValueType.DATE else None
            return value, ("月" if exact.lastgroup == "month" else "日") if exact else ""
    if "how many" in text:
        return ValueType.COUNT, ""
    asked = _HOW_MANY.search(text)
    if asked and asked["unit"]:
        return ValueType.COUNT, asked["unit"]
    if asked and asked["money"]:
        return ValueType.MONEY, ""
    if asked and asked["period"]:
        return ValueType.PERIOD, ""
    return (ValueType.NUMBER, "") if _HOW_MUCH.search(text) else (ValueType.ANY, "")


def counted_in(text: str) -> str:
    """What stands after 多少家 or 几项, to the next comma; empty when no number is asked for."""
    asked = _HOW_MANY.search(text)
    return re.split("[,，。?？]", text[asked.end() :])[0] if asked else ""


def listed_number(text: str) -> int | None:
    """How many things are asked for by name: 10 for 哪十类; None when no number is said."""
    found = _WHICH_ONES.search(text)
    return _number((found["digit"] or found["each"]).replace("两", "二")) if found else None


def is_yes_no(text: str) -> bool:
    """Whether the question can be answered by yes or no."""
    return _YES_NO.search(text) is not None


def without_asking_words(text: str) -> str:
    """The text with the words that only ask replaced by spaces, so that no word is joined across them."""
    return _ENGLISH.sub(" ", _ASKING.sub(" ", text))


def without_summons(text: str) -> str:
    """An overview's question without 总结一下, which names no topic."""
    return _SUMMONS.sub(" ", text)


def outline_reference(text: str) -> OutlineReference | None:
    """The first 第N项行动, 第N部分 … of a question."""
    return next(iter(outline_references(text)), None)


def outline_references(text: str) -> tuple[OutlineReference, ...]:
    """All numbered references; a noun said once serves the ones before it (第一项和第二项行动)."""
    found = [
        OutlineReference(_number(match["digit"] or match["after"]), match["noun"] or ("行动" if match["after"] else ""))
        for match in _ORDINAL.finditer(text)
    ]
    nouns = [reference.noun for reference in found if reference.noun]
    return tuple(OutlineReference(each.number, each.noun or (nouns[-1] if nouns else "")) for each in found)


def years_in(text: str, this_year: int) -> tuple[int, ...]:
    """Calendar years that a question names, relative ones resolved against `this_year`."""
    named = [int(year) for year in _YEAR.findall(text)] + [2000 + int(year) for year in _SHORT_YEAR.findall(text)]
    relative = [this_year + shift for word, shift in _RELATIVE_YEARS.items() if word in text]
    return tuple(dict.fromkeys(named + relative))


def year_as_said(text: str, year: int, years: tuple[int, ...]) -> str:
    """后年, 26年 or 2026 where that is how the question names the year, else 2026 年; `years` are all that it names."""
    if str(year) not in text and (short := re.search(rf"(?<!\d){year % 100}年", text)):
        return short.group()
    if str(year) in text and not re.search(rf"{year}\s?[年./]", text):
        return str(year)
    said = {shift: word for word, shift in _RELATIVE_YEARS.items() if word in text}
    relative = sorted(each for each in years if str(each) not in text)
    if year not in relative or len(relative) != len(said):
        return f"{year} 年"
    return said[sorted(said)[relative.index(year)]]


def without_years(text: str) -> str:
    """The text without calendar and relative years."""
    plain = _SHORT_YEAR.sub(" ", re.sub(rf"{_YEAR.pattern}年?(?:底|末|初|度)?", " ", text))
    return re.sub("|".join(_RELATIVE_YEARS), " ", plain)


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    if "十" not in digits:
        return _DIGITS.index(digits[-1]) + 1
    tens, _, ones = digits.partition("十")
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
