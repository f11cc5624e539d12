from assistant.answering.rows import is_row, read_row
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from tests.fakes.documents import version

TABLE = """# 补贴办法

一、标准

| 方式 | 比例 | 上限 |
|---|---|---|
| 设备奖励 | 不超过20% | 1500万元 |
| 贴息 | — | 200万元 |
| a\\|b |  | 3万元 |
"""


def told(number):
    catalogue = Catalogue([version(TABLE)])
    row = next(clause for clause in catalogue.clauses.values() if is_row(clause) and clause.id.endswith(f"r{number}"))
    pieces = read_row(catalogue, row, "；")
    return "".join(
        catalogue.clause(piece.clause_id).text[piece.start : piece.end] if isinstance(piece, Span) else piece
        for piece in pieces
    )


def test_each_cell_follows_the_head_of_its_column():
    assert told(1) == "方式：设备奖励；比例：不超过20%；上限：1500万元"


def test_a_cell_that_holds_nothing_is_left_out():
    assert told(2) == "方式：贴息；上限：200万元"


def test_a_bar_inside_a_cell_ends_no_cell():
    assert told(3).endswith("上限：3万元")
    assert told(3).startswith("方式：a")
