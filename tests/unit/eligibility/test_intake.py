"""What a message tells of an enterprise, and what only seems to: a cold store, so that nothing is known by heart."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.facts import read_facts_catalogue
from assistant.eligibility.heard import Heard
from assistant.eligibility.intake import Intake
from assistant.eligibility.values import value_text
from tests.fakes.interview import language

TODAY = date(2026, 7, 27)
FACTS = """
place: {name: 冷库在哪, type: place, ask: 冷库在哪个市？}
goods:
  name: 存什么
  type: choice
  ask: 存什么？
  options: {fish: 水产, fruit: 果蔬, none: 空着}
  read: {options: {fish: [水产|鱼|虾], fruit: [果蔬|荔枝]}}
shelves: {name: 货架钱, type: money, ask: 货架多少钱？, read: {words: ['货架'], others: ['二手']}}
debt: {name: 借款, type: money, ask: 借了多少？, read: {words: ['借款|借了']}}
rate: {name: 借款利率, type: share, ask: 利率多少？, read: {words: ['利率']}}
staff: {name: 人手, type: count, unit: 人, ask: 几个人？, read: {words: ['人手|工人']}}
opened: {name: 开张, type: day, ask: 几时开张？, read: {words: ['开张|开业']}}
lent: {name: 放款, type: day, ask: 几时放款？, read: {words: ['放款'], past: true}}
licensed: {name: 有证, type: yes_no, ask: 有证吗？, read: {'yes': ['办了证|有证'], 'no': ['没(?:有)?(?:办)?证']}}
"""


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "facts.yaml").write_text(FACTS, "utf-8")
    catalogue, problems = read_facts_catalogue([folder])
    assert problems == ()
    return Intake(catalogue, language(tmp_path_factory.mktemp("jieba")))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, intake: Intake):
    folder = tmp_path_factory.mktemp("again")
    (folder / "facts.yaml").write_text(FACTS, "utf-8")
    catalogue, _ = read_facts_catalogue([folder])

    def told(text: str, asked: str = "") -> dict[str, str]:
        heard = intake.read(text, TODAY, asked)
        return {each.fact.id: value_text(catalogue[each.fact.id], each.fact.value) for each in heard.facts}

    return told


def test_a_running_sentence_tells_several_facts(facts) -> None:
    assert facts("我在湛江存虾的，买了500来万的货架，去年3月开张，办了证") == {
        "place": "湛江",
        "goods": "水产",
        "shelves": "500多万元",
        "opened": "2025年3月",
        "licensed": "是",
    }


def test_every_fact_keeps_its_own_words_and_where_they_stand(intake: Intake) -> None:
    text = "我間廠喺湛江，買咗三百幾萬貨架"
    (place, shelves) = sorted(intake.read(text, TODAY).facts, key=lambda each: each.start)
    assert [text[each.start : each.end] for each in (place, shelves)] == [place.fact.told, shelves.fact.told]
    assert (place.fact.told, shelves.fact.told) == ("湛江", "三百幾萬貨架")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("货架500万", {"shelves": "500万元"}),
        ("花500万买的货架", {"shelves": "500万元"}),
        ("借款300万买了500万的货架", {"debt": "300万元", "shelves": "500万元"}),
        ("货架装好了，一共500万", {"shelves": "500万元"}),
        ("货架20排，一台5万，总共100万", {"shelves": "100万元"}),
        ("工人20个，借款利率3.5%", {"staff": "20人", "rate": "3.5%"}),
        ("利率是3.1", {"rate": "3.1%"}),
        ("货架 500 万元 利率 3%", {"shelves": "500万元", "rate": "3%"}),
    ],
)
def test_a_figure_belongs_to_the_word_beside_it(facts, text: str, told: dict[str, str]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "货架补贴500万",
        "买二手货架花了200万",
        "货架200万，二手的",
        "货架修了20万",
        "没有借款300万",
        "LPR加30个点就是利率",
        "500万",
        "一年房租80万",
    ],
)
def test_a_figure_of_something_else_is_no_fact(facts, text: str) -> None:
    assert facts(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "有没有证的要求",
        "货架补多少",
        "货架能补500万吗",
        "政策写的货架700万门槛",
        "货架要700万才能申请",
        "听说隔壁借了500万",
        "借款500万还是600万",
        "湛江有什么补贴",
        "湛江和茂名哪个补得多",
        "存鱼的有什么要求",
    ],
)
def test_questions_rules_and_other_people_tell_nothing(facts, text: str) -> None:
    assert facts(text) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("如果买800万货架能补多少", {"shelves": "800万元"}),
        ("我们在湛江能拿吗", {"place": "湛江"}),
        ("没有证能不能补", {"licensed": "否"}),
        ("门槛是400万吗，我货架刚好400万", {"shelves": "400万元"}),
    ],
)
def test_a_question_may_tell_the_case_that_it_is_about(facts, text: str, told: dict[str, str]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("不是湛江，是茂名", {"place": "茂名"}),
        ("冷库在湛江，不对，是茂名", {"place": "茂名"}),
        ("货架600万，不对，650万", {"shelves": "650万元"}),
        ("货架不是600万，是560万", {"shelves": "560万元"}),
        ("不存鱼，不是存虾，是存荔枝", {"goods": "果蔬"}),
    ],
)
def test_what_is_taken_back_counts_no_more(facts, text: str, told: dict[str, str]) -> None:
    assert told.items() <= facts(text).items()


def test_two_values_of_one_fact_are_none(facts) -> None:
    assert facts("货架500万，后来货架又是700万") == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("厂在湛江，老板是茂名人", "湛江"),
        ("总部在广州，工厂在湛江", "湛江"),
        ("从茂名搬到湛江", "湛江"),
        ("客户都在深圳，我们在湛江", "湛江"),
        ("货架是从浙江买的", None),
        ("我们有两个厂，一个在湛江一个在茂名", None),
        ("我老婆在湛江工作", None),
    ],
)
def test_only_the_place_of_the_plant_counts(facts, text: str, place: str | None) -> None:
    assert facts(text).get("place") == place


def test_a_day_belongs_to_what_happened_on_it(facts) -> None:
    assert facts("去年5月签的合同，今年3月开张") == {"opened": "2026年3月"}
    assert facts("已经开张了，去年11月") == {"opened": "2025年11月"}
    assert facts("要2025年12月底前开张") == {}
    assert facts("放款是9月") == {"lent": "2025年9月"}


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("shelves", "800", "800万元"),
        ("shelves", "大概七百多吧", "700多万元"),
        ("shelves", "5m? 不对，500w", "500万元"),
        ("rate", "三点三五", "3.35%"),
        ("opened", "打算10月", "2026年10月"),
        ("licensed", "有啊，早就办了", "是"),
        ("licensed", "还没呢，怎么办？", "否"),
        ("licensed", "不是的", "否"),
        ("licensed", "唔係", "否"),
        ("licensed", "不对，办了", "是"),
        ("goods", "冇", "空着"),
        ("place", "湛江那边", "湛江"),
    ],
)
def test_a_short_reply_is_the_value_that_was_asked_for(facts, asked: str, text: str, told: str) -> None:
    assert facts(text, asked) == {asked: told}


def test_a_reply_may_tell_another_fact_instead(facts) -> None:
    assert facts("借了300万", "shelves") == {"debt": "300万元"}
    assert facts("二手的，200万", "shelves") == {}
    assert facts("补贴拿了80万", "shelves") == {}
    assert facts("什么算货架？", "shelves") == {}


@pytest.mark.parametrize("text", ["不知道", "不知道多少钱", "唔清楚", "跳过", "要问会计", "不方便说", "下次再说"])
def test_a_skip_is_no_fact_and_is_told(intake: Intake, text: str) -> None:
    assert intake.read(text, TODAY, "shelves") == Heard((), skipped=True)
    assert intake.read(text, TODAY) == Heard()


@pytest.mark.parametrize("text", ["不方便说", "唔記得", "先不填"])
def test_a_skip_is_no_answer_no(intake: Intake, text: str) -> None:
    assert intake.read(text, TODAY, "licensed") == Heard((), skipped=True)


def test_a_question_back_is_no_skip(intake: Intake) -> None:
    assert not intake.read("不知道怎么算，你说算不算？", TODAY, "shelves").skipped
    assert not intake.read("不知道能补多少", TODAY, "shelves").skipped
    assert not intake.read("还没定，大概五百万，具体忘了", TODAY, "shelves").skipped


@pytest.mark.parametrize(
    "text", ["", " ", "？？？", "\u200b", "货架" * 500, "没有" * 900, "500万到" * 300, "湛江和茂名和" * 300]
)
def test_strange_input_tells_nothing_and_breaks_nothing(intake: Intake, text: str) -> None:
    assert intake.read(text, TODAY, "shelves").facts == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我们厂在中山，不是中山，在佛山", "佛山"),
        ("我厂不是在中山是在佛山", "佛山"),
        ("不是中山是佛山", "佛山"),
        ("厂在惠州，不对，惠东", "惠东"),
        ("厂在开平，不是江门", "开平"),
        ("我厂在江门，不是开平", "江门"),
    ],
)
def test_of_places_the_last_that_is_not_denied_holds(facts, text: str, place: str) -> None:
    assert facts(text) == {"place": place}


@pytest.mark.parametrize("text", ["我有两个厂，一个在东莞一个在开平", "一个厂在东莞，另一个厂在开平"])
def test_of_several_plants_none_is_read_and_all_are_named(intake: Intake, text: str) -> None:
    heard = intake.read(text, TODAY)
    assert heard.facts == ()
    assert heard.places == ("东莞", "开平")
