"""What a page must know of the server that it talks to."""

from __future__ import annotations

from fastapi import APIRouter, Request

from assistant import __version__
from assistant.channels.web import schemas
from assistant.channels.web.context import WebDep
from assistant.channels.web.promises import problems_of

NAME = "政策问答助手"

router = APIRouter(prefix="/api/v1", tags=["运行"])


@router.get("/about", summary="关于这个服务", response_model=schemas.About, responses=problems_of(503))
def about(web: WebDep, request: Request) -> schemas.About:
    """名称、版本、今天的日期、有疑问找谁、是否接了模型、收录多少份文件、一个问题最多多少字、能不能转给工作人员。"""
    return schemas.About(
        name=NAME,
        version=__version__,
        today=web.today().isoformat(),
        contact=web.contact,
        model=web.assistant.has_model,
        documents=len(web.assistant.documents()),
        max_question_chars=web.assistant.max_question_chars,
        desk=hasattr(request.app.state, "desk"),
    )
