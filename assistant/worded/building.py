"""Puts together what words an answer with a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.answering.language import Language
from assistant.answering.pipeline import Answering, Pipeline
from assistant.language.tokens import read_words
from assistant.ports import ChatModel, Clock, WordingStore
from assistant.worded.answer import Worded
from assistant.worded.compose import ComposeWithModel
from assistant.worded.coverage import Coverage
from assistant.worded.gate import Gate
from assistant.worded.kept import KeptWordings
from assistant.worded.messages import Messages
from assistant.worded.prompts import Prompts
from assistant.worded.rewrite import Rewrite

CONNECTING_WORDS = "connecting_words.txt"


def messages_of(prompts_dir: Path, language: Language) -> Messages:
    """What a model is told; raises MalformedKnowledge."""
    return Messages(Prompts.from_dir(prompts_dir), language.lexicon.conversation.embedded)


def wording_with(
    model: ChatModel,
    language: Language,
    knowledge_dir: Path,
    prompts_dir: Path,
    store: WordingStore,
    clock: Clock,
    *,
    seconds: float,
    most_tokens: int,
) -> Callable[[Pipeline], Answering]:
    """What turns a pipeline into one whose quotes the model words; raises MalformedKnowledge."""
    prompts = Prompts.from_dir(prompts_dir)
    places, simplified = language.lexicon.places, language.script.to_simplified
    connecting = frozenset(map(language.tokenizer.normalise, read_words(knowledge_dir / CONNECTING_WORDS)))
    gate = Gate(places, Coverage(language.tokenizer, connecting), simplified)
    messages = Messages(prompts, language.lexicon.conversation.embedded)
    made_by = f"{model.name} {prompts.word.digest} {prompts.repair.digest}"

    def word(pipeline: Pipeline) -> Answering:
        return Worded(
            pipeline,
            ComposeWithModel(model, gate, messages, most_tokens),
            Rewrite(model, messages, language.tokenizer, places, simplified),
            KeptWordings(store, gate, clock, made_by),
            language.replies,
            language.script.to_traditional,
            seconds,
        )

    return word
