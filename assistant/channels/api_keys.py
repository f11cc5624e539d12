"""Keys of programs: made, shown, and asked for by the doors that are closed without one."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from collections.abc import Sequence
from datetime import datetime

from assistant.channels.allowance import Allowance
from assistant.domain import ApiKey, KeyScope
from assistant.errors import KeyRefused, KeyRequired, ScopeMissing, TooManyRequests, UnusableSettings
from assistant.ports import ApiKeyStore, Clock

PREFIX = "pq-"
SHORTEST, LONGEST_NAME = 16, 100
_ID_LENGTH = 12
_HOW = (
    "请在服务器上运行 assistant key add 名称 建立密钥，填在客户端的 API Key 里（请求头 Authorization: Bearer 密钥）。"
)


def new_secret() -> str:
    """A key to hand out, of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def make_key(secret: str, name: str, scopes: Sequence[KeyScope], per_minute: int, moment: datetime) -> ApiKey:
    """What is kept of a secret; raises KeyRefused for a name that a list could not show."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise KeyRefused(f"密钥的名称要有 1 到 {LONGEST_NAME} 个看得见的字符，例如 langbot。")
    digest = _digest_of(secret)
    return ApiKey(digest[:_ID_LENGTH], name, digest, tuple(dict.fromkeys(scopes)), per_minute, moment)


def keys_of_settings(configured: Sequence[str], per_minute: int, moment: datetime) -> tuple[ApiKey, ...]:
    """Keys that stand in the settings and open everything; raises UnusableSettings for one that could be guessed."""
    if any(len(secret) < SHORTEST for secret in configured):
        raise UnusableSettings(
            f"ASSISTANT_API_KEYS 里有不足 {SHORTEST} 个字符的密钥，容易被猜中。"
            "请换成随机的长密钥，或用 assistant key add 建立。"
        )
    return tuple(
        make_key(secret, f"ASSISTANT_API_KEYS[{at}]", tuple(KeyScope), per_minute, moment)
        for at, secret in enumerate(configured)
    )


class ApiKeys:
    """Knows whose a key is and how often it was used. Safe to share by threads."""

    def __init__(self, store: ApiKeyStore, clock: Clock, configured: Sequence[ApiKey] = ()) -> None:
        self._store, self._clock = store, clock
        self._configured = {key.id: key for key in configured}
        self._allowance = Allowance()

    def admit(self, authorization: str, scope: KeyScope) -> ApiKey:
        """The key of an Authorization header; raises KeyRequired or ScopeMissing. Looks it up each time it is shown."""
        scheme, _, secret = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise KeyRequired(f"没有带上密钥。{_HOW}")
        digest = _digest_of(secret.strip())
        key = self._configured.get(digest[:_ID_LENGTH]) or self._store.find(digest[:_ID_LENGTH])
        if key is None or not hmac.compare_digest(key.digest, digest):
            raise KeyRequired(f"密钥不对。{_HOW}")
        if key.revoked_at is not None:
            raise KeyRequired(f"这个密钥已经停用。{_HOW}")
        if scope not in key.scopes:
            raise ScopeMissing(f"这个密钥不能用在这里，它需要范围 {scope}：assistant key add 名称 --scope {scope}。")
        self._note_use(key)
        return key

    def count(self, key: ApiKey) -> None:
        """Count one question of a key; raises TooManyRequests."""
        if not self._allowance.take(key.id, key.per_minute):
            wait = max(1, math.ceil(self._allowance.seconds_left(key.id, key.per_minute)))
            raise TooManyRequests(f"这个密钥每分钟最多问 {key.per_minute} 次，请 {wait} 秒后再试。", wait)

    def _note_use(self, key: ApiKey) -> None:
        """At most one write a day."""
        today = self._clock().date()
        if key.id not in self._configured and key.last_used_on != today:
            self._store.used(key.id, today)


def _digest_of(secret: str) -> str:
    # A slow hash protects what people choose; 256 random bits cannot be tried out, and this runs at each request.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
