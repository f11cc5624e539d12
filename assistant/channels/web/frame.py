"""Around every request: an id, a size limit, security headers, a log line, a count, and a last net for errors."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.metrics import Metrics
from assistant.channels.web.problems import BODY_TOO_LARGE, UNEXPECTED, problem_response

MAX_BODY_BYTES = 64 * 1024
# Programs send their whole conversation with every question; what is too much, their door says in its own shape.
# Staff bring tables, mails with their attachments, and approved answers from elsewhere.
LARGER_BODIES = {
    "/v1/": 1024 * 1024,
    "/api/v1/desk/tickets/import": 10 * 1024 * 1024,
    "/api/v1/desk/approved/import": 4 * 1024 * 1024,
}
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by whoever watches; a line each would bury the others.
_WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})
_SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What staff see stays on no disk of a counter's computer.
_CLOSED = "/api/v1/desk/"

log = structlog.get_logger("assistant.web")


class RequestFrame:
    """Pure ASGI, because Starlette's BaseHTTPMiddleware costs a task per request and delays disconnects."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        scope["request_id"] = request_id
        status = 0
        began = time.perf_counter()

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                reply = MutableHeaders(scope=message)
                reply["X-Request-ID"] = request_id
                for name, value in _SECURITY_HEADERS.items():
                    reply.setdefault(name, value)
                if scope["path"].startswith(_CLOSED):
                    reply.setdefault("Cache-Control", "no-store")
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id), self._metrics.in_flight.track_inprogress():
            try:
                larger = next((LARGER_BODIES[door] for door in LARGER_BODIES if scope["path"].startswith(door)), None)
                if larger is None and _announces_too_much(headers):
                    too_large = problem_response(BODY_TOO_LARGE, "请求内容不能超过 64 kB，请缩短后重试。", request_id)
                    await too_large(scope, receive, send_framed)
                else:
                    await self._app(scope, _limited(receive, larger or MAX_BODY_BYTES), send_framed)
            except Exception:  # the last net: a person gets a reply, we get a log entry
                log.exception("request_crashed", method=scope["method"], path=scope["path"])
                if status:
                    raise
                sorry = problem_response(
                    UNEXPECTED, f"系统出错了，请稍后重试；如反复出现，请把编号 {request_id} 告诉管理员。", request_id
                )
                await sorry(scope, receive, send_framed)
            finally:
                self._count(scope, status, time.perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "unmatched")
        self._metrics.requests.labels(method, route, str(status)).inc()
        tell = log.debug if route in _WATCHED else log.info
        tell("request", method=method, path=scope["path"], status=status, ms=round(seconds * 1000, 1))


def _request_id(headers: Headers) -> str:
    offered = headers.get("x-request-id", "")
    return offered if _ACCEPTABLE_ID.fullmatch(offered) else uuid4().hex


def _announces_too_much(headers: Headers) -> bool:
    stated = headers.get("content-length", "0")
    return len(stated) > 12 or (stated.isdecimal() and int(stated) > MAX_BODY_BYTES)


def _limited(receive: Receive, most: int) -> Receive:
    total = 0

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > most:
            raise HTTPException(413, f"请求内容不能超过 {most // 1024} kB，请缩短后重试。")
        return message

    return limited
