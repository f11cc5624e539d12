"""An app on a socket of its own, as `assistant serve` has it, inside a test's process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import uvicorn
from fastapi import FastAPI


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Its address while it runs."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.005)
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            # FastAPI makes its routes ready with the first request, and apps of one process must not do so at once.
            httpx2.get(f"{url}/nowhere")
            yield url
        finally:
            server.should_exit = True
            thread.join()
