"""The units that a numeral can stand before, as one pattern whose group name tells the kind."""

from __future__ import annotations

import re

_CURRENCIES = {
    "美元": "美元|美金|USD",
    "港元": "港元|港币|港纸|HKD",
    "澳门元": "澳门元|澳门币|MOP",
    "欧元": "欧元",
    "日元": "日元|日圆",
    "英镑": "英镑",
    "元": "元人民币|元整|元|块钱|块|人民币|RMB|CNY",
}
CURRENCY_OF_SIGN = {"¥": "元", "￥": "元", "人民币": "元", "RMB": "元", "$": "美元", "US$": "美元", "HK$": "港元"}
_PERIODS = {
    "年": "周年|学年|年(?![代级轻龄末底初])",
    "个月": "个月",
    "个季度": "个?季度",
    "个学期": "个?学期",
    "周": "个?星期|周",
    "工作日": "个?工作日",
    "自然日": "个?自然日",
    "交易日": "个?交易日",
    "日": "天|日",
    "小时": "个?小时",
    "分钟": "分钟",
    "秒": "秒钟?",
}
_LATIN = "kWh|kwh|kW|MW|GW|mm|cm|km|kg|mg|mL|ml|GB|MB|TB|m2|m²|m3|m³|㎡|㎥|L|t|g|m"
# After a Chinese numeral only these; a word such as 三角, 十分 or 五位一体 must not become a count.
_CLASSIFIERS = (
    "大类|大项|大行动|小类|平方公里|平方米|立方米|平米|公里|公顷|公斤|千克|千米|千瓦时|千瓦|万亩|方面|部门|人次|家次|场次|车次|件套|门类|小时制|"
    "世纪|年代|家|个|件|场|条|项|人(?![民才们工均行])|亩|大(?![家概约多小湾学])|类|名(?![牌城区企])|款|种|次(?![数序第])|台|套(?!餐)|辆|座|处|所(?![有以在])|届|期(?!间)|"
    "篇|户|间|艘|架|只(?![要有能])|栋|幢|头|匹|岁|度(?!假)|组|对(?!于)|张|本(?![省市区地行方年次])|册|份|批|吨|米|克|升(?!级)|位(?!一体|于)|步(?!走)|区(?![域别分])|极|化(?![纤工学])|"
    "轮|支(?!持)|道|门|段|层|节|点(?!击)|枚|包|箱|瓶|匹布|码|平"
)
_FIGURE_CLASSIFIERS = "级|号(?!文|楼)|倍|字|页|集|代|分(?!之)|人民|卡|度|型|股|锭|℃"


def _named(units: dict[str, str]) -> str:
    return "|".join(units.values())


UNIT = re.compile(
    rf" ?(?:(?P<percent>%|个百分点|百分点|‰|成(?![立为本功都员果长效套交品熟分不型衣绩])(?P<half>[一二三四五六七八九半])?)"
    rf"|(?P<times>倍)"
    rf"|(?P<money>{_named(_CURRENCIES)})(?![素旦宵件器化气凶首帅])"
    rf"|(?P<period>{_named(_PERIODS)})"
    rf"|(?P<count>{_CLASSIFIERS})"
    rf"|(?P<latin>(?:{_LATIN})(?![A-Za-z0-9]))"
    rf"|(?P<figure_count>{_FIGURE_CLASSIFIERS}))"
)
_NAME_OF = [(re.compile(pattern), name) for name, pattern in (_CURRENCIES | _PERIODS).items()]
# 一 before these is an article (一批企业, 一项工作), not a figure, unless a limit or 仅, 只, 每 goes before it.
ARTICLE_UNITS = frozenset(
    "个批项种条场次件类位套处座层道门份组对点大款名人步方面段节期轮只张本篇支区极化度间所头台位轮级包门类"
)


def canonical(unit: str) -> str:
    """One name for a unit of money or time; other units as they are written."""
    return next((name for pattern, name in _NAME_OF if pattern.fullmatch(unit)), unit)
