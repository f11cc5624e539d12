"""The shortest verbatim stretch that answers: typed values, classifiers, dates."""

import pytest

from assistant.answering.windows import best_window, same_classifier

GOALS = (
    "到 2024 年底，全省渔业营收达到 800 亿元，各地因地制宜推进港区改造，建成 20 座以上现代渔港，"
    "共培育 6 家以上深海养殖龙头企业，举办渔业展会 12 场；推动渔港码头改造扩能，渔船更新率达到 35%，"
    "渔民培训每年不少于 3000 人次，由省渔业厅牵头落实各项任务。"
)
TIMETABLE = "2024 年 3 月完成部署，2025 年 1 月 15 日前形成总结，每季度结束后的第一个月 15 日前报送工作进展情况。"


@pytest.fixture(scope="session")
def told(over):
    """The window of a sentence for a question, stretches joined by …; None when the sentence cannot answer."""

    def window(sentence: str, question: str) -> str | None:
        interview = over(f"# 方案\n\n一、主要内容\n\n{sentence}\n\n二、其他内容\n\n加强组织领导。")
        clause = next(clause for clause in interview.catalogue.clauses.values() if clause.text == sentence)
        found = best_window(interview.facts[clause.id], interview.read(question))
        return None if found is None else "…".join(sentence[span.start : span.end] for span in found.spans)

    return window


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("渔业营收要达到多少", "到 2024 年底…全省渔业营收达到 800 亿元"),
        ("现代渔港建多少座", "到 2024 年底…建成 20 座以上现代渔港"),
        ("龙头企业几间", "到 2024 年底…共培育 6 家以上深海养殖龙头企业"),
        ("办多少次渔业展会", "到 2024 年底…举办渔业展会 12 场"),
        ("渔船更新比例是多少", "渔船更新率达到 35%"),
        ("渔民培训多少人次", "渔民培训每年不少于 3000 人次"),
    ],
)
def test_the_answer_is_the_segment_with_the_value_and_the_date_that_governs_it(told, question, answer):
    # Behind the semicolon the date may govern or not: only what must stand there is asked for.
    assert told(GOALS, question).endswith(answer.split("…")[-1])
    assert told(GOALS, question) in {answer, f"到 2024 年底…{answer.removeprefix('到 2024 年底…')}"}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("推动渔港码头改造扩能。", "渔港改造补多少钱"),
        ("建成 20 座以上现代渔港。", "渔港投资多少钱"),
        ("建成 20 座以上现代渔港。", "渔港占比百分之几"),
        ("渔船更新率达到 35%。", "更新多少艘渔船要多少钱"),
        ("培育 6 家以上渔业企业。", "渔业展会办多少场"),
        ("推动渔港改造。", "渔港什么时候改造完"),
        ("推动渔港改造。", "渔港改造找哪个部门"),
        ("推动渔港改造。", "渔港在哪里"),
    ],
)
def test_a_clause_without_a_value_of_the_asked_type_is_never_the_answer(told, sentence, question):
    assert told(sentence, question) is None


@pytest.mark.parametrize(
    ("stated", "asked"),
    [("家", "家"), ("家", "间"), ("场", "次"), ("件", "款"), ("人", "名"), ("家", "个"), ("座", "个")],
)
def test_classifiers_that_count_the_same_answer_each_other(stated, asked):
    assert same_classifier(stated, asked)


@pytest.mark.parametrize(("stated", "asked"), [("家", "场"), ("场", "家"), ("件", "人"), ("%", "家")])
def test_classifiers_of_other_things_do_not(stated, asked):
    assert not same_classifier(stated, asked)


def test_a_year_that_the_question_names_is_no_answer_to_when(told):
    assert told("2024 年推进渔港改造。", "2024年的渔港改造什么时候完成") is None
    assert told("2024 年 12 月底前完成渔港改造。", "2024年的渔港改造什么时候完成") is not None


@pytest.mark.parametrize(
    ("question", "stated"),
    [("几月完成部署", "2024 年 3 月"), ("几号前形成总结", "1 月 15 日"), ("什么时候报送工作进展", "15 日前报送")],
)
def test_a_date_is_as_exact_as_it_is_asked(told, question, stated):
    assert stated in told(TIMETABLE, question)


def test_a_month_is_no_answer_to_which_day(told):
    assert told("2024 年 3 月完成部署。", "部署具体是几号完成") is None


def test_a_short_clause_is_quoted_whole(told):
    assert told("支持珠海改造渔港，培育 6 家企业。", "培育几家企业") == "支持珠海改造渔港，培育 6 家企业。"


def test_a_topic_is_quoted_with_its_neighbours_between_two_semicolons(told):
    long = (
        "加强渔港日常运行监测，完善安全管理制度，落实属地责任和部门监管责任，定期组织渔船渔港专项检查和应急演练；"
        "支持企业购置冷藏车，对冷链运输给予用电保障，完善配送网络；鼓励发展休闲渔业，打造特色渔村旅游精品线路。"
    )
    assert told(long, "冷藏车怎么支持") == "支持企业购置冷藏车，对冷链运输给予用电保障，完善配送网络"


def test_the_value_asked_for_is_marked(over):
    interview = over(f"# 方案\n\n一、目标\n\n{GOALS}")
    (clause,) = [clause for clause in interview.catalogue.clauses.values() if clause.text == GOALS]
    window = best_window(interview.facts[clause.id], interview.read("现代渔港建多少座"))
    marked = [GOALS[start:end] for span in window.spans for start, end in span.marks]
    assert marked == ["20 座以上"]


def test_a_stretch_ends_where_its_words_end(told):
    assert not told(GOALS, "渔业营收要达到多少").endswith(("，", "；", "。"))
