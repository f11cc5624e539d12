from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.diff_schemas import Diff
from assistant.channels.web.document_schemas import Beside, ClauseInContext, DocumentList, DocumentWithText, VersionList
from assistant.domain import Kind
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.fakes.documents import version
from tests.unit.channels.conftest import Open

DOCUMENT = "/api/v1/documents/plan-2024"


@pytest.mark.parametrize(
    ("path", "promised"),
    [
        ("/api/v1/documents", DocumentList),
        (DOCUMENT, DocumentWithText),
        (f"{DOCUMENT}?version=1", DocumentWithText),
        (f"{DOCUMENT}/versions", VersionList),
        (f"{DOCUMENT}/beside", Beside),
        (f"{DOCUMENT}/diff?from=1&to=2", Diff),
        ("/api/v1/clauses/plan-2024:2.1.s1", ClauseInContext),
        ("/api/v1/clauses/plan-2024:2.1.s1?version=1&as_of=2024-01-01", ClauseInContext),
    ],
)
def test_replies_keep_what_openapi_promises(web: TestClient, path: str, promised: type[DocumentList]) -> None:
    reply = web.get(path)
    assert reply.status_code == 200
    promised.model_validate_json(reply.content, extra="forbid")


def test_validity_is_said_as_of_the_day_asked(web: TestClient) -> None:
    assert web.get(DOCUMENT).json()["validity"] == "in_force"
    assert web.get(f"{DOCUMENT}?as_of=2025-06-01").json()["validity"] == "expired"


def test_an_old_version_stays_readable(web: TestClient) -> None:
    assert "推动4000家" in web.get(f"{DOCUMENT}?version=1").json()["text"]
    assert "推动5000家" in web.get(DOCUMENT).json()["text"]


def test_a_diff_shows_the_clause_that_changed(web: TestClient) -> None:
    (change,) = web.get(f"{DOCUMENT}/diff?from=1&to=2").json()["changes"]
    assert (change["before"]["text"][:6], change["after"]["text"][:6]) == ("推动4000", "推动5000")


def test_a_clause_stands_at_its_place_in_the_context(web: TestClient) -> None:
    clause = web.get("/api/v1/clauses/plan-2024:2.1.s1").json()
    context = clause["context"]
    place = slice(clause["start"] - context["start"], clause["end"] - context["start"])
    assert context["text"][place] == clause["text"] == FIGURE
    headings = [
        context["text"][start - context["start"] : end - context["start"]] for start, end in context["headings"]
    ]
    assert headings == ["一、总体要求", "二、主要任务"]
    lines = [context["text"][line["start"] - context["start"] :][:6] for line in context["lines"]]
    assert lines == ["一、总体要求", "聚焦纺织服装", "二、主要任务", FIGURE[:6]]


def test_a_document_comes_with_the_lines_in_which_a_reader_shows_it(open_web: Open) -> None:
    held = version("一、目标\n\n培育8家园区。\n\n| 甲 | 乙 |\n|---|---|\n| 一\\|二 | 三 |")
    shown = open_web(FakeAssistant(documents={"sample": (held,)})).get("/api/v1/documents/sample").json()
    heading, sentence, header, row = shown["lines"]
    assert (heading["sort"], heading["level"], heading["clause_ids"]) == ("heading", 2, ["sample:1"])
    assert shown["text"][sentence["start"] : sentence["end"]] == "培育8家园区。"
    assert (header["is_header"], row["is_header"], sentence["cells"]) == (True, False, [])
    assert [cell["text"] for cell in row["cells"]] == ["一|二", "三"]
    assert [shown["text"][cell["start"] : cell["end"]] for cell in row["cells"]] == ["一\\|二", "三"]


def test_a_document_and_its_interpretation_are_read_beside_each_other_from_both_sides(open_web: Open) -> None:
    plan = version("一、主要目标\n\n培育8家园区。", id="plan", title="某方案")
    reading = version(
        "一、说明\n\n“主要目标”部分提出培育园区。", 3, id="reading", short_title="解读", interprets="plan",
        kind=Kind.INTERPRETATION,
    )  # fmt: skip
    web = open_web(FakeAssistant(documents={"plan": (plan,), "reading": (reading,)}))
    read = web.get("/api/v1/documents/plan/beside")
    Beside.model_validate_json(read.content, extra="forbid")
    (pair,) = read.json()["pairs"]
    (place,) = pair["beside"]
    assert read.json()["beside"] == {
        "document_id": "reading", "version": 3, "title": "示例文件", "short_title": "解读", "kind": "interpretation",
    }  # fmt: skip
    assert (pair["clause_id"], place["clause_id"]) == ("plan:1", "reading:1.s1")
    assert reading.document.text[place["start"] : place["end"]] == place["text"]
    (other,) = web.get("/api/v1/documents/reading/beside").json()["pairs"]
    assert (other["clause_id"], [each["clause_id"] for each in other["beside"]]) == ("reading:1.s1", ["plan:1"])


def test_a_document_without_an_interpretation_has_nothing_beside_it(web: TestClient) -> None:
    read = web.get(f"{DOCUMENT}/beside").json()
    assert read == {"document_id": "plan-2024", "version": 2, "beside": None, "pairs": []}
    assert web.get("/api/v1/documents/nowhere/beside").status_code == 404
