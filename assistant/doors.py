"""Opens the channels that the settings name, beside the web API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from assistant.channels.api_keys import ApiKeys, keys_of_settings
from assistant.channels.desk.messenger_handovers import TicketHandOvers
from assistant.channels.door import Door
from assistant.channels.mcp.door import Count, McpDoor
from assistant.channels.messages.alerts import NO_ALERTS
from assistant.channels.messages.handovers import HandOvers
from assistant.channels.messages.retention import Retention
from assistant.channels.messages.texting import Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.channels.openai_api.door import OpenAIDoor
from assistant.channels.openai_api.words import FILE, read_words
from assistant.channels.wechat.alerts import GroupAlerts
from assistant.channels.wechat.bot.door import BotDoor
from assistant.channels.wechat.bot.socket import BotSocket
from assistant.channels.wechat.kf.door import KfDoor
from assistant.channels.wechat.official.door import OfficialAccount
from assistant.desk.sending import Delivering
from assistant.desk_doors import desk_door, ticket_opening
from assistant.domain import KeyScope, ReplyWay
from assistant.language.script import ScriptConverter
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage.api_key_store import SqlApiKeyStore
from assistant.storage.engine import open_engine
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.session_store import SqlSessionStore
from assistant.wechat_doors import official_accounts
from assistant.wecom_doors import group_alerts, wecom_doors

_NAMES: Mapping[type[Door], str] = {
    OfficialAccount: "公众号",
    KfDoor: "微信客服",
    BotDoor: "智能机器人（回调）",
    BotSocket: "智能机器人（长连接）",
    GroupAlerts: "群提醒",
}


def build_doors(settings: Settings, assistant: Assistant) -> tuple[Door, ...]:
    """A door for each channel that is set up; raises UnusableSettings for settings that cannot work.

    MCP and the desk are always there: the command line of this machine goes through the one, the other lets in who
    has an account.
    """
    zone = ZoneInfo(settings.time_zone)

    def now() -> datetime:
        return datetime.now(zone)

    configured = [key.get_secret_value() for key in settings.api_keys]
    static_keys = keys_of_settings(configured, settings.api_key_per_minute, now())
    words = read_words(settings.prompts_dir / FILE)
    database = open_engine(settings.resolved_database_url)
    keys = ApiKeys(SqlApiKeyStore(database), now, static_keys)
    door = OpenAIDoor(
        keys,
        SqlSessionStore(database),
        words,
        clock=now,
        kept_days=settings.message_days,
        public_url=settings.public_url,
        on_close=database.close,
    )

    def admit(authorization: str) -> Count:
        return partial(keys.count, keys.admit(authorization, KeyScope.MCP))

    hand_overs = TicketHandOvers(ticket_opening(settings, assistant, database, now), assistant.recorded_answer)
    messengers = (*_messengers(settings, assistant, SqlMessageStore(database), now, hand_overs),)
    # Opened first and so closed last, since it closes the database that all of them use.
    return (
        door,
        McpDoor(admit, settings.public_url),
        desk_door(settings, assistant, database, now, keys, ways=dict(_reply_ways(messengers))),
        *messengers,
    )


def opened_channels(doors: Sequence[Door]) -> tuple[str, ...]:
    """What people call the channels that the settings opened; web, /v1 and /mcp are always there."""
    return tuple(_NAMES[type(door)] for door in doors if type(door) in _NAMES)


def _reply_ways(doors: Sequence[Door]) -> Iterator[tuple[ReplyWay, Delivering]]:
    """The platforms by which staff's replies reach people."""
    for door in doors:
        if isinstance(door, OfficialAccount) and door.replies:
            yield ReplyWay.WECHAT, door.replies
        if isinstance(door, KfDoor):
            yield ReplyWay.KF, door.replies


def _messengers(
    settings: Settings, assistant: Assistant, store: SqlMessageStore, clock: Clock, hand_overs: HandOvers
) -> Iterator[Door]:
    words = MessageWords.from_file(settings.prompts_dir / MESSAGES, ScriptConverter())
    texts = Texting(words, settings.public_url, settings.contact)
    alerts = group_alerts(settings, assistant, store, texts, clock)
    opened = (
        *official_accounts(settings, assistant, store, texts, clock, alerts or NO_ALERTS, hand_overs),
        *wecom_doors(settings, assistant, store, texts, clock, alerts or NO_ALERTS, hand_overs),
    )
    if opened:
        yield Retention(store, clock, timedelta(days=settings.message_days))
    if alerts:
        yield alerts
    yield from opened
