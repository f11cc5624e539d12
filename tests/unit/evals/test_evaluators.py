from dataclasses import replace

import pytest

from assistant.domain import AnswerStatus, Sentence
from evals.evaluators import EVALUATORS
from evals.outcome import Asked, Finding
from tests.fakes.eval_answers import DEADLINE, FAIRS, PLAN_TEXT, RIGHT, TARGETS, answer, asked, case, citation

BY_NAME = {evaluator.name: evaluator for evaluator in EVALUATORS}
REVENUE = {"document": "plan", "text": "营收达到5000亿元"}
EVENTS = {"document": "plan", "text": "举办30多场展博交流会"}


def judged(name: str, of: Asked) -> Finding:
    evaluator = BY_NAME[name]
    assert evaluator.applies(of.case)
    return evaluator.judge(of)


def test_the_right_answer_passes_every_measure_that_concerns_it():
    asked_case = asked(of=case(facts=[["5000亿元"], ["15家"]], evidence=[REVENUE], ordered=True, max_chars=60))
    failed = {e.name: e.judge(asked_case) for e in EVALUATORS if e.applies(asked_case.case)}
    assert all(not finding.reasons for finding in failed.values())
    assert set(BY_NAME) - set(failed) == {"refusal", "forbidden", "small_talk", "document_recall", "attribution"}


def test_another_status_than_the_expected_ones_fails():
    assert judged("status", asked()).score == 1
    refused = answer(status=AnswerStatus.NO_EVIDENCE)
    assert judged("status", asked(refused)).reasons == ("结局是 unanswerable_no_evidence，应为 answered",)
    assert judged("status", asked(refused, case(status=["answered", "unanswerable_no_evidence"]))).score == 1


def test_fact_recall_is_the_share_of_groups_with_an_alternative_in_the_answer():
    finding = judged("fact_recall", asked(of=case(facts=[["五千亿", "5000億元"], ["6000亿元"]])))
    assert finding.score == 0.5
    assert finding.reasons == ("没有说到：6000亿元",)


def test_a_fact_may_stand_in_a_notice():
    expired = answer(Sentence(FAIRS), notices=("自定的期限已过",))
    assert judged("fact_recall", asked(expired, case(facts=[["期限已过"]]))).score == 1


@pytest.mark.parametrize(
    "remark",
    [
        "《设备办法》的有效期没有查到，用之前请先核实它是否仍然有效。",
        "要点據公開信息整理，不是原文，其中有的沒有見到官方來源，請以官方原文和當年通知為準。",
        "没有收录粤办〔2024〕9号；按粤办函〔2024〕9号（《设备办法》）回答。",
    ],
)
@pytest.mark.parametrize("place", ["sentences", "notices"])
def test_what_stands_beside_every_answer_of_a_kind_states_no_fact(remark, place):
    told = answer(Sentence(FAIRS), Sentence(remark)) if place == "sentences" else answer(notices=(remark,))
    facts = [["没有查到", "没有见到", "没有收录"]]
    assert judged("fact_recall", asked(told, case(facts=facts))).score == 0
    own = answer(Sentence("设备的门槛没有查到。"), Sentence(remark))
    assert judged("fact_recall", asked(own, case(facts=facts))).score == 1


def test_evidence_recall_wants_the_right_document():
    assert judged("evidence_recall", asked(of=case(evidence=[REVENUE, EVENTS]))).score == 0.5
    elsewhere = replace(RIGHT, citations=(citation(document_id="other"),))
    assert judged("evidence_recall", asked(elsewhere, case(evidence=[REVENUE]))).score == 0


def test_a_quote_inside_the_evidence_is_evidence():
    whole = {"document": "plan", "text": TARGETS}
    part = answer(citations=[citation("营收达到 5000 亿元")])
    assert judged("evidence_recall", asked(part, case(evidence=[whole]))).score == 1


def test_citation_precision_counts_citations_that_overlap_the_evidence():
    both = replace(RIGHT, citations=(citation(), citation(FAIRS, n=2)))
    assert judged("citation_precision", asked(both, case(evidence=[REVENUE]))).score == 0.5


def test_citations_mostly_beside_the_point_fail_the_case():
    beside = replace(RIGHT, citations=(citation(FAIRS),))
    assert judged("citation_precision", asked(beside, case(evidence=[REVENUE]))).reasons
    assert judged("citation_precision", asked(answer(), case(evidence=[REVENUE]))).score == 0


def test_a_citation_that_proves_the_validity_is_not_counted_against_an_answer():
    with_period = replace(RIGHT, citations=(citation(), citation(DEADLINE, n=2)))
    assert judged("citation_precision", asked(with_period, case(evidence=[REVENUE]))).score == 1


def test_a_greeting_cites_nothing():
    assert judged("small_talk", asked(answer(Sentence("您好！")))).score == 1
    assert judged("small_talk", asked(RIGHT)).score == 0
    assert not BY_NAME["small_talk"].applies(case(facts=[["5000亿元"]]))


