"""The server that runs on this data directory, as the command line finds and uses it.

The embedded indexes belong to one process. So a serving process writes its address and a token into
`<data>/server.json`, readable by its own user only, and `ask`, `judge`, `sync` and `diff` go through it.
"""

from __future__ import annotations

import json
import os
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from assistant.errors import AssistantError, StorageUnavailable

FILE_NAME = "server.json"
ALIVE_SECONDS = 2.0
# A rebuild embeds and verifies the whole corpus before it answers.
WORK_SECONDS = 900.0
# The server is on this machine: an HTTP proxy from the environment would only be in the way.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


class ServerRefused(AssistantError):
    """The running server would not do it; `status` is its HTTP status."""

    code = "server_refused"

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server on this machine: where it listens, which run of it, and the token that lets its user sync."""

    url: str
    instance: str
    token: str

    @classmethod
    def new(cls, host: str, port: int) -> LocalServer:
        """The server about to run on a host and port."""
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        name = f"[{reachable}]" if ":" in reachable else reachable
        return cls(f"http://{name}:{port}", uuid4().hex, secrets.token_urlsafe(32))

    @classmethod
    def find(cls, data_dir: Path) -> LocalServer | None:
        """The server that holds this data directory now; a file left by a dead one counts for nothing."""
        try:
            server = cls(**json.loads((data_dir / FILE_NAME).read_text("utf-8")))
            with _open(f"{server.url}/healthz", timeout=ALIVE_SECONDS) as reply:
                alive = json.load(reply)
        except (OSError, ValueError, TypeError):
            return None
        return server if alive.get("instance") == server.instance else None

    @contextmanager
    def announced(self, data_dir: Path) -> Iterator[None]:
        """Leave the note while the server runs; raises StorageUnavailable."""
        note = data_dir / FILE_NAME
        draft = data_dir / f"{FILE_NAME}.{self.instance}"
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(asdict(self), file)
            draft.replace(note)
        except OSError as error:
            raise StorageUnavailable(f"写不了 {note}（{error.strerror}），请检查数据目录的权限和剩余空间。") from error
        try:
            yield
        finally:
            note.unlink(missing_ok=True)

    def ask(self, wanted: dict[str, Any]) -> bytes:
        """The answer's JSON; raises ServerRefused."""
        return self._post("/api/v1/answers", wanted)

    def judge(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """The assessment; raises ServerRefused."""
        assessed: dict[str, Any] = json.loads(self._post("/api/v1/eligibility", wanted))
        return assessed

    def sync(self, rebuild: bool) -> dict[str, Any]:
        """The sync report; raises ServerRefused."""
        report: dict[str, Any] = json.loads(self._post("/internal/sync", {"rebuild": rebuild}))
        return report

    def diff(self, document_id: str, before: int | None, after: int | None) -> dict[str, Any]:
        """The comparison with what rests on it; raises ServerRefused."""
        stated = {name: number for name, number in (("from", before), ("to", after)) if number is not None}
        path = f"/internal/documents/{urllib.parse.quote(document_id, safe='')}/diff?{urllib.parse.urlencode(stated)}"
        compared: dict[str, Any] = json.loads(self._send(path, None))
        return compared

    def _post(self, path: str, body: dict[str, Any]) -> bytes:
        return self._send(path, json.dumps(body).encode())

    def _send(self, path: str, body: bytes | None) -> bytes:
        request = urllib.request.Request(
            self.url + path,
            body,
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        try:
            with _open(request, timeout=WORK_SECONDS) as reply:
                content: bytes = reply.read()
                return content
        except urllib.error.HTTPError as error:
            with error:
                raise ServerRefused(_told_by(error), error.code) from None
        except OSError as error:
            raise ServerRefused(f"服务器 {self.url} 没有回应（{error}），请稍后重试。", 503) from error


def _told_by(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"服务器答复了 HTTP {error.code}，请查看服务器日志。"
