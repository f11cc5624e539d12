"""What staff write is held against what it cites, character by character."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.turn import Span
from assistant.desk.building import ReplySettings, build_checking
from assistant.desk.checking import Place, Reply
from assistant.domain import Paragraph, PolicyDate, Precision
from tests.fakes.assistant import FakeAssistant
from tests.fakes.documents import version
from tests.fakes.reply_desk import CONTACT, SETTINGS

DAY = date(2024, 6, 1)
TEXT = (
    "一、支持\n\n设备奖励最高1500万元。\n\n融资租赁补贴最高200万元，贴息最长三年。\n\n"
    "申请的企业不得有违法记录。\n\n新设备金额不低于700万元，比例为20%至30%。\n\n二〇二五年的奖励在东莞受理。"
)


def _assistant(**fields: object) -> FakeAssistant:
    held = version(TEXT, id="rule", doc_number="粤工信规字〔2024〕7号", short_title="技改细则", **fields)
    return FakeAssistant(documents={"rule": (held,)})


ASSISTANT = _assistant()
CLAUSES = [each for each in ASSISTANT.document("rule").clauses if "，" in each.text or "。" in each.text]


def _checking(assistant: FakeAssistant = ASSISTANT):
    settings = ReplySettings(SETTINGS.prompts_dir, SETTINGS.knowledge_dirs[0], CONTACT, False)
    return build_checking(settings, assistant)


CHECKING = _checking()


def cited(*quotes: str, assistant: FakeAssistant = ASSISTANT, day: date = DAY):
    """The clauses that hold these words, as citations from 1 on."""
    found = []
    for n, quote in enumerate(quotes, 1):
        clause = next(each for each in assistant.document("rule").clauses if quote in each.text and each.parent_id)
        found.append(replace(assistant.cite(Span(clause.id, 0, len(clause.text)), day), n=n))
    return tuple(found)


def check(text: str, *quotes: str, question: str = "", assistant: FakeAssistant = ASSISTANT, day: date = DAY):
    citations = cited(*quotes, assistant=assistant, day=day)
    reply = Reply((Paragraph(text, tuple(each.n for each in citations)),), citations, day, question)
    return (
        _checking(assistant).objections(reply, day) if assistant is not ASSISTANT else CHECKING.objections(reply, day)
    )


def underlined(text: str, *quotes: str, **fields: object) -> list[tuple[str, str]]:
    return [(each.flaw.value, text[each.start : each.end]) for each in check(text, *quotes, **fields)]


def test_what_stands_in_the_clause_has_no_finding():
    assert check("设备奖励最高1500万元。", "1500") == ()
    assert check("最高1500万元，是设备奖励的数。", "1500") == ()


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("设备奖励最高1600万元。", "1500", [("figure", "最高1600万元")]),
        ("设备奖励不低于1500万元。", "1500", [("figure", "不低于1500万元")]),
        ("设备奖励最高1500万元，再给最高1500万元。", "1500", [("figure", "最高1500万元")]),
        ("贴息最长四年，补贴最高200万元。", "200", [("figure", "最长四年")]),
        ("贴息最长三年，补贴最高二百万元。", "200", []),
        ("比例为20%至30%，新设备金额不低于700万元。", "700", []),
        ("比例为20%至40%，新设备金额不低于700万元。", "700", [("figure", "20%至40%")]),
        ("企业可以有违法记录。", "违法", [("polarity", "有违法")]),
        ("设备奖励不含税最高1500万元。", "1500", [("polarity", "不")]),
        ("按粤工信规字〔2024〕8号，设备奖励最高1500万元。", "1500", [("document_number", "粤工信规字〔2024〕8号")]),
        ("按粤工信规字〔2024〕7号，设备奖励最高1500万元。", "1500", []),
        ("佛山的企业，设备奖励最高1500万元。", "1500", [("place", "佛山")]),
        ("二〇二五年的奖励在东莞受理。", "东莞", []),
        ("二〇二六年的奖励在东莞受理。", "东莞", [("figure", "二〇二六年")]),
        ("二区的设备奖励最高1500万元。", "1500", [("figure", "二区")]),
    ],
)
def test_what_does_not_is_underlined(text, quote, expected):
    assert underlined(text, quote) == expected


def test_of_a_repeated_figure_the_one_too_many_is_underlined():
    text = "设备奖励最高1500万元，再给最高1500万元。"
    (found,) = check(text, "1500")
    assert found.start == text.rindex("最高1500万元")


def test_offsets_count_characters_of_any_plane():
    text = "𠮷😀您好：设备奖励最高1600万元。"
    (found,) = check(text, "1500")
    assert text[found.start : found.end] == "最高1600万元"


def test_figures_must_be_said_of_what_they_are_said_of():
    text = "融资租赁补贴最高1500万元，设备奖励最高200万元。"
    assert {each for each, _ in underlined(text, "1500", "200")} == {"figure"}


def test_a_number_in_the_text_binds_what_stands_before_it():
    right = "设备奖励最高1500万元[1]，租赁补贴最高200万元[2]。"
    wrong = "设备奖励最高1500万元[2]，租赁补贴最高200万元[1]。"
    assert underlined(right, "1500", "200") == []
    assert underlined(wrong, "1500", "200") == [("figure", "最高1500万元"), ("figure", "最高200万元")]


@pytest.mark.parametrize(
    "text",
    [
        "您好！您的留言收悉，现答复如下：",
        "以上答复按2024年6月1日的规定作出，之后规定有调整的，以调整后的为准。",
        CONTACT,
        "也可以拨打020-83133000。",
        "您的工单编号：12，请保留。",
        "要点据公开信息整理，不是原文，请以官方原文和当年通知为准。",
        "《技改细则》没有写明申请时间。",
        "【不要说】不要说一定能批、一定能拿到多少，批不批、给多少以主管部门审核为准。不要说出处里没有的数目和日期。"
        "不要替别的部门答应办理时间。",
        "感谢您对我们工作的关心和支持。",
        "请向属地工业和信息化主管部门咨询申报事项。",
    ],
)
def test_what_the_program_vouches_for_needs_no_citation(text):
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("设备奖励最高1500万元。", "最高1500万元"),
        ("您厂符合申报条件，可以享受补贴。", "您厂符合申报条件，可以享受补贴"),
        ("请拨打020-83133001。", "020-83133001"),
        ("以上答复按2024年7月1日的规定作出。", "2024年7月1日"),
        ("按粤工信规字〔2024〕7号。", "粤工信规字〔2024〕7号"),
    ],
)
def test_policy_without_a_citation_is_a_finding(text, what):
    assert underlined(text) == [("citation", what)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("个体工商户可以申请奖励，具体以窗口为准。", "个体工商户可以申请奖励"),
        ("个体工商户可以申请奖励，无需任何材料，请致电咨询。", "个体工商户可以申请奖励，无需任何材料"),
        ("个体户也能报名，钱月底到账。", "个体户也能报名，钱月底到账"),
        ("请致电窗口，个体户可以申请奖励。", "个体户可以申请奖励"),
        ("经核实个体户可以申请奖励。", "经核实个体户可以申请奖励"),
        ("您咨询的个体户可以申请奖励。", "您咨询的个体户可以申请奖励"),
        ("咨询结果：个体户可以申请奖励。", "咨询结果：个体户可以申请奖励"),
        ("个体户可以申请奖励请向窗口咨询。", "个体户可以申请奖励请向窗口咨询"),
        ("无需任何材料。", "无需任何材料"),
        ("行业不限，请来电。", "行业不限"),
        ("申报截至2024年6月1日。", "截至2024年6月1日"),
        ("请按2024年6月1日申报。", "2024年6月1日"),
    ],
)
def test_advice_beside_it_does_not_vouch_for_policy(text, what):
    assert underlined(text) == [("citation", what)]


def test_the_day_of_the_reply_is_no_deadline_where_a_clause_is_cited_either():
    assert underlined("设备奖励最高1500万元，申报截至2024年6月1日。", "1500") == [("figure", "截至2024年6月1日")]


@pytest.mark.parametrize(
    "text",
    [
        "能否申请补贴，请咨询属地工业和信息化主管部门。",
        "具体能申请多少，请以主管部门审核为准。",
        "如有不清楚的地方，欢迎来电。",
        "您没有写明投资金额，请补充。",
        "这件事文件没有写，可以向窗口了解。",
        "符合条件的企业可以向属地主管部门咨询。",
        "提示：截至 2024年6月1日，《技改细则》尚未施行。",
        "请直接致电主管部门了解申报条件。",
    ],
)
def test_plain_advice_needs_no_citation(text):
    assert check(text) == ()


def test_numbers_of_a_list_and_the_list_of_documents_are_no_findings():
    text = "依据：\n1. 《技改细则》（粤工信规字〔2024〕7号，2024年3月）"
    dated = _assistant(issued_on=PolicyDate(date(2024, 3, 1), Precision.MONTH))
    assert check(text, "1500", assistant=dated) == ()
    assert underlined("（1）设备奖励最高1500万元。", "1500") == []
    assert [each.what for each in check(text.replace("3月", "4月"), "1500", assistant=dated)] == ["2024年4月"]


def test_figures_that_the_asker_told_may_be_repeated_as_such_only():
    question = "我们投资了800万元买设备"
    said = "您提到的投资800万元，要看新设备金额。设备奖励最高1500万元。"
    assert check(said, "1500", question=question) == ()
    assert underlined(said, "1500") == [("figure", "800万元")]
    assert underlined("设备奖励800万元。", "1500", question=question) == [("figure", "800万元")]


@pytest.mark.parametrize(
    "text",
    [
        "您咨询的设备奖励最高3000万元。",
        "您提到的设备奖励最高3000万元。",
        "您说的3000万元，月底到账。",
        "贵公司咨询的设备奖励可以拿到3000万元。",
        "贵公司可以拿到您提到的3000万元。",
        "您问的3000万元。",
    ],
)
@pytest.mark.parametrize("quotes", [(), ("1500",)])
def test_a_figure_that_was_only_asked_about_is_not_granted_by_repeating_it(text, quotes):
    question = "设备奖励是最高3000万元吗，3000万元什么时候给"
    assert any("3000万元" in what for _, what in underlined(text, *quotes, question=question))


def test_a_citation_that_is_not_there_or_reads_otherwise_is_a_finding():
    text = "设备奖励最高1500万元。"
    (citation,) = cited("1500")
    for wrong, flaw in (
        (replace(citation, n=2), "citation"),
        (replace(citation, quote="设备奖励最高9999万元。"), "quote"),
        (replace(citation, clause_id="rule:99"), "quote"),
        (replace(citation, version=7), "quote"),
    ):
        found = CHECKING.objections(Reply((Paragraph(text, (1,)),), (wrong,), DAY), DAY)
        assert flaw in {each.flaw.value for each in found}


def test_a_clause_that_changed_since_must_be_cited_anew():
    old, new = version(TEXT, id="rule"), version(TEXT.replace("1500", "1800"), 2, id="rule")
    before, after = FakeAssistant(documents={"rule": (old,)}), FakeAssistant(documents={"rule": (old, new)})
    changed, same = cited("1500", assistant=before), cited("200", assistant=before)
    text = Paragraph("设备奖励最高1500万元。", (1,))
    (found,) = _checking(after).objections(Reply((text,), changed, DAY), DAY)
    assert (found.flaw.value, "新版本" in found.message) == ("quote", True)
    kept = Paragraph("融资租赁补贴最高200万元。", (1,))
    assert _checking(after).objections(Reply((kept,), same, DAY), DAY) == ()


def test_what_is_over_may_be_cited_only_where_the_reply_says_so_before():
    over = _assistant(expires_on=PolicyDate(date(2023, 12, 31), Precision.DAY))
    (citation,) = cited("1500", assistant=over)
    assert underlined("设备奖励最高1500万元。", "1500", assistant=over) == [("expired", "设备奖励最高1500万元。")]
    stated = Paragraph("设备奖励最高1500万元。", (1,))
    for warning, is_told in (
        ("提示：《技改细则》已过期。", True),
        ("《技改细则》还没有过期。", False),
        ("另一个文件已过期。", False),
    ):
        first = Paragraph(warning, (1,))
        found = _checking(over).objections(Reply((first, stated), (citation,), DAY), DAY)
        assert (not [each for each in found if each.paragraph == 1]) is is_told
        found = _checking(over).objections(Reply((stated, first), (citation,), DAY), DAY)
        assert [each for each in found if each.flaw.value == "expired" and each.paragraph == 0]


def test_a_rule_that_ends_between_drafting_and_sending_is_found_on_the_day():
    ends = _assistant(expires_on=PolicyDate(date(2024, 6, 30), Precision.DAY))
    citations = cited("1500", assistant=ends)
    reply = Reply((Paragraph("设备奖励最高1500万元。", (1,)),), citations, DAY)
    assert _checking(ends).objections(reply, DAY) == ()
    (found,) = _checking(ends).objections(reply, date(2024, 7, 1))
    assert found.flaw.value == "expired"


def test_what_staff_are_to_fill_in_must_be_filled_in():
    text = "〔请工作人员在这里补充答复，或写明向哪个部门咨询〕"
    assert underlined(text) == [("citation", text)]


def test_places_become_citations_only_where_they_are():
    clause = next(each for each in ASSISTANT.document("rule").clauses if "1500" in each.text)
    places = [
        Place(4, clause.id, 1, clause.start, clause.end),
        Place(5, clause.id, 1, clause.start - 1, clause.end),
        Place(6, clause.id, 9, clause.start, clause.end),
        Place(7, "rule:99", 1, 0, 4),
    ]
    (citation,) = CHECKING.citations(places, DAY)
    assert (citation.n, citation.quote) == (4, clause.text)
