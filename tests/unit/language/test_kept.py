"""What a start keeps for the next one: it saves time and never changes what is said."""

import json
import marshal
import pickle
import subprocess
import sys
from pathlib import Path

import jieba
import pytest

from assistant.language.cutter import Cutter
from assistant.language.dictionary import Dictionary
from assistant.language.readings import Readings

TERMS = ["银行", "行业", "重庆", "中试平台"]


WORDS = ("工厂", "申请", "中华人民共", "中华人民共和国", "粤", "不是词呀")


@pytest.fixture(scope="module")
def whole():
    return Dictionary.load(None)


def told(dictionary):
    graph = [dictionary.lengths_at("中华人民共和国广东省工厂", start) for start in range(12)]
    with jieba.Tokenizer().get_dict_file() as lines:
        words = [*WORDS, *(line.decode("utf-8").split()[0] for line in lines)]
    return dictionary.total, graph, [(dictionary.get(word), dictionary.names_nothing(word)) for word in words]


def test_a_kept_dictionary_is_the_dictionary(tmp_path, whole):
    assert told(Dictionary.load(tmp_path)) == told(whole)
    assert [path.suffix for path in tmp_path.iterdir()] == [".cache"]
    assert told(Dictionary.load(tmp_path)) == told(whole)


def test_the_dictionary_tells_what_names_a_thing(whole):
    assert whole.get("工厂") > 0
    assert whole.get("中华人民共") == 0
    assert all(map(whole.names_nothing, ("申请", "深入", "一百")))
    assert not any(map(whole.names_nothing, ("工厂", "企业", "广东省", "不是词呀")))


def test_our_dictionary_cuts_as_that_of_jieba_does():
    terms = ("穿粤时尚潮服荟", "技改十条", "广东省纺织服装产业高质量发展行动方案（试行）", "纺织")
    plain = jieba.Tokenizer()
    plain.FREQ, plain.total = plain.gen_pfdict(plain.get_dict_file())
    plain.initialized = True
    for term in terms:
        plain.add_word(term, freq=100_000)
    ours = Dictionary.load(None)
    ours.add(terms, 100_000)
    cutter = Cutter(ours)
    for path in sorted(Path("knowledge/documents").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert cutter.lcut_for_search(line) == plain.lcut_for_search(line)
            assert cutter.lcut(line, HMM=False) == plain.lcut(line, HMM=False)


@pytest.mark.parametrize(
    "content", [b"", b"\xf5\x00", b"i\x01\x00\x00\x00", b"text", marshal.dumps((b"x", b"", b"", 1))]
)
def test_a_damaged_dictionary_is_read_anew(tmp_path, whole, content):
    Dictionary.load(tmp_path)
    [path] = tmp_path.iterdir()
    size = path.stat().st_size
    path.write_bytes(content)
    assert told(Dictionary.load(tmp_path)) == told(whole)
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


def test_another_process_asks_for_nothing_that_was_kept_meanwhile(tmp_path, monkeypatch):
    readings = Readings(tmp_path)
    sent = pickle.dumps(readings)
    asked = readings.of_terms(TERMS)
    monkeypatch.setattr("assistant.language.readings._spoken", None)
    assert pickle.loads(sent).of_terms(TERMS) == asked
