"""Opens the channels of WeCom that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import SecretStr

from assistant.channels.door import Door
from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.handovers import HandOvers
from assistant.channels.messages.markdown import marked
from assistant.channels.messages.texting import Texting
from assistant.channels.wechat.alerts import GroupAlerts
from assistant.channels.wechat.bot.door import BotAccount, BotDoor
from assistant.channels.wechat.bot.socket import BotLogin, BotSocket
from assistant.channels.wechat.bot.words import BotTexts
from assistant.channels.wechat.closing import Closing
from assistant.channels.wechat.kf.door import KfAccount, KfDoor
from assistant.channels.wechat.platform import is_private
from assistant.errors import UnusableSettings
from assistant.message_ports import MessageStore
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings


def wecom_doors(
    settings: Settings,
    assistant: Assistant,
    store: MessageStore,
    texts: Texting,
    clock: Clock,
    alerts: Alerts,
    hand_overs: HandOvers,
) -> Iterator[Door]:
    """微信客服 and the bot, by callback or connection, where they are set; raises UnusableSettings."""
    url, per_minute = str(settings.wecom_url), settings.person_per_minute
    if kf := _whole(settings, "wecom_corp_id", "kf_secret", "kf_token", "kf_aes_key"):
        if not is_private(url):
            raise UnusableSettings("ASSISTANT_WECOM_URL 必须以 https:// 开头，否则密码会明文传出。")
        account = KfAccount(kf["wecom_corp_id"], kf["kf_secret"], kf["kf_token"], kf["kf_aes_key"], url)
        yield KfDoor(account, assistant, store, texts, clock, per_minute, alerts, hand_overs=hand_overs)
    bot_texts = BotTexts(texts, marked)
    if bot := _whole(settings, "bot_token", "bot_aes_key"):
        callback = BotAccount(bot["bot_token"], bot["bot_aes_key"], url)
        yield BotDoor(callback, assistant, store, bot_texts, clock, per_minute, alerts, hand_overs=hand_overs)
    if bot := _whole(settings, "bot_id", "bot_secret"):
        login = BotLogin(str(settings.bot_url), bot["bot_id"], bot["bot_secret"])
        yield BotSocket(login, assistant, store, bot_texts, clock, per_minute, alerts, hand_overs=hand_overs)


def group_alerts(
    settings: Settings, assistant: Assistant, store: MessageStore, texts: Texting, clock: Clock
) -> GroupAlerts | None:
    """Alerts to a group where its webhook is set; raises UnusableSettings."""
    webhook = settings.alert_webhook.get_secret_value()
    if not webhook:
        return None
    if not is_private(webhook):
        raise UnusableSettings(
            "ASSISTANT_ALERT_WEBHOOK 应是群机器人的完整网址，以 https:// 开头，请从群机器人的资料页重新复制。"
        )
    page = settings.public_url.rstrip("/")
    closing = Closing(assistant.documents, store, lambda: clock().date(), clock)
    return GroupAlerts(webhook, texts.say, lambda id: f"{page}/a/{id}" if page else "", closing)


def _whole(settings: Settings, *names: str) -> Mapping[str, str]:
    """What is set by these names, nothing where none is."""
    told = {name: _text(getattr(settings, name)) for name in names}
    if not any(told.values()):
        return {}
    if missing := [name for name in names if not told[name]]:
        listed = "、".join(f"ASSISTANT_{name.upper()}" for name in missing)
        raise UnusableSettings(f"企业微信的设置不完整，还缺 {listed}。请补上，或把同一组的设置都删掉。")
    return told


def _text(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value
