"""Two sides of a comparison: each is told, and what only one says is named."""

import pytest

from assistant.domain import AnswerStatus


def sides(told) -> set[str]:
    return {clause_id.split(":")[0] for clause_id in told.clauses}


@pytest.mark.parametrize(
    "question",
    [
        "渔港方案和渔港解读关于装卸的说法有什么不同",
        "方案和解读对渔港泊位的说法一致吗？",
        "对比一下方案和解读怎么说冷库集群",
    ],
)
def test_the_plan_and_its_interpretation_are_both_quoted(interview, question):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert sides(told) == {"port-plan", "port-plan-reading"}


def test_where_the_wording_differs_both_wordings_are_shown(interview):
    told = interview.ask("渔港方案和渔港解读关于装卸的说法有什么不同")
    assert "配备智能装卸装备" in told.text
    assert "配备智能装卸设备" in told.text


def test_the_plan_comes_before_its_interpretation(interview):
    told = interview.ask("解读和方案怎么说冷库集群，有什么不同")
    assert told.clauses[0].startswith("port-plan:")


def test_what_only_one_side_says_is_named_as_absent_from_the_other(interview):
    told = interview.ask("方案和解读关于冷藏车有什么不同")
    assert "port-plan:2.2.2.s1" in told.clauses
    assert any("《渔港解读》" in said and "没有写" in said for said in told.said)


def test_two_actions_of_one_plan_are_compared_by_what_stands_below_them(interview):
    told = interview.ask("第一项行动和第二项行动有什么区别")
    assert {"port-plan:2.1.1", "port-plan:2.2.1"} <= set(told.clauses)


def test_nothing_is_compared_in_a_corpus_without_an_interpretation(over):
    told = over("# 方案\n\n一、冷库\n\n在湛江建设冷库集群。").ask("方案和解读关于冷库有什么不同")
    assert "没有写" in told.text or "冷库集群" in told.text
    assert told.withheld == []
