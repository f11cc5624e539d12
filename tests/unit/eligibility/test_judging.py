"""A verdict: each condition met, not met or not known, each with its proof, on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import Finding, FindingSort, Outcome, Verdict, Window
from assistant.eligibility.assessing import Assessor
from assistant.errors import NotFound
from tests.fakes.eligibility import assessor_of, profile_of
from tests.fakes.rules import day, rule
from tests.unit.eligibility.cold_store import (
    FACTS,
    FIT,
    OPEN,
    RULE,
    changed,
    cold_assessor,
    cold_files,
    cold_store,
)


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    return cold_assessor(tmp_path_factory.mktemp("rules"))


def judged(assessor: Assessor, as_of: date = OPEN, /, **told: str) -> Verdict:
    return assessor.judge.verdict("cold-store", profile_of(assessor, as_of, **told), as_of)


def finding(verdict: Verdict, label: str) -> Finding:
    return next(each for each in verdict.findings if each.label == label)


def test_who_meets_all_that_is_asked_is_likely_while_papers_are_open(assessor: Assessor) -> None:
    verdict = judged(assessor, **FIT)
    assert verdict.outcome is Outcome.LIKELY
    assert finding(verdict, "守法").met is None
    assert verdict.missing == ()


def test_every_finding_is_cited_and_every_citation_is_verbatim(assessor: Assessor) -> None:
    verdict = judged(assessor, **FIT)
    numbers = {citation.n for citation in verdict.citations}
    assert all(each.citations and set(each.citations) <= numbers for each in verdict.findings)
    assert all(citation.quote for citation in verdict.citations)


def test_the_region_decides_the_threshold_and_its_row_is_cited(assessor: Assessor) -> None:
    in_delta, beyond = (judged(assessor, **FIT | {"place": p, "equipment": "500万元"}) for p in ("东莞", "清远"))
    assert in_delta.outcome is Outcome.NOT_ELIGIBLE
    assert beyond.outcome is Outcome.LIKELY
    quotes = {citation.n: citation.quote for citation in beyond.citations}
    assert any("清远" in quotes[n] for n in finding(beyond, "设备金额").citations)


def test_a_county_counts_where_the_table_puts_it_and_its_city_alone_is_open(assessor: Assessor) -> None:
    assert judged(assessor, **FIT | {"place": "开平", "equipment": "500万元"}).region == "粤东西北"
    city = judged(assessor, **FIT | {"place": "江门", "equipment": "500万元"})
    assert city.outcome is Outcome.UNDETERMINED
    assert city.missing == ("place",)


def test_where_all_regions_agree_the_place_is_not_asked_for(assessor: Assessor) -> None:
    told = {id: said for id, said in FIT.items() if id != "place"}
    assert finding(judged(assessor, **told | {"equipment": "800万元"}), "设备金额").met is True
    assert finding(judged(assessor, **told | {"equipment": "300万元"}), "设备金额").met is False
    between = finding(judged(assessor, **told | {"equipment": "500万元"}), "设备金额")
    assert (between.met, between.missing) == (None, ("place",))


@pytest.mark.parametrize("place", ["深圳", "杭州"])
def test_a_place_that_the_table_does_not_list_is_out(assessor: Assessor, place: str) -> None:
    verdict = judged(assessor, **FIT | {"place": place})
    assert finding(verdict, "在名单里").met is False
    assert verdict.outcome is Outcome.NOT_ELIGIBLE


def test_a_place_told_by_province_only_decides_nothing(assessor: Assessor) -> None:
    assert finding(judged(assessor, **FIT | {"place": "广东"}), "在名单里").missing == ("place",)


def test_a_sum_told_as_a_range_decides_only_on_one_side(assessor: Assessor) -> None:
    assert finding(judged(assessor, **FIT | {"equipment": "七百多万"}), "设备金额").met is True
    assert finding(judged(assessor, **FIT | {"equipment": "不到700万"}), "设备金额").met is False
    about = finding(judged(assessor, **FIT | {"equipment": "700万左右"}), "设备金额")
    assert (about.met, about.missing) == (None, ("equipment",))


def test_one_alternative_is_enough_and_only_all_of_them_shut_out(assessor: Assessor) -> None:
    told = {id: said for id, said in FIT.items() if id != "years"}
    assert finding(judged(assessor, **told, certified="是"), "称号或年限").met is True
    assert finding(judged(assessor, **told, certified="否"), "称号或年限").missing == ("years",)
    assert finding(judged(assessor, **told, certified="否", years="2年"), "称号或年限").met is False


def test_what_shuts_out_is_a_finding_that_is_not_met(assessor: Assessor) -> None:
    verdict = judged(assessor, **FIT | {"funded": "是"})
    assert finding(verdict, "拿过别的资金").met is False
    assert verdict.outcome is Outcome.NOT_ELIGIBLE


def test_a_condition_of_a_round_holds_in_that_round_only(tmp_path: Path) -> None:
    assessor = cold_assessor(tmp_path, windows=())
    assert "完工时间" not in {each.label for each in judged(assessor, **FIT).findings}


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (date(2024, 6, 1), Outcome.UPCOMING),
        (date(2026, 3, 31), Outcome.UPCOMING),
        (date(2026, 4, 1), Outcome.LIKELY),
        (date(2026, 6, 30), Outcome.LIKELY),
        (date(2026, 7, 1), Outcome.CLOSED),
        (date(2027, 12, 31), Outcome.CLOSED),
        (date(2028, 1, 1), Outcome.EXPIRED),
    ],
)
def test_the_day_decides_whether_one_can_apply(assessor: Assessor, as_of: date, outcome: Outcome) -> None:
    verdict = judged(assessor, as_of, **FIT)
    assert verdict.outcome is outcome


def test_a_closed_round_still_tells_how_the_conditions_stand_and_what_comes_next(assessor: Assessor) -> None:
    verdict = judged(assessor, date(2026, 7, 1), **FIT)
    assert verdict.conditions is Outcome.LIKELY
    assert verdict.next_round is not None
    assert verdict.next_round.text == "下一轮预计在2027年，尚未公布。"


def test_a_rule_of_which_nobody_knows_whether_it_holds_makes_nobody_eligible(tmp_path: Path) -> None:
    verdict = judged(cold_assessor(tmp_path, expires_on=None, status=None), **FIT)
    assert verdict.findings[0].met is None
    assert verdict.outcome is Outcome.UNDETERMINED


def test_the_sum_is_reckoned_from_what_was_told_and_shows_every_limit(assessor: Assessor) -> None:
    (estimate,) = judged(assessor, **FIT).estimates
    assert estimate.formula == "设备金额900万元 × 不超过20%，每家企业最高500万元"
    assert (estimate.high, estimate.at_most) == (Decimal(1800000), True)


def test_the_cap_holds_and_a_missing_input_leaves_the_sum_open(assessor: Assessor) -> None:
    assert judged(assessor, **FIT | {"equipment": "1亿元"}).estimates[0].high == Decimal(5000000)
    told = {id: said for id, said in FIT.items() if id != "equipment"}
    (estimate,) = judged(assessor, **told).estimates
    assert (estimate.high, estimate.missing) == (None, ("equipment",))


@pytest.mark.parametrize(("as_of", "changed"), [(OPEN, {"funded": "是"}), (date(2028, 1, 1), {})])
def test_no_sum_is_told_to_who_is_shut_out_or_by_a_rule_that_is_over(
    assessor: Assessor, as_of: date, changed: dict[str, str]
) -> None:
    assert judged(assessor, as_of, **FIT | changed).estimates == ()


def test_a_rule_whose_words_the_document_no_longer_holds_is_not_judged(tmp_path: Path) -> None:
    reworded = rule("cold", "冷库办法", "- 冷库办法有效期到2027年12月31日。[^news]", expires_on=day("2027-12-31"))
    assessor = assessor_of(cold_files(tmp_path), reworded)
    assert "不在 cold 的任何一条里" in str(assessor.judge.rulebook.problems[0])
    with pytest.raises(NotFound, match="没有编号为 cold-store 的扶持事项"):
        judged(assessor, **FIT)


def test_the_first_findings_tell_of_the_day_and_are_told_apart_from_conditions(assessor: Assessor) -> None:
    sorts = [each.sort for each in judged(assessor, date(2026, 7, 1), **FIT).findings[:2]]
    assert sorts == [FindingSort.PERIOD, FindingSort.ROUND]


def test_a_rule_with_a_figure_that_its_words_do_not_state_is_not_judged(tmp_path: Path) -> None:
    assessor = cold_assessor(tmp_path, RULE.replace("珠三角: 700万元", "珠三角: 600万元"))
    assert "cold-store" not in assessor.judge.rulebook.programmes
    assert "600万元" in str(assessor.judge.rulebook.problems[0])


CITIES = (
    Window("2026年度", day("2026-04-01"), day("2026-06-30"), "", day("2026-06-25"), (("东莞", day("2026-06-27")),)),
)
MISSED = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("place", "as_of", "outcome", "missing"),
    [
        ("东莞", date(2026, 6, 27), Outcome.LIKELY, ()),
        ("东莞", date(2026, 6, 28), Outcome.CLOSED, ()),
        ("清远", date(2026, 6, 25), Outcome.LIKELY, ()),
        ("清远", date(2026, 6, 26), Outcome.UNDETERMINED, ()),
        ("清远", date(2026, 7, 1), Outcome.CLOSED, ()),
        ("珠三角", date(2026, 6, 26), Outcome.UNDETERMINED, ("place",)),
    ],
)
def test_the_closing_day_is_that_of_the_city_and_where_it_is_not_known_nobody_is_told_to_apply(
    tmp_path: Path, place: str, as_of: date, outcome: Outcome, missing: tuple[str, ...]
) -> None:
    verdict = judged(cold_assessor(tmp_path, windows=CITIES), as_of, **FIT | {"place": place})
    assert (verdict.outcome, verdict.missing) == (outcome, missing)


def test_a_round_shows_the_closing_day_of_the_city_and_none_where_that_is_not_known(tmp_path: Path) -> None:
    assessor = cold_assessor(tmp_path, windows=CITIES)
    closing = {
        place: judged(assessor, date(2026, 6, 1), **FIT | {"place": place}).window.closes_on  # type: ignore[union-attr]
        for place in ("虎门", "清远")
    }
    assert closing == {"虎门": day("2026-06-27"), "清远": None}


@pytest.mark.parametrize(
    ("completed", "missed", "conditions"),
    [
        ("2024年12月31日", True, Outcome.NOT_ELIGIBLE),
        ("1980年", True, Outcome.NOT_ELIGIBLE),
        ("2026年1月1日", False, Outcome.LIKELY),
    ],
)
def test_who_came_too_early_for_a_closed_round_has_missed_it_and_who_came_later_has_not(
    assessor: Assessor, completed: str, missed: bool, conditions: Outcome
) -> None:
    verdict = judged(assessor, MISSED, **FIT | {"completed": completed})
    assert (verdict.outcome, verdict.conditions) == (Outcome.CLOSED, conditions)
    assert finding(verdict, "完工时间").missed is missed
    assert (verdict.next_round is None, verdict.estimates == ()) == (missed, missed)


def test_who_missed_a_round_is_told_of_the_one_to_which_the_project_belonged(tmp_path: Path) -> None:
    earlier = (
        "      - {label: 完工时间, fact: completed, within: [2024-01-01, 2024-12-31], round: 2025年度,\n"
        "         quote: 2025年度冷库补助要求在2024年1月1日至2024年12月31日完工}\n      - label: 称号或年限\n"
    )
    rounds = (Window("2025年度", None, day("2025-06-30")), Window("2026年度", None, day("2026-06-30")))
    stated = "- 2025年度冷库补助要求在2024年1月1日至2024年12月31日完工，到2025年6月30日截止。[^news]"
    held = cold_store(windows=rounds, statements=(stated,))
    files = cold_files(tmp_path, changed(("      - label: 称号或年限\n", earlier)))
    verdict = judged(assessor_of(files, held), MISSED, **FIT | {"completed": "2024年6月"})
    missed = finding(verdict, "完工时间")
    quotes = {citation.n: citation.quote for citation in verdict.citations}
    assert missed.own_round == "2025年度"
    assert any("2025年度" in quotes[n] for n in missed.citations)


UNSEEN_WAY = "          - {label: 有称号, unseen: true, quote: 有称号的可以申请冷库补助。}\n"
TITLED = "          - {label: 有称号, fact: certified, is: true, quote: 有称号的可以申请冷库补助。}\n"


def test_a_way_of_which_nothing_more_is_written_leaves_it_open_and_promises_no_sum(tmp_path: Path) -> None:
    assessor = cold_assessor(tmp_path, changed((TITLED, UNSEEN_WAY)))
    assert judged(assessor, **FIT).outcome is Outcome.LIKELY
    short = judged(assessor, **FIT | {"years": "2年"})
    assert (short.outcome, short.missing, short.estimates) == (Outcome.UNDETERMINED, (), ())


def test_without_its_ground_a_yes_is_a_no_and_a_figure_is_not_asked_for(tmp_path: Path) -> None:
    facts = FACTS.replace("ask: 有没有称号？", "ask: 有没有称号？, presumes: {industry: garment}").replace(
        "ask: 做了几年？", "ask: 做了几年？, presumes: {industry: garment}"
    )
    assessor = assessor_of(cold_files(tmp_path, facts=facts), cold_store())
    told = {id: said for id, said in FIT.items() if id != "years"} | {"industry": "贸易"}
    merit = finding(judged(assessor, **told), "称号或年限")
    assert [each.met for each in merit.alternatives] == [False, None]
    assert judged(assessor, **told).missing == ()
