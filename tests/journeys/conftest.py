from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from tests.journeys.house import House

PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Server:
    """A serving process, its data directory and its log."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    log: Path

    @property
    def url(self) -> str:
        return str(json.loads((self.data_dir / "server.json").read_text("utf-8"))["url"])


def environment(data_dir: Path, **settings: str) -> Mapping[str, str]:
    """The environment of a process of ours, free of the machine's own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return (
        own | {"ASSISTANT_DATA_DIR": str(data_dir)} | {f"ASSISTANT_{name}": value for name, value in settings.items()}
    )


def command(data_dir: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        env=environment(data_dir, **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@contextmanager
def serving(data_dir: Path, **settings: str) -> Iterator[Server]:
    """A server on a free port, ready to answer; killed in the end if it still runs."""
    log = data_dir.with_suffix(".log")
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--port", settings.pop("PORT", "0")],
            env=environment(data_dir, **settings),
            stdout=written,
            stderr=written,
        )
    server = Server(process, data_dir, log)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _wait_until_ready(server: Server) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience and server.process.poll() is None:
        try:
            if httpx2.get(f"{server.url}/readyz").status_code == 200:
                return
        except (OSError, httpx2.HTTPError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"the server did not become ready:\n{server.log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that is already in step with the shipped knowledge; to be copied, not used."""
    data_dir = tmp_path_factory.mktemp("seed") / "data"
    assert command(data_dir, "sync").returncode == 0
    return data_dir


@pytest.fixture
def data_dir(seed: Path, tmp_path: Path) -> Path:
    """A data directory of the test's own, in step with the shipped knowledge."""
    return Path(shutil.copytree(seed, tmp_path / "data"))


@pytest.fixture(scope="session")
def server(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server over the shipped knowledge for all journeys that leave it as it is."""
    with serving(Path(shutil.copytree(seed, tmp_path_factory.mktemp("journeys") / "data"))) as running:
        yield running


@pytest.fixture
def web(server: Server) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as client:
        yield client


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Shipped knowledge, synced and closed; tests copy it."""
    house = House.new(tmp_path_factory.mktemp("furnished"))
    with house.open() as (_, report):
        assert report.problems == ()
    return house
