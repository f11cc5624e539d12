"""Every error leaves as RFC 9457 problem details, in Chinese, with what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant import errors
from assistant.channels.citation_wire import Wire
from assistant.channels.field_wire import field_to_wire
from assistant.channels.web.plain_pages import missing
from assistant.channels.wire import encode

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "2"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its stable code, HTTP status and title."""

    code: str
    status: int
    title: str


UNEXPECTED = Kind("unexpected", 500, "服务器内部错误")
INVALID_REQUEST = Kind("invalid_request", 422, "请求内容不符合要求")
BROKEN_JSON = Kind("broken_json", 400, "请求内容不是有效的 JSON")
BODY_TOO_LARGE = Kind("body_too_large", 413, "请求内容过大")
WRONG_CONTENT_TYPE = Kind("wrong_content_type", 415, "请求格式不支持")

# Looked up along the class hierarchy, so that a new error is answered as its nearest known base.
_KINDS: Mapping[type[errors.AssistantError], Kind] = {
    errors.AssistantError: UNEXPECTED,
    errors.InvalidQuestion: Kind("invalid_question", 422, "问题无法处理"),
    errors.InvalidAsOf: Kind("invalid_as_of", 422, "日期无法使用"),
    errors.NotFound: Kind("not_found", 404, "没有找到"),
    errors.KeyRequired: Kind("unauthorized", 401, "没有权限"),
    errors.ScopeMissing: Kind("forbidden", 403, "密钥不能用在这里"),
    errors.TooManyRequests: Kind("too_many_requests", 429, "请求过于频繁"),
    errors.KeyRefused: Kind("key_refused", 422, "密钥建不成"),
    errors.NotSignedIn: Kind("not_signed_in", 401, "需要登录"),
    errors.NotAllowed: Kind("not_allowed", 403, "没有权限"),
    errors.SignInRefused: Kind("sign_in_refused", 403, "不能登录"),
    errors.AccountRefused: Kind("account_refused", 422, "账号不能这样设置"),
    errors.TicketRefused: Kind("ticket_refused", 422, "工单不能这样填写"),
    errors.ApprovedRefused: Kind("approved_refused", 422, "审核答复不能这样保存或发布"),
    errors.Conflict: Kind("conflict", 409, "内容已经变化"),
    errors.ReplyUnproven: Kind("reply_unproven", 409, "回复里有没核对上的地方"),
    errors.UnusableSettings: Kind("unusable_settings", 503, "设置不能用"),
    errors.NotReady: Kind("not_ready", 503, "正在准备"),
    errors.NothingDated: Kind("nothing_dated", 409, "没有能放进日历的日子"),
    errors.ModelUnavailable: Kind("model_unavailable", 409, "没有可用的模型"),
    errors.ModelFailed: Kind("model_failed", 503, "模型没有给出可用的回答"),
    errors.EndpointUnavailable: Kind("endpoint_unavailable", 503, "向量或重排接口不可用"),
    errors.MalformedKnowledge: Kind("malformed_knowledge", 422, "资料文件有误"),
    errors.ImportFailed: Kind("import_failed", 422, "原文无法导入"),
    errors.StorageUnavailable: Kind("storage_unavailable", 503, "存储不可用"),
    errors.BackupRefused: Kind("backup_refused", 422, "备份或恢复没有进行"),
    errors.IndexDamaged: Kind("index_damaged", 503, "索引不可用"),
}
_HTTP_KINDS = {
    400: BROKEN_JSON,
    401: Kind("unauthorized", 401, "没有权限"),
    404: Kind("not_found", 404, "没有找到"),
    405: Kind("method_not_allowed", 405, "请求方法不支持"),
    413: BODY_TOO_LARGE,
    415: WRONG_CONTENT_TYPE,
}
_HTTP_DETAILS = {
    400: "请检查请求内容是否为 UTF-8 编码的 JSON。",
    401: "请携带有效的凭证后重试。",
    404: "没有这个地址，请对照 /openapi.json 检查路径。",
    405: "这个地址不接受该请求方法，可用的方法见 Allow 响应头。",
    415: "请把 Content-Type 设为 application/json。",
}
_CARRIERS = ("body", "query", "path")

log = structlog.get_logger("assistant.web")


def kind_of(error: errors.AssistantError) -> Kind:
    """The problem that an error of the domain is told as."""
    return next(_KINDS[base] for base in type(error).__mro__ if base in _KINDS)


def problem_to_wire(kind: Kind, detail: str, request_id: str, fields: Sequence[Wire] = ()) -> Wire:
    """The members of RFC 9457, with the request id and, for a bad request, its fields."""
    wire: dict[str, Any] = {
        "type": f"urn:policy-assistant:problem:{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "request_id": request_id,
    }
    return {**wire, "errors": list(fields)} if fields else wire


def problem_response(
    kind: Kind,
    detail: str,
    request_id: str,
    headers: Mapping[str, str] | None = None,
    fields: Sequence[Wire] = (),
) -> Response:
    """A finished reply; 503 tells when to come back."""
    extra = dict(headers or {})
    if kind.status == 503:
        extra.setdefault("Retry-After", RETRY_AFTER_SECONDS)
    return Response(
        encode(problem_to_wire(kind, detail, request_id, fields)), kind.status, headers=extra, media_type=MEDIA_TYPE
    )


def request_id_of(request: Request) -> str:
    """The id that this request's log entries carry."""
    return str(request.scope["request_id"])


def install(app: FastAPI) -> None:
    """Give the app one shape of error; what is not caught here is caught by RequestFrame."""
    app.add_exception_handler(errors.AssistantError, _assistant_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)


async def _assistant_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.AssistantError)
    kind = kind_of(error)
    if kind.status >= 500:
        log.warning("request_failed", code=error.code, reason=error.message)
    wait = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.TooManyRequests) else None
    return problem_response(kind, error.message, request_id_of(request), wait)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = _HTTP_KINDS.get(error.status_code) or Kind("http_error", error.status_code, "请求无法处理")
    detail = _HTTP_DETAILS.get(error.status_code, str(error.detail))
    if error.status_code == 404 and _is_a_person(request):
        return missing("没有这个页面", "链接可能不完整或已经失效，请回到首页提问。")
    headers = dict(error.headers or {})
    if error.status_code == 405 and (allowed := _methods_of(request)):
        headers["Allow"] = allowed
    return problem_response(kind, detail, request_id_of(request), headers)


def _is_a_person(request: Request) -> bool:
    """Whether a browser wants a page; programs ask for JSON, or for anything."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _methods_of(request: Request) -> str:
    """What a public address can be asked; of routes that share one, Starlette names the first one's methods only."""
    path = getattr(request.scope.get("route"), "path_format", "")
    return ", ".join(sorted(map(str.upper, request.app.openapi()["paths"].get(path, ()))))


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return problem_response(BROKEN_JSON, _HTTP_DETAILS[400], request_id_of(request))
    fields = [field_to_wire(item, _CARRIERS) for item in found]
    named = "；".join(f"{field['field']}：{field['message']}" for field in fields)
    return problem_response(INVALID_REQUEST, f"请改正后重试。{named}。", request_id_of(request), fields=fields)
