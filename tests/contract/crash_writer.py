"""A commit that kills its own process by SIGKILL before its n-th statement, or right before COMMIT."""

import os
import signal

from sqlalchemy import event

from assistant.storage.corpus_store import SqlCorpusStore
from assistant.storage.engine import open_engine
from tests.fakes.documents import version


def commit_second_versions(url: str, killed_at: int | str) -> None:
    database = open_engine(url)
    count = 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(database.engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        nonlocal count
        count += 1
        if count == killed_at:
            die()

    @event.listens_for(database.engine, "commit")
    def _commit(_: object) -> None:
        if killed_at == "commit":
            die()

    changed = [version(f"一、题\n\n{name}的第二版。又一句。", 2, id=name) for name in ("a", "b")]
    SqlCorpusStore(database).commit(changed, ["c"], "index-2")
    database.close()
