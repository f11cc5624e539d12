"""A question that nothing answers and that names no document is told of all that was collected, not of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.answering.lexicon import Aspect
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.corpus.catalogue import Catalogue

CityOf = Callable[[Iterable[str]], str]

NEAR = 0.5
"""Share of what was asked for that a clause must say to be shown as the nearest where nobody named its document."""
FAMILY = 2
"""A plan and its interpretation: where no more was collected, a question is about these."""
_TRUE_OF_ONE = (Gap.FIGURE, Gap.NUMBER, Gap.TOGETHER)
"""Gaps that are only true of the documents that were read for them."""
_OF_EACH = {"期限", "条件", "流程", "材料", "有效期", "网址", "名额", "时限"}
"""Groups of aspects that every rule has of its own, so that nothing is said before it is known which one is meant."""
_PAID = "补贴"


def is_at_large(turn: Turn, catalogue: Catalogue) -> bool:
    """Whether no part has an answer or names a document, where more than a plan was collected."""
    gaps = [part.evidence.gap for part in turn.parts if part.evidence]
    named = any(part.reading.documents or part.reading.outline for part in turn.parts)
    # 那有多少钱 after the plan was told of is asked of the plan.
    named = named or bool(turn.told_of)
    return len(catalogue.collected) > FAMILY and not named and not any(gap in _TRUE_OF_ONE for gap in gaps)


def without_far(turn: Turn, catalogue: Catalogue, holds: Callable[[str], bool], city_of: CityOf) -> Turn:
    """The turn without what was found as the nearest and is not near, or no longer `holds`: nobody asked of that.

    Near is what says much of what was asked, or has to do with the aspect asked for, or is the rule of the very city.
    """

    def kept(part: Part) -> Part:
        evidence = part.evidence
        if evidence is None or evidence.finding is not Finding.NOTHING:
            return part
        words = [word for aspect in _asked_for(part) for word in aspect.evidence]
        city = city_of(part.reading.at)

        def is_near(spans: tuple[Span, ...]) -> bool:
            clause = catalogue.clause(spans[0].clause_id)
            local = bool(city) and city in catalogue.document(clause.document_id).region
            near = evidence.coverage >= NEAR or local or any(word in clause.text for word in words)
            return near and holds(clause.document_id)

        groups = () if asks_which(part) else tuple(filter(is_near, evidence.groups))
        return replace(part, evidence=replace(evidence, groups=groups))

    return replace(turn, parts=tuple(map(kept, turn.parts)))


def _asked_for(part: Part) -> tuple[Aspect, ...]:
    """The aspects that name something: that there is 补贴 says nothing of which."""
    return tuple(aspect for aspect in part.reading.aspects if aspect.group != _PAID)


def asks_which(part: Part) -> bool:
    """Whether nothing is named but what every rule has of its own (截止几号)."""
    reading = part.reading
    labels = "".join(aspect.label for aspect in reading.aspects)
    named = (
        any(not term.weak and term.text not in labels for term in reading.terms)
        or reading.places
        or reading.leaning.topic
    )
    return not named and any(aspect.group in _OF_EACH for aspect in reading.aspects)


def wording_of(part: Part, evidence: Evidence) -> tuple[str, str]:
    """The name in replies.yaml of how it is told that a part has no answer, and the label that goes into it."""
    if evidence.gap is not Gap.ASPECT:
        return ("at_large.other" if evidence.label else "at_large.unsure"), evidence.label
    # That no text writes of 补贴 is untrue; of 用电 it is true.
    paid = {aspect.label for aspect in part.reading.aspects if aspect.group == _PAID}
    labels = evidence.label.split("、")
    label = "、".join([each for each in labels if each not in paid] or labels)
    return ("at_large.which" if asks_which(part) else "at_large.aspect"), label
