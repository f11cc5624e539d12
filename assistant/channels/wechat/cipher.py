"""Signatures and encryption of callbacks, as WeChat's and WeCom's message push documents state them.

A message is AES-256-CBC over random(16) ‖ length as uint32 big-endian ‖ text ‖ receive id, padded to blocks of 32
bytes, the initial vector being the first half of the key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from assistant.errors import UnusableSettings

_BLOCK = 32
_CIPHER_BLOCK = 16
_RANDOM = 16
_HEAD = _RANDOM + 4
_KEY_CHARS = 43
MOST_SECONDS = 600
"""How far a timestamp may lie from our clock; genuine retries repeat theirs, so that nonces are not remembered."""


class WrongKey(UnusableSettings):
    """An EncodingAESKey that is none."""

    code = "wrong_key"


class ForgedCallback(Exception):
    """A request that does not come from the platform. Why is for the log only: every one is refused alike."""


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, in hex; the first part is the token."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted text with what proves it."""

    encrypted: str
    signature: str
    timestamp: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A decrypted text, and the number of the key that opened it, with which its reply is to be sealed."""

    text: str
    key: int


class CallbackCipher:
    """Proves and opens what a platform sends to one callback, and seals what is returned.

    `keys` are EncodingAESKeys, the current one first, the one before it after; `receive_id` is the appid, the corpid,
    or empty for a WeCom bot. Raises WrongKey.
    """

    def __init__(
        self,
        token: str,
        keys: Sequence[str],
        receive_id: str,
        *,
        clock: Callable[[], float] = time.time,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._token, self._receive_id = token, receive_id.encode()
        self._keys = tuple(_key(each) for each in keys)
        self._clock, self._random = clock, random

    def prove(self, stated: str, timestamp: str, nonce: str, *encrypted: str) -> None:
        """Raises ForgedCallback where the signature is not that of the token, or the time is not ours."""
        wanted = signature(self._token, timestamp, nonce, *encrypted)
        if not hmac.compare_digest(wanted.encode(), stated.encode()):
            raise ForgedCallback("signature")
        if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 12:
            raise ForgedCallback("timestamp")
        if abs(self._clock() - int(timestamp)) > MOST_SECONDS:
            raise ForgedCallback("stale")

    def open(self, encrypted: str, stated: str, timestamp: str, nonce: str) -> Opened:
        """The text of a proven message; raises ForgedCallback, before anything is decrypted where it is not proven."""
        self.prove(stated, timestamp, nonce, encrypted)
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError):
            raise ForgedCallback("base64") from None
        if not sealed or len(sealed) % _CIPHER_BLOCK:
            raise ForgedCallback("blocks")
        for number, key in enumerate(self._keys):
            text = self._unpacked(_decrypted(key, sealed))
            if text is not None:
                return Opened(text, number)
        raise ForgedCallback("content")

    def seal(self, text: str, nonce: str, key: int = 0) -> Sealed:
        """The text for the platform, by the key that opened what it replies to."""
        body = text.encode()
        packed = self._random(_RANDOM) + struct.pack(">I", len(body)) + body + self._receive_id
        padding = _BLOCK - len(packed) % _BLOCK
        encryptor = _aes(self._keys[key]).encryptor()
        sealed = encryptor.update(packed + bytes([padding]) * padding) + encryptor.finalize()
        encrypted, timestamp = base64.b64encode(sealed).decode(), str(int(self._clock()))
        return Sealed(encrypted, signature(self._token, timestamp, nonce, encrypted), timestamp, nonce)

    def _unpacked(self, packed: bytes) -> str | None:
        """The text inside, None where the key was another one or the bytes are none of the platform's."""
        padding = packed[-1]
        if not 1 <= padding <= _BLOCK or packed[-padding:] != bytes([padding]) * padding:
            return None
        packed = packed[:-padding]
        if len(packed) < _HEAD:
            return None
        end = _HEAD + struct.unpack(">I", packed[_RANDOM:_HEAD])[0]
        if end > len(packed) or not hmac.compare_digest(packed[end:], self._receive_id):
            return None
        try:
            return packed[_HEAD:end].decode()
        except UnicodeDecodeError:
            return None


def _key(encoded: str) -> bytes:
    # Official keys have bits set behind the last byte, so a strict decoder would refuse genuine ones.
    try:
        key = base64.b64decode(encoded + "=")
    except (binascii.Error, ValueError):
        key = b""
    if len(encoded) != _KEY_CHARS or len(key) != 32:
        raise WrongKey("消息加解密密钥（EncodingAESKey）应是 43 个字母和数字，请从平台的服务器配置里重新复制。")
    return key


def _aes(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _decrypted(key: bytes, sealed: bytes) -> bytes:
    decryptor = _aes(key).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()
