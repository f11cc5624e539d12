import pytest

from evals.folding import find_folded, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("建成 15 家以上。", "建成１５家以上"),
        ("產業集聚區", "产业集聚区"),
        ("5,000 亿元", "5000亿元"),
        ("“穿粤”、RCEP", "穿粤rcep"),
    ],
)
def test_what_reads_the_same_folds_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("20%", "20"), ("0.5万亿", "05万亿"), ("5、6月", "56月"), ("三、五项", "三五项")]
)
def test_what_means_something_else_stays_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("needle", "text"),
    [("5家", "15家"), ("10", "100"), ("5亿", "0.5亿"), ("1", "1.5"), ("五项", "十五项"), ("2024年1", "2024年12月")],
)
def test_a_figure_is_not_found_inside_a_longer_one(needle, text):
    assert find_folded(fold(needle), fold(text)) == -1


def test_a_later_whole_figure_is_found_after_a_longer_one():
    assert find_folded("5家", "15家和5家") == 6
