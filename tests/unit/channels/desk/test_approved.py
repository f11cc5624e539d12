"""Approved answers over the desk's API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from assistant.domain import StaffRole
from assistant.storage.approved_store import SqlApprovedStore
from tests.fakes.approved_hits import hits_over
from tests.fakes.assistant import FIGURE, TODAY, FakeAssistant
from tests.fakes.desk_app import DESK, OpenDesk, open_desk

QUESTION = "2024年要推动多少家工业企业开展技术改造？"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    assistant = FakeAssistant()
    with open_desk(tmp_path, assistant) as opened:
        assistant.approved = hits_over(SqlApprovedStore(opened.database), opened.clock)
        yield opened


@pytest.fixture
def agent(desk: OpenDesk) -> TestClient:
    return desk.signed_in(StaffRole.AGENT)


@pytest.fixture
def reviewer(desk: OpenDesk) -> TestClient:
    return desk.signed_in(StaffRole.REVIEWER)


def wanted(question: str = QUESTION, text: str = FIGURE, **more: object) -> dict[str, object]:
    """An answer that cites the clause of the figure."""
    document = FakeAssistant().documents()[0]
    clause = next(each for each in document.clauses if FIGURE in each.text)
    place = {"n": 1, "clause_id": clause.id, "version": document.version, "start": clause.start, "end": clause.end}
    return {"question": question, "paragraphs": [{"text": text, "citations": [1]}], "citations": [place], **more}


def added(client: TestClient, **more: object) -> dict[str, object]:
    reply = client.post(f"{DESK}/approved", json=wanted(**more))
    assert reply.status_code == 201, reply.text
    return reply.json()


def test_an_answer_is_written_published_tried_and_retired(agent, reviewer):
    made = added(agent, variants=["2024年技术改造要推动多少家工业企业"])
    assert (made["state"], made["owner"]["display_name"], made["findings"], made["flags"]) == (
        "draft",
        "agent先生",
        [],
        [],
    )
    assert made["citations"][0]["quote"] == FIGURE
    address = f"{DESK}/approved/{made['id']}"
    assert agent.get(address).json() == made
    published = reviewer.post(f"{address}/publish", json={"revision": 1})
    assert published.status_code == 200, published.text
    assert (published.json()["state"], published.json()["approved_by"]) == ("published", "reviewer先生")
    tried = agent.post(f"{DESK}/approved/try", json={"question": f"请问{QUESTION}"}).json()
    assert (tried["hit"]["id"], tried["likeness"], tried["against"]) == (made["id"], 1.0, [])
    listed = agent.get(f"{DESK}/approved", params={"state": "published", "q": "技术改造"}).json()
    assert ([each["id"] for each in listed["approved"]], listed["total"], listed["counts"]) == (
        [made["id"]],
        1,
        {"published": 1},
    )
    assert reviewer.post(f"{address}/retire", json={"revision": 2}).json()["state"] == "retired"
    assert agent.post(f"{DESK}/approved/try", json={"question": QUESTION}).json()["hit"] is None


def test_a_figure_that_no_clause_holds_is_underlined_and_keeps_it_back(agent, reviewer):
    made = added(agent, text=FIGURE.replace("5000", "6000"))
    assert [each["flaw"] for each in made["findings"]] == ["figure"]
    refused = reviewer.post(f"{DESK}/approved/{made['id']}/publish", json={"revision": 1})
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (422, "approved_refused")
    assert "6000" in refused.json()["detail"]


def test_of_two_who_change_it_the_second_is_told(agent, reviewer):
    made = added(agent)
    address = f"{DESK}/approved/{made['id']}"
    owner = made["owner"]["id"]
    changed = reviewer.put(address, json=wanted(revision=1, owner_id=owner, review_on="2025-01-31"))
    assert (changed.json()["revision"], changed.json()["review_on"]) == (2, "2025-01-31")
    assert agent.put(address, json=wanted(revision=1)).status_code == 409


def test_only_who_reviews_takes_what_is_published_back_by_changing_it(agent, reviewer):
    made = added(agent)
    address = f"{DESK}/approved/{made['id']}"
    reviewer.post(f"{address}/publish", json={"revision": 1})
    refused = agent.put(address, json=wanted(revision=2, text=f"您好，{FIGURE}"))
    assert (refused.status_code, "审核" in refused.json()["detail"]) == (403, True)
    assert agent.get(address).json()["state"] == "published"
    changed = reviewer.put(address, json=wanted(revision=2, text=f"您好，{FIGURE}"))
    assert (changed.status_code, changed.json()["state"]) == (200, "draft")


def test_who_looks_after_it_must_be_somebody(agent):
    made = added(agent)
    reply = agent.put(f"{DESK}/approved/{made['id']}", json=wanted(revision=1, owner_id="nobody"))
    assert reply.status_code == 404


def test_it_becomes_a_case_of_the_evals(agent):
    made = added(agent)
    reply = agent.post(f"{DESK}/approved/{made['id']}/eval-case")
    assert reply.headers["content-type"].startswith("application/yaml")
    (case,) = yaml.safe_load(reply.text)["cases"]
    assert (case["question"], case["as_of"], case["expect"]["facts"]) == (QUESTION, TODAY, [["5000家"]])


@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("yaml", "application/yaml")])
def test_files_go_out_and_come_in(agent, name, kind):
    added(agent)
    exported = agent.get(f"{DESK}/approved.{name}")
    assert exported.headers["content-type"].startswith(kind)
    assert "attachment" in exported.headers["content-disposition"]
    content = exported.content.replace(QUESTION.encode(), "全省要推动多少家工业企业开展技术改造？".encode())
    taken = agent.post(f"{DESK}/approved/import", content=content, headers={"content-type": kind}).json()
    assert (len(taken["added"]), taken["problems"]) == (1, [])
    again = agent.post(f"{DESK}/approved/import", content=content, headers={"content-type": kind}).json()
    assert (again["added"], [each["row"] for each in again["problems"]]) == ([], [1])


def test_candidates_are_listed(agent):
    assert agent.get(f"{DESK}/approved/candidates").json() == {"candidates": []}


def test_what_was_done_stands_in_the_record(desk, agent, reviewer):
    made = added(agent)
    reviewer.post(f"{DESK}/approved/{made['id']}/publish", json={"revision": 1})
    query = {"subject": "approved_answer", "subject_id": made["id"]}
    events = desk.signed_in(StaffRole.ADMIN).get(f"{DESK}/audit", params=query).json()["events"]
    assert [each["action"] for each in events] == ["approved_published", "approved_added"]
    assert events[1]["after"]["question"] == QUESTION
