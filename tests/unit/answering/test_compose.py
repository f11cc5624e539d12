"""What an answer is put together from."""

import re
from datetime import date

import pytest

from assistant.domain import AnswerStatus, Kind, Script
from assistant.language.script import ScriptConverter
from tests.fakes.documents import version
from tests.fakes.interview import Interview

FIGURES = [
    ("渔业营收目标是多少？", "800 亿元"),
    ("要建成多少座现代渔港？", "20 座以上"),
    ("渔民培训每年多少人次", "3000 人次"),
]


@pytest.mark.parametrize(("question", "figure"), FIGURES)
def test_a_figure_is_answered_by_the_stretch_that_holds_it(interview, question, figure):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert figure in told.text
    assert len(told.text) <= 80
    (sentence,) = told.turn.sentences
    assert any(figure in sentence.text[start:end] for start, end in sentence.marks)


def test_every_quote_is_verbatim_and_every_citation_is_used(interview):
    for question in ["四大攻坚行动分别是什么？", "冷链和品牌分别有什么措施", *dict(FIGURES)]:
        told = interview.ask(question)
        used = {n for sentence in told.turn.sentences for n in sentence.citations}
        assert used == {citation.n for citation in told.turn.citations}
        for citation in told.turn.citations:
            text = interview.catalogue.document(citation.document_id).text
            assert text[citation.start : citation.end] == citation.quote


def test_citations_are_numbered_from_one_in_order_of_use(interview):
    told = interview.ask("四大攻坚行动分别是什么？")
    used = [n for sentence in told.turn.sentences for n in sentence.citations]
    assert list(dict.fromkeys(used)) == list(range(1, len(told.turn.citations) + 1))


def test_two_questions_are_answered_one_after_the_other(interview):
    told = interview.ask("渔业营收目标是多少？冷库建在哪里？")
    assert told.status is AnswerStatus.ANSWERED
    assert told.text.index("800 亿元") < told.text.index("湛江")


def test_what_only_part_of_a_question_finds_is_told_and_the_rest_named(interview):
    told = interview.ask("冷库建在哪里？补贴比例是多少？")
    assert told.status is AnswerStatus.PARTLY_ANSWERED
    assert "湛江" in told.text
    assert any("没有写明" in said and "补贴比例" in said for said in told.said)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("码头改造的补贴比例是多少？", "补贴比例"),
        ("码头改造最高能拿多少钱？", "最高额度"),
        ("冷库的联系电话是多少？", "联系电话"),
        ("技能培训怎么报名？", "申报流程"),
        ("佛山有什么支持？", "佛山"),
        ("2026年渔港要达到什么目标？", "2026"),
        ("总额900亿元的项目怎么支持？", "900亿元"),
    ],
)
def test_a_refusal_names_the_gap_the_nearest_clause_and_where_to_ask(interview, spoken, question, missing):
    told = interview.ask(question)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert missing in told.said[0]
    assert "没有" in told.said[0]
    assert any(said.startswith(spoken.replies("lead.nearest")) for said in told.said[1:])
    assert told.said[-1] == spoken.replies("no_evidence.where", issuer="某省某厅")


@pytest.mark.parametrize("question", ["技能培训在哪里办？", "冷藏车多少钱？", "渔港解读里营收目标是多少？"])
def test_a_refusal_never_denies_what_the_text_says(interview, question):
    first = interview.ask(question).said[0]
    assert "没有" in first
    assert not re.match("已收录的文件没有写到", first)


def test_each_part_of_a_question_is_refused_with_the_topic_that_was_named_once(interview):
    told = interview.ask("码头改造有没有补贴，怎么申请，什么时候截止？")
    refusals = [said for said in told.said if "没有写明" in said]
    assert len(refusals) >= 2
    assert all("码头改造" in said for said in refusals)


def test_a_question_about_nothing_that_is_collected_is_out_of_scope(interview):
    told = interview.ask("怎么做红烧肉？")
    assert told.status is AnswerStatus.OUT_OF_SCOPE


@pytest.mark.parametrize("question", ["这个呢？", "怎么办？", "多少？"])
def test_a_question_that_names_nothing_is_asked_back(interview, question):
    assert interview.ask(question).status is AnswerStatus.CLARIFICATION_NEEDED


def test_our_words_come_in_the_script_of_the_question_and_quotes_in_their_own(interview):
    told = interview.ask("冷庫建在哪裡？")
    assert told.turn.script is Script.TRADITIONAL
    assert "《漁港方案》寫明：" in told.text
    assert "在湛江建设冷库集群" in told.text
    assert told.withheld == []


def test_a_digest_is_called_one(spoken):
    digest = version("# 冷库要点\n\n一、选址\n\n在湛江建设冷库集群。", kind=Kind.DIGEST, short_title="冷库要点")
    told = Interview(spoken, [digest]).ask("冷库建在哪里？")
    assert told.said[0].startswith("《冷库要点》（要点）：")
    assert "请以官方原文和当年通知为准" in told.said[-1]


