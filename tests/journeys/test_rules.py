"""An owner asks what the rules around the plan grant, over a real server."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

ANSWERS = "/api/v1/answers"
DAY = "2026-11-23"
PLAN = "gd-textile-plan-2024"
MEASURES = "gd-tech-upgrade-measures-2023"
OLD_SUM = re.compile(r"5000\s*万")
CALLED_OLD = re.compile(r"旧|取代|不能再")


def ask(web: httpx2.Client, question: str, as_of: str = DAY) -> dict[str, Any]:
    reply = web.post(ANSWERS, json={"question": question, "as_of": as_of})
    assert reply.status_code == 200
    answer: dict[str, Any] = reply.json()
    return answer


def cited(answer: dict[str, Any]) -> set[str]:
    return {citation["document_id"] for citation in answer["citations"]}


def test_a_rule_is_named_with_its_ratio_for_both_regions_and_said_to_be_a_digest(web: httpx2.Client) -> None:
    answer = ask(web, "技改十条设备奖励补几成？")
    assert answer["status"] == "answered"
    assert cited(answer) == {MEASURES}
    assert "《技改十条》（要点）" in answer["text"]
    assert "珠三角不超过20%，粤东西北不超过30%" in answer["text"]
    assert "要点据公开信息整理，不是原文" in answer["text"]


def test_what_a_rule_pays_is_said_under_its_own_name(web: httpx2.Client) -> None:
    answer = ask(web, "技改十条补多少")
    assert cited(answer) == {MEASURES}
    assert "《技改十条》（要点）" in answer["text"]
    assert "1500万元" in answer["text"]
    assert "要点据公开信息整理，不是原文" in answer["text"]


def test_a_digest_proves_itself_by_its_sources(web: httpx2.Client) -> None:
    citation = ask(web, "技改十条设备奖励补几成？")["citations"][0]
    assert (citation["kind"], citation["validity"]) == ("digest", "in_force")
    assert citation["sources"]
    assert citation["url"] == citation["sources"][0]["url"]
    page = web.get(citation["reader_url"])
    assert page.status_code == 200
    assert f"<mark>{citation['quote']}</mark>" in page.text


@pytest.mark.parametrize(
    ("place", "region"), [("开平", "粤东西北"), ("广州", "珠三角"), ("江门", "珠三角"), ("清远", "粤东西北")]
)
def test_who_says_where_he_is_is_told_his_region(web: httpx2.Client, place: str, region: str) -> None:
    answer = ask(web, f"我在{place}，技改十条设备奖励比例是多少？")
    assert answer["status"] == "answered"
    assert f"{place}属于{region}。" in answer["text"]


def test_a_need_is_answered_by_several_rules_each_under_its_own_name(web: httpx2.Client) -> None:
    answer = ask(web, "我在开平做牛仔，想换设备，有什么补贴？")
    assert answer["status"] == "answered"
    assert len(cited(answer)) >= 3
    assert PLAN not in cited(answer)
    assert "开平属于粤东西北。" in answer["text"]
    for citation in answer["citations"]:
        assert citation["validity"] in ("in_force", "unknown")


@pytest.mark.parametrize(
    "question",
    [
        "技改资金每个项目最高多少？",
        "技改最高能拿5000万吗？",
        "技改5000万还能拿吗",
        "以前技改最高补多少？",
        "旧技改资金规定最高补多少？",
        "粤工信规字〔2021〕5号最高补多少？",
        "技改十条补多少",
        "我在开平，技改十条补多少",
        "技改上限是多少？",
    ],
)
def test_the_old_sum_is_never_said_without_being_called_old(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    for sentence in answer["sentences"]:
        if OLD_SUM.search(sentence["text"]):
            assert CALLED_OLD.search(sentence["text"]), sentence["text"]


def test_a_rule_that_was_replaced_is_told_with_its_successor(web: httpx2.Client) -> None:
    answer = ask(web, "旧技改资金规定还有效吗？")
    assert "已被《技改资金细则》（粤工信规字〔2024〕7号）取代" in answer["sentences"][0]["text"]


def test_a_number_that_is_half_wrong_is_put_right_gently_and_answered(web: httpx2.Client) -> None:
    answer = ask(web, "粤府办〔2023〕293号设备奖励比例是多少？")
    assert answer["status"] == "answered"
    assert answer["notices"] == ["没有收录粤府办〔2023〕293号；按粤办函〔2023〕293号（《技改十条》）回答。"]
    assert cited(answer) == {MEASURES}
    assert "20%" in answer["text"]


def test_a_right_number_needs_no_notice(web: httpx2.Client) -> None:
    assert ask(web, "粤办函〔2023〕293号设备奖励比例是多少？")["notices"] == []


@pytest.mark.parametrize("as_of", ["2024-06-01", DAY])
@pytest.mark.parametrize("question", ["行动方案给企业补多少钱？", "行动方案有没有补贴？", "行动方案的补贴比例是多少？"])
def test_what_the_plan_does_not_pay_is_not_said_to_be_its_money(web: httpx2.Client, question: str, as_of: str) -> None:
    answer = ask(web, question, as_of)
    assert answer["status"] == "unanswerable_no_evidence"
    assert "《行动方案》没有写明" in answer["text"]
    assert all(document_id.startswith(PLAN) for document_id in cited(answer))
    for amount in ("1500万", "20%", "30%", "35%", "百分点"):
        assert amount not in answer["text"]


def test_a_round_is_told_as_it_stands_on_the_day(web: httpx2.Client) -> None:
    question = "技改资金2027年度什么时候截止？"
    assert "2027年度的申报还没有截止" in ask(web, question, "2026-08-01")["text"]
    assert "2027年度的申报已经截止" in ask(web, question, DAY)["text"]
