"""Whether something named is among those that the text names."""

import pytest

from assistant.answering.question_details import at_home
from assistant.domain import AnswerStatus


def test_what_stands_in_a_list_is_answered_to_be_in_it_whatever_was_told_before(interview):
    told = interview.ask("业务部排计划，珠海在不在里面")
    assert told.status is AnswerStatus.ANSWERED
    assert "珠海" in "".join(told.quotes)


def test_a_sum_that_people_tell_of_themselves_need_not_stand_in_the_text(interview):
    assert "没有「三千万」" not in interview.ask("我投了三千万的项目，够不够重点项目").text


def test_whose_town_is_asked_for_is_told_before_the_question(interview):
    told = interview.ask("我是湛江做冷库的，我们市有写进去吗")
    assert told.status is AnswerStatus.ANSWERED
    assert "湛江" in "".join(told.quotes)


def test_a_place_whose_mention_is_asked_for_must_be_mentioned_whatever_else_is(interview):
    told = interview.ask("汕头渔港有没有写进去，只看到珠海")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "汕头" in told.text


def test_a_mention_answers_whether_something_is_mentioned(interview):
    told = interview.ask("冷藏车在文件里有没有出现")
    assert told.status is AnswerStatus.ANSWERED
    assert "购置冷藏车" in "".join(told.quotes)


def test_of_what_somebody_may_choose_between_only_one_must_be_written(interview):
    terms = {term.text for term in interview.read("湛江建的是冷库还是粮库").terms}
    assert "冷库" in terms
    assert "粮库" not in terms


def test_an_article_of_another_rule_is_no_action_of_this_plan(interview):
    assert interview.read("方案第二条是什么").outline
    assert not interview.read("实施意见第二条是什么").outline
    assert not interview.read("渔业十条的第二条是什么").outline


def test_a_name_that_is_claimed_must_be_written(interview):
    told = interview.ask("深海养殖龙头企业说的是不是OCEANIX")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "oceanix" in told.text.lower()


def test_the_name_of_a_company_is_no_count_of_companies(interview):
    told = interview.ask("那家深海养殖龙头企业叫什么名字")
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "企业名称" in told.text


def test_whether_something_came_true_is_not_told_by_its_aim(interview):
    assert "完成情况" in interview.ask("深海养殖龙头企业选出来没有").text


@pytest.mark.parametrize("asked", ["怎么开拓日本市场", "基本地位是什么", "资本市场有什么支持", "我们市场怎么做"])
def test_only_whole_words_point_at_ones_own_town(asked):
    assert at_home(asked, ["珠海"]) == asked


def test_the_city_of_one_item_of_a_list_is_that_item_alone(over):
    fairs = over("# 渔业方案\n\n一、主要任务\n\n鼓励各地举办海洋节、中国（珠海）国际渔具展、渔货交易会等展会。\n")
    assert fairs.ask("渔具展在哪个城市").status is AnswerStatus.ANSWERED
