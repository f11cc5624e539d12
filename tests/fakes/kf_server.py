"""微信客服 in a process of its own, to be killed and started again, with a clock that runs fast."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain import Answer, Question
from tests.fakes.server_process import ServerProcess
from tests.fakes.slow_assistant import Slow


class KfServer(ServerProcess):
    """A server over a database."""

    module = "tests.fakes.kf_server"

    @property
    def callback(self) -> str:
        return f"{self.url}/wecom/kf"


class Noting(Slow):
    """Writes down what it was asked, when and in which process, a line of JSON each."""

    def __init__(self, scale: float, asked_in: Path) -> None:
        super().__init__(scale)
        self.notes = asked_in

    def answer(self, question: Question) -> Answer:
        run = {"process": os.getpid(), "at": time.time(), "text": question.text}
        with self.notes.open("a", encoding="utf-8") as written:
            written.write(json.dumps(run) + "\n")
        return super().answer(question)


def fast(began: float, speed: float) -> Callable[[], float]:
    """A clock that all processes share, so many times as fast as ours from a moment on."""
    return lambda: began + (time.time() - began) * speed


def main(port: int, settings: Mapping[str, str | float]) -> None:
    """Serve until killed."""
    import uvicorn

    from assistant.channels.logs import configure
    from assistant.channels.messages.alerts import NO_ALERTS
    from assistant.channels.web.app import create_app
    from assistant.channels.wechat.kf.door import KfAccount, KfDoor
    from assistant.storage.engine import open_engine
    from assistant.storage.message_store import SqlMessageStore
    from assistant.storage.migrations import migrate
    from tests.fakes.assistant import TODAY
    from tests.fakes.message_texts import PlainTexts
    from tests.fakes.wecom_platform.crypto import AES_KEY, CORP_ID, TOKEN
    from tests.fakes.wecom_platform.kf import SECRET

    configure("DEBUG")
    speed, asked_in = float(settings["speed"]), Path(str(settings["asked_in"]))
    clock = fast(float(settings["began"]), speed)
    database = open_engine(str(settings["database"]))
    migrate(database)
    assistant = Noting(1 / speed, asked_in)
    door = KfDoor(
        KfAccount(CORP_ID, SECRET, TOKEN, AES_KEY, str(settings["api"])),
        assistant,
        SqlMessageStore(database),
        PlainTexts(),
        lambda: datetime.fromtimestamp(clock(), UTC),
        1000,
        NO_ALERTS,
        look_seconds=5 / speed,
        catch_up_seconds=300 / speed,
        settle_seconds=2 / speed,
    )
    app = create_app(
        assistant, today=lambda: TODAY, static_dir=asked_in.with_suffix(".static"), at_once=60, doors=[door]
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False, backlog=2048)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
