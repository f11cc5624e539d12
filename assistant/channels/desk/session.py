"""What somebody who is signed in does with their own sign-in."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from assistant.channels.desk.account_schemas import PasswordRequest, SessionOut
from assistant.channels.desk.admission import COOKIE, PREFIX, SignedInDep
from assistant.channels.desk.context import DeskDep
from assistant.channels.desk.entrance import count_try
from assistant.channels.web.context import JsonOnly
from assistant.channels.web.promises import problems_of

router = APIRouter(prefix=PREFIX)


@router.get("/session", summary="谁登录着", responses=problems_of(401, 503))
def read_session(who: SignedInDep) -> SessionOut:
    """页面打开时用它知道是谁、能做什么。"""
    return SessionOut.of(who)


@router.delete(
    "/session", summary="退出登录", status_code=204, response_class=Response, responses=problems_of(401, 403, 503)
)
def sign_out(who: SignedInDep, desk: DeskDep) -> Response:
    """这个浏览器里的登录随即失效。"""
    desk.admission.sign_out(who)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path=PREFIX, secure=desk.secure, httponly=True, samesite="strict")
    return response


@router.put(
    "/password",
    summary="改自己的密码",
    status_code=204,
    response_class=Response,
    dependencies=[JsonOnly],
    responses=problems_of(400, 401, 403, 409, 413, 415, 422, 429, 503),
)
async def change_password(wanted: PasswordRequest, who: SignedInDep, request: Request, desk: DeskDep) -> Response:
    """其他浏览器里的登录随即失效。"""
    count_try(request, desk)
    await to_thread.run_sync(desk.admission.change_password, who, wanted.current, wanted.password, limiter=desk.hashing)
    return Response(status_code=204)
