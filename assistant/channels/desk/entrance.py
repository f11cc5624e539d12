"""The one way in: by name and password, or by an invitation. Open to everybody, so tries are counted by address."""

from __future__ import annotations

import math
from collections.abc import Callable

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from assistant.channels.desk.account_schemas import JoinRequest, SessionOut, SignInRequest
from assistant.channels.desk.addresses import address_of
from assistant.channels.desk.admission import COOKIE, PREFIX
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.web.context import JsonOnly
from assistant.channels.web.promises import problems_of
from assistant.desk.signing_in import LONGEST, Entered
from assistant.errors import TooManyRequests

TRIES_PER_MINUTE = 20
_REFUSALS = problems_of(400, 403, 413, 415, 422, 429, 503)

router = APIRouter(prefix=PREFIX)


@router.post("/session", summary="登录", dependencies=[JsonOnly], responses=_REFUSALS)
async def sign_in(wanted: SignInRequest, request: Request, response: Response, desk: DeskDep) -> SessionOut:
    """名称与密码对了就给一个只发回服务器的 cookie；此后的每个改动都要在请求头 X-CSRF-Token 里带上 `csrf`。"""
    admission, earlier = desk.admission, request.cookies.get(COOKIE, "")
    return await _enter(request, response, desk, lambda: admission.sign_in(wanted.name, wanted.password, earlier))


@router.post("/join", summary="凭一次性链接设密码并登录", dependencies=[JsonOnly], responses=_REFUSALS)
async def join(wanted: JoinRequest, request: Request, response: Response, desk: DeskDep) -> SessionOut:
    """`token` 是链接里 # 之后的部分。"""
    admission, earlier = desk.admission, request.cookies.get(COOKIE, "")
    return await _enter(request, response, desk, lambda: admission.join(wanted.token, wanted.password, earlier))


def count_try(request: Request, desk: DeskContext) -> None:
    """Count a try of an address; raises TooManyRequests."""
    address = address_of(request)
    if not desk.tries.take(address, TRIES_PER_MINUTE):
        wait = max(1, math.ceil(desk.tries.seconds_left(address, TRIES_PER_MINUTE)))
        raise TooManyRequests(f"从这里登录得太频繁，请 {wait} 秒后再试。", wait)


async def _enter(request: Request, response: Response, desk: DeskContext, enter: Callable[[], Entered]) -> SessionOut:
    count_try(request, desk)
    entered = await to_thread.run_sync(enter, limiter=desk.hashing)
    response.set_cookie(
        COOKIE,
        entered.secret,
        max_age=int(LONGEST.total_seconds()),
        path=PREFIX,
        secure=desk.secure,
        httponly=True,
        samesite="strict",
    )
    return SessionOut.of(entered.signed_in)
