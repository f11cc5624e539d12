"""Which fact is asked for next: the one whose answer tells most about what one can still apply for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest

from assistant.domain import Estimate, Finding, FindingSort, Outcome, Verdict
from assistant.eligibility.asking import is_blocked, missing_of
from assistant.eligibility.outcomes import conditions_outcome
from tests.fakes.eligibility import profile_of
from tests.unit.eligibility.cold_store import FIT, OPEN, changed, cold_assessor

PLAIN = cold_assessor(Path(mkdtemp())).judge.verdict("cold-store", {}, OPEN)
CERTIFIED = "{label: 有称号, fact: certified, is: true,"
YEARS = "{label: 年限, fact: years, at_least: 3年,"


def open_on(*missing: str, **fields: object) -> Finding:
    """A condition that these facts would decide."""
    values = {"label": "条件", "sort": FindingSort.CONDITION, "met": None, "citations": (1,), "missing": missing}
    return Finding(**{**values, **fields})  # type: ignore[arg-type]


def one_of(*ways: Finding, sort: FindingSort = FindingSort.CONDITION) -> Finding:
    missing = tuple(dict.fromkeys(fact for way in ways for fact in way.missing))
    return open_on(*missing, alternatives=ways, sort=sort)


def judged(*findings: Finding, outcome: Outcome | None = None, brings: tuple[str, ...] = ()) -> Verdict:
    conditions = conditions_outcome(findings)
    estimates = (Estimate("补助", "", None, None, at_most=True, citations=(1,), missing=brings),) if brings else ()
    return replace(PLAIN, findings=findings, conditions=conditions, outcome=outcome or conditions, estimates=estimates)


def test_the_fact_on_which_most_programmes_wait_is_asked_for_first() -> None:
    verdicts = [judged(open_on("years")), judged(open_on("place")), judged(open_on("place"))]
    assert missing_of(verdicts) == ("place", "years")


def test_a_fact_that_decides_alone_goes_before_one_of_several() -> None:
    verdicts = [judged(open_on("years"), open_on("rank"), open_on("staff")), judged(open_on("place"))]
    assert missing_of(verdicts)[0] == "place"


def test_a_fact_that_several_conditions_look_at_goes_before_one_that_a_single_one_does() -> None:
    often = [open_on("revenue") for _ in range(4)]
    assert missing_of([judged(open_on("place"), *often)]) == ("revenue", "place")


def test_of_a_group_of_which_one_is_enough_the_shared_fact_is_asked_for_first() -> None:
    group = one_of(open_on("title"), open_on("revenue"))
    assert missing_of([judged(group, one_of(open_on("share"), open_on("revenue")))])[0] == "revenue"


def test_a_way_that_only_papers_show_makes_the_others_no_less_worth_asking() -> None:
    group = one_of(open_on("title"), open_on(confirm=True))
    assert missing_of([judged(group)]) == ("title",)


def test_of_a_group_that_shuts_out_every_way_counts() -> None:
    shuts = one_of(open_on("funded"), open_on("listed"), sort=FindingSort.EXCLUSION)
    enough = one_of(open_on("title"), open_on("rank"))
    assert missing_of([judged(enough, shuts)])[:2] == ("funded", "listed")


def test_ties_go_by_where_a_rule_asks() -> None:
    assert missing_of([judged(open_on("years"), open_on("place"))]) == ("years", "place")
    assert missing_of([judged(open_on("place"), open_on("years"))]) == ("place", "years")


def test_what_one_can_apply_for_now_goes_before_what_is_to_come_and_what_is_closed() -> None:
    verdicts = [
        judged(open_on("closed"), outcome=Outcome.CLOSED),
        judged(open_on("to_come"), outcome=Outcome.UPCOMING),
        judged(open_on("now")),
    ]
    assert missing_of(verdicts) == ("now", "to_come", "closed")


@pytest.mark.parametrize("outcome", [Outcome.EXPIRED, Outcome.NOT_ELIGIBLE])
def test_nothing_is_asked_for_what_cannot_be_had(outcome: Outcome) -> None:
    assert missing_of([judged(open_on("place"), outcome=outcome)]) == ()


def test_what_no_answer_can_make_eligible_is_asked_for_last() -> None:
    unseen = open_on(sort=FindingSort.UNSEEN)
    blocked, free = judged(unseen, open_on("years")), judged(open_on("place"), open_on("rank"))
    assert (is_blocked(blocked), is_blocked(free)) == (True, False)
    assert missing_of([blocked, free]) == ("place", "rank", "years")


def test_an_open_round_or_papers_block_nothing_but_an_unknown_period_does() -> None:
    assert not is_blocked(judged(open_on(sort=FindingSort.ROUND), open_on(confirm=True)))
    assert is_blocked(judged(open_on(sort=FindingSort.PERIOD)))


def test_a_sum_is_asked_for_only_once_the_conditions_are_settled() -> None:
    assert missing_of([judged(open_on("place"), brings=("loan",))]) == ("place",)
    assert missing_of([judged(open_on(met=True, missing=()), brings=("loan",))]) == ("loan",)


def test_what_decides_goes_before_what_only_tells_a_sum() -> None:
    settled = judged(open_on(met=True, missing=()), brings=("loan",))
    assert missing_of([settled, judged(open_on("place"))]) == ("place", "loan")


def test_a_way_that_only_papers_show_is_not_asked_for_beside_one_that_can_be_told(tmp_path: Path) -> None:
    assessor = cold_assessor(tmp_path, changed((CERTIFIED, f"{CERTIFIED} confirm: true,")))
    told = {id: said for id, said in FIT.items() if id != "years"}
    verdict = assessor.judge.verdict("cold-store", profile_of(assessor, OPEN, **told), OPEN)
    assert verdict.missing == ("years",)
    few = profile_of(assessor, OPEN, **told, years="2年")
    assert assessor.judge.verdict("cold-store", few, OPEN).outcome is Outcome.LIKELY
    named = profile_of(assessor, OPEN, **told, years="2年", certified="否")
    assert assessor.judge.verdict("cold-store", named, OPEN).outcome is Outcome.NOT_ELIGIBLE
