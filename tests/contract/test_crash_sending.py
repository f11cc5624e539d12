"""kill -9 while a reply is sent: it was sent once or not at all, and its state says which, or that nobody knows."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain import AuditEvent, DraftForm, DraftState, ReplyWay
from assistant.errors import Conflict
from assistant.storage.ticket_store import SqlTicketStore
from tests.contract.crash_sender import FilePlatform, replies_of, send
from tests.fakes.desk import AGENT, FOLLOWER, MONDAY, ticket


@pytest.fixture
def opened(database):
    event = AuditEvent(MONDAY, None, "test", "ticket_opened", "ticket", "1")
    SqlTicketStore(database).open(ticket(0, FOLLOWER), "", lambda _: event)
    replies_of(database, {}).drafting.begin(1, DraftForm.MESSENGER, AGENT)
    return database


@pytest.mark.parametrize(("killed", "arrived"), [("before", 0), ("behind", 1)])
def test_whoever_takes_over_is_told_that_it_may_have_arrived(
    opened, database_url, processes, tmp_path, killed, arrived
):
    path = tmp_path / "platform"
    assert processes.run(send, database_url, str(path), killed) == -signal.SIGKILL
    later = replies_of(opened, {ReplyWay.WECHAT: FilePlatform(path, "")}, lambda: MONDAY + timedelta(minutes=5))
    assert later.store.of_ticket(1)[0].state is DraftState.SENDING
    later.sending.settle()
    (draft,) = later.of_ticket(1)
    assert draft.state is DraftState.UNCERTAIN
    with pytest.raises(Conflict):
        later.sending.send(draft.id, draft.revision, AGENT)
    assert len(_sent(path)) == arrived
    # Somebody looked: what did not arrive is sent again, what did is noted.
    done = later.sending.send(
        draft.id, draft.revision, AGENT, again=not arrived, by_hand=[draft.ticket] if arrived else []
    )
    assert done.state is DraftState.SENT
    assert _sent(path) == [f"{draft.id}-1"]


def test_without_a_kill_it_is_sent_once(opened, database_url, processes, tmp_path):
    path = tmp_path / "platform"
    assert processes.run(send, database_url, str(path), "") == 0
    (draft,) = replies_of(opened, {}).of_ticket(1)
    assert (draft.state, _sent(path)) == (DraftState.SENT, [f"{draft.id}-1"])


def _sent(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []
