"""An official account in a process of its own, to be killed and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class OfficialServer:
    """A server over a database, on a port that it keeps when it is started again."""

    port: int
    settings: Mapping[str, str | float]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def callback(self) -> str:
        return f"http://127.0.0.1:{self.port}/wechat/callback"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "tests.fakes.official_server", str(self.port), json.dumps(self.settings)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
        for _ in range(1200):
            with suppress(httpx2.HTTPError):
                if httpx2.get(f"http://127.0.0.1:{self.port}/healthz").status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as an operator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


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
