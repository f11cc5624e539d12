"""Approved answers: written, tried, published, retired."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.channels.desk.admission import PREFIX, Agent, Reader, Reviewer
from assistant.channels.desk.approved_schemas import (
    ApprovedChange,
    ApprovedListOut,
    ApprovedOut,
    CandidateOut,
    CandidatesOut,
    NewApproved,
    RevisionRequest,
    TriedOut,
    TryRequest,
)
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.web.context import JsonOnly
from assistant.channels.web.promises import problems_of
from assistant.desk.approved_case import EvalCase
from assistant.domain import ApprovedAnswer, ApprovedState
from assistant.errors import NotFound

MOST_SHOWN, MOST_CANDIDATES = 200, 50
_Id = Annotated[str, Path(max_length=64)]
_State = Annotated[ApprovedState | None, Query(description="只要这个状态的，缺省为全部。")]
_Text = Annotated[str, Query(max_length=200, description="问题、问法或答复里有这些字的。")]
_READS = problems_of(401, 403, 404, 422, 503)
_CHANGES = problems_of(400, 401, 403, 404, 409, 413, 415, 422, 503)

router = APIRouter(prefix=PREFIX)


@router.get("/approved", summary="审核答复", responses=problems_of(401, 403, 422, 503))
def listed(_: Reader, desk: DeskDep, state: _State = None, q: _Text = "") -> ApprovedListOut:
    """最近改过的在前，最多 200 条；`flags` 是今天不能用它的原因，`findings` 只在单独读取时给出。"""
    every = desk.approving.all()
    found = desk.approving.all((state,) if state else (), q.strip())
    staff = {user.id: user for user in desk.accounts.all()}
    shown = [ApprovedOut.of(each, desk.approving.flags(each), (), staff) for each in found[:MOST_SHOWN]]
    return ApprovedListOut(approved=shown, total=len(found), counts=Counter(each.state for each in every))


@router.post("/approved", summary="新建审核答复", status_code=201, dependencies=[JsonOnly], responses=_CHANGES)
def add(wanted: NewApproved, user: Agent, desk: DeskDep) -> ApprovedOut:
    """先是草稿，发布以后才会用它回答。有 `draft_id` 时取那份已发出的回复里有出处的段落。"""
    written = wanted.to_written()
    if wanted.draft_id is None:
        return _told(desk, desk.approving.add(written, user))
    made = desk.making.from_draft(wanted.draft_id, written.question, written.variants, written.review_on, user)
    return _told(desk, made)


@router.get("/approved/candidates", summary="可以整理成审核答复的", responses=problems_of(401, 403, 503))
def candidates(_: Reader, desk: DeskDep) -> CandidatesOut:
    """人工在微信客服里的答复，连同之前的问话，最近的在前；已经整理过的不再列出。"""
    return CandidatesOut(candidates=[CandidateOut.of(each) for each in desk.making.candidates(MOST_CANDIDATES)])


@router.post("/approved/try", summary="试一句问话", dependencies=[JsonOnly], responses=_CHANGES)
def try_out(wanted: TryRequest, _: Reader, desk: DeskDep) -> TriedOut:
    """今天这样问，会用哪一条已发布的答复，有多像，有什么妨碍。"""
    return TriedOut.of(desk.approving.tried(wanted.question))


@router.get("/approved/{id}", summary="一条审核答复", responses=_READS)
def show(id: _Id, _: Reader, desk: DeskDep) -> ApprovedOut:
    """连同核对的结果。"""
    return _told(desk, desk.approving.answer(id))


@router.put("/approved/{id}", summary="改审核答复", dependencies=[JsonOnly], responses=_CHANGES)
def change(id: _Id, wanted: ApprovedChange, user: Agent, desk: DeskDep) -> ApprovedOut:
    """改过的回到草稿，重新发布以后才会用它回答；发布过的只有审核人能改。同事先改了就是 409，请重新读取。"""
    if wanted.owner_id is not None and all(each.id != wanted.owner_id for each in desk.accounts.all()):
        raise NotFound("没有这个负责人的账号，请从名单里选。")
    changed = desk.approving.change(id, wanted.revision, wanted.to_written(), user, wanted.owner_id)
    return _told(desk, changed)


@router.post("/approved/{id}/publish", summary="发布", dependencies=[JsonOnly], responses=_CHANGES)
def publish(id: _Id, wanted: RevisionRequest, user: Reviewer, desk: DeskDep) -> ApprovedOut:
    """先核对每段，再试每种问法和别的答复的问法；有一样不对就不发布，并说明是哪一样。"""
    return _told(desk, desk.approving.publish(id, wanted.revision, user))


@router.post("/approved/{id}/retire", summary="停用", dependencies=[JsonOnly], responses=_CHANGES)
def retire(id: _Id, wanted: RevisionRequest, user: Reviewer, desk: DeskDep) -> ApprovedOut:
    """从此不再用它回答，内容仍然留着。"""
    return _told(desk, desk.approving.retire(id, wanted.revision, user))


@router.post(
    "/approved/{id}/eval-case",
    summary="变成评测用例",
    responses={**_CHANGES, 200: {"content": {"application/yaml": {"schema": {"type": "object"}}}}},
    response_class=Response,
)
def eval_case(id: _Id, _: Reader, desk: DeskDep) -> Response:
    """`evals/datasets/` 里的一个文件：问题、答复里的数和要引的原文。"""
    case = EvalCase.of(desk.approving.answer(id), desk.approving.today())
    return Response(case.to_yaml(), media_type="application/yaml; charset=utf-8")


def _told(desk: DeskContext, answer: ApprovedAnswer) -> ApprovedOut:
    staff = {user.id: user for user in desk.accounts.all()}
    return ApprovedOut.of(answer, desk.approving.flags(answer), desk.approving.objections(answer), staff)
