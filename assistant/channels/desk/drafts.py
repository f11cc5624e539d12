"""Replies to tickets: drafted, edited, checked, reviewed, sent."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Query

from assistant.channels.desk.admission import PREFIX, Agent, Reader, Reviewer
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.desk.draft_schemas import (
    CheckRequest,
    ClausesOut,
    DraftChange,
    DraftOut,
    DraftRequest,
    DraftsOut,
    FindingsOut,
    ObjectionOut,
    ReviewRequest,
    SendRequest,
)
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.promises import problems_of
from assistant.channels.web.schemas import Day, read_day
from assistant.desk.checking import Place, Reply
from assistant.domain import Draft, DraftState

MOST_CLAUSES, MOST_DRAFTS = 20, 100

_Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_DraftId = Annotated[str, Path(max_length=64)]
_Asked = Annotated[str, Query(min_length=1, max_length=500, description="要找的内容，用平常的话写。")]
_Limit = Annotated[int, Query(ge=1, le=MOST_DRAFTS)]
_READS = problems_of(401, 403, 404, 422, 503)
_CHANGES = problems_of(400, 401, 403, 404, 409, 413, 415, 422, 503)

router = APIRouter(prefix=PREFIX)


@router.post(
    "/tickets/{number}/drafts",
    summary="起草一份回复",
    status_code=201,
    dependencies=[JsonOnly],
    responses=_CHANGES,
)
async def begin(number: _Number, wanted: DraftRequest, user: Agent, desk: DeskDep, web: WebDep) -> DraftOut:
    """按选的形式，用助手查到的内容写好；查不到的，写明查过什么，留出地方由人补充。"""
    begun = desk.replies.drafting.begin
    draft = await to_thread.run_sync(begun, number, wanted.form, user, limiter=web.answering)
    return await to_thread.run_sync(_told, desk, draft)


@router.get("/tickets/{number}/drafts", summary="一张工单的回复", responses=_READS)
def of_ticket(number: _Number, _: Reader, desk: DeskDep) -> DraftsOut:
    """先起草的在前。"""
    return DraftsOut(drafts=drafts_out(desk, desk.replies.of_ticket(number)))


@router.get("/drafts", summary="某个状态的回复", responses=_READS)
def in_state(
    _: Reader, desk: DeskDep, state: DraftState = DraftState.IN_REVIEW, limit: _Limit = MOST_DRAFTS
) -> DraftsOut:
    """等得最久的在前；缺省为等着审核的。"""
    return DraftsOut(drafts=drafts_out(desk, desk.replies.in_state(state, limit)))


@router.put("/drafts/{id}", summary="改一份回复", dependencies=[JsonOnly], responses=_CHANGES)
def change(id: _DraftId, wanted: DraftChange, user: Agent, desk: DeskDep) -> DraftOut:
    """改过的要重新送审；同事先改了就是 409，请重新读取。`cite` 里的条款依次得到接下来的编号。"""
    paragraphs = [each.to_paragraph() for each in wanted.paragraphs]
    return _told(desk, desk.replies.drafting.change(id, wanted.revision, paragraphs, wanted.cite, user))


@router.post("/check", summary="核对正在写的回复", dependencies=[JsonOnly], responses=_CHANGES)
def check(wanted: CheckRequest, _: Agent, desk: DeskDep) -> FindingsOut:
    """每个数、文号、地名和否定都要在本段的出处里；`findings` 是不在的，边写边标出。"""
    as_of = read_day(wanted.as_of)
    assert as_of is not None
    checking = desk.replies.checking
    places = [Place(each.n, each.clause_id, each.version, each.start, each.end) for each in wanted.citations]
    question = desk.replies.drafting.question(wanted.ticket) if wanted.ticket else ""
    paragraphs = [each.to_paragraph() for each in wanted.paragraphs]
    found = checking.objections(Reply(paragraphs, checking.citations(places, as_of), as_of, question), as_of)
    return FindingsOut(findings=[ObjectionOut.of(each) for each in found])


@router.get("/clauses", summary="找可以引用的条款", responses=_READS)
def clauses(q: _Asked, _: Reader, web: WebDep, as_of: Day | None = None) -> ClausesOut:
    """最相关的在前，已失效的也列出并注明。"""
    return ClausesOut.of(web.assistant.search(q, MOST_CLAUSES, read_day(as_of)))


@router.post("/drafts/{id}/submit", summary="送审", dependencies=[JsonOnly], responses=_CHANGES)
def submit(id: _DraftId, wanted: ReviewRequest, user: Agent, desk: DeskDep) -> DraftOut:
    """有没核对上的地方，就不能送审。"""
    return _told(desk, desk.replies.reviewing.submit(id, wanted.revision, wanted.comment, user))


@router.post("/drafts/{id}/approve", summary="批准", dependencies=[JsonOnly], responses=_CHANGES)
def approve(id: _DraftId, wanted: ReviewRequest, user: Reviewer, desk: DeskDep) -> DraftOut:
    """设了双人复核时，写过它的人都不能批准。"""
    return _told(desk, desk.replies.reviewing.approve(id, wanted.revision, wanted.comment, user))


@router.post("/drafts/{id}/return", summary="退回修改", dependencies=[JsonOnly], responses=_CHANGES)
def give_back(id: _DraftId, wanted: ReviewRequest, user: Reviewer, desk: DeskDep) -> DraftOut:
    """要写明改什么。"""
    return _told(desk, desk.replies.reviewing.give_back(id, wanted.revision, wanted.comment, user))


@router.post("/drafts/{id}/send", summary="送出", dependencies=[JsonOnly], responses=_CHANGES)
def send(id: _DraftId, wanted: SendRequest, user: Agent, desk: DeskDep) -> DraftOut:
    """送到提问人那里，并入的工单也一起。送没送到看 `state` 与 `deliveries`；可能已送出的，程序不会自己再送。"""
    sending = desk.replies.sending
    return _told(desk, sending.send(id, wanted.revision, user, again=wanted.again, by_hand=wanted.by_hand))


def drafts_out(desk: DeskContext, drafts: tuple[Draft, ...]) -> list[DraftOut]:
    """Replies with what is not proven of them; of one that is sent nobody asks that any more."""
    staff = {user.id: user for user in desk.accounts.all()}
    objections = desk.replies.drafting.objections
    four_eyes = desk.replies.reviewing.four_eyes
    return [
        DraftOut.of(each, () if each.state is DraftState.SENT else objections(each), staff, four_eyes)
        for each in drafts
    ]


def _told(desk: DeskContext, draft: Draft) -> DraftOut:
    return drafts_out(desk, (draft,))[0]
