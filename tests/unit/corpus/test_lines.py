"""The lines of a document as a reader shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import load_documents, parse_clauses
from assistant.corpus.lines import LineSort, text_lines
from assistant.domain import DocumentVersion
from tests.fakes.documents import RECORDED_AT, version

BODY = """# 示例办法

一、目标

到2025年培育8家园区。培育9家企业。

　（一）总则

1. **强化技改。**支持设备更新。

| 地区 | 比例 |
|---|---|
| 广\\|州 | 20% |
| 深圳 |  |

## 附则

自印发之日起施行。"""


def told(held: DocumentVersion) -> list[tuple[str, str, int | None]]:
    text = held.document.text
    return [(text[line.start : line.end], line.sort.value, line.level) for line in text_lines(held)]


def test_lines_are_told_in_order_with_headings_at_their_level_and_without_blank_ones() -> None:
    held = version(BODY)
    assert [(text, sort, level) for text, sort, level in told(held) if sort != "row"] == [
        ("示例办法", "heading", 1),
        ("一、目标", "heading", 2),
        ("到2025年培育8家园区。培育9家企业。", "text", None),
        ("　（一）总则", "heading", 3),
        ("1. 强化技改。支持设备更新。", "text", None),
        ("附则", "heading", 2),
        ("自印发之日起施行。", "text", None),
    ]


def test_the_first_row_of_a_table_is_its_header_and_cells_stand_in_the_text_without_their_blanks() -> None:
    held = version(BODY)
    header, *rows = (line for line in text_lines(held) if line.sort is LineSort.ROW)
    cells = [[held.document.text[start:end] for start, end in line.cells] for line in (header, *rows)]
    assert cells == [["地区", "比例"], ["广\\|州", "20%"], ["深圳", ""]]
    assert [line.is_header for line in (header, *rows)] == [True, False, False]


def test_every_line_names_the_clauses_that_stand_in_it() -> None:
    held = version(BODY)
    texts = {clause.id: clause.text for clause in held.clauses}
    named = [[texts[identifier] for identifier in line.clause_ids] for line in text_lines(held)]
    assert named[2] == ["到2025年培育8家园区。", "培育9家企业。"]
    assert named[4][-1] == "支持设备更新。"
    assert {identifier for line in text_lines(held) for identifier in line.clause_ids} == set(texts)


def test_a_deep_heading_is_one_of_the_sixth_level() -> None:
    held = version("# 甲办法\n\n" + "\n\n".join(f"{'#' * depth} 标题{depth}" for depth in range(2, 7)))
    assert [level for *_, level in told(held)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("body", ["", "\n\n", "   "])
def test_a_document_without_words_has_no_lines(body: str) -> None:
    assert told(version(body)) == []


def test_every_clause_of_the_shipped_documents_stands_in_a_line() -> None:
    for document in load_documents([Path(__file__).parents[3] / "knowledge"]).documents:
        held = DocumentVersion(document, 1, RECORDED_AT, parse_clauses(document))
        named = {identifier for line in text_lines(held) for identifier in line.clause_ids}
        assert named == {clause.id for clause in held.clauses}, document.id
