"""微信客服 with two processes on one database, faults of the platform, and callbacks that nobody proved."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.channels.wechat.kf.door import PATH
from assistant.channels.wechat.kf.pages import read_page
from assistant.storage.engine import open_engine
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.migrations import migrate
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.crypto import CORP_ID, Sealing
from tests.fakes.wecom_platform.kf import KfPlatform
from tests.unit.channels.wechat.kf_house import opened, soon

PEOPLE = 40


@pytest.fixture
def platform():
    made = KfPlatform()
    yield made
    made.http.close()


def test_two_processes_answer_everybody_once_whatever_the_platform_does(platform, tmp_path):
    address = f"sqlite+pysqlite:///{tmp_path / 'shared.db'}"
    databases = [open_engine(address), open_engine(address)]
    migrate(databases[0])
    assistants = [FakeAssistant(), FakeAssistant()]
    chance = random.Random(7)
    platform.page_size = 5
    platform.faults = {
        "kf/sync_msg": [-1, 42001, 45009],
        "kf/service_state/get": [-1, 40014],
        "kf/send_msg": [95018, -1, 95018],
    }
    with opened(platform, SqlMessageStore(databases[0]), assistants[0], tmp_path):
        first = platform.notify
        with opened(platform, SqlMessageStore(databases[1]), assistants[1], tmp_path):
            second = platform.notify
            for n in range(PEOPLE):
                platform.notify = chance.choice([first, second])
                platform.says(f"u{n}", "技术改造推动多少家企业")
                if chance.random() < 0.3:
                    chance.choice([first, second])
                    platform.call_back()
            soon(lambda: all(len(platform.shown(f"u{n}")) >= 2 for n in range(PEOPLE)), 60)
    assert all(Counter(platform.shown(f"u{n}"))[f"{FIGURE}[1]"] == 1 for n in range(PEOPLE))
    assert all(len(platform.shown(f"u{n}")) == 2 for n in range(PEOPLE))
    assert sum(len(each.questions) for each in assistants) == PEOPLE
    for database in databases:
        database.close()


@pytest.fixture
def server(platform, tmp_path):
    with opened(platform, MemoryMessageStore(), FakeAssistant(), tmp_path) as client:
        yield client


def test_every_part_of_a_callback_is_proven(server, platform):
    encrypted, query = Sealing(CORP_ID).seal("<xml><Event>kf_msg_or_event</Event><OpenKfId>wk</OpenKfId></xml>")
    other = Sealing("ww-other").seal("<xml/>")
    stale = Sealing(CORP_ID).seal("<xml/>", timestamp=1700000000)
    body = "<xml><Encrypt>{}</Encrypt></xml>"
    forged = [
        (query, body.format(encrypted[:-8] + "AAAAAAA=")),
        ({**query, "msg_signature": "0" * 40}, body.format(encrypted)),
        ({**query, "nonce": "other"}, body.format(encrypted)),
        ({}, body.format(encrypted)),
        (query, "<xml/>"),
        (query, '<!DOCTYPE x [<!ENTITY a "a">]><xml><Encrypt>&a;</Encrypt></xml>'),
        (other[1], body.format(other[0])),
        (stale[1], body.format(stale[0])),
    ]
    replies = {(each.status_code, each.content) for each in (server.post(PATH, params=q, content=b) for q, b in forged)}
    assert replies == {(403, b"")}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300))
def test_what_is_not_proven_is_refused_alike(server, body):
    _, query = Sealing(CORP_ID).seal("x")
    reply = server.post(PATH, params=query, content=body)
    assert (reply.status_code, reply.content) == (403, b"")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_a_proven_callback_of_any_text_is_taken_or_refused(server, text):
    encrypted, query = Sealing(CORP_ID).seal(text)
    body = f"<xml><Encrypt>{encrypted}</Encrypt></xml>"
    assert server.post(PATH, params=query, content=body).status_code in (200, 403)


_ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=True),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["msgtype", "event", "event_type", "text", "content", "send_time", "origin", "msgid"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(items=_ANYTHING, cursor=_ANYTHING, more=_ANYTHING)
def test_a_page_of_any_shape_is_read(items, cursor, more):
    page = read_page({"msg_list": items, "next_cursor": cursor, "has_more": more}, "wk")
    assert isinstance(page.cursor, str)
