from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.answer_schemas import Conversation
from assistant.channels.web.conversations import ANSWERS_AT_ONCE


def test_a_conversation_is_deleted_by_who_knows_its_id(web: TestClient) -> None:
    answer = web.post("/api/v1/answers", json={"question": "2024年推动多少家企业技改？"}).json()
    address = f"/api/v1/conversations/{answer['conversation_id']}"
    assert web.delete(address).status_code == 204
    gone = web.delete(address)
    assert (gone.status_code, gone.json()["type"].rsplit(":", 1)[-1]) == (404, "not_found")


def test_an_unknown_conversation_is_not_found(web: TestClient) -> None:
    assert web.delete("/api/v1/conversations/nowhere").status_code == 404


def ask(web: TestClient, *questions: str) -> tuple[str, list[str]]:
    """Address of a conversation in which all this was asked, and the ids of the answers."""
    asked: dict[str, str] = {}
    ids = []
    for question in questions:
        answer = web.post("/api/v1/answers", json={"question": question} | asked).json()
        asked = {"conversation_id": answer["conversation_id"]}
        ids.append(answer["id"])
    return f"/api/v1/conversations/{asked['conversation_id']}", ids


def test_a_conversation_is_read_in_the_order_asked_each_answer_as_it_is_read_alone(web: TestClient) -> None:
    address, ids = ask(web, "推动多少家企业技改？", "那补多少？", "企业怎么报？")
    read = web.get(address)
    Conversation.model_validate_json(read.content)
    assert read.json().keys() == Conversation.model_fields.keys()
    alone = [web.get(f"/api/v1/answers/{each}").json() for each in ids]
    own = {"conversation_id": address.rpartition("/")[2]}
    assert read.json()["answers"] == [each | own for each in alone]
    assert (read.json()["id"], read.json()["has_more"]) == (address.rpartition("/")[2], False)


def test_a_long_conversation_is_read_from_its_end_and_on_from_its_first_answer(web: TestClient) -> None:
    address, ids = ask(web, *(f"第{number}家企业？" for number in range(ANSWERS_AT_ONCE + 2)))
    last = web.get(address).json()
    assert ([answer["id"] for answer in last["answers"]], last["has_more"]) == (ids[2:], True)
    rest = web.get(address, params={"before": ids[2]}).json()
    assert ([answer["id"] for answer in rest["answers"]], rest["has_more"]) == (ids[:2], False)
    assert web.get(address, params={"before": ids[0]}).json()["answers"] == []


@pytest.mark.parametrize("path", ["nowhere", "c-1?before=a-9"])
def test_a_conversation_or_an_answer_in_it_that_is_not_there_is_not_found(web: TestClient, path: str) -> None:
    ask(web, "企业？")
    gone = web.get(f"/api/v1/conversations/{path}")
    assert (gone.status_code, gone.json()["type"].rsplit(":", 1)[-1]) == (404, "not_found")


def test_a_method_that_does_not_fit_is_told_all_that_do(web: TestClient) -> None:
    reply = web.put("/api/v1/conversations/c-1", json={})
    assert (reply.status_code, reply.headers["allow"]) == (405, "DELETE, GET")


def test_a_deleted_conversation_is_not_read_again(web: TestClient) -> None:
    address, _ = ask(web, "企业？")
    assert web.delete(address).status_code == 204
    assert web.get(address).status_code == 404
