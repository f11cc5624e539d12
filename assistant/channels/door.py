"""A further way in beside the web API: its routes, and what runs while the server serves."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from fastapi import FastAPI


class Door(Protocol):
    """A channel that the server opens when its settings name it. Its routes find the Assistant in the WebContext."""

    def install(self, app: FastAPI) -> None:
        """Add its routes."""
        ...

    def open(self) -> AbstractAsyncContextManager[None]:
        """Held while the server serves: tasks that it starts on entering are ended on leaving."""
        ...
