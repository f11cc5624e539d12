"""Alerts to a group: told together, told again when they were not taken, and never with a secret in the log."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.app import create_app
from assistant.channels.wechat.alerts import GroupAlerts
from assistant.channels.wechat.closing import TELLING, Closing
from assistant.domain import PolicyDate, Precision, Window
from assistant.errors import NotReady
from tests.fakes.assistant import TODAY, FakeAssistant, plan
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.group import KEY, GroupPlatform
from tests.unit.channels.wechat.kf_house import soon

CLOCK = partial(datetime.now, UTC)


@pytest.fixture
def platform():
    made = GroupPlatform()
    yield made
    made.http.close()


def say(name, **given):
    return " ".join([name, *given.values()])


@contextmanager
def opened(platform, folder, closing=None, seconds=0.05):
    closing = closing or Closing(lambda: (), MemoryMessageStore(), lambda: TODAY, CLOCK)
    alerts = GroupAlerts(platform.webhook, say, lambda id: f"https://x/a/{id}", closing, seconds, rest_seconds=0.05)
    with TestClient(create_app(FakeAssistant(), today=lambda: TODAY, static_dir=folder, doors=[alerts])):
        yield alerts


def windows(*last_days):
    version = plan()[0]
    names = [
        Window(f"第{n}批", PolicyDate(date(2024, 1, 1), Precision.DAY), PolicyDate(day, Precision.DAY))
        for n, day in enumerate(last_days, 1)
    ]
    return (replace(version, document=replace(version.document, windows=tuple(names))),)


def test_what_comes_close_together_is_told_together(platform, tmp_path):
    with opened(platform, tmp_path, seconds=0.3) as alerts:
        alerts.handed_over()
        alerts.handed_over()
        for n in range(7):
            alerts.not_answered(f"a{n}")
        alerts.trouble("bot_refused")
        soon(lambda: platform.shown)
    links = [f"https://x/a/a{n}" for n in range(2, 7)]
    (said,) = platform.shown
    assert said.split("\n") == ["alert_bot_refused 1", "alert_handed_over 2", "alert_not_answered 7", *links]


@pytest.mark.parametrize("number", [45009, 93000, -1])
def test_what_is_not_taken_is_told_again_with_what_came_since(platform, tmp_path, number):
    with opened(platform, tmp_path) as alerts:
        platform.numbers.append(number)
        alerts.not_answered("a1")
        soon(lambda: not platform.numbers)
        alerts.not_answered("a2")
        soon(lambda: any("a2" in each for each in platform.shown))
    assert "\n".join(platform.shown).count("https://x/a/a1") == 1


def test_an_unreachable_group_keeps_nobody_waiting(platform, tmp_path):
    platform.http.down = True
    with opened(platform, tmp_path) as alerts:
        alerts.handed_over()


def test_a_window_that_closes_soon_is_told_of_once(platform, tmp_path):
    store = MemoryMessageStore()
    closing = Closing(lambda: windows(date(2024, 6, 10), date(2024, 6, 30)), store, lambda: TODAY, CLOCK)
    for _ in range(2):
        with opened(platform, tmp_path, closing):
            soon(lambda: not closing.due())
    assert platform.shown == ["alert_closing 行动方案 第1批 2024-06-10 9"]


def test_a_window_that_was_not_told_of_before_a_restart_is_told_of_after_it(platform, tmp_path):
    store = MemoryMessageStore()
    closing = Closing(lambda: windows(date(2024, 6, 10), date(2024, 6, 11)), store, lambda: TODAY, CLOCK)
    with opened(platform, tmp_path, closing, seconds=60):
        soon(lambda: len(closing.due()) == 1)
    with opened(platform, tmp_path, closing):
        soon(lambda: not closing.due())
    assert [each.split()[2] for each in platform.shown] == ["第1批", "第2批"]


def test_a_window_that_could_not_be_told_of_is_told_of_soon(platform, tmp_path):
    closing = Closing(lambda: windows(date(2024, 6, 10)), MemoryMessageStore(), lambda: TODAY, CLOCK)
    platform.numbers.append(45009)
    with opened(platform, tmp_path, closing):
        soon(lambda: platform.shown)


def test_of_two_processes_one_tells_of_a_window():
    store = MemoryMessageStore()
    first, second = (Closing(lambda: windows(date(2024, 6, 10)), store, lambda: TODAY, CLOCK) for _ in range(2))
    assert first.begin()
    assert not second.begin()
    first.told(first.due()[0])
    first.end()
    assert second.begin()
    assert second.due() == []


def test_what_a_process_that_died_had_begun_to_tell_is_told_by_another():
    store, moments = MemoryMessageStore(), [datetime(2024, 6, 1, tzinfo=UTC)]
    died, other = (Closing(lambda: windows(date(2024, 6, 10)), store, lambda: TODAY, lambda: moments[-1]) for _ in "ab")
    assert died.begin()
    moments.append(moments[0] + TELLING)
    assert other.begin()
    assert [each.name for each in other.due()] == ["第1批"]


def test_before_the_documents_are_open_nothing_is_told_of():
    def documents():
        raise NotReady("资料库正在打开。")

    assert Closing(documents, MemoryMessageStore(), lambda: TODAY, CLOCK).due() == []


def test_the_key_is_not_in_the_log(platform, tmp_path, capsys):
    with opened(platform, tmp_path) as alerts:
        platform.numbers.append(93000)
        alerts.handed_over()
        soon(lambda: platform.shown)
        platform.http.down = True
        alerts.handed_over()
        said = ""

        def is_told() -> bool:
            nonlocal said
            said += capsys.readouterr().out
            return "alert_not_sent" in said

        soon(is_told)
    said += capsys.readouterr().out
    assert "alert_refused" in said
    assert "alert_not_sent" in said
    assert KEY not in said
