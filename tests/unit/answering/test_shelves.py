"""A plan beside rules is answered as if it stood alone, and each question by the shelf that it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.phrasing_files import read_asking
from assistant.answering.turn import Turn
from assistant.corpus import load_documents, parse_clauses
from assistant.domain import AnswerStatus, DocumentVersion, Question, Step
from tests.fakes.documents import RECORDED_AT
from tests.fakes.interview import ROOT, Interview
from tests.fakes.rules import rule

DAY = date(2024, 6, 1)
PORT = tuple(
    DocumentVersion(each, 1, RECORDED_AT, parse_clauses(each))
    for each in load_documents([ROOT / "tests/fakes/knowledge"]).documents
)
AWARD = rule(
    "award",
    "养殖工船奖补办法",
    "- 养殖工船奖补不超过购置额的30%。[^news]",
    "- 养殖工船贷款贴息每年最高200万元。[^news]",
    "二、谁能申请",
    "- 养殖工船的吨位不低于3000吨。[^news]",
)
PHRASINGS = {
    "port-plan": """\
document: port-plan
phrasings:
  - quote: 在湛江建设冷库集群
    asked: [冷库建在哪里, 冷库集群放在哪个市, 哪里要起冷库, 冷库选址]
  - quote: 全省渔业营收达到 800 亿元
    asked: [渔业营收要达到多少, 渔业一年要卖多少钱, 渔业营收目标, 全省渔业做到几多亿]
  - quote: 每季度组织一期渔民技能培训班
    asked: [渔民培训多久一期, 技能培训班几时开, 培训班多长时间办一次]
""",
    "award": """\
document: award
phrasings:
  - quote: 养殖工船奖补不超过购置额的30%
    asked: [养殖工船奖补多少, 买养殖工船补几成, 工船补贴比例, 工船奖补几个点]
  - quote: 养殖工船贷款贴息每年最高200万元
    asked: [养殖工船贷款贴息最高多少, 工船借钱利息补不补, 工船贴息一年最多几多]
