"""`/wechat/callback`: proves what comes, and lets nothing out but what WeChat takes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from assistant.channels.wechat import xml
from assistant.channels.wechat.cipher import CallbackCipher, ForgedCallback
from assistant.channels.wechat.official.answers import Answers, Transfer
from assistant.channels.wechat.official.delivering import Silence
from assistant.channels.wechat.official.messages import Arrived, arrived

log = structlog.get_logger("assistant.wechat")


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a message came, so that its reply goes back alike; without a key it came unencrypted."""

    nonce: str
    key: int | None


class Callback:
    """The address that is written into the account's settings.

    With `plaintext` unencrypted messages are taken too, whose signature does not cover what they say.
    """

    def __init__(self, cipher: CallbackCipher, appid: str, plaintext: bool, answers: Answers) -> None:
        self._cipher, self._appid, self._plaintext, self._answers = cipher, appid, plaintext, answers

    async def verify(self, request: Request) -> Response:
        """Show WeChat that this address is ours."""
        query = request.query_params
        try:
            self._cipher.prove(query.get("signature", ""), query.get("timestamp", ""), query.get("nonce", ""))
        except ForgedCallback as error:
            return _refused(error)
        return Response(query.get("echostr", ""), media_type="text/plain")

    async def receive(self, request: Request) -> Response:
        """Take a message or an event, and reply within the time that WeChat gives."""
        try:
            body = await request.body()
            envelope, message = self._opened(request, body)
        except (ForgedCallback, HTTPException, ClientDisconnect) as error:
            return _refused(error)
        gone = asyncio.ensure_future(_gone(request))
        try:
            said = await self._answers.reply(message, gone)
        except Exception:  # the outermost boundary of a delivery: WeChat must not show what we would say
            log.exception("delivery_crashed", message=message.id)
            said = Silence.AGAIN
        finally:
            gone.cancel()
        if said is Silence.AGAIN:
            return Response(status_code=503)
        if said is Silence.TAKEN:
            return Response("success", media_type="text/plain")
        return Response(self._sealed(_reply(message, said), envelope), media_type="application/xml")

    def _opened(self, request: Request, body: bytes) -> tuple[Envelope, Arrived]:
        query = request.query_params
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        key = None
        if query.get("encrypt_type") == "aes":
            encrypted = xml.read(body).get("Encrypt", "")
            opened = self._cipher.open(encrypted, query.get("msg_signature", ""), timestamp, nonce)
            fields, key = xml.read(opened.text), opened.key
        elif self._plaintext:
            self._cipher.prove(query.get("signature", ""), timestamp, nonce)
            fields = xml.read(body)
        else:
            raise ForgedCallback("plaintext")
        return Envelope(nonce, key), arrived(fields, self._appid)

    def _sealed(self, text: str, envelope: Envelope) -> str:
        if envelope.key is None:
            return text
        sealed = self._cipher.seal(text, envelope.nonce, envelope.key)
        return xml.write(
            {
                "Encrypt": sealed.encrypted,
                "MsgSignature": sealed.signature,
                "TimeStamp": int(sealed.timestamp),
                "Nonce": sealed.nonce,
            }
        )


def _reply(message: Arrived, said: str | Transfer) -> str:
    """The same for each delivery of a message, and so with its own time."""
    to: dict[str, str | int] = {
        "ToUserName": message.user_id,
        "FromUserName": message.to_us,
        "CreateTime": message.created,
    }
    if isinstance(said, Transfer):
        return xml.write(to | {"MsgType": "transfer_customer_service"})
    return xml.write(to | {"MsgType": "text", "Content": said})


def _refused(why: Exception) -> Response:
    """One reply for whatever is wrong, which tells nothing to who tries."""
    log.info("callback_refused", why=str(why) if isinstance(why, ForgedCallback) else type(why).__name__)
    return Response(status_code=403)


async def _gone(request: Request) -> None:
    with suppress(HTTPException):
        while (await request.receive())["type"] != "http.disconnect":
            pass
