"""Whether a question of a conversation may be taken by itself."""

from __future__ import annotations

from assistant.answering.clause_facts import plain
from assistant.answering.dialogue import SHORT, about_policy, refers_back
from assistant.answering.language import Language
from assistant.answering.turn import Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import ApprovedAnswer, document_of


def stands_alone(turn: Turn, answer: ApprovedAnswer, catalogue: Catalogue, language: Language) -> bool:
    """Whether the question means without the conversation what it means in it, so that its answer may be `answer`.

    奖励多少 after talk about one rule is asked of that rule, unless it names another or the answer rests on the same.
    """
    earlier = [exchange for exchange in turn.history if about_policy(exchange)]
    if not earlier:
        return True
    asked = plain(turn.question.text, language.script)
    if refers_back(asked):
        return False
    before = {document_of(clause_id) for clause_id in earlier[-1].clause_ids}
    if len(asked) > 2 * SHORT or before & {citation.document_id for citation in answer.citations}:
        return True
    if language.lexicon.places.find(asked):
        return True
    names = (
        plain(name, language.script)
        for document in catalogue.documents()
        for name in (document.title, document.short_title, *document.aliases)
    )
    return any(name in asked for name in names if name)
