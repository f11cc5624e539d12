"""What holds for every verdict, whatever is known: more facts decide more, and never turn what is decided."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import FindingSort, Outcome, Profile, Verdict
from assistant.eligibility.asking import missing_of
from assistant.eligibility.assessing import Assessor
from tests.fakes.eligibility import profile_of
from tests.unit.eligibility.cold_store import OPEN, cold_assessor

TOLD = {
    "place": st.sampled_from(["东莞", "江门", "开平", "清远", "深圳", "杭州", "广东"]),
    "industry": st.sampled_from(["做服装", "贸易"]),
    "equipment": st.sampled_from(
        ["399万元", "400万元", "699万元", "700万元", "七百多万", "不到700万", "1亿元", "700万左右"]
    ),
    "completed": st.sampled_from(["2024年12月31日", "2025年", "2025年6月", "2026年1月1日"]),
    "funded": st.sampled_from(["是", "否"]),
    "certified": st.sampled_from(["是", "否"]),
    "years": st.sampled_from(["2年", "3年", "9年"]),
}
profiles = st.fixed_dictionaries({}, optional=TOLD)
days = st.sampled_from([date(2026, 3, 1), OPEN, date(2026, 9, 1), date(2028, 1, 1)])


@cache
def assessor() -> Assessor:
    return cold_assessor(Path(mkdtemp()))


def judged(profile: Profile, day: date) -> Verdict:
    return assessor().judge.verdict("cold-store", profile, day)


@given(profiles, st.data(), days)
def test_a_further_fact_never_turns_what_is_decided(told: dict[str, str], data: st.DataObject, day: date) -> None:
    profile = profile_of(assessor(), day, **told)
    unknown = sorted(set(TOLD) - set(told))
    more = profile_of(assessor(), day, **{id: data.draw(TOLD[id]) for id in unknown[:2]})
    before, after = judged(profile, day), judged({**profile, **more}, day)
    for first, second in zip(before.findings, after.findings, strict=True):
        assert first.met is None or first.met is second.met


@given(profiles, st.randoms(), days)
def test_the_order_of_facts_does_not_matter(told: dict[str, str], random: object, day: date) -> None:
    profile = profile_of(assessor(), day, **told)
    shuffled = list(profile.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(profile, day) == judged(dict(shuffled), day)


@given(profiles, days)
def test_who_is_called_likely_has_nothing_that_may_still_be_asked(told: dict[str, str], day: date) -> None:
    verdict = judged(profile_of(assessor(), day, **told), day)
    if verdict.outcome in (Outcome.LIKELY, Outcome.ELIGIBLE):
        assert verdict.missing == ()
        assert all(each.met or each.confirm for each in verdict.findings)


@given(profiles, days)
def test_nobody_is_told_to_apply_outside_the_dates_of_the_rule(told: dict[str, str], day: date) -> None:
    verdict = judged(profile_of(assessor(), day, **told), day)
    of_the_day = [each for each in verdict.findings if each.sort in (FindingSort.PERIOD, FindingSort.ROUND)]
    if verdict.outcome in (Outcome.LIKELY, Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE):
        assert all(each.met for each in of_the_day)


@given(profiles, days)
def test_what_is_asked_for_is_what_is_missing(told: dict[str, str], day: date) -> None:
    verdict = judged(profile_of(assessor(), day, **told), day)
    asked = set(missing_of([verdict]))
    told_coarsely = {"place", "equipment", "completed"}
    assert asked <= (set(TOLD) - set(told)) | told_coarsely
    assert asked >= set() if verdict.outcome is Outcome.EXPIRED else True


@given(profiles, days)
def test_telling_all_that_is_missing_decides(told: dict[str, str], day: date) -> None:
    exact = {"place": "东莞", "industry": "做服装", "equipment": "700万元", "completed": "2025年6月"}
    rest = {"funded": "否", "certified": "是", "years": "9年"}
    verdict = judged(profile_of(assessor(), day, **told), day)
    answers = {id: (exact | rest)[id] for id in verdict.missing}
    decided = judged(profile_of(assessor(), day, **{**told, **answers}), day)
    assert decided.conditions is not Outcome.UNDETERMINED
