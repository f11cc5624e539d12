"""One click drafts a reply that can be sent as it is, or says what it could not find."""

from dataclasses import replace

import pytest

from assistant.desk.draft_words import DRAFTS, DraftWords
from assistant.domain import Asker, DraftForm, DraftState, Fact, Judged, Paragraph, Question, TicketStatus
from assistant.errors import Conflict, MalformedKnowledge
from tests.fakes.assistant import FIGURE, TODAY, FakeAssistant, plan
from tests.fakes.desk import AGENT, REVIEWER, TICKET, ticket
from tests.fakes.reply_desk import CONTACT, SETTINGS, ReplyDesk

AS_OF = "2024年6月1日"


@pytest.mark.parametrize("form", DraftForm)
def test_a_draft_of_each_form_can_be_sent_as_it_is(form):
    desk = ReplyDesk()
    draft = desk.begin(form)
    assert desk.replies.drafting.objections(draft) == ()
    assert draft.state is DraftState.WRITING
    for part in (FIGURE, AS_OF, CONTACT, "依据" if form is not DraftForm.PHONE else "出处"):
        assert part in draft.text
    assert draft.first == draft.text
    assert desk.drafts.of_ticket(1) == (draft,)
    assert desk.actions() == ["draft_added"]


def test_the_formal_reply_has_its_parts_in_order():
    texts = [each.text for each in ReplyDesk().begin(DraftForm.WEBSITE).paragraphs]
    assert texts[0] == "您好！您的留言收悉，现答复如下："
    assert texts[1] == FIGURE
    assert texts[2].startswith("依据：\n1. 《")
    assert texts[3].startswith(f"以上答复按{AS_OF}的规定作出")
    assert texts[4:] == [CONTACT, "感谢您对我们工作的关心和支持。"]


def test_each_paragraph_carries_what_it_rests_on():
    draft = ReplyDesk().begin()
    assert [each.citations for each in draft.paragraphs] == [(), (1,), (1,), (), (), ()]
    assert [each.quote for each in draft.citations] == [FIGURE]


def test_on_the_phone_it_says_what_not_to_promise():
    assert "【不要说】" in ReplyDesk().begin(DraftForm.PHONE).text


def test_without_an_answer_it_says_what_was_searched_and_waits_for_a_person():
    desk = ReplyDesk(replace(TICKET, question="猫粮多少钱？"))
    draft = desk.begin()
    assert f"查过的文件有：《{plan()[0].document.short_title}》等。" in draft.text
    assert CONTACT in draft.text
    assert draft.citations == ()
    (found,) = desk.replies.drafting.objections(draft)
    assert found.what.startswith("〔请工作人员")
    filled = desk.rewrite(draft, found.what, "请向区市场监管局咨询。")
    assert desk.replies.drafting.objections(filled) == ()


def test_nobody_s_conversation_is_gone_on_with():
    assistant = FakeAssistant()
    asked = assistant.answer(Question("企业技改有多少家？"))
    whose = Asker("api", conversation_id=asked.conversation_id)
    desk = ReplyDesk(
        replace(TICKET, question="企业技改有多少家？", answer_id=asked.id, asker=whose),
        ticket(2, whose, question="那补贴呢，企业怎么办？"),
        assistant=assistant,
    )
    desk.begin()
    desk.begin(number=2)
    same, before, further = assistant.questions[1:]
    assert [each.channel for each in (same, before, further)] == ["desk"] * 3
    assert (same.text, same.conversation_id) == ("企业技改有多少家？", None)
    assert (before.text, before.conversation_id) == ("企业技改有多少家？", None)
    assert further.text == "那补贴呢，企业怎么办？"
    assert further.conversation_id not in (None, asked.conversation_id)
    assert len(assistant.conversation(asked.conversation_id, 10).answers) == 1


