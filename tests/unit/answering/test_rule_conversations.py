"""What is asked of rules in several questions, of one message or of a conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.phrasing_files import Asking, Phrasing
from assistant.domain import AnswerStatus
from assistant.language.entry import Entry
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 6, 1)
COLD = rule(
    "cold",
    "冷库奖补办法",
    "- 冷库奖补办法的文号是某工信〔2024〕7号。[^news]",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "- 冷库奖补每个项目最高300万元。[^news]",
    "- 冷库奖补每季度办理一次。[^news]",
    doc_number="某工信〔2024〕7号",
)
SHIPS = rule(
    "ships",
    "渔船更新办法",
    "- 渔船更新办法的文号是某农〔2023〕9号。[^news]",
    "- 渔船更新补助不超过造价的30%。[^news]",
    "- 渔船更新补助每年受理一次。[^news]",
    doc_number="某农〔2023〕9号",
)
DONGGUAN = rule("dongguan", "莞冷库办法", "- 东莞冷库奖补每个项目最高50万元。[^news]", region="东莞市")
LINES = {
    ("cold", "冷库奖补不超过设备金额的20%。"): ("冷库补几成", "冷库奖几个点", "起冷库补百分之几"),
    ("cold", "冷库奖补每个项目最高300万元。"): ("冷库最高多少", "冷库一个项目封顶几多", "冷库顶格给多少"),
    ("cold", "冷库奖补每季度办理一次。"): ("冷库一年办几次", "冷库多久报一次", "冷库几时可以办"),
    ("ships", "渔船更新补助不超过造价的30%。"): ("渔船补几成", "换船奖几个点", "渔船补百分之几"),
    ("ships", "渔船更新补助每年受理一次。"): ("渔船多久报一次", "换船一年受理几次", "渔船几时可以报"),
    ("dongguan", "东莞冷库奖补每个项目最高50万元。"): ("东莞冷库最高多少", "东莞市里冷库奖多少", "东莞冷库封顶几多"),
}


@pytest.fixture(scope="module")
def rules(spoken, tmp_path_factory):
    file = tmp_path_factory.mktemp("lines") / "line.yaml"
    file.write_text("冷库", encoding="utf-8")
    lines = tuple(Phrasing(id, quote, asked, Entry.of_file(file)) for (id, quote), asked in LINES.items())
    return Interview(replace(spoken, asking=Asking(lines)), (COLD, SHIPS, DONGGUAN))


@pytest.mark.parametrize(
    ("earlier", "further", "said"),
    [
        ("冷库补几成", "最高多少", "300万元"),
        ("冷库补几成", "一年可以办几次", "每季度办理一次"),
        ("渔船补几成", "多久报一次", "每年受理一次"),
        ("渔船多久报一次", "咁补几成", "30%"),
        ("渔船多久报一次", "我家那条开了二十多年了，那个补几成", "30%"),
    ],
)
def test_a_short_further_question_is_asked_of_the_rule_that_was_told_of(rules, earlier, further, said):
    told = rules.converse(earlier, further, as_of=DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert said in told.text


def test_a_place_that_was_only_asked_about_is_no_place_where_somebody_is(rules):
    told = rules.converse("冷库补几成", "东莞呢", "最高多少", as_of=DAY)
    assert "300万元" in told.text


def test_of_a_rule_that_is_named_is_told_what_the_other_words_ask_for(rules):
    told = rules.ask("《冷库奖补办法》最高多少", DAY)
    assert "300万元" in told.said[0]
    assert "文号" not in told.text


def test_another_kind_of_help_is_not_asked_of_the_rule_before(rules):
    told = rules.converse("冷库补几成", "用电有优惠吗", as_of=DAY)
    assert "20%" not in told.text


def test_until_when_is_asked_of_a_rule_by_its_own_end(spoken):
    ends = rule("ends", "网箱奖补办法", "- 网箱奖补每口最高5万元，执行到2026年12月31日。[^news]")
    held = replace(ends.document, expires_on=day("2026-12-31"), validity_basis=("执行到2026年12月31日",))
    ends = replace(ends, document=held)
    told = Interview(spoken, (ends,)).converse("网箱奖补最高多少", "到什么时候截止", as_of=DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert "2026年12月31日" in told.text


def test_an_article_is_asked_of_the_rule_that_was_told_of(rules):
    told = rules.converse("渔船补几成", "那第七条具体写的什么？", as_of=DAY)
    assert "《渔船更新办法》" in told.text
    assert {clause_id.split(":")[0] for clause_id in told.clauses} <= {"ships"}


@pytest.mark.parametrize(
    "further", ["冷库补几成", "渔船更新办法补几成", "东莞市里冷库奖多少", "我们村报得了冷库奖补办法吗"]
)
def test_a_further_question_about_something_else_leaves_that_rule(rules, further):
    alone, told = rules.ask(further, DAY), rules.converse("渔船多久报一次", further, as_of=DAY)
    assert told.clauses == alone.clauses


def test_a_further_question_of_the_same_message_is_asked_of_the_rule_that_answers_the_first(rules):
    told = rules.ask("冷库补几成，封顶几多？", DAY)
    assert "20%" in told.said[0]
    assert "300万元" in told.said[1]


def test_whether_it_has_ended_is_asked_of_the_rule_that_answers_the_first(rules):
    told = rules.ask("渔船补几成，过期没有？", DAY)
    assert {clause_id.split(":")[0] for clause_id in told.clauses} == {"ships"}
    assert "《渔船更新办法》" in told.said[1]


def test_what_the_city_gives_is_not_asked_of_the_rule_of_the_province(rules):
    told = rules.ask("我在东莞，省里冷库补几成，市里最高多少？", DAY)
    assert {"20%", "50万元"} <= {figure for figure in ("20%", "50万元", "300万元") if figure in told.text}


def test_each_rule_is_told_by_its_number(rules):
    told = rules.ask("冷库奖补办法和渔船更新办法的文号各是什么", DAY)
    assert {"某工信〔2024〕7号", "某农〔2023〕9号"} == {
        number for number in ("某工信〔2024〕7号", "某农〔2023〕9号") if number in told.text
    }


def test_a_sum_that_nothing_states_is_said_to_be_unwritten(rules, spoken):
    told = rules.ask("渔船更新补助每年受理一次，受理了发多少钱？", DAY)
    assert "30%" in told.text or told.status is AnswerStatus.NO_EVIDENCE
    bare = rule("bare", "渔港办法", "- 渔港建设由县里管。[^news]", "- 渔港建设面向新来的企业。[^news]")
    told = Interview(spoken, (bare,)).ask("渔港建设面向新来的企业，奖多少钱？", DAY)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "没有写明" in told.text


def test_what_people_ask_for_in_such_words_is_told_beside_what_the_parts_found(rules):
    told = rules.ask("冷库奖补办法还有效吗，一年办几次", DAY)
    assert "冷库奖补每季度办理一次" in told.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("冷库奖补办法还有效吗，最高多少", "300万元"),
        ("冷库奖补办法和渔船更新办法，各自补几成", "20%"),
        ("冷库奖补办法和渔船更新办法，各自补几成", "30%"),
        ("冷库奖补办法怎么样，原来渔船补几成", "30%"),
    ],
)
def test_a_further_question_of_a_message_is_put_to_the_rules_that_were_named(rules, asked, said):
    assert said in rules.ask(asked, DAY).text


def test_a_rule_that_is_not_there_yet_is_asked_of_as_the_one_that_holds_under_its_name(spoken):
    first = rule("first", "冷库贴息办法", "- 冷库贴息是1个百分点。[^news]", superseded_by="second")
    first = replace(first, document=replace(first.document, expires_on=day("2026-12-31")))
    second = rule(
        "second",
        "冷库贴息新办法",
        "- 冷库贴息是1.5个百分点。[^news]",
        aliases=("冷库利息补贴",),
        supersedes=("first",),
        effective_on=day("2027-01-01"),
    )
    held = Interview(spoken, (first, second))
    assert held.ask("冷库利息补贴是几个百分点", DAY).clauses == ["first:1.i1"]
    assert "second:1.i1" in held.ask("冷库利息补贴是几个百分点", date(2027, 6, 1)).clauses


def test_who_sits_in_another_province_is_told_that_its_rules_were_not_collected(rules):
    assert rules.ask("我绍兴柯桥的冷库，补几成", DAY).status is AnswerStatus.OUT_OF_SCOPE
    for asked in ("从绍兴搬来广东，冷库补几成", "设备是江苏产的。我们厂的冷库补几成", "冷库奖补办法，浙江的设备补几成"):
        assert rules.ask(asked, DAY).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize("further", ["有哪些政策可以申请", "还有哪些补贴", "以前是多少", "换个话题，别的呢"])
def test_a_further_question_for_other_rules_is_not_put_to_the_one_before(rules, further):
    assert "《冷库奖补办法》" not in rules.converse("冷库补几成", further, as_of=DAY).turn.standalone


@pytest.mark.parametrize("asked", ["某工信〔2024〕7號還有效嗎", "冷庫奬補辦法還有效嗎"])
def test_a_superseded_rule_is_told_in_the_script_of_the_question(spoken, asked):
    old = replace(COLD, document=replace(COLD.document, repealed_on=day("2025-01-01"), superseded_by="next"))
    coming = rule(
        "next", "冷库2026版办法", "- 某工信〔2026〕2号取代了某工信〔2024〕7号。[^news]", doc_number="某工信〔2026〕2号"
    )
    told = Interview(spoken, (old, coming)).ask(asked, DAY)
    assert "某工信〔2026〕2號" in told.text
    assert told.withheld == []
