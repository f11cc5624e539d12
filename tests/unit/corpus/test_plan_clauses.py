"""Ids, locators and order of the clauses of the two documents."""

from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import load_documents, parse_clauses
from assistant.corpus.standing import standing_of
from assistant.domain import Kind, Level, Precision, Validity

PLAN = "gd-textile-plan-2024"
DOCUMENTS = {document.id: document for document in load_documents([Path(__file__).parents[3] / "knowledge"]).documents}
PLAN_CLAUSES = {clause.id.split(":")[1]: clause for clause in parse_clauses(DOCUMENTS[PLAN])}
INTERPRETATION_CLAUSES = {
    clause.id.split(":")[1]: clause for clause in parse_clauses(DOCUMENTS[f"{PLAN}-interpretation"])
}


ACTION_1 = "二、（一）新活力新经济促进产业焕新颜专项行动"
ACTION_2 = "二、（二）新制造新工艺驱动产业提质增效专项行动"
ACTION_4 = "二、（四）新模式新业态构建产业发展新路径专项行动"


@pytest.mark.parametrize(
    ("number", "locator", "text"),
    [
        ("0.s1", "前言", "纺织服装产业是我省传统优势产业。"),
        ("1", "一、主要目标", "一、主要目标"),
        (
            "2.1.4.s1",
            f"{ACTION_1} · 激发各类经营主体新活力",
            "支持创业兴业，大力推进纺织服装行业企业“小升规”。",
        ),
        ("2.2", ACTION_2, "（二）新制造新工艺驱动产业提质增效专项行动。"),
        ("2.2.1", f"{ACTION_2} · 强化技改，大抓升级", "强化技改，大抓升级，"),
        (
            "2.2.1.s1",
            f"{ACTION_2} · 强化技改，大抓升级",
            "深入实施“技改十条”，加大纺织服装企业开展技术改造的政策资金支持力度。",
        ),
        ("2.4.1.s3", f"{ACTION_4} · 创新模式业态", "开展新模式新业态案例征集，并加强宣传推广。"),
        ("3.1.s1", "三、（一）制定方案", "2024 年 3 月完成并印发行动方案。"),
        ("3.2.s2", "三、（二）行动安排", "每季度结束后的第一个月 15 日前形成前三季度工作汇报。"),
        ("3.3.s1", "三、（三）总结成效", "2025 年 1 月底前完成。"),
    ],
)
def test_clauses_of_the_plan_have_readable_ids_and_locators(number, locator, text):
    clause = PLAN_CLAUSES[number]
    assert (clause.locator, clause.text) == (locator, text)


def test_the_six_actions_stand_in_order_under_the_second_part():
    actions = [clause for clause in PLAN_CLAUSES.values() if clause.parent_id == f"{PLAN}:2"]
    assert [action.label for action in actions] == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"]
    assert actions[0].heading == "新活力新经济促进产业焕新颜专项行动"
    assert all(action.level is Level.OUTLINE for action in actions)


def test_the_fifth_action_has_three_measures():
    measures = [clause.heading for clause in PLAN_CLAUSES.values() if clause.parent_id == f"{PLAN}:2.5"]
    assert measures == ["举办“穿粤时尚潮服荟”系列活动", "打造消费新场景", "加强跨区域合作和对外市场拓展"]


def test_the_plan_names_its_annex():
    annex = PLAN_CLAUSES["x1"]
    assert (annex.level, annex.label) == (Level.OUTLINE, "附件")
    assert annex.heading.startswith("关于《2024 年开展")


def test_the_title_heads_the_parts():
    assert PLAN_CLAUSES["title"].parent_id is None
    heads = [number for number, clause in PLAN_CLAUSES.items() if clause.parent_id == f"{PLAN}:title"]
    assert heads == ["0.s1", "0.s2", "1", "2", "3", "x1"]


def test_a_part_of_the_interpretation_is_a_heading_and_its_sentences():
    part, sentence = INTERPRETATION_CLAUSES["2.2"], INTERPRETATION_CLAUSES["2.2.s1"]
    assert (part.label, part.heading) == ("第二部分", "新制造新工艺驱动产业提质增效专项行动")
    assert part.text == "第二部分“新制造新工艺驱动产业提质增效专项行动”。"
    assert sentence.locator == part.locator == "二、第二部分 新制造新工艺驱动产业提质增效专项行动"
    assert "开展我省印染企业规范公告申报工作" in sentence.text


def test_a_quotation_at_the_end_of_a_sentence_is_not_cut():
    assert INTERPRETATION_CLAUSES["1.s1"].text.endswith("进一步强调“因地制宜发展新质生产力”。")


def test_front_matter_keeps_what_the_text_does_not_say_unknown():
    plan, interpretation = DOCUMENTS[PLAN], DOCUMENTS[f"{PLAN}-interpretation"]
    assert plan.doc_number is None
    assert (str(plan.issued_on), plan.issued_on.precision) == ("2024-03", Precision.MONTH)
    assert (str(plan.completes_on), str(plan.expires_on)) == ("2024-12", "2025-01")
    assert (interpretation.issued_on, interpretation.interprets) == (None, PLAN)
    assert interpretation.kind is Kind.INTERPRETATION


@pytest.mark.parametrize(
    ("as_of", "validity"),
    [
        (date(2024, 2, 29), Validity.UPCOMING),
        (date(2024, 3, 1), Validity.IN_FORCE),
        (date(2025, 1, 31), Validity.IN_FORCE),
        (date(2025, 2, 1), Validity.EXPIRED),
    ],
)
def test_the_plan_runs_to_the_last_day_of_its_timetable(as_of, validity):
    assert standing_of(DOCUMENTS[PLAN], as_of).validity is validity
