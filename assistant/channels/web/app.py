"""Puts the web channel together."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import uuid4

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant import __version__
from assistant.channels.door import Door
from assistant.channels.web import (
    about,
    answer_page,
    answers,
    changes,
    conversations,
    documents,
    eligibility,
    feedback,
    health,
    operator,
    page,
    problems,
    reader,
)
from assistant.channels.web.compression import CompressedPages
from assistant.channels.web.context import WebContext
from assistant.channels.web.frame import RequestFrame
from assistant.channels.web.metrics import Metrics
from assistant.channels.web.promises import DescribedAPI
from assistant.channels.web.warmup import WarmUp
from assistant.eligibility.checklist_words import ChecklistWords
from assistant.ports import Today

if TYPE_CHECKING:
    from assistant.service import Assistant


def create_app(
    assistant: Assistant,
    *,
    today: Today,
    static_dir: Path,
    instance: str = "",
    operator_token: str = "",
    at_once: int = 1,
    contact: str = "",
    checklist_words: Mapping[str, ChecklistWords] = MappingProxyType({}),
    metrics: Metrics | None = None,
    doors: Sequence[Door] = (),
) -> FastAPI:
    """An ASGI app around an Assistant, which it warms up when it starts and closes when it stops.

    The Assistant is asked for `at_once` answers at a time; other questions wait for their turn.

    `operator_token` lets the command line of this machine sync through the server; an unguessable
    one is made when none is given, so that nobody can. `contact` tells people whom to ask, `checklist_words`
    are those of checklists by language. `metrics` may count more than the requests. `doors` are further channels.
    """
    metrics = metrics or Metrics()
    warm_up = WarmUp(assistant)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warm_up.start()
        # A stream keeps a thread while its model says nothing; reading documents must not wait for that.
        to_thread.current_default_thread_limiter().total_tokens += at_once
        try:
            async with AsyncExitStack() as held:
                for door in doors:
                    await held.enter_async_context(door.open())
                yield
        finally:
            warm_up.finish()
            assistant.close()

    app = DescribedAPI(
        title=about.NAME,
        version=__version__,
        description="就政策文件提问，每一句回答都附原文出处。错误一律为 RFC 9457 problem details。",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(RequestFrame, metrics=metrics), Middleware(CompressedPages)],
    )
    app.state.web = WebContext(
        assistant=assistant,
        warm_up=warm_up,
        metrics=metrics,
        today=today,
        instance=instance or uuid4().hex,
        operator_token=operator_token or secrets.token_urlsafe(32),
        answering=CapacityLimiter(at_once),
        contact=contact,
        checklist_words=checklist_words,
    )
    public = (about, answers, conversations, documents, eligibility, feedback, health)
    for router in (answers.events, *(activity.router for activity in public)):
        app.include_router(router)
    for plain in (reader, changes, answer_page, operator):
        app.include_router(plain.router)
    for door in doors:
        door.install(app)
    page.install(app, static_dir)
    problems.install(app)
    return app
