"""Contradictions and undefined figures, found in documents of any trade."""

import pytest

from assistant.domain import AnswerStatus
from tests.fakes.documents import version
from tests.fakes.interview import Interview

CONFLICT = """# 关于乡村图书馆建设的通知

为推动阅读，着力开展七大惠民工程，现通知如下。

一、总体要求

各地要落实八大惠民工程，每个工程明确一名负责人。

二、惠民工程

（一）送书工程。**配送图书**。每村配送图书 2000 册。

（二）场馆工程。**改造场馆**。改造一批场馆。

三、其他

组织三大类培训，本年举办五大类讲座。
"""


@pytest.fixture(scope="session")
def library(over):
    return over(CONFLICT, id="library", short_title="图书馆通知")


@pytest.mark.parametrize(
    "question", ["惠民工程一共有几个？", "到底是七大惠民工程还是八大惠民工程？", "惠民工程的数量前后一致吗？"]
)
def test_both_places_of_a_contradiction_are_shown(library, question):
    told = library.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert "七大惠民工程" in told.text
    assert "八大惠民工程" in told.text
    assert {"library:0.s1", "library:1.s1"} <= set(told.clauses)


def test_whoever_asserts_one_of_the_counts_is_told_of_the_other(library):
    told = library.ask("是七大惠民工程吗？")
    assert "八大惠民工程" in told.text


def test_an_answer_that_rests_on_one_of_the_places_names_the_other(interview):
    told = interview.ask("四大攻坚行动分别是什么？")
    assert "五大攻坚行动" in told.text


def test_counts_of_different_things_are_no_contradiction(library):
    assert "培训" not in library.ask("惠民工程一共有几个？").text
    told = library.ask("举办几大类讲座？")
    assert "不一致" not in told.text
    assert "五大类讲座" in told.text


def test_a_document_that_agrees_with_itself_is_not_accused(over):
    agreed = over(CONFLICT.replace("八大", "七大"), id="library")
    assert "不一致" not in agreed.ask("惠民工程一共有几个？").text


def test_documents_that_have_nothing_to_do_with_each_other_do_not_contradict(spoken):
    one = version("# 甲方案\n\n着力开展七大惠民工程。", id="one", short_title="甲方案")
    other = version("# 乙方案\n\n着力开展八大惠民工程。", id="other", short_title="乙方案")
    assert "不一致" not in Interview(spoken, [one, other]).ask("惠民工程有几个？").text


@pytest.mark.parametrize(
    ("clause", "undefined"),
    [
        ("支持 5000 万元以上的重大图书项目。", True),
        ("支持总投资 5000 万元以上的重大图书项目。", False),
        ("支持年营收 5000 万元以上的重大图书项目。", False),
        ("重大图书项目投入 5000 万元。", False),
    ],
)
def test_a_threshold_without_its_measure_is_named(over, clause, undefined):
    told = over(f"# 方案\n\n一、图书项目\n\n{clause}").ask("重大图书项目多少钱以上才支持？")
    assert clause.rstrip("。") in told.text
    assert ("没有写明「5000 万元以上」" in told.text) is undefined
