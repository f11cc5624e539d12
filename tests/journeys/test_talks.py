"""An owner asks on in a conversation about rules, over a real server."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.journeys.test_rules import ANSWERS, DAY, cited

FUND = "gd-tech-upgrade-fund-2024"
SCALE_UP = "gd-scale-up-2025"
GRADIENT = "cn-sme-gradient-2026"


def talk(web: httpx2.Client, *questions: str) -> dict[str, Any]:
    """The answer to the last of some questions of one conversation."""
    answer: dict[str, Any] = {}
    for question in questions:
        told = {"question": question, "as_of": DAY, "conversation_id": answer.get("conversation_id")}
        reply = web.post(ANSWERS, json=told)
        assert reply.status_code == 200
        answer = reply.json()
    return answer


@pytest.mark.parametrize("first", ["小升规奖励多少？", "升规奖励能拿几多"])
@pytest.mark.parametrize("then", ["那要什么材料？", "要交哪些资料", "打哪个电话问"])
def test_what_a_rule_does_not_say_of_an_application_is_not_answered_from_another(
    web: httpx2.Client, first: str, then: str
) -> None:
    answer = talk(web, first, then)
    assert answer["status"] == "unanswerable_no_evidence"
    assert "《小升规奖励》没有写明" in answer["text"]
    assert cited(answer) <= {SCALE_UP}


@pytest.mark.parametrize("questions", [("小升规奖励多少？", "要什么条件"), ("升规奖励的申请条件是什么",)])
def test_a_rule_without_a_section_of_conditions_tells_whom_it_pays_and_whom_not(
    web: httpx2.Client, questions: tuple[str, ...]
) -> None:
    answer = talk(web, *questions)
    assert answer["status"] == "answered"
    for stated in ("2000万元以上", "2024年新升规", "增长10%以上", "投产即上规的企业，不在"):
        assert stated in answer["text"]
    assert "没有写明" not in answer["text"]


@pytest.mark.parametrize(
    "questions",
    [("技改资金要什么条件", "要什么材料", "能拿多少"), ("技改资金能拿多少",), ("省技改资金可以领多少钱",)],
)
def test_who_asks_what_a_rule_pays_is_told_its_main_grant(web: httpx2.Client, questions: tuple[str, ...]) -> None:
    answer = talk(web, *questions)
    assert cited(answer) == {FUND}
    for stated in ("珠三角不超过20%，粤东西北不超过30%", "1500万元", "700万元"):
        assert stated in answer["text"]


@pytest.mark.parametrize(
    ("questions", "region"),
    [
        (("技改资金能拿多少", "那东莞的呢"), "珠三角"),
        (("技改资金怎么补", "东莞呢", "开平能拿多少"), "粤东西北"),
        (("技改资金怎么补", "中山的厂呢"), "珠三角"),
        (("技改资金要什么条件", "汕头可以拿多少"), "粤东西北"),
    ],
)
def test_a_place_in_a_further_question_is_read_by_the_table_of_the_rule(
    web: httpx2.Client, questions: tuple[str, ...], region: str
) -> None:
    answer = talk(web, *questions)
    assert answer["status"] == "answered"
    assert cited(answer) == {FUND}
    assert "珠三角不超过20%，粤东西北不超过30%" in answer["text"]
    assert f"属于{region}" in answer["text"]


@pytest.mark.parametrize("then", ["开平能拿多少", "开平呢", "那汕头的厂可以拿多少"])
def test_a_rule_of_one_city_is_not_asked_about_another(web: httpx2.Client, then: str) -> None:
    answer = talk(web, "东莞纺织服装措施补多少", then)
    assert "dg-textile-measures-2023" not in cited(answer)
    assert "东莞" not in answer["text"]


@pytest.mark.parametrize("first", ["专精特新要什么条件", "评省级专精特新要什么条件？"])
def test_a_threshold_is_not_told_as_a_benefit(web: httpx2.Client, first: str) -> None:
    answer = talk(web, first, "有什么好处")
    assert "营业收入要1500万元以上" not in answer["text"]


@pytest.mark.parametrize("first", ["专精特新要什么条件", "评省级专精特新要什么条件？"])
def test_how_to_apply_is_not_answered_with_the_history_of_a_rule(web: httpx2.Client, first: str) -> None:
    answer = talk(web, first, "怎么报")
    assert "没有写明申报流程" in answer["text"]
    assert "取代了2022年的63号文" not in answer["text"]


@pytest.mark.parametrize("question", ["专精特新要什么条件", "评专精特新有什么要求", "想评专精特新，门槛是什么"])
def test_conditions_of_a_rule_are_told_completely(web: httpx2.Client, question: str) -> None:
    answer = talk(web, question)
    for stated in ("3年以上", "1500万元以上", "80%以上", "不超过80%", "不低于3%", "Ⅰ类知识产权", "50分以上"):
        assert stated in answer["text"]
