"""Every statement of a digest says where it was read, and every day of a round stands in the text."""

from datetime import date

import pytest

from assistant.corpus import LoadResult
from assistant.corpus.check import Severity, check_documents
from assistant.domain import Confidence, Kind, PolicyDate, Precision, Source, Window
from tests.fakes.documents import document

NEWS = Source("news", "报道", "https://example.test/news", Confidence.NEWS)
BUREAU = Source("bureau", "市局网站", "https://example.test/bureau", Confidence.OFFICIAL)
SOUND = "# 办法（要点）\n\n一、能得到什么\n\n- 冷库给奖补。[^news]\n\n- 冷藏车给贴息。[^bureau][^news]\n"


def findings(body=SOUND, sources=(NEWS, BUREAU), kind=Kind.DIGEST, **fields):
    return check_documents(LoadResult((document(body, kind=kind, sources=sources, **fields),), ()))


def dated(body, precision=Precision.DAY, opens=None, closes=date(2026, 8, 15)):
    days = (PolicyDate(day, precision) if day else None for day in (opens, closes))
    return findings(f"{SOUND}\n- {body}[^news]\n", windows=(Window("2027年度", *days),))


def test_a_digest_whose_statements_all_have_a_source_has_no_findings():
    assert findings() == ()


def test_a_statement_without_a_source_is_found_at_its_clause():
    (found,) = findings(SOUND.replace("奖补。[^news]", "奖补。"))
    assert found.severity is Severity.ERROR
    assert found.place == "sample:1.i1"
    assert "要点没有来源：“冷库给奖补。…”" in found.message


def test_a_row_of_a_table_needs_a_source_too_and_its_header_and_headings_need_none():
    table = "\n| 方式 | 上限 |\n| --- | --- |\n| 奖补 | 一百万元{} |\n"
    assert findings(SOUND + table.format("[^bureau]")) == ()
    (found,) = findings(SOUND + table.format(""))
    assert "要点没有来源：“| 奖补" in found.message


def test_a_mark_at_the_end_of_the_neighbour_above_is_no_source():
    (found,) = findings(
        SOUND.replace("- 冷藏车给贴息。[^bureau][^news]", "- 冷藏车给贴息。").replace("news]", "news][^bureau]")
    )
    assert found.place == "sample:1.i2"


@pytest.mark.parametrize("kind", [Kind.OFFICIAL_TEXT, Kind.INTERPRETATION])
def test_a_text_that_speaks_for_itself_needs_no_source(kind):
    assert findings("# 办法\n\n对冷库给予奖补。\n", sources=(), kind=kind) == ()


def test_a_source_that_is_not_listed_is_named():
    (found,) = findings(SOUND, sources=(NEWS,))
    assert found.place == "sample"
    assert "正文引用了来源“bureau”，sources 里没有" in found.message


def test_a_source_that_no_statement_uses_is_named():
    extra = Source("idle", "没用到的页面", "https://example.test/idle", Confidence.NEWS)
    (found,) = findings(sources=(NEWS, BUREAU, extra))
    assert "来源“idle”没有一条用到" in found.message
    assert "[^idle]" in found.message


@pytest.mark.parametrize("url", ["example.test", "ftp://example.test", "https://", "省厅网站"])
def test_a_source_without_a_web_address_is_named(url):
    (found,) = findings(sources=(Source("news", "报道", url, Confidence.NEWS), BUREAU))
    assert f"来源“news”的 url 不是 http 或 https 网址：“{url}”" in found.message


@pytest.mark.parametrize("broken", ["[^News]", "[^新闻]", "[^news", "[^]", "[^ news]"])
def test_a_mark_that_is_written_wrongly_is_found_where_it_stands(broken):
    found = findings(SOUND.replace("贴息。[^bureau]", f"贴息。{broken}[^bureau]"))
    assert [(each.place, "不是来源标记" in each.message) for each in found] == [("sample:1.i2", True)]


@pytest.mark.parametrize(
    "said",
    [
        "申报到2026年8月15日截止。",
        "申报到 2026 年 8 月 15 日截止。",
        "申报到2026-08-15截止。",
    ],
)
def test_a_closing_day_that_the_text_states_is_no_finding(said):
    assert dated(said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "申报已经截止。",
        "申报到2026年8月截止。",
        "申报到2026年8月14日截止。",
        "申报到8月15日截止。",
        "2026年度的申报到8月15日截止。",
    ],
)
def test_a_closing_day_that_the_text_does_not_state_is_found(said):
    (found,) = dated(said)
    assert found.severity is Severity.ERROR
    assert "批次“2027年度”的日期 2026-08-15 在正文里没有写到" in found.message


def test_an_opening_day_must_stand_in_the_text_as_well():
    said = "申报到2026年8月15日截止。"
    (found,) = dated(said, opens=date(2026, 7, 22))
    assert "2026-07-22" in found.message
    assert dated(f"2026年7月22日开始，{said}", opens=date(2026, 7, 22)) == ()


@pytest.mark.parametrize(
    ("precision", "said"), [(Precision.MONTH, "申报到2026年8月截止。"), (Precision.YEAR, "申报到2026年截止。")]
)
def test_a_day_need_not_be_stated_more_precisely_than_it_is_given(precision, said):
    first = date(2026, 8, 1) if precision is Precision.MONTH else date(2026, 1, 1)
    assert dated(said, precision, closes=first) == ()


def test_a_round_whose_days_nobody_knows_needs_none_in_the_text():
    assert findings(windows=(Window("2025年度", None, None),)) == ()
