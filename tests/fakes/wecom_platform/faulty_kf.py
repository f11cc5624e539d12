"""微信客服 with faults by chance: of its API, of its callbacks, and of what it said that it took."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from threading import Timer

from tests.fakes.wecom_platform.http import Body
from tests.fakes.wecom_platform.kf import KfPlatform

LOST = 6
"""The reason that it tells for what did not arrive after all."""
_NUMBERS = (-1, 42001, 45009)


class FaultyKf(KfPlatform):
    """A person is shown only what arrives. `losses` counts what did not, by person; chances are of one thing each."""

    def __init__(self, chance: random.Random, clock: Callable[[], float]) -> None:
        self.chance, self.losses = chance, Counter[str]()
        self.call_fails, self.part_is_lost, self.token_comes_again = 0.06, 0.04, 0.3
        super().__init__()
        self.clock, self.page_size = clock, 50

    def call_back(self, token: str | None = None) -> None:
        again = next(reversed(self.tokens), None) if self.chance.random() < self.token_comes_again else None
        super().call_back(token or again)

    def _reply(self, path: str, query: dict[str, str], body: Body) -> Body | None:
        fails = not path.endswith("/gettoken") and self.chance.random() < self.call_fails
        fault = self.chance.choice((*_NUMBERS, "cut", "taken-cut")) if fails else None
        if isinstance(fault, int):
            return {"errcode": fault, "errmsg": "refused"}
        told = None if fault == "cut" else super()._reply(path, query, body)
        return told if fault is None else None

    def _kf_send_msg(self, body: Body) -> Body:
        told = super()._kf_send_msg(body)
        if self.chance.random() < self.part_is_lost:
            user = body["touser"]
            self.sessions[user].shown.pop()
            self.losses[user] += 1
            later = Timer(self.chance.uniform(0, 1), self.loses, (user, body["msgid"], LOST))
            later.daemon = True
            later.start()
        return told
