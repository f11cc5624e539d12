"""A thousand conversations of 微信客服 with faults: `python -m evals.messengers_kf [--conversations N]`.

Two servers share one database and are killed and started again meanwhile. WeCom's double loses and repeats callbacks
and their tokens; its API refuses and hangs up, before and after it took a call; later it tells of parts that did not
arrive after all. What counts is what each person sees: every answer once and whole, one pipeline run a question.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.fakes.kf_server import KfServer, fast
from tests.fakes.wecom_platform.faulty_kf import FaultyKf

SPEED = 10.0
AT_ONCE = 40
_CALLBACK_LOST, _CALLBACK_TWICE = 0.3, 0.2
_REST_SECONDS = 5.0
"""Between two kills."""
_ANSWERING_SECONDS = 3.0
"""A run in a process that was killed so soon after may have been cut off, and is made up for by another."""
_PATIENCE_SECONDS = 90.0
_SECONDS = (0, 0, 0, 1, 2, 5, 10)


@dataclass
class Street:
    """What happened: questions and the parts of their answers by person, and which process was killed when."""

    platform: FaultyKf
    servers: Sequence[KfServer]
    asked: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    killed: dict[int, float] = field(default_factory=dict)
    asked_again: Counter[str] = field(default_factory=Counter)
    is_over: threading.Event = field(default_factory=threading.Event)

    def notify(self, query: dict[str, str], body: str) -> None:
        """Calls back, or not, or twice."""
        chance = self.platform.chance
        times = 0 if chance.random() < _CALLBACK_LOST else 2 if chance.random() < _CALLBACK_TWICE else 1
        for _ in range(times):
            # Who is being started again hears nothing.
            with suppress(httpx2.HTTPError):
                httpx2.post(chance.choice(self.servers).callback, params=query, content=body)

    def converse(self, number: int) -> None:
        """One person asks one to three questions and fetches what is held, until all is there or patience ends."""
        chance, user = random.Random(number), f"u{number}"
        self.asked[user], self.parts[user] = [], []
        for turn in range(chance.randint(1, 3)):
            texts = [f"问{number}.{turn}.{part}" for part in range(chance.choice((1, 1, 2, 3, 7)))]
            question = f"{chance.choice(_SECONDS)} {'¶'.join(texts)}"
            self.asked[user].append(question)
            self.parts[user] += texts
            self.platform.says(user, question)
            time.sleep(chance.uniform(0, 20) / SPEED)
        ends, shown = time.monotonic() + _PATIENCE_SECONDS, None
        while self.missing(user) and time.monotonic() < ends:
            if shown == (shown := self.platform.shown(user)):
                self.platform.says(user, "1")
                self.asked_again[user] += 1
            time.sleep(20 / SPEED)

    def kill_and_start(self) -> None:
        """Kill one after the other until it is over."""
        while not self.is_over.wait(_REST_SECONDS):
            server = self.platform.chance.choice(self.servers)
            assert server.process is not None
            server.kill()
            self.killed[server.process.pid] = time.time()
            server.start()

    def shown(self, user: str) -> Counter[str]:
        """How often a person was shown each word."""
        words = " ".join(self.platform.shown(user)).split()
        return Counter(word.removeprefix("答：") for word in words)

    def missing(self, user: str) -> list[str]:
        """The parts that a person was not shown."""
        shown = self.shown(user)
        return [part for part in self.parts[user] if not shown[part]]

    def twice(self, user: str) -> list[str]:
        """The parts that came again, though nobody asked for them and none before them did not arrive."""
        shown, allowed = self.shown(user), 1 + self.platform.losses[user] + self.asked_again[user]
        return [part for part in self.parts[user] if shown[part] > allowed]

    def not_once(self, runs: Sequence[dict[str, object]]) -> list[str]:
        """The questions that ran never or again, though the process of the run before lived on."""
        by_question = defaultdict(list)
        for run in runs:
            for question in str(run["text"]).split("\n"):
                by_question[question].append(run)
        return [
            question
            for user in self.asked
            for question in self.asked[user]
            if not by_question[question] or not all(map(self._was_cut_off, by_question[question][:-1]))
        ]

    def _was_cut_off(self, run: dict[str, object]) -> bool:
        killed = self.killed.get(int(str(run["process"])))
        return killed is not None and 0 <= killed - float(str(run["at"])) < _ANSWERING_SECONDS


def play(count: int, room: Path) -> tuple[Street, list[str]]:
    """Let so many people write to two servers over a database; what happened, and which questions did not run once."""
    asked_in, began = room / "asked", time.time()
    asked_in.touch()
    with ExitStack() as stack:
        platform = FaultyKf(random.Random(20261127), fast(began, SPEED))
        stack.callback(platform.http.close)
        database = f"sqlite+pysqlite:///{room}/assistant.db"
        settings = {"database": database, "api": platform.http.url, "asked_in": str(asked_in)}
        servers = [
            KfServer(_free_port(), settings | {"speed": SPEED, "began": began}, room / f"log-{number}")
            for number in range(2)
        ]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        street = Street(platform, servers)
        platform.notify = street.notify
        platform.enters("first")
        killing = threading.Thread(target=street.kill_and_start)
        killing.start()
        with ThreadPoolExecutor(AT_ONCE) as people:
            list(people.map(street.converse, range(count)))
        street.is_over.set()
        killing.join()
        # Until what a server that was killed had begun is taken up again by another.
        time.sleep(150 / SPEED)
    return street, street.not_once([json.loads(line) for line in asked_in.read_text("utf-8").splitlines()])


def main() -> int:
    """Play, print, and tell whether nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.messengers_kf", description="模拟微信客服对话，注入故障")
    parser.add_argument("--conversations", type=int, default=1000)
    count, began = parser.parse_args().conversations, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="messengers-") as room:
        street, not_once = play(count, Path(room))
    lost, twice = ([part for user in street.asked for part in found(user)] for found in (street.missing, street.twice))
    figures = (lost, twice, not_once)
    losses, killed = sum(street.platform.losses.values()), len(street.killed)
    print("| 对话 | 丢失的答案 | 重复的答案 | 没有恰好跑一次的问题 | 平台后来说没送到 | 服务被杀 | 用时 |")
    print("|---|---|---|---|---|---|---|")
    print(
        "|",
        " | ".join(map(str, (count, *map(len, figures), losses, killed, f"{time.monotonic() - began:.0f} 秒"))),
        "|",
    )
    for wrong in (each for figure in figures for each in figure[:5]):
        print(wrong, file=sys.stderr)
    return 1 if any(figures) else 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
