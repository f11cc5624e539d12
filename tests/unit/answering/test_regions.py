"""Which region of a rule somebody's place belongs to is read from the rule's own table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.regions import Regions
from assistant.answering.turn import Span
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Script
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 6, 1)
DIVISION = """二、珠三角和粤东西北怎样划分

| 地区 | 市县 |
| --- | --- |
| 珠三角 | 广州、江门、东莞[^news] |
| 粤东西北 | 汕头、清远、开平、台山[^news] |"""
DETAILS = rule(
    "details",
    "冷库细则",
    "- 冷库奖补珠三角不超过20%，粤东西北不超过30%。[^news]",
    DIVISION,
    regions=("珠三角", "粤东西北"),
)
TEN = rule(
    "ten",
    "冷库十条",
    "- 冷藏车补助珠三角不超过10%，粤东西北不超过15%。[^news]",
    regions=("珠三角", "粤东西北"),
)
SAME = rule("same", "渔船办法", "- 渔船更新全省补助不超过12%。[^news]")


@pytest.fixture(scope="module")
def lines(spoken):
    """What is said of places beside quotes from these documents."""

    def lines(document_ids, *at, held=(DETAILS, TEN, SAME), script=Script.SIMPLIFIED, as_of=DAY):
        catalogue = Catalogue(held)
        wording = Wording(spoken.replies, spoken.script, script, catalogue)
        drafts = Regions(catalogue, spoken.lexicon.places).line(document_ids, at, as_of, wording)
        return ["".join(_text(piece, catalogue) for piece in draft.pieces) for draft in drafts]

    return lines


def _text(piece, catalogue):
    return catalogue.clause(piece.clause_id).text[piece.start : piece.end] if isinstance(piece, Span) else piece


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("开平", "按《冷库细则》的划分，开平属于粤东西北。"),
        ("江门", "按《冷库细则》的划分，江门属于珠三角。"),
        ("新会", "按《冷库细则》的划分，江门属于珠三角。"),
        ("虎门", "按《冷库细则》的划分，东莞属于珠三角。"),
        ("清远", "按《冷库细则》的划分，清远属于粤东西北。"),
    ],
)
def test_a_town_that_the_table_lists_comes_before_its_city_and_its_city_before_nothing(lines, place, said):
    assert lines(("details",), place) == [said]


@pytest.mark.parametrize("place", ["深圳", "粤东", "香港"])
def test_of_a_place_that_the_table_does_not_list_nothing_is_said(lines, place):
    assert lines(("details",), place) == []


def test_without_a_place_nothing_is_said(lines):
    assert lines(("details",)) == []


def test_a_city_is_not_told_beside_its_own_town(lines):
    assert lines(("details",), "江门", "开平") == ["按《冷库细则》的划分，开平属于粤东西北。"]


def test_two_places_get_a_line_each(lines):
    assert lines(("details",), "开平", "广州") == [
        "按《冷库细则》的划分，开平属于粤东西北。",
        "按《冷库细则》的划分，广州属于珠三角。",
    ]


def test_a_rule_without_a_table_is_read_by_that_of_another_which_is_named(lines):
    assert lines(("ten",), "开平") == ["按《冷库细则》的划分，开平属于粤东西北。"]


def test_a_table_that_does_not_hold_on_the_day_divides_nothing_of_another_rule(lines):
    coming = replace(DETAILS, document=replace(DETAILS.document, effective_on=day("2026-09-01")))
    assert lines(("ten",), "开平", held=(coming, TEN)) == []
    assert len(lines(("ten",), "开平", held=(coming, TEN), as_of=date(2026, 9, 1))) == 1


def test_a_rule_is_read_by_its_own_table_where_it_has_one(lines):
    moved = DIVISION.replace("、开平", "").replace("东莞[^news]", "东莞、开平[^news]")
    other = rule("another", "冷库旧细则", "- 冷库补助。[^news]", moved, regions=("珠三角", "粤东西北"))
    held = (other, DETAILS)
    assert lines(("details",), "开平", held=held) == ["按《冷库细则》的划分，开平属于粤东西北。"]
    assert lines(("another",), "开平", held=held) == ["按《冷库旧细则》的划分，开平属于珠三角。"]


def test_a_rule_that_treats_all_places_alike_has_no_regions(lines):
    assert lines(("same",), "开平") == []


def test_where_no_table_is_known_nothing_is_said(lines):
    assert lines(("ten",), "开平", held=(TEN, SAME)) == []


def test_a_table_of_something_else_divides_nothing(lines):
    table = "| 地区 | 比例 |\n| --- | --- |\n| 珠三角 | 开平以外20%[^news] |"
    other = rule("other", "冷库比例", "- 冷库补助。[^news]", table, regions=("珠三角",))
    assert lines(("other",), "开平", held=(other,)) == []


def test_the_words_around_the_names_are_in_the_script_of_the_question(lines):
    assert lines(("details",), "开平", script=Script.TRADITIONAL) == ["按《冷庫細則》的劃分，开平屬於粤东西北。"]


def test_the_name_and_its_region_are_quoted_from_the_row(spoken):
    catalogue = Catalogue([DETAILS])
    wording = Wording(spoken.replies, spoken.script, Script.SIMPLIFIED, catalogue)
    (draft,) = Regions(catalogue, spoken.lexicon.places).line(("details",), ("开平",), DAY, wording)
    (row,) = {span.clause_id for span in draft.cited}
    assert "台山" in catalogue.clause(row).text


def test_an_answer_says_the_region_of_who_asks_and_proves_it(spoken):
    told = Interview(spoken, (DETAILS,)).ask("我在开平，冷库奖补不超过百分之几？", DAY)
    assert told.said[0] == "《冷库细则》（要点）：冷库奖补珠三角不超过20%，粤东西北不超过30%。"
    assert told.said[1] == "按《冷库细则》的划分，开平属于粤东西北。"
    assert {"开平", "粤东西北"} <= set(told.quotes)
    assert told.withheld == []


def test_an_answer_without_a_place_says_no_region(spoken):
    told = Interview(spoken, (DETAILS,)).ask("冷库奖补不超过百分之几？", DAY)
    assert "20%" in told.text
    assert "划分" not in told.text
