"""What a model leaves out is told as it stands."""

from dataclasses import replace

from assistant.worded.completeness import untold
from assistant.worded.statements import Statement
from tests.unit.worded.conftest import statements


def left(*told: tuple[str, set[int]]) -> list[int]:
    return [statement.number for statement in untold(statements(), told)]


def test_a_statement_that_no_sentence_rests_on_is_left_out():
    assert left(("设备奖励不超过20%，最高1500万元。", {1})) == [2, 3, 4]


def test_a_statement_one_of_whose_figures_is_missing_is_left_out():
    assert 1 in left(("每个项目最高1500万元。", {1}))
    assert 1 not in left(("每个项目最高1500万元。", {1}), ("不超过设备购置额的20%。", {1}))


def test_a_statement_whose_restriction_is_missing_is_left_out():
    assert 4 in left(("资金用于偿还债务。", {4}))
    assert 4 not in left(("资金不得用于偿还债务。", {4}))


def marked(stretch: str) -> Statement:
    """The first statement, with this stretch as what was asked."""
    statement = statements()[1]
    start = statement.text.index(stretch)
    return replace(statement, sentence=replace(statement.sentence, marks=((start, start + len(stretch)),)))


def test_where_a_figure_is_marked_as_what_was_asked_only_it_must_be_told():
    assert list(untold({1: marked("最高1500万元")}, [("每个项目最高1500万元。", {1})])) == []


def test_where_only_words_are_marked_every_figure_must_be_told():
    assert len(list(untold({1: marked("设备奖励")}, [("每个项目最高1500万元。", {1})]))) == 1


def test_a_statement_whose_receiver_is_missing_is_left_out():
    given = statements("对更新设备的企业，每个项目最高1500万元")
    assert list(untold(given, [("每个项目最高1500万元。", {1})])) == [given[1]]
    assert list(untold(given, [("更新设备的企业，每个项目最高1500万元。", {1})])) == []
