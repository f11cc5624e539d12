"""Questions that were asked before."""

from dataclasses import replace
from datetime import date

from assistant.answering.earlier_runs import MOST_RUNS, EarlierRuns
from assistant.answering.turn import Turn
from assistant.domain import AnswerStatus, Exchange, Question, Sentence, Step

DAY = date(2024, 6, 1)
ASKED = Turn(Question("营收目标是多少？", channel="web"), DAY)
SAID = Sentence("营收达到5000亿元。")
EVENTS = [Step("understand", 1.5, {"form": "lookup"}), SAID, replace(ASKED, status=AnswerStatus.ANSWERED, ended=True)]
EARLIER = (Exchange("有哪些目标？", "有哪些目标？", AnswerStatus.ANSWERED, ()),)


def told(runs: EarlierRuns, turn: Turn):
    events = runs.of(turn)
    return None if events is None else list(events)


def test_the_same_words_on_the_same_day_get_the_same_answer():
    runs = EarlierRuns()
    runs.keep(ASKED, EVENTS)
    step, sentence, turn = told(runs, ASKED)
    assert (step.ms, step.detail) == (1.5, {"form": "lookup"})
    assert sentence == SAID
    assert turn.status is AnswerStatus.ANSWERED


def test_the_answer_belongs_to_whoever_asks_now():
    runs = EarlierRuns()
    runs.keep(ASKED, EVENTS)
    now = replace(ASKED, question=replace(ASKED.question, channel="wechat"))
    assert told(runs, now)[-1].question.channel == "wechat"


def test_another_day_and_other_words_are_worked_out_anew():
    runs = EarlierRuns()
    runs.keep(ASKED, EVENTS)
    assert told(runs, replace(ASKED, as_of=date(2025, 6, 1))) is None
    assert told(runs, replace(ASKED, question=Question("营收目标呢？"))) is None


def test_a_follow_up_is_neither_kept_nor_answered_from_an_earlier_run():
    runs = EarlierRuns()
    follow_up = replace(ASKED, history=EARLIER)
    runs.keep(follow_up, EVENTS)
    assert told(runs, ASKED) is None
    runs.keep(ASKED, EVENTS)
    assert told(runs, follow_up) is None


def test_what_was_asked_longest_ago_goes_first():
    runs = EarlierRuns()
    turns = [replace(ASKED, question=Question(f"第{number}问")) for number in range(MOST_RUNS + 1)]
    for turn in turns[:-1]:
        runs.keep(turn, EVENTS)
    told(runs, turns[0])
    runs.keep(turns[-1], EVENTS)
    assert told(runs, turns[1]) is None
    assert told(runs, turns[0]) is not None
