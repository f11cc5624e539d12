"""Nothing that is not WeChat's gets in, and nothing that WeChat would not take gets out."""

from __future__ import annotations

import time

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from assistant.channels.wechat.cipher import signature
from tests.fakes.wechat_platform.account import Account

OURS = Account()
INNER = (
    "<xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>o-li</FromUserName><CreateTime>1764230400"
    "</CreateTime><MsgType>text</MsgType><Content>技改</Content><MsgId>1</MsgId></xml>"
)


def envelope(inner=INNER, *, appid=OURS.appid, key=OURS.key, token=OURS.token, at=None, encrypted=None):
    """Query and body of a delivery, made by wechatpy."""
    timestamp, nonce = str(int(time.time()) if at is None else at), "n0nce"
    crypto = WeChatCrypto(token, key, appid)
    if encrypted is None:
        sealed = crypto.encrypt_message(inner, nonce, timestamp)
        encrypted = sealed.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    query = {
        "timestamp": timestamp,
        "nonce": nonce,
        "encrypt_type": "aes",
        "signature": signature(token, timestamp, nonce),
        "msg_signature": signature(token, timestamp, nonce, encrypted),
    }
    return query, f"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"


def tampered(position):
    query, body = envelope()
    start = body.index("CDATA[") + 6
    at = start + int(position * (body.index("]]>") - start))
    return query, body[:at] + ("A" if body[at] != "A" else "B") + body[at + 1 :]


def resigned(position):
    """A changed ciphertext under a signature that fits it: only the content gives it away."""
    _, body = tampered(position)
    encrypted = body.split("CDATA[")[1].split("]]>")[0]
    return envelope(encrypted=encrypted)


def plain(body=INNER):
    query, _ = envelope()
    return {name: query[name] for name in ("timestamp", "nonce", "signature")}, body


def saying(**changed):
    query, body = envelope()
    return query | changed, body


def signed_as_plain():
    query, body = envelope()
    return query | {"msg_signature": query["signature"]}, body


def behind(start):
    query, body = envelope()
    return query, start + body


# Made when the test runs, which may be long after it was collected: a delivery is valid for minutes.
FORGED = {
    "no query": lambda: ({}, INNER),
    "plain text": plain,
    "plain text called raw": lambda: (plain()[0] | {"encrypt_type": "raw"}, INNER),
    "plain text called encrypted": lambda: (plain()[0] | {"encrypt_type": "aes"}, INNER),
    "signature of the plain kind": signed_as_plain,
    "no signature": lambda: saying(msg_signature=""),
    "signature that is not ASCII": lambda: saying(msg_signature="签名"),
    "ciphertext begins otherwise": lambda: tampered(0.02),
    "ciphertext differs in the middle": lambda: tampered(0.5),
    "ciphertext ends otherwise": lambda: tampered(0.9),
    "random part differs, well signed": lambda: resigned(0.01),
    "length differs, well signed": lambda: resigned(0.07),
    "padding differs, well signed": lambda: resigned(0.95),
    "not base64": lambda: envelope(encrypted="%%%%"),
    "no whole block": lambda: envelope(encrypted="QUJD"),
    "nothing encrypted": lambda: envelope(encrypted=""),
    "another account": lambda: envelope(appid="wxother"),
    "another key": lambda: envelope(key="Z" * 43),
    "another token": lambda: envelope(token="other"),
    "stale": lambda: envelope(at=int(time.time()) - 700),
    "from the future": lambda: envelope(at=int(time.time()) + 700),
    "time is no number": lambda: envelope(at="1e9"),
    "document type inside": lambda: envelope(f'<!DOCTYPE xml [<!ENTITY a "b">]>{INNER}'),
    "document type outside": lambda: behind('<!DOCTYPE xml [<!ENTITY a "b">]>'),
    "no sender": lambda: envelope(INNER.replace("FromUserName", "From")),
    "no number": lambda: envelope(INNER.replace("MsgId", "Id")),
    "no XML inside": lambda: envelope("技改"),
    "time inside is no number": lambda: envelope(INNER.replace("1764230400", "昨天")),
    "empty": lambda: (envelope()[0], ""),
    "JSON": lambda: (envelope()[0], '{"Encrypt": "x"}'),
}


