"""A server in a process of its own, to be killed and started again."""

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
from pathlib import Path
from typing import ClassVar

import httpx2

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class ServerProcess:
    """A `module` that is run with its port, which it keeps when it is started again, and its settings as JSON."""

    module: ClassVar[str]

    port: int
    settings: Mapping[str, str | float]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", self.module, str(self.port), json.dumps(self.settings)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
        for _ in range(1200):
            with suppress(httpx2.HTTPError):
                if httpx2.get(f"{self.url}/healthz").status_code == 200:
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
