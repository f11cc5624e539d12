"""What a person reads in Traditional script still shows quotes and figures as the document has them."""

from assistant.language.script import ScriptConverter
from assistant.worded.script import converted


def test_quotations_titles_figures_and_numbers_stay_as_they_are():
    text = "根据《技改资金细则》（粤工信规字〔2024〕7号），“链主”企业每个项目最高1500万元，分两年拨付。"
    told = "根據《技改资金细则》（粤工信规字〔2024〕7号），“链主”企業每個項目最高1500万元，分两年撥付。"
    assert converted(text, ScriptConverter().to_traditional) == told
