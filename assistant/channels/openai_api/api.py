"""The routes under /v1."""

from __future__ import annotations

import time
from collections.abc import Generator

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.channels.api_keys import ApiKeys
from assistant.channels.citation_wire import Wire
from assistant.channels.openai_api.answering import Answering, Event
from assistant.channels.openai_api.asked import Asked, read_asked
from assistant.channels.openai_api.completion import Reply, annotations_of, proof_of, usage_of
from assistant.channels.openai_api.failures import NO_MODEL, Failure, LastNet, assistant_error, http_error
from assistant.channels.openai_api.streaming import EventStream
from assistant.channels.openai_api.wording import STYLES, Wording
from assistant.channels.web.context import WebContext
from assistant.channels.web.problems import request_id_of
from assistant.channels.wire import encode
from assistant.domain import Answer, ApiKey, KeyScope, Sentence
from assistant.errors import AssistantError

MODELS = tuple(STYLES)
OWNER = "policy-assistant"
_JSON = "application/json"


class Api:
    """Answers programs that take the assistant for a model."""

    def __init__(self, keys: ApiKeys, answering: Answering, wording: Wording, web: WebContext) -> None:
        self._keys, self._answering, self._wording, self._web = keys, answering, wording, web
        self._opened = int(time.time())

    def app(self) -> ASGIApp:
        """The routes, with errors in OpenAI's envelope."""
        return Starlette(
            routes=[
                Route("/models", self.models),
                Route("/models/{model}", self.model),
                Route("/chat/completions", self.complete, methods=["POST"]),
            ],
            exception_handlers={AssistantError: assistant_error, HTTPException: http_error},
            middleware=[Middleware(LastNet)],
        )

    async def models(self, request: Request) -> Response:
        """Both models."""
        await self._admit(request)
        listed = {"object": "list", "data": [self._model(model) for model in MODELS]}
        return Response(encode(listed), media_type=_JSON)

    async def model(self, request: Request) -> Response:
        """One of them."""
        await self._admit(request)
        model = request.path_params["model"]
        if model not in MODELS:
            known = "、".join(MODELS)
            return Failure(404, NO_MODEL, f"没有这个模型，可用的是：{known}。", "model").response()
        return Response(encode(self._model(model)), media_type=_JSON)

    async def complete(self, request: Request) -> ASGIApp:
        """Answer the last message of a conversation, whole or as a stream."""
        key = await self._admit(request)
        asked = read_asked(await request.body(), request.headers.get("x-session-id", ""), MODELS)
        self._answering.accept(asked)
        self._keys.count(key)
        reply = Reply(f"chatcmpl-{request_id_of(request)}", int(time.time()), asked.model)
        if asked.streams:
            events = self._answering.stream(key, asked)
            # What is wrong from the start is a plain error, so the first event is taken before the headers go.
            await to_thread.run_sync(next, events, limiter=self._web.answering)
            return EventStream(self._chunks(reply, asked, events), self._web.answering, request_id_of(request))
        answer = await to_thread.run_sync(self._answering.answer, key, asked, limiter=self._web.answering)
        return Response(encode(self._whole(reply, asked, answer)), media_type=_JSON)

    async def _admit(self, request: Request) -> ApiKey:
        return await to_thread.run_sync(self._keys.admit, request.headers.get("authorization", ""), KeyScope.CHAT)

    def _model(self, model: str) -> Wire:
        return {"id": model, "object": "model", "created": self._opened, "owned_by": OWNER, "name": model}

    def _whole(self, reply: Reply, asked: Asked, answer: Answer) -> Wire:
        text = self._wording.whole(answer, STYLES[asked.model])
        return reply.whole(answer, text, self._wording, usage_of(asked.characters, text))

    def _chunks(self, reply: Reply, asked: Asked, events: Generator[Event, None, None]) -> Generator[Wire, None, None]:
        style, text = STYLES[asked.model], ""
        yield reply.chunk({"role": "assistant", "content": ""})
        for event in events:
            if isinstance(event, Sentence):
                piece = (style.between if text else "") + self._wording.sentence(event, style)
            elif isinstance(event, Answer):
                piece = self._wording.foot(event, style)
            else:
                continue
            text += piece
            yield reply.chunk({"content": piece})
            if isinstance(event, Answer):
                if annotations := annotations_of(event, text, self._wording):
                    yield reply.chunk({"annotations": annotations})
                yield reply.chunk({}, "stop") | proof_of(event, self._wording)
        if asked.wants_usage:
            yield reply.counted(usage_of(asked.characters, text))
