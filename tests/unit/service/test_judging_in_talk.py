"""In a conversation what people tell of their enterprise is kept, judged, asked on for, and told with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.language import Language
from assistant.answering.turn import Turn
from assistant.conversing import Conversing
from assistant.domain import AnswerStatus, Outcome, Question, Quotes, Sentence, Step
from assistant.eligibility.telling import Telling
from tests.fakes.documents import RECORDED_AT
from tests.fakes.interview import language
from tests.fakes.owner import Owner, asked, known, owner_over
from tests.fakes.stores import MemoryConversationStore
from tests.unit.eligibility.cold_store import OPEN, cold_files, cold_store

ASKS = "asks: ['能拿.{0,8}补助', '够.{0,9}条件']\nwidely: ['有什么补助']\n"


WITHOUT_TRADE = {"completed": "2025年6月", "years": "5年", "funded": "否"}
FIT = {"industry": "garment", **WITHOUT_TRADE}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def owner(spoken: Language, tmp_path: Path) -> Owner:
    (tmp_path / "eligibility_asked.yaml").write_text(ASKS, encoding="utf-8")
    return owner_over(cold_files(tmp_path), spoken, cold_store())


def test_a_question_about_a_rule_alone_judges_nobody(owner: Owner) -> None:
    assert owner.says("冷库补助最高多少？").judged is None


def test_who_asks_whether_they_qualify_is_judged_and_asked_one_thing_at_a_time(owner: Owner) -> None:
    answer = owner.says("我在清远，能拿到冷库设备补助吗？")
    assert known(answer) == {"place": "清远"}
    assert answer.judged is not None
    assert [each.programme_id for each in answer.judged.verdicts] == ["cold-store"]
    assert answer.judged.verdicts[0].outcome is Outcome.UNDETERMINED
    assert asked(answer)


def test_replies_are_kept_until_the_verdict_is_there(owner: Owner) -> None:
    replies = {
        "industry": "做服装",
        "equipment": "500万",
        "completed": "去年6月",
        "certified": "没有",
        "years": "5年",
        "funded": "没有拿过",
    }
    answer = owner.says("我在清远，够冷库设备补助的条件吗？")
    said = []
    while asked(answer):
        said.append(asked(answer))
        answer = owner.says(replies[asked(answer)])
    assert len(set(said)) == len(said)
    assert answer.judged is not None
    assert answer.judged.verdicts[0].outcome is Outcome.LIKELY
    assert "即最高150万元" in answer.text
    assert {citation.document_id for citation in answer.citations} == {"cold"}


def test_what_is_not_met_is_told_in_the_words_of_the_rule(owner: Owner) -> None:
    owner.says(
        "我在清远，够冷库设备补助的条件吗？", industry="garment", completed="2025年6月", years="5年", funded="否"
    )
    answer = owner.says("300万")
    assert answer.status is AnswerStatus.ANSWERED
    assert "“设备金额”这一条不符合：冷库设备珠三角不低于700万元，粤东西北不低于400万元。" in answer.text


def test_who_skips_is_not_asked_the_same_again(owner: Owner) -> None:
    first = owner.says("我在清远，能拿到冷库设备补助吗？")
    second = owner.says("跳过")
    assert asked(second) not in ("", asked(first))


def test_a_figure_that_fits_nothing_is_said_not_to_be_understood_and_asked_again(owner: Owner) -> None:
    owner.says("我在清远，能拿到冷库设备补助吗？", equipment="500万元", **WITHOUT_TRADE)
    answer = owner.says("3.5%")
    assert answer.text == "没有读懂这个回答，请换个说法再说一次。\n做什么？"
    assert asked(answer) == "industry"


@pytest.mark.parametrize("reply", ["差不多吧", "好像没有", "不是没有", "没问题"])
def test_a_reply_that_leaves_it_open_is_said_not_to_be_understood_and_asked_again(owner: Owner, reply: str) -> None:
    first = owner.says(
        "我在清远，能拿到冷库设备补助吗？", equipment="500万元", industry="做服装", completed="2025年6月", years="5年"
    )
    answer = owner.says(reply)
    assert (asked(first), asked(answer)) == ("funded", "funded")
    assert answer.text.startswith("没有读懂这个回答，请换个说法再说一次。")
    assert "funded" not in known(answer)
    assert known(owner.says("没错"))["funded"] == "是"


def test_a_question_in_between_is_answered_and_what_is_known_is_kept(owner: Owner) -> None:
    owner.says("我在清远，能拿到冷库设备补助吗？")
    answer = owner.says("冷库补助每家企业最高多少？")
    assert "500万元" in answer.text
    assert known(answer) == {"place": "清远"}


def test_a_reply_in_traditional_is_answered_in_it_with_verbatim_quotes(owner: Owner) -> None:
    owner.says(
        "我哋喺清遠，夠冷庫設備補助的條件嗎？", industry="garment", completed="2025年6月", years="5年", funded="否"
    )
    answer = owner.says("300萬")
    assert "對照下來，不符合條件" in answer.text
    assert "冷库设备珠三角不低于700万元，粤东西北不低于400万元。" in answer.text


def test_facts_told_beside_a_question_count_as_said(owner: Owner) -> None:
    answer = owner.says("够冷库设备补助的条件吗？", place="东莞", unheard_of="什么")
    assert known(answer) == {"place": "东莞"}


def test_a_correction_takes_the_place_of_what_was_told(owner: Owner) -> None:
    owner.says("我在清远，能拿到冷库设备补助吗？")
    assert known(owner.says("不是清远，是东莞"))["place"] == "东莞"


def test_a_question_about_conditions_that_speaks_of_nobody_is_answered_from_the_rules_alone(owner: Owner) -> None:
    assert owner.says("够冷库设备补助的条件是什么？").judged is None


def test_with_the_conversation_what_was_told_is_forgotten(owner: Owner) -> None:
    answer = owner.says("我在清远，能拿到冷库设备补助吗？")
    owner.assistant.forget(answer.conversation_id)
    owner.conversation_id = None
    assert known(owner.says("我够冷库设备补助的条件吗？")) == {}


def test_what_a_model_words_is_shown_before_it_has_spoken(owner: Owner, spoken: Language) -> None:
    class Wording:
        """Quotes at once, then the words."""

        def run(self, turn: Turn) -> Iterator[Step | Quotes | Sentence | Turn]:
            yield Step("understand", 0.1)
            yield Quotes((Sentence("引文"),), ())
            yield Sentence("措辞")
            yield replace(turn, status=AnswerStatus.ANSWERED, sentences=(Sentence("措辞"),), ended=True)

    serving = replace(owner.assistant._ready(), pipeline=Wording())
    conversing = Conversing(
        MemoryConversationStore(), lambda: RECORDED_AT, Telling(spoken.replies, spoken.script), 200, False
    )
    question = Question("够冷库设备补助的条件吗？", None, OPEN, profile={"equipment": "900万元"})
    events = conversing.stream(question, serving)
    assert [type(event).__name__ for _, event in zip(range(4), events, strict=False)] == [
        "Begun",
        "Step",
        "Quotes",
        "Sentence",
    ]
