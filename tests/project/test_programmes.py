"""The rules that ship: every figure proven, every situation as its file says, and no threshold that none tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.regions import Regions
from assistant.corpus.load import load_documents
from assistant.domain import FindingSort, Outcome, PolicyDate, Precision
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.opening import assessor_over, catalogue_of, check_rules, open_assessor, read_rules
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import Condition, Days, Figure, Programme, RuleVersion
from assistant.eligibility.situations import failures
from tests.fakes.eligibility import PLACES

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
LOADED = load_documents([KNOWLEDGE])
FILES = read_rules([KNOWLEDGE])
CATALOGUE = catalogue_of(LOADED.documents)
PROGRAMMES = {each.id: each for each in FILES.programmes}
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return open_assessor(FILES, CATALOGUE, PLACES, "")


def test_no_rule_has_anything_to_mend() -> None:
    assert list(map(str, check_rules(FILES, CATALOGUE, PLACES, tuple(LOADED.topics)))) == []


def test_there_are_enough_programmes_situations_and_replaced_versions() -> None:
    assert len(PROGRAMMES) >= 12
    assert sum(len(each.situations) for each in PROGRAMMES.values()) >= 150
    versions = {each.id: [version.document_id for version in each.versions] for each in PROGRAMMES.values()}
    assert versions["gd-srdi"] == ["cn-sme-gradient-2022", "cn-sme-gradient-2026"]
    assert versions["gd-tech-upgrade-equipment"] == ["gd-tech-upgrade-fund-2021", "gd-tech-upgrade-fund-2024"]


def test_the_cap_that_was_lowered_is_never_promised(assessor: Assessor) -> None:
    old, new = (
        assessor.judge.verdict("gd-tech-upgrade-equipment", {}, day) for day in (date(2024, 12, 31), date(2025, 1, 1))
    )
    assert (old.document_id, new.document_id) == ("gd-tech-upgrade-fund-2021", "gd-tech-upgrade-fund-2024")
    assert old.estimates == ()
    assert any("5000万元" in note.text and "1500万元" in note.text for note in old.cautions)
    assert "1500万元" in new.estimates[0].formula


@pytest.mark.parametrize("id", PROGRAMMES)
def test_every_situation_is_judged_as_its_file_says(assessor: Assessor, id: str) -> None:
    assert list(map(str, failures(assessor, PROGRAMMES[id]))) == []


@pytest.mark.parametrize("id", PROGRAMMES)
def test_no_finding_of_any_situation_goes_without_its_words(assessor: Assessor, id: str) -> None:
    for situation in PROGRAMMES[id].situations:
        profile, _ = assessor.profile(situation.facts, situation.as_of)
        verdict = assessor.judge.verdict(id, profile, situation.as_of)
        known = {citation.n for citation in verdict.citations}
        for finding in verdict.findings:
            assert finding.citations, finding.label
            assert set(finding.citations) <= known
        assert all(estimate.citations for estimate in verdict.estimates)


@pytest.mark.parametrize("id", PROGRAMMES)
def test_a_verdict_never_rests_on_a_rule_outside_its_dates(assessor: Assessor, id: str) -> None:
    days = (date(2015, 1, 1), date(2022, 6, 1), date(2026, 3, 31), date(2026, 4, 1), TODAY, date(2035, 1, 1))
    fit = (Outcome.ELIGIBLE, Outcome.LIKELY)
    for situation in PROGRAMMES[id].situations:
        for day in days:
            profile, _ = assessor.profile(situation.facts, situation.as_of)
            verdict = assessor.judge.verdict(id, profile, day)
            period = next(each for each in verdict.findings if each.sort is FindingSort.PERIOD)
            assert not (verdict.outcome in fit and period.met is not True)


@dataclass(frozen=True)
class Mutant:
    """A programme with one figure or day moved by one unit."""

    name: str
    programme: Programme


def _mutants() -> Iterator[Mutant]:
    for programme in FILES.programmes:
        for at, version in enumerate(programme.versions):
            for name, mutated in _of_version(version):
                versions = (*programme.versions[:at], mutated, *programme.versions[at + 1 :])
                yield Mutant(f"{programme.id} {version.document_id} {name}", replace(programme, versions=versions))


def _of_version(version: RuleVersion) -> Iterator[tuple[str, RuleVersion]]:
    for at, condition in enumerate(version.conditions):
        for name, mutated in _of_condition(condition):
            conditions = (*version.conditions[:at], mutated, *version.conditions[at + 1 :])
            yield name, replace(version, conditions=conditions)
    for at, benefit in enumerate(version.benefits[:1]):
        if benefit.cap:
            for name, cap in _of_figures(benefit.cap):
                benefits = (*version.benefits[:at], replace(benefit, cap=cap), *version.benefits[at + 1 :])
                yield f"cap {name}", replace(version, benefits=benefits)


def _of_condition(condition: Condition) -> Iterator[tuple[str, Condition]]:
    for at, each in enumerate(condition.any_of):
        for name, mutated in _of_condition(each):
            yield name, replace(condition, any_of=(*condition.any_of[:at], mutated, *condition.any_of[at + 1 :]))
    test = condition.test
    if test is None:
        return
    if isinstance(test.expected, Mapping):
        for name, figures in _of_figures(test.expected):
            yield f"{condition.label} {name}", replace(condition, test=replace(test, expected=figures))
    elif isinstance(test.expected, Days):
        for name, days in _of_days(test.expected):
            yield f"{condition.label} {name}", replace(condition, test=replace(test, expected=days))


def _of_figures(figures: Mapping[str, Figure]) -> Iterator[tuple[str, Mapping[str, Figure]]]:
    for region, figure in figures.items():
        for step in (1, -1):
            moved = replace(figure, value=figure.value + step * _unit(figure))
            yield f"{region} {figure.text} {step:+d}", {**figures, region: moved}


def _unit(figure: Figure) -> Decimal:
    """The unit in which people tell it: 万元, a point of a share, one of a count."""
    if "%" in figure.text or "点" in figure.text:
        return Decimal("0.01")
    return Decimal(10000) if figure.value >= 10000 else Decimal(1)


def _of_days(days: Days) -> Iterator[tuple[str, Days]]:
    for end in ("first", "last"):
        stated: PolicyDate | None = getattr(days, end)
        if stated is not None:
            for step in (1, -1):
                day = stated.last_day if end == "last" else stated.day
                by_year = stated.precision is Precision.YEAR
                moved = PolicyDate(day.replace(year=day.year + step), Precision.DAY) if by_year else None
                moved = moved or PolicyDate(day + timedelta(days=step), Precision.DAY)
                yield f"{end} {stated} {step:+d}", replace(days, **{end: moved})


MUTANTS = {mutant.name: mutant for mutant in _mutants()}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_threshold_that_is_off_by_one_fails_a_situation(name: str) -> None:
    mutant = MUTANTS[name].programme
    # As no check had found that the figure stands nowhere.
    rulebook = Rulebook((mutant,), CATALOGUE, Regions(CATALOGUE, PLACES))
    assessor = assessor_over(FILES, rulebook, CATALOGUE, PLACES, "")
    assert list(failures(assessor, mutant))
