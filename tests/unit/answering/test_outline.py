"""Answers from headings: by number, by their shared noun, and by topic."""

import pytest

from assistant.domain import AnswerStatus

ACTIONS = ["2.1", "2.2", "2.3", "2.4"]


def headings(told) -> list[str]:
    """Numbers of the cited clauses, in order."""
    return [clause_id.split(":")[1] for clause_id in told.clauses]


@pytest.mark.parametrize(
    "question",
    ["四大攻坚行动分别是什么？", "攻坚行动有哪些", "方案里的攻坚行动都有哪些？", "請問四大攻堅行動分別是什麼？"],
)
def test_headings_that_share_a_noun_are_listed_completely_and_in_order(interview, question):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert [number for number in headings(told) if number in ACTIONS] == ACTIONS
    assert [line[:2] for line in told.said if line[:1].isdigit()] == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("第一项行动包括哪些内容", "2.1"),
        ("第四个攻坚行动是什么", "2.4"),
        ("第 3 项行动讲什么", "2.3"),
        ("《渔港方案》第二项攻坚行动有哪些措施", "2.2"),
    ],
)
def test_an_action_named_by_its_number_is_told_by_what_stands_below_it(interview, question, heading):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert all(clause_id.startswith(f"port-plan:{heading}") for clause_id in told.clauses)
    below = [clause.id for clause in interview.catalogue.children(f"port-plan:{heading}")]
    assert set(below) <= set(told.clauses)


def test_a_measure_of_an_action_is_found_by_both_numbers(interview):
    told = interview.ask("第二项行动的第一条措施")
    assert "在湛江建设冷库集群" in told.text
    assert "冷藏车" not in told.text


def test_two_numbered_actions_are_both_told(interview):
    told = interview.ask("第一项和第三项行动分别是什么")
    assert told.status is AnswerStatus.ANSWERED
    assert {"port-plan:2.1", "port-plan:2.3"} <= set(told.clauses)
    assert "port-plan:2.2" not in told.clauses


@pytest.mark.parametrize(("question", "part"), [("解读第一部分讲什么", "2.1"), ("解读的第二部分是什么内容", "2.2")])
def test_a_numbered_part_of_the_interpretation_is_that_part(interview, question, part):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert all(clause_id.startswith(f"port-plan-reading:{part}") for clause_id in told.clauses)


@pytest.mark.parametrize("question", ["第九项行动是什么", "第五个攻坚行动包括哪些内容", "解读第八部分讲什么"])
def test_a_number_beyond_the_last_is_not_answered_by_another(interview, question):
    told = interview.ask(question)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert not any(number in ACTIONS for number in headings(told))


@pytest.mark.parametrize(
    ("question", "below"),
    [
        ("进度安排是怎样的", ["3.1", "3.2"]),
        ("码头改造攻坚行动有什么措施", ["2.1.1", "2.1.2"]),
        ("发展冷链运输怎么做", ["2.2.2.s1"]),
    ],
)
def test_a_question_about_a_heading_is_answered_by_what_stands_below_it(interview, question, below):
    assert set(below) <= set(headings(interview.ask(question)))


def test_the_chapters_of_a_document_are_its_overview(interview):
    told = interview.ask("《渔港方案》分几个部分")
    assert {"1", "2", "3", "4"} <= set(headings(told))


def test_a_question_for_a_sum_is_never_answered_by_a_list_of_headings(interview):
    told = interview.ask("四大攻坚行动一共投多少钱")
    assert told.status is AnswerStatus.NO_EVIDENCE


def test_a_year_that_no_heading_speaks_of_is_said_to_be_missing(interview):
    told = interview.ask("2026年的目标是多少")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "2026" in told.said[0]


STAGES = (
    "# 渔业方案\n\n一、主要任务\n\n（一）改造码头。建设冷库。\n\n（二）培训渔民。推广网具。\n\n"
    "二、实施步骤\n\n（一）制定方案。2024 年 3 月印发。\n\n（二）组织实施。2024 年 11 月底前完成。\n\n"
    "（三）评估总结。2025 年 1 月上报。"
)


@pytest.mark.parametrize(
    "question",
    [
        "时间表给我理一下",
        "整个方案分哪三步走，各到什么时候？",
        "分几个阶段，每个阶段的时间节点是什么？",
        "有哪些时间节点",
    ],
)
def test_a_schedule_is_the_heading_whose_parts_all_have_dates(over, question):
    told = over(STAGES).ask(question)
    quotes = "".join(told.quotes)
    assert told.status is AnswerStatus.ANSWERED
    assert all(date in quotes for date in ("2024 年 3 月", "2024 年 11 月底", "2025 年 1 月"))
    assert "冷库" not in quotes


@pytest.mark.parametrize("question", ["广州马拉松的时间表是什么", "公司年会的日程安排"])
def test_the_schedule_of_something_else_is_not_told(over, question):
    assert over(STAGES).ask(question).status is not AnswerStatus.ANSWERED
