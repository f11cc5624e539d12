"""Which words ask, and what they ask for."""

import pytest

from assistant.answering import question_details as details
from assistant.answering import question_forms as forms
from assistant.answering.lexicon import ValueType
from assistant.answering.question_forms import Form, OutlineReference


@pytest.mark.parametrize(
    ("text", "value", "classifier"),
    [
        ("建成多少家集聚区", ValueType.COUNT, "家"),
        ("要几座渔港", ValueType.COUNT, "座"),
        ("展会办多少场", ValueType.COUNT, "场"),
        ("培训多少人次", ValueType.COUNT, "人次"),
        ("几多间厂", ValueType.COUNT, "间"),
        ("how many brands", ValueType.COUNT, ""),
        ("投资多少亿", ValueType.MONEY, ""),
        ("要多少钱", ValueType.MONEY, ""),
        ("总投资几千万", ValueType.MONEY, ""),
        ("补贴比例多少", ValueType.RATIO, ""),
        ("更新率要到百分之几", ValueType.RATIO, ""),
        ("什么时候完成", ValueType.DATE, ""),
        ("几时截止", ValueType.DATE, ""),
        ("几月几号交", ValueType.DATE, "日"),
        ("哪个月印发的", ValueType.DATE, "月"),
        ("多久报一次", ValueType.PERIOD, ""),
        ("执行几年", ValueType.PERIOD, ""),
        ("哪个部门负责", ValueType.BODY, ""),
        ("由谁牵头", ValueType.BODY, ""),
        ("冷库建在哪里", ValueType.PLACE, ""),
        ("边度有", ValueType.PLACE, ""),
        ("什么是链主企业", ValueType.DEFINITION, ""),
        ("小升规是什么意思", ValueType.DEFINITION, ""),
        ("营收目标是多少", ValueType.NUMBER, ""),
        ("技改怎么支持", ValueType.ANY, ""),
        ("哪几项行动", ValueType.ANY, ""),
        ("从几个方面推进码头改造", ValueType.ANY, ""),
        ("分几个阶段", ValueType.ANY, ""),
        ("我们几家小厂想合用冷库", ValueType.ANY, ""),
        ("用了十几年的船", ValueType.ANY, ""),
        ("在哪几天举办", ValueType.DATE, "日"),
        ("是哪两个城市", ValueType.PLACE, ""),
        ("写在哪一项", ValueType.ANY, ""),
        ("哪个处室牵头", ValueType.BODY, ""),
        ("镇里想牵头弄个冷库", ValueType.ANY, ""),
        ("推广的是什么东西", ValueType.ANY, ""),
    ],
)
def test_the_value_asked_for_is_read_with_its_classifier(text, value, classifier):
    assert forms.value_of(text) == (value, classifier)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("这个方案还有效吗", Form.VALIDITY),
        ("方案过期了没有", Form.VALIDITY),
        ("方案和解读有什么不同", Form.COMPARE),
        ("两份文件说法一致吗", Form.COMPARE),
        ("四大行动分别是什么", Form.LIST),
        ("有哪些措施", Form.LIST),
        ("方案主要内容", Form.OVERVIEW),
        ("文件分几个部分", Form.OVERVIEW),
        ("营收目标是多少", Form.LOOKUP),
    ],
)
def test_the_form_of_a_question_is_read(text, form):
    assert forms.form_of(text) is form


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("第五项行动包括哪些举措", [(5, "行动")]),
        ("第三个专项行动", [(3, "专项行动")]),
        ("第5项措施", [(5, "措施")]),
        ("第十二条措施", [(12, "措施")]),
        ("第十二条怎么写", [(12, "条")]),
        ("第二部分讲什么", [(2, "部分")]),
        ("第二部分内容", [(2, "部分")]),
        ("第二十一章", [(21, "章")]),
        ("第三项呢", [(3, "")]),
        ("第一项和第二项行动的区别", [(1, "行动"), (2, "行动")]),
        ("第二项行动的第一条措施", [(2, "行动"), (1, "措施")]),
        ("六大行动有哪些", []),
    ],
)
def test_parts_named_by_number_are_read(text, references):
    expected = tuple(OutlineReference(*reference) for reference in references)
    assert forms.outline_references(text) == expected
    assert forms.outline_reference(text) == (expected[0] if expected else None)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025年的目标", (2025,)),
        ("今年的目标", (2024,)),
        ("去年和明年的目标", (2023, 2025)),
        ("2024年和今年", (2024,)),
        ("22年升规的给多少", (2022,)),
        ("25年度的通知", (2025,)),
        ("24年10月签的合同", (2024,)),
        ("做了20年的厂", ()),
        ("运行20年的锅炉", ()),
        ("16年的105号文", (2016,)),
        ("有效期15年的证", ()),
        ("订单号120241", ()),
        ("贷了2000万的厂", ()),
        ("2050家厂和2026年的2000亿元", (2026,)),
        ("目标是多少", ()),
    ],
)
def test_years_are_resolved_against_the_day_asked(text, years):
    assert set(forms.years_in(text, 2024)) == set(years)
    assert forms.years_in(forms.without_years(text), 2024) == ()


