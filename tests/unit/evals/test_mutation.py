import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import unproven
from evals.mutation import Kind, harmless, mutants, spelt

TARGETS = "到 2024 年底，全省营收达到 5000 亿元，建成 15 家以上集聚区。"
SENTENCES = (
    TARGETS,
    "依托广州、深圳优势，加快纺织服装创意、设计的发展。",
    "规模以上企业超 4500 家，10 亿元以上企业超 30 家。",
    "按不超过设备投资额的20%给予补助，最高1000万元，未按期完成的不予支持。",
    "每季度结束后的第一个月 15 日前形成工作汇报。",
    "着力推进六大专项行动。",
)


def kinds(sentence: str) -> set[Kind]:
    return {mutant.kind for mutant in mutants(sentence, 1)}


def one(sentence: str, kind: Kind, seeds: int = 20) -> set[str]:
    return {mutant.text for seed in range(seeds) for mutant in mutants(sentence, seed) if mutant.kind is kind}


def test_each_kind_of_change_that_a_sentence_admits_is_made_once():
    assert kinds(TARGETS) == {Kind.FIGURE, Kind.UNIT, Kind.LIMIT, Kind.DATE, Kind.NEGATION}
    assert kinds("依托广州、深圳优势。") == {Kind.PLACE}
    assert kinds("做好有关工作。") == set()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_mutant_differs_in_one_stretch_and_the_same_seed_gives_the_same(sentence):
    for seed in range(30):
        made = mutants(sentence, seed)
        assert made == mutants(sentence, seed)
        for mutant in made:
            assert mutant.text != sentence
            head = next(i for i, (a, b) in enumerate(zip(sentence, mutant.text, strict=False)) if a != b)
            tail = next(i for i, (a, b) in enumerate(zip(sentence[::-1], mutant.text[::-1], strict=False)) if a != b)
            assert len(sentence) - head - tail <= 5


@pytest.mark.parametrize(
    ("sentence", "kind", "wordings"),
    [
        ("营收5000亿元。", Kind.UNIT, {"营收5000万元。", "营收5000元。"}),
        ("不超过10家。", Kind.LIMIT, {"不低于10家。"}),
        ("企业超 30 家。", Kind.LIMIT, {"企业不足 30 家。"}),
        ("举办30多场。", Kind.LIMIT, {"举办不足30场。"}),
        ("2024年底完成", Kind.DATE, {f"{year}年底完成" for year in (2022, 2023, 2025, 2026)} | {"2024年初完成"}),
        ("不得重复申报", Kind.NEGATION, {"可以重复申报"}),
        ("非公有制企业", Kind.NEGATION, {"公有制企业"}),
        ("支持创业", Kind.NEGATION, {"不支持创业"}),
    ],
)
def test_changes_are_the_ones_that_turn_the_meaning(sentence, kind, wordings):
    assert one(sentence, kind, 60) <= wordings
    assert one(sentence, kind, 60)


@pytest.mark.parametrize("sentence", ["非遗技艺", "不断做大", "超额完成计划", "以下简称方案", "链接tzgg1011"])
def test_words_that_only_look_like_figures_limits_or_negations_stay(sentence):
    assert mutants(sentence, 1) == []


def test_a_city_becomes_another_city_that_the_sentence_does_not_name():
    changed = one("依托广州、深圳优势。", Kind.PLACE)
    assert len(changed) > 5
    assert not any(text.count("广州") > 1 or text.count("深圳") > 1 for text in changed)


def test_markers_and_item_numbers_are_left_alone():
    assert mutants("1. 做好工作[1]", 1) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_harmless_variants_say_the_same_figures(sentence):
    for seed in range(30):
        for variant in harmless(sentence, seed):
            assert variant.text != sentence
            assert unproven(variant.text, [sentence]) == ()


@pytest.mark.parametrize("kind", [Kind.FIGURE, Kind.DATE])
def test_changed_figures_and_dates_are_seen_by_the_independent_reader(kind):
    changed = one(TARGETS, kind, 40)
    assert all(unproven(text, [TARGETS]) for text in changed)


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_are_spelt_as_the_figures_reader_reads_them(number):
    assert unproven(f"{spelt(number)}家", [f"{number}家"]) == ()
    assert not re.search("零$|零零|^零", spelt(number))
