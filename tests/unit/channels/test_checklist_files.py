"""A checklist is fetched as a file, in the language of the page; a calendar only where a day is written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from assistant.eligibility.heard import Asking
from assistant.eligibility.talk import Talk
from tests.fakes.assistant import FakeAssistant
from tests.fakes.eligibility import DeafIntake
from tests.unit.channels.conftest import Open
from tests.unit.eligibility.cold_store import cold_assessor

WANTED = {"facts": {"place": "东莞", "equipment": "900万元"}, "programme": "cold-store", "as_of": "2026-05-01"}
ADDRESS = "/api/v1/eligibility/checklist"


@pytest.fixture
def cold_web(open_web: Open, tmp_path: Path) -> TestClient:
    return open_web(FakeAssistant(talk=Talk(cold_assessor(tmp_path), DeafIntake(), Asking(), str)))


def test_a_word_file_holds_the_conditions_in_the_words_of_the_rule(cold_web: TestClient) -> None:
    reply = cold_web.post(ADDRESS, json=WANTED | {"format": "docx"})
    assert reply.status_code == 200
    assert "filename*=UTF-8''" in reply.headers["content-disposition"]
    document = docx.Document(BytesIO(reply.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "冷库设备珠三角不低于700万元，粤东西北不低于400万元。" in text


def test_a_pdf_is_a_pdf(cold_web: TestClient) -> None:
    assert cold_web.post(ADDRESS, json=WANTED | {"format": "pdf"}).content.startswith(b"%PDF")


def test_a_calendar_holds_the_days_of_the_round(cold_web: TestClient) -> None:
    assert "DTSTART;VALUE=DATE:20260630" in cold_web.post(ADDRESS, json=WANTED | {"format": "ics"}).text


def test_the_layout_speaks_the_language_of_the_page_and_quotes_stay(cold_web: TestClient) -> None:
    told = cold_web.post(ADDRESS, json=WANTED | {"format": "json", "language": "zh-Hant"}).text
    assert "申報準備清單" in told
    assert "冷库补助只给服装企业。" in told


def test_a_programme_that_is_not_there_is_told(cold_web: TestClient) -> None:
    assert cold_web.post(ADDRESS, json=WANTED | {"programme": "unheard-of"}).status_code == 404


def test_another_format_is_refused(cold_web: TestClient) -> None:
    assert cold_web.post(ADDRESS, json=WANTED | {"format": "exe"}).status_code == 422
