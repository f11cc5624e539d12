"""A thousand conversations of an official account with faults: `python -m evals.messengers [--conversations N]`.

Two servers share one database. WeChat's double delivers with lost replies, overlapping and repeated deliveries, fresh
and same nonces; its API refuses, hangs up and answers nonsense. Answers take up to twenty seconds of WeChat's time.
What counts is what each person sees: every answer once and whole, one pipeline run a question.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.official_server import OfficialServer
from tests.fakes.wechat_platform.api import SEND, TYPING, Fault, api_server
from tests.fakes.wechat_platform.deliveries import Deliveries, Manner
from tests.fakes.wechat_platform.platform import WeChat
from tests.fakes.wechat_platform.timeline import BROKEN

SCALE = 0.2
AT_ONCE = 40
_SECONDS = (0, 0, 0, 0, 1, 3, 6, 11, 20)
_MANNERS = (
    Manner(),
    Manner(fresh=True),
    Manner(overlap=1.5),
    Manner(fresh=True, overlap=1.5),
    Manner(again=1),
    Manner(lost=frozenset({0})),
    Manner(lost=frozenset({0, 1}), fresh=True),
    Manner(uses_previous_key=True),
)
_FAULTS: tuple[Fault, ...] = (-1, 40001, 42001, 45009, 45015, 45047, 43004, "502", "broken", "cut")


@dataclass
class Outcome:
    """What went wrong, by conversation; empty when nothing did."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    runs: Counter[str] = field(default_factory=Counter)


async def converse(
    wechat: WeChat, users: Deliveries, number: int, outcome: Outcome, chance: random.Random
) -> list[str]:
    """One person asks one to three questions and fetches what is held; the questions."""
    user, asked, parts = f"o-{number}", [], []
    for turn in range(chance.randint(1, 3)):
        texts = [f"问{number}.{turn}.{part}" for part in range(chance.choice((1, 1, 1, 2, 3)))]
        question = f"{chance.choice(_SECONDS)} {'¶'.join(texts)}"
        await users.say(user, question, chance.choice(_MANNERS))
        asked.append(question)
        parts += texts
        await asyncio.sleep(chance.uniform(0, 4) * wechat.scale)
    # Until the slowest answer is there and was sent, or is held.
    patience = wechat.timeline.now() + 90
    while (missing := _missing(wechat, user, parts)) and wechat.timeline.now() < patience:
        await asyncio.sleep(12 * wechat.scale)
        if _missing(wechat, user, parts) == missing:
            await users.say(user, "1", chance.choice(_MANNERS[:5]))
    outcome.lost += _missing(wechat, user, parts)
    told = " ".join(wechat.timeline.told(user)).split()
    shown = Counter(word.removeprefix("答：") for word in told)
    outcome.twice += [part for part in parts if shown[part] > 1]
    if BROKEN in told:
        outcome.broken.append(user)
    return asked


def _missing(wechat: WeChat, user: str, parts: Sequence[str]) -> list[str]:
    told = {word.removeprefix("答：") for word in " ".join(wechat.timeline.told(user)).split()}
    return [part for part in parts if part not in told]


async def _all(wechat: WeChat, servers: Sequence[OfficialServer], count: int, outcome: Outcome) -> list[str]:
    turns, asked = asyncio.Semaphore(AT_ONCE), []
    chance = random.Random(20261127)

    async def one(users: Deliveries, number: int) -> None:
        async with turns:
            if chance.random() < 0.3:
                wechat.api.faults[chance.choice((SEND, SEND, TYPING))].append(chance.choice(_FAULTS))
            asked.extend(await converse(wechat, users, number, outcome, random.Random(number)))

    async with wechat.delivering(*(server.callback for server in servers)) as users:
        await asyncio.gather(*(one(users, number) for number in range(count)))
    return asked


def play(count: int, push: bool, database_url: str, room: Path) -> Outcome:
    """Let so many people write to two servers over a database; what became of it."""
    wechat, outcome, asked_in = WeChat(scale=SCALE), Outcome(), room / "asked"
    asked_in.touch()
    with ExitStack() as stack:
        api = stack.enter_context(api_server(wechat.api)) if push else ""
        settings = {"database": database_url, "api": api, "scale": SCALE, "asked_in": str(asked_in)}
        servers = [OfficialServer(_free_port(), settings, room / f"log-{number}") for number in range(2)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        asked = asyncio.run(_all(wechat, servers, count, outcome))
    runs = Counter(asked_in.read_text("utf-8").splitlines())
    outcome.runs = Counter({question: runs[question] for question in asked if runs[question] != 1})
    outcome.broken += wechat.timeline.wrong
    return outcome


def main() -> int:
    """Play, print, and tell whether nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.messengers", description="模拟公众号对话，注入故障")
    parser.add_argument("--conversations", type=int, default=1000)
    count = parser.parse_args().conversations
    print("| 方式 | 对话 | 丢失的答案 | 重复的答案 | 没有恰好跑一次的问题 | 出现故障提示 | 用时 |")
    print("|---|---|---|---|---|---|---|")
    wrong = 0
    for name, push in (("可推送", True), ("不可推送", False)):
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="messengers-") as room:
            outcome = play(count // 2, push, f"sqlite+pysqlite:///{room}/assistant.db", Path(room))
        figures = (outcome.lost, outcome.twice, outcome.runs, outcome.broken)
        print(
            "|", " | ".join(map(str, (name, count // 2, *map(len, figures), f"{time.monotonic() - began:.0f} 秒"))), "|"
        )
        for figure in figures:
            print(*list(figure)[:5], sep="\n", file=sys.stderr)
        wrong += sum(map(len, figures))
    return 1 if wrong else 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
