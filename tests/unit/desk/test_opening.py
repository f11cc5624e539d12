from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assistant.desk.opening import NO_QUESTION, NewTicket
from assistant.domain import Asker, TicketSource, TicketStatus
from assistant.errors import TicketRefused
from assistant.language.masking import EMAIL, PHONE

OPEN, MERGED, CLOSED, REPLIED = TicketStatus.OPEN, TicketStatus.MERGED, TicketStatus.CLOSED, TicketStatus.REPLIED


def test_a_question_becomes_a_ticket_that_is_due(desk):
    ticket = desk.ask("技改补多少", reach="13800138000")
    assert (ticket.number, ticket.status, ticket.source) == (1, OPEN, TicketSource.HAND_OVER)
    assert ticket.due_at == desk.now + timedelta(hours=48)
    assert ticket.asker.reach == "13800138000"
    assert desk.store.events[0].actor_name == "提问人"


def test_numbers_of_persons_are_stored_where_they_are_needed_only(desk):
    ticket = desk.ask("请打13800138000，或发li@example.cn，技改补多少")
    assert ticket.question == f"请打{PHONE}，或发{EMAIL}，技改补多少"
    assert ticket.asker.reach == "13800138000"
    assert "138" not in str(desk.store.events)


def test_what_was_gathered_reaches_nobody(desk):
    asked = NewTicket("电话13800138000，技改补多少", TicketSource.UNANSWERED, Asker("api", conversation_id="c"))
    assert desk.opening.open(asked).asker.reach == ""


def test_asking_again_about_an_answer_gives_the_same_ticket_and_adds_how_to_reach(desk):
    first = desk.ask("技改补多少", answer="a1")
    again = desk.ask("技改补多少", answer="a1", reach="13800138000")
    assert (again.number, again.asker.reach) == (first.number, "13800138000")
    assert desk.ask("技改补多少", answer="a1") == again
    assert len(desk.store.events) == 2


def test_asking_the_same_in_the_same_conversation_gives_the_same_ticket(desk):
    first = desk.ask("技改补多少")
    assert desk.ask("请问技改补多少？", answer="a7").number == first.number
    assert desk.ask("贴息多少").number != first.number


def test_the_same_question_of_another_asker_is_merged_at_once(desk):
    main = desk.ask("技改补多少")
    other = desk.ask("您好，技改补多少？", "c2")
    assert (other.status, other.merged_into) == (MERGED, main.number)
    assert desk.ask("技改补多少", "c2").number == other.number
    third = desk.ask("技改补多少", "c3")
    assert third.merged_into == main.number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("电话13800138000，补贴审核到哪一步了？", "电话13900139000，补贴审核到哪一步了？"),
        ("我的补贴审核到哪一步了？",) * 2,
        ("请问我们厂能申请吗？",) * 2,
        ("本公司能申请技改吗？",) * 2,
    ],
)
def test_questions_of_ones_own_affairs_stay_apart(desk, one, other):
    first, second = desk.ask(one), desk.ask(other, "c2")
    assert (first.status, second.status) == (OPEN, OPEN)
    assert [each.ticket.number for each in desk.tickets.alike(second)] == [first.number]


@pytest.mark.parametrize("teller", ["c1", "c2"])
def test_who_told_of_their_enterprise_gets_a_reply_of_their_own(desk, teller):
    desk.facts.add(teller)
    assert desk.ask("技改补多少").status is desk.ask("技改补多少", "c2").status is OPEN


def test_facts_that_were_told_after_asking_keep_others_apart_too(desk):
    desk.ask("技改补多少")
    desk.facts.add("c1")
    assert desk.ask("技改补多少", "c2").status is OPEN


def test_courtesy_makes_no_question_ones_own(desk):
    assert desk.ask("我想问一下技改补多少").number == desk.ask("技改补多少", "c2").merged_into


def test_nobody_is_merged_into_what_was_replied_already(desk):
    main = desk.ask("技改补多少")
    desk.move(main.number, REPLIED)
    assert desk.ask("技改补多少", "c2").status is OPEN


def test_two_who_asked_nothing_stay_two(desk):
    assert desk.ask(NO_QUESTION).status is desk.ask(NO_QUESTION, "c2").status is OPEN


def test_who_types_a_question_in_decides_on_merging(desk):
    desk.ask("技改补多少")
    assert desk.opening.open(NewTicket("技改补多少", TicketSource.STAFF), desk.agent).status is OPEN
    assert desk.store.events[-1].actor_name == "u1先生"


@pytest.mark.parametrize("status", [REPLIED, CLOSED])
def test_an_asker_who_comes_again_opens_the_ticket_again(desk, status):
    first = desk.ask("技改补多少", answer="a1")
    desk.move(first.number, status)
    desk.wait(days=9)
    again = desk.ask("技改补多少", answer="a2")
    assert (again.number, again.status) == (first.number, OPEN)
    assert again.due_at == desk.now + timedelta(hours=48)


def test_a_merged_asker_who_comes_again_after_the_reply_stands_alone(desk):
    main, other = desk.ask("技改补多少"), desk.ask("技改补多少", "c2")
    desk.move(main.number, REPLIED)
    again = desk.ask("技改补多少", "c2")
    assert (again.number, again.status, again.merged_into) == (other.number, OPEN, None)
    assert desk.tickets.ticket(main.number).status is REPLIED


def test_who_asks_for_a_person_about_what_was_gathered_is_told_the_same_number(desk):
    asker = Asker("api", conversation_id="c1")
    gathered = desk.opening.open(NewTicket("技改补多少", TicketSource.UNANSWERED, asker, "a1"))
    handed = desk.ask("技改补多少", answer="a1", reach="li@example.cn")
    assert (handed.number, handed.source, handed.asker.reach) == (
        gathered.number,
        TicketSource.HAND_OVER,
        "li@example.cn",
    )


def test_many_who_press_at_once_get_one_number(desk):
    with ThreadPoolExecutor(8) as threads:
        numbers = set(
            threads.map(lambda n: desk.ask("技改补多少", answer="a1", reach=f"1380013800{n}").number, range(8))
        )
    assert numbers == {1}


@pytest.mark.parametrize("question", ["", "  \n", "\0\x1b"])
def test_an_empty_question_is_refused(desk, question):
    with pytest.raises(TicketRefused):
        desk.ask(question)


def test_what_is_too_much_is_refused(desk):
    with pytest.raises(TicketRefused):
        desk.ask("问" * 4001)
    for tags in (tuple(map(str, range(11))), ("长" * 41,)):
        with pytest.raises(TicketRefused):
            desk.ask("技改补多少", tags=tags)


def test_tags_are_tidied(desk):
    assert desk.ask("技改补多少", tags=(" 技改  补贴 ", "技改 补贴", "", "\0")).tags == ("技改 补贴",)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '=HYPERLINK("x")', "𠮷野家👩\u200d🏭\u202e", "'; DROP TABLE ticket;--"]
)
def test_strange_text_stays_text(desk, text):
    assert desk.ask(text).question == text
