from __future__ import annotations

import pytest

from assistant.corpus.importers.validity import Period, read_period


def period(sentence: str, *, signed: str = "2025年2月10日") -> Period:
    return read_period(f"示例市办法\n第九条 {sentence}\n示例市\n{signed}\n", None, None)


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("本办法自2025年3月1日起施行，有效期5年。", "2025-03-01", "2030-02-28"),
        ("本办法自2025年3月1日起施行，有效期为三年。", "2025-03-01", "2028-02-29"),
        ("本办法自二〇二五年七月一日起施行，有效期至2027年12月31日。", "2025-07-01", "2027-12-31"),
        ("本措施自印发之日起施行，有效期3年。", "2025-02-10", "2028-02-09"),
        ("本方案自2025年1月1日起至2027年12月31日止施行。", None, "2027-12-31"),
        ("本办法自2025年3月起实施。", "2025-03", None),
        ("本办法自发布之日起30日后施行，有效期3年。", None, None),
        ("本细则由示例市财政局负责解释，自2024年2月29日起施行，有效期1年。", "2024-02-29", "2025-02-28"),
        ("本办法自2025年3月1日起施行，试行期6个月。", "2025-03-01", "2025-08-31"),
        ("企业资质证书有效期3年。", None, None),
    ],
)
def test_dates_are_read_from_the_sentence_that_states_them(
    sentence: str, effective: str | None, expires: str | None
) -> None:
    read = period(sentence)
    assert (_day(read.effective.day), _day(read.expires.day)) == (effective, expires)
    if effective or expires:
        assert read.basis == (sentence,)


@pytest.mark.parametrize("signed", ["2025年2月10日", "2025 年 2 月 10 日", "二〇二五年二月十日", "二○二五年二月十日"])
def test_the_day_of_issue_is_the_day_under_the_signature(signed: str) -> None:
    assert _day(period("本办法自印发之日起施行。", signed=signed).issued.day) == "2025-02-10"


def test_what_is_not_stated_stays_open_and_says_so() -> None:
    read = read_period("示例市办法\n第一条 为规范管理，制定本办法。\n", None, None)
    assert (read.issued.day, read.effective.day, read.expires.day, read.basis) == (None, None, None, ())
    assert read.issued.how == "原文没有写明"


def test_the_day_on_which_a_page_was_published_is_said_to_be_no_more() -> None:
    read = read_period("示例市办法\n", None, "2025-05-09")
    assert _day(read.issued.day) == "2025-05-09"
    assert "不一定是成文日期" in read.issued.how


def test_a_day_that_does_not_exist_is_none() -> None:
    assert period("本办法自2025年2月30日起施行。").effective.day is None


def _day(day: object) -> str | None:
    return None if day is None else str(day)
