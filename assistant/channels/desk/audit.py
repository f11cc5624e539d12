"""What was done at the desk, for who looks after it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.channels.desk.account_schemas import EventOut, EventsOut
from assistant.channels.desk.admission import PREFIX, Reader, demand
from assistant.channels.desk.context import DeskDep
from assistant.channels.web.promises import problems_of
from assistant.domain import Permission

# Of one of these everybody sees what became of it; of people, and of everything, administrators.
_OPEN_SUBJECTS = frozenset({"ticket", "draft", "approved_answer"})
_Before = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="只要这个序号之前的。")]
_Limit = Annotated[int, Query(ge=1, le=200)]
_Subject = Annotated[str | None, Query(max_length=64)]

router = APIRouter(prefix=PREFIX)


@router.get("/audit", summary="操作记录", responses=problems_of(401, 403, 422, 503))
def show(
    user: Reader,
    desk: DeskDep,
    before: _Before = None,
    subject: _Subject = None,
    subject_id: _Subject = None,
    limit: _Limit = 50,
) -> EventsOut:
    """最新的在前。看全部要有管理账号的权限；写明 `subject` 与 `subject_id` 的一张工单、一份草稿，能看的人都能看。"""
    if subject not in _OPEN_SUBJECTS or subject_id is None:
        demand(user, Permission.MANAGE_STAFF)
    found = desk.audit.events(limit + 1, before, subject, subject_id)
    return EventsOut(events=[EventOut.of(event) for event in found[:limit]], has_more=len(found) > limit)
