"""Replies over the shipped knowledge: what a click drafts can be sent, and a changed sum cannot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.desk.building import ReplySettings, build_replies
from assistant.desk.replies import Replies
from assistant.domain import Draft, DraftForm, Paragraph, Ticket
from assistant.errors import ReplyUnproven
from tests.fakes.desk import AGENT, MONDAY, ticket
from tests.fakes.draft_store import MemoryDraftStore
from tests.fakes.reply_desk import CONTACT, SETTINGS
from tests.fakes.ticket_store import MemoryTicketStore
from tests.journeys.house import House

ASKED = (
    "技改补贴最高多少钱",
    "我们厂在东莞，去年买设备花了800万，能申请技改设备奖励吗",
    "小升规奖励多少？",
    "技改资金怎么申请",
    "行动方案里2024年要培育多少家龙头",
    "專精特新貸款貼息最高補多少",
    "六大专项行动分别是什么？",
)


class Desk:
    def __init__(self, replies: Replies, tickets: MemoryTicketStore) -> None:
        self.replies, self._tickets = replies, tickets

    def draft(self, question: str, form: DraftForm = DraftForm.WEBSITE) -> Draft:
        asked: Ticket = ticket(len(self._tickets.kept) + 1, question=question)
        self._tickets.kept[asked.number] = asked
        return self.replies.drafting.begin(asked.number, form, AGENT)


@pytest.fixture(scope="module")
def desk(furnished: House, tmp_path_factory) -> Iterator[Desk]:
    with furnished.furnished_like(tmp_path_factory.mktemp("replies")).open() as (assistant, _):
        tickets = MemoryTicketStore()
        settings = ReplySettings(SETTINGS.prompts_dir, SETTINGS.knowledge_dirs[0], CONTACT, False)
        drafts = MemoryDraftStore(tickets)
        yield Desk(build_replies(settings, assistant, tickets, drafts, lambda: MONDAY, {}), tickets)


@pytest.mark.parametrize("form", DraftForm)
def test_what_one_click_drafts_is_proven(desk, form):
    for question in ASKED:
        draft = desk.draft(question, form)
        assert desk.replies.drafting.objections(draft) == (), question
        assert "〔请工作人员" not in draft.text, question
        assert draft.citations


def test_a_changed_sum_is_underlined_and_cannot_be_sent(desk):
    draft = desk.draft("小升规奖励多少？")
    changed = [Paragraph(each.text.replace("每项5万元", "每项50万元"), each.citations) for each in draft.paragraphs]
    draft = desk.replies.drafting.change(draft.id, draft.revision, changed, (), AGENT)
    underlined = [
        draft.paragraphs[each.paragraph].text[each.start : each.end] for each in desk.replies.drafting.objections(draft)
    ]
    assert underlined == ["50万元"]
    with pytest.raises(ReplyUnproven):
        desk.replies.sending.send(draft.id, draft.revision, AGENT)


def test_eligibility_is_told_condition_by_condition_with_its_words(desk):
    draft = desk.draft("我们厂在东莞，去年买设备花了800万，能申请技改设备奖励吗")
    lines = next(each for each in draft.paragraphs if each.text.startswith("对照“"))
    assert "· 新设备金额：符合（申请技改资金设备奖励，新设备金额（不含税）珠三角不低于700万元" in lines.text
    assert "800万元" not in draft.text


def test_a_digest_says_that_it_is_none_of_the_original(desk):
    assert "据公开信息整理，不是原文" in desk.draft("小升规奖励多少？").text


def test_what_is_over_is_said_to_be(desk):
    draft = desk.draft("行动方案里2024年要培育多少家龙头")
    assert "已过期" in draft.paragraphs[1].text
