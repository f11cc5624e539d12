"""Opens WeChat's official account where the settings name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.channels.door import Door
from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import Correspondence
from assistant.channels.messages.handovers import HandOvers
from assistant.channels.messages.texting import Texting
from assistant.channels.wechat.cipher import CallbackCipher
from assistant.channels.wechat.official.door import Account, OfficialAccount
from assistant.channels.wechat.platform import Platform, is_private, stable_token
from assistant.errors import UnusableSettings
from assistant.message_ports import MessageStore
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings

_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_NEEDED = ("wechat_appid", "wechat_token", "wechat_aes_key")


def official_accounts(
    settings: Settings,
    assistant: Assistant,
    store: MessageStore,
    texts: Texting,
    clock: Clock,
    alerts: Alerts,
    hand_overs: HandOvers,
) -> Iterator[Door]:
    """The account where it is set, by all of its names; raises UnusableSettings, or WrongKey for a key that is none."""
    told = {
        "wechat_appid": settings.wechat_appid,
        "wechat_token": settings.wechat_token.get_secret_value(),
        "wechat_aes_key": settings.wechat_aes_key.get_secret_value(),
    }
    secret = settings.wechat_secret.get_secret_value()
    previous = settings.wechat_previous_aes_key.get_secret_value()
    if not any((*told.values(), secret, previous)):
        return
    if missing := [name for name in _NEEDED if not told[name]]:
        listed = "、".join(f"ASSISTANT_{name.upper()}" for name in missing)
        raise UnusableSettings(f"公众号的设置不完整，还缺 {listed}。请补上，或把 ASSISTANT_WECHAT_ 开头的都删掉。")
    if not _TOKEN.fullmatch(told["wechat_token"]):
        raise UnusableSettings("ASSISTANT_WECHAT_TOKEN 应是 3–32 位英文字母和数字，与公众平台里填的一样。")
    if secret and not is_private(str(settings.wechat_url)):
        raise UnusableSettings("ASSISTANT_WECHAT_URL 必须以 https:// 开头，否则密码会明文传出。")
    if settings.wechat_push == "on" and not secret:
        raise UnusableSettings(
            "ASSISTANT_WECHAT_PUSH=on 需要 ASSISTANT_WECHAT_SECRET（开发者密码）。请补上，或改为 auto。"
        )
    appid, keys = told["wechat_appid"], [key for key in (told["wechat_aes_key"], previous) if key]
    yield OfficialAccount(
        Account(
            appid,
            settings.person_per_minute,
            settings.wechat_plaintext,
            settings.wechat_push,
        ),
        CallbackCipher(told["wechat_token"], keys, appid),
        Correspondence(assistant, store, texts, clock, alerts, hand_overs),
        Platform(str(settings.wechat_url), stable_token(appid, secret)) if secret else None,
        alerts,
    )
