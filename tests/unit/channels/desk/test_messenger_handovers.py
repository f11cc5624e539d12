from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.channels.desk.messenger_handovers import TicketHandOvers
from assistant.desk.opening import NO_QUESTION, Opening
from assistant.desk.similar import Similar
from assistant.domain import Asker, Correspondent, Message, Reply, ReplyWay, TicketSource, TicketStatus
from assistant.errors import NotFound, StorageUnavailable
from tests.fakes.answers import full_answer
from tests.fakes.ticket_store import MemoryTicketStore

NOW = datetime(2026, 11, 27, tzinfo=UTC)
LI = Correspondent("wechat", "wx1", "o-li")
ANSWER = full_answer("a1", "c1", question="1", standalone="技改补多少")
LAST = Message("m1", LI, "1", NOW, Reply(("答",), (), "a1", "c1"))


@pytest.fixture
def store() -> MemoryTicketStore:
    return MemoryTicketStore()


def desk(store: MemoryTicketStore, recorded=lambda id: ANSWER) -> TicketHandOvers:
    return TicketHandOvers(Opening(store, Similar(str), lambda: NOW, None, lambda *_: False), recorded)


def gone(id: str):
    raise NotFound("没有这个回答。")


def test_a_ticket_holds_who_asked_and_what_they_were_told_last(store):
    assert desk(store).take(LI, LAST)
    (ticket,) = store.kept.values()
    assert (ticket.question, ticket.answer_id, ticket.source) == ("技改补多少", "a1", TicketSource.HAND_OVER)
    assert ticket.asker == Asker("wechat", "wx1", "o-li", "c1")
    assert ticket.asker.reply_by is ReplyWay.WECHAT


def test_the_question_is_in_the_askers_own_words_unless_it_only_goes_on(store):
    answer = full_answer("a1", "c1", question="技改，补多少？", standalone="技改补多少")
    assert desk(store, lambda id: answer).take(LI, LAST)
    assert store.kept[1].question == "技改，补多少？"


def test_who_asked_nothing_or_has_it_forgotten_is_taken_all_the_same(store):
    assert desk(store).take(LI, None)
    assert desk(store, gone).take(Correspondent("kf", "wk", "u"), LAST)
    assert [(each.question, each.answer_id) for each in store.kept.values()] == [(NO_QUESTION, None), ("1", None)]


def test_who_asks_again_and_again_has_one_ticket(store):
    taking = desk(store)
    for last in (LAST, LAST, Message("m2", LI, "转人工", NOW, Reply(("好",)))):
        assert taking.take(LI, last)
    assert len(store.kept) == 1
    assert store.kept[1].status is TicketStatus.OPEN


def test_who_cannot_be_taken_is_not_promised_anything(store, monkeypatch):
    def refuse(*_: object) -> None:
        raise StorageUnavailable("磁盘已满。")

    store.open = refuse
    assert not desk(store).take(LI, None)
