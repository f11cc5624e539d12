"""Values that no factory has, or that are of another thing: refused alike wherever they are typed, with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.intake import Intake
from assistant.eligibility.refusals import Refusal, refusal_of
from assistant.eligibility.values import read_value, value_text
from tests.fakes.eligibility import PLACES, facts_of_knowledge
from tests.fakes.interview import language

TODAY = date(2026, 11, 27)
FACTS = facts_of_knowledge()


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return Intake(FACTS, language(tmp_path_factory.mktemp("jieba")))


def shown(fact: str, text: str) -> str | None:
    value = read_value(FACTS[fact], text, TODAY, PLACES)
    return None if value is None else value_text(FACTS[fact], value)


REFUSED = [
    ("new_equipment_value", "-800万", Refusal.NEGATIVE),
    ("new_equipment_value", "−800万", Refusal.NEGATIVE),
    ("new_equipment_value", "－800", Refusal.NEGATIVE),
    ("new_equipment_value", "负800万", Refusal.NEGATIVE),
    ("new_equipment_value", "-¥800万", Refusal.NEGATIVE),
    ("loan_rate", "-3%", Refusal.NEGATIVE),
    ("loan_rate", "负3%", Refusal.NEGATIVE),
    ("loan_rate", "百分之负三", Refusal.NEGATIVE),
    ("rd_staff", "-3人", Refusal.NEGATIVE),
    ("value_added_growth", "-5%", Refusal.NEGATIVE),
    ("value_added_growth", "下降5%", Refusal.SOMETHING_ELSE),
    ("loan_rate", "400%", Refusal.BEYOND),
    ("loan_rate", "35", Refusal.BEYOND),
    ("main_business_share", "150%", Refusal.BEYOND),
    ("srdi_score", "500", Refusal.BEYOND),
    ("market_rank", "0", Refusal.BEYOND),
    ("new_equipment_value", "800万亿", Refusal.BEYOND),
    ("completed_on", "1900年", Refusal.BEYOND),
    ("years_in_field", "99999年前", Refusal.BEYOND),
    ("rd_staff", "1.5人", Refusal.NOT_WHOLE),
    ("new_equipment_value", "420万含税", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "含税420万", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "含税价400万", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "含13%税400万", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "800万（含安装费）", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "二手的，200万", Refusal.SOMETHING_ELSE),
    ("loan_rate", "月息3厘", Refusal.SOMETHING_ELSE),
    ("new_equipment_value", "8k万", Refusal.UNREAD),
    ("new_equipment_value", "8 million usd", Refusal.UNREAD),
    ("new_equipment_value", "$800万", Refusal.UNREAD),
    ("new_equipment_value", "USD 800万", Refusal.UNREAD),
    ("new_equipment_value", "800 widgets", Refusal.UNREAD),
    ("new_equipment_value", "三四五百万", Refusal.UNREAD),
    ("new_equipment_value", "十三百万", Refusal.UNREAD),
    ("new_equipment_value", "9" * 200, Refusal.BEYOND),
    ("new_equipment_value", "九" * 200, Refusal.BEYOND),
    ("loan_rate", "9" * 190 + "%", Refusal.BEYOND),
    ("completed_on", "99999年前", Refusal.UNREAD),
    ("years_in_field", "15年开始", Refusal.UNREAD),
    ("completed_on", "12025年3月", Refusal.UNREAD),
    ("project_filed", "好像有", Refusal.DOUBTFUL),
    ("project_filed", "天晓得", Refusal.UNREAD),
]


@pytest.mark.parametrize(("fact", "text", "refusal"), REFUSED)
def test_what_can_be_no_value_is_refused_with_its_reason(
    intake: Intake, fact: str, text: str, refusal: Refusal
) -> None:
    assert (shown(fact, text), refusal_of(FACTS[fact], text, TODAY)) == (None, refusal)
    assert fact not in {each.fact.id for each in intake.read(text, TODAY, fact).facts}


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("new_equipment_value", "不含税420万", "420万元"),
        ("new_equipment_value", "未含税420万", "420万元"),
        ("new_equipment_value", "800万（不含安装费）", "800万元"),
        ("new_equipment_value", "八佰萬", "800万元"),
        ("new_equipment_value", "捌佰万", "800万元"),
        ("new_equipment_value", "伍佰陆拾万元整", "560万元"),
        ("new_equipment_value", "一二〇〇万", "1200万元"),
        ("new_equipment_value", "8 million", "800万元"),
        ("new_equipment_value", "1.5 million yuan", "150万元"),
        ("new_equipment_value", "500-600万", "500万元至600万元"),
        ("new_equipment_value", ">700万", "超过700万元"),
        ("new_equipment_value", "＜700万", "不到700万元"),
        ("new_equipment_value", "≥700万", "700万元以上"),
        ("new_equipment_value", "大于等于700万", "700万元以上"),
        ("new_equipment_value", "<=700万", "700万元以内"),
        ("new_equipment_value", "~700万", "约700万元"),
        ("loan_rate", "3.5", "3.5%"),
        ("debt_ratio", "120%", "120%"),
        ("value_added_growth", "120%", "120%"),
        ("project_progress", "100%", "100%"),
        ("main_business_share", "90多%", "接近100%"),
        ("srdi_score", "62.5", "62.5分"),
        ("rd_staff", "1.5万人", "15000人"),
        ("rd_staff", "20 people", "20人"),
        ("years_in_field", "三年前", "约3年"),
        ("years_in_field", "二十五年前开始做的", "约25年"),
        ("years_in_field", "十多年前", "10多年"),
        ("years_in_field", "10年", "10年"),
        ("years_in_field", "25年", "25年"),
        ("years_in_field", "25", "25年"),
        ("years_in_field", "做了十五年", "15年"),
        ("completed_on", "二十年前", "2006年"),
    ],
)
def test_what_a_factory_may_have_is_read(fact: str, text: str, value: str) -> None:
    assert shown(fact, text) == value


@given(
    fact=st.sampled_from(FACTS.ids),
    text=st.text(
        st.sampled_from("0199.,-−负一两三九十百千万亿佰捌〇零kw%成年月日前底去后元块含税>≥~约多几没有不是错备案吧, "),
        max_size=40,
    ),
)
def test_whatever_is_typed_is_read_back_the_same_or_refused(fact: str, text: str) -> None:
    kind = FACTS[fact]
    value = read_value(kind, text, TODAY, PLACES)
    if value is None:
        assert refusal_of(kind, text, TODAY) in Refusal
    else:
        assert read_value(kind, value_text(kind, value), TODAY, PLACES) == value


def test_every_figure_of_the_catalogue_has_a_largest_value() -> None:
    beyond = {"money": "9999亿元", "share": "99999%", "count": "9000000", "years": "999年"}
    for kind in FACTS:
        if kind.type.value in beyond:
            assert refusal_of(kind, beyond[kind.type.value], TODAY) is Refusal.BEYOND, kind.id
            assert shown(kind.id, beyond[kind.type.value]) is None, kind.id


@pytest.mark.parametrize("text", ["利润-800万，设备500万", "设备500万，负担800万"])
def test_a_sign_is_of_its_own_figure(intake: Intake, text: str) -> None:
    told = {
        each.fact.id: each.fact.shown or value_text(FACTS[each.fact.id], each.fact.value)
        for each in intake.read(text, TODAY).facts
    }
    assert told == {"new_equipment_value": "500万元"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("去年买了450萬設備，年底完工", None),
        ("2024年买了设备，年底完工", None),
        ("我们去年买的设备，10月装好", None),
        ("去年3月买的机器，6月装好", "2025年6月"),
        ("去年3月签的，年底完工", "2025年12月"),
        ("去年11月签合同，3月装好", "2026年3月"),
        ("去年买的设备，打算年底完工", "2026年12月"),
        ("去年买了设备。年底完工", "2026年12月"),
        ("今年3月买，年底完工", "2026年12月"),
        ("年底完工", "2026年12月"),
    ],
)
def test_a_day_without_a_year_goes_on_within_the_sentence_or_is_asked_for(
    intake: Intake, text: str, day: str | None
) -> None:
    told = {each.fact.id: each.fact.value for each in intake.read(text, TODAY).facts}
    value = told.get("completed_on")
    assert (value_text(FACTS["completed_on"], value) if value else None) == day
