"""What a start keeps for the next one: it saves time and never changes what is said."""

import json
import subprocess
import sys

import pytest

from assistant.language.dictionary import Dictionary
from assistant.language.readings import Readings

TERMS = ["银行", "行业", "重庆", "中试平台"]


@pytest.fixture(scope="module")
def whole():
    return Dictionary.load(None)


def test_a_kept_dictionary_is_the_dictionary(tmp_path, whole):
    assert Dictionary.load(tmp_path) == whole
    assert [path.suffix for path in tmp_path.iterdir()] == [".cache"]
    assert Dictionary.load(tmp_path) == whole


def test_the_dictionary_tells_what_names_a_thing(whole):
    assert whole.frequencies["工厂"] > 0
    assert whole.frequencies["中华人民共"] == 0
    assert {"申请", "深入", "一百"} <= whole.other_classes
    assert whole.other_classes.isdisjoint({"工厂", "企业", "广东省"})


@pytest.mark.parametrize("content", [b"", b"\xf5\x00", b"i\x01\x00\x00\x00", b"text"])
def test_a_damaged_dictionary_is_read_anew(tmp_path, whole, content):
    Dictionary.load(tmp_path)
    [path] = tmp_path.iterdir()
    size = path.stat().st_size
    path.write_bytes(content)
    assert Dictionary.load(tmp_path) == whole
    assert path.stat().st_size == size


def test_terms_sound_as_words_and_character_by_character():
    sounds = Readings(None).of_terms(TERMS)
    assert sounds["行业"] == {("xin", "ye"), ("han", "ye")}
    assert sounds["重庆"] == {("zong", "qin"), ("cong", "qin")}


def test_pypinyin_is_asked_only_for_new_terms(tmp_path):
    asked = Readings(tmp_path).of_terms(TERMS)
    program = f"""
import sys
from pathlib import Path
from assistant.language.readings import Readings
readings = Readings(Path({str(tmp_path)!r}))
kept = readings.of_terms({TERMS!r})
known, other = "pypinyin" in sys.modules, readings.of_text("穿粤")
readings.of_terms([*{TERMS!r}, "链主"])
print(known, other, "pypinyin" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False ('cuan', 'yue') True\n"
    assert Readings(tmp_path).of_terms(TERMS) == asked


@pytest.mark.parametrize("content", ["", "{", "[]", '{"characters": []}'])
def test_damaged_sounds_are_asked_for_again(tmp_path, content):
    asked = Readings(tmp_path).of_terms(TERMS)
    [path] = tmp_path.iterdir()
    path.write_text(content)
    assert Readings(tmp_path).of_terms(TERMS) == asked
    assert set(json.loads(path.read_text())["terms"]) == set(TERMS)


def test_where_nothing_can_be_kept_the_log_says_so(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    readings = Readings(tmp_path / "file")
    assert readings.of_terms(TERMS) == Readings(None).of_terms(TERMS)
    assert "not kept for the next start" in caplog.text
