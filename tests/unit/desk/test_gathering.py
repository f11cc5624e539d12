from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.desk.gathering import AT_ONCE
from assistant.domain import Asker, Gathered, TicketSource, TicketStatus
from assistant.errors import StorageUnavailable


def questions(desk) -> list[str]:
    return [ticket.question for ticket in desk.store.kept.values()]


def test_a_desk_that_is_opened_late_begins_at_the_newest(desk):
    for number in range(1, 300):
        desk.unanswered(number, f"早先的{number}")
    desk.wait(seconds=1)
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    desk.unanswered(300, "现在的")
    gathering.step()
    assert questions(desk) == ["现在的"]


def test_nothing_is_left_out_and_nothing_made_twice_by_whoever_goes_on(desk):
    desk.gathering().step()
    for number in range(1, 4):
        desk.wait(seconds=1)
        desk.unanswered(number, f"问题{number}", f"c{number}")
        desk.gathering().step()
        desk.gathering().step()
    desk.wait(days=3)
    desk.unanswered(4, "问题四", "c4")
    desk.gathering().step()
    assert len(questions(desk)) == 4


def test_more_than_is_read_at_once_is_read_in_turn(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(days=1)
    for number in range(1, AT_ONCE + 51):
        desk.unanswered(number, f"第{number}个问题", f"c{number}")
    desk.wait(days=1)
    assert gathering.step()
    assert len(desk.store.kept) == AT_ONCE
    assert not gathering.step()
    assert len(desk.store.kept) == AT_ONCE + 50
    assert not gathering.step()


def test_an_answer_that_is_seen_after_a_later_one_is_not_left_out(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=5)
    desk.unanswered(9, "后到的先看见", "c9")
    gathering.step()
    desk.unanswered(8, "先到的后看见", "c8")
    gathering.step()
    assert questions(desk) == ["后到的先看见", "先到的后看见"]


def test_a_number_that_is_given_again_is_read_again(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=5)
    desk.unanswered(5, "已经忘记的", "c5")
    gathering.step()
    desk.record.answered.clear()
    desk.store.kept.clear()
    desk.unanswered(5, "新的", "c6", "a6")
    gathering.step()
    assert questions(desk) == ["新的"]


def test_the_same_of_others_is_merged_and_of_the_same_asker_left(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    desk.unanswered(1, "技改补多少", "c1")
    desk.unanswered(2, "请问技改补多少？", "c2")
    desk.unanswered(3, "技改补多少呢", "c1")
    gathering.step()
    gathering.step()
    assert [ticket.merged_into for ticket in desk.store.kept.values()] == [None, 1]


def test_what_staff_closed_stays_closed_although_it_is_looked_at_again(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    desk.unanswered(1, "技改补多少", "c1")
    desk.unanswered(2, "技改补多少", "c1")
    gathering.step()
    desk.move(1, TicketStatus.CLOSED)
    gathering.step()
    assert desk.tickets.ticket(1).status is TicketStatus.CLOSED


def test_an_answer_that_somebody_found_no_help_becomes_a_ticket_once(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    told = Gathered(1, TicketSource.RATED_DOWN, "技改补多少", "a1", Asker("api", conversation_id="c1"))
    desk.record.rated += [(desk.now, told), (desk.now, replace(told, sequence=2))]
    gathering.step()
    gathering.step()
    (ticket,) = desk.store.kept.values()
    assert (ticket.source, ticket.answer_id) == (TicketSource.RATED_DOWN, "a1")
    assert desk.store.events[0].actor_name == "助手"


def test_what_could_not_be_opened_is_tried_again(desk, monkeypatch):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    desk.unanswered(1, "技改补多少")
    gathering._opening, working = _Broken(), gathering._opening
    with pytest.raises(StorageUnavailable):
        gathering.step()
    gathering._opening = working
    gathering.step()
    assert questions(desk) == ["技改补多少"]


def test_a_question_without_text_stops_nobody(desk):
    gathering = desk.gathering()
    gathering.step()
    desk.wait(seconds=1)
    desk.unanswered(1, "\0")
    desk.unanswered(2, "技改补多少")
    gathering.step()
    assert questions(desk) == ["技改补多少"]


class _Broken:
    def open(self, asked: object) -> None:
        raise StorageUnavailable("磁盘已满。")
