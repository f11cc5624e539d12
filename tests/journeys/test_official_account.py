"""A follower of an official account writes to the real server over the shipped knowledge."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tests.fakes.wechat_platform.account import Account
from tests.fakes.wechat_platform.deliveries import Manner
from tests.fakes.wechat_platform.platform import WeChat
from tests.journeys.conftest import command, serving

OURS = Account()
SETTINGS = {
    "WECHAT_APPID": OURS.appid,
    "WECHAT_TOKEN": OURS.token,
    "WECHAT_AES_KEY": OURS.key,
    "WECHAT_PREVIOUS_AES_KEY": OURS.previous_key,
    "PUBLIC_URL": "https://policy.example.cn",
}
USER = "o-very-private-openid"


def test_a_follower_asks_reads_on_and_leaves(data_dir: Path) -> None:
    wechat = WeChat()
    with serving(data_dir, **SETTINGS) as server:

        async def journey() -> None:
            async with wechat.delivering(f"{server.url}/wechat/callback") as users:
                assert (await users.verify(f"{server.url}/wechat/callback")).text == "4375120948345356249"
                assert "政策问答助手" in await users.event(USER, "subscribe")
                assert "依据" in await users.say(USER, "1", Manner(again=1))
                answer = await users.say(USER, "小升规奖励多少？", Manner(fresh=True, again=1, uses_previous_key=True))
                assert "依据" in answer
                assert "https://policy.example.cn/" in answer
                for _ in range(5):
                    if "回复“1”继续" not in answer:
                        break
                    answer = await users.say(USER, "1", Manner(again=1))
                assert "文字" in await users.happen(USER, {"MsgType": "image", "MsgId": "9"})
                assert await users.say(USER, "我们在佛山，去年买了800万元的缝制设备，能补多少？", Manner(mode="compat"))
                assert await users.event(USER, "unsubscribe") == ""

        asyncio.run(journey())
        written = server.log.read_text("utf-8")
    assert wechat.timeline.wrong == []
    assert "broken" not in wechat.timeline.kinds(USER)
    for secret in (USER, "小升规", "佛山", OURS.token, OURS.key, "msg_signature", "Traceback"):
        assert secret not in written


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"WECHAT_APPID": OURS.appid}, "ASSISTANT_WECHAT_TOKEN、ASSISTANT_WECHAT_AES_KEY"),
        ({"WECHAT_SECRET": OURS.secret}, "ASSISTANT_WECHAT_APPID"),
        (SETTINGS | {"WECHAT_AES_KEY": "short"}, "43"),
        (SETTINGS | {"WECHAT_PUSH": "on"}, "ASSISTANT_WECHAT_SECRET"),
    ],
    ids=["no key", "only a secret", "a key that is none", "push without a secret"],
)
def test_settings_that_cannot_work_are_told_at_the_start(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    refused = command(tmp_path / "data", "serve", "--port", "0", **settings)
    assert refused.returncode == 2
    assert re.search(f"错误.*{re.escape(named)}", refused.stderr.replace("\n", ""))
    assert "Traceback" not in refused.stderr
    assert OURS.secret not in refused.stderr


def test_without_its_names_the_callback_is_not_there(server, web) -> None:
    assert web.post("/wechat/callback", content="<xml/>").status_code in (404, 405)
