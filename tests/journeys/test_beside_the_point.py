"""What is not asked for is no answer, over a real server."""

from __future__ import annotations

import re

import httpx2
import pytest

from tests.journeys.test_rules import ask, cited


@pytest.mark.parametrize("question", ["骗补会怎样", "骗补被抓到会怎么处理", "骗取补贴有什么后果"])
def test_what_no_text_says_of_fraud_is_called_unwritten(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    assert answer["status"] == "unanswerable_no_evidence"
    assert "没有写" in answer["text"]


@pytest.mark.parametrize("question", ["参加广交会 摊位费 补贴", "去广交会摆摊的展位费补多少", "参加米兰展会的机票补贴"])
def test_grants_of_a_rule_that_nobody_named_are_no_answer_for_another_thing(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    assert answer["status"] == "unanswerable_no_evidence"
    assert "技改资金的设备奖励" not in answer["text"]


@pytest.mark.parametrize("question", ["佛山800万能补多少", "中山投了1000万，可以攞几多", "开平600万能拿多少补贴"])
def test_a_bare_sum_is_what_somebody_puts_into_his_plant(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    assert answer["status"] == "answered"
    assert "珠三角不超过20%，粤东西北不超过30%" in answer["text"]
    assert "专精特新" not in answer["text"]


@pytest.mark.parametrize("question", ["数字化改造补多少钱啊", "搞数字化转型能补几多钱", "上MES系统补贴多少"])
def test_where_only_cities_pay_their_grants_are_told_as_theirs(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    assert {"gz-digital-2024", "zs-digital-2024"} <= cited(answer)
    assert re.search(r"(?:广州|中山)[^\n]*万元", answer["text"])
    assert "集群目标" not in answer["text"]


@pytest.mark.parametrize(
    "question", ["招工难怎么办", "电费有补贴吗", "社保能不能减免", "出口退税怎么办", "工人加班费怎么算"]
)
def test_what_is_unwritten_is_said_first_and_shortly_without_a_plan_that_nobody_named(
    web: httpx2.Client, question: str
) -> None:
    answer = ask(web, question)
    assert answer["status"] == "unanswerable_no_evidence"
    assert answer["text"].startswith("收录的文件没有写")
    assert "咨询" in answer["text"]
    assert "已过期" not in answer["text"]
    assert len(answer["text"]) < 120


@pytest.mark.parametrize("question", ["截止几号", "我的厂够不够条件", "要交什么材料"])
def test_what_every_rule_has_of_its_own_asks_which_one_is_meant(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    assert "没有说是哪一项政策" in answer["text"]
    assert "已过期" not in answer["text"]


def test_a_plan_that_is_named_is_told_with_its_end_and_the_nearest(web: httpx2.Client) -> None:
    answer = ask(web, "行动方案给招工补贴吗")
    assert "《行动方案》没有写明" in answer["text"]
    assert "已过期" in answer["text"]


@pytest.mark.parametrize("question", ["今年还能报技改吗", "现在还能申请技改吗", "省技改这个月还能不能报"])
def test_whether_one_can_still_apply_is_answered_first(web: httpx2.Client, question: str) -> None:
    answer = ask(web, question)
    first = answer["sentences"][0]["text"] + answer["sentences"][1]["text"]
    assert "已经截止" in first
    assert cited(answer) == {"gd-tech-upgrade-fund-2024"}


@pytest.mark.parametrize("question", ["厂刚上规 有钱拿吗", "刚升规有没有奖励拿"])
def test_a_grant_is_told_before_whom_it_leaves_out(web: httpx2.Client, question: str) -> None:
    assert "珠三角" in ask(web, question)["text"].split("不在")[0]


def test_who_is_left_out_is_told_first_to_those_who_ask_of_that(web: httpx2.Client) -> None:
    assert "投产即上规的企业，不在" in ask(web, "我厂投产即上规，有奖励吗")["sentences"][0]["text"]
