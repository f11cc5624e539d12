"""An invented programme for cold stores: regions, a threshold and a round, an exclusion, a share with a cap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.corpus.catalogue import Catalogue
from assistant.domain import DocumentVersion, Window
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.heard import Asking
from assistant.eligibility.opening import RuleFiles, check_rules
from assistant.eligibility.talk import Talk
from assistant.errors import MalformedKnowledge
from tests.fakes.eligibility import PLACES, DeafIntake, assessor_of, files_of
from tests.fakes.rules import day, rule

OPEN = date(2026, 5, 1)
FACTS = """
place: {name: 厂在哪里, type: place, ask: 厂在哪里？}
industry: {name: 行业, type: choice, ask: 做什么？, options: {garment: 做服装, trade: 贸易}}
equipment: {name: 设备金额, type: money, ask: 设备多少钱？}
completed: {name: 完工时间, type: day, ask: 什么时候完工？}
funded: {name: 拿过资金, type: yes_no, ask: 拿过别的资金吗？}
certified: {name: 有称号, type: yes_no, ask: 有没有称号？}
years: {name: 年限, type: years, ask: 做了几年？}
"""
RULE = """
programme: 冷库设备补助
summary: 买冷库设备按比例补助。
topics: [设备更新]
versions:
  - document: cold
    period: 冷库办法有效期到2027年12月31日。
    regions: cold
    next_round: 下一轮预计在2027年，尚未公布。
    conditions:
      - {label: 做服装的, fact: industry, one_of: [garment], quote: 冷库补助只给服装企业。}
      - {label: 在名单里, fact: place, in_regions: [珠三角, 粤东西北], quote: 名单之外的不给冷库补助。}
      - label: 设备金额
        fact: equipment
        at_least: {珠三角: 700万元, 粤东西北: 400万元}
        quote: 冷库设备珠三角不低于700万元，粤东西北不低于400万元。
      - {label: 完工时间, fact: completed, within: [2025-01-01, 2025-12-31], round: 2026年度,
         quote: 2026年度冷库补助要求在2025年1月1日至2025年12月31日完工。}
      - label: 称号或年限
        id: merit
        any:
          - {label: 有称号, fact: certified, is: true, quote: 有称号的可以申请冷库补助。}
          - {label: 年限, fact: years, at_least: 3年, quote: 做满3年以上的可以申请冷库补助。}
      - {label: 守法, confirm: true, quote: 申请冷库补助要守法。}
    exclusions:
      - {label: 拿过别的资金, fact: funded, is: true, quote: 拿过别的资金的不给冷库补助。}
    benefits:
      - label: 补助
        of: [equipment, {珠三角: 20%, 粤东西北: 30%}]
        at_most: true
        cap: 500万元
        per: 每家企业
        quotes: [冷库补助珠三角不超过20%，粤东西北不超过30%。, 冷库补助每家企业最高500万元。]
    materials: [申请冷库补助要交设备发票。]
situations:
  - name: 东莞服装厂
    as_of: 2026-05-01
    facts: {place: 东莞, industry: garment, equipment: 900万元, completed: 2025-06, years: 5年, funded: 否}
    outcome: likely
    benefit: 180万元
"""
STATEMENTS = (
    "- 冷库办法有效期到2027年12月31日。[^news]",
    "- 冷库补助只给服装企业。[^news]",
    "- 名单之外的不给冷库补助。[^news]",
    "- 冷库设备珠三角不低于700万元，粤东西北不低于400万元。[^news]",
    "- 2026年度冷库补助要求在2025年1月1日至2025年12月31日完工。[^news]",
    "- 有称号的可以申请冷库补助。[^news]",
    "- 做满3年以上的可以申请冷库补助。[^news]",
    "- 申请冷库补助要守法。[^news]",
    "- 拿过别的资金的不给冷库补助。[^news]",
    "- 冷库补助珠三角不超过20%，粤东西北不超过30%。[^news]",
    "- 冷库补助每家企业最高500万元。[^news]",
    "- 申请冷库补助要交设备发票。[^news]",
    "- 2026年度冷库补助从2026年4月1日申报到2026年6月30日。[^news]",
    "- 下一轮预计在2027年，尚未公布。[^news]",
    "| 地区 | 市县 |\n|---|---|\n| 珠三角 | 广州、东莞、江门[^news] |\n| 粤东西北 | 汕头、清远、开平[^news] |",
)
FIT = {
    "place": "东莞",
    "industry": "做服装",
    "equipment": "900万元",
    "completed": "2025年6月",
    "years": "5年",
    "funded": "否",
}


def cold_store(statements: tuple[str, ...] = (), **fields: object) -> DocumentVersion:
    """The digest, in force to the end of 2027 with a round in the second quarter of 2026, and further statements."""
    values = {
        "expires_on": day("2027-12-31"),
        "regions": ("珠三角", "粤东西北"),
        "windows": (Window("2026年度", day("2026-04-01"), day("2026-06-30")),),
        "topics": ("设备更新",),
        **fields,
    }
    return rule("cold", "冷库办法", *STATEMENTS, *statements, **values)


def cold_files(folder: Path, text: str = RULE, facts: str = FACTS) -> RuleFiles:
    """The rule and its facts as files."""
    return files_of(folder, facts, cold_store=text)


def cold_assessor(folder: Path, text: str = RULE, **fields: object) -> Assessor:
    """Judges the programme."""
    return assessor_of(cold_files(folder, text), cold_store(**fields))


def cold_talk(folder: Path) -> Talk:
    """Judges the programme for channels, and reads nothing in any message."""
    return Talk(cold_assessor(folder), DeafIntake(), Asking(), str)


def changed(*changes: tuple[str, str], text: str = RULE) -> str:
    """The rule with other words in some places, each of which it holds once."""
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def line_of(words: str, text: str) -> int:
    """The line on which words stand in a file."""
    assert words in text, words
    return text[: text.index(words)].count("\n") + 1


def cold_problems(folder: Path, text: str, facts: str = FACTS) -> tuple[MalformedKnowledge, ...]:
    """What a check finds to mend in the rule."""
    return check_rules(cold_files(folder, text, facts), Catalogue([cold_store()]), PLACES, ("设备更新",))
