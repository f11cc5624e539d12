"""The checklist of every programme that ships, as a file."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.channels.exports.files import Format, file_of
from assistant.domain import Precision, Profile, Verdict
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.checklist import Names, checklist_of
from assistant.eligibility.checklist_parts import Checklist, LineSort, Part
from assistant.eligibility.opening import open_assessor
from assistant.errors import NothingDated
from tests.fakes.eligibility import PLACES
from tests.fakes.exported import docx_paragraphs, flat, pdf_pages
from tests.fakes.verdicts import CHINESE
from tests.project.test_programmes import CATALOGUE, FILES, PROGRAMMES

DAY = date(2026, 8, 1)
TOLD = {"place": "东莞虎门", "industry": "做服装", "new_equipment_value": "900万元", "completed_on": "2025年6月"}


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return open_assessor(FILES, CATALOGUE, PLACES, "")


def made(assessor: Assessor, programme: str) -> tuple[Verdict, Checklist]:
    profile: Profile
    profile, unread = assessor.profile(TOLD, DAY)
    assert unread == ()
    names = Names(
        {kind.id: kind.name for kind in assessor.facts},
        {each.id: each.name for each in assessor.judge.rulebook.programmes.values()},
    )
    verdict = assessor.judge.verdict(programme, profile, DAY)
    return verdict, checklist_of(verdict, profile, names, CHINESE)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_line_of_a_checklist_has_proof_and_nothing_of_the_verdict_is_lost(
    assessor: Assessor, programme: str
) -> None:
    verdict, checklist = made(assessor, programme)
    assert checklist.outcome is not None
    assert [line for line in checklist.lines() if not line.citations and line.sort is not LineSort.TOLD] == []
    items = [item for section in checklist.sections for item in section.items]
    assert sorted(item.label for item in items) == sorted(finding.label for finding in verdict.findings)
    quoted = {line.text for line in checklist.lines() if line.sort is LineSort.QUOTE}
    for note in (*verdict.materials, *verdict.steps, *verdict.where, *verdict.cautions):
        assert note.text in quoted
    assert all(section.lines or section.items or section.absent for section in checklist.sections[1:])
    assert [section.part for section in checklist.sections] == list(Part)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_its_files_hold_every_quote(assessor: Assessor, programme: str) -> None:
    _, checklist = made(assessor, programme)
    word = flat(docx_paragraphs(file_of(checklist, Format.DOCX, CHINESE).content))
    pages = pdf_pages(file_of(checklist, Format.PDF, CHINESE).content)
    feet = [flat(CHINESE("page", page=at, pages=len(pages))) for at in range(1, len(pages) + 1)]
    printed = "".join(flat(page).replace(foot, "") for page, foot in zip(pages, feet, strict=True))
    quotes = [flat(each.quote.strip("| ")) for each in checklist.references]
    assert [quote for quote in quotes if quote not in word] == []
    assert [quote for quote in quotes if quote not in printed] == []


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_its_calendar_holds_days_to_come_that_a_document_states_or_says_that_there_are_none(
    assessor: Assessor, programme: str
) -> None:
    _, checklist = made(assessor, programme)
    days = (checklist.round.opens, checklist.round.closes) if checklist.round else ()
    stated = [each for each in days if each and each.stated.precision is Precision.DAY]
    dated = [each for each in stated if each.stated.day >= checklist.as_of]
    if dated:
        assert file_of(checklist, Format.ICS, CHINESE).content.count(b"BEGIN:VEVENT") == len(dated)
    else:
        with pytest.raises(NothingDated, match="请看当年申报通知"):
            file_of(checklist, Format.ICS, CHINESE)
