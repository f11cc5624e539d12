"""Marks of sources are taken off the text and remembered where they stood."""

import pytest

from assistant.corpus import parse_clauses
from assistant.corpus.layout import strip_layout
from assistant.domain import Confidence, Kind, Level, MarkKind, Source
from tests.fakes.documents import document

NEWS = Source("news", "报道", "https://example.test/news", Confidence.NEWS)
BUREAU = Source("bureau", "市局网站", "https://example.test/bureau", Confidence.OFFICIAL)
SEEN_ELSEWHERE = Source("copy_1", "转载页", "https://example.test/copy", Confidence.REPRINT)
SOURCES = (NEWS, BUREAU, SEEN_ELSEWHERE)


def digest(body):
    return document(body, kind=Kind.DIGEST, sources=SOURCES)


def clauses(body):
    return parse_clauses(digest(body))


def sources_by_text(body):
    """The ids of the sources of each statement, nearest to the official text first."""
    held = digest(body)
    return {
        clause.text: [source.id for source in held.sources_of(clause.start, clause.end)]
        for clause in parse_clauses(held)
        if clause.level is Level.TEXT
    }


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- 给予奖补。[^news]", "给予奖补。"),
        ("- 给予奖补[^news]。", "给予奖补。"),
        ("- 给予奖补。[^news][^bureau]", "给予奖补。"),
        ("- **奖补**[^news]给企业。[^bureau]", "奖补给企业。"),
        ("- **奖补[^news]**给企业。", "奖补给企业。"),
        ("给予奖补。[^copy_1]", "给予奖补。"),
        ("# 奖补办法[^news]", "奖补办法"),
        ("一、奖补[^news]", "一、奖补"),
    ],
)
def test_nothing_of_a_mark_stays_in_the_text(line, text):
    assert strip_layout(line)[0] == text


def test_nothing_of_a_mark_stays_in_a_table():
    text, marks = strip_layout("| 方式 | 上限 |\n| --- | --- |\n| 奖补[^news] | 100万元[^bureau][^news] |")
    assert text == "| 方式 | 上限 |\n| 奖补 | 100万元 |"
    assert [mark.source for mark in marks if mark.kind is MarkKind.SOURCE] == ["news", "bureau", "news"]


@pytest.mark.parametrize("line", ["- 见附表[1]。", "- 见[^]。", "- 见[^News]。", "- 见[^ news]。", "- 2^3[a]。"])
def test_what_is_no_mark_stays_as_it_is_written(line):
    text, marks = strip_layout(line)
    assert text == line.removeprefix("- ")
    assert MarkKind.SOURCE not in {mark.kind for mark in marks}


def test_a_mark_is_kept_without_width_where_it_stood():
    text, marks = strip_layout("- 前[^news]后[^bureau]\n- **粗**体[^news]。")
    places = [(mark.source, text[: mark.start].rsplit("\n", 1)[-1]) for mark in marks if mark.kind is MarkKind.SOURCE]
    assert places == [("news", "前"), ("bureau", "前后"), ("news", "粗体")]
    assert all(mark.start == mark.end for mark in marks if mark.kind is MarkKind.SOURCE)


def test_what_is_bold_stays_bold_beside_a_mark():
    text, marks = strip_layout("- [^news]**奖补**[^bureau]给企业，**一次**给。")
    bold = [text[mark.start : mark.end] for mark in marks if mark.kind is MarkKind.BOLD]
    assert bold == ["奖补", "一次"]


def test_a_marked_text_gives_the_same_clauses_as_one_without_marks():
    marked = "# 办法\n\n一、能得到什么[^news]\n\n- 甲。[^news]\n\n- **乙**，丙。[^bureau][^news]\n\n丁。[^news]戊。"
    plain = marked
    for name in ("news", "bureau"):
        plain = plain.replace(f"[^{name}]", "")
    assert clauses(marked) == clauses(plain)


def test_every_clause_is_the_text_at_its_span():
    held = digest("# 办法\n\n- 甲。[^news]\n\n| 方式 | 上限 |\n| --- | --- |\n| 奖补[^news] | 百万元[^bureau] |\n")
    for clause in parse_clauses(held):
        assert held.text[clause.start : clause.end] == clause.text
        assert "[^" not in clause.text


def test_a_bullet_has_the_sources_at_its_end_nearest_to_the_official_text_first():
    found = sources_by_text("# 办法\n\n- 甲给奖补。[^news][^copy_1][^bureau]\n\n- 乙给贴息。[^news]\n")
    assert found == {"甲给奖补。": ["bureau", "copy_1", "news"], "乙给贴息。": ["news"]}


def test_a_bullet_does_not_have_the_sources_of_its_neighbours():
    found = sources_by_text("# 办法\n\n- 甲给奖补。[^news]\n\n- 乙给贴息。\n\n- 丙给保险补贴。[^bureau]\n")
    assert found["乙给贴息。"] == []


def test_two_sentences_of_a_paragraph_have_each_their_own_source():
    found = sources_by_text("# 办法\n\n甲给奖补。[^news]乙给贴息。[^bureau]\n")
    assert found == {"甲给奖补。": ["news"], "乙给贴息。": ["bureau"]}


def test_a_row_of_a_table_has_the_sources_of_all_its_cells():
    table = "| 方式 | 上限 |\n| --- | --- |\n| 奖补[^news] | 一百万元[^bureau] |\n| 贴息 | 十万元[^copy_1] |\n"
    found = sources_by_text(f"# 办法\n\n{table}")
    assert found == {"| 奖补 | 一百万元 |": ["bureau", "news"], "| 贴息 | 十万元 |": ["copy_1"]}


def test_a_bold_statement_has_its_source():
    assert sources_by_text("# 办法\n\n- **甲给奖补。[^bureau]**\n") == {"甲给奖补。": ["bureau"]}
    assert sources_by_text("# 办法\n\n- **甲**给奖补。[^bureau]\n") == {"甲给奖补。": ["bureau"]}


def test_a_source_that_the_document_does_not_list_is_none():
    assert sources_by_text("# 办法\n\n- 甲给奖补。[^nobody][^news]\n") == {"甲给奖补。": ["news"]}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_bullet_before_a_table_stays_a_statement(between):
    table = "| 方式 | 上限 |\n| --- | --- |\n| 奖补 | 一百万元 |\n"
    found = {clause.text: clause for clause in clauses(f"# 办法\n\n- 支持方式见下表。[^news]{between}{table}")}
    assert found["支持方式见下表。"].level is Level.TEXT
    row = found["| 奖补 | 一百万元 |"]
    assert (row.level, row.parent_id) == (Level.TEXT, found["| 方式 | 上限 |"].id)
    assert found["| 方式 | 上限 |"].parent_id != found["支持方式见下表。"].id


def test_a_bullet_before_deeper_bullets_is_still_their_heading():
    found = {clause.text: clause for clause in clauses("# 办法\n\n- 支持方式\n  - 奖补。[^news]\n  - 贴息。[^news]\n")}
    assert found["支持方式"].level is Level.OUTLINE
    assert found["奖补。"].parent_id == found["支持方式"].id
