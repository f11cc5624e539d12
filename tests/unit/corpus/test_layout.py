import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.corpus.layout import escape_cell, escape_line, strip_layout, table_cells
from tests.fakes.documents import version

LINES = st.text(alphabet="*-+#_|\\ \t字a1。", max_size=12)
CELLS = st.text(alphabet="*|\\字a ", max_size=8).map(str.strip)


@given(LINES)
@example("张**、李**")
@example("--- ")
@example("- 不是列表")
@example("|a|")
def test_an_escaped_line_is_plain_text_whatever_marks_it_holds(line):
    text, marks = strip_layout(f"上文\n{escape_line(line)}\n|-|")
    assert text == f"上文\n{line}\n|-|"
    assert marks == ()


@given(st.lists(CELLS, min_size=2, max_size=2))
@example(["张**李**", "a\\|b"])
def test_an_escaped_cell_is_read_back_whatever_marks_it_holds(cells):
    row = f"| {' | '.join(map(escape_cell, cells))} |"
    text, _ = strip_layout(f"| 甲 | 乙 |\n|---|---|\n{row}")
    assert list(table_cells(text.split("\n")[1])) == cells


def test_a_bar_inside_a_cell_does_not_end_it():
    clauses = version("| 甲\\|乙 | 丙 |\n|---|---|\n| 一\\|二 | 三 |").clauses
    assert clauses[0].heading == "甲|乙、丙"
    assert table_cells(clauses[1].text) == ("一|二", "三")


@pytest.mark.parametrize(("line", "text"), [("\\# 井号", "# 井号"), ("a\\**b**", "a**b**"), ("C:\\目录", "C:\\目录")])
def test_a_backslash_says_that_a_mark_is_text(line, text):
    assert strip_layout(line) == (text, ())