@pytest.mark.parametrize("text", ["有补贴吗", "能不能申请", "是否有效", "有冇补贴", "园区有15家对吗"])
def test_yes_no_questions_are_known(text):
    assert forms.is_yes_no(text)


@pytest.mark.parametrize("text", ["有哪些补贴", "目标是什么", "培育多少家"])
def test_open_questions_are_no_yes_no_questions(text):
    assert not forms.is_yes_no(text)


def test_asking_words_leave_a_gap_so_that_no_word_is_made_across_them():
    assert forms.without_asking_words("冷库建在哪里集群").split() == ["冷库建在", "集群"]
    assert forms.without_asking_words("how many brands in the plan").split() == ["brands"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("哪十类产品", 10), ("十个类别具体怎么分", 10), ("十条内容分别规定了什么", 10), ("有哪些产品", None)],
)
def test_how_many_things_must_be_named_is_read(text, number):
    assert forms.listed_number(text) == number


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("码头改造的更新率是多少", "更新率"),
        ("海水淡化的出水标准怎么规定", "出水标准"),
        ("渔船怎么更新", ""),
        ("被点名的是广州还是深圳", ""),
    ],
)
def test_what_is_asked_of_something_is_its_head(text, head):
    assert details.head_of(text) == head


@pytest.mark.parametrize(("text", "counted"), [("要建多少座渔港？", "渔港"), ("渔港要建几座", ""), ("渔港怎么建", "")])
def test_what_is_counted_stands_after_the_number_asked_for(text, counted):
    assert forms.counted_in(text) == counted


@pytest.mark.parametrize(
    ("text", "now"),
    [("现在还能申请吗", True), ("我现在去报还来得及吗", True), ("去年申请的怎么样了", False), ("怎么申请", False)],
)
def test_a_wish_to_take_part_now_is_heard(text, now):
    assert details.asks_to_take_part_now(text) is now


@pytest.mark.parametrize(
    ("text", "year", "said"),
    [
        ("后年的目标是多少", 2026, "后年"),
        ("2026年的目标是多少", 2026, "2026 年"),
        ("去年和明年各是多少", 2025, "明年"),
        ("2023年和今年各是多少", 2023, "2023 年"),
        ("22年升规的给多少", 2022, "22年"),
        ("2024下半年的贷款给多少", 2024, "2024"),
        ("2024.6月的贷款给多少", 2024, "2024 年"),
    ],
)
def test_a_year_is_named_as_the_question_names_it(text, year, said):
    assert forms.year_as_said(text, year, forms.years_in(text, 2024)) == said


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("虎门在不在里面", True),
        ("香云纱入咗名单未", True),
        ("两个都在名单上吗", True),
        ("香云纱有份吗", True),
        ("广交会有没有在个名单度", True),
        ("名单里有哪些企业", False),
        ("名单在哪里", False),
        ("有没有写补贴", False),
    ],
)
def test_it_is_heard_whether_something_named_should_be_among_those_named(text, listed):
    assert details.asks_whether_listed(text) is listed


@pytest.mark.parametrize(
    ("asked", "counts"),
    [("旧机器算不算设备", True), ("我这种算吗", True), ("打算不打算办", False), ("有没有补贴", False)],
)
def test_whether_a_thing_counts_is_no_question_of_whether_it_is_written(asked, counts):
    assert details.asks_whether_it_counts(asked) is counts
