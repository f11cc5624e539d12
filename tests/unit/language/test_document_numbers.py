import pytest

from assistant.language.quantities import find_document_numbers


@pytest.mark.parametrize(
    "text",
    [
        "粤工信规字〔2024〕7号",
        "粤工信规字[2024]7号",
        "粤工信规字（2024）7号",
        "粤工信规字【２０２４】 7 号",
        "粤工信规字〔2024〕第7号",
        "粤工信规字﹝2024﹞07號",
    ],
)
def test_brackets_widths_and_spaces_make_no_difference(text):
    (found,) = find_document_numbers(text)
    assert found.value == "粤工信规字〔2024〕7号"
    assert text[found.start : found.end] == found.text


def test_the_issuer_does_not_swallow_the_sentence():
    text = "根据国办发〔2016〕40号和粤府（2021）53号文，参照《办法》（粤工信〔2023〕5 号）执行"
    assert [n.value for n in find_document_numbers(text)] == [
        "国办发〔2016〕40号",
        "粤府〔2021〕53号",
        "粤工信〔2023〕5号",
    ]


def test_a_year_in_brackets_alone_is_no_document_number():
    assert find_document_numbers("行动方案（2024）第三部分，7号") == ()


def test_what_replaces_a_number_is_no_part_of_it():
    text = "财金〔2026〕2号实质上取代了财金〔2024〕54号，中山数字化转型细则中工信规字〔2024〕5号"
    assert [n.value for n in find_document_numbers(text)] == [
        "财金〔2026〕2号",
        "财金〔2024〕54号",
        "中工信规字〔2024〕5号",
    ]
