"""What a route needs to do its work, put on the app once and handed out by type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.channels.web.metrics import Metrics
from assistant.eligibility.checklist_words import ChecklistWords
from assistant.ports import Today

if TYPE_CHECKING:
    from assistant.channels.web.warmup import WarmUp
    from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class WebContext:
    """The Assistant and what surrounds it while the server runs."""

    assistant: Assistant
    warm_up: WarmUp
    metrics: Metrics
    today: Today
    instance: str
    operator_token: str
    answering: CapacityLimiter
    contact: str
    checklist_words: Mapping[str, ChecklistWords]


async def web_context(request: Request) -> WebContext:
    """The app's context."""
    web: WebContext = request.app.state.web
    return web


async def json_only(request: Request) -> None:
    """Raises 415 for a body that does not call itself JSON, before it is looked at."""
    stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated != "application/json":
        raise HTTPException(415)


WebDep = Annotated[WebContext, Depends(web_context)]
JsonOnly = Depends(json_only)
