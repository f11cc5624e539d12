"""The units that a numeral can stand before, as one pattern whose group name tells the kind."""

from __future__ import annotations

import re

_CURRENCIES = {
    "美元": "美元|美金|USD",
    "港元": "港元|港币|港纸|HKD",
    "澳门元": "澳门元|澳门币|MOP",
    "欧元": "欧元",
    "日元": "日元",
    "英镑": "英镑",
    "元": "元人民币|元整|元|块钱|块|人民币|RMB|CNY",
}
CURRENCY_OF_SIGN = {
    **dict.fromkeys(("¥", "人民币", "RMB", "CNY"), "元"),
    **dict.fromkeys(("US$", "USD", "$"), "美元"),
    **dict.fromkeys(("HK$", "HKD"), "港元"),
}
CURRENCY_SIGN = re.compile(rf"(?:{'|'.join(map(re.escape, CURRENCY_OF_SIGN))}) ?$")
_PERIODS = {
    "年": "周年|学年|年(?![代级轻龄末底初])",
    "个月": "个月",
    "个季度": "个?季度",
    "个学期": "个?学期",
    "周": "个?星期|周(?!岁)",
    "工作日": "个?工作日",
    "自然日": "个?自然日",
    "交易日": "个?交易日",
    "日": "天|日(?![用常益均元])",
    "小时": "个?小时",
    "分钟": "分钟",
    "秒": "秒钟?",
}
_AGE = {"岁": "周岁|岁"}
_LATIN = "kWh|kwh|kW|MW|GW|mm|cm|km|kg|mg|mL|ml|GB|MB|TB|m2|m²|m3|m³|㎡|㎥|L|t|g|m"
# The characters that must not follow keep words such as 项目, 场景, 平台 or 五位一体 from becoming counts.
_CLASSIFIERS = "|".join(
    (
        "大类|大项|小类|平方公里|平方米|立方米|平米|公里|公顷|公斤|千克|千米|千瓦时|千瓦|方面|部门|人次|家次|场次|车次|件套|门类|世纪|年代",
        "家(?![具庭居纺电装长乡政])|个(?![体税性])|件|场(?![景地所馆])|条(?![件例约])|项(?!目)|人(?![民才们工均行力])|亩",
        "大(?![家概约多小湾学型中力量胆])|类|名(?![牌城区企])|款|种|次(?![数序第])|台(?![阶湾账])|套(?!餐)|辆|座(?!谈)",
        "处(?![理罚置长级])|所(?![有以在])|届|期(?!间)|篇|户(?![外型籍口])|间(?!接)|艘|架(?!构)|只(?![要有能])|栋|幢|头|匹",
        "度(?!假)|组(?![织合建])|对(?![于口接])|张|本(?![省市区地行方年次])|册|份(?!额)|批(?![准发复])|吨|米|克(?!服)|升(?!级)",
        "位(?![于置一])|步(?![走骤])|区(?![域别分])|极|化(?![纤工学])|轮|支(?![持付])|道(?!路)|门(?![店槛])|段|层",
        "节(?![能约日目点])|点(?!击)|枚|箱(?!包)|瓶",
    )
)
_AFTER_FIGURES = "级|号|字|页|集|代|分(?!之)|卡|型|股|锭|℃"


def _any(units: dict[str, str]) -> str:
    return "|".join(units.values())


UNIT = re.compile(
    r" ?(?:(?P<percent>%|个?百分点|‰)"
    r"|(?P<tenths>成(?![立为本功都员果长效套交品熟分不型衣绩])(?P<half>[一二三四五六七八九半])?)"
    r"|(?P<times>倍)"
    rf"|(?P<money>{_any(_CURRENCIES)})(?![素旦宵件器化气凶首帅])"
    rf"|(?P<period>{_any(_PERIODS)})"
    rf"|(?P<count>{_any(_AGE)}|{_CLASSIFIERS})"
    rf"|(?P<latin>(?:{_LATIN})(?![A-Za-z0-9]))"
    rf"|(?P<after_figures>{_AFTER_FIGURES}))"
)
PER = re.compile(r" ?/ ?(?:平方米|亩|吨|年|月|人|户|家|件|个|台|套|次|天|日|㎡|kWh)")
_NAMES = [(re.compile(pattern), name) for name, pattern in (_CURRENCIES | _PERIODS | _AGE).items()]
# 一 before these is an article (一批企业, 一项工作), not a figure, unless a limit or 仅, 只, 每 goes before it.
ARTICLE_UNITS = frozenset("个批项种条场次件类位套处座层道门份组对点大款名人步段节期轮只张本篇支区极化度间所头台级") | {
    "方面",
    "门类",
    "大类",
    "大项",
}


def canonical(unit: str) -> str:
    """One name for a unit of money, time or age; other units as they are written."""
    return next((name for pattern, name in _NAMES if pattern.fullmatch(unit)), unit)
