"""Asking, in one reply or as a stream, and reading an answer again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import structlog
from anyio import to_thread
from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from assistant.channels.citation_wire import Wire
from assistant.channels.version_wire import recorded_answer_to_wire
from assistant.channels.web.answer_schemas import AnswerOut, AnswerRequest, RecordedAnswer
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.problems import UNEXPECTED, kind_of, problem_to_wire, request_id_of
from assistant.channels.web.promises import problems_of
from assistant.channels.wire import answer_to_wire, encode, quotes_to_wire, sentence_to_wire, step_to_wire
from assistant.domain import Answer, Begun, Quotes, Sentence, Step
from assistant.errors import AssistantError

JSON = "application/json"
_EVENTS = (
    "同一回答的事件流（请求头 Accept: text/event-stream）：先发 `conversation`（会话编号），每完成一步发 `step`，"
    "由模型措辞时先发 `quotes`（全部引文），每核实一句发 `sentence`，最后发 `answer`；"
    "中途出错发 `error`（problem details）。"
)

log = structlog.get_logger("assistant.web")


class EventStreamRoute(APIRoute):
    """Matches only clients that accept an event stream; others fall through to the JSON route of the same path."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As any route, for those clients."""
        if scope["type"] == "http" and "text/event-stream" in Headers(scope=scope).get("accept", ""):
            return super().matches(scope)
        return Match.NONE, {}


events = APIRouter(prefix="/api/v1", route_class=EventStreamRoute, include_in_schema=False)
router = APIRouter(prefix="/api/v1", tags=["问答"])


@router.post(
    "/answers",
    summary="提问",
    response_class=Response,
    dependencies=[JsonOnly],
    responses={
        200: {
            "model": AnswerOut,
            "content": {
                JSON: {"schema": {"$ref": "#/components/schemas/AnswerOut"}},
                "text/event-stream": {"schema": {"type": "string"}},
            },
            "description": f"回答。{_EVENTS}",
        },
        **problems_of(400, 404, 409, 413, 415, 422, 503),
    },
)
async def ask(asked: AnswerRequest, web: WebDep) -> Response:
    """回答一个问题。每一句都有出处；拒答也是回答，见 `status`。"""
    began = time.perf_counter()
    answer = await to_thread.run_sync(web.assistant.answer, asked.to_question(), limiter=web.answering)
    web.metrics.observe_answer(answer, time.perf_counter() - began)
    return Response(encode(answer_to_wire(answer)), media_type=JSON)


@router.get(
    "/answers/{id}",
    summary="重新读取一个回答",
    response_class=Response,
    responses={200: {"model": RecordedAnswer}, **problems_of(404, 422, 503)},
)
def read(id: str, web: WebDep) -> Response:
    """已经给出的回答，内容与当时相同，但不带会话编号；每条引用另注明今天是否仍是现行文字（`state`）。"""
    # A link to an answer is passed on; only who asked is to read the conversation and what staff wrote in it.
    answer = replace(web.assistant.recorded_answer(id), conversation_id="")
    return Response(encode(recorded_answer_to_wire(answer, web.assistant.presents(answer.citations))), media_type=JSON)


class Opened:
    """A stream whose first item is there, so that what is wrong with the question is still a plain 4xx."""

    def __init__(self, asked: AnswerRequest, web: WebDep, request: Request) -> None:
        self.web = web
        self.request_id = request_id_of(request)
        self.began = time.perf_counter()
        self.rest = web.assistant.stream(asked.to_question())
        self.first = next(self.rest)


@events.post("/answers", response_class=EventSourceResponse, dependencies=[JsonOnly])
def ask_streaming(opened: Annotated[Opened, Depends()]) -> Iterator[ServerSentEvent]:
    """The way of `ask`, told while it goes."""
    try:
        yield _event(opened, opened.first)
        for item in opened.rest:
            yield _event(opened, item)
    except AssistantError as error:
        yield _error(problem_to_wire(kind_of(error), error.message, opened.request_id))
    except Exception:  # headers are sent, so an event is the only way to tell
        log.exception("stream_crashed")
        yield _error(problem_to_wire(UNEXPECTED, "系统出错了，请稍后重试。", opened.request_id))


def _event(opened: Opened, item: Begun | Step | Quotes | Sentence | Answer) -> ServerSentEvent:
    if isinstance(item, Begun):
        return ServerSentEvent(event="conversation", raw_data=encode({"id": item.conversation_id}).decode())
    if isinstance(item, Answer):
        opened.web.metrics.observe_answer(item, time.perf_counter() - opened.began)
        return ServerSentEvent(event="answer", raw_data=encode(answer_to_wire(item)).decode())
    if isinstance(item, Quotes):
        return ServerSentEvent(event="quotes", raw_data=encode(quotes_to_wire(item)).decode())
    if isinstance(item, Sentence):
        return ServerSentEvent(event="sentence", raw_data=encode(sentence_to_wire(item)).decode())
    return ServerSentEvent(event="step", raw_data=encode(step_to_wire(item)).decode())


def _error(problem: Wire) -> ServerSentEvent:
    return ServerSentEvent(event="error", raw_data=encode(problem).decode())
