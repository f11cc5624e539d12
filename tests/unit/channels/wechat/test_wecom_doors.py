"""Which channels of WeCom the settings open."""

from __future__ import annotations

import pytest

from assistant.channels.messages.texting import Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.channels.wechat.alerts import GroupAlerts
from assistant.channels.wechat.bot.door import BotDoor
from assistant.channels.wechat.bot.socket import BotSocket, InsecureAddress
from assistant.channels.wechat.cipher import WrongKey
from assistant.channels.wechat.kf.door import KfDoor
from assistant.doors import build_doors, opened_channels
from assistant.errors import UnusableSettings
from assistant.language.script import ScriptConverter
from assistant.settings import Settings
from tests.fakes.assistant import FakeAssistant
from tests.fakes.wecom_platform.crypto import AES_KEY

KF = {"wecom_corp_id": "ww1", "kf_secret": "s", "kf_token": "t", "kf_aes_key": AES_KEY}
BOT = {"bot_token": "t", "bot_aes_key": AES_KEY}
SOCKET = {"bot_id": "b", "bot_secret": "s"}
ALERTS = {"alert_webhook": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"}


@pytest.fixture
def doors(tmp_path):
    def build(**given):
        return build_doors(Settings(_env_file=None, data_dir=tmp_path, **given), FakeAssistant())

    return build


def test_without_names_every_channel_stays_closed(doors):
    own = (KfDoor, BotDoor, BotSocket, GroupAlerts)
    assert not any(isinstance(each, own) for each in doors())
    assert opened_channels(doors()) == ()


def test_the_channels_that_are_open_are_told_by_their_names(doors):
    assert opened_channels(doors(**KF, **BOT, **ALERTS)) == ("群提醒", "微信客服", "智能机器人（回调）")


@pytest.mark.parametrize("token", ["ab", "a b!", "x" * 33])
def test_a_token_that_wechat_does_not_take_is_told(doors, token):
    with pytest.raises(UnusableSettings, match="ASSISTANT_WECHAT_TOKEN"):
        doors(wechat_appid="wx1", wechat_token=token, wechat_aes_key=AES_KEY)


@pytest.mark.parametrize(("given", "kind"), [(KF, KfDoor), (BOT, BotDoor), (SOCKET, BotSocket), (ALERTS, GroupAlerts)])
def test_a_channel_whose_names_are_set_is_opened(doors, given, kind):
    assert kind in [type(each) for each in doors(**given)]


@pytest.mark.parametrize("given", [KF, BOT, SOCKET])
def test_half_of_its_names_is_an_error_that_tells_the_other_half(doors, given):
    for name in given:
        with pytest.raises(UnusableSettings, match="ASSISTANT_"):
            doors(**{name: given[name]})


def test_addresses_and_keys_that_cannot_work_are_told_at_once(doors):
    with pytest.raises(UnusableSettings, match="https://"):
        doors(alert_webhook="http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k")
    with pytest.raises(UnusableSettings, match="ASSISTANT_WECOM_URL"):
        doors(**KF, wecom_url="http://proxy.example.cn")
    with pytest.raises(InsecureAddress):
        doors(**SOCKET, bot_url="ws://openws.work.weixin.qq.com")
    with pytest.raises(WrongKey):
        doors(**{**BOT, "bot_aes_key": "short"})


@pytest.mark.parametrize(
    "name",
    [
        *("menu_lead", "menu_staff", "handed_over", "handover_unavailable", "back_to_assistant", "held_before"),
        *("unsupported_kind", "too_many", "nothing_held", "bot_searching", "bot_late"),
        *("alert_handed_over", "alert_not_answered", "alert_bot_refused", "alert_bot_replaced", "alert_closing"),
        *("alert_kf_refused", "no_question", "no_subscription", "whom_to_ask", "staff_here"),
    ],
)
def test_what_the_channels_say_is_there_and_fits(name):
    words = MessageWords.from_file(Settings(_env_file=None).prompts_dir / MESSAGES, ScriptConverter())
    given = {"n": "3", "title": "技改资金", "window": "2026年度", "day": "2026-08-15", "left": "9"}
    assert 0 < len(Texting(words, "", "请致电值班室。").say(name, **given).encode()) <= 1024
