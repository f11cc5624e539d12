from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from assistant.corpus.importers.extraction import Block, BlockKind, Cell, Dropped, Extraction, Passage, Reason
from assistant.corpus.importers.ledger import balance, ledger_text, where_missing
from assistant.corpus.importers.rendering import render

LINES = tuple(f"第{number}句的文字内容各不相同。" for number in range(20))
TITLE = Block(BlockKind.HEADING, "示例市办法", 1)
WHOLE = Extraction(
    blocks=(
        *(Block(BlockKind.PARAGRAPH, line, number="一、" if at == 3 else "") for at, line in enumerate(LINES)),
        Block(BlockKind.TABLE, rows=((Cell("甲|乙"), Cell("丙")), (Cell("甲|乙", repeated=True), Cell("**丁**")))),
    ),
    source=(*(Passage(line, "正文") for line in (TITLE.text, *LINES, "甲|乙 丙", "**丁**")), Passage("页脚", "第1页")),
    dropped=(Dropped("页脚", Reason.RUNNING_HEAD, "第1页"),),
)


def balanced(extraction: Extraction):
    return balance(extraction, TITLE, render(TITLE, extraction.blocks))


def test_a_whole_draft_balances_with_numbers_and_merged_cells_counted_once() -> None:
    result = balanced(WHOLE)
    assert (result.unaccounted, result.surplus, result.missing) == (0, 0, ())
    assert result.source == result.headings + result.kept + sum(result.dropped.values())
    assert result.holds


def test_a_missing_line_is_found_and_named() -> None:
    result = balanced(replace(WHOLE, blocks=WHOLE.blocks[1:]))
    assert not result.holds
    assert result.unaccounted == len(LINES[0])
    assert where_missing(result) == f"正文“{LINES[0]}”"


def test_a_line_that_stands_twice_is_a_fault_as_well() -> None:
    result = balanced(replace(WHOLE, blocks=(*WHOLE.blocks, WHOLE.blocks[0])))
    assert result.surplus == len(LINES[0])
    assert not result.holds


def test_one_character_in_many_is_tolerated_and_listed() -> None:
    first = replace(WHOLE.blocks[0], text=LINES[0][:-1])
    result = balanced(replace(WHOLE, blocks=(first, *WHOLE.blocks[1:])))
    assert result.holds
    assert [passage.text for passage in result.missing] == [LINES[0]]


@pytest.mark.parametrize("first_line", [1, 15])
def test_the_ledger_says_on_which_line_of_the_draft_each_block_stands(first_line: int) -> None:
    body = render(None, WHOLE.blocks)
    ledger = yaml.safe_load(ledger_text({"original": "a.txt"}, balanced(WHOLE), WHOLE, first_line))
    lines = ["", *[""] * (first_line - 1), *body.split("\n")]
    for entry, block in zip(ledger["kept"], WHOLE.blocks, strict=True):
        begins = lines[entry["line"]]
        assert begins.startswith("| 甲" if block.rows else block.number + block.text)


def test_every_dropped_passage_is_listed_verbatim() -> None:
    ledger = yaml.safe_load(ledger_text({"original": "a.txt"}, balanced(WHOLE), WHOLE, 1))
    assert ledger["dropped"] == [{"place": "第1页", "text": "页脚", "reason": "页眉页脚"}]
    assert ledger["characters"]["dropped"] == 2
