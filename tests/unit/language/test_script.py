import pytest

from assistant.domain import Script
from assistant.language.script import ScriptConverter


@pytest.fixture(scope="module")
def converter():
    return ScriptConverter()


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("廣東省紡織服裝產業", "广东省纺织服装产业"),
        ("衞生署着力推動羣體綫路", "卫生署着力推动群体线路"),
        ("著力打造產業集群，顯著提升", "着力打造产业集群，显著提升"),
        ("資訊軟體專案", "信息软件项目"),
        ("新增創新平台，增品種、提品質、創品牌", "新增创新平台，增品种、提品质、创品牌"),
    ],
)
def test_every_traditional_spelling_becomes_the_corpus_spelling(converter, traditional, simplified):
    assert converter.to_simplified(traditional) == simplified


@pytest.mark.parametrize(
    "text", ["2024年底营收达到5000亿元", "著名品牌，乘着东风，成效显著", "智慧采购、支援服务", "RCEP 2024"]
)
def test_simplified_text_stays(converter, text):
    assert converter.to_simplified(text) == text


def test_the_reply_uses_hong_kong_spelling(converter):
    assert converter.to_traditional("广东省的行动方案里面") == "廣東省的行動方案裏面"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("廣東2024年計劃幾時完成", Script.TRADITIONAL),
        ("广东2024年计划几时完成", Script.SIMPLIFIED),
        ("2024 RCEP", Script.SIMPLIFIED),
        ("服装", Script.SIMPLIFIED),
        ("十大？", Script.SIMPLIFIED),
        ("《广东省行动方案》有冇講補貼", Script.SIMPLIFIED),
        ("糖尿病早餐吃什麼", Script.TRADITIONAL),
        ("有冇得喺度問嘢㗎", Script.TRADITIONAL),
        ("沿着哪條路走", Script.TRADITIONAL),
        ("有冇得喺度问嘢㗎", Script.SIMPLIFIED),
    ],
)
def test_the_script_is_that_of_most_telling_characters(converter, text, script):
    assert converter.detect(text) is script
