"""An approved answer in place of one from the corpus: when it is given, how it is said, when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from assistant.answering.turn import Turn
from assistant.approved.hits import Hits
from assistant.approved.words import SameWords
from assistant.channels.messages.texting import Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.channels.openai_api.wording import STYLES
from assistant.channels.openai_api.wording import Wording as BotWording
from assistant.channels.openai_api.words import FILE, read_words
from assistant.channels.terminal import print_answer
from assistant.channels.wire import answer_to_wire
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, ApprovedState, Kind, Mode, Paragraph, Question, Role
from assistant.language.script import ScriptConverter
from tests.fakes.approved import APPROVED, RULE, TODAY, cited, cold_rule, event
from tests.fakes.approved_store import MemoryApprovedStore
from tests.fakes.documents import RECORDED_AT
from tests.fakes.eligibility import KNOWLEDGE
from tests.fakes.rules import day

ASKED = "请问冷库补助最高能拿多少钱啊"
STEPS = ["approved"]


def steps(answer) -> list[str]:
    return [step.name for step in answer.trace]


def test_the_question_gets_the_approved_words_with_their_citations(before):
    answer = before().says(ASKED, TODAY)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text == "您好，冷库补助每家企业最高500万元。[1]\n发放时间请向属地部门核实。"
    assert [each.quote for each in answer.citations] == ["冷库补助每家企业最高500万元"]
    assert answer.notices == ("人工审核答复：工作人员于 2026-11-23 审核，引文是否有效按 2026-11-23 判断。",)
    assert answer.mode is Mode.QUOTES
    assert steps(answer) == STEPS
    assert answer.trace[0].detail == {"approved": "a", "likeness": 1.0, "question": "冷库补助最高能拿多少钱？"}


def test_a_variant_gets_it_too_and_another_question_goes_to_the_pipeline(before):
    owner = before()
    assert steps(owner.says("冷库补助封顶多少", TODAY)) == STEPS
    assert "understand" in steps(owner.says("冷库补助什么时候发放", TODAY))


def test_traditional_gets_traditional_words_around_the_quote_as_it_stands(before):
    answer = before().says("請問冷庫補助最高能拿多少錢", TODAY)
    assert answer.text.startswith("您好，冷库补助每家企业最高500万元。[1]")
    assert answer.text.endswith("發放時間請向屬地部門核實。")
    assert answer.notices[0].startswith("人工審核答覆")


def test_numbers_inside_a_paragraph_are_no_part_of_what_is_said(before):
    inside = replace(APPROVED, paragraphs=(Paragraph("冷库补助每家企业最高500万元[1]，以办法为准。", (1,)),))
    assert before(inside).says(ASKED, TODAY).text == "冷库补助每家企业最高500万元，以办法为准。[1]"


def test_a_digest_is_called_one_and_an_end_that_is_near_is_told(before):
    digest = cold_rule(kind=Kind.DIGEST)
    answer = before(
        replace(APPROVED, citations=(cited("冷库补助每家企业最高500万元", 1, digest),)), versions=(digest,)
    ).says(ASKED, TODAY)
    assert [each.role for each in answer.sentences] == [Role.ANSWER, Role.ANSWER, Role.REMARK]
    assert "不是原文" in answer.text


@pytest.mark.parametrize("state", [each for each in ApprovedState if each is not ApprovedState.PUBLISHED])
def test_only_what_is_published_is_given(before, state):
    assert "understand" in steps(before(replace(APPROVED, state=state)).says(ASKED, TODAY))


@pytest.mark.parametrize("as_of", [date(2024, 6, 1), date(2028, 1, 1)])
def test_on_a_day_on_which_a_cited_rule_does_not_hold_the_pipeline_answers(before, as_of):
    assert "understand" in steps(before().says(ASKED, as_of))


@pytest.mark.parametrize(
    "changed",
    [
        {"review_on": TODAY - timedelta(days=1)},
        {"expires_on": TODAY - timedelta(days=1)},
        {"citations": (replace(APPROVED.citations[0], digest="0" * 64),)},
        {"citations": (replace(APPROVED.citations[0], document_id="gone", clause_id="gone:1"),)},
    ],
)
def test_what_is_in_doubt_is_not_given(before, changed):
    assert "understand" in steps(before(replace(APPROVED, **changed)).says(ASKED, TODAY))


def test_words_that_moved_unchanged_to_another_place_are_cited_there(before):
    moved = cold_rule(RULE.replace("一、标准\n", "一、标准\n\n冷库补助每年一次。\n"), 2)
    answer = before(versions=(moved,)).says(ASKED, TODAY)
    assert steps(answer) == STEPS
    assert moved.document.text[answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote
    assert answer.citations[0].clause_id != APPROVED.citations[0].clause_id


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.QUOTES])
def test_it_is_given_whichever_way_an_answer_may_be_worded(before, mode):
    assert steps(before().assistant.answer(Question(ASKED, as_of=TODAY, mode=mode))) == STEPS


def test_who_tells_of_an_enterprise_or_asks_whether_one_qualifies_is_judged_instead(before):
    told = replace(APPROVED, question="冷库设备500万元最高能拿多少钱？", variants=("我们厂能申请冷库补助吗",))
    owner = before(told)
    assert steps(owner.says("冷库设备500万元最高能拿多少钱", TODAY)) != STEPS
    assert steps(owner.says("我们厂能申请冷库补助吗", TODAY)) != STEPS


def test_a_question_of_a_conversation_is_taken_by_itself_only_if_it_stands_alone(before):
    vague = replace(APPROVED, question="奖金最高多少钱？", variants=("那它最高多少钱呢",))
    other = cold_rule(
        "# 展会补助办法\n\n展会补助每场10万元。\n", id="fair", title="展会补助办法", short_title="展会办法"
    )
    owner = before(vague, versions=(cold_rule(), other))
    assert steps(owner.says("奖金最高多少钱", TODAY)) == STEPS
    # The last answer rests on what this one rests on.
    assert steps(owner.says("奖金最高多少钱", TODAY)) == STEPS
    assert steps(owner.says("那它最高多少钱呢", TODAY)) != STEPS
    assert any(each.document_id == "fair" for each in owner.says("展会补助每场多少钱", TODAY).citations)
    assert steps(owner.says("奖金最高多少钱", TODAY)) != STEPS


def test_what_another_process_publishes_is_given_within_half_a_second(spoken):
    now = 0.0
    store, catalogue = MemoryApprovedStore(), Catalogue((cold_rule(),))
    hits = Hits(store, spoken, SameWords.read(KNOWLEDGE), "", lambda: RECORDED_AT, lambda: now)
    turn = Turn(Question(ASKED), TODAY)
    assert hits.given(turn, catalogue) is None
    store.add(APPROVED, event("approved_added"))
    now = 0.4
    assert hits.given(turn, catalogue) is None
    now = 0.5
    assert hits.given(turn, catalogue) is not None
    store.save(replace(APPROVED, state=ApprovedState.RETIRED), 1, event("approved_retired"))
    hits.look_again()
    assert hits.given(turn, catalogue) is None


def test_many_questions_ask_the_store_once(spoken):
    class Counting(MemoryApprovedStore):
        asked = 0

        def generation(self) -> str:
            type(self).asked += 1
            return super().generation()

    hits = Hits(Counting(), spoken, SameWords.read(KNOWLEDGE), "", lambda: RECORDED_AT, lambda: 7.0)
    for _ in range(5):
        hits.given(Turn(Question(ASKED), TODAY), Catalogue((cold_rule(),)))
    assert Counting.asked == 1


def test_with_an_end_of_its_rule_within_two_months_people_are_warned(before):
    soon = cold_rule(expires_on=day("2026-12-31"), validity_basis=("冷库办法有效期到2027年12月31日",))
    answer = before(
        replace(APPROVED, citations=(cited("冷库补助每家企业最高500万元", 1, soon),)), versions=(soon,)
    ).says(ASKED, TODAY)
    assert any("快到期" in each.text for each in answer.sentences if each.role is Role.REMARK)


def test_every_way_to_tell_an_answer_says_that_a_person_approved_it(before):
    answer = before().says(ASKED, TODAY)
    prompts = KNOWLEDGE.parent / "prompts"
    words = MessageWords.from_file(prompts / MESSAGES, ScriptConverter())
    texting = Texting(words, "https://policy.example", "")
    assert all("人工审核答复" in text for text in texting.tell(answer).parts[:1])
    assert "人工审核答复" in texting.tell_markdown(answer)
    assert "人工审核答复" in BotWording(read_words(prompts / FILE), "").whole(answer, STYLES["policy-qa"])
    terminal = Console(file=StringIO())
    print_answer(terminal, answer_to_wire(answer))
    assert "人工审核答复" in terminal.file.getvalue()
