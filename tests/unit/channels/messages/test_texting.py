"""An answer as a messenger shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.messages.cutting import size
from assistant.channels.messages.texting import LIMIT, MARKDOWN_LIMIT, Texting
from assistant.domain import (
    Answer,
    AnswerStatus,
    AskedFact,
    Citation,
    Estimate,
    Fact,
    FactType,
    FindingSort,
    Judged,
    Kind,
    Mode,
    Note,
    Outcome,
    PolicyDate,
    Precision,
    Role,
    Sentence,
    Step,
    Validity,
    Window,
)
from tests.fakes.answers import full_answer
from tests.fakes.verdicts import PROFILE, finding, verdict
from tests.unit.channels.messages.conftest import CONTACT, PUBLIC_URL, WORDS

RATE = "设备奖励珠三角不超过20%，粤东西北不超过30%。"
CLOSED = "2027年度的申报已经截止。"
DIGEST = "要点据公开信息整理，不是原文，请以官方原文和当年通知为准。"
FILED = AskedFact("project_filed", "项目备案", FactType.YES_NO, "", "这个技改项目在工信部门备案了吗？")
YEARS = AskedFact("years", "年数", FactType.YEARS, "年", "做了几年？", "从真正做这个产品算起。")


def cited(n: int, document: str = "fund", **fields: object) -> Citation:
    made = replace(
        full_answer().citations[0],
        n=n,
        document_id=document,
        title=f"关于{document}的实施细则",
        short_title=f"{document}细则",
        doc_number=f"粤工信规字〔2024〕{n}号" if document == "fund" else None,
        kind=Kind.DIGEST,
        validity=Validity.IN_FORCE,
        locator=f"二、能得到什么 · 第{n}项",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def answer(*sentences: Sentence, **fields: object) -> Answer:
    values: dict[str, object] = {
        "question": "技改补贴多少",
        "status": AnswerStatus.ANSWERED,
        "mode": Mode.QUOTES,
        "notices": (),
        "follow_ups": (),
        "trace": (),
        "sentences": sentences or (Sentence(RATE, (1,)),),
        "citations": (cited(1),),
    }
    return full_answer("7gwcOvWAbRMm", **(values | fields))


def only(texting: Texting, told: Answer) -> str:
    (text,) = texting.tell(told).parts
    return text


def test_the_answer_comes_first_then_where_it_stands_then_the_page(texting: Texting) -> None:
    assert only(texting, answer()) == (
        f"{RATE}[1]\n\n"
        "依据（按2026年11月23日的情况）：\n"
        "[1]《fund细则》（要点）粤工信规字〔2024〕1号，二、能得到什么·第1项 "
        '<a href="https://zc.example.cn/a/7gwcOvWAbRMm#1">查看出处</a>\n'
        "全文与更多依据：https://zc.example.cn/a/7gwcOvWAbRMm"
    )


def test_without_a_public_address_nothing_is_linked_and_the_place_is_told(hidden: Texting) -> None:
    text = only(hidden, answer())
    assert "http" not in text
    assert "<" not in text
    assert text.endswith("[1]《fund细则》（要点）粤工信规字〔2024〕1号，二、能得到什么·第1项")


def test_places_of_one_document_stand_below_its_name_and_the_same_place_once(texting: Texting) -> None:
    places = (cited(1), cited(2, locator=cited(1).locator), cited(3))
    text = only(texting, answer(Sentence(RATE, (1, 2, 3)), citations=places))
    assert text.count("《fund细则》") == 1
    assert "\n[1][2] 二、能得到什么·第1项 <a" in text
    assert "\n[3] 二、能得到什么·第3项 <a" in text


def test_many_places_in_a_row_are_marked_by_the_first_and_the_last(texting: Texting) -> None:
    places = tuple(cited(n) for n in range(1, 5))
    assert f"{RATE}[1]—[4]\n" in only(texting, answer(Sentence(RATE, (1, 2, 3, 4)), citations=places))
    assert f"{RATE}[1][2][4]\n" in only(texting, answer(Sentence(RATE, (1, 2, 4)), citations=places))


def test_of_many_places_those_of_single_statements_are_listed_and_the_page_has_the_others(
    texting: Texting, hidden: Texting
) -> None:
    places = tuple(cited(n) for n in range(1, 11))
    told = answer(Sentence("您说到的条件都符合。", tuple(range(1, 9))), Sentence(RATE, (9, 10)), citations=places)
    text = only(texting, told)
    assert [n for n in range(1, 11) if f"\n[{n}] 二、" in text] == [1, 2, 3, 4, 9, 10]
    assert "（另有 4 处，见全文。）" in text
    assert all(f"\n[{n}] 二、" in only(hidden, told) for n in range(1, 11))


@pytest.mark.parametrize(
    ("validity", "told"),
    [
        (Validity.EXPIRED, "，已过期"),
        (Validity.REPEALED, "，已废止"),
        (Validity.SUPERSEDED, "，已被取代"),
        (Validity.UPCOMING, "，尚未生效"),
        (Validity.UNKNOWN, "，有效期没有查到"),
    ],
)
def test_whether_a_source_holds_is_said_unless_it_does(texting: Texting, validity: Validity, told: str) -> None:
    source = cited(1, kind=Kind.OFFICIAL_TEXT, validity=validity)
    assert f"《fund细则》粤工信规字〔2024〕1号{told}，二、" in only(texting, answer(citations=(source,)))


def test_a_document_without_a_number_is_told_by_its_full_title(texting: Texting) -> None:
    assert "《关于plan的实施细则》" in only(texting, answer(citations=(cited(1, "plan"),)))


def test_notices_and_warnings_come_before_the_answer_and_remarks_after_it(texting: Texting) -> None:
    told = answer(
        Sentence("提示：已过期。", (1,), role=Role.WARNING),
        Sentence(RATE, (1,)),
        Sentence(CLOSED, (1,), role=Role.REMARK),
        Sentence(DIGEST, role=Role.REMARK),
        notices=("已按“技改”理解您的问题。",),
    )
    text = only(texting, told)
    order = ["已按“技改”理解", "提示：已过期。[1]", RATE, CLOSED, DIGEST, "依据"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)


def test_a_model_that_worded_is_named(texting: Texting) -> None:
    assert "由模型按原文措辞" in only(texting, answer(mode=Mode.MODEL))
    assert "由模型" not in only(texting, answer())


@pytest.mark.parametrize("status", AnswerStatus)
def test_a_refusal_ends_with_whom_to_ask(texting: Texting, status: AnswerStatus) -> None:
    refused = status in (AnswerStatus.OUT_OF_SCOPE, AnswerStatus.NO_EVIDENCE, AnswerStatus.EXPIRED_ONLY)
    assert (CONTACT in only(texting, answer(Sentence("没有写明。"), citations=(), status=status))) is refused


def test_at_most_two_further_questions_about_the_rule_are_told_as_choices(texting: Texting) -> None:
    asked = (
        "《fund细则》谁能申请？",
        "《fund细则》能得到什么？",
        "总结成效有哪些内容？",
        "《fund细则》怎么申请？",
        "《fund细则》现在还能报吗？",
    )
    told = texting.tell(answer(follow_ups=asked))
    assert told.parts[-1].endswith("还可以问，回复数字：\n1. 《fund细则》谁能申请？\n2. 《fund细则》怎么申请？")
    assert [each.said for each in told.choices] == [asked[0], asked[3]]
    assert not told.awaits


def test_a_suggestion_that_is_not_shown_cannot_be_picked(texting: Texting) -> None:
    long = long_answer(12)
    told = texting.tell(replace(long, follow_ups=(f"《fund细则》{'谁' * 600}？",)))
    assert "还可以问" not in told.parts[-1]
    assert told.choices == ()


def test_who_was_not_understood_gets_the_questions_of_the_welcome(texting: Texting) -> None:
    unclear = answer(
        Sentence("从「退订」还看不出您具体想问什么。"),
        status=AnswerStatus.CLARIFICATION_NEEDED,
        citations=(),
        follow_ups=("不给谁、不能用在哪有哪些内容？",),
    )
    told = texting.tell(unclear)
    assert "可以这样问，回复数字：\n1. 技改资金设备奖励能补多少？\n" in told.parts[-1]
    assert told.choices == texting.welcome().choices
    assert told.awaits


def test_nothing_is_suggested_below_a_refusal(texting: Texting) -> None:
    told = texting.tell(answer(status=AnswerStatus.NO_EVIDENCE, follow_ups=("《fund细则》谁能申请？",)))
    assert "还可以问" not in told.parts[-1]
    assert told.choices == ()


def test_who_asks_for_a_person_is_told_the_contact(texting: Texting) -> None:
    asked = answer(
        Sentence("还不能转接人工。"),
        citations=(),
        trace=(Step("understand", 0.1, {"route": "small_talk", "kind": "handover"}),),
    )
    assert texting.tell(asked).parts == (f"这里由助手自动回答。{CONTACT}",)
    assert texting.tell_markdown(asked) == f"这里由助手自动回答。{CONTACT}"


def test_every_number_that_is_shown_has_its_line_in_the_same_part(texting: Texting) -> None:
    remarks = (Sentence("申报已经截止：8月15日。", (13,), role=Role.REMARK), Sentence(DIGEST, role=Role.REMARK))
    long = long_answer(12)
    told = texting.tell(answer(*long.sentences, *remarks, citations=(*long.citations, cited(13)), judged=judged()))
    for part in told.parts:
        text, _, basis = part.partition("依据（按")
        shown = set(re.findall(r"\[(\d+)\]", text))
        assert shown <= set(re.findall(r"\[(\d+)\]", basis.partition("\n再说")[0])), part


def test_nobody_has_to_ask_for_a_part_that_only_warns(texting: Texting) -> None:
    for most in range(4, 14):
        sentences = [Sentence(f"第{n}条：{RATE}", (n,)) for n in range(1, most)]
        told = texting.tell(
            answer(
                *sentences, Sentence(DIGEST * 3, role=Role.REMARK), citations=tuple(cited(n) for n in range(1, most))
            )
        )
        assert all("[" in part for part in told.parts)


def test_who_writes_traditional_gets_our_words_so_and_quotes_as_they_are(texting: Texting) -> None:
    text = only(texting, answer(question="技改補貼幾多？"))
    assert RATE in text
    assert "依據（按2026年11月23日的情況）" in text
    assert "全文與更多依據" in text


def test_a_forged_link_stays_text_and_hidden_characters_go(texting: Texting) -> None:
    evil = '<a href="https://evil.test">\x00点这里\u202e</a>'
    text = only(texting, answer(Sentence(evil, (1,)), notices=(evil,), citations=(cited(1, locator=evil, title=evil),)))
    assert re.findall(r'href="([^"]+)"', re.sub("＜[^＞]*＞", "", text)) == [f"{PUBLIC_URL}/a/7gwcOvWAbRMm#1"]
    assert not {"\x00", "\u202e"} & set(text)


def long_answer(items: int, remarks: int = 1) -> Answer:
    """A list of as many rules, each of a document of its own, and what must be known of the first of them."""
    sentences = [Sentence(f"{n}. {RATE}", (n,)) for n in range(1, items + 1)]
    sentences += [Sentence(f"注意{n}：{CLOSED}", (n,), role=Role.REMARK) for n in range(1, remarks + 1)]
    return answer(*sentences, citations=tuple(cited(n, f"rule{n}") for n in range(1, items + 1)))


def test_each_part_holds_what_its_own_sentences_rest_on(texting: Texting) -> None:
    parts = texting.tell(long_answer(12)).parts
    assert len(parts) == 2
    for part in parts:
        told, _, basis = part.partition("依据（")
        answers = set(re.findall(r"^(\d+)\. ", told, re.MULTILINE))
        assert answers == set(re.findall(r"^\[(\d+)\]《", basis, re.MULTILINE))
    assert size(parts[0]) <= LIMIT - size(texting.foot(99))


def test_what_must_be_known_of_a_rule_stands_right_below_it_where_one_message_does_not_hold_all(
    texting: Texting,
) -> None:
    first = texting.tell(long_answer(12)).parts[0]
    assert f"1. {RATE}[1]\n注意1：{CLOSED}[1]\n\n2. {RATE}[2]" in first


def test_a_long_list_is_left_to_the_page_but_for_its_warnings_and_remarks(texting: Texting) -> None:
    parts = texting.tell(long_answer(60, remarks=3)).parts
    text = "\n".join(parts)
    assert len(parts) == 2
    left = int(re.findall(r"还有 (\d+) 条没有列出，请看全文", text)[0])
    assert left + len(re.findall(r"^\d+\. 设备", text, re.MULTILINE)) == 60
    assert all(f"注意{n}：{CLOSED}" in text for n in (1, 2, 3))
    assert f"{PUBLIC_URL}/a/7gwcOvWAbRMm" in parts[0]


def test_without_a_page_a_long_list_is_told_whole(hidden: Texting) -> None:
    text = "\n".join(hidden.tell(long_answer(60)).parts)
    assert all(f"{n}. {RATE}[{n}]" in text for n in range(1, 61))


def test_a_single_sentence_longer_than_a_message_is_told_whole(texting: Texting) -> None:
    whole = "，".join(f"第{n}项支持" for n in range(400)) + "。"
    parts = texting.tell(answer(Sentence(whole, (1,)))).parts
    assert max(map(size, parts)) <= LIMIT
    assert "".join(parts).startswith(f"{whole}[1]")


SENTENCES = st.lists(
    st.builds(
        Sentence,
        st.text("甲乙丙。，；10万元[]<a>🇨🇳\n", min_size=1, max_size=500).filter(str.strip),
        st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple),
        role=st.sampled_from(Role),
    ),
    min_size=1,
    max_size=25,
)


@given(SENTENCES, st.sampled_from(["", PUBLIC_URL]), st.sampled_from([600, 1900]))
def test_whatever_is_answered_every_part_fits_and_every_link_is_whole(
    sentences: list[Sentence], public_url: str, limit: int
) -> None:
    told = answer(*sentences, citations=tuple(cited(n, f"rule{n}") for n in range(1, 10)), follow_ups=("谁能申请？",))
    texting = Texting(WORDS, public_url, CONTACT, limit)
    parts = texting.tell(told).parts
    assert all(part.strip() for part in parts)
    assert all(size(part) <= limit for part in parts)
    assert all(size(f"{part}{texting.foot(9)}") <= limit for part in parts[:-1])
    for part in parts:
        assert part.count("<a ") == part.count("</a>") == len(re.findall(r'<a href="[^"<>]+">[^<>]+</a>', part))
    text = "".join("".join(parts).split())
    for each in sentences:
        if each.role is not Role.ANSWER:
            assert "".join(each.text.translate(str.maketrans("<>", "＜＞")).split()) in text


def judged(**fields: object) -> Judged:
    return Judged(**({"profile": tuple(PROFILE.values()), "verdicts": (verdict(),), "missing": (FILED,)} | fields))


def test_verdicts_stand_above_the_answer_with_sum_cap_and_what_they_rest_on(texting: Texting) -> None:
    text = only(texting, answer(judged=judged()))
    assert text.startswith("对照申报条件（按2026年11月23日的情况）：\n· 省级技改资金·设备奖励（《关于制造业当家")
    assert "：初步符合；设备奖励估算：新设备金额900万元 × 不超过20%，每个项目最高1500万元，即最高180万元；" in text
    assert "；申报前还要按材料核对；没有查到：营业收入的门槛。[2][3][4]\n金额以当年申报通知为准。\n\n" in text
    assert text.index("180万元") < text.index(RATE)
    assert "\n[2] 二、怎么申请·第3点\n[3] 二、怎么申请·第4点\n[4] 二、怎么申请·第7点\n" in text


def test_the_sum_of_a_round_that_is_over_stands_in_the_first_lines_of_the_first_part(texting: Texting) -> None:
    closed = verdict(outcome=Outcome.CLOSED, conditions=Outcome.UNDETERMINED)
    long = long_answer(12)
    told = texting.tell(answer(*long.sentences, citations=long.citations, judged=judged(verdicts=(closed,))))
    assert len(told.parts) > 1
    second = told.parts[0].split("\n")[1]
    assert "这一轮已截止" in second
    assert "180万元" in second


def test_only_what_this_message_told_is_read_back(texting: Texting) -> None:
    text = only(texting, answer(question="我们是制衣厂", judged=judged()))
    assert "读到：行业 做服装\n" in text


def test_why_not_is_said_and_no_sum_is_promised(texting: Texting) -> None:
    fails = verdict(
        outcome=Outcome.NOT_ELIGIBLE, conditions=Outcome.NOT_ELIGIBLE, findings=(finding("新设备金额", False, 3),)
    )
    text = only(texting, answer(judged=judged(verdicts=(fails,))))
    assert "：不符合；不符合的是：新设备金额。" in text
    assert "180万元" not in text
    assert "金额以当年" not in text


def test_a_round_that_is_over_says_how_the_conditions_stand_and_when_the_next_one_is(texting: Texting) -> None:
    closed = verdict(outcome=Outcome.CLOSED, conditions=Outcome.UNDETERMINED, next_round=Note("大约明年年中。", (4,)))
    text = only(texting, answer(judged=judged(verdicts=(closed,))))
    assert "；按那一轮的条件还不能下结论" in text
    assert "\n省级技改资金·设备奖励：大约明年年中。\n" in text


def test_a_condition_of_the_old_round_alone_does_not_speak_against_the_next(texting: Texting) -> None:
    old = finding("完工时间", False, 4, of_round=True)
    closed = verdict(outcome=Outcome.CLOSED, conditions=Outcome.LIKELY, findings=(old,))
    assert "除了那一轮自己的要求，您说到的条件都符合" in only(texting, answer(judged=judged(verdicts=(closed,))))


def test_a_round_that_was_missed_and_cities_that_close_apart_are_said(texting: Texting) -> None:
    early = finding("完工时间", False, 4, of_round=True, missed=True)
    closed = verdict(outcome=Outcome.CLOSED, conditions=Outcome.NOT_ELIGIBLE, findings=(early,))
    assert "；时间早于这一轮要求的，已经错过了能报的那一轮；" in only(
        texting, answer(judged=judged(verdicts=(closed,)))
    )
    window = Window("2027年度", None, None, cities=(("中山", PolicyDate(date(2026, 8, 11), Precision.DAY)),))
    open_still = verdict(window=window)
    assert "；各市的截止日不同，所在市的请向当地问清；" in only(texting, answer(judged=judged(verdicts=(open_still,))))


def test_programmes_of_which_the_same_is_to_be_said_share_a_line(texting: Texting) -> None:
    one = verdict(outcome=Outcome.UNDETERMINED, conditions=Outcome.UNDETERMINED, findings=(), estimates=())
    other = replace(one, programme_id="other", programme="另一项")
    text = only(texting, answer(judged=judged(verdicts=(one, other))))
    assert re.search(r"· 省级技改资金·设备奖励（《[^》]+》）、另一项（《[^》]+》）：还不能下结论。", text)


def test_that_only_one_of_two_can_be_had_is_said(texting: Texting) -> None:
    other = replace(verdict(), programme_id="gd-loan-interest", programme="省级贷款贴息", relations=())
    text = only(texting, answer(judged=judged(verdicts=(verdict(), other))))
    assert "同一笔贷款只能享受一项省级贴息政策。" in text


def test_a_fixed_sum_is_not_told_twice(texting: Texting) -> None:
    fixed = Estimate("小升规奖励", "5万元", Decimal(50000), Decimal(50000), False, (3,))
    text = only(texting, answer(judged=judged(verdicts=(verdict(estimates=(fixed,)),))))
    assert "：初步符合；小升规奖励：5万元；" in text


def test_verdicts_that_the_answer_itself_tells_are_not_told_again(texting: Texting) -> None:
    text = only(texting, answer(judged=judged(), trace=(Step("judge", 0.1),)))
    assert "对照申报条件" not in text
    assert FILED.ask in text


def test_one_question_is_asked_with_choices_in_the_last_part_only(texting: Texting) -> None:
    told = texting.tell(answer(*long_answer(12).sentences, citations=long_answer(12).citations, judged=judged()))
    assert len(told.parts) > 1
    assert told.parts[-1].endswith(
        "再说一件事，可以看得更准：\n这个技改项目在工信部门备案了吗？\n"
        "回复数字：\n1. 是（有）\n2. 不是（没有）\n3. 不清楚，跳过"
    )
    assert [each.said for each in told.choices] == ["是", "不是", "跳过"]
    assert not any(FILED.ask in part for part in told.parts[:-1])


def test_a_figure_is_asked_for_with_an_example_and_what_counts(texting: Texting) -> None:
    told = texting.tell(answer(judged=judged(missing=(YEARS,)), follow_ups=("谁能申请？",)))
    assert told.parts[-1].endswith(
        "做了几年？\n（从真正做这个产品算起。）\n请直接回复，例如“5年”；不清楚就回复“跳过”。"
    )
    assert told.choices == ()


def test_a_count_is_asked_for_in_its_unit(texting: Texting) -> None:
    staff = AskedFact("rd_staff", "研发人员", FactType.COUNT, "人", "做研发的有多少人？")
    assert "例如“3人”" in only(texting, answer(judged=judged(missing=(staff,))))


def test_nothing_is_asked_where_nobody_asks_whether_they_qualify(texting: Texting) -> None:
    told = texting.tell(answer(judged=judged(verdicts=()), follow_ups=("《fund细则》谁能申请？",)))
    assert FILED.ask not in told.parts[-1]
    assert "还可以问" in told.parts[-1]


def test_the_question_follows_the_script_of_the_talk_where_the_message_tells_none(texting: Texting) -> None:
    traditional = replace(FILED, name="項目備案", ask="這個技改項目在工信部門備案了嗎？")
    facts = (Fact("place", "虎门", "虎門", "厂在哪里", "虎门"),)
    told = texting.tell(answer(question="虎門", judged=judged(profile=facts, missing=(traditional,))))
    assert "讀到：廠在哪裏 虎門" in told.parts[-1]
    assert [each.said for each in told.choices] == ["是", "不是", "跳過"]


def test_markdown_holds_the_same_with_links(texting: Texting) -> None:
    told = answer(Sentence(RATE, (1,)), Sentence(DIGEST, role=Role.REMARK), judged=judged())
    text = texting.tell_markdown(told)
    assert f"{RATE}[1]\n\n{DIGEST}\n\n依据" in text
    assert "第1项 [查看出处](https://zc.example.cn/a/7gwcOvWAbRMm#1)" in text
    assert "\n\n1. 是（有）\n\n2. 不是（没有）" in text
    assert "<a" not in text


def test_markdown_that_is_too_long_ends_with_the_page(texting: Texting, hidden: Texting) -> None:
    long = answer(*(Sentence(f"{n}. {RATE * 20}", (1,)) for n in range(1, 40)))
    text = texting.tell_markdown(long)
    assert size(text) <= MARKDOWN_LIMIT
    assert text.endswith(
        "（内容较长，后面的没有列出。）\n\n全文与更多依据：" + "[{0}]({0})".format(f"{PUBLIC_URL}/a/{long.id}")
    )
    assert size(hidden.tell_markdown(long)) <= MARKDOWN_LIMIT


def test_the_same_answer_gives_the_same_bytes(texting: Texting) -> None:
    told = answer(judged=judged(), as_of=date(2026, 11, 27))
    assert texting.tell(told) == texting.tell(told)


def test_only_items_of_a_list_are_left_to_the_page(texting: Texting) -> None:
    sentences = [Sentence(f"第{n}条：{RATE}", (n,)) for n in range(1, 61)]
    told = answer(*sentences, citations=tuple(cited(n, f"rule{n}") for n in range(1, 61)))
    text = "\n".join(texting.tell(told).parts)
    assert all(f"{each.text}[{each.citations[0]}]" in text for each in sentences)


def test_the_choices_are_the_same_whichever_way_it_is_told(texting: Texting) -> None:
    told = answer(judged=judged())
    assert texting.choices(told) == texting.tell(told).choices != ()
    assert texting.choices(answer()) == ()


def test_what_shuts_out_is_said_as_such(texting: Texting) -> None:
    shut = finding("已得到其他省级工信资金", False, 6, sort=FindingSort.EXCLUSION)
    fails = verdict(outcome=Outcome.NOT_ELIGIBLE, conditions=Outcome.NOT_ELIGIBLE, findings=(shut,))
    assert "：不符合；有不能申报的情形：已得到其他省级工信资金。" in only(
        texting, answer(judged=judged(verdicts=(fails,)))
    )


def test_a_question_that_the_answer_puts_is_not_put_again(texting: Texting) -> None:
    told = answer(Sentence(f"没有读懂这个回答。\n{FILED.ask}"), citations=(), judged=judged())
    text = "".join(texting.tell(told).parts)
    assert text.count(FILED.ask) == 1
    assert "回复数字：" in text
