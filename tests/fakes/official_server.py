"""An official account in a process of its own, to be killed and started again."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.fakes.server_process import ServerProcess


class OfficialServer(ServerProcess):
    """A server over a database."""

    module = "tests.fakes.official_server"

    @property
    def callback(self) -> str:
        return f"{self.url}/wechat/callback"


def main(port: int, settings: Mapping[str, str | float]) -> None:
    """Serve until killed."""
    import uvicorn

    from assistant.channels.logs import configure
    from assistant.channels.messages.correspondence import Correspondence
    from assistant.channels.web.app import create_app
    from assistant.channels.wechat.cipher import CallbackCipher
    from assistant.channels.wechat.official.door import Account, OfficialAccount
    from assistant.channels.wechat.official.pace import Pace
    from assistant.channels.wechat.platform import Platform, stable_token
    from assistant.storage.engine import open_engine
    from assistant.storage.message_store import SqlMessageStore
    from assistant.storage.migrations import migrate
    from tests.fakes.assistant import TODAY
    from tests.fakes.message_texts import PlainTexts
    from tests.fakes.slow_assistant import Slow
    from tests.fakes.wechat_platform.account import Account as Ours

    configure("DEBUG")
    ours, scale, api = Ours(), float(settings["scale"]), str(settings["api"])
    database = open_engine(str(settings["database"]))
    migrate(database)
    assistant = Slow(scale, Path(str(settings["asked_in"])))
    door = OfficialAccount(
        Account(ours.appid, 1000, push="auto" if api else "off"),
        CallbackCipher(ours.token, (ours.key, ours.previous_key), ours.appid),
        Correspondence(assistant, SqlMessageStore(database), PlainTexts(), lambda: datetime.now(UTC)),
        Platform(api, stable_token(ours.appid, ours.secret)) if api else None,
        pace=Pace(typing=1.0, reply=3.0).times(scale),
    )
    static = Path(str(settings["asked_in"])).with_suffix(".static")
    app = create_app(assistant, today=lambda: TODAY, static_dir=static, at_once=60, doors=(door,))
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False, backlog=2048)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
