"""What the callbacks of WeCom have in common: proven and opened, or refused without a word."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.channels.wechat.cipher import CallbackCipher, ForgedCallback, Opened


def opened(cipher: CallbackCipher, request: Request, encrypted: str) -> Opened:
    """What is encrypted, proven by the parameters of the request; raises ForgedCallback."""
    query = request.query_params
    return cipher.open(encrypted, query.get("msg_signature", ""), query.get("timestamp", ""), query.get("nonce", ""))


def verified(cipher: CallbackCipher, request: Request) -> Response:
    """The reply to the platform's trial of an address: what `echostr` holds, and nothing around it."""
    try:
        return PlainTextResponse(opened(cipher, request, request.query_params.get("echostr", "")).text)
    except ForgedCallback:
        return refused()


def refused() -> Response:
    """One reply to all that is not proven, so that nobody learns why."""
    return Response(status_code=403)
