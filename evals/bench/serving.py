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
    start: dict[str, float]

    def memory(self) -> float:
        """Resident memory with all children, 10^6 bytes."""
        family = [self.process, *self.process.children(recursive=True)]
        return round(sum(member.memory_info().rss for member in family) / 1e6, 1)


def cpu_seconds(process: psutil.Process) -> float:
    """Processor time of a process and all its children: unlike wall time, it bears a machine that is shared."""
    times = process.cpu_times()
    living = [child.cpu_times() for child in process.children(recursive=True)]
    ended = times.children_user + times.children_system
    return float(ended + sum(each.user + each.system for each in (times, *living)))


def measure(questions: Sequence[str]) -> dict[str, object]:
    """Starts a server without any .pyc, with an empty data directory, and again; the last one answers the questions."""
    with tempfile.TemporaryDirectory(prefix="bench-serve-") as room:
        # One place for .pyc, new at first: what the environment compiled earlier must not decide.
        bytecode, data = Path(room, "pycache"), Path(room, "data")
        with serving(data, bytecode) as first:
            starts = {"without_bytecode": first.start}
        with serving(Path(room, "data-2"), bytecode) as empty:
            starts["empty_data_directory"] = empty.start
        with serving(data, bytecode) as server:
            starts["again"] = server.start
            time.sleep(_SETTLE_SECONDS)
            idle = server.memory()
            repeated = list(questions[:REPEATED]) * (len(questions) // REPEATED)
            throughput = {"distinct": _load(server, questions), "repeated": _load(server, repeated)}
            return {
                "start": starts,
                "idle_rss_mb": idle,
                "rss_after_load_mb": server.memory(),
                "throughput": throughput,
            }


@contextmanager
def serving(data_dir: Path, bytecode: Path, **settings: str) -> Iterator[Running]:
    """A server on a free port with this data directory and settings, ended on exit; raises ServerFailed."""
    port = _free_port()
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ASSISTANT_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    data_dir.mkdir(exist_ok=True)
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
            # Not the checkout, whose .env is the operator's.
            cwd=data_dir,
            env={
                **inherited,
                "PYTHONPATH": str(_REPOSITORY),
                "PYTHONPYCACHEPREFIX": str(bytecode),
                "ASSISTANT_DATA_DIR": str(data_dir),
                **{f"ASSISTANT_{name.upper()}": value for name, value in settings.items()},
            },
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
            process = psutil.Process(child.pid)
            start = {"seconds": seconds, "cpu_seconds": round(cpu_seconds(process), 2)}
            yield Running(f"http://127.0.0.1:{port}", process, start)
        finally:
            child.terminate()
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _load(server: Running, questions: Sequence[str]) -> dict[str, object]:
    before = cpu_seconds(server.process)
    client = subprocess.run(
        [sys.executable, "-m", "evals.bench.load", server.url, str(CLIENTS)],
        input=json.dumps(list(questions)),
        capture_output=True,
        text=True,
        check=True,
        cwd=_REPOSITORY,
    )
    used = (cpu_seconds(server.process) - before) * 1000 / len(questions)
    return {**json.loads(client.stdout), "cpu_ms_per_answer": round(used, 2)}


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
