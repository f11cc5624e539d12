"""Runs the web channel on a socket until it is told to stop."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from assistant.errors import AssistantError

FINISH_SECONDS = 10
# An answer is done in less; handing the interpreter over in the middle of it costs both sides.
SWITCH_SECONDS = 0.02


class CannotListen(AssistantError):
    """The host and port cannot be listened on."""

    code = "cannot_listen"


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from error


def serve(app: FastAPI, listening: socket.socket) -> None:
    """Answer until Ctrl-C or SIGTERM; requests under way are finished first."""
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=FINISH_SECONDS
        )
    )
    sys.setswitchinterval(SWITCH_SECONDS)
    # Uvicorn shuts down on SIGTERM and then raises it again: without a handler of ours the
    # process would die before it could take back its note in the data directory.
    previous = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, previous)


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被占用，请停掉占用它的程序，或用 --port 换一个端口。"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限使用端口 {port}，请换一个 1024 以上的端口。"
    return f"不能在 {host}:{port} 上监听（{error.strerror or error}），请检查 --host 与 --port。"
