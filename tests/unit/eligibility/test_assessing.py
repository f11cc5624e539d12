"""All programmes for one enterprise: first what one can act on, then what is decided soonest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Outcome, Window
from assistant.eligibility.assessing import Assessor
from assistant.errors import NotFound
from tests.fakes.eligibility import assessor_of, files_of, profile_of
from tests.fakes.rules import day, rule
from tests.unit.eligibility.cold_store import FACTS, OPEN

CONDITION = "{label: 有称号, fact: certified, is: true, quote: 有称号的可以申请。}"
FURTHER = "{label: 做服装的, fact: industry, one_of: [garment], quote: 有称号的可以申请。}"
UNSEEN = "    unseen:\n      - {label: 评分, quote: 有称号的可以申请。}\n"
FUTURE, PAST = day("2027-01-01"), day("2025-12-31")


def programme(document: str, *conditions: str, more: str = "") -> str:
    listed = "".join(f"      - {each}\n" for each in conditions)
    return (
        f"programme: 补助\nsummary: 补助。\ntopics: [设备更新]\nversions:\n  - document: {document}\n"
        f"    period: 有称号的可以申请。\n    conditions:\n{listed}{more}situations: []\n"
    )


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    """Programmes that are open, to come, closed and over, and some that more facts decide."""
    files = files_of(
        tmp_path_factory.mktemp("rules"),
        FACTS,
        **{"a_over": programme("over", CONDITION), "b_closed": programme("closed", CONDITION)},
        **{"c_to_come": programme("to-come", CONDITION), "d_blocked": programme("open", CONDITION, more=UNSEEN)},
        **{"e_two": programme("open", CONDITION, FURTHER), "f_one": programme("open", CONDITION)},
    )
    dates = {
        "over": {"expires_on": PAST},
        "closed": {"windows": (Window("首批", day("2026-01-01"), day("2026-03-31")),)},
        "to-come": {"effective_on": FUTURE},
        "open": {},
    }
    statement = "- 有称号的可以申请。[^news]"
    return assessor_of(files, *(rule(id, f"{id}办法", statement, **fields) for id, fields in dates.items()))


def order(assessor: Assessor, **told: str) -> list[tuple[str, Outcome]]:
    assessment = assessor.assess(profile_of(assessor, OPEN, **told), OPEN)
    return [(each.programme_id, each.outcome) for each in assessment.verdicts]


def test_what_one_qualifies_for_comes_first_and_what_is_over_last(assessor: Assessor) -> None:
    assert order(assessor, certified="是", industry="做服装") == [
        ("e-two", Outcome.ELIGIBLE),
        ("f-one", Outcome.ELIGIBLE),
        ("d-blocked", Outcome.UNDETERMINED),
        ("c-to-come", Outcome.UPCOMING),
        ("b-closed", Outcome.CLOSED),
        ("a-over", Outcome.EXPIRED),
    ]


def test_of_what_is_open_the_one_decided_soonest_comes_first_and_the_blocked_last(assessor: Assessor) -> None:
    assert [id for id, _ in order(assessor)][:3] == ["f-one", "e-two", "d-blocked"]


def test_what_is_not_met_comes_after_what_may_still_be_had(assessor: Assessor) -> None:
    outcomes = [outcome for _, outcome in order(assessor, certified="否")]
    assert outcomes == [
        Outcome.UPCOMING,
        Outcome.CLOSED,
        *[Outcome.NOT_ELIGIBLE] * 3,
        Outcome.EXPIRED,
    ]


def test_only_the_named_programmes_are_judged_each_once(assessor: Assessor) -> None:
    assessment = assessor.assess({}, OPEN, ["f-one", "b-closed", "f-one"])
    assert [each.programme_id for each in assessment.verdicts] == ["f-one", "b-closed"]
    assert assessor.assess({}, OPEN, []).verdicts == ()


def test_an_unknown_programme_is_not_found(assessor: Assessor) -> None:
    with pytest.raises(NotFound, match="没有编号为 g-none 的扶持事项，请从列表里选"):
        assessor.assess({}, OPEN, ["g-none"])


def test_what_is_to_be_asked_comes_from_all_that_were_judged(assessor: Assessor) -> None:
    assert assessor.assess({}, OPEN).missing == ("certified", "industry")
    assert assessor.assess({}, OPEN, ["f-one"]).missing == ("certified",)


def test_a_profile_keeps_what_was_told_beside_how_it_was_understood(assessor: Assessor) -> None:
    profile, unread = assessor.profile({"equipment": "五百来万", "completed": "昨儿个", "industry": "贸易"}, OPEN)
    assert unread == ("completed",)
    assert (profile["equipment"].told, profile["equipment"].name) == ("五百来万", "设备金额")
    assert (profile["industry"].value, profile["industry"].shown) == ("trade", "贸易")


def test_what_is_told_of_an_unknown_fact_is_an_error(assessor: Assessor) -> None:
    with pytest.raises(KeyError):
        assessor.profile({"mood": "好"}, date(2026, 5, 1))


def test_two_programmes_of_one_document_are_judged_apart(tmp_path: Path) -> None:
    files = files_of(tmp_path, FACTS, one=programme("open", CONDITION), two=programme("open", FURTHER))
    assessor = assessor_of(files, rule("open", "办法", "- 有称号的可以申请。[^news]"))
    assert [each.missing for each in assessor.assess({}, OPEN).verdicts] == [("certified",), ("industry",)]
