"""Everyday words for official sentences."""

from dataclasses import replace

import pytest

from assistant.answering.phrasing_files import Asking, misplaced, read_asking
from assistant.answering.phrasings import PhrasingBook
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus
from tests.fakes.documents import version
from tests.fakes.interview import Interview

BODY = (
    "# 渔业方案\n\n一、主要任务\n\n支持渔港码头改造扩能，鼓励更新 20 年以上的渔船；建设冷藏设施。\n\n"
    "推动渔民参加技能培训。\n\n二、其他\n\n加强组织领导。"
)
FILE = """\
document: sample
phrasings:
  - quote: 鼓励更新20年以上的渔船
    asked: [老掉牙的船想换条新的, 旧艇 淘汰]
  - quote: 推动渔民参加技能培训
    asked: [学手艺, training course]
"""


@pytest.fixture
def knowledge(tmp_path):
    folder = tmp_path / "phrasings"
    folder.mkdir()
    (folder / "sample.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sample():
    return version(BODY)


@pytest.fixture
def book(knowledge, sample, spoken):
    return PhrasingBook(read_asking([knowledge])[0], Catalogue([sample]), spoken.script)


def clause_with(sample, words):
    return next(clause for clause in sample.clauses if words in clause.text)


def test_a_phrasing_stands_at_its_statement_however_figures_are_spaced(book, sample):
    clause = clause_with(sample, "渔船")
    (placed,) = book.of(clause.id)
    assert clause.text[placed.start : placed.end] == "鼓励更新 20 年以上的渔船"
    assert "老掉牙" in placed.words


def test_it_is_known_for_how_many_clauses_a_word_is_asked_with(book):
    assert (book.frequency("手艺"), book.frequency("石油")) == (1, 0)


def test_the_statement_asked_for_in_like_words_is_found_with_its_place(book, sample):
    found = book.likely("渔民想学手艺")
    clause = clause_with(sample, "技能培训")
    assert next(iter(found)) == clause.id
    (likely,) = found[clause.id]
    assert clause.text[likely.start : likely.end] == "推动渔民参加技能培训"
    assert 0 < likely.similarity <= 1


def test_the_very_words_of_a_phrasing_are_like_it_though_there_are_few(book, sample):
    (likely,) = book.likely("学手艺")[clause_with(sample, "技能培训").id]
    assert likely.similarity > 0.5


def test_what_half_a_question_is_asked_with_is_half_as_like(book, sample):
    whole, half = (book.likely(question)[clause_with(sample, "技能培训").id] for question in ("学手艺", "学手艺卖石油"))
    assert half[0].similarity < 0.7 * whole[0].similarity


def test_of_two_statements_the_less_like_counts_for_less_than_its_share(book, sample):
    found = book.likely("旧艇淘汰，学手艺")
    first, second = sorted((places[0].similarity for places in found.values()), reverse=True)
    assert second < 0.6 * first


def test_a_statement_is_meant_where_no_other_of_its_document_comes_near(book, sample):
    clearly, either = (book.likely(question) for question in ("学手艺", "老掉牙，学手艺"))
    assert [place.meant for places in clearly.values() for place in places] == [True]
    assert not any(place.meant for places in either.values() for place in places)


def test_what_was_told_before_a_question_says_which_statement_it_is_about(book, sample):
    clause = clause_with(sample, "技能培训")
    assert clause.id not in book.likely("行吗")
    assert book.likely("行吗", "学手艺")[clause.id][0].meant


def test_other_words_and_no_words_are_like_nothing(book):
    assert book.likely("石油管道") == {}
    assert book.likely("") == {}


def test_a_question_in_everyday_words_finds_the_official_sentence(knowledge, sample, spoken):
    question = "旧艇想淘汰换条新的行不行"
    assert Interview(spoken, [sample]).ask(question).status is not AnswerStatus.ANSWERED
    told = Interview(replace(spoken, asking=read_asking([knowledge])[0]), [sample]).ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert "渔船" in "".join(told.quotes)


def test_a_statement_that_is_clearly_meant_answers_whatever_kind_of_thing_was_asked_for(knowledge, sample, spoken):
    told = Interview(replace(spoken, asking=read_asking([knowledge])[0]), [sample]).ask("学手艺去哪里")
    assert told.status is AnswerStatus.ANSWERED
    assert "技能培训" in "".join(told.quotes)


def test_what_is_shown_is_only_the_text(knowledge, sample, spoken):
    told = Interview(replace(spoken, asking=read_asking([knowledge])[0]), [sample]).ask("学手艺有没有地方")
    assert told.withheld == []
    assert "手艺" not in "".join(told.quotes)


def test_a_phrasing_whose_sentence_was_edited_is_named_with_its_line(knowledge, sample):
    edited = replace(sample.document, text=sample.document.text.replace("技能培训", "安全培训"))
    (problem,) = misplaced(read_asking([knowledge])[0].phrasings, [edited])
    assert (problem.path.name, problem.line) == ("sample.yaml", 5)
    assert "推动渔民参加技能培训" in problem.problem


def test_phrasings_wait_for_a_document_that_is_not_there(knowledge):
    assert misplaced(read_asking([knowledge])[0].phrasings, []) == ()


def test_a_quote_across_two_clauses_is_named(knowledge, sample):
    path = knowledge / "phrasings" / "sample.yaml"
    path.write_text(FILE.replace("推动渔民参加技能培训", "技能培训。加强组织领导"), encoding="utf-8")
    (problem,) = misplaced(read_asking([knowledge])[0].phrasings, [sample.document])
    assert problem.line == 5


@pytest.mark.parametrize(
    "broken", ["phrasings: []\n", "document: sample\nphrasings: [{quote: '  ', asked: [船]}]\n", "- 坏: [\n"]
)
def test_a_broken_file_is_named_and_the_others_serve(knowledge, broken):
    (knowledge / "phrasings" / "broken.yaml").write_text(broken, encoding="utf-8")
    asking, problems = read_asking([knowledge])
    assert len(asking.phrasings) == 2
    assert [problem.path.name for problem in problems] == ["broken.yaml"]


def test_a_folder_without_phrasings_has_none(tmp_path):
    assert read_asking([tmp_path]) == (Asking(), ())


def test_one_everyday_word_alone_makes_no_answer(knowledge, sample, spoken):
    interview = Interview(replace(spoken, asking=read_asking([knowledge])[0]), [sample])
    assert interview.ask("石油管道的老掉牙零件去哪配").status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "foreign", ["who is the president", "what time is it", "有什么理由要买保险", "how to rent a house"]
)
def test_questions_of_another_field_are_like_no_phrasing(book, foreign):
    assert book.likely(foreign) == {}


def test_a_statement_with_another_figure_is_still_asked_for_so_and_yet_named(knowledge, sample, spoken):
    edited = version(BODY.replace("20 年", "15 年"))
    asking, _ = read_asking([knowledge])
    book = PhrasingBook(asking, Catalogue([edited]), spoken.script)
    clause = clause_with(edited, "渔船")
    (placed,) = book.of(clause.id)
    assert clause.text[placed.start : placed.end] == "鼓励更新 15 年以上的渔船"
    assert len(misplaced(asking.phrasings, [edited.document])) == 1
