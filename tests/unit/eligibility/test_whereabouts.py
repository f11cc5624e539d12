"""Where an enterprise is beside a rule: only as fine as its table and the place that was told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.regions import Regions
from assistant.corpus.catalogue import Catalogue
from assistant.domain import DocumentVersion
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import Counties
from assistant.eligibility.whereabouts import Whereabouts
from tests.fakes.eligibility import PLACES, profile_of
from tests.fakes.rules import rule
from tests.unit.eligibility.cold_store import FIT, OPEN, changed, cold_assessor, cold_store

DELTA, BEYOND = "珠三角", "粤东西北"
BOTH = (DELTA, BEYOND)


def at(place: str, table: DocumentVersion | None = None, document_id: str = "cold") -> Whereabouts:
    catalogue = Catalogue([table or cold_store()])
    return Whereabouts(place, document_id, Rulebook((), catalogue, Regions(catalogue, PLACES)), PLACES)


@pytest.mark.parametrize(
    ("place", "region"),
    [("东莞", DELTA), ("虎门", DELTA), ("清远", BEYOND), ("开平", BEYOND), ("新会", DELTA), (DELTA, DELTA)],
)
def test_a_place_lies_where_the_table_lists_it_or_its_city(place: str, region: str) -> None:
    assert (at(place).regions, at(place).region) == ((region,), region)


def test_a_city_of_which_some_counties_lie_elsewhere_leaves_both_open() -> None:
    assert (at("江门").is_known, at("江门").regions, at("江门").region) == (True, BOTH, "")


@pytest.mark.parametrize("place", ["", "广东"])
def test_a_place_that_is_not_known_or_told_too_coarsely_leaves_every_region_open(place: str) -> None:
    assert (at(place).is_known, at(place).regions, at(place).region) == (False, BOTH, "")


@pytest.mark.parametrize("place", ["深圳", "杭州", "浙江", "香港", "澳门", "新疆", "大连", "越南"])
def test_a_place_that_the_table_does_not_list_lies_in_no_region(place: str) -> None:
    assert (at(place).is_known, at(place).regions, at(place).region) == (True, (), "")


def test_a_city_that_is_not_listed_but_some_of_its_counties_are_is_told_too_coarsely() -> None:
    table = rule("cold", "冷库办法", "| 地区 | 市县 |\n|---|---|\n| 珠三角 | 广州[^news] |\n| 粤东西北 | 开平[^news] |")
    assert (at("江门", table).is_known, at("江门", table).region) == (False, "")
    assert at("开平", table).region == BEYOND
    assert (at("新会", table).is_known, at("新会", table).regions) == (True, ())


def test_a_rule_without_a_table_has_no_regions() -> None:
    assert (at("东莞", document_id="").regions, at("东莞", document_id="").is_known) == ((), True)


@pytest.mark.parametrize(
    ("place", "wanted", "lies"),
    [
        ("东莞", ["东莞"], True),
        ("虎门", ["东莞"], True),
        ("虎门", ["虎门"], True),
        ("厚街", ["虎门"], False),
        ("东莞", ["虎门"], None),
        ("广州", ["虎门"], False),
        ("东莞", ["广东"], True),
        ("广东", ["广东"], True),
        ("杭州", ["广东"], False),
        ("杭州", ["东莞"], False),
        ("广东", ["东莞"], None),
        ("珠三角", ["东莞"], None),
        ("", ["东莞"], None),
        ("", ["广东"], None),
    ],
)
def test_a_place_lies_in_what_is_asked_for_unless_it_was_told_too_coarsely(
    place: str, wanted: list[str], lies: bool | None
) -> None:
    assert at(place).in_any(wanted) is lies


@pytest.mark.parametrize(("place", "is_out"), [("东莞", True), ("深圳", False), ("杭州", True), ("广东", None)])
def test_a_condition_not_to_be_in_a_place_is_met_elsewhere(tmp_path: Path, place: str, is_out: bool | None) -> None:
    text = changed(("in_regions: [珠三角, 粤东西北]", "not_in_places: [深圳]"))
    assessor = cold_assessor(tmp_path, text)
    verdict = assessor.judge.verdict("cold-store", profile_of(assessor, OPEN, **FIT | {"place": place}), OPEN)
    assert next(each for each in verdict.findings if each.label == "在名单里").met is is_out


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        *((each, True) for each in ("东莞", "开平", "广东", "珠三角", "粤东西北", "潮汕")),
        *((each, False) for each in ("香港", "澳门", "港澳", "新疆", "湖南", "江西", "大连", "越南", "东南亚")),
        *((each, None) for each in ("", "大湾区", "粤港澳大湾区")),
    ],
)
def test_only_a_place_that_lies_in_the_province_is_in_it(place: str, inside: bool | None) -> None:
    assert at(place).in_any(["广东"]) is inside


def test_every_place_that_can_be_named_lies_inside_or_outside_or_across() -> None:
    named = {*PLACES.cities, *PLACES.city_of}
    assert {each for each in named if PLACES.is_outside(each)} == set()


def taken(place: str, counties: Counties) -> Whereabouts:
    catalogue = Catalogue([cold_store()])
    return Whereabouts(place, "cold", Rulebook((), catalogue, Regions(catalogue, PLACES)), PLACES, counties)


@pytest.mark.parametrize(
    ("place", "regions"), [("开平", (DELTA,)), ("江门", (DELTA,)), ("清远", (BEYOND,)), ("深圳", ()), ("", BOTH)]
)
def test_where_counties_go_with_their_city_the_table_of_another_rule_tells_cities_only(
    place: str, regions: tuple[str, ...]
) -> None:
    assert taken(place, Counties.CITY).regions == regions


@pytest.mark.parametrize(
    ("place", "regions", "unwritten"),
    [
        ("开平", BOTH, True),
        ("江门", BOTH, False),
        ("新会", (DELTA,), False),
        ("清远", (BEYOND,), False),
        ("深圳", (), False),
    ],
)
def test_where_a_rule_does_not_say_how_it_takes_a_county_no_finer_place_settles_it(
    place: str, regions: tuple[str, ...], unwritten: bool
) -> None:
    found = taken(place, Counties.OPEN)
    assert (found.regions, found.is_unwritten) == (regions, unwritten)
