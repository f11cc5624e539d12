"""A question goes on with its conversation, whatever the client keeps of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.fakes.assistant import FakeAssistant
from tests.unit.channels.openai_api.conftest import ASKED, House, Open, body

COMPLETIONS = "/v1/chat/completions"
NEXT = "这些企业在哪些城市？"


def ask(client: TestClient, *arguments: object, key: str = "", session: str = "", **fields: object) -> str:
    headers = ({"Authorization": f"Bearer {key}"} if key else {}) | ({"X-Session-Id": session} if session else {})
    reply = client.post(COMPLETIONS, json=body(*arguments, **fields), headers=headers)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["choices"][0]["message"]["content"])


def asked(house: House) -> list[tuple[str, str | None]]:
    """Every question that was answered, with the conversation that it was asked in."""
    return [(question.text, question.conversation_id) for question in house.assistant.questions]


def test_a_first_question_begins_a_conversation(client: TestClient, house: House) -> None:
    ask(client)
    ask(client)
    assert asked(house) == [(ASKED, None), (ASKED, None)]


@pytest.mark.parametrize("public_url", ["https://policy.example.cn", ""])
@pytest.mark.parametrize("model", ["policy-qa", "policy-qa-text"])
def test_a_client_that_sends_what_was_said_goes_on_and_nothing_is_asked_twice(
    open_house: Open, public_url: str, model: str
) -> None:
    house = House(FakeAssistant(), public_url=public_url)
    client = open_house(house)
    first = ask(client, ASKED, model=model)
    second = ask(client, NEXT, (ASKED, first), model=model)
    ask(client, "那佛山呢？", (ASKED, first), (NEXT, second), model=model)
    assert asked(house) == [(ASKED, None), (NEXT, "c-1"), ("那佛山呢？", "c-1")]


def test_a_client_may_have_trimmed_and_shortened_what_was_said(client: TestClient, house: House) -> None:
    first = ask(client)
    second = ask(client, NEXT, (ASKED, first))
    ask(client, "那佛山呢？", (NEXT, f"<think></think>{second.strip()}"))
    assert asked(house)[-1] == ("那佛山呢？", "c-1")


def test_a_stream_is_gone_on_with_as_a_whole_reply_is(client: TestClient, house: House) -> None:
    client.post(COMPLETIONS, json=body(stream=True))
    ask(client, NEXT, (ASKED, "5000家。全文与原文：https://policy.example.cn/a/a-1"))
    assert asked(house) == [(ASKED, None), (NEXT, "c-1")]


def test_who_asks_otherwise_after_an_answer_begins_beside_that(client: TestClient, house: House) -> None:
    first = ask(client)
    ask(client, NEXT, (ASKED, first))
    ask(client, "那佛山呢？", (ASKED, first))
    assert asked(house)[2:] == [(ASKED, None), ("那佛山呢？", "c-3")]


def test_what_was_said_elsewhere_is_asked_again_but_no_more_than_needed(client: TestClient, house: House) -> None:
    exchanges = [(f"技改问题{number}？", "别的模型的回答。") for number in range(8)]
    ask(client, NEXT, *exchanges, ("???", "没有读到文字。"), ("长" * 3000, "太长。"))
    again = [f"技改问题{number}？" for number in (5, 6, 7)]
    assert asked(house) == [(again[0], None), *((text, "c-1") for text in (*again[1:], NEXT))]
    assert client.get("/metrics").text.count('assistant_answers_total{mode="quotes",status="no_evidence"}') == 0


def test_an_answer_of_another_key_is_not_gone_on_with(client: TestClient, house: House) -> None:
    first = ask(client, key=house.key("one"))
    ask(client, NEXT, (ASKED, first), key=house.key("other"))
    assert asked(house)[1:] == [(ASKED, None), (NEXT, "c-2")]


def test_a_person_cannot_get_into_a_conversation_by_quoting_its_answer(client: TestClient, house: House) -> None:
    first = ask(client)
    ask(client, NEXT, (first, "好的。"))
    assert "c-1" not in [conversation for _, conversation in asked(house)]


@pytest.mark.parametrize("by", ["session", "user"])
def test_a_session_keeps_its_conversation(client: TestClient, house: House, by: str) -> None:
    for question in (ASKED, NEXT):
        ask(client, question, **{by: "张三"} if by == "user" else {by: "wx-1"})
    ask(client, **{by: "other"})
    assert asked(house) == [(ASKED, None), (NEXT, "c-1"), (ASKED, None)]


def test_sessions_of_two_keys_are_two(client: TestClient, house: House) -> None:
    for name in ("one", "other"):
        ask(client, key=house.key(name), session="wx-1")
    assert asked(house) == [(ASKED, None), (ASKED, None)]


def test_a_session_and_a_user_of_the_same_name_are_two(client: TestClient, house: House) -> None:
    ask(client, session="wx-1")
    ask(client, user="wx-1")
    assert asked(house) == [(ASKED, None), (ASKED, None)]


def test_a_session_goes_before_what_the_client_says_was_said(client: TestClient, house: House) -> None:
    ask(client, session="wx-1")
    ask(client, NEXT, ("别的？", "别的。"), session="wx-1")
    assert asked(house) == [(ASKED, None), (NEXT, "c-1")]


def test_what_was_said_goes_before_a_user_who_may_have_several_conversations(client: TestClient, house: House) -> None:
    first = ask(client, user="张三")
    ask(client, ASKED)
    ask(client, NEXT, (ASKED, first), user="张三")
    assert asked(house)[-1] == (NEXT, "c-1")


def test_names_are_kept_as_digests_and_for_their_time(client: TestClient, house: House) -> None:
    ask(client, session="openid-of-a-person")
    assert {len(name) for name in house.sessions.stored} == {64}
    house.now += timedelta(days=8)
    ask(client, NEXT, session="openid-of-a-person")
    assert asked(house) == [(ASKED, None), (NEXT, None)]
    assert len(house.sessions.stored) == 2
