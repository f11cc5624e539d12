"""Talk that needs no policy, and questions that only begin like it."""

from dataclasses import replace

import pytest

from assistant.answering.phrasing_files import read_asking
from assistant.domain import AnswerStatus
from tests.fakes.interview import Interview

LINES = """\
- kind: farewell
  said: [我先去忙了 回头聊, 去开会了 拜, 听日再倾, 得闲再来揾你]
- kind: praise
  said: [比上次强多了, 你太有才了, 呢个答得几好]
"""


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("你好", "greeting"),
        ("您好！", "greeting"),
        ("Hello~", "greeting"),
        ("在吗？", "greeting"),
        ("谢谢", "thanks"),
        ("好的，多谢！", "thanks"),
        ("唔該晒", "thanks"),
        ("多谢老板", "thanks"),
        ("好的明白了，多谢晒", "thanks"),
        ("再见", "farewell"),
        ("bye", "farewell"),
        ("你是谁呀？", "identity"),
        ("你能做什么", "identity"),
        ("你是真人吗", "identity"),
        ("who are you", "identity"),
        ("你们这个准吗", "identity"),
        ("有什么可以帮我", "identity"),
        ("你会不会骗我", "identity"),
        ("这是官方的吗", "identity"),
        ("怎么用你", "identity"),
        ("测试", "greeting"),
        ("喂 有冇人", "greeting"),
        ("你好 在吗 想咨询一下", "greeting"),
        ("行 知道了", "acknowledgement"),
        ("没事了", "acknowledgement"),
        ("不好意思", "acknowledgement"),
        ("唔該", "thanks"),
        ("好的 下次再问你", "farewell"),
        ("哈哈", "praise"),
        ("你好聪明", "praise"),
        ("讲得好清楚 谢谢", "praise"),
        ("能转人工吗", "handover"),
        ("你们几点上班", "handover"),
        ("识唔识广东话", "language"),
        ("do you speak english", "language"),
        ("会泄露我的信息吗", "privacy"),
        ("看不懂 说人话", "again"),
        ("再说一遍", "again"),
    ],
)
def test_small_talk_gets_its_reply_without_a_citation(interview, spoken, text, reply):
    told = interview.ask(text)
    documents = "、".join(f"《{document.short_title}》" for document in interview.catalogue.documents())
    wording = spoken.replies(f"small_talk.{reply}", documents=documents)
    assert (told.status, told.quotes) == (AnswerStatus.ANSWERED, [])
    assert [spoken.script.to_simplified(said) for said in told.said] == [wording]


@pytest.mark.parametrize(
    "text",
    [
        "你好，码头改造怎么支持？",
        "谢谢，那冷库建在哪里？",
        "早晨，想问渔业营收目标",
        "再见之前再问一句：冷库建在哪里？",
        "你们说的码头改造，珠海有份吗",
        "好的，那冷库建在哪里",
        "有什么办法可以帮渔民培训",
    ],
)
def test_a_polite_question_is_answered_as_a_question(interview, text):
    assert interview.ask(text).quotes


def test_the_reply_comes_in_the_script_of_the_greeting(interview):
    assert "只依據已收錄的政策文件" in interview.ask("請問你是誰？").text


@pytest.mark.parametrize(
    "text", ["明天天气怎么样？", "帮我写一段Python代码", "感冒了吃什么药", "1+1等于几", "福建有什么补贴？"]
)
def test_what_no_policy_answers_is_out_of_scope_and_names_what_is_collected(interview, text):
    told = interview.ask(text)
    assert told.status is AnswerStatus.OUT_OF_SCOPE
    assert all(f"《{document.short_title}》" in told.text for document in interview.catalogue.documents())
    assert told.quotes == []


@pytest.mark.parametrize("filler", ["嗯", "好的", "谢谢", "明白了，", "请问"])
def test_a_long_run_of_filler_words_is_read_in_no_time(interview, filler):
    # A pattern that backtracks would never come back from this.
    assert interview.ask(filler * 300 + "在吗朋友").status is not None


@pytest.mark.parametrize("text", ["那个东西怎么弄", "这个文件怎么样", "这个怎么办呀"])
def test_talk_that_names_nothing_is_asked_back(interview, text):
    told = interview.ask(text)
    assert (told.status, told.quotes) == (AnswerStatus.CLARIFICATION_NEEDED, [])


def test_a_name_that_stands_nowhere_is_said_to_stand_nowhere(interview):
    told = interview.ask("两反一保是什么")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "没有写到：两反一保" in told.text


OPEN = "- topic: 渔船的保险\n  asked: [渔船要不要买保险, 出海的保险谁来付, 船上的人怎么投保]\n"


@pytest.fixture
def chatting(tmp_path, spoken):
    (tmp_path / "small_talk").mkdir()
    (tmp_path / "small_talk" / "lines.yaml").write_text(LINES, encoding="utf-8")
    (tmp_path / "unwritten").mkdir()
    (tmp_path / "unwritten" / "open.yaml").write_text(OPEN, encoding="utf-8")
    asking, problems = read_asking([tmp_path])
    assert problems == ()
    return Interview.of_folder(replace(spoken, asking=asking), "tests/fakes/knowledge")


@pytest.mark.parametrize(("text", "reply"), [("我去开会了", "farewell"), ("你们比上次强多了", "praise")])
def test_talk_is_told_by_what_people_say_in_like_words(chatting, spoken, text, reply):
    told = chatting.ask(text)
    assert (told.status, told.said, told.quotes) == (AnswerStatus.ANSWERED, [spoken.replies(f"small_talk.{reply}")], [])


def test_where_no_questions_are_known_nothing_is_taken_for_talk(tmp_path, spoken):
    (tmp_path / "small_talk").mkdir()
    (tmp_path / "small_talk" / "lines.yaml").write_text(LINES, encoding="utf-8")
    asking, _ = read_asking([tmp_path])
    told = Interview.of_folder(replace(spoken, asking=asking), "tests/fakes/knowledge").ask("我去开会了")
    assert told.status is not AnswerStatus.ANSWERED


def test_a_question_that_shares_a_word_with_talk_is_still_asked(chatting):
    assert chatting.ask("去开会了，想先问问冷库建在哪里").quotes
