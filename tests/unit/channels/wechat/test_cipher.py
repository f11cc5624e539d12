"""Signatures and encryption: the platforms' own examples, and everything that could be changed in them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from assistant.channels.wechat.cipher import CallbackCipher, ForgedCallback, WrongKey, signature

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
SEALED = [name for name, each in VECTORS.items() if "encrypt" in each]
WRITTEN = [name for name, each in VECTORS.items() if "random" in each and "msg" in each]
KEY, OTHER_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "A" * 43


def cipher_of(vector, *, keys=None, token=None, receive_id=None):
    return CallbackCipher(
        token or vector["token"],
        keys or [vector["aes"]],
        vector["rid"] if receive_id is None else receive_id,
        clock=lambda: float(vector["timestamp"]),
        random=lambda _: vector.get("random", "0123456789abcdef").encode(),
    )


def opened(vector, **changed):
    told = {"encrypted": vector["encrypt"], "stated": vector["msg_signature"], **changed.pop("told", {})}
    return cipher_of(vector, **changed).open(**told, timestamp=vector["timestamp"], nonce=vector["nonce"])


@pytest.mark.parametrize("name", ["mp_get_verify", "mp_plain_post"])
def test_the_signature_of_an_address_is_the_official_one(name):
    vector = VECTORS[name]
    assert signature(vector["token"], vector["timestamp"], vector["nonce"]) == vector["signature"]
    CallbackCipher(vector["token"], [], "", clock=lambda: float(vector["timestamp"])).prove(
        vector["signature"], vector["timestamp"], vector["nonce"]
    )


@pytest.mark.parametrize("name", SEALED)
def test_official_messages_are_opened(name):
    vector = VECTORS[name]
    text = opened(vector).text
    assert text == vector.get("msg", text)
    assert len(text.encode()) == vector.get("msg_len", len(text.encode()))


@pytest.mark.parametrize("name", WRITTEN)
def test_official_replies_are_sealed_byte_for_byte(name):
    vector = VECTORS[name]
    sealed = cipher_of(vector).seal(vector["msg"], vector["nonce"])
    assert sealed.encrypted == vector["encrypt"]
    assert (sealed.signature, sealed.timestamp) == (vector["msg_signature"], vector["timestamp"])


def test_the_verification_of_wecom_gives_the_plain_number():
    assert opened(VECTORS["wecom_verify_url"]).text == "1616140317555161061"
    assert opened(VECTORS["wechatpy_corp_echo"]).text == "5927782489442352469"


def test_the_key_before_opens_too_and_the_reply_uses_it():
    vector = VECTORS["wecom_msg"]
    rotated = cipher_of(vector, keys=[OTHER_KEY, vector["aes"]])
    found = rotated.open(vector["encrypt"], vector["msg_signature"], vector["timestamp"], vector["nonce"])
    assert found.key == 1
    sealed = rotated.seal("好", "n", found.key)
    old = cipher_of(vector)
    assert old.open(sealed.encrypted, sealed.signature, sealed.timestamp, "n").text == "好"


@pytest.mark.parametrize("at", range(0, 300, 7))
def test_no_changed_character_of_the_ciphertext_is_accepted(at):
    vector = VECTORS["mp_secure_json"]
    changed = vector["encrypt"][:at] + ("B" if vector["encrypt"][at] == "A" else "A") + vector["encrypt"][at + 1 :]
    with pytest.raises(ForgedCallback, match="signature"):
        opened(vector, told={"encrypted": changed})


@pytest.mark.parametrize("end", [-1, -16, -17, 16, 32])
def test_a_ciphertext_that_is_cut_is_refused_even_with_a_right_signature(end):
    vector = VECTORS["mp_secure_json"]
    cut = base64.b64encode(base64.b64decode(vector["encrypt"])[:end]).decode()
    stated = signature(vector["token"], vector["timestamp"], vector["nonce"], cut)
    with pytest.raises(ForgedCallback):
        opened(vector, told={"encrypted": cut, "stated": stated})


@pytest.mark.parametrize("forged", ["", "0" * 40, "é" * 40, "1" * 4000])
def test_a_wrong_signature_is_refused(forged):
    with pytest.raises(ForgedCallback, match="signature"):
        opened(VECTORS["mp_secure_json"], told={"stated": forged})


def test_a_message_for_another_account_is_refused():
    with pytest.raises(ForgedCallback, match="content"):
        opened(VECTORS["mp_secure_json"], receive_id="wx-other")


@pytest.mark.parametrize("away", [-601, 601, 86_400])
def test_an_old_or_future_callback_is_refused(away):
    vector = VECTORS["mp_secure_json"]
    late = CallbackCipher(
        vector["token"], [vector["aes"]], vector["rid"], clock=lambda: float(vector["timestamp"]) + away
    )
    with pytest.raises(ForgedCallback, match="stale"):
        late.open(vector["encrypt"], vector["msg_signature"], vector["timestamp"], vector["nonce"])


@pytest.mark.parametrize("timestamp", ["", "abc", "１７１４１１２４４５", "1" * 40, "-1", "1e9"])
def test_a_timestamp_that_is_no_number_is_refused(timestamp):
    cipher = CallbackCipher("t", [KEY], "")
    with pytest.raises(ForgedCallback, match="timestamp"):
        cipher.prove(signature("t", timestamp, "n"), timestamp, "n")


@pytest.mark.parametrize("encrypted", ["", "====", "abc", "QUJD", "好" * 20, base64.b64encode(b"x" * 32).decode()])
def test_what_is_no_ciphertext_is_refused(encrypted):
    cipher = CallbackCipher("t", [KEY], "", clock=lambda: 1000.0)
    with pytest.raises(ForgedCallback):
        cipher.open(encrypted, signature("t", "1000", "n", encrypted), "1000", "n")


@given(st.binary(max_size=400))
def test_bytes_that_are_signed_but_random_never_end_in_another_error(noise):
    cipher = CallbackCipher("t", [KEY], "wx", clock=lambda: 1000.0)
    encrypted = base64.b64encode(noise).decode()
    with pytest.raises(ForgedCallback):
        cipher.open(encrypted, signature("t", "1000", "n", encrypted), "1000", "n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.sampled_from(["", "wx5823bf96d3bd56c7"]))
def test_what_is_sealed_opens_to_the_same_text(text, receive_id):
    cipher = CallbackCipher("t", [KEY], receive_id, clock=lambda: 1000.0)
    sealed = cipher.seal(text, "n")
    assert cipher.open(sealed.encrypted, sealed.signature, sealed.timestamp, sealed.nonce).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_another_implementation_opens_what_is_sealed_and_seals_what_is_opened(text):
    cipher = CallbackCipher("t", [KEY], "wx1", clock=lambda: 1000.0)
    other = WeChatCrypto("t", KEY, "wx1")
    sealed = cipher.seal(text, "n")
    envelope = f"<xml><ToUserName>g</ToUserName><Encrypt>{sealed.encrypted}</Encrypt></xml>"
    assert other.decrypt_message(envelope, sealed.signature, sealed.timestamp, "n") == text
    encrypted = other.encrypt_message(text, "n", "1000").split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    assert cipher.open(encrypted, signature("t", "1000", "n", encrypted), "1000", "n").text == text


@pytest.mark.parametrize("key", ["", "A" * 42, "A" * 44, "好" * 43, "!" * 43])
def test_a_key_that_is_none_says_where_to_copy_it(key):
    with pytest.raises(WrongKey, match="43"):
        CallbackCipher("t", [key], "wx1")
