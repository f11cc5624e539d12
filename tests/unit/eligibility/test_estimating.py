"""What a programme may bring: a range reckoned in the open, never more than the rule says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import Estimate
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.estimating import worth
from tests.fakes.eligibility import profile_of, trusting_assessor_of
from tests.unit.eligibility.cold_store import FACTS, FIT, OPEN, changed, cold_files, cold_store

SHARE, BY_REGION = "of: [equipment, 20%]", "of: [equipment, {珠三角: 20%, 粤东西北: 30%}]"
WRITTEN = f"        {BY_REGION}\n        at_most: true\n        cap: 500万元\n        per: 每家企业\n"
NOWHERE = "深圳"


def judging(folder: Path, *lines: str) -> Assessor:
    """The rule with these lines as its benefit, and with no condition on the place."""
    written = "".join(f"        {line}\n" for line in lines)
    text = changed((WRITTEN, written), ("fact: place, in_regions: [珠三角, 粤东西北]", "confirm: true"))
    return trusting_assessor_of(
        cold_files(folder, text, f"{FACTS}loan: {{name: 贷款, type: money, ask: 贷了多少？}}\n"), cold_store()
    )


def estimates(assessor: Assessor, **told: str) -> tuple[Estimate, ...]:
    known = {id: said for id, said in (FIT | told).items() if said}
    return assessor.judge.verdict("cold-store", profile_of(assessor, OPEN, **known), OPEN).estimates


def estimated(assessor: Assessor, **told: str) -> Estimate:
    (estimate,) = estimates(assessor, **told)
    return estimate


def shown(assessor: Assessor, **told: str) -> tuple[str, str]:
    estimate = estimated(assessor, **told)
    return estimate.formula, worth(estimate)


def test_a_product_shows_every_factor_as_it_was_told(tmp_path: Path) -> None:
    assert shown(judging(tmp_path, SHARE)) == ("设备金额900万元 × 20%", "180万元")


def test_a_share_that_the_rule_only_limits_is_told_as_a_limit(tmp_path: Path) -> None:
    assert shown(judging(tmp_path, SHARE, "at_most: true")) == ("设备金额900万元 × 不超过20%", "最高180万元")


def test_years_are_the_longest_and_make_the_sum_a_highest_one(tmp_path: Path) -> None:
    assessor = judging(tmp_path, "of: [equipment, 1个百分点, 2年]")
    assert shown(assessor, equipment="1000万元") == ("设备金额1000万元 × 1个百分点 × 最长2年", "最高20万元")


def test_a_cap_is_shown_and_holds(tmp_path: Path) -> None:
    assessor = judging(tmp_path, SHARE, "cap: 500万元", "per: 每家企业")
    assert shown(assessor) == ("设备金额900万元 × 20%，每家企业最高500万元", "180万元")
    assert shown(assessor, equipment="1亿元") == ("设备金额1亿元 × 20%，每家企业最高500万元", "500万元")


def test_what_a_sum_is_for_is_said_without_a_cap_too(tmp_path: Path) -> None:
    assert shown(judging(tmp_path, "amount: 5万元", "per: 每家企业")) == ("每家企业5万元", "每家企业5万元")


@pytest.mark.parametrize(
    ("told", "low", "high", "worded"),
    [
        ("七百多万", "1400000", "1600000", "140万元至160万元"),
        ("刚过两千万", "4000000", "4400000", "400万元至440万元"),
        ("700万以上", "1400000", "5000000", "140万元至500万元"),
        ("一亿多", "5000000", "5000000", "500万元"),
    ],
)
def test_a_range_that_was_told_stays_a_range(tmp_path: Path, told: str, low: str, high: str, worded: str) -> None:
    estimate = estimated(judging(tmp_path, SHARE, "cap: 500万元"), equipment=told)
    assert estimate.low is not None
    assert estimate.high is not None
    assert (round(estimate.low), round(estimate.high)) == (Decimal(low), Decimal(high))
    assert worth(estimate) == worded


def test_a_sum_of_which_only_the_highest_is_known_is_told_as_the_highest(tmp_path: Path) -> None:
    estimate = estimated(judging(tmp_path, SHARE), equipment="1000万以内", place="清远")
    assert (estimate.low, estimate.at_most, worth(estimate)) == (None, False, "最高200万元")


def test_a_sum_without_an_end_is_not_told(tmp_path: Path) -> None:
    estimate = estimated(judging(tmp_path, SHARE), equipment="700万以上")
    assert (estimate.low, estimate.high, worth(estimate)) == (Decimal(1400000), None, "")


def test_an_input_that_was_not_told_leaves_the_sum_open_and_is_named(tmp_path: Path) -> None:
    assessor = judging(tmp_path, "of: [loan, 2%]", "cap: 500万元")
    estimate = estimated(assessor)
    assert (estimate.low, estimate.high, estimate.missing) == (None, None, ("loan",))
    assert (estimate.formula, worth(estimate)) == ("贷款 × 2%，最高500万元", "")


def test_each_region_has_its_figure(tmp_path: Path) -> None:
    assessor = judging(tmp_path, BY_REGION, "at_most: true")
    assert shown(assessor, place="清远") == ("设备金额900万元 × 不超过30%", "最高270万元")


def test_without_a_region_all_figures_are_shown_and_none_is_promised(tmp_path: Path) -> None:
    estimate = estimated(judging(tmp_path, BY_REGION, "at_most: true"), place="")
    assert estimate.formula == "设备金额900万元 × 不超过20%或不超过30%"
    assert (estimate.low, estimate.high, estimate.missing) == (None, None, ("place",))


def test_where_the_rule_names_no_figure_nothing_is_estimated(tmp_path: Path) -> None:
    for lines in (
        (BY_REGION,),
        ("amount: {珠三角: 20万元, 粤东西北: 30万元}",),
        (SHARE, "cap: {珠三角: 5万元, 粤东西北: 9万元}"),
    ):
        assessor = judging(tmp_path, *lines)
        assert estimates(assessor, place=NOWHERE) == ()
        assert len(estimates(assessor, place="东莞")) == 1


def test_caps_that_differ_by_region_leave_a_sum_open_that_passes_the_lower_one(tmp_path: Path) -> None:
    assessor = judging(tmp_path, SHARE, "cap: {珠三角: 200万元, 粤东西北: 300万元}")
    open_sum = estimated(assessor, place="", equipment="1200万元")
    assert open_sum.formula == "设备金额1200万元 × 20%，最高200万元或最高300万元"
    assert (open_sum.high, open_sum.missing) == (None, ("place",))
    below = estimated(assessor, place="", equipment="900万元")
    assert (worth(below), below.missing) == ("180万元", ())
    assert worth(estimated(assessor, place="东莞", equipment="1200万元")) == "200万元"
    assert worth(estimated(assessor, place="清远", equipment="1200万元")) == "240万元"


@pytest.mark.parametrize(
    ("amount", "formula", "worded"),
    [
        ("5万元", "5万元", "5万元"),
        ("[30万元, 100万元]", "30万元至100万元", "30万元至100万元"),
        ("{珠三角: 5万元, 粤东西北: 20万元}", "5万元", "5万元"),
        ("{珠三角: [5万元, 8万元], 粤东西北: 20万元}", "5万元至8万元", "5万元至8万元"),
    ],
)
def test_an_amount_is_told_as_it_is_written(tmp_path: Path, amount: str, formula: str, worded: str) -> None:
    assert shown(judging(tmp_path, f"amount: {amount}")) == (formula, worded)


def test_an_amount_that_is_only_limited_is_told_as_the_highest(tmp_path: Path) -> None:
    assert shown(judging(tmp_path, "amount: 5万元", "at_most: true")) == ("最高5万元", "最高5万元")


def test_an_amount_that_differs_by_region_at_one_end_needs_the_region(tmp_path: Path) -> None:
    estimate = estimated(judging(tmp_path, "amount: {珠三角: [5万元, 8万元], 粤东西北: [5万元, 20万元]}"), place="")
    assert estimate.formula == "5万元至8万元或20万元"
    assert (estimate.high, estimate.missing) == (None, ("place",))


def test_a_benefit_that_depends_on_a_condition_is_told_only_to_who_meets_it(tmp_path: Path) -> None:
    assessor = judging(tmp_path, "amount: 5万元", "when: merit")
    assert len(estimates(assessor)) == 1
    assert estimates(assessor, years="") == ()


def test_every_estimate_is_cited(tmp_path: Path) -> None:
    assessor = judging(tmp_path, SHARE)
    verdict = assessor.judge.verdict("cold-store", profile_of(assessor, OPEN, **FIT), OPEN)
    quotes = {citation.n: citation.quote for citation in verdict.citations}
    assert [quotes[n] for n in verdict.estimates[0].citations] == [
        "冷库补助珠三角不超过20%，粤东西北不超过30%。",
        "冷库补助每家企业最高500万元。",
    ]


TITLED, WORKED = "{label: 有称号, fact: certified", "{label: 年限, fact: years"
EACH = ("amount: 5万元", "per: 每项", "each: [titled, worked]")


def counting(folder: Path) -> Assessor:
    """5万元 for each of the two ways that are met."""
    written = "".join(f"        {line}\n" for line in EACH)
    text = changed((WRITTEN, written), (TITLED, f"{{id: titled, {TITLED[1:]}"), (WORKED, f"{{id: worked, {WORKED[1:]}"))
    return trusting_assessor_of(cold_files(folder, text), cold_store())


@pytest.mark.parametrize(
    ("certified", "years", "formula", "worded", "missing"),
    [
        ("是", "5年", "每项5万元 × 2项", "10万元", ()),
        ("否", "5年", "每项5万元 × 1项", "5万元", ()),
        ("", "5年", "每项5万元 × 1项至2项", "5万元至10万元", ("certified",)),
        ("", "", "每项5万元 × 1项至2项", "5万元至10万元", ("certified", "years")),
    ],
)
def test_sums_that_add_are_added_and_what_is_not_known_makes_a_range(
    tmp_path: Path, certified: str, years: str, formula: str, worded: str, missing: tuple[str, ...]
) -> None:
    estimate = estimated(counting(tmp_path), certified=certified, years=years)
    assert (estimate.formula, worth(estimate), estimate.missing) == (formula, worded, missing)


def test_tiers_of_which_only_the_highest_are_promised_read_as_highest_sums(tmp_path: Path) -> None:
    assert shown(judging(tmp_path, "amount: [60万元, 150万元]", "at_most: true")) == ("最高60万元到150万元",) * 2


def test_where_the_rule_does_not_say_which_figure_a_county_has_none_is_promised_and_nothing_asked(
    tmp_path: Path,
) -> None:
    lines = "        amount: {珠三角: 5万元, 粤东西北: 20万元}\n"
    text = changed((WRITTEN, lines), ("    regions: cold\n", "    regions: cold\n    counties: open\n"))
    assessor = trusting_assessor_of(cold_files(tmp_path, text), cold_store())
    estimate = estimated(assessor, place="开平")
    assert (estimate.formula, estimate.high, estimate.missing) == ("5万元或20万元", None, ())
