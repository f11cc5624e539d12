import hashlib

import pytest

from assistant.domain import Query
from assistant.errors import IndexDamaged
from assistant.search.lexical import LexicalIndex
from tests.fakes.clauses import clause, corpus


@pytest.fixture(scope="module")
def index(tokenizer, tmp_path_factory):
    return LexicalIndex.build(tmp_path_factory.mktemp("lexical"), corpus(), tokenizer)


def best(scores):
    return max(scores, key=scores.__getitem__)


def test_bigrams_find_the_clause_that_says_it(index):
    assert best(index.bigram_scores(Query("骗取奖补资金会怎样"), 10)) == "measures:13"


def test_words_find_the_clause_that_says_it(index):
    assert best(index.word_scores(Query("引进设计人才有安家补贴吗"), 10)) == "measures:9"


def test_a_locator_helps_where_the_text_is_silent(index):
    assert "measures:11" in index.bigram_scores(Query("申报程序"), 10)
    assert "measures:11" not in index.word_scores(Query("申报程序"), 10)


def test_stop_words_find_nothing(index):
    assert index.word_scores(Query("是什么的"), 10) == {}


def test_an_expansion_finds_what_the_question_does_not_name_and_weighs_less(index):
    plain = index.word_scores(Query("审计"), 10)
    expanded = index.word_scores(Query("稽核", ("审计",)), 10)
    assert expanded == {clause_id: pytest.approx(score / 2) for clause_id, score in plain.items()}


def test_an_expansion_never_lowers_a_word_of_the_question(index):
    assert index.word_scores(Query("审计", ("审计",)), 10) == index.word_scores(Query("审计"), 10)


def test_at_most_depth_clauses_are_found(index):
    assert len(index.bigram_scores(Query("企业奖补资金申报"), 3)) == 3
    assert index.bigram_scores(Query("企业"), 0) == {}


def test_traditional_script_and_full_width_find_the_same(index):
    assert index.bigram_scores(Query("綠色工廠獎勵５０萬元"), 9) == index.bigram_scores(Query("绿色工厂奖励50万元"), 9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🙂🙂",
        "AND OR NOT ( ) : ^ ~ * ? \" ' [ ] { } + - \\ / && ||",
        'bigrams:"技术" AND id:measures*',
        "\x00\x1b[31m\u202e\ufeff",
        "企业" * 25_000,
        "x" * 100_000,
        "\ud800",
    ],
)
def test_no_text_is_parsed_or_refused(index, text):
    for scores in (index.bigram_scores(Query(text), 5), index.word_scores(Query(text, (text,)), 5)):
        assert len(scores) <= 5


def test_operators_have_no_meaning(index):
    assert index.bigram_scores(Query("-审计 +监督"), 9) == index.bigram_scores(Query("审计 监督"), 9)


def test_an_overlong_word_in_a_clause_hides_nothing_else(tokenizer, tmp_path):
    index = LexicalIndex.build(tmp_path, [clause("d:1", "x" * 200_000 + "企业奖补")], tokenizer)
    assert list(index.bigram_scores(Query("奖补"), 5)) == ["d:1"]


def test_an_empty_index_can_be_searched(tokenizer, tmp_path):
    index = LexicalIndex.build(tmp_path, [], tokenizer)
    assert index.bigram_scores(Query("企业"), 5) == {}
    assert index.clause_count() == 0


def test_it_knows_how_common_a_word_is(index):
    assert index.document_frequency("审计") == 1
    assert index.document_frequency("的") == index.document_frequency("没有的词") == 0
    assert index.clause_count() == 15


def test_amending_leaves_the_source_byte_for_byte(tokenizer, tmp_path):
    LexicalIndex.build(tmp_path / "old", corpus(), tokenizer)

    def digests():
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "old").iterdir()}

    before = digests()
    added = [clause("measures:13", "违规的，收回全部资金。"), clause("new:1", "设立纺织产业基金。")]
    amended = LexicalIndex.amend(tmp_path / "old", tmp_path / "new", added, ["measures:13", "measures:14"], tokenizer)
    assert digests() == before
    assert amended.clause_count() == 15
    assert list(amended.bigram_scores(Query("纺织产业基金"), 1)) == ["new:1"]
    assert "measures:13" in amended.bigram_scores(Query("收回全部资金"), 3)
    assert "measures:14" not in amended.bigram_scores(Query("审计部门监督"), 15)


def test_an_index_that_is_not_there_is_damaged(tokenizer, tmp_path):
    with pytest.raises(IndexDamaged, match="重建"):
        LexicalIndex(tmp_path, tokenizer)
