"""What was changed at the desk, told to its open pages while it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.channels.desk.admission import PREFIX, Reader
from assistant.channels.desk.context import DeskDep
from assistant.channels.web.promises import problems_of
from assistant.channels.wire import encode

_Seen = Annotated[str, Header(alias="last-event-id", max_length=20, description="浏览器重连时自己带上。")]

router = APIRouter(prefix=PREFIX)


@router.get(
    "/events",
    summary="工单与草稿的变化（事件流）",
    response_class=EventSourceResponse,
    responses=problems_of(401, 403, 422, 503),
)
async def follow(_: Reader, desk: DeskDep, last_event_id: _Seen = "") -> AsyncIterator[ServerSentEvent]:
    """每有变化发一次 `changed`：`{"sequence", "tickets": [编号], "drafts": [id]}`。十分钟后断开，浏览器会自己重连。"""
    since = int(last_event_id) if last_event_id.isascii() and last_event_id.isdecimal() else None
    async for told in desk.changes.listen(since):
        data = {"sequence": told.sequence, "tickets": told.tickets, "drafts": told.drafts}
        yield ServerSentEvent(event="changed", id=str(told.sequence), raw_data=encode(data).decode())
