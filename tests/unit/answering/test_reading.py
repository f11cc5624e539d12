"""What one question is read to ask: terms, aspects, places, documents, figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.lexicon import ValueType
from tests.fakes.interview import TODAY


@pytest.fixture(scope="session")
def read(interview):
    return interview.read


def terms(reading) -> set[str]:
    return {term.text for term in reading.terms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渔业营收目标是多少", {"渔业", "营收", "目标"}),
        ("请问冷藏车有什么支持呢？", {"冷藏车", "支持"}),
        ("到2024年底，渔业营收", {"渔业", "营收"}),
        ("冷链怎么建", {"冷链"}),
        ("我打算买机器", {"买机器"}),
        ("这个多少钱", set()),
        ("2亿元的项目", {"2亿", "项目"}),
        ("两亿元的项目", {"2亿", "项目"}),
    ],
)
def test_the_terms_are_what_a_question_is_about(read, text, expected):
    assert terms(read(text)) == expected


def test_rare_words_weigh_more_than_common_ones_and_absent_ones_less(read):
    weight = {term.text: term.weight for term in read("深海养殖企业和皮革企业有什么支持").terms}
    assert weight["深海"] > weight["企业"]
    assert weight["深海"] > weight["皮革"]


def test_a_word_stands_for_what_means_the_same_in_the_corpus(read):
    (term,) = [term for term in read("渔业生意额多少").terms if term.text == "生意额"]
    assert term.known
    assert term.found_in("全省渔业营收达到800亿元") > 0.9
    assert term.found_in("建设冷库") == 0


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("码头改造的补贴比例", ["补贴比例"]),
        ("最高补多少", ["最高额度"]),
        ("有补贴吗", ["补贴"]),
        ("码头改造怎么补", ["补贴"]),
        ("换船政府有没有钱补", ["补贴"]),
        ("短板怎么补齐", []),
        ("联系电话是多少", ["联系电话"]),
        ("怎么申报", ["申报流程"]),
        ("申报条件和申报材料", ["申报条件", "申报材料"]),
        ("申报流程和截止时间", ["截止时间", "申报流程"]),
        ("有效期多久", ["有效期"]),
        ("冷库建在哪里", []),
        ("方案的主要目标", []),
    ],
)
def test_aspects_are_the_things_that_an_applicant_asks(read, text, labels):
    assert sorted(aspect.label for aspect in read(text).aspects) == sorted(labels)


def test_of_one_group_only_the_most_exact_aspect_counts(read):
    assert [aspect.label for aspect in read("补贴比例多少，最高补多少，有没有补贴").aspects] == ["补贴比例"]


def test_the_type_of_an_aspect_is_the_type_asked_for(read):
    assert read("补贴比例是多少").value is ValueType.RATIO
    assert read("联系电话是多少").value is ValueType.CONTACT


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("珠海和阳江的渔港", ("珠海", "阳江")),
        ("珠海的渔港，珠海的冷库", ("珠海",)),
        ("广东省的渔港", ()),
        ("福建的渔港", ()),
        ("渔港", ()),
    ],
)
def test_places_below_the_province_are_named(read, text, places):
    assert read(text).places == places


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("《渔港方案》的目标", ("port-plan",)),
        ("渔港解读怎么说", ("port-plan-reading",)),
        ("解读怎么说", ("port-plan-reading",)),
        ("某省某厅关于推进渔港升级的实施方案写了什么", ("port-plan",)),
        ("方案和解读有什么不同", ("port-plan-reading", "port-plan")),
        ("目标是多少", ()),
    ],
)
def test_documents_are_named_by_title_short_title_or_kind(read, text, documents):
    assert set(read(text).documents) == set(documents)


def test_the_name_of_a_document_is_no_term(read):
    assert terms(read("《渔港方案》里的冷库")) == {"冷库"}


def test_sums_that_a_question_asserts_are_kept(read):
    assert [quantity.text for quantity in read("5000万元以上的项目算重点吗").quantities] == ["5000万元以上"]


def test_years_are_read_relative_to_the_day(interview):
    assert interview.reader.read("明年的目标", 2030).years == (2031,)
    assert interview.reader.read("2025年的目标", 2030).years == (2025,)


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [
        ("漁業營收目標是多少", "渔业营收目标是多少"),
        ("渔业 营收 目标 是多少", "渔业营收目标是多少"),
        ("“渔业”营收目标是多少", "渔业营收目标是多少"),
        ("建成２０座渔港", "建成20座渔港"),
    ],
)
def test_spelling_does_not_change_what_is_read(read, spelling, plain):
    assert terms(read(spelling)) == terms(read(plain))
    assert read(spelling).value is read(plain).value


def test_coverage_is_the_share_of_the_weight_that_stands_in_a_text(read):
    reading = read("渔业营收目标")
    assert reading.coverage(("渔业营收目标", 1.0)) == pytest.approx(1.0)
    assert reading.coverage(("建设冷库", 1.0)) == 0
    assert 0 < reading.coverage(("渔业", 1.0)) < 1
    assert reading.coverage(("渔业", 0.5)) == pytest.approx(reading.coverage(("渔业", 1.0)) / 2)
    assert read("这个多少钱").coverage(("渔业", 1.0)) == 0


def test_what_is_missing_comes_heaviest_first(read):
    missing = read("深海养殖企业的支持").missing("建设冷库")
    assert [term.weight for term in missing] == sorted((term.weight for term in missing), reverse=True)
    assert "深海" in {term.text for term in missing}


@given(st.text(max_size=80))
def test_reading_never_fails(interview, text):
    reading = interview.reader.read(text, TODAY.year)
    assert all(term.weight > 0 for term in reading.terms)
