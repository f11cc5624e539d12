"""The platform's side of the encryption, by a library that is not ours."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Mapping

from wechatpy.crypto import PrpCrypto, _get_signature

TOKEN = "callback-token"
AES_KEY = base64.b64encode(bytes(range(32))).decode().rstrip("=")
CORP_ID = "ww1a2b3c4d5e6f"


class Sealing:
    """Seals what goes to a callback and opens what it returns."""

    def __init__(self, receive_id: str, token: str = TOKEN, aes_key: str = AES_KEY) -> None:
        self.receive_id, self.token = receive_id, token
        self._crypto = PrpCrypto(base64.b64decode(aes_key + "="))

    def seal(self, text: str, timestamp: int | None = None) -> tuple[str, dict[str, str]]:
        encrypted = self._crypto.encrypt(text, self.receive_id)
        encrypted = encrypted.decode() if isinstance(encrypted, bytes) else encrypted
        stamp, nonce = str(timestamp or int(time.time())), secrets.token_hex(5)
        stated = _get_signature(self.token, stamp, nonce, encrypted)
        return encrypted, {"msg_signature": stated, "timestamp": stamp, "nonce": nonce}

    def open(self, reply: Mapping[str, str | int]) -> str:
        """What a reply of the bot's callback holds; its names are in lower case."""
        encrypted = str(reply["encrypt"])
        wanted = _get_signature(self.token, str(reply["timestamp"]), str(reply["nonce"]), encrypted)
        assert reply["msgsignature"] == wanted
        opened = self._crypto.decrypt(encrypted, self.receive_id)
        return opened.decode() if isinstance(opened, bytes) else opened
