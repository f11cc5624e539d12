"""Tickets: found, read, changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from assistant.channels.desk.admission import PREFIX, Agent, Reader
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.desk.ticket_detail import detail_of
from assistant.channels.desk.ticket_schemas import (
    MergeRequest,
    NoteRequest,
    TicketChange,
    TicketDetail,
    TicketNoteOut,
    TicketOut,
    TicketRequest,
    TicketsOut,
)
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.promises import problems_of
from assistant.desk.opening import LONGEST_TAG, NewTicket
from assistant.desk.tickets import Due
from assistant.desk_ports import TicketFilter
from assistant.domain import Asker, Ticket, TicketSource, TicketStatus, User

TicketNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
_Statuses = Annotated[
    list[TicketStatus], Query(max_length=5, description="可写多次；缺省为已合并之外的全部。", default_factory=list)
]
_Sources = Annotated[list[TicketSource], Query(max_length=6, default_factory=list)]
_Owner = Annotated[str, Query(max_length=64, description="me、none 或账号的 id。")]
_Tag = Annotated[str | None, Query(max_length=LONGEST_TAG)]
_Text = Annotated[str, Query(max_length=200, description="问题、备注里的字，或编号；空格隔开的都要有。")]
_After = Annotated[str | None, Query(max_length=40, description="上一页给出的 after。")]
_Limit = Annotated[int, Query(ge=1, le=100)]
_CHANGES = problems_of(400, 401, 403, 404, 409, 413, 415, 422, 503)

router = APIRouter(prefix=PREFIX)


@router.get("/tickets", summary="工单", responses=problems_of(401, 403, 404, 422, 503))
def show(
    user: Reader,
    desk: DeskDep,
    status: _Statuses,
    source: _Sources,
    owner: _Owner = "",
    tag: _Tag = None,
    q: _Text = "",
    due: Due | None = None,
    after: _After = None,
    limit: _Limit = 50,
) -> TicketsOut:
    """最近有变化的在前。"""
    wanted = TicketFilter(
        statuses=tuple(status),
        sources=tuple(source),
        owner_id=user.id if owner == "me" else owner if owner not in ("", "none") else None,
        unowned=owner == "none",
        tag=tag,
        text=q,
    )
    listing = desk.tickets.listing(wanted, due, limit, after)
    owners = desk.tickets.owners(listing.page.tickets)
    return TicketsOut(
        tickets=[TicketOut.of(ticket, owners) for ticket in listing.page.tickets],
        total=listing.page.total,
        after=listing.page.after,
        counts=listing.counts,
        tags=list(listing.tags),
    )


@router.post("/tickets", summary="录入一张工单", status_code=201, dependencies=[JsonOnly], responses=_CHANGES)
def open_ticket(wanted: TicketRequest, user: Agent, desk: DeskDep) -> TicketOut:
    """问题里的电话、证件号、邮箱、银行卡号只留名目；联系方式写在 `reach`，没写时取问题里的第一个。"""
    asked = NewTicket(
        wanted.question, TicketSource.STAFF, Asker(reach=wanted.reach), tags=wanted.tags, due_at=wanted.due_at
    )
    return _told(desk, desk.opening.open(asked, user))


@router.get("/tickets/{number:int}", summary="一张工单", responses=problems_of(401, 403, 404, 422, 503))
def read(number: TicketNumber, _: Reader, desk: DeskDep, web: WebDep) -> TicketDetail:
    """连同并进来的、备注、助手当时的回答、评价、同一段对话和相像的问题。"""
    return detail_of(desk, web.assistant, number)


@router.patch("/tickets/{number:int}", summary="改一张工单", dependencies=[JsonOnly], responses=_CHANGES)
def change(number: TicketNumber, wanted: TicketChange, user: Agent, desk: DeskDep) -> TicketOut:
    """`revision` 是读到时的；同事先改了就是 409，请重新读取。把已合并的改回 open，就是取消合并。"""
    return _told(desk, desk.tickets.change(number, wanted.revision, wanted.to_edit(), user))


@router.post("/tickets/{number:int}/merge", summary="并入另一张工单", dependencies=[JsonOnly], responses=_CHANGES)
def merge(number: TicketNumber, wanted: MergeRequest, user: Agent, desk: DeskDep) -> TicketOut:
    """提问人会收到那一张的答复；原来并进这一张的也一起过去。"""
    return _told(desk, desk.tickets.merge(number, wanted.revision, wanted.into, user))


@router.post(
    "/tickets/{number:int}/notes", summary="写备注", status_code=201, dependencies=[JsonOnly], responses=_CHANGES
)
def note(number: TicketNumber, wanted: NoteRequest, user: Agent, desk: DeskDep) -> TicketNoteOut:
    """只有同事看得到。"""
    return TicketNoteOut.of(desk.tickets.note(number, wanted.text, user), {user.id: user.display_name})


def _told(desk: DeskContext, ticket: Ticket) -> TicketOut:
    owners: dict[str, User] = desk.tickets.owners([ticket])
    return TicketOut.of(ticket, owners)
