"""A process that sends a reply to a simulated platform, a file of lines, and is killed around that."""

import os
import signal
from pathlib import Path

from assistant.desk.building import ReplySettings, build_replies
from assistant.domain import Asker, ReplyWay
from assistant.storage.draft_store import SqlDraftStore
from assistant.storage.engine import open_engine
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.assistant import FakeAssistant
from tests.fakes.desk import AGENT, MONDAY
from tests.fakes.reply_desk import CONTACT, SETTINGS


def replies_of(database, ways, now=lambda: MONDAY):
    settings = ReplySettings(SETTINGS.prompts_dir, SETTINGS.knowledge_dirs[0], CONTACT, False)
    return build_replies(settings, FakeAssistant(), SqlTicketStore(database), SqlDraftStore(database), now, ways)


class FilePlatform:
    """Takes what is sent into a file; dies before or behind that."""

    def __init__(self, path: Path, killed: str) -> None:
        self._path, self._killed = path, killed

    def deliver(self, asker: Asker, text: str, key: str) -> None:
        self._die("before")
        with self._path.open("a") as file:
            file.write(f"{key}\n")
            file.flush()
            os.fsync(file.fileno())
        self._die("behind")

    def _die(self, where: str) -> None:
        if self._killed == where:
            os.kill(os.getpid(), signal.SIGKILL)


def send(url: str, path: str, killed: str) -> None:
    database = open_engine(url)
    replies = replies_of(database, {ReplyWay.WECHAT: FilePlatform(Path(path), killed)})
    (draft,) = replies.store.of_ticket(1)
    replies.sending.send(draft.id, draft.revision, AGENT)
    database.close()
