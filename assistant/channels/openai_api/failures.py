"""Whatever fails under /v1 leaves in OpenAI's envelope, in Chinese, with what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.citation_wire import Wire
from assistant.channels.web.frame import LARGER_BODIES
from assistant.channels.web.problems import RETRY_AFTER_SECONDS, kind_of, request_id_of
from assistant.channels.wire import encode
from assistant.errors import AssistantError, KeyRequired, TooManyRequests

PREFIX, NO_MODEL = "/v1", "model_not_found"
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_HTTP = {
    404: ("not_found", "没有这个地址。可用的是 GET /v1/models 和 POST /v1/chat/completions。"),
    405: ("method_not_allowed", "这个地址不接受该请求方法，可用的方法见 Allow 响应头。"),
    413: ("request_too_large", f"请求内容不能超过 {LARGER_BODIES[PREFIX + '/'] // 1024} kB，请少带些历史消息后重试。"),
}
_CODES = {"unauthorized": "invalid_api_key", "too_many_requests": "rate_limit_exceeded", "forbidden": "scope_missing"}

log = structlog.get_logger("assistant.openai_api")


class BadRequest(AssistantError):
    """A request that cannot be answered; `param` names its field, `code` is for programs."""

    def __init__(self, message: str, param: str | None = None, code: str = "invalid_request") -> None:
        super().__init__(message)
        self.param, self.code = param, code


@dataclass(frozen=True, slots=True)
class Failure:
    """What a client is told: HTTP status, and the members of the envelope."""

    status: int
    code: str
    message: str
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_wire(self) -> Wire:
        """The envelope."""
        type_ = _TYPES.get(self.status, "invalid_request_error" if self.status < 500 else "server_error")
        return {"error": {"message": self.message, "type": type_, "param": self.param, "code": self.code}}

    def response(self) -> Response:
        """A finished reply."""
        return Response(encode(self.to_wire()), self.status, self.headers, media_type="application/json")


def failure_of(error: AssistantError) -> Failure:
    """What an error of ours is told as; what the asker can mend is a 400, or a 404 for a model that is none."""
    if isinstance(error, BadRequest):
        return Failure(404 if error.code == NO_MODEL else 400, error.code, error.message, error.param)
    kind = kind_of(error)
    headers = {}
    if isinstance(error, KeyRequired):
        headers = {"WWW-Authenticate": "Bearer"}
    elif isinstance(error, TooManyRequests):
        headers = {"Retry-After": str(error.retry_after)}
    elif kind.status == 503:
        headers = {"Retry-After": RETRY_AFTER_SECONDS}
    return Failure(
        400 if kind.status == 422 else kind.status, _CODES.get(kind.code, kind.code), error.message, None, headers
    )


def unexpected(request_id: str) -> Failure:
    """Tells nothing of the inside."""
    told = f"系统出错了，请稍后重试；如反复出现，请把编号 {request_id} 告诉管理员。"
    return Failure(500, "unexpected", told)


async def assistant_error(request: Request, error: Exception) -> Response:
    """Handler of our own errors."""
    assert isinstance(error, AssistantError)
    failure = failure_of(error)
    if failure.status >= 500:
        log.warning("request_failed", code=error.code, reason=error.message)
    return failure.response()


async def http_error(request: Request, error: Exception) -> Response:
    """Handler of what Starlette refuses: unknown addresses and methods, bodies that are too large."""
    assert isinstance(error, HTTPException)
    code, message = _HTTP.get(error.status_code, ("http_error", error.detail))
    return Failure(error.status_code, code, message, None, error.headers or {}).response()


class LastNet:
    """Pure ASGI: a program that asked under /v1 gets an envelope even for a mistake of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:  # the last net: a program gets a reply, we get a log entry
            if started:
                raise
            log.exception("request_crashed", method=scope["method"], path=scope["path"])
            await unexpected(request_id_of(Request(scope))).response()(scope, receive, send)
