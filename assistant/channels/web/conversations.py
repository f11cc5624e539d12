"""What a person may do with a conversation of their own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.channels.version_wire import conversation_to_wire
from assistant.channels.web.answer_schemas import Conversation
from assistant.channels.web.context import WebDep
from assistant.channels.web.promises import problems_of
from assistant.channels.wire import encode

ANSWERS_AT_ONCE = 50

ConversationId = Annotated[str, Path(max_length=200)]
Before = Annotated[
    str | None, Query(max_length=200, description="只要这个回答之前的，写回答的编号；缺省为最后的。", examples=["a-1"])
]

router = APIRouter(prefix="/api/v1", tags=["问答"])


@router.get(
    "/conversations/{id}",
    summary="读取一段对话",
    response_class=Response,
    responses={200: {"model": Conversation}, **problems_of(404, 422, 503)},
)
def read(id: ConversationId, web: WebDep, before: Before = None) -> Response:
    """其中的回答，按提问的先后，一次至多 50 个；`has_more` 为真时用 `before` 取更早的。知道会话编号的人都能读。"""
    part = web.assistant.conversation(id, ANSWERS_AT_ONCE, before)
    presents = web.assistant.presents([citation for answer in part.answers for citation in answer.citations])
    return Response(encode(conversation_to_wire(id, part, presents)), media_type="application/json")


@router.delete(
    "/conversations/{id}",
    summary="删除一段对话",
    status_code=204,
    response_class=Response,
    responses=problems_of(404, 422, 503),
)
def forget(id: ConversationId, web: WebDep) -> Response:
    """连同其中的问题、回答和评价一起删除，不能恢复。知道会话编号的人才能删。"""
    web.assistant.forget(id)
    return Response(status_code=204)