class Judging(FakeAssistant):
    """Knows of each asker that they bought equipment."""

    def recorded_answer(self, answer_id: str):
        facts = (Fact("equipment", 800, "设备800万元"),)
        return replace(super().recorded_answer(answer_id), judged=Judged(facts))


@pytest.mark.parametrize(
    ("status", "told"), [(TicketStatus.OPEN, {"equipment": "设备800万元"}), (TicketStatus.MERGED, {})]
)
def test_what_one_asker_told_is_in_no_reply_to_others(status, told):
    assistant = Judging()
    asked = assistant.answer(Question(TICKET.question))
    other = ticket(2, Asker("api", conversation_id="c-2"), status=status)
    other = replace(other, merged_into=1 if status is TicketStatus.MERGED else None)
    desk = ReplyDesk(replace(TICKET, answer_id=asked.id), other, assistant=assistant)
    desk.begin()
    assert dict(assistant.questions[-1].profile) == told


def test_what_was_forgotten_is_no_hindrance():
    desk = ReplyDesk(replace(TICKET, answer_id="a-gone"))
    assert desk.begin().state is DraftState.WRITING


def test_an_edit_is_kept_with_what_was_before_and_with_its_clauses():
    desk = ReplyDesk()
    draft = desk.begin()
    paragraphs = [*draft.paragraphs, Paragraph("举办30多场“供需对接会”。\u200b", (2,))]
    changed = desk.replies.drafting.change(draft.id, 1, paragraphs, ["plan-2024:2.1.s2"], REVIEWER)
    assert (changed.revision, changed.author_id, changed.first) == (2, REVIEWER.id, draft.first)
    assert changed.paragraphs[-1].text == "举办30多场“供需对接会”。"
    assert [each.n for each in changed.citations] == [1, 2]
    assert desk.replies.drafting.objections(changed) == ()
    event = desk.tickets.events[-1]
    assert (event.action, event.before["text"], event.after["text"]) == ("draft_changed", draft.text, changed.text)


def test_two_who_edit_do_not_overwrite_each_other():
    desk = ReplyDesk()
    draft = desk.begin()
    desk.rewrite(draft, "您好", "您好呀")
    with pytest.raises(Conflict, match="同事"):
        desk.rewrite(draft, "您好", "大家好")


def test_an_edit_of_an_approved_reply_has_to_be_reviewed_anew():
    desk = ReplyDesk()
    draft = desk.begin()
    draft = desk.replies.reviewing.submit(draft.id, draft.revision, "", AGENT)
    draft = desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)
    changed = desk.rewrite(draft, "您好", "您好呀")
    assert (changed.state, changed.reviewer_id) == (DraftState.WRITING, None)


def test_what_is_sent_is_not_edited():
    desk = ReplyDesk()
    draft = desk.begin()
    sent = desk.replies.sending.send(draft.id, 1, AGENT)
    with pytest.raises(Conflict, match="另起草"):
        desk.rewrite(sent, "您好", "您好呀")
    assert desk.tickets.ticket(1).status is TicketStatus.REPLIED


def test_the_day_is_the_day_of_the_answer():
    assert ReplyDesk().begin().as_of == TODAY


@pytest.mark.parametrize(
    ("line", "wrong", "problem"),
    [
        ('spoken: "按{document}，{text}"', 'spoken: "按{document}"', "spoken"),
        ('spoken: "按{document}，{text}"', "", "缺少用语 spoken"),
        ('reckoned: "', 'extra: "x"\nreckoned: "', "没有用语 extra"),
        ("感谢您的反映。", "三天内回复您。", "三天内"),
    ],
)
def test_a_wrong_file_of_words_is_refused_with_its_name(tmp_path, line, wrong, problem):
    text = (SETTINGS.prompts_dir / DRAFTS).read_text(encoding="utf-8")
    assert line in text
    path = tmp_path / DRAFTS
    path.write_text(text.replace(line, wrong), encoding="utf-8")
    with pytest.raises(MalformedKnowledge, match=problem):
        DraftWords.from_file(path)