def test_a_mended_word_is_announced(interview):
    told = interview.ask("拎链运输怎么发展？冷连运输怎么做？")
    for notice in told.turn.notices:
        assert "理解" in notice


def test_follow_ups_are_three_at_most_and_never_the_question_itself(interview):
    for question in ["冷库建在哪里？", "第一项行动包括哪些内容", "渔业营收目标是多少？"]:
        turn = interview.ask(question).turn
        assert 1 <= len(turn.follow_ups) <= 3
        assert question not in turn.follow_ups


def test_follow_ups_can_be_answered(interview):
    for question in interview.ask("冷库建在哪里？").turn.follow_ups:
        assert interview.ask(question).status is AnswerStatus.ANSWERED


def test_the_same_question_gets_the_same_answer(interview):
    for question in ["四大攻坚行动分别是什么？", "冷链怎么支持", "补贴比例是多少"]:
        one, other = interview.ask(question), interview.ask(question)
        assert (one.said, one.quotes) == (other.said, other.quotes)


def test_the_day_does_not_change_what_is_quoted(interview):
    inside = interview.ask("冷库建在哪里？", date(2024, 6, 1))
    after = interview.ask("冷库建在哪里？", date(2026, 1, 1))
    assert inside.said[-1] == after.said[-1]


def test_a_place_that_only_says_where_somebody_is_hides_nothing_and_is_said_to_be_absent(over):
    others = "".join(
        f"推动{matter}工作。\n\n"
        for matter in ["港口", "航道", "船检", "气象", "保险", "培训", "冷链", "市场", "科研", "执法", "救助", "统计"]
    )
    body = (
        f"# 渔业方案\n\n一、任务\n\n鼓励深入挖掘疍家渔网编织技艺，融入旅游产品。\n\n{others}二、其他\n\n加强组织领导。"
    )
    told = over(body).ask("阳江那边的疍家渔网编织能做什么")
    assert told.status is AnswerStatus.ANSWERED
    assert "融入旅游产品" in told.text
    assert "没有写到：阳江" in told.text


def test_the_contents_of_a_rule_that_is_only_named_are_not_made_up(over):
    told = over("# 渔业方案\n\n一、任务\n\n深入实施“护渔十条”，加大政策支持。\n\n二、其他\n\n加强组织领导。").ask(
        "护渔十条具体包括哪些内容"
    )
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "深入实施“护渔十条”" in "".join(told.quotes)


def test_what_is_asked_of_a_topic_must_be_written_itself(over):
    told = over("# 渔业方案\n\n一、任务\n\n推广绿色养殖技术，减少用药。\n\n二、其他\n\n加强组织领导。").ask(
        "沿海码头油污的排污费是怎么规定的"
    )
    assert told.status is AnswerStatus.NO_EVIDENCE


def test_a_question_that_fits_two_statements_gets_both(over):
    body = (
        "# 渔业方案\n\n一、任务\n\n鼓励渔民参加冷链技能培训，提升水平。\n\n"
        "二、市场\n\n支持企业建设冷链配送网络，拓展市场。\n\n三、其他\n\n加强组织领导。"
    )
    told = over(body).ask("冷链怎么做")
    assert "技能培训" in told.text
    assert "配送网络" in told.text


def test_a_year_does_not_tell_when_an_event_takes_place(over):
    told = over("# 渔业方案\n\n一、任务\n\n2024年支持举办渔业博览会等展会。\n\n二、其他\n\n加强组织领导。").ask(
        "渔业博览会什么时候举办"
    )
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "渔业博览会" in "".join(told.quotes)


def test_the_title_of_a_document_is_told_in_its_own_words(interview):
    told = interview.ask("方案的全称是什么")
    assert told.quotes == ["某省某厅关于推进渔港升级的实施方案"]
    assert "标题" in told.text


def test_the_heading_of_a_part_is_no_title(interview):
    assert "标题，原文" not in interview.ask("方案第二部分标题是什么").text


def test_a_reply_in_simplified_needs_no_table_to_traditional(spoken, monkeypatch):
    def refuse(converter, text):
        raise AssertionError(text)

    monkeypatch.setattr(ScriptConverter, "to_traditional", refuse)
    interview = Interview.of_folder(spoken, "tests/fakes/knowledge")
    for question in (FIGURES[0][0], "方案现在还有效吗？", "渔民养老金一个月领多少？", "今天天气怎么样"):
        assert interview.ask(question).said


def test_a_title_in_traditional_is_no_claim(over):
    told = over("渔业营收达到800亿元。", title="2024年渔业发展方案", short_title="2024年渔业发展方案").ask(
        "漁業營收達到多少？"
    )
    assert "《2024年漁業發展方案》" in told.text
    assert told.withheld == []
