"""Streamable HTTP: who may be asked under which name, and a protocol without sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings

from assistant.channels.mcp.hands import Hands
from assistant.channels.mcp.server import build_server

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_ANY_PORT = ":*"


@dataclass(frozen=True, slots=True)
class Speaking:
    """What answers requests while it is open; `guard` refuses a Host or an Origin that is not ours."""

    manager: StreamableHTTPSessionManager
    guard: TransportSecurityMiddleware


@asynccontextmanager
async def speak(hands: Hands, public_url: str) -> AsyncIterator[Speaking]:
    """Opens the protocol. Every request stands for itself, so that a restart loses nothing; replies are plain JSON."""
    ours = security(public_url)
    manager = StreamableHTTPSessionManager(
        build_server(hands), json_response=True, stateless=True, security_settings=ours
    )
    async with manager.run():
        yield Speaking(manager, TransportSecurityMiddleware(ours))


def security(public_url: str) -> TransportSecuritySettings:
    """Names of this machine and of the public address: a page that points its own name here is refused."""
    public = urlsplit(public_url)
    hosts = [*_LOOPBACK, *([public.netloc, _name(public.netloc)] if public.netloc else [])]
    origins = [f"http://{name}" for name in _LOOPBACK]
    return TransportSecuritySettings(
        allowed_hosts=list(_with_ports(hosts)),
        allowed_origins=[*_with_ports(origins), *([f"{public.scheme}://{public.netloc}"] if public.netloc else [])],
    )


def _name(netloc: str) -> str:
    """The host without its port; an IPv6 address keeps its brackets."""
    name, colon, port = netloc.rpartition(":")
    return name if colon and port.isdecimal() else netloc


def _with_ports(names: list[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield name + _ANY_PORT
