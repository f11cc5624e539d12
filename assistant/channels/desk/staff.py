"""Accounts: everybody sees who there is, administrators make and change them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.channels.desk.account_schemas import (
    InvitedOut,
    NewStaffOut,
    StaffChange,
    StaffListOut,
    StaffOut,
    StaffRequest,
)
from assistant.channels.desk.admission import PREFIX, Manager, Reader
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.web.context import JsonOnly
from assistant.channels.web.promises import problems_of
from assistant.desk.accounts import JOIN

_StaffId = Annotated[str, Path(max_length=64)]
_CHANGES = problems_of(400, 401, 403, 404, 413, 415, 422, 503)

router = APIRouter(prefix=PREFIX)


@router.get("/staff", summary="全部账号", responses=problems_of(401, 403, 503))
def show(_: Reader, desk: DeskDep) -> StaffListOut:
    """最早建立的在前。"""
    return StaffListOut(users=[StaffOut.of(user, desk.accounts.now()) for user in desk.accounts.all()])


@router.post("/staff", summary="建立账号", status_code=201, dependencies=[JsonOnly], responses=_CHANGES)
def add(wanted: StaffRequest, actor: Manager, desk: DeskDep) -> NewStaffOut:
    """给出的链接发给本人，他用它设密码，只能用一次，三天内有效。"""
    user, secret = desk.accounts.add(wanted.name, wanted.display_name, wanted.role, actor)
    return NewStaffOut(user=StaffOut.of(user, desk.accounts.now()), link=_link(desk, secret))


@router.patch("/staff/{id}", summary="改姓名、角色，停用或启用", dependencies=[JsonOnly], responses=_CHANGES)
def change(id: _StaffId, wanted: StaffChange, actor: Manager, desk: DeskDep) -> StaffOut:
    """停用或换了角色的人随即退出登录；最后一个管理员不能停用，也不能换角色。"""
    user = desk.accounts.change(id, actor, **wanted.model_dump())
    return StaffOut.of(user, desk.accounts.now())


@router.post("/staff/{id}/invitation", summary="给新的链接", responses=problems_of(401, 403, 404, 422, 503))
def invite(id: _StaffId, actor: Manager, desk: DeskDep) -> InvitedOut:
    """给忘了密码或没赶上的人；原来的链接随即失效，原来的密码在用过链接之后失效。"""
    return InvitedOut(link=_link(desk, desk.accounts.invite(id, actor)))


def _link(desk: DeskContext, secret: str) -> str:
    return f"{desk.public_url}{JOIN}{secret}"
