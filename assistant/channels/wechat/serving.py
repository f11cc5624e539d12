"""What the server lends to those who answer in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from anyio import CapacityLimiter
from fastapi import FastAPI

from assistant.channels.web.context import WebContext

_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Serving:
    """How many answer at a time, the moment from when on one can, who takes ratings of answers, and who counts.

    `held` is told the channel of a reply that a platform did not take, and why: quota, refused, or lost on the way.
    """

    answering: CapacityLimiter
    ready: Callable[[], Awaitable[None]]
    rate: Callable[[str, str, str, str], None]
    held: Callable[[str, str], None]


def serving_of(app: FastAPI) -> Serving:
    """Of an app that has its context."""
    web: WebContext = app.state.web

    async def ready() -> None:
        while not web.assistant.readiness.ready:
            await asyncio.sleep(_LOOK_SECONDS)

    def held(channel: str, why: str) -> None:
        web.metrics.replies_held.labels(channel, why).inc()

    return Serving(web.answering, ready, web.assistant.feedback, held)
