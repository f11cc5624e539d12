"""What people think of an answer."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from assistant.channels.web.answer_schemas import FeedbackRequest
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.promises import problems_of

router = APIRouter(prefix="/api/v1", tags=["问答"])


@router.post(
    "/feedback",
    summary="评价一个回答",
    status_code=204,
    response_class=Response,
    dependencies=[JsonOnly],
    responses=problems_of(400, 404, 413, 415, 422, 503),
)
def judge_answer(judged: FeedbackRequest, web: WebDep) -> Response:
    """有用（up）或有误（down），可附原因。"""
    web.assistant.feedback(judged.answer_id, judged.rating, judged.reason, judged.comment)
    return Response(status_code=204)
