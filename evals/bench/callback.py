"""How long a reply takes inside the callback of an official account, in quotes mode: `python -m evals.bench.callback`.

Fifty people write at the same time. Each sends a question, waits for its reply, reads and thinks for one to three
seconds, which is quicker than anybody reads an answer on a phone, and sends the next. Every message is encrypted, every
reply is opened.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx2

from assistant.channels.wechat import xml
from assistant.channels.wechat.cipher import CallbackCipher
from evals.bench.questions import development_questions, varied
from evals.bench.serving import cpu_seconds, serving
from evals.bench.timing import Latency
from evals.dataset import load

USERS, ASKED = 50, 20
THINKING = (1.0, 3.0)
BAR_MS = 300
SETTLE_SECONDS = 5
"""A server that is ready goes on to check its index and to start its helpers for a few seconds."""
_APPID, _TOKEN, _KEY = "wxbench0000000000", "benchtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class People:
    """Who writes, and how long they waited. For one event loop."""

    def __init__(self, url: str, questions: Sequence[str]) -> None:
        self._url, self._questions = f"{url}/wechat/callback", iter(questions)
        self._cipher, self._numbers = CallbackCipher(_TOKEN, (_KEY,), _APPID), itertools.count(1)
        self.milliseconds: list[float] = []
        self.wrong: list[str] = []

    async def write(self, http: httpx2.AsyncClient, user: str, random: random.Random) -> None:
        """Ask one question after the other, with time to read between them."""
        await asyncio.sleep(random.uniform(0, THINKING[1]))
        for _ in range(ASKED):
            number = next(self._numbers)
            query, body = self._sealed(user, next(self._questions), number)
            began = time.perf_counter()
            response = await http.post(self._url, params=query, content=body)
            self.milliseconds.append((time.perf_counter() - began) * 1000)
            self._check(response, query["nonce"])
            await asyncio.sleep(random.uniform(*THINKING))

    def _sealed(self, user: str, text: str, number: int) -> tuple[dict[str, str], str]:
        fields = {"ToUserName": "gh_bench", "FromUserName": user, "CreateTime": int(time.time()), "MsgType": "text"}
        sealed = self._cipher.seal(xml.write(fields | {"Content": text, "MsgId": number}), f"nonce{number}")
        query = {"timestamp": sealed.timestamp, "nonce": sealed.nonce, "msg_signature": sealed.signature}
        return query | {"encrypt_type": "aes"}, xml.write({"ToUserName": "gh_bench", "Encrypt": sealed.encrypted})

    def _check(self, response: httpx2.Response, nonce: str) -> None:
        if response.status_code != 200 or not response.content.startswith(b"<xml>"):
            self.wrong.append(f"{response.status_code} {response.text[:80]}")
            return
        sealed = xml.read(response.content)
        opened = self._cipher.open(sealed["Encrypt"], sealed["MsgSignature"], sealed["TimeStamp"], nonce)
        if not xml.read(opened.text).get("Content"):
            self.wrong.append("no text")


def main() -> int:
    """Measure, print the figure beside its bar, and tell whether it is met."""
    questions = varied(development_questions(load()), USERS * ASKED, seed=7)
    settings = {"wechat_appid": _APPID, "wechat_token": _TOKEN, "wechat_aes_key": _KEY, "person_per_minute": "1000"}
    with (
        tempfile.TemporaryDirectory(prefix="bench-callback-") as room,
        serving(Path(room, "data"), Path(room, "pycache"), **settings) as server,
    ):
        time.sleep(SETTLE_SECONDS)
        before = cpu_seconds(server.process)
        people = People(server.url, questions)
        asyncio.run(_all(people))
        used = (cpu_seconds(server.process) - before) * 1000 / len(people.milliseconds)
    measured = Latency.of(people.milliseconds)
    print(f"| 同时 {USERS} 人，每次想 {THINKING[0]:g}–{THINKING[1]:g} 秒 | 消息 | p50 | p99 | 最慢 | 处理器 | 出错 |")
    print("|---|---|---|---|---|---|---|")
    took = " | ".join(f"{ms:.0f} ms" for ms in (measured.p50_ms, measured.p99_ms, max(people.milliseconds)))
    print(f"| 回调内回复（要求 p99 ≤ {BAR_MS} ms） | {measured.calls} | {took} | {used:.1f} ms | {len(people.wrong)} |")
    print(*people.wrong[:3], sep="\n", file=sys.stderr)
    return 0 if measured.p99_ms <= BAR_MS and not people.wrong else 1


async def _all(people: People) -> None:
    limits = httpx2.Limits(max_connections=USERS)
    async with httpx2.AsyncClient(timeout=60, limits=limits) as http:
        await asyncio.gather(*(people.write(http, f"o-user-{n}", random.Random(n)) for n in range(USERS)))


if __name__ == "__main__":
    sys.exit(main())
