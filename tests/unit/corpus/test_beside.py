"""A document and its interpretation, paired by the headings that the interpretation quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import load_documents, parse_clauses
from assistant.corpus.beside import beside_of, pairs_of
from assistant.domain import DocumentVersion, Kind
from tests.fakes.documents import RECORDED_AT, version

PLAN = "gd-textile-plan-2024"
HELD = tuple(
    DocumentVersion(document, 1, RECORDED_AT, parse_clauses(document))
    for document in load_documents([Path(__file__).parents[3] / "knowledge"]).documents
)
BY_ID = {held.document.id: held for held in HELD}

TEXT = version(
    """# 某市灯具产业办法

一、主要目标

培育8家园区。

二、支持措施

**开展“百链韧性提升”，稳住供应。**建立联系机制。

**支持设备更新。**按比例给予奖励。

三、工作要求

做好落实。

四、工作要求

及时报告。""",
    id="lamps",
)
READING = version(
    """# 《某市灯具产业办法》解读

一、关于主要目标

到2025年培育8家园区。

以上由各区落实。

二、主要内容

共两项措施。一是“开展 “百链韧性提升”，稳住供应。”，要求建立机制。各区应当配合。

第二项措施“支持设备更新”明确给予奖励。“工作要求”两处都有。

支持设备更新是重点，“支持设备更新换代”另有规定。""",
    id="reading",
    kind=Kind.INTERPRETATION,
    interprets="lamps",
)


def told(asked: DocumentVersion, beside: DocumentVersion) -> dict[str, list[str]]:
    return {
        pair.clause.id.partition(":")[2]: [clause.text for clause in pair.beside] for pair in pairs_of(asked, beside)
    }


def test_each_section_of_the_plan_stands_beside_the_part_that_interprets_it() -> None:
    plan = BY_ID[PLAN]
    beside = beside_of(plan, HELD)
    assert beside is BY_ID[f"{PLAN}-interpretation"]
    pairs = {pair.clause.id: [clause.id.partition(":")[2] for clause in pair.beside] for pair in pairs_of(plan, beside)}
    assert pairs == {f"{PLAN}:2.{number}": [f"2.{number}", f"2.{number}.s1"] for number in range(1, 7)}


def test_the_interpretation_stands_beside_the_sections_of_the_plan() -> None:
    reading = BY_ID[f"{PLAN}-interpretation"]
    plan = beside_of(reading, HELD)
    assert plan is BY_ID[PLAN]
    found = pairs_of(reading, plan)
    assert [pair.clause.id.partition(":")[2] for pair in found[:2]] == ["2.1", "2.1.s1"]
    assert {clause.id for pair in found for clause in pair.beside} == {f"{PLAN}:2.{n}" for n in range(1, 7)}


def test_a_quoted_heading_takes_its_own_sentence_and_the_rest_of_its_paragraph() -> None:
    assert told(TEXT, READING) == {
        "1": ["一、关于主要目标", "到2025年培育8家园区。", "以上由各区落实。"],
        "2.1": ["一是“开展 “百链韧性提升”，稳住供应。”，要求建立机制。", "各区应当配合。"],
        "2.2": ["第二项措施“支持设备更新”明确给予奖励。", "“工作要求”两处都有。"],
    }


def test_a_pair_is_the_same_from_both_sides() -> None:
    for text, reading in ((TEXT, READING), (BY_ID[PLAN], BY_ID[f"{PLAN}-interpretation"])):
        from_text = {(pair.clause.id, each.id) for pair in pairs_of(text, reading) for each in pair.beside}
        from_reading = {(each.id, pair.clause.id) for pair in pairs_of(reading, text) for each in pair.beside}
        assert from_text == from_reading != set()


@pytest.mark.parametrize(
    "said",
    [
        "支持设备更新是重点。",
        "“支持设备更新换代”另有规定。",
        "“大力支持设备更新”是口号。",
        "见“工作要求”。",
        "《某市灯具产业办法》已经印发。",
    ],
)
def test_words_that_are_no_quoted_heading_pair_nothing(said: str) -> None:
    reading = version(f"一、说明\n\n{said}", id="reading", interprets="lamps")
    assert pairs_of(TEXT, reading) == ()


def test_a_document_that_nobody_interprets_has_nothing_beside_it() -> None:
    assert beside_of(TEXT, [TEXT, *HELD]) is None
    assert beside_of(READING, [READING, *HELD]) is None
    assert beside_of(TEXT, [READING, TEXT]) is READING
