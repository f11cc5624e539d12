"""Whatever the text, the spans of its clauses hold every character but whitespace, once."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import parse_clauses
from assistant.domain import Level
from tests.fakes.documents import document

PHRASES = (
    "企业应当登记 给予不超过20%的补助 1.5 亿元 制定方案 （见附件。） “好。” 《办法》 第三条 **强化技改** **最高** "
    "； ， 。 ！ ： （一） ① 1. * |"
)
NUMBERS = "第一章 第二条 第三条之一 第一部分 一、 （二） (3) 1. 2、 1.1 ① 附件 附件： 附件2： 表1 ** |"
WORDS = st.sampled_from([*PHRASES.split(), " ", "\u3000", "2024 年 3 月"])
STARTS = st.sampled_from(
    [*NUMBERS.split(), "", "", "# ", "## ", "- ", "  - ", "第二条\u3000", "1. ", "| a | b |\n|---|---|\n| ", "---\n"]
)
ENDS = st.sampled_from(["", "。", " |", "**", "：", "2024年3月1日"])
LINES = st.builds(lambda start, words, end: start + "".join(words) + end, STARTS, st.lists(WORDS, max_size=6), ENDS)
BODIES = st.lists(LINES, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)


def assert_tiled(body):
    parsed = document(body)
    clauses = parse_clauses(parsed)
    position = 0
    for ordinal, clause in enumerate(clauses):
        assert clause.ordinal == ordinal
        assert clause.text == parsed.text[clause.start : clause.end] == clause.text.strip() != ""
        assert not parsed.text[position : clause.start].strip()
        position = clause.end
    assert not parsed.text[position:].strip()
    return clauses


@given(BODIES)
def test_spans_tile_text_made_of_numbers_marks_and_sentences(body):
    assert_tiled(body)


@given(st.text(max_size=200))
def test_spans_tile_any_text(body):
    assert_tiled(body)


@given(BODIES)
def test_ids_are_unique_ascii_and_parents_are_headings_read_before(body):
    clauses = assert_tiled(body)
    seen = {}
    for clause in clauses:
        assert clause.id.isascii()
        assert clause.id not in seen
        assert clause.locator
        if clause.parent_id is not None:
            assert seen[clause.parent_id].level is Level.OUTLINE
            assert clause.depth == seen[clause.parent_id].depth + 1
        seen[clause.id] = clause


@given(BODIES)
def test_the_same_text_gives_the_same_clauses(body):
    assert parse_clauses(document(body)) == parse_clauses(document(body))


@given(BODIES)
def test_only_layout_marks_are_taken_off(body):
    kept = "".join(document(body).text.split())
    remaining = iter("".join(body.split()))
    assert all(character in remaining for character in kept)
    assert all(character in "#-*|:+_" for character in _dropped(body, kept))


def _dropped(body, kept):
    left = list("".join(body.split()))
    for character in kept:
        left.remove(character)
    return left
