"""How a question reads after those before it in the same message, and after what was told before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.issuing import asks_for_issuer, asks_for_title
from assistant.answering.lexicon import ValueType
from assistant.answering.question_forms import Form
from assistant.answering.reading import ITS_OWN, Reading
from assistant.answering.turn import Part
from assistant.domain import document_of

ENOUGH_WORDS = 2
"""A question with fewer words of its own is about what was told before it."""
TOLD_WEIGHT = 0.6
"""What a word told before weighs there against one of the question."""
_EITHER = re.compile(
    r"哪(?:一)?个|哪种|哪边|边个|哪份|各自|各(?=是|有|要|给|补|贴|多|几)|分别|[两二](?:个|项|者|份|样)"
)
_BEFORE = re.compile(r"原来|以前|旧的")
_FOLLOWING = re.compile(rf"{_BEFORE.pattern}|接着|接替|后面|新出|替代|取代")
"""A rule that came before or after is another one."""
_NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}


def asks_of_another_time(text: str) -> bool:
    """Whether it is asked of the rule that came before or comes after."""
    return _FOLLOWING.search(text) is not None


def asks_of_what_was(text: str) -> bool:
    """Whether it is asked of the rule that came before."""
    return _BEFORE.search(text) is not None


def completed(reading: Reading, before: Reading) -> Reading:
    """A further question without a topic of its own (分别是多少？) is about the one before."""
    value = reading.value if reading.value is not ValueType.ANY else before.value
    form = reading.form if reading.form is not Form.LOOKUP else before.form
    aspects = reading.aspects or (before.aspects if reading.value in (*_NUMERIC, ValueType.ANY) else ())
    return replace(
        reading,
        terms=before.terms,
        places=before.places,
        documents=reading.documents or before.documents,
        aspects=aspects,
        value=value,
        form=form,
    )


def of_same_rule(reading: Reading, earlier: list[Reading]) -> Reading:
    """A further question that names no rule of its own is about the one named before it, 哪个 about all of them."""
    if reading.documents:
        return reading
    before = earlier[-1]
    named = tuple(dict.fromkeys(id for each in earlier for id in each.documents))
    number = any(aspect.group == "文号" for aspect in reading.aspects)
    whole = reading.form is Form.VALIDITY or number or asks_for_issuer(reading) or asks_for_title(reading)
    if len(named) > 1 and _EITHER.search(reading.text):
        return replace(reading, documents=named)
    if whole and not _is_of_another(reading, earlier):
        latest = next((each.documents for each in reversed(earlier) if each.documents), ())
        reading = replace(reading, documents=latest)
    if named or reading.terms or reading.places:
        return reading
    return replace(reading, terms=before.terms)


def _is_of_another(reading: Reading, earlier: list[Reading]) -> bool:
    """Whether 省里35%的呢，管到几时 is clearly asked of a rule that was not named before."""
    return _leads_elsewhere(reading, [document_id for each in earlier for document_id in each.documents])


def _leads_elsewhere(reading: Reading, named: Collection[str]) -> bool:
    """Whether people ask so of another rule than these."""
    best = max(
        ((place.similarity, document_of(key)) for key, places in reading.likely.items() for place in places),
        default=(0.0, ""),
    )
    tells = bool(reading.quantities or reading.own_words)
    return tells and best[0] >= ITS_OWN and best[1] not in named


def held_by(parts: Sequence[Part]) -> str:
    """The last rule that the parts before a further one name; empty where the last named are several."""
    named = next((part.reading.documents for part in reversed(parts) if part.reading.documents), ())
    return named[0] if len(named) == 1 else ""


def with_background(reading: Reading, told: Reading, long: bool) -> Reading:
    """With what was told before it; of a long story only what the corpus knows counts as asked for."""
    documents = reading.documents or (() if _leads_elsewhere(reading, told.documents) else told.documents)
    if not reading.terms and not reading.aspects and not reading.outline and reading.form is not Form.VALIDITY:
        terms = tuple(term for term in told.terms if term.known or not long) or told.terms
        return replace(reading, terms=terms, documents=documents)
    said = {term.text for term in reading.terms}
    known = tuple(term for term in told.terms if term.text not in said and term.known)
    own = sum(term.known and not term.weak for term in reading.terms)
    if own:
        # Where somebody sits and what he invests says nothing of what he asks for.
        known = tuple(term for term in known if term.text not in told.places and not term.text[0].isdigit())
    if own < ENOUGH_WORDS and not (own and reading.aspects):
        lighter = tuple(replace(term, weight=term.weight * TOLD_WEIGHT) for term in known)
        return replace(reading, terms=(*reading.terms, *lighter), documents=documents)
    return replace(reading, background=known, documents=documents)
