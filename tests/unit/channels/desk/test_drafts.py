"""Replies over HTTP: from the draft to what the asker sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.domain import WEB_CHANNEL, Asker, AuditEvent, StaffRole, TicketSource, TicketStatus
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.assistant import FIGURE
from tests.fakes.desk import TICKET
from tests.fakes.desk_app import DESK, MORNING, OpenDesk, open_desk

PUBLIC = "/api/v1/conversations"


@pytest.fixture
def desk(tmp_path) -> Iterator[OpenDesk]:
    with open_desk(tmp_path, four_eyes=True) as opened:
        yield opened


def ticket_of(desk: OpenDesk, conversation_id: str, question: str = "企业技改有多少家？") -> int:
    opened = replace(
        TICKET,
        question=question,
        asker=Asker(WEB_CHANNEL, conversation_id=conversation_id),
        source=TicketSource.HAND_OVER,
        status=TicketStatus.OPEN,
    )
    event = AuditEvent(MORNING, None, "test", "ticket_opened", "ticket", "")
    return SqlTicketStore(desk.database).open(opened, "", lambda it: replace(event, subject_id=str(it.number))).number


def step(client, draft, name: str, status: int = 200, **body: object):
    reply = client.post(f"{DESK}/drafts/{draft['id']}/{name}", json={"revision": draft["revision"], **body})
    assert reply.status_code == status, reply.text
    return reply.json()


def test_a_reply_goes_from_the_draft_through_review_to_its_asker(desk):
    number = ticket_of(desk, "c-web")
    agent, reviewer = desk.signed_in(StaffRole.AGENT), desk.signed_in(StaffRole.REVIEWER)
    draft = agent.post(f"{DESK}/tickets/{number}/drafts", json={"form": "website"}).json()
    assert (draft["state"], draft["findings"], draft["author"]["display_name"]) == ("writing", [], "agent先生")

    wrong = [{**each, "text": each["text"].replace("5000家", "6000家")} for each in draft["paragraphs"]]
    changed = agent.put(
        f"{DESK}/drafts/{draft['id']}", json={"revision": draft["revision"], "paragraphs": wrong}
    ).json()
    (finding,) = changed["findings"]
    underlined = changed["paragraphs"][finding["paragraph"]]["text"][finding["start"] : finding["end"]]
    assert (finding["flaw"], underlined) == ("figure", "6000家")
    refused = step(agent, changed, "submit", 409)
    assert refused["type"].endswith(":reply_unproven")
    assert "6000家" in refused["detail"]

    stale = agent.put(
        f"{DESK}/drafts/{draft['id']}", json={"revision": draft["revision"], "paragraphs": draft["paragraphs"]}
    )
    assert (stale.status_code, stale.json()["type"].rpartition(":")[2]) == (409, "conflict")
    right = agent.put(
        f"{DESK}/drafts/{draft['id']}", json={"revision": changed["revision"], "paragraphs": draft["paragraphs"]}
    ).json()
    submitted = step(agent, right, "submit")
    waiting = reviewer.get(f"{DESK}/drafts").json()["drafts"]
    assert [each["id"] for each in waiting] == [draft["id"]]
    approved = step(reviewer, submitted, "approve")
    assert desk.browser().get(f"{PUBLIC}/c-web/replies").json() == {"replies": []}
    sent = step(agent, approved, "send")
    assert (sent["state"], sent["deliveries"][0]["way"], sent["distance"]) == ("sent", "web", 0)

    (reply,) = desk.browser().get(f"{PUBLIC}/c-web/replies").json()["replies"]
    assert FIGURE in reply["text"]
    assert (reply["signed"], reply["tickets"]) == ("工作人员答复，已经审核", [number])
    assert reply["citations"][0]["quote"] == FIGURE
    assert SqlTicketStore(desk.database).ticket(number).status is TicketStatus.REPLIED
    told = agent.get(f"{DESK}/audit", params={"subject": "draft", "subject_id": draft["id"]}).json()["events"]
    assert [each["action"] for each in reversed(told)] == [
        "draft_added",
        "draft_changed",
        "draft_changed",
        "draft_submitted",
        "draft_approved",
        "draft_sent",
    ]


def test_who_wrote_last_does_not_approve(desk):
    number = ticket_of(desk, "c-web")
    reviewer = desk.signed_in(StaffRole.REVIEWER)
    draft = reviewer.post(f"{DESK}/tickets/{number}/drafts", json={"form": "email"}).json()
    draft = step(reviewer, draft, "submit")
    assert "另一位" in step(reviewer, draft, "approve", 403)["detail"]
    other = desk.signed_in(StaffRole.REVIEWER, "wang")
    assert step(other, draft, "return", comment="再短些")["state"] == "returned"


def test_what_is_being_written_is_checked_live(desk):
    agent = desk.signed_in(StaffRole.AGENT)
    (clause, *_) = agent.get(f"{DESK}/clauses", params={"q": "技术改造"}).json()["citations"]
    place = {name: clause[name] for name in ("clause_id", "version", "start", "end")}
    written = {"text": f"{FIGURE}另有4000家。", "citations": [3]}
    cited = [{"n": 3, **place}] if clause["quote"] == FIGURE else []
    asked = {"as_of": "2024-06-01", "paragraphs": [written], "citations": cited}
    findings = agent.post(f"{DESK}/check", json=asked).json()["findings"]
    assert [(each["flaw"], each["what"]) for each in findings][-1:] == [("figure", "4000家")] or not cited
    assert agent.post(f"{DESK}/check", json={**asked, "as_of": "2024-02-31"}).status_code == 422


def test_the_asker_s_own_figures_may_be_repeated_where_the_ticket_is_named(desk):
    number = ticket_of(desk, "c-web", "企业技改投资了800万元")
    agent = desk.signed_in(StaffRole.AGENT)
    clause = next(
        each
        for each in agent.get(f"{DESK}/clauses", params={"q": "企业技术改造"}).json()["citations"]
        if each["quote"] == FIGURE
    )
    place = {name: clause[name] for name in ("clause_id", "version", "start", "end")}
    written = {"text": "您提到的800万元投资收悉。", "citations": [1]}
    asked = {"as_of": "2024-06-01", "paragraphs": [written], "citations": [{"n": 1, **place}]}
    assert agent.post(f"{DESK}/check", json={**asked, "ticket": number}).json() == {"findings": []}
    assert [each["what"] for each in agent.post(f"{DESK}/check", json=asked).json()["findings"]] == ["800万元"]


def test_the_replies_of_a_ticket_are_listed(desk):
    number = ticket_of(desk, "c-web")
    agent = desk.signed_in(StaffRole.AGENT)
    for form in ("messenger", "phone"):
        agent.post(f"{DESK}/tickets/{number}/drafts", json={"form": form})
        desk.clock.wait(minutes=1)
    listed = desk.signed_in(StaffRole.VIEWER).get(f"{DESK}/tickets/{number}/drafts").json()["drafts"]
    assert [each["form"] for each in listed] == ["messenger", "phone"]
    assert [each["form"] for each in agent.get(f"{DESK}/tickets/{number}").json()["drafts"]] == ["messenger", "phone"]
    assert agent.post(f"{DESK}/tickets/99/drafts", json={"form": "phone"}).status_code == 404


def test_markup_in_a_reply_is_kept_as_text(desk):
    number = ticket_of(desk, "c-web")
    agent = desk.signed_in(StaffRole.AGENT)
    draft = agent.post(f"{DESK}/tickets/{number}/drafts", json={"form": "website"}).json()
    paragraphs = [*draft["paragraphs"], {"text": "<script>alert(document.cookie)</script>", "citations": []}]
    changed = agent.put(
        f"{DESK}/drafts/{draft['id']}", json={"revision": draft["revision"], "paragraphs": paragraphs}
    ).json()
    assert changed["paragraphs"][-1]["text"] == "<script>alert(document.cookie)</script>"
