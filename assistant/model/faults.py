"""From what a client library raises to which fault it is and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from assistant.errors import ModelFailed, ModelFault

_REMEDIES = {
    ModelFault.TIMEOUT: "模型没有按时答完。请稍后再试；若经常如此，请调大 ASSISTANT_MODEL_SECONDS 或换更快的模型",
    ModelFault.UNREACHABLE: "连不上模型服务。请检查 ASSISTANT_MODEL_URL、网络与证书，以及服务是否在运行",
    ModelFault.UNAUTHORISED: "模型服务不接受密钥。请检查 ASSISTANT_MODEL_KEY 是否完整，账号有没有这个模型的权限",
    ModelFault.RATE_LIMITED: "模型服务说请求太多或额度用完。请稍后再试；若经常如此，请提高额度",
    ModelFault.SERVER_ERROR: "模型服务自己出错了。请稍后再试；若一直如此，请查看它的日志或状态页",
    ModelFault.UNKNOWN_MODEL: "模型服务没有这个模型，或地址不对。请运行 assistant doctor，核对 ASSISTANT_MODEL_NAME 与 "
    "ASSISTANT_MODEL_URL",
    ModelFault.BAD_REQUEST: "模型服务不接受这样的请求。请运行 assistant doctor，或换一个模型",
    ModelFault.CONTEXT_OVERFLOW: "问题与条款超出了模型的上下文长度。请换上下文更长的模型",
    ModelFault.CONTENT_FILTER: "模型服务的内容审核拦下了这个问题或回答",
    ModelFault.CUT: "模型的回答没有说完就断了。请稍后再试；若经常如此，请调大 ASSISTANT_MODEL_TOKENS 或检查网络",
    ModelFault.MALFORMED: "模型服务的回复不是 OpenAI 的对话格式。请核对 ASSISTANT_MODEL_URL，它一般以 /v1 结尾",
    ModelFault.EMPTY: "模型什么也没有回答。请稍后再试；若一直如此，请换一个模型",
}
# Libraries name their errors alike; looking at names needs no import and holds for every provider's client.
_BY_NAME = (
    (frozenset({"ConnectTimeout", "ConnectError", "ProxyError", "gaierror"}), ModelFault.UNREACHABLE),
    (frozenset({"ReadError", "WriteError", "RemoteProtocolError"}), ModelFault.CUT),
    (frozenset({"APITimeoutError", "TimeoutException", "TimeoutError"}), ModelFault.TIMEOUT),
    (frozenset({"APIConnectionError", "TransportError", "OSError"}), ModelFault.UNREACHABLE),
    (frozenset({"APIError"}), ModelFault.SERVER_ERROR),
)
_BY_STATUS = {
    401: ModelFault.UNAUTHORISED,
    402: ModelFault.RATE_LIMITED,
    403: ModelFault.UNAUTHORISED,
    404: ModelFault.UNKNOWN_MODEL,
    408: ModelFault.TIMEOUT,
    413: ModelFault.CONTEXT_OVERFLOW,
    429: ModelFault.RATE_LIMITED,
}
# What providers say beside a status that does not tell; the first that is found counts.
_BY_WORDS = (
    (
        ModelFault.CONTEXT_OVERFLOW,
        re.compile(
            r"context[_ ](length|window|size)|maximum context|prompt is too long|range of input length"
            r"|input tokens exceed|too many (input )?tokens|exceed_context_size"
        ),
    ),
    (
        ModelFault.CONTENT_FILTER,
        re.compile(r"content[_ ]?(filter|policy|exists risk)|data_inspection|inappropriate content|sensitive ?content"),
    ),
    (ModelFault.UNKNOWN_MODEL, re.compile(r"model[_ ]not[_ ](found|exist)|model .{0,80}(does not exist|not found)")),
    (ModelFault.RATE_LIMITED, re.compile(r"rate[_ ]?limit|insufficient[_ ](quota|balance)|arrearage")),
    (ModelFault.UNAUTHORISED, re.compile(r"invalid[_ ]api[_ ]?key")),
)
_SECONDS = re.compile(r"-?\d+(\.\d+)?")
_PLAIN_NAME = re.compile(r"[A-Za-z][\w.-]{0,59}")


def failed(fault: ModelFault, detail: str = "", retry_after: float | None = None) -> ModelFailed:
    """What to raise for a fault; `detail` must hold no word of a question and no key."""
    return ModelFailed(fault, f"{_REMEDIES[fault]}{detail and f'（{detail}）'}。", retry_after)


def explained(error: BaseException) -> ModelFailed:
    """What an exception of a client library means. Nothing that the service wrote is repeated but plain names."""
    status, words = _status(error), _words(error)
    fault = _fault(error, status, words)
    detail = type(error).__name__ if fault is ModelFault.MALFORMED else _detail(error, status)
    return failed(fault, detail, _retry_after(error))


def refused_words(error: BaseException) -> str:
    """What a service says that refused a request for its form, in lower case; empty for every other error."""
    return _words(error) if getattr(error, "status_code", None) in (400, 422) else ""


def _fault(error: BaseException, status: int | None, words: str) -> ModelFault:
    if status is not None and status in _BY_STATUS:
        return _BY_STATUS[status]
    if status is not None and status >= 500:
        return ModelFault.SERVER_ERROR
    for fault, pattern in _BY_WORDS:
        if pattern.search(words):
            return fault
    if status is not None:
        return ModelFault.BAD_REQUEST
    names = set(_names(error))
    return next((fault for known, fault in _BY_NAME if names & known), ModelFault.MALFORMED)


def _names(error: BaseException | None) -> Iterator[str]:
    """Of the classes of an error and of what caused it: clients wrap what went wrong below."""
    while error is not None:
        yield from (each.__name__ for each in type(error).__mro__)
        error = error.__cause__


def _status(error: BaseException) -> int | None:
    told = getattr(error, "status_code", None)
    if told is None and isinstance(body := getattr(error, "body", None), Mapping):
        # An error in the middle of a stream has no status of its own.
        told = body.get("code")
    code = int(told) if isinstance(told, int | str) and str(told).isdecimal() else 0
    return code if 400 <= code < 600 else None


def _words(error: BaseException) -> str:
    body = getattr(error, "body", None)
    return f"{getattr(error, 'message', '')} {body or ''}".lower() if hasattr(error, "body") else ""


def _detail(error: BaseException, status: int | None) -> str:
    body = getattr(error, "body", None)
    told: Mapping[str, Any] = body if isinstance(body, Mapping) else {}
    code = next((value for name in ("code", "type") if _is_plain(value := told.get(name))), "")
    return f"{status or ''} {code}".strip()


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and bool(_PLAIN_NAME.fullmatch(value))


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", {})
    stated = str(headers.get("retry-after") or "").strip()
    if _SECONDS.fullmatch(stated):
        return max(0.0, float(stated))
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
