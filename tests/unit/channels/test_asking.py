from __future__ import annotations

from datetime import date

from starlette.testclient import TestClient

from assistant.channels.web.answer_schemas import AnswerOut, RecordedAnswer
from assistant.domain import Mode
from tests.fakes.assistant import FIGURE, FakeAssistant

ANSWERS = "/api/v1/answers"
ASKED = {"question": "2024年推动多少家企业技改？"}
FIELDS = [
    "id",
    "conversation_id",
    "standalone",
    "status",
    "mode",
    "as_of",
    "text",
    "sentences",
    "citations",
    "profile",
    "verdicts",
    "missing_facts",
    "follow_ups",
    "notices",
    "trace",
]
CITATION_FIELDS = [
    "n",
    "clause_id",
    "document_id",
    "version",
    "title",
    "doc_number",
    "issuer",
    "issued_on",
    "kind",
    "validity",
    "locator",
    "quote",
    "start",
    "end",
    "digest",
    "url",
    "reader_url",
    "short_title",
    "sources",
    "window",
    "ends_on",
    "superseded_by",
]


def test_an_answer_has_exactly_the_public_fields(web: TestClient) -> None:
    answer = web.post(ANSWERS, json=ASKED).json()
    assert list(answer) == FIELDS
    assert list(answer["citations"][0]) == CITATION_FIELDS
    assert answer["sentences"] == [{"text": FIGURE, "citations": [1], "marks": [[2, 7]], "role": "answer"}]
    assert answer["trace"][0] == {"route": "lookup", "step": "understand", "ms": 0.4}


def test_an_answer_keeps_what_openapi_promises(web: TestClient) -> None:
    AnswerOut.model_validate_json(web.post(ANSWERS, json=ASKED).content)


def test_chinese_is_sent_readable(web: TestClient) -> None:
    assert FIGURE.encode() in web.post(ANSWERS, json=ASKED).content


def test_every_field_of_the_request_reaches_the_assistant(web: TestClient, assistant: FakeAssistant) -> None:
    profile = {"行业": "纺织"}
    asked = {"question": "技改", "conversation_id": "c-9", "as_of": "2024-02-29", "mode": "quotes", "profile": profile}
    assert web.post(ANSWERS, json=asked).status_code == 200
    (question,) = assistant.questions
    assert (question.conversation_id, question.as_of) == ("c-9", date(2024, 2, 29))
    assert (question.mode, question.profile, question.channel) == (Mode.QUOTES, profile, "api")


def test_an_answer_can_be_read_again(web: TestClient) -> None:
    answer = web.post(ANSWERS, json=ASKED).json()
    again = web.get(f"{ANSWERS}/{answer['id']}").json()
    RecordedAnswer.model_validate(again)
    same = set(FIELDS) - {"citations", "conversation_id"}
    assert {name: again[name] for name in same} == {name: answer[name] for name in same}
    assert again["conversation_id"] == ""
    (citation,) = again["citations"]
    assert {name: citation[name] for name in CITATION_FIELDS} == answer["citations"][0]
    assert (citation["state"], citation["state_note"]) == ("current", "")


def test_a_refusal_is_an_answer(web: TestClient) -> None:
    refused = web.post(ANSWERS, json={"question": "补贴多少钱？"})
    assert refused.status_code == 200
    assert refused.json()["status"] == "unanswerable_no_evidence"


def test_feedback_reaches_the_assistant(web: TestClient, assistant: FakeAssistant) -> None:
    answer_id = web.post(ANSWERS, json=ASKED).json()["id"]
    judged = {"answer_id": answer_id, "rating": "down", "reason": "引用不对"}
    assert web.post("/api/v1/feedback", json=judged).status_code == 204
    assert assistant.judgements == [(answer_id, "down", "引用不对", "")]


def test_answers_are_counted_by_status(web: TestClient) -> None:
    web.post(ANSWERS, json=ASKED)
    web.post(ANSWERS, json={"question": "补贴多少钱？"})
    counted = web.get("/metrics").text
    assert 'assistant_answers_total{mode="quotes",status="answered"} 1.0' in counted
    assert 'assistant_answers_total{mode="quotes",status="unanswerable_no_evidence"} 1.0' in counted
    assert 'route="/api/v1/answers",status="200"} 2.0' in counted
