"""What people ask for though no document says it: told from what is answered, and called by its name."""

from dataclasses import replace

import pytest

from assistant.answering.evidence import brief
from assistant.answering.lexicon import ValueType
from assistant.answering.phrasing_files import Asking, read_asking
from assistant.answering.phrasings import Leaning, PhrasingBook
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading
from assistant.answering.stretches import without_aspects
from assistant.answering.turn import Evidence, Finding, Part, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Query
from tests.fakes.documents import version
from tests.fakes.interview import Interview

BODY = (
    "# 渔业方案\n\n一、主要任务\n\n支持渔港码头改造扩能，鼓励更新 20 年以上的渔船；建设冷藏设施。\n\n"
    "推动渔民参加技能培训。\n\n二、其他\n\n加强组织领导。"
)
PHRASINGS = """\
document: sample
phrasings:
  - quote: 鼓励更新20年以上的渔船
    asked: [老掉牙的船想换条新的有没有说法, 旧艇淘汰鼓励吗, 二十年的船可以更新吗, 老渔船怎么处理, 换新船支持吗]
  - quote: 推动渔民参加技能培训
    asked: [渔民想学手艺有没有地方, 培训支持吗, 打鱼的能参加培训吗, 学开船的技术管不管]
"""
TOPICS = """\
- topic: 换船补贴的标准
  asked: [换一条船补多少钱, 更新渔船补贴几万块, 补贴按什么标准算, 换船政府出几成, 一条船补贴多少]
- topic: 培训班的报名方式
  asked: [培训班去哪里报名, 报名要带什么材料, 培训报名电话多少, 怎么报名参加培训]
"""


@pytest.fixture
def knowledge(tmp_path):
    for folder, text in (("phrasings", PHRASINGS), ("unwritten", TOPICS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sample.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def asking(knowledge):
    found, problems = read_asking([knowledge])
    assert problems == ()
    return found


@pytest.fixture
def book(asking, spoken):
    return PhrasingBook(asking, Catalogue([version(BODY)]), spoken.script)


@pytest.fixture
def interview(asking, spoken):
    return Interview(replace(spoken, asking=asking), [version(BODY)])


@pytest.mark.parametrize("question", ["旧船想换新的鼓励吗", "老渔船淘汰有没有说法"])
def test_a_question_like_those_that_are_answered_leans_so(book, question):
    leaning = book.leaning(question)
    assert leaning.answerable > 0
    assert leaning.nearer > 0
    assert leaning.topic == ""


def test_a_question_like_those_left_open_names_its_topic(book):
    leaning = book.leaning("更新渔船一条补贴多少钱")
    assert leaning.answerable < 0
    assert leaning.nearer < 0
    assert leaning.topic == "换船补贴的标准"


def test_without_topics_nothing_is_said_of_leaning(asking, spoken):
    book = PhrasingBook(Asking(asking.phrasings), Catalogue([version(BODY)]), spoken.script)
    assert book.leaning("更新渔船一条补贴多少钱") == Leaning()


def test_what_is_left_open_is_refused_by_the_name_of_its_topic(interview):
    told = interview.ask("我想换条新渔船，一条补贴多少钱")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "没有写明换船补贴的标准" in told.text


def test_what_is_answered_is_still_answered_beside_the_topics(interview):
    told = interview.ask("我的船老掉牙了，想换条新的，有没有说法")
    assert told.status is AnswerStatus.ANSWERED
    assert "渔船" in "".join(told.quotes)


def test_a_surely_answered_question_keeps_no_aspect_that_its_words_only_suggest(interview):
    reading = interview.read("渔船更新的补贴标准")
    assert reading.aspects
    freed = without_aspects(reading)
    assert freed.aspects == ()
    assert freed.value is ValueType.ANY


@pytest.mark.parametrize("line", ["补贴 20 万元的条件", "五百件样衣的去向"])
def test_a_topic_whose_name_holds_a_figure_is_refused_with_its_line(knowledge, line):
    path = knowledge / "unwritten" / "sample.yaml"
    path.write_text(TOPICS + f"- topic: {line}\n  asked: [补多少]\n", encoding="utf-8")
    asking, (problem,) = read_asking([knowledge])
    assert asking.unwritten == ()
    assert problem.line == 5
    assert "数字" in problem.message


def test_a_topic_is_not_named_by_a_name_that_hardly_stands_in_the_question(asking, spoken):
    renamed = tuple(replace(topic, name="财政资金的去向") for topic in asking.unwritten[:1])
    book = PhrasingBook(Asking(asking.phrasings, renamed), Catalogue([version(BODY)]), spoken.script)
    leaning = book.leaning("更新渔船一条补贴多少钱")
    assert leaning.nearer < 0
    assert leaning.topic == ""


def test_several_long_answers_keep_their_best_stretch_each():
    long = [(Span("a", 0, 120),), (Span("b", 0, 120),)]
    reading = Reading("渔船", Form.LOOKUP)
    evidence = Evidence(Finding.QUOTES, tuple(long))
    parts = tuple(Part(reading, Query("渔船"), evidence=evidence) for _ in range(2))
    assert [len(part.evidence.groups) for part in brief(parts)] == [1, 1]
    assert brief(parts[:1]) == parts[:1]


def test_a_topic_names_what_is_missing_only_where_it_is_about_that(interview):
    told = interview.ask("渔民参加培训班报名有没有补贴")
    assert "补贴" in told.text
    assert "报名方式" not in told.text


def test_few_characters_tell_little_and_more_beside_them_tell_more():
    brief_one, whole = Leaning(-1.0, -1.0, length=5), Leaning(-1.0, -1.0, length=20)
    assert brief_one.telling == 0.5
    assert brief_one.beside(whole).telling == 1.0