""",
}
OF_THE_PLAN = (
    "冷库建在哪里？",
    "渔业营收要达到多少？",
    "四大攻坚行动分别是什么？",
    "方案和解读关于冷藏车有什么不同？",
    "渔民培训多久一期？",
    "渔港方案还有效吗？",
    "渔港方案是哪个部门发的？",
    "你好",
)


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "phrasings").mkdir()
    for name, text in PHRASINGS.items():
        (folder / "phrasings" / f"{name}.yaml").write_text(text, encoding="utf-8")
    found, problems = read_asking([folder])
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def alone(spoken, asking):
    """Over the plan and its interpretation alone."""
    return Interview(replace(spoken, asking=asking), PORT)


@pytest.fixture(scope="module")
def beside(spoken, asking):
    """Over the same with a rule on a shelf of its own."""
    return Interview(replace(spoken, asking=asking), (*PORT, AWARD))


def cited(told):
    return {clause_id.split(":")[0] for clause_id in told.clauses}


@pytest.mark.parametrize("asked", OF_THE_PLAN)
def test_what_is_asked_of_the_plan_is_answered_as_if_there_were_no_rules(alone, beside, asked):
    before, after = alone.ask(asked, DAY), beside.ask(asked, DAY)
    assert (after.status, after.said, after.quotes) == (before.status, before.said, before.quotes)


def steps(held, asked):
    """What each step of a question tells of itself."""
    events = held.pipeline.run(Turn(Question(asked), DAY))
    return {event.name: event.detail for event in events if isinstance(event, Step)}


def test_on_a_single_shelf_nothing_tells_of_shelves(alone):
    assert not any("shelves" in detail for detail in steps(alone, "冷库建在哪里？").values())


@pytest.mark.parametrize(
    ("asked", "figure"),
    [("养殖工船奖补百分之几？", "30%"), ("买养殖工船补几成？", "30%"), ("养殖工船贷款贴息最高多少？", "200万元")],
)
def test_what_is_asked_of_a_rule_is_answered_from_its_shelf(beside, asked, figure):
    told = beside.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert cited(told) == {"award"}
    assert figure in told.text
    assert told.withheld == []


def test_a_rule_that_is_named_is_answered_from_though_nobody_asks_so(beside):
    told = beside.ask("养殖工船奖补办法对吨位怎么要求？", DAY)
    assert cited(told) == {"award"}
    assert "3000吨" in told.text


def test_the_plan_alone_says_that_it_does_not_tell_of_the_rule(alone):
    assert alone.ask("养殖工船奖补多少？", DAY).status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "asked",
    ["冷库建在哪里？养殖工船奖补百分之几？", "养殖工船奖补百分之几？冷库建在哪里？"],
)
def test_a_question_of_two_parts_is_answered_from_both_shelves(beside, asked):
    told = beside.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert cited(told) == {"port-plan", "award"}
    assert "湛江" in told.text
    assert "30%" in told.text
    assert told.withheld == []


def test_where_one_of_two_parts_has_no_answer_on_any_shelf_the_other_is_still_answered(beside):
    told = beside.ask("养殖工船奖补百分之几？冷藏车多少辆？", DAY)
    assert told.status is AnswerStatus.PARTLY_ANSWERED
    assert "30%" in told.text
    assert "没有写到：冷藏车。" in told.text


def test_a_question_that_names_documents_of_both_shelves_is_answered_from_both(spoken):
    ships = rule("ships", "渔船更新办法", "- 渔船更新补助不超过购置额的30%。[^news]")
    told = Interview(spoken, (*PORT, ships)).ask("渔港方案和渔船更新办法怎么说渔船更新？", DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert cited(told) == {"port-plan", "ships"}
    assert told.withheld == []


def test_the_notice_of_a_digest_stands_beside_answers_of_its_shelf_only(beside):
    assert "要点据公开信息整理" in beside.ask("养殖工船奖补多少？", DAY).text
    assert "要点据公开信息整理" not in beside.ask("冷库建在哪里？", DAY).text


def test_the_trace_says_what_each_shelf_promises(beside):
    promises = steps(beside, "养殖工船奖补百分之几？")["understand"]["shelves"]
    assert list(promises) == ["support", "main"]
    assert promises["support"] > promises["main"]


def test_a_follow_up_stays_on_the_shelf_of_what_it_follows(beside):
    told = beside.converse("养殖工船奖补多少？", "那贷款贴息呢？", as_of=DAY)
    assert cited(told) == {"award"}
    assert "200万元" in told.text


def test_the_same_question_is_answered_alike_each_time(spoken, asking):
    twin = Interview(replace(spoken, asking=asking), (*PORT, AWARD))
    other = Interview(replace(spoken, asking=asking), (AWARD, *PORT))
    for asked in ("养殖工船奖补多少？", "冷库建在哪里？养殖工船奖补多少？"):
        assert twin.ask(asked, DAY).said == other.ask(asked, DAY).said


def test_who_asks_what_there_is_hears_of_all_shelves_with_the_official_text_first(spoken, asking):
    few = [rule(f"rule-{number}", f"第{number}办法", "- 冷库给奖补。[^news]") for number in range(5)]
    long = rule("long", "长办法", *(f"- 冷库第{number}条给奖补。[^news]" for number in "一二三四"))
    told = Interview(replace(spoken, asking=asking), (*few, long, *PORT)).ask("你是谁", DAY).text
    named = [each.split("》")[0] for each in told.split("《")[1:]]
    assert named[2] == "长办法"
    assert {"渔港方案", "渔港解读"} == set(named[:2])
    assert "等文件" in told


def test_who_asks_how_much_the_plan_pays_is_told_that_it_does_not_say_and_which_rule_does(beside):
    told = beside.ask("渔港方案里养殖工船奖补多少？", DAY)
    assert "没有写明" in told.said[0]
    assert any(clause_id.startswith("award:") for clause_id in told.clauses)


def test_few_documents_are_all_named(alone):
    told = alone.ask("今天天气怎么样", DAY).text
    assert told.count("《") == len(PORT)
    assert "等文件" not in told


@pytest.mark.parametrize(
    ("asked", "alone"),
    [
        ("渔业营收要达到多少？", True),
        ("养殖工船奖补办法里渔业营收要达到多少？", False),
        ("方案里工船借钱利息补不补？", False),
        ("码头仓位归谁分？", False),
    ],
)
def test_a_shelf_that_is_far_from_a_question_is_read_only_where_it_may_be_meant(beside, asked, alone):
    assert ("shelves" not in steps(beside, asked)["understand"]) is alone


def test_a_further_question_is_read_over_every_shelf(beside):
    told = beside.converse("冷库建在哪里？", "养殖工船奖补多少？", as_of=DAY)
    assert cited(told) == {"award"}


def test_a_shelf_with_a_document_of_which_nobody_knows_how_people_ask_is_read(spoken, asking):
    unknown = rule("unknown", "渔业营收统计办法", "- 渔业营收按季度上报。[^news]")
    held = Interview(replace(spoken, asking=asking), (*PORT, AWARD, unknown))
    assert set(steps(held, "渔业营收要达到多少？")["understand"]["shelves"]) == {"main", "support"}


def test_of_two_figures_that_are_weighed_each_is_told_by_the_shelf_that_holds_it(spoken, asking):
    goal = rule("goal", "渔业实施意见", "- 渔业实施意见提出，渔业营收到2030年达到950亿元。[^news]")
    held = Interview(replace(spoken, asking=asking), (*PORT, AWARD, goal))
    told = held.ask("渔业营收要达到多少，一个说800亿一个说950亿，哪个对？", DAY)
    assert "800 亿元" in told.text
    assert "950亿元" in told.text
    assert "950亿元" not in held.ask("渔业营收要达到多少？", DAY).text


@pytest.mark.parametrize("further", ["2026年现在这个方案还能申请吗", "该方案现在能报吗", "2026年这份文件还管用吗"])
def test_this_plan_after_an_answer_from_the_plan_is_that_plan_on_every_shelf(beside, further):
    told = beside.converse("四大攻坚行动分别是什么？", further, as_of=DAY)
    assert "《渔港方案》" in told.turn.standalone
    assert "award" not in cited(told)
