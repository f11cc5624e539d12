"""What holds for every test: nothing leaves this machine, none fails because it is busy. And the one browser."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "assistant" / "static"

# How long one drawn example takes says more about the machine than about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
# How long a page takes, too; only a test that fails waits so long.
expect.set_options(timeout=30_000)


class LeavesTheMachine(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked_connect(self: socket.socket, address: object) -> None:
        _refuse_far(self, address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: object) -> int:
        _refuse_far(self, address)
        return connect_ex(self, address)

    def checked_resolve(host: object, *args: object, **kwargs: object) -> object:
        if not _is_near(host):
            raise LeavesTheMachine(f"a test looked up {host!r}")
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked_connect)
        patch.setattr(socket.socket, "connect_ex", checked_connect_ex)
        patch.setattr(socket, "getaddrinfo", checked_resolve)
        yield


@pytest.fixture(autouse=True, scope="session")
def _nobody_is_trusted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test speaks TLS, yet every client reads the authorities of the machine, which takes it longer than a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SSL_CERT_FILE", raising=False)
        patch.setenv("SSL_CERT_DIR", str(tmp_path_factory.mktemp("authorities")))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium here; install it (Debian: chromium fonts-noto-cjk) or name it in CHROMIUM")
    if not (STATIC / "index.html").is_file():
        pytest.skip("the page is not built; pip install -e . builds it")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _loop_of_the_browser_apart(request: pytest.FixtureRequest) -> Iterator[None]:
    """The browser's loop goes on in this thread once it is open; a test without the browser may run one of its own."""
    if "browser" in request.fixturenames:
        yield
        return
    held = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(held)


def _refuse_far(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_near(address[0]):
        raise LeavesTheMachine(f"a test connected to {address!r}")


def _is_near(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
