"""A real `assistant serve` process on loopback: how long until it is ready, its memory, its throughput."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

CLIENTS = 16
REPEATED = 20
_START_SECONDS = 300
_SETTLE_SECONDS = 3
_REPOSITORY = Path(__file__).resolve().parents[2]


class ServerFailed(Exception):
    """The server ended, or did not become ready in time; the message holds what it wrote."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is ready."""

    url: str
    process: psutil.Process
    ready_seconds: float

    def memory(self) -> float:
        """Resident memory with all children, 10^6 bytes."""
        family = [self.process, *self.process.children(recursive=True)]
        return round(sum(member.memory_info().rss for member in family) / 1e6, 1)


def measure(questions: Sequence[str]) -> dict[str, object]:
    """Starts a server three times in one new data directory; the last one answers the questions."""
    with tempfile.TemporaryDirectory(prefix="bench-serve-") as room:
        data, no_bytecode = Path(room, "data"), Path(room, "pycache")
        with serving(data, {"PYTHONPYCACHEPREFIX": str(no_bytecode)}) as first:
            starts = {"first_ever_s": first.ready_seconds}
        with serving(Path(room, "data-2"), {}) as empty:
            starts["empty_data_directory_s"] = empty.ready_seconds
        with serving(data, {}) as server:
            starts["again_s"] = server.ready_seconds
            time.sleep(_SETTLE_SECONDS)
            idle = server.memory()
            repeated = list(questions[:REPEATED]) * (len(questions) // REPEATED)
            throughput = {"distinct": _load(server.url, questions), "repeated": _load(server.url, repeated)}
            return {
                "start": starts,
                "idle_rss_mb": idle,
                "rss_after_load_mb": server.memory(),
                "throughput": throughput,
            }


@contextmanager
def serving(data_dir: Path, environment: dict[str, str]) -> Iterator[Running]:
    """A server on a free port with this data directory, ended on exit; raises ServerFailed."""
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    data_dir.mkdir(exist_ok=True)
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
            # Not the checkout, whose .env is the operator's.
            cwd=data_dir,
            env={**own, "PYTHONPATH": str(_REPOSITORY), "ASSISTANT_DATA_DIR": str(data_dir), **environment},
            stdout=said,
            stderr=said,
        )
        try:
            while not _ready(port):
                if child.poll() is not None or time.perf_counter() - started > _START_SECONDS:
                    said.seek(0)
                    raise ServerFailed(said.read().decode(errors="replace")[-2000:])
                time.sleep(0.02)
            seconds = round(time.perf_counter() - started, 2)
            yield Running(f"http://127.0.0.1:{port}", psutil.Process(child.pid), seconds)
        finally:
            child.terminate()
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _load(url: str, questions: Sequence[str]) -> dict[str, object]:
    client = subprocess.run(
        [sys.executable, "-m", "evals.bench.load", url, str(CLIENTS)],
        input=json.dumps(list(questions)),
        capture_output=True,
        text=True,
        check=True,
        cwd=_REPOSITORY,
    )
    measured: dict[str, object] = json.loads(client.stdout)
    return measured


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
