"""The questions inside a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.split import MOST_PARTS, split, told_apart

STORY = (
    "我在广东做服装生意已经十几年了，最早是在虎门开档口，后来自己办了厂，请了七八十个工人，主要做女装外贸单。"
    "这两年订单越来越难做，客人压价压得厉害，什么成本都在涨。有朋友说省里出了个文件支持我们这行，我也看不太懂。"
)


def asked(text: str) -> list[str]:
    return [question.rstrip("?？。;；") for question, _ in split(text)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("营收目标是多少？", ["营收目标是多少"]),
        ("码头怎么改？冷库建在哪里？", ["码头怎么改", "冷库建在哪里"]),
        ("营收目标多少，渔港要建几座", ["营收目标多少", "渔港要建几座"]),
        ("目标是多少；什么时候完成；谁负责", ["目标是多少", "什么时候完成", "谁负责"]),
        ("有哪些政策，还有申报流程是什么", ["有哪些政策", "申报流程是什么"]),
        ("园区要开了多久、设计师要几个", ["园区要开了多久", "设计师要几个"]),
        ("在哪里交，多久报一次", ["在哪里交", "多久报一次"]),
        ("450万够不够门槛，还有那个条例生效没有", ["450万够不够门槛", "那个条例生效没有"]),
    ],
)
def test_each_question_stands_by_itself(text, questions):
    assert asked(text) == questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("技改和数字化各有什么措施", ["技改各有什么措施", "数字化各有什么措施"]),
        ("珠海、阳江、湛江分别有什么支持", ["珠海分别有什么支持", "阳江分别有什么支持", "湛江分别有什么支持"]),
        ("技改、绿色和品牌都有什么措施", ["技改都有什么措施", "绿色都有什么措施", "品牌都有什么措施"]),
        ("省设计中心,品牌、园区各多少", ["省设计中心,品牌各多少", "省设计中心,园区各多少"]),
        ("国家级和省级中心的奖励各是多少", ["国家级中心的奖励各是多少", "省级中心的奖励各是多少"]),
        ("省里和市里技改门槛分别是多少", ["省里技改门槛分别是多少", "市里技改门槛分别是多少"]),
        ("细则和意见的文号各是什么", ["细则的文号各是什么", "意见的文号各是什么"]),
        ("想问两个事：一是系统补多少，二是设备奖几成", ["系统补多少", "设备奖几成"]),
        ("小技改：多大的项目才算、奖几个点", ["小技改：多大的项目才算", "小技改：奖几个点"]),
        ("支行问：贴几个点、最长贴几年", ["支行问：贴几个点", "最长贴几年"]),
    ],
)
def test_what_is_enumerated_and_asked_of_each_is_asked_of_each(text, questions):
    assert asked(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "广州和深圳有什么支持",
        "方案和解读关于技改有什么不同",
        "生产、加工、分销的平台怎么建",
        "支持企业通过并购、合资等方式做什么",
        "有无缝机想换新的，能补多少",
        "办法和意见的条件和奖励各是什么",
    ],
)
def test_a_list_inside_one_question_stays_whole(text):
    assert asked(text) == [text]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("不问具体金额，只想确认渔船更新有没有支持？", "只想确认渔船更新有没有支持"),
        ("钱的事先不谈，码头改造归谁管", "码头改造归谁管"),
        ("政府不管码头，我们自己怎么改", "政府不管码头,我们自己怎么改"),
    ],
)
def test_what_people_say_that_they_do_not_ask_is_not_asked(text, question):
    assert [asked.rstrip("?？").replace("，", ",") for asked, _ in split(text)] == [question]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("营收、企业数、场次，这三个数各是多少", ["营收", "企业数", "场次"]),
        ("8家、100家、500件，分别说的是什么", ["8家", "100家", "500件"]),
        ("前面讲“三化”，后面又讲“六化”，两个分别是什么", ["“三化”", "“六化”"]),
    ],
)
def test_figures_and_names_that_are_asked_about_together_are_asked_one_by_one(text, questions):
    assert [asked[: len(thing)] for (asked, _), thing in zip(split(text), questions, strict=True)] == questions


def test_what_people_say_of_themselves_is_background():
    ((question, background),) = split("我厂在开平做牛仔，一年卖两亿，想问绿色工厂怎么支持？")
    assert question == "想问绿色工厂怎么支持？"
    assert "开平" in background
    assert "两亿" in background


def test_of_a_long_story_only_what_it_asks_at_the_end_is_asked():
    found = split(f"{STORY}请问小企业上规模有什么支持？")
    assert [question for question, _ in found] == ["请问小企业上规模有什么支持？"]
    assert "虎门" in found[0][1]


def test_a_story_without_a_question_mark_still_asks_its_last_question():
    assert asked(f"{STORY}想知道小企业上规模有什么支持。")[-1] == "想知道小企业上规模有什么支持"


@pytest.mark.parametrize("text", ["我是老板", "我们是一家做毛织的小厂。今年订单少。", "你好。"])
def test_a_text_that_asks_nothing_is_one_question(text):
    assert split(text) == ((text, ""),)


def test_no_more_questions_are_answered_than_a_person_can_read():
    assert len(split("".join(f"{number}号港建吗？" for number in range(1, 10)))) == MOST_PARTS


@given(st.text(alphabet="你我技改和、，。？！；?多少哪些什么 \n各分别", max_size=80))
def test_nothing_asked_is_empty_and_nothing_is_invented(text):
    for question, background in split(text):
        assert question == question.strip()
        assert set(question + background) <= set(text) | {",", " "}
        assert question or not text.strip()


def test_spaces_between_words_of_a_chat_are_commas():
    assert split("我厂在阳江 渔船太旧 冷库建在哪里") == (("冷库建在哪里", "我厂在阳江 渔船太旧"),)


def test_what_somebody_complains_of_is_background():
    assert split("自己师傅搞不定,想请专家来看看,有人帮忙吗") == (("有人帮忙吗", "自己师傅搞不定 想请专家来看看"),)


def test_a_polite_word_alone_asks_nothing():
    assert asked("请问关于码头改造,两份文件有什么出入") == ["请问关于码头改造,两份文件有什么出入"]


def test_what_is_only_polite_is_no_question():
    text = "麻烦问下，我们在潮州，年底要建几个集聚区，谢谢您？"
    assert split(text) == (("年底要建几个集聚区?", "我们在潮州"),)
    assert asked("您好，渔船怎么更新，在线等？") == ["渔船怎么更新"]


def test_politeness_alone_stays_as_it_was_said():
    assert split("谢谢您？") == (("谢谢您？", ""),)


def test_what_is_asked_of_each_belongs_to_the_question_before():
    assert len(split("任务分哪三步，各到什么时候？")) == 1


def test_what_is_asked_of_every_place_is_a_question_of_its_own():
    assert len(split("技改能补多少钱，各地市有什么配套政策？")) == 2


@pytest.mark.parametrize("ending", ["？？", "???", "！！！？", "？！", "?~", "？ \n", "。。。"])
def test_signs_that_are_repeated_ask_nothing_more(ending):
    assert len(split(f"什么时候结束{ending}")) == 1
    assert len(split(f"什么时候结束{ending}在哪里办{ending}")) == 2


def test_two_questions_in_written_words_are_two():
    assert len(split("季度汇报的截止日是几号，整个行动最晚何时完成")) == 2


def test_what_a_question_is_for_is_not_asked():
    assert split("记者核数：渔业营收目标是多少") == (("渔业营收目标是多少", ""),)
    assert "第二项行动" in split("第二项行动：有哪些措施")[0][0]


@pytest.mark.parametrize(
    "told", ["阳江给酒楼供货的小厂", "珠海开冷库的", "三十来人的作坊", "湛江一家水产加工厂", "汕尾做水产批发的老板"]
)
def test_what_somebody_runs_is_told_and_not_asked(told):
    assert split(f"{told}，渔业营收目标定了多少") == (("渔业营收目标定了多少", told),)


def test_a_topic_before_the_comma_is_no_story():
    assert "渔船更新" in split("关于渔船更新的，目标是多少")[0][0]


def test_who_tells_much_before_he_asks_tells_of_himself():
    told = "做鱼丸的,请不到人,前年亏了八万,不敢乱投,渔业营收目标是多少"
    assert split(told)[0][0] == "渔业营收目标是多少"
    assert len(split("营收,泊位,展会,培训,分别是多少")) == 1


def test_a_space_after_a_question_mark_keeps_two_questions_apart():
    assert len(split("技改有什么支持？ 龙头企业目标多少家？")) == 2


def test_a_topic_before_a_colon_stays():
    assert "数字化咨询" in split("数字化咨询：具体有什么措施？")[0][0]


def test_a_share_is_asked_for_in_a_question_of_its_own():
    questions = [asked for asked, _ in split("冷库奖补门槛多少?听说渔船也有,补造价的百分之几")]
    assert len(questions) == 2


def test_the_last_question_of_a_long_story_needs_no_mark():
    story = "老板在湛江和茂名都有厂,湛江那间做冷库,茂名那间修渔船,两间都想更新设备,上个月刚谈好价钱。" * 3
    asked = [question for question, _ in split(f"{story}湛江那间能报吗?看哪个文件?茂名那间补百分之几")]
    assert asked == ["湛江那间能报吗?", "看哪个文件?", "茂名那间补百分之几"]


@pytest.mark.parametrize(
    ("story", "question", "told"),
    [
        (
            "我做水产的,三十来号人,去年卖了一千八百万,会计说快要上规,上了规给不给奖励,给多少",
            "上了规给不给奖励,给多少",
            "会计说快要上规",
        ),
        ("想评个牌子,开了一年半,设计师八十几个,差在哪", "设计师八十几个,差在哪", "开了一年半"),
    ],
)
def test_a_story_about_a_rule_ends_where_its_question_begins(story, question, told):
    ((asked_last, background),) = told_apart((story, ""))
    assert asked_last == question
    assert told in background


def test_a_story_about_a_rule_that_asks_nothing_stays_whole():
    story = ("我做水产的,三十来号人,去年卖了一千八百万,想评个牌子", "")
    assert told_apart(story) == (story,)
