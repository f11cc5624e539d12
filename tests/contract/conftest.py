"""The databases that the contract tests run over."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.storage.engine import Database, open_engine
from assistant.storage.migrations import migrate


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL cluster of our own, started as an ordinary user; skips where its programs are not installed."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql); looked for initdb and pg_ctl")
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        data = Path(folder) / "data"
        # PostgreSQL refuses to run as root.
        user = "nobody" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        port = _free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
        _run([programs / "initdb", "-D", data, "-U", "assistant", "-A", "trust", "-E", "UTF8", "--no-locale"], user)
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"], user)
        try:
            yield f"postgresql+psycopg://assistant@127.0.0.1:{port}/postgres"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)


def _postgres_programs() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).parent
    return max((path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[object], user: str | None) -> None:
    subprocess.run([str(part) for part in command], check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+pysqlite:///{tmp_path / 'assistant.db'}"


@pytest.fixture
def postgres_schema_url(postgres_url: str) -> Iterator[str]:
    """An empty schema of the cluster."""
    cluster = open_engine(postgres_url)
    schema = f"t{secrets.token_hex(8)}"
    with cluster.write() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{postgres_url}?options=-csearch_path%3D{schema}"
    with cluster.write() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    cluster.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database of each kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_schema_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database of each kind."""
    opened = open_engine(database_url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def stores(request: pytest.FixtureRequest) -> Iterator[str | Database]:
    """ "memory", or a migrated database: what a store of each kind is built from."""
    if request.param == "memory":
        yield "memory"
        return
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_schema_url"
    opened = open_engine(str(request.getfixturevalue(fixture)))
    migrate(opened)
    yield opened
    opened.close()


class Processes:
    """Other processes on the same database, forked from one that has the imports behind it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["assistant.storage.corpus_store", "tests.contract.crash_writer"])

    def run(self, work: Callable[..., None], *arguments: object) -> int:
        """Exit code of a process that did this work; negative is the signal that ended it."""
        return self.run_together(work, [arguments])[0]

    def run_together(self, work: Callable[..., None], calls: list[tuple[object, ...]]) -> list[int]:
        """Exit codes of processes that did this work at the same time."""
        started = [self._context.Process(target=work, args=arguments) for arguments in calls]
        for process in started:
            process.start()
        for process in started:
            process.join()
        return [int(process.exitcode or 0) for process in started]


@pytest.fixture(scope="session")
def processes() -> Processes:
    return Processes()
