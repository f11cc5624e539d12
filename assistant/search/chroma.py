"""Loads and opens Chroma so that it reads no settings but ours and never reaches for a model of its own.

Everything of chromadb and its LangChain side is imported here, and nowhere else.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from assistant.errors import StorageUnavailable

try:
    import chromadb
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import Settings
    from chromadb.errors import ChromaError, NotFoundError
    from langchain_chroma import Chroma
except ValueError as error:
    # chromadb builds one default Settings while it is imported, before anyone can stop it.
    raise StorageUnavailable(
        f"Chroma 无法载入：环境变量或工作目录的 .env 中有与它同名的设置（如 MIGRATIONS），请改名或移走：{error}"
    ) from error

__all__ = [
    "OPENING",
    "Chroma",
    "ChromaError",
    "Client",
    "CreateHNSWConfiguration",
    "NotFoundError",
    "Settings",
    "open_client",
]

# Chroma keeps one table of open directories for the whole process and does not guard it. Re-entrant, because the
# garbage collector may close an old client in the middle of opening a new one.
OPENING = threading.RLock()


def open_client(directory: Path, url: str) -> tuple[Client, Settings]:
    """A client for an embedded directory, or for the server at `url` when one is given; raises StorageUnavailable.

    `chromadb.Settings` would read `.env` of the working directory and variables such as ALLOW_RESET or MIGRATIONS
    that were meant for other programs; constructed without validation it takes nothing but what stands here.
    """
    if url:
        return _open_server(url)
    settings = Settings.model_construct(
        anonymized_telemetry=False,
        allow_reset=False,
        is_persistent=True,
        persist_directory=str(directory),
        migrations="apply",
        chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
    )
    return cast("Client", chromadb.PersistentClient(path=str(directory), settings=settings)), settings


def _open_server(url: str) -> tuple[Client, Settings]:
    settings = Settings.model_construct(anonymized_telemetry=False, allow_reset=False, is_persistent=False)
    try:
        address = urlsplit(url)
        secure = address.scheme == "https"
        host, port = address.hostname or "localhost", address.port or (443 if secure else 8000)
        client = chromadb.HttpClient(host=host, port=port, ssl=secure, settings=settings)
    except ValueError as error:
        raise StorageUnavailable(f"连接不上 Chroma 服务器 {url}：{error}。请检查 ASSISTANT_CHROMA_URL") from error
    return cast("Client", client), settings
