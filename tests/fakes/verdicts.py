"""Verdicts for tests of what is made of them, as a judge would give them of an invented rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.domain import (
    Amount,
    Citation,
    Estimate,
    Fact,
    Finding,
    FindingSort,
    Kind,
    Note,
    Outcome,
    PolicyDate,
    Precision,
    Profile,
    Relation,
    Validity,
    Verdict,
    Window,
    WindowState,
)
from assistant.eligibility.checklist import Names
from assistant.eligibility.checklist_words import read_checklist_words
from assistant.language.script import ScriptConverter
from tests.fakes.interview import ROOT

AS_OF = date(2026, 8, 1)
WORDS = read_checklist_words(ROOT / "prompts" / "checklist.yaml", ScriptConverter().to_traditional)
CHINESE, ENGLISH = WORDS["zh-Hans"], WORDS["en"]
QUOTES = (
    "省级技改资金的实施细则自2025年1月1日起施行，有效期3年，约到2027年12月底。",
    "申请技改资金的应是在广东注册并经营的工业企业，项目也要建在广东。",
    "申请技改资金设备奖励，新设备金额（不含税）珠三角不低于700万元，粤东西北不低于400万元。",
    "2027年度技改资金的申报时间是2026年7月22日至8月15日，申报通知是粤工信技改函〔2026〕40号。",
    "申请技改资金的项目要纳入技改投资统计。",
    "项目和设备已经得到其他省级工信资金支持的，不能再申请技改资金。",
    "技改资金设备奖励的比例，珠三角不超过新设备金额的20%，粤东西北不超过30%，每个项目最高1500万元。",
    "技改资金申报材料包括项目备案证、设备发票和付款凭证、完工说明。",
    "企业在省工信厅的专项资金管理系统里填报，再由市、县（区）工信部门逐级审核。",
    "技改资金实行竞争性分配，入库不等于拿到钱。",
    "同一笔贷款只能享受一项省级贴息政策。",
    "技改资金细则没有写年营业收入的门槛，各市通知另有要求的按通知办。",
)
NAMES = Names(
    facts={
        "place": "厂在哪里", "industry": "行业", "new_equipment_value": "新设备金额",
        "got_industry_money": "已拿过省级工信资金", "completed_on": "项目完工时间", "revenue": "年营业收入",
    },
    programmes={"gd-loan-interest": "省级贷款贴息"},
)  # fmt: skip
EQUIPMENT = Amount.exactly(Decimal(9_000_000))
PROFILE: Profile = {
    "place": Fact("place", "东莞", "东莞", "厂在哪里", "东莞"),
    "industry": Fact("industry", "garment", "制衣厂", "行业", "做服装"),
    "new_equipment_value": Fact("new_equipment_value", EQUIPMENT, "九百来万", "新设备金额", "900万元"),
}


def day(text: str) -> PolicyDate:
    """A day such as 2026-08-15, or a month such as 2026-08."""
    if len(text) == len("2026-08"):
        return PolicyDate(date.fromisoformat(f"{text}-01"), Precision.MONTH)
    return PolicyDate(date.fromisoformat(text), Precision.DAY)


def citation(n: int, quote: str, **fields: object) -> Citation:
    """A clause of the invented rule."""
    made = Citation(
        n=n,
        clause_id=f"fund:1.s{n}",
        document_id="fund",
        version=1,
        title="关于制造业当家重点任务保障专项企业技术改造资金管理实施细则",
        doc_number="粤工信规字〔2024〕7号",
        issuer="广东省工业和信息化厅、广东省财政厅",
        issued_on=day("2024-12"),
        kind=Kind.DIGEST,
        validity=Validity.IN_FORCE,
        locator=f"二、怎么申请 · 第{n}点",
        quote=quote,
        start=0,
        end=len(quote),
        digest="d" * 64,
        url="http://example.test/fund",
        reader_url=f"/source/fund:1.s{n}?version=1&as_of={AS_OF}",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def finding(label: str, met: bool | None, *citations: int, **fields: object) -> Finding:
    """A condition, unless another sort is given."""
    return replace(Finding(label, FindingSort.CONDITION, met, citations), **fields)  # type: ignore[arg-type]


def note(n: int) -> Note:
    """A statement that is a whole clause."""
    return Note(QUOTES[n - 1], (n,))


def verdict(**fields: object) -> Verdict:
    """A garment factory in Dongguan that has bought machines for nine millions, while the round is open."""
    made = Verdict(
        programme_id="gd-tech-upgrade",
        programme="省级技改资金·设备奖励",
        summary="买全新生产设备做技术改造，完工以后按设备款的一定比例给奖励。",
        topics=("技术改造",),
        document_id="fund",
        as_of=AS_OF,
        outcome=Outcome.LIKELY,
        conditions=Outcome.LIKELY,
        region="珠三角",
        findings=(
            finding("现在还有效", True, 1, sort=FindingSort.PERIOD),
            finding("现在可以申报", True, 4, sort=FindingSort.ROUND),
            finding("在广东经营的工业企业", True, 2, facts=("industry", "place")),
            finding("新设备金额", True, 3, facts=("new_equipment_value",)),
            finding("完工时间", None, 4, facts=("completed_on",), missing=("completed_on",)),
            finding("纳入技改投资统计", None, 5, confirm=True),
            finding("营业收入的门槛", None, 12, sort=FindingSort.UNSEEN),
            finding(
                "已得到其他省级工信资金", None, 6, sort=FindingSort.EXCLUSION,
                facts=("got_industry_money",), missing=("got_industry_money",),
            ),
        ),
        missing=("completed_on",),
        estimates=(
            Estimate(
                label="设备奖励",
                formula="新设备金额900万元 × 不超过20%，每个项目最高1500万元",
                low=None,
                high=Decimal(1_800_000),
                at_most=True,
                citations=(3, 7),
            ),
        ),
        validity=Validity.IN_FORCE,
        window=Window("2027年度", day("2026-07-22"), day("2026-08-15")),
        window_state=WindowState.OPEN,
        next_round=None,
        replaced_by=None,
        relations=(Relation(("gd-loan-interest",), False, note(11)),),
        materials=(note(8),),
        steps=(note(9),),
        where=(),
        cautions=(note(10),),
        citations=tuple(citation(number, quote) for number, quote in enumerate(QUOTES, 1)),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]
