"""Deliveries and API of one account with one timeline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.fakes.wechat_platform.account import Account
from tests.fakes.wechat_platform.api import Api
from tests.fakes.wechat_platform.deliveries import Deliveries
from tests.fakes.wechat_platform.timeline import Timeline


class WeChat:
    """The platform, running `1 / scale` times as fast as the real one; run `api` with `api_server`."""

    def __init__(self, account: Account | None = None, scale: float = 1.0) -> None:
        self.account, self.scale = account or Account(), scale
        self.timeline = Timeline(scale)
        self.api = Api(self.account, self.timeline)

    @asynccontextmanager
    async def delivering(self, *callbacks: str) -> AsyncIterator[Deliveries]:
        """Users who write to these callbacks in turn."""
        deliveries = Deliveries(self.account, callbacks, self.timeline, self.scale, self.api.heard)
        try:
            yield deliveries
        finally:
            await deliveries.close()
