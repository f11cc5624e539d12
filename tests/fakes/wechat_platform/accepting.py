"""What WeChat takes as the reply of a callback."""

from __future__ import annotations

from xml.etree import ElementTree

from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException

from tests.fakes.wechat_platform.account import Account

MOST_BYTES = 2048
TRANSFER = "transfer_customer_service"
_SEALED = {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}


class NotTaken(Exception):
    """A reply that makes WeChat show that the service is broken."""


def taken(account: Account, body: bytes, user: str, nonce: str, key: str | None, is_event: bool) -> dict[str, str]:
    """The fields of a reply, none for silence; raises NotTaken. Without a key it has to be unencrypted."""
    if body in (b"", b"success"):
        return {}
    fields = _fields(body) if key is None else _fields(opened(account, body, nonce, key).encode())
    _expect(fields.get("ToUserName") == user, "ToUserName")
    _expect(fields.get("FromUserName") == account.to_us, "FromUserName")
    _expect(fields.get("CreateTime", "").isdecimal(), "CreateTime")
    if fields.get("MsgType") == TRANSFER:
        _expect(not is_event, "an event cannot be transferred")
        return fields
    _expect(fields.get("MsgType") == "text", "MsgType")
    _expect(0 < len(fields.get("Content", "").encode()) <= MOST_BYTES, "length of Content")
    return fields


def opened(account: Account, body: bytes, nonce: str, key: str) -> str:
    """The inner XML of a sealed reply; raises NotTaken."""
    sealed = _fields(body)
    _expect(sealed.keys() == _SEALED, "elements of the envelope")
    _expect(sealed["Nonce"] == nonce, "Nonce")
    crypto = WeChatCrypto(account.token, key, account.appid)
    try:
        inner = crypto.decrypt_message(sealed, sealed["MsgSignature"], sealed["TimeStamp"], nonce)
    except (InvalidSignatureException, InvalidAppIdException, ValueError, UnicodeDecodeError) as error:
        raise NotTaken(f"envelope: {error!r}") from None
    return str(inner)


def _fields(body: bytes) -> dict[str, str]:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise NotTaken(f"not XML: {error}") from None
    _expect(root.tag == "xml", "root element")
    return {child.tag: child.text or "" for child in root}


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise NotTaken(what)
