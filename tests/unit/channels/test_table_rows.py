"""Rows of a table in the reader: their cells are those that the corpus reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.web.reading import lines_of
from assistant.corpus.layout import escape_cell, table_cells
from tests.fakes.assistant import FakeAssistant
from tests.fakes.documents import version
from tests.unit.channels.conftest import Open

CELLS = st.text(alphabet="*|\\字a ", max_size=8).map(str.strip)


def shown(*rows: str) -> list[tuple[str, ...]]:
    """The cells of the rows below a header as the reader shows them."""
    held = version("\n".join(["| 甲 | 乙 |", "|---|---|", *rows]))
    clause = held.clauses[-1]
    _, *lines = lines_of(held, clause, (clause.start, clause.end))
    return [tuple("".join(run.text for run in cell).strip() for cell in line.cells) for line in lines]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (r"| 一\|二 | 三 |", ("一|二", "三")),
        (r"| C:\\目录 | 三 |", (r"C:\目录", "三")),
        (r"| z\\| 三 |", ("z\\", "三")),
        ("|| 三 |", ("", "三")),
    ],
)
def test_a_cell_is_shown_as_it_is_read_without_the_backslashes_that_keep_it_whole(
    row: str, cells: tuple[str, ...]
) -> None:
    assert shown(row) == [cells]


@given(st.lists(CELLS, min_size=2, max_size=2))
def test_the_reader_cuts_a_row_as_the_corpus_does(cells: list[str]) -> None:
    row = f"| {' | '.join(map(escape_cell, cells))} |"
    held = version(f"| 甲 | 乙 |\n|---|---|\n{row}")
    assert shown(row) == [table_cells(held.document.text.split("\n")[1])] == [tuple(cells)]


def test_a_document_that_is_nothing_but_a_table_is_shown(open_web: Open) -> None:
    held = version("| 甲 | 乙 |\n|---|---|\n| 一 | 二 |")
    page = open_web(FakeAssistant(documents={"sample": (held,)})).get("/source/sample/t1.r1")
    assert (page.status_code, page.text.count("<table>"), page.text.count("</table>")) == (200, 1, 1)


def test_a_quote_within_a_cell_is_marked_there(open_web: Open) -> None:
    held = version("| 甲 | 乙 |\n|---|---|\n| 一\\|二三 | 四 |")
    start = held.document.text.index("二")
    web = open_web(FakeAssistant(documents={"sample": (held,)}))
    page = web.get(f"/source/sample/{held.clauses[-1].id.partition(':')[2]}?start={start}&end={start + 1}").text
    cell, _ = re.findall("<td>(.*)</td><td>(.*)</td>", page)[0]
    assert re.sub("<span[^>]*>|</span>", "", cell).strip() == "一|<mark>二</mark>三"
