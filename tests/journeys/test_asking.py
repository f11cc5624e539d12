"""From a question to the clause that proves the answer, over a real server."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from assistant.channels.web.answer_schemas import AnswerOut
from tests.journeys.conftest import Server, command

ANSWERS = "/api/v1/answers"
REVENUE = {"question": "到2024年底全省纺织和服装产业营收要达到多少？", "as_of": "2024-06-01"}


def test_a_figure_is_answered_and_its_quote_stands_in_the_document(web: httpx2.Client) -> None:
    answer = web.post(ANSWERS, json=REVENUE).json()
    AnswerOut.model_validate(answer)
    assert answer["status"] == "answered"
    assert "5000 亿元" in answer["text"]
    assert answer["citations"]
    for citation in answer["citations"]:
        text = web.get(f"/api/v1/documents/{citation['document_id']}?version={citation['version']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["validity"] == "in_force"


def test_a_citation_leads_to_its_clause_and_to_a_page_that_marks_it(web: httpx2.Client) -> None:
    citation = web.post(ANSWERS, json=REVENUE).json()["citations"][-1]
    clause = web.get(f"/api/v1/clauses/{citation['clause_id']}").json()
    assert citation["quote"] in clause["text"]
    assert clause["text"] in clause["context"]["text"]
    page = web.get(citation["reader_url"])
    assert page.status_code == 200
    assert f"<mark>{citation['quote']}</mark>" in page.text
    assert citation["locator"] in page.text


def test_every_channel_gives_the_same_answer(web: httpx2.Client, server: Server) -> None:
    plain = web.post(ANSWERS, json=REVENUE).json()
    stream = web.post(ANSWERS, json=REVENUE, headers={"Accept": "text/event-stream"}).text
    streamed = json.loads(stream.split("event: answer\ndata: ")[1].split("\n")[0])
    asked = command(server.data_dir, "ask", REVENUE["question"], "--as-of", REVENUE["as_of"], "--json")
    typed = json.loads(asked.stdout)
    for other in (streamed, typed):
        for field in ("status", "as_of", "text", "sentences", "citations", "notices"):
            assert other[field] == plain[field]


def test_streamed_sentences_are_the_sentences_of_the_answer(web: httpx2.Client) -> None:
    stream = web.post(ANSWERS, json=REVENUE, headers={"Accept": "text/event-stream"}).text
    events = [block.split("\n", 1) for block in stream.split("\n\n") if block.startswith("event: ")]
    sentences = [json.loads(data[6:]) for name, data in events if name == "event: sentence"]
    answer = json.loads(events[-1][1][6:])
    assert sentences == answer["sentences"]
    assert [events[0][0], events[1][0]] == ["event: conversation", "event: step"]


def test_a_follow_up_is_understood_from_the_conversation(web: httpx2.Client) -> None:
    first = web.post(ANSWERS, json={"question": "六大专项行动分别是什么？"}).json()
    followed = {"question": "第二项呢？", "conversation_id": first["conversation_id"]}
    second = web.post(ANSWERS, json=followed).json()
    assert second["conversation_id"] == first["conversation_id"]
    assert second["standalone"] != followed["question"]


def test_an_answer_stays_readable(web: httpx2.Client) -> None:
    answer = web.post(ANSWERS, json=REVENUE).json()
    again = web.get(f"{ANSWERS}/{answer['id']}").json()
    assert again["question"] == REVENUE["question"]
    for citation, earlier in zip(again["citations"], answer["citations"], strict=True):
        assert citation["state"] == "current"
        assert citation | earlier == citation
    # Who has a link to an answer must not come by the conversation.
    assert again["conversation_id"] == ""
    told = {name: value for name, value in answer.items() if name not in ("citations", "conversation_id")}
    assert again | told == again
    judged = {"answer_id": again["id"], "rating": "up"}
    assert web.post("/api/v1/feedback", json=judged).status_code == 204


def test_a_day_after_the_plan_s_own_period_is_said_first(web: httpx2.Client) -> None:
    answer = web.post(ANSWERS, json=REVENUE | {"as_of": "2026-01-01"}).json()
    assert "已过" in [*answer["notices"], answer["sentences"][0]["text"]][0]
    assert {citation["validity"] for citation in answer["citations"]} == {"expired"}


@pytest.mark.parametrize(
    ("question", "status"),
    [("😀😀😀", 422), ("\u200b", 422), ("？！。", 422), ("问" * 3000, 422), ("\x00\x01", 422), ("技改" * 200, 200)],
    ids=["emoji", "hidden", "marks", "3000 letters", "control", "400 letters"],
)
def test_strange_questions_get_a_clear_reply(web: httpx2.Client, question: str, status: int) -> None:
    reply = web.post(ANSWERS, json={"question": question})
    assert reply.status_code == status
    assert reply.json().get("detail", "好")


def test_an_unknown_conversation_and_an_impossible_day_are_told(web: httpx2.Client) -> None:
    assert web.post(ANSWERS, json={"question": "技改", "conversation_id": "unknown"}).status_code == 404
    assert web.post(ANSWERS, json={"question": "技改", "as_of": "1200-01-01"}).status_code == 422
    assert web.post(ANSWERS, json={"question": "技改", "mode": "model"}).status_code == 409


def test_sixteen_people_at_once_are_all_answered(web: httpx2.Client) -> None:
    questions = ["六大专项行动分别是什么？", "补贴比例是多少？", "你好", str(REVENUE["question"])]
    with ThreadPoolExecutor(16) as people:
        replies = list(people.map(lambda n: web.post(ANSWERS, json={"question": questions[n % 4]}), range(64)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({json.dumps(reply.json()["sentences"]) for reply in replies}) == 4


def test_what_people_ask_is_not_in_the_log(web: httpx2.Client, server: Server) -> None:
    web.post(ANSWERS, json={"question": "我们厂叫做绝密制衣厂，能参加吗？"})
    assert "绝密制衣厂" not in server.log.read_text("utf-8")
