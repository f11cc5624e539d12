import pytest

from assistant.language.binding import find_conditions, find_duties


def words(found):
    return [word for word, _, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业应当备案，不得转让。", ["应当", "不得"]),
        ("須經公示且驗收合格，或者提交報告。", ["須", "且", "或者"]),
        ("符合任一条件的，可享受优先支持，原则上不予重复。", ["任一", "可", "优先", "原则上", "不予"]),
        ("同时满足下列条件，涉密项目除外。", ["同时", "除外"]),
        ("推广应用许可证，未来均衡发展，或许适应供应链可持续需要。", []),
    ],
)
def test_words_of_duty_are_found_and_words_that_only_hold_them_are_not(text, expected):
    assert words(find_duties(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对年营收达到5000万元的企业给予奖励。", ["对年营收达到5000万元的企业"]),
        ("符合下列条件的，可以申请。", ["符合下列条件的"]),
        ("除涉密项目外，一律公示；若逾期未报的，视为放弃。", ["除涉密项目外", "若逾期未报的"]),
        ("推动产业高质量发展。", []),
    ],
)
def test_conditions_are_found_whole(text, expected):
    assert words(find_conditions(text)) == expected


def test_what_is_found_stands_where_it_says():
    text = "對規模以上企業的，應當獎勵。"
    for word, start, end in (*find_duties(text), *find_conditions(text)):
        assert text[start:end] == word
