"""Sentences come out of the stream as soon as they have ended."""

import pytest

from assistant.worded.cutting import LONGEST, SentenceCutter


def cut(text: str, size: int = 1) -> list[str]:
    cutter = SentenceCutter()
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    return [sentence for piece in pieces for sentence in cutter.feed(piece)] + list(cutter.rest())


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_sentences_keep_their_markers_wherever_these_stand(size):
    text = "最高1500万元。[1]比例不超过30%[2]。门槛是400万元[1][3]！以当年通知为准[4]"
    expected = ["最高1500万元。[1]", "比例不超过30%[2]。", "门槛是400万元[1][3]！", "以当年通知为准[4]"]
    assert cut(text, size) == expected


def test_a_sentence_is_told_before_the_next_one_has_ended():
    cutter = SentenceCutter()
    assert list(cutter.feed("最高1500万元[1]。比例")) == ["最高1500万元[1]。"]


def test_the_halves_of_a_sentence_stay_together_for_they_share_a_marker():
    assert cut("收入1500万元以上；或者融资2000万元以上[1]。") == ["收入1500万元以上；或者融资2000万元以上[1]。"]


def test_lists_and_headings_lose_their_marks_and_a_figure_at_the_beginning_stays():
    text = "## 标准\n1. 设备奖励[1]\n2. 贷款贴息[2]\n- **数字化**改造[3]\n（3）绿色化[4]\n3.5%以上[5]\n"
    assert cut(text) == ["标准", "设备奖励[1]", "贷款贴息[2]", "数字化改造[3]", "绿色化[4]", "3.5%以上[5]"]


def test_a_row_of_a_table_is_one_sentence_and_its_rule_goes():
    text = "| 地区 | 比例 |\n|---|---|\n| 珠三角 | 20%。另议[1] |\n"
    assert cut(text) == ["地区，比例", "珠三角，20%。另议[1]"]


def test_a_lead_is_told_with_what_follows_it():
    assert cut("标准如下：\n1. 最高1500万元[1]\n") == ["标准如下：最高1500万元[1]"]
    assert cut("标准如下：") == ["标准如下："]


def test_figures_and_quotes_do_not_end_a_sentence():
    assert cut("增长3.5个百分点，称为“三品。”[1]下一句[2]") == ["增长3.5个百分点，称为“三品。”[1]", "下一句[2]"]


def test_what_never_ends_is_cut():
    assert [len(each) for each in cut("无" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]
    assert cut("") == []
    assert cut("\n \n") == []
