"""What people read around an answer: its page, the conversation, the documents and their interpretation."""

from __future__ import annotations

import re

import httpx2

from assistant.channels.web.document_schemas import Beside, DocumentWithText

PLAN = "gd-textile-plan-2024"
ASKED = {"question": "到2024年底纺织服装产业营收要达到多少？", "as_of": "2024-06-01"}


def test_an_answer_is_read_again_as_a_page_whose_numbers_open_the_quoted_words(web: httpx2.Client) -> None:
    answer = web.post("/api/v1/answers", json=ASKED).json()
    page = web.get(f"/a/{answer['id']}").text
    assert "5000 亿元" in page
    assert "2024-06-01" in page
    for address in set(re.findall(r'<sup><a href="([^"]+)"', page)):
        assert "<mark>" in web.get(address.replace("&amp;", "&")).text
    told = web.get(f"/api/v1/conversations/{answer['conversation_id']}").json()
    assert [each["id"] for each in told["answers"]] == [answer["id"]]


def test_every_document_is_read_in_lines_and_about_something(web: httpx2.Client) -> None:
    listed = web.get("/api/v1/documents").json()["documents"]
    assert web.get("/api/v1/about").json()["documents"] == len(listed)
    for document in listed:
        read = web.get(f"/api/v1/documents/{document['id']}")
        DocumentWithText.model_validate_json(read.content, extra="forbid")
        assert read.headers["content-encoding"] == "gzip"
        assert read.json()["topics"]
        lines = read.json()["lines"]
        assert (lines[0]["sort"], lines[0]["level"]) == ("heading", 1)


def test_the_plan_is_read_beside_its_interpretation(web: httpx2.Client) -> None:
    read = web.get(f"/api/v1/documents/{PLAN}/beside")
    Beside.model_validate_json(read.content, extra="forbid")
    text = web.get(f"/api/v1/documents/{read.json()['beside']['document_id']}").json()["text"]
    assert len(read.json()["pairs"]) == 6
    for pair in read.json()["pairs"]:
        for place in pair["beside"]:
            assert text[place["start"] : place["end"]] == place["text"]
