"""What a person may do with a conversation of their own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from assistant.channels.web.context import WebDep
from assistant.channels.web.promises import problems_of

router = APIRouter(prefix="/api/v1", tags=["问答"])


@router.delete(
    "/conversations/{id}",
    summary="删除一段对话",
    status_code=204,
    response_class=Response,
    responses=problems_of(404, 422, 503),
)
def forget(id: Annotated[str, Path(max_length=200)], web: WebDep) -> Response:
    """连同其中的问题、回答和评价一起删除，不能恢复。知道会话编号的人才能删。"""
    web.assistant.forget(id)
    return Response(status_code=204)
