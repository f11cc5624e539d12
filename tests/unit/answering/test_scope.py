"""What does not hold on the day, or for the place, is left out before anything is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.phrasings import Likely
from assistant.answering.scope import Scope
from assistant.answering.turn import Part, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Hit, Query, Question
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 6, 1)
OLD = rule(
    "old",
    "冷库旧办法",
    "- 冷库奖补每个项目最高5000万元。[^news]",
    repealed_on=day("2024-01-01"),
    superseded_by="new",
)
NEW = rule("new", "冷库新办法", "- 冷库奖补每个项目最高1500万元。[^news]", supersedes=("old",))
NEXT = rule("next", "冷库下期办法", "- 冷库奖补每个项目最高900万元。[^news]", effective_on=day("2027-01-01"))
OVER = rule("over", "冷库早年办法", "- 冷库奖补每个项目最高100万元。[^news]", expires_on=day("2020-12-31"))
DONGGUAN = rule("dongguan", "莞冷库办法", "- 冷库奖补每个项目最高200万元。[^news]", region="东莞市")
HUMEN = rule("humen", "虎冷库办法", "- 冷库奖补每个项目最高20万元。[^news]", region="东莞市虎门镇")
GUANGZHOU = rule("guangzhou", "穗冷库办法", "- 冷库奖补每个项目最高300万元。[^news]", region="广州市")
ALL = (OLD, NEW, NEXT, OVER, DONGGUAN, GUANGZHOU)


@pytest.fixture(scope="module")
def kept(spoken):
    """The documents of which anything is kept for a question, when every clause of them was found."""

    def kept(text, rules=ALL, as_of=DAY, **read):
        return {hit.clause_id.split(":")[0] for hit in scoped(text, rules, as_of, **read).hits}

    def scoped(text, rules, as_of, **read):
        held = Interview(spoken, rules)
        hits = tuple(Hit(clause_id, 1.0) for clause_id in held.catalogue.clauses)
        part = Part(replace(held.read(text), **read), Query(text), hits)
        scope = Scope(held.catalogue, spoken.lexicon.places)
        return scope(Turn(Question(text), as_of, parts=(part,))).parts[0]

    kept.part = scoped
    return kept


def test_a_rule_that_is_not_yet_in_force_or_has_a_successor_is_left_out(kept):
    assert kept("冷库奖补最高多少") == {"new", "over"}


def test_on_another_day_another_rule_is_left_out(kept):
    assert kept("冷库奖补最高多少", as_of=date(2023, 6, 1)) == {"old", "new", "over"}
    assert kept("冷库奖补最高多少", as_of=date(2027, 6, 1)) == {"new", "next", "over"}


@pytest.mark.parametrize(("name", "document_id"), [("冷库旧办法", "old"), ("冷库下期办法", "next")])
def test_a_rule_that_is_named_is_kept_whether_it_holds_or_not(kept, name, document_id):
    assert document_id in kept(f"{name}最高奖多少")


@pytest.mark.parametrize(
    "asked", ["以前冷库奖补最高多少", "旧的冷库奖补最高多少", "冷库奖补原来最高多少", "当年冷库奖补多少"]
)
def test_what_was_before_is_asked_of_the_superseded_rule_as_well_but_not_of_what_is_to_come(kept, asked):
    assert kept(asked) == {"old", "new", "over"}


@pytest.mark.parametrize("asked", ["老板问冷库奖补最高多少", "老家在湖南，冷库奖补最高多少"])
def test_an_old_word_that_speaks_of_people_asks_for_nothing_earlier(kept, asked):
    assert "old" not in kept(asked)


def test_where_every_rule_would_go_none_is_left_out(kept):
    assert kept("冷库奖补最高多少", (OLD,)) == {"old"}
    assert kept("冷库奖补最高多少", (NEXT,)) == {"next"}
    assert kept("我在佛山，冷库奖补最高多少", (DONGGUAN, GUANGZHOU)) == {"dongguan", "guangzhou"}


def test_without_a_place_only_rules_of_the_province_count(kept):
    assert kept("冷库奖补最高多少", (NEW, DONGGUAN, GUANGZHOU)) == {"new"}


@pytest.mark.parametrize(
    ("asked", "documents"),
    [
        ("东莞的冷库奖补最高多少", {"new", "dongguan"}),
        ("虎门的冷库奖补最高多少", {"new", "dongguan"}),
        ("广州的冷库奖补最高多少", {"new", "guangzhou"}),
        ("东莞和广州的冷库奖补最高多少", {"new", "dongguan", "guangzhou"}),
        ("佛山的冷库奖补最高多少", {"new"}),
    ],
)
def test_a_rule_of_a_city_counts_for_its_city_and_its_towns_only(kept, asked, documents):
    assert kept(asked, (NEW, DONGGUAN, GUANGZHOU)) == documents


def test_a_rule_of_a_town_counts_for_whoever_is_in_it_and_not_for_all_of_its_city(kept):
    assert kept("虎门的冷库奖补最高多少", (NEW, HUMEN)) == {"new", "humen"}
    assert kept("东莞的冷库奖补最高多少", (NEW, HUMEN)) == {"new"}
    assert kept("广州的冷库奖补最高多少", (NEW, HUMEN)) == {"new"}


@pytest.mark.parametrize(
    "asked", ["东莞市里的冷库奖补最高多少", "我在东莞，冷库奖补我们市最高多少", "东莞当地的冷库奖补"]
)
def test_who_asks_for_what_the_city_gives_is_told_of_its_own_rules(kept, asked):
    assert kept(asked, (NEW, DONGGUAN, GUANGZHOU)) == {"dongguan"}


@pytest.mark.parametrize(
    "story",
    ["朋友話舊年換過", "我们的旧设备淘汰了", "老板和老家的人都说", "那批旧的设备卖了", "我和老板", "淘汰旧织机"],
)
def test_what_is_old_in_a_story_asks_for_no_earlier_rule(kept, story):
    assert "old" not in kept(f"{story}，冷库奖补最高多少")


def test_who_asks_for_what_the_province_gives_is_told_of_no_city(kept):
    assert kept("我在东莞，省里的冷库奖补最高多少", (NEW, DONGGUAN, GUANGZHOU)) == {"new"}
    assert kept("东莞的冷库奖补，省里和市里最高各多少", (NEW, DONGGUAN)) == {"dongguan"}


def test_where_the_city_has_no_rule_those_of_the_province_stay(kept):
    assert kept("佛山市里的冷库奖补最高多少", (NEW, DONGGUAN)) == {"new"}


def test_where_no_city_is_named_what_the_city_gives_may_be_any_citys(kept):
    assert kept("市里的冷库奖补最高多少", (NEW, DONGGUAN, GUANGZHOU)) == {"new", "dongguan", "guangzhou"}


def test_a_rule_of_another_city_is_kept_when_it_is_named(kept):
    assert "guangzhou" in kept("东莞的厂能拿穗冷库办法的奖补吗", (NEW, DONGGUAN, GUANGZHOU))


def test_a_place_told_before_counts_as_well(kept):
    assert kept("冷库奖补最高多少", (NEW, DONGGUAN, GUANGZHOU), told_at=("虎门",)) == {"new", "dongguan"}


def test_a_region_that_is_no_city_leaves_nothing_out_but_the_cities(kept):
    assert kept("粤东西北的冷库奖补最高多少", (NEW, DONGGUAN, GUANGZHOU)) == {"new"}


def test_where_somebody_is_need_not_stand_in_the_text(kept):
    part = kept.part("虎门的冷库奖补最高多少", (NEW, DONGGUAN), DAY)
    assert part.reading.at == ("虎门",)
    assert part.reading.places == ()
    assert "虎门" not in {term.text for term in part.reading.terms}
    assert "虎门" in {term.text for term in part.reading.background}


def test_without_a_city_the_reading_stays_as_it_is(kept):
    reading = kept.part("粤东西北的冷库奖补最高多少", (NEW,), DAY).reading
    assert reading.at == ()
    assert reading.places == ("粤东西北",)


def test_each_part_of_a_question_is_narrowed_by_itself(spoken):
    held = Interview(spoken, (OLD, NEW))
    hits = tuple(Hit(clause_id, 1.0) for clause_id in held.catalogue.clauses)
    texts = ("以前的冷库奖补", "现在的冷库奖补")
    parts = tuple(Part(held.read(text), Query(text), hits) for text in texts)
    turn = Scope(held.catalogue, spoken.lexicon.places)(Turn(Question("；".join(texts)), DAY, parts=parts))
    found = [{hit.clause_id.split(":")[0] for hit in part.hits} for part in turn.parts]
    assert found == [{"old", "new"}, {"new"}]


@pytest.mark.parametrize(
    ("region", "at", "applies"),
    [
        ("广东省", ("东莞",), True),
        ("全国", ("东莞",), True),
        ("东莞市", (), True),
        ("东莞市", ("虎门",), True),
        ("东莞市", ("广州",), False),
        ("东莞市虎门镇", ("虎门",), True),
        ("东莞市虎门镇", ("东莞",), False),
        ("东莞市虎门镇", ("粤东",), False),
    ],
)
def test_a_rule_is_made_for_its_region_and_what_lies_in_it(spoken, region, at, applies):
    held = rule("own", "冷库办法", "- 冷库给奖补。[^news]", region=region)
    assert Scope(Catalogue([held]), spoken.lexicon.places).applies_at(held.document, at) is applies


def test_the_old_sum_is_told_only_to_who_names_the_old_rule(spoken):
    held = Interview(spoken, (OLD, NEW))
    plain = held.ask("冷库奖补每个项目最高多少钱？", DAY)
    assert "1500万元" in plain.text
    assert "5000万元" not in plain.text
    named = held.ask("冷库旧办法的冷库奖补每个项目最高多少钱？", DAY)
    assert "5000万元" in named.text
    assert "已被《冷库新办法》取代" in named.said[0]


OTHERS = rule(
    "shares",
    "冷库分配办法",
    "- 那次分配中，梅州的冷库奖补采用17.9%的比例。[^news]",
    "- 冷库试点在梅州、佛山、湛江、韶关。[^news]",
    "- 湛江的冷库奖补采用20%的比例。[^news]",
)


def test_what_another_city_does_is_left_out_and_a_list_of_cities_is_not(kept):
    part = kept.part("湛江的冷库奖补比例", (OTHERS,), DAY)
    texts = [hit.clause_id for hit in part.hits if ".i" in hit.clause_id or hit.clause_id.startswith("shares:i")]
    said = {clause_id: OTHERS_TEXT[clause_id] for clause_id in texts}
    assert not any("那次分配" in text for text in said.values())
    assert any("试点" in text for text in said.values())
    assert any("湛江的" in text for text in said.values())


OTHERS_TEXT = {clause.id: clause.text for clause in OTHERS.clauses}


def test_a_town_without_a_rule_of_its_own_is_told_what_is_said_of_it(kept):
    looked = rule("looked", "各地查找情况", "- 虎门自己的冷库措施没有查到。[^news]", "- 东莞有冷库补助。[^news]")
    part = kept.part("我们在虎门，镇里的冷库有什么扶持", (NEW, DONGGUAN, looked), DAY)
    assert {hit.clause_id.split(":")[0] for hit in part.hits} == {"dongguan", "looked"}


@pytest.mark.parametrize(
    ("asked", "local"), [("东莞有什么补贴", True), ("佛山有什么补贴", False), ("东莞冷库在哪", False)]
)
def test_the_help_at_a_place_that_has_rules_of_its_own_is_marked(spoken, asked, local):
    held = Interview(spoken, (NEW, DONGGUAN))
    part = Part(held.read(asked), Query(asked), ())
    (marked,) = Scope(held.catalogue, spoken.lexicon.places).mark_local(Turn(Question(asked), DAY, parts=(part,))).parts
    assert marked.reading.is_local is local


@pytest.mark.parametrize(
    "asked", ["莞冷库办法最高多少", "东莞的冷库最高多少", "东莞市冷库最高多少", "东莞市的冷库最高多少"]
)
def test_a_city_and_its_rule_are_named_as_people_say_it(spoken, asked):
    named = rule("named", "莞冷库办法", "- 冷库奖补最高200万元。[^news]", region="东莞市", aliases=("东莞冷库",))
    assert Interview(spoken, (NEW, named)).read(asked).documents == ("named",)


def test_without_a_place_a_citys_rule_counts_where_it_alone_states_what_is_asked(kept):
    asked = {"dongguan:1.i1": (Likely(0, 10, 0.9),)}
    assert kept("租金怎么补", (NEW, DONGGUAN), likely=asked) == {"new", "dongguan"}
    assert kept("冷库怎么补", (NEW, DONGGUAN), likely=asked) == {"new"}
    rivals = asked | {"new:1.i1": (Likely(0, 10, 0.5),)}
    assert kept("租金怎么补", (NEW, DONGGUAN), likely=rivals) == {"new"}
