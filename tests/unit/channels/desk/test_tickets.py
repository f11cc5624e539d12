from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from assistant.channels.api_keys import make_key, new_secret
from assistant.domain import KeyScope, Question, StaffRole
from assistant.language.masking import PHONE
from assistant.storage.api_key_store import SqlApiKeyStore
from assistant.storage.conversation_store import SqlConversationStore
from tests.fakes.assistant import FakeAssistant
from tests.fakes.desk_app import DESK, OpenDesk, open_desk

XSS = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


class Recorded(FakeAssistant):
    """What it answers stands in the database of the desk, as that of the real one does."""

    store: SqlConversationStore

    def answer(self, question: Question):
        answer = super().answer(question)
        self.store.record(answer, question.channel, super().asked_at(answer.id))
        return answer


@pytest.fixture
def assistant() -> Recorded:
    return Recorded()


@pytest.fixture
def desk(tmp_path: Path, assistant: Recorded) -> Iterator[OpenDesk]:
    with open_desk(tmp_path, assistant) as opened:
        assistant.store = SqlConversationStore(opened.database)
        yield opened


@pytest.fixture
def agent(desk: OpenDesk) -> TestClient:
    return desk.signed_in(StaffRole.AGENT)


def type_in(client: TestClient, question: str = "技改补多少", **told: object) -> dict:
    reply = client.post(f"{DESK}/tickets", json={"question": question, **told})
    assert reply.status_code == 201, reply.text
    return reply.json()


def test_what_staff_type_in_is_a_ticket_as_the_page_needs_it(agent):
    told = type_in(agent, "技改补多少？请打13800138000", tags=["急"], due_at="2024-06-03T17:00:00+08:00")
    assert told == {
        "number": 1,
        "question": f"技改补多少？请打{PHONE}",
        "status": "open",
        "source": "staff",
        "channel": "",
        "reply_by": "copy",
        "reach": "13800138000",
        "answer_id": None,
        "conversation_id": None,
        "owner": None,
        "due_at": "2024-06-03T09:00:00Z",
        "tags": ["急"],
        "created_at": "2024-06-01T09:00:00Z",
        "changed_at": "2024-06-01T09:00:00Z",
        "revision": 1,
        "merged_into": None,
    }
    detail = agent.get(f"{DESK}/tickets/1").json()
    assert detail["ticket"] == told
    assert [detail[name] for name in ("merged", "notes", "ratings", "conversation", "similar")] == [[], [], [], [], []]


def test_a_ticket_is_changed_by_its_newest_revision_only(desk, agent):
    type_in(agent)
    other = desk.signed_in(StaffRole.AGENT, "wang")
    owned = agent.patch(f"{DESK}/tickets/1", json={"revision": 1, "owner_id": "u-agent", "status": "replied"})
    assert owned.json()["owner"] == {"id": "u-agent", "display_name": "agent先生"}
    late = other.patch(f"{DESK}/tickets/1", json={"revision": 1, "tags": ["急"]})
    assert (late.status_code, late.json()["title"]) == (409, "内容已经变化")
    assert "重新载入" in late.json()["detail"]
    cleared = other.patch(f"{DESK}/tickets/1", json={"revision": 2, "owner_id": None, "due_at": None}).json()
    assert (cleared["owner"], cleared["due_at"], cleared["status"], cleared["revision"]) == (None, None, "replied", 3)


def test_the_list_is_filtered_by_what_stands_in_its_address(desk, agent):
    type_in(agent, tags=["技改"])
    type_in(agent, "贴息多少")
    type_in(agent, "厂房多少")
    agent.patch(f"{DESK}/tickets/2", json={"revision": 1, "owner_id": "u-agent"})
    agent.patch(f"{DESK}/tickets/3", json={"revision": 1, "status": "closed"})

    def numbers(**query: object) -> set[int]:
        reply = agent.get(f"{DESK}/tickets", params=query)
        assert reply.status_code == 200, reply.text
        assert reply.json()["total"] == len(reply.json()["tickets"])
        return {each["number"] for each in reply.json()["tickets"]}

    assert numbers() == {1, 2, 3}
    assert numbers(owner="me") == numbers(owner="u-agent") == {2}
    assert numbers(owner="none") == {1, 3}
    assert numbers(status=["closed", "replied"]) == {3}
    assert numbers(source="hand_over") == set()
    assert numbers(tag="技改") == {1}
    assert numbers(q="贴息") == numbers(q="#2") == {2}
    assert numbers(q="\0") == {1, 2, 3}
    assert numbers(due="overdue") == set()
    desk.clock.wait(days=3)
    agent = desk.signed_in(StaffRole.AGENT)
    assert numbers(due="overdue") == {1, 2}
    listed = agent.get(f"{DESK}/tickets", params={"limit": 2}).json()
    assert (listed["total"], listed["counts"], listed["tags"]) == (3, {"open": 2, "closed": 1}, ["技改"])
    rest = agent.get(f"{DESK}/tickets", params={"limit": 2, "after": listed["after"]}).json()
    assert len(rest["tickets"]) == 1
    assert rest["after"] is None
    assert agent.get(f"{DESK}/tickets", params={"after": "x"}).status_code == 404


