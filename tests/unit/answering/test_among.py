"""Whether something named is among those that the text names."""

from assistant.domain import AnswerStatus


def test_what_stands_in_a_list_is_answered_to_be_in_it_whatever_was_told_before(interview):
    told = interview.ask("业务部排计划，珠海在不在里面")
    assert told.status is AnswerStatus.ANSWERED
    assert "珠海" in "".join(told.quotes)


def test_a_sum_that_people_tell_of_themselves_need_not_stand_in_the_text(interview):
    assert "没有「三千万」" not in interview.ask("我投了三千万的项目，够不够重点项目").text
