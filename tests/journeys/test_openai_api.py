"""Bots that speak to a model of OpenAI's, over a real server and the shipped knowledge."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

from tests.journeys.conftest import Server, command, serving

PUBLIC = "https://policy.example.cn"
STATIC = "a-static-key-of-the-settings"
NEEDS = "我在开平做牛仔，想换设备，有什么补贴？"
ELSEWHERE = "那佛山呢？"


@pytest.fixture(scope="module")
def bots(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a public address and a key in its settings."""
    data_dir = Path(shutil.copytree(seed, tmp_path_factory.mktemp("bots") / "data"))
    with serving(data_dir, PUBLIC_URL=PUBLIC, API_KEYS=json.dumps([STATIC]), API_KEY_PER_MINUTE="1000") as running:
        yield running


@pytest.fixture
def client(bots: Server) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{bots.url}/v1", api_key=STATIC, max_retries=0, timeout=60) as opened:
        yield opened


def ask(client: openai.OpenAI, messages: list[dict[str, str]], model: str = "policy-qa", **fields: object) -> str:
    """The reply, which is added to the conversation."""
    told = client.chat.completions.create(model=model, messages=messages, **fields)  # type: ignore[call-overload]
    content = str(told.choices[0].message.content)
    messages.append({"role": "assistant", "content": content})
    return content


def said(*texts: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text} for text in texts]


def test_a_bot_that_sends_the_conversation_is_answered_in_it(client: openai.OpenAI) -> None:
    messages = said(NEEDS)
    assert "开平属于粤东西北" in ask(client, messages)
    messages += said(ELSEWHERE)
    assert "佛山属于珠三角" in ask(client, messages)


def test_a_bot_that_sends_only_the_last_message_is_answered_in_its_session(client: openai.OpenAI) -> None:
    headers = {"X-Session-Id": "wx-1"}
    assert "开平属于粤东西北" in ask(client, said(NEEDS), extra_headers=headers)
    assert "佛山属于珠三角" in ask(client, said(ELSEWHERE), extra_headers=headers)


def test_a_conversation_that_the_server_does_not_know_is_taken_up_all_the_same(client: openai.OpenAI) -> None:
    messages = [*said(NEEDS), {"role": "assistant", "content": "（别的模型说的话）"}, *said(ELSEWHERE)]
    assert "佛山属于珠三角" in ask(client, messages)


def test_an_enterprise_is_judged_message_by_message(client: openai.OpenAI) -> None:
    messages = said("我厂在增城做牛仔，买了1200万吊挂线，12月装好的，能拿多少")
    first = ask(client, messages, "policy-qa-text")
    assert "新设备金额 1200万元" in first
    assert "想知道：" in first
    messages += said("备案过")
    assert "项目备案 是" in ask(client, messages, "policy-qa-text")


def test_an_expired_rule_is_warned_of_before_all_else_and_the_links_lead_to_the_clause(client: openai.OpenAI) -> None:
    told = ask(client, said("到2024年底纺织服装产业营收要达到多少？"))
    assert told.startswith("提示：截至 ")
    assert "已过期" in told.split("\n")[0]
    assert "5000 亿元" in told
    assert f"{PUBLIC}/source/gd-textile-plan-2024/1.s1?version=1" in told
    assert f"{PUBLIC}/a/" in told


def test_a_stream_says_what_a_whole_reply_says(client: openai.OpenAI) -> None:
    whole = ask(client, said(NEEDS))
    chunks = client.chat.completions.create(model="policy-qa", messages=said(NEEDS), stream=True)
    streamed = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert streamed.split(f"{PUBLIC}/a/")[0] == whole.split(f"{PUBLIC}/a/")[0]


def test_a_key_made_beside_the_running_server_opens_it_and_closes_at_once(bots: Server, client: openai.OpenAI) -> None:
    secret = command(bots.data_dir, "key", "add", "later").stdout.strip()
    with client.with_options(api_key=secret) as other:
        assert ask(other, said("你好"))
        assert "最近" in command(bots.data_dir, "key", "list").stdout
        command(bots.data_dir, "key", "revoke", "later")
        with pytest.raises(openai.AuthenticationError, match="已经停用"):
            ask(other, said("你好"))


def test_nothing_secret_is_in_the_log(bots: Server, client: openai.OpenAI) -> None:
    headers = {"X-Session-Id": "openid-of-a-person"}
    ask(client, said("我厂有一个秘密的技改项目"), user="wechat-name", extra_headers=headers)
    time.sleep(0.2)
    log = bots.log.read_text("utf-8")
    assert "/v1/chat/completions" in log
    for kept in (STATIC, "openid", "wechat-name", "秘密"):
        assert kept not in log


def test_a_key_that_could_be_guessed_keeps_the_server_from_starting(data_dir: Path) -> None:
    refused = command(data_dir, "serve", "--port", "0", API_KEYS='["too-short"]')
    assert refused.returncode == 2
    assert "16 个字符" in refused.stderr
    assert "too-short" not in refused.stderr