def test_hostile_and_strange_text_comes_back_as_it_was_written(agent):
    type_in(agent, XSS, reach=XSS, tags=["<b>"])
    type_in(agent, "𠮷👩\u200d🏭\u202eabc مرحبا")
    agent.post(f"{DESK}/tickets/1/notes", json={"text": XSS})
    read = agent.get(f"{DESK}/tickets/1")
    assert read.headers["content-type"] == "application/json"
    assert read.json()["ticket"]["question"] == read.json()["ticket"]["reach"] == XSS
    assert read.json()["notes"][0]["text"] == XSS
    assert agent.get(f"{DESK}/tickets/2").json()["ticket"]["question"] == "𠮷👩\u200d🏭\u202eabc مرحبا"


def test_notes_name_their_author(agent):
    type_in(agent)
    note = agent.post(f"{DESK}/tickets/1/notes", json={"text": "已回电13800138000\0"}).json()
    assert (note["author"], note["text"]) == ("agent先生", f"已回电{PHONE}")
    assert agent.get(f"{DESK}/tickets/1").json()["notes"] == [note]


def test_tickets_are_merged_and_taken_apart_again(agent):
    type_in(agent)
    type_in(agent, "技改能补多少钱")
    assert [each["number"] for each in agent.get(f"{DESK}/tickets/1").json()["similar"]] == [2]
    merged = agent.post(f"{DESK}/tickets/2/merge", json={"revision": 1, "into": 1}).json()
    assert (merged["status"], merged["merged_into"]) == ("merged", 1)
    detail = agent.get(f"{DESK}/tickets/1").json()
    assert ([each["number"] for each in detail["merged"]], detail["similar"]) == ([2], [])
    assert agent.post(f"{DESK}/tickets/1/merge", json={"revision": 1, "into": 2}).status_code == 409
    alone = agent.patch(f"{DESK}/tickets/2", json={"revision": 2, "status": "open"}).json()
    assert (alone["status"], alone["merged_into"]) == ("open", None)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "\0"}, 422),
        ({"question": "问" * 4001}, 422),
        ({"question": "问" * 40_000}, 413),
        ({"question": "问", "tags": ["长" * 41]}, 422),
        ({"question": "问", "due_at": "2024-06-03T17:00:00"}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_a_ticket_is_refused(agent, body, status):
    reply = agent.post(f"{DESK}/tickets", json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_half_a_character_is_refused(agent):
    halves = b'{"question": "\\ud800"}'
    assert (
        agent.post(f"{DESK}/tickets", content=halves, headers={"content-type": "application/json"}).status_code == 422
    )


def test_files_are_imported_whatever_they_are_called(agent):
    made = agent.post(f"{DESK}/tickets/import?name=a.csv", content="问题\n技改补多少\n\n,x\n".encode())
    assert made.json() == {"opened": [1], "problems": [{"row": 4, "message": "问题是空的，请写一句话。"}]}
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["贴息多少"])
    book.save(kept)
    assert agent.post(f"{DESK}/tickets/import", content=kept.getvalue()).json()["opened"] == [2]
    mail = b"From: li@example.cn\r\nSubject: x\r\n\r\nhello\r\n"
    assert agent.post(f"{DESK}/tickets/import", content=mail, headers={"content-type": "message/rfc822"}).json()[
        "opened"
    ] == [3]
    assert agent.get(f"{DESK}/tickets/3").json()["ticket"]["reach"] == "li@example.cn"


def test_a_file_that_is_too_big_or_no_table_is_refused(agent):
    too_big = agent.post(f"{DESK}/tickets/import", content=b"x" * (10 * 1024 * 1024 + 1))
    assert (too_big.status_code, "10240 kB" in too_big.json()["detail"]) == (413, True)
    broken = agent.post(f"{DESK}/tickets/import", content=b"PK\x03\x04")
    assert (broken.status_code, broken.json()["title"]) == (422, "原文无法导入")


def hand_over(client: TestClient, **body: object):
    return client.post("/api/v1/handovers", json=body)


def ask(client: TestClient, question: str = "技改目标是多少家") -> dict:
    reply = client.post("/api/v1/answers", json={"question": question})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_somebody_of_the_web_asks_for_a_person_about_an_answer(desk, agent):
    visitor = desk.browser()
    answer = ask(visitor, "技改目标是多少家，回电13800138000")
    asked = {"answer_id": answer["id"], "conversation_id": answer["conversation_id"]}
    first = hand_over(visitor, **asked)
    assert (first.status_code, first.json()) == (202, {"number": 1})
    assert hand_over(visitor, **asked, reach="li@example.cn").json() == {"number": 1}
    detail = agent.get(f"{DESK}/tickets/1").json()
    ticket = detail["ticket"]
    assert (ticket["source"], ticket["channel"], ticket["reply_by"]) == ("hand_over", "api", "web")
    assert (ticket["answer_id"], ticket["conversation_id"]) == (answer["id"], answer["conversation_id"])
    assert ticket["reach"] == "li@example.cn"
    assert detail["answer"]["text"] == answer["text"]
    assert [each["answer_id"] for each in detail["conversation"]] == [answer["id"]]
    assert "13800138000" not in str(detail)


def test_an_answer_is_theirs_alone_who_know_its_conversation(desk, agent):
    visitor = desk.browser()
    answer, other = ask(visitor), ask(visitor, "供需对接会多少场")
    for body in (
        {"answer_id": answer["id"]},
        {"answer_id": answer["id"], "conversation_id": "c-999"},
        {"answer_id": answer["id"], "conversation_id": other["conversation_id"]},
        {"answer_id": "nothing"},
        {"question": "问", "conversation_id": "c-made-up"},
    ):
        assert hand_over(visitor, **body).status_code == 404
    assert agent.get(f"{DESK}/tickets").json()["total"] == 0


def test_who_never_asked_writes_the_question_itself(desk, agent):
    assert hand_over(desk.browser(), question="技改补多少", reach="13800138000").status_code == 202
    ticket = agent.get(f"{DESK}/tickets/1").json()["ticket"]
    assert (ticket["reply_by"], ticket["reach"]) == ("copy", "13800138000")
    assert hand_over(desk.browser()).status_code == 422
    assert hand_over(desk.browser(), question="问" * 4001).status_code == 422
    assert hand_over(desk.browser(), question="问" * 40_000).status_code == 413


def test_handing_over_again_and_again_is_slowed_down(desk):
    visitor = desk.browser()
    answer = ask(visitor)
    asked = {"answer_id": answer["id"], "conversation_id": answer["conversation_id"]}
    statuses = [hand_over(visitor, **asked).status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]
    flood = [hand_over(visitor, question=f"问题{n}", conversation_id=None).status_code for n in range(20)]
    assert flood[-1] == 429


def test_those_who_only_write_a_question_do_not_slow_each_other_down(desk):
    behind = desk.browser()
    statuses = [hand_over(behind, question=f"问题{n}").status_code for n in range(7)]
    assert statuses == [202] * 7


def test_nobody_slows_down_a_conversation_that_is_not_theirs(desk):
    visitor = desk.browser()
    answer = ask(visitor)
    for _ in range(6):
        wrong = {"answer_id": "nothing", "conversation_id": answer["conversation_id"]}
        assert hand_over(visitor, **wrong).status_code == 404
    asked = {"answer_id": answer["id"], "conversation_id": answer["conversation_id"]}
    assert hand_over(visitor, **asked).status_code == 202


def test_a_program_passes_questions_on_with_a_key_of_its_own_scope(desk, agent):
    secrets = {scope: new_secret() for scope in (KeyScope.DESK, KeyScope.CHAT)}
    for scope, secret in secrets.items():
        SqlApiKeyStore(desk.database).add(make_key(secret, scope, [scope], 2, datetime.now(UTC)))

    def passed(secret: str = "", **body: object) -> int:
        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        return (
            desk.browser().post("/api/v1/tickets", json={"question": "技改补多少"} | body, headers=headers).status_code
        )

    assert (passed(), passed("pq-wrong"), passed(secrets[KeyScope.CHAT])) == (401, 401, 403)
    assert passed(secrets[KeyScope.DESK], tags=["12345"], reach="13800138000") == 202
    assert passed(secrets[KeyScope.DESK], question="") == 422
    assert passed(secrets[KeyScope.DESK]) == 429
    (ticket,) = agent.get(f"{DESK}/tickets").json()["tickets"]
    assert (ticket["source"], ticket["tags"], ticket["reach"]) == ("program", ["12345"], "13800138000")