@pytest.mark.parametrize(
    "wrong",
    [
        citation(quote=TARGETS, start=0, end=len(TARGETS)),
        replace(citation(), quote=TARGETS.replace("5000", "6000")),
        citation(version=2),
        citation(document_id="other"),
        replace(citation(), quote="", start=3, end=3),
    ],
)
def test_a_quote_that_is_not_the_stored_text_at_its_span_fails(wrong):
    finding = judged("quote_exactness", asked(replace(RIGHT, citations=(wrong,))))
    assert finding.score == 0
    assert finding.reasons


def test_a_marker_without_citation_fails():
    loose = replace(RIGHT, sentences=(Sentence(TARGETS, (1, 2)),))
    assert judged("quote_exactness", asked(loose)).reasons == (f"句子引用了不存在的 [2]：{TARGETS}",)


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("方案写明：“建成15家以上“产业链协同”的服装产业集聚区”", 1),
        ("方案写明：「全省纺织和服装产业……服装产业集聚区」", 1),
        ("方案写明：“建成16家以上”", 0),
        ("方案写明：“营收目标是多少”", 0),
    ],
)
def test_what_stands_in_quotation_marks_stands_in_the_cited_quote(sentence, score):
    quoting = answer(Sentence(sentence, (1,)), citations=[citation()])
    assert judged("quote_exactness", asked(quoting)).score == score


def test_an_uncited_sentence_may_repeat_the_words_of_the_question_only():
    assert judged("quote_exactness", asked(answer(Sentence("没有写到“营收目标”。")))).score == 1
    assert judged("quote_exactness", asked(answer(Sentence("没有写到“利润目标”。")))).score == 0


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("截至 2024-06-01，《行动方案》提出 2024 年底营收达到五千亿元。", 1),
        ("2024年底营收达到5000亿元[1]。", 1),
        ("营收达到 6000 亿元。", 0),
        ("营收达到 5000 万元。", 0),
        ("2025 年底营收达到 5000 亿元。", 0),
        ("《2030年规划》提出营收达到 5000 亿元。", 0),
        ("举办 30 多场展博交流会。", 0),
    ],
)
def test_figures_stand_in_the_quotes_their_sentence_cites(sentence, score):
    claiming = answer(Sentence(sentence, (1,)), citations=[citation(), citation(FAIRS, n=2)])
    assert judged("figure_exactness", asked(claiming)).score == score


def test_an_uncited_sentence_may_repeat_figures_of_the_question():
    question = case(question="有没有补贴30%的说法？")
    assert judged("figure_exactness", asked(answer(Sentence("没有“30%”这个数。")), question)).score == 1
    assert judged("figure_exactness", asked(answer(Sentence("补贴 50%。")), question)).score == 0


def test_a_notice_may_name_the_documents_own_dates_and_no_others():
    past = replace(RIGHT, notices=("自定的期限（2024年12月31日）已过。",))
    assert judged("figure_exactness", asked(past)).score == 1
    wrong = replace(RIGHT, notices=("自定的期限（2025年6月30日）已过。",))
    assert judged("figure_exactness", asked(wrong)).score == 0


def test_a_question_the_corpus_does_not_answer_must_be_refused():
    unanswerable = case(status=["unanswerable_no_evidence", "unanswerable_out_of_scope"])
    assert judged("refusal", asked(RIGHT, unanswerable)).score == 0
    assert judged("refusal", asked(answer(status=AnswerStatus.REFUSED_UNSAFE), unanswerable)).score == 1
    assert not BY_NAME["refusal"].applies(case(status=["answered", "unanswerable_no_evidence"]))


def test_refusing_what_the_corpus_answers_is_over_refusal():
    assert judged("over_refusal", asked()).score == 0
    assert judged("over_refusal", asked(answer(status=AnswerStatus.NO_EVIDENCE))).score == 1
    assert not BY_NAME["over_refusal"].applies(case(status=["answered", "clarification_needed"]))


def test_a_forbidden_wording_fails_in_any_spelling():
    assert judged("forbidden", asked(of=case(forbidden=["6000亿"]))).score == 1
    assert judged("forbidden", asked(of=case(forbidden=["５０００亿"]))).reasons == ("说了不该说的：５０００亿",)


def test_order_is_the_order_of_the_groups():
    assert judged("ordered", asked(of=case(facts=[["营收"], ["集聚区"]], ordered=True))).score == 1
    assert judged("ordered", asked(of=case(facts=[["集聚区"], ["营收"]], ordered=True))).score == 0


def test_length_is_counted_without_spaces_and_markers():
    length = len("".join(TARGETS.split()))
    assert judged("length", asked(of=case(max_chars=length))).score == 1
    assert judged("length", asked(of=case(max_chars=length - 1))).score == 0


def test_two_answers_may_differ_only_in_their_ids():
    again = replace(RIGHT, id="a-2", conversation_id="c-2")
    assert judged("determinism", asked(again=again)).score == 1
    shuffled = replace(RIGHT, citations=(citation(FAIRS),), sentences=())
    assert judged("determinism", asked(again=shuffled)).reasons == ("两次回答不同：句子、引用",)


def test_the_hand_made_quotes_stand_in_the_hand_made_document():
    assert all(text in PLAN_TEXT for text in (TARGETS, FAIRS, DEADLINE))