@pytest.fixture
def house(furnish):
    return furnish()


@pytest.fixture
def client():
    with httpx2.Client() as opened:
        yield opened


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_whatever_is_wrong_is_refused_alike_and_without_a_word(house, forged):
    query, body = forged()
    response = httpx2.post(house.callbacks[0], params=query, content=body.encode())
    assert (response.status_code, response.content) == (403, b"")
    assert "content-type" not in response.headers
    assert not house.assistant.asked


def test_a_body_without_end_is_refused(house):
    query, body = envelope()
    huge = httpx2.post(house.callbacks[0], params=query, content=iter([body.encode(), b" " * 2**20]))
    assert (huge.status_code, huge.content) == (403, b"")
    assert not house.assistant.asked


def test_a_genuine_delivery_is_answered(house):
    query, body = envelope()
    assert httpx2.post(house.callbacks[0], params=query, content=body.encode()).status_code == 200
    assert house.assistant.asked == {"技改": 1}


def test_a_captured_delivery_that_is_sent_again_changes_nothing(house):
    query, body = envelope()
    for _ in range(3):
        httpx2.post(house.callbacks[0], params=query, content=body.encode())
    assert house.assistant.asked == {"技改": 1}


def test_plain_text_is_taken_only_where_it_is_allowed(furnish):
    house = furnish(plaintext=True)
    query, body = plain()
    assert "答：技改" in httpx2.post(house.callbacks[0], params=query, content=body.encode()).text
    forged = httpx2.post(house.callbacks[0], params=query | {"signature": "0" * 40}, content=body.encode())
    assert (forged.status_code, forged.content) == (403, b"")


def test_the_address_is_verified_by_its_echo(house):
    shown = house.live(lambda users: users.verify(house.callbacks[0]))
    assert (shown.status_code, shown.text) == (200, "4375120948345356249")
    for query in ({}, {"signature": "x", "timestamp": str(int(time.time())), "nonce": "n", "echostr": "<script>"}):
        refused = httpx2.get(house.callbacks[0], params=query)
        assert (refused.status_code, refused.content) == (403, b"")


TEXT = st.text(max_size=300)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["timestamp", "nonce", "signature", "msg_signature", "encrypt_type", "echostr"]), TEXT
    ),
    body=st.one_of(st.binary(max_size=500), TEXT.map(lambda text: f"<xml><Encrypt>{text}</Encrypt></xml>".encode())),
)
def test_noise_is_refused_without_a_word(house, client, query, body):
    response = client.post(house.callbacks[0], params=query, content=body)
    assert (response.status_code, response.content) == (403, b"")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    inner=st.one_of(
        TEXT,
        st.dictionaries(
            st.sampled_from(["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "Event"]),
            st.one_of(st.sampled_from(["text", "event", "image", "1764230400", "subscribe", "o-li"]), TEXT),
        ).map(lambda fields: "<xml>" + "".join(f"<{name}>{text}</{name}>" for name, text in fields.items()) + "</xml>"),
    )
)
def test_whatever_is_sealed_is_refused_or_answered_as_wechat_takes_it(house, client, inner):
    query, body = envelope(inner)
    response = client.post(house.callbacks[0], params=query, content=body.encode(errors="ignore"))
    assert response.status_code in (200, 403)
    if response.status_code == 403 or response.content in (b"", b"success"):
        return
    sealed = response.text
    fields = {name: sealed.split(f"<{name}>")[1].split("</")[0] for name in ("MsgSignature", "TimeStamp", "Encrypt")}
    values = {name: value.removeprefix("<![CDATA[").removesuffix("]]>") for name, value in fields.items()}
    crypto = WeChatCrypto(OURS.token, OURS.key, OURS.appid)
    assert crypto.decrypt_message(values, values["MsgSignature"], values["TimeStamp"], query["nonce"])
