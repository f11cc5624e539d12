"""What owners are told of the shipped programmes, where a wrong word costs a factory money."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.replies import Replies
from assistant.domain import FindingSort
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.opening import open_assessor
from assistant.eligibility.telling import Telling
from assistant.language.script import ScriptConverter
from tests.fakes.eligibility import PLACES, profile_of
from tests.project.test_programmes import CATALOGUE, FILES, KNOWLEDGE, TODAY

EQUIPMENT, SCALE_UP, LOAN = "gd-tech-upgrade-equipment", "gd-scale-up", "cn-equipment-loan"
PROJECT = {"industry": "garment", "new_equipment_value": "800万元", "completed_on": "2025-06", "project_filed": "是"}
SORTS = (FindingSort.CONDITION, FindingSort.EXCLUSION)
BORROWED = {"place": "虎门", "industry": "garment", "loan_kind": "fixed_asset", "loan_amount": "1000万元"}


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return open_assessor(FILES, CATALOGUE, PLACES, "")


@pytest.fixture(scope="module")
def telling() -> Telling:
    return Telling(Replies.from_file(KNOWLEDGE.parent / "prompts" / "replies.yaml"), ScriptConverter())


def told(assessor: Assessor, telling: Telling, programme: str, as_of: date = TODAY, /, **facts: str) -> str:
    profile = profile_of(assessor, as_of, **facts)
    sentences, _ = telling.tell([assessor.judge.verdict(programme, profile, as_of)], profile)
    return "\n".join(sentence.text for sentence in sentences)


def test_a_round_that_is_over_in_the_city_is_told_as_over(assessor: Assessor, telling: Telling) -> None:
    text = told(assessor, telling, EQUIPMENT, date(2026, 8, 13), **PROJECT, place="中山")
    assert "最近一轮申报已经截止" in text


@pytest.mark.parametrize("place", [{}, {"place": "虎门"}])
def test_where_the_closing_day_is_not_known_it_is_said_that_cities_differ(
    assessor: Assessor, telling: Telling, place: dict[str, str]
) -> None:
    text = told(assessor, telling, EQUIPMENT, date(2026, 8, 13), **PROJECT, **place)
    assert "还不能下结论" in text
    assert "各市的截止日不同" in text
    assert "2026年8月10日至15日之间" in text


@pytest.mark.parametrize(
    ("completed", "said"), [("2023-08", "已经错过了能报的那一轮"), ("2024-08", "能报的是2026年度，那一轮已经截止")]
)
def test_who_missed_every_round_is_told_so_and_given_no_hope_of_the_next(
    assessor: Assessor, telling: Telling, completed: str, said: str
) -> None:
    text = told(assessor, telling, EQUIPMENT, **PROJECT | {"place": "虎门", "completed_on": completed})
    assert said in text
    assert "2028年度" not in text
    assert "都符合" not in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"place": "东莞", "scaled_up_on": "2023"}, "每项5万元 × 1项至2项，即5万元至10万元，看实际情况"),
        (
            {"place": "东莞", "scaled_up_on": "2023", "value_added_growth": "12%", "srdi_on": "2024-05"},
            "每项5万元 × 2项，即10万元",
        ),
        ({"place": "开平", "scaled_up_on": "2024"}, "5万元或20万元，厂所在的地方按哪一档没有查到"),
        ({"place": "东莞", "scaled_up_on": "2025"}, "没有查到2026年的小升规奖励通知"),
    ],
)
def test_sums_are_added_and_what_no_document_tells_is_said(
    assessor: Assessor, telling: Telling, facts: dict[str, str], said: str
) -> None:
    assert said in told(assessor, telling, SCALE_UP, **facts, industry="garment")


@pytest.mark.parametrize(
    ("issued", "promised"), [("2026-05", True), ("2024-01", False), ("2025-03", False), ("2027-03", False)]
)
def test_a_loan_outside_of_the_days_of_the_rule_is_promised_no_sum(
    assessor: Assessor, telling: Telling, issued: str, promised: bool
) -> None:
    assert ("最高30万元" in told(assessor, telling, LOAN, **BORROWED, loan_issued_on=issued)) is promised


@pytest.mark.parametrize(
    ("programme", "facts", "said"),
    [
        ("gz-digital", {"place": "广州"}, "最高60万元到150万元，看属于哪一档"),
        ("dg-textile-top-ten", {"place": "东莞", "top_ten_listed": "是"}, "：每个产品50万元；"),
        ("dg-textile-brand-diagnosis", {"place": "东莞", "trademark_diagnosis": "是"}, "：每项最高10万元；"),
    ],
)
def test_a_fixed_sum_is_said_once(
    assessor: Assessor, telling: Telling, programme: str, facts: dict[str, str], said: str
) -> None:
    assert said in told(assessor, telling, programme, **facts, industry="garment")


def test_who_has_no_loan_is_not_asked_whether_it_is_insured(assessor: Assessor) -> None:
    for denied in ("none", "没有贷款"):
        profile = profile_of(assessor, TODAY, place="东莞", industry="garment", loan_kind=denied)
        missing = assessor.assess(profile, TODAY).missing
        assert not {"loan_insured", "insurance_premium", "loan_issued_on", "loan_signed_on", "loan_rate"} & set(missing)


def test_every_condition_that_fails_is_told_though_its_name_sounds_like_a_figure(
    assessor: Assessor, telling: Telling
) -> None:
    for programme in FILES.programmes:
        for situation in programme.situations:
            profile, _ = assessor.profile(situation.facts, situation.as_of)
            verdict = assessor.judge.verdict(programme.id, profile, situation.as_of)
            text = told(assessor, telling, programme.id, situation.as_of, **situation.facts)
            failed = [each.label for each in verdict.findings if each.met is False and each.sort in SORTS]
            assert [label for label in failed if label not in text] == [], situation.name
