"""Connections to exactly the address that was looked at, so that a second look-up of the name changes nothing."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves by `addresses`, which refuses what must not be reached, and ends everything at the deadline."""

    def __init__(self, addresses: Callable[[str, int], Sequence[str]], deadline: float) -> None:
        self._addresses, self._deadline = addresses, deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """The first of the host's addresses that answers."""
        *others, last = self._addresses(host, port)
        for address in others:
            try:
                return self._connected(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(last, port, timeout, local_address, socket_options)

    def _connected(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.NetworkStream:
        within = remaining(self._deadline, timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_tcp(address, port, within, local_address, socket_options)
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A stream whose every step is bounded by the deadline, however slowly the server drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See httpcore."""
        return self._stream.read(max_bytes, remaining(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See httpcore."""
        self._stream.write(buffer, remaining(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """See httpcore."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The name that the certificate must be for is still the host's."""
        within = remaining(self._deadline, timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """See httpcore."""
        return self._stream.get_extra_info(info)


def remaining(deadline: float, timeout: float | None, ended: type[Exception]) -> float:
    """Seconds that a step may take; raises `ended` when none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise ended("the time limit for the whole transfer is over")
    return left if timeout is None else min(left, timeout)
