"""The replies of staff in a conversation of the page; open to who knows the conversation, as the conversation is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.channels.desk.context import DeskDep
from assistant.channels.desk.draft_schemas import ParagraphShape, RepliesOut, ReplyOut, citations_out
from assistant.channels.web.promises import problems_of
from assistant.desk_ports import Received

REVIEWED, WRITTEN = "工作人员答复，已经审核", "工作人员答复"

router = APIRouter(prefix="/api/v1")


@router.get("/conversations/{id}/replies", summary="一段对话里的人工答复", responses=problems_of(422, 503))
def replies(id: Annotated[str, Path(max_length=200)], desk: DeskDep) -> RepliesOut:
    """先送出的在前；没有的时候是空的。知道会话编号的人都能读。"""
    return RepliesOut(replies=[_reply(each) for each in desk.replies.store.sent_to(id)])


def _reply(received: Received) -> ReplyOut:
    draft = received.draft
    assert draft.sent_at is not None
    return ReplyOut(
        id=draft.id,
        tickets=list(received.tickets),
        text=draft.text,
        paragraphs=[ParagraphShape(text=each.text, citations=list(each.citations)) for each in draft.paragraphs],
        citations=citations_out(draft.citations),
        sent_at=draft.sent_at,
        signed=REVIEWED if draft.reviewer_id else WRITTEN,
    )
