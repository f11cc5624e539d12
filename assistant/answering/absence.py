"""Names what is missing, so that a refusal says only what is true of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.clause_facts import ClauseFacts
from assistant.answering.lexicon import ValueType
from assistant.answering.question_forms import year_as_said
from assistant.answering.reading import Reading, Term
from assistant.answering.turn import Gap
from assistant.language.quantities import find_quantities

VALUE_LABELS = {
    ValueType.NUMBER: "数值",
    ValueType.MONEY: "金额",
    ValueType.RATIO: "比例",
    ValueType.COUNT: "数量",
    ValueType.DATE: "具体时间",
    ValueType.PERIOD: "时长或周期",
    ValueType.CONTACT: "联系方式",
    ValueType.BODY: "负责部门",
    ValueType.PLACE: "地点",
    ValueType.METHOD: "办理方法",
    ValueType.CONDITION: "条件",
    ValueType.DEFINITION: "含义",
}
MOST_WORDS = 3


def missing_from(reading: Reading, related: Iterable[ClauseFacts]) -> tuple[Gap, str]:
    """The gap that a question without an answer falls into, and its label.

    A word counts as unwritten only when none of the related clauses holds it; what is written somewhere but without
    the value asked for lacks that value; words that are written, but never together, lack the connection. A figure that
    the question only tells (贷两百万) is no such word: read otherwise than it was typed, it would stand nowhere.
    """
    texts = [facts.plain + facts.context + facts.heading for facts in related]
    named = [term for term in reading.terms if not find_quantities(term.text)]
    strong = [term for term in named if not term.weak] or named
    unwritten = [term for term in strong if not _stands(term, texts)]
    if unwritten:
        return Gap.TOPIC, _joined(unwritten)
    if not strong:
        return Gap.ASPECT, "这方面的内容"
    if reading.value in VALUE_LABELS:
        return Gap.ASPECT, of_topic(reading, VALUE_LABELS[reading.value])
    return Gap.TOGETHER, _joined(strong)


def of_topic(reading: Reading, aspect: str) -> str:
    """小升规的奖励: what is missing, and of what, in the question's own words."""
    topic = _topic(reading)
    return f"{topic}的{aspect}" if topic and topic not in aspect and aspect not in topic else aspect


def of_place(reading: Reading, fallback: str) -> str:
    """汕头的重大项目: what is missing at the places that the question names."""
    return f"{'、'.join(reading.places)}的{_topic(replace(reading, terms=reading.terms_without_places)) or fallback}"


def of_year(reading: Reading, year: int) -> str:
    """2025 年的营收: what is missing for the year that the question names."""
    return f"{year_as_said(reading.text, year, reading.years)}的{_topic(reading) or '目标和安排'}"


def _topic(reading: Reading) -> str:
    """The longest stretch of the question that is made of words that the corpus knows."""
    named = [term.text for term in reading.terms if term.known and not term.weak and not find_quantities(term.text)]
    stretches: list[str] = []
    end = -1
    for start, word in sorted((reading.text.find(word), word) for word in named if word in reading.text):
        if stretches and start == end:
            stretches[-1] += word
        else:
            stretches.append(word)
        end = start + len(word)
    # What an earlier part of the question named (技改有补贴吗，怎么申请) does not stand in this part.
    return max(stretches or named, key=len, default="")


def _stands(term: Term, texts: list[str]) -> bool:
    return any(term.found_in(text) for text in texts)


def _joined(terms: list[Term]) -> str:
    heaviest = sorted(terms, key=lambda term: -term.weight)[:MOST_WORDS]
    return "、".join(term.text for term in terms if term in heaviest)
