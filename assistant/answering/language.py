"""What understanding needs besides the corpus."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from assistant.answering.lexicon import Lexicon
from assistant.answering.phrasing_files import Asking
from assistant.answering.replies import Replies
from assistant.language.dialect import DialectTable
from assistant.language.readings import Readings
from assistant.language.script import ScriptConverter
from assistant.language.tokens import Tokenizer, read_words


@dataclass(frozen=True, slots=True)
class Language:
    """What understanding needs besides the corpus; loaded once."""

    tokenizer: Tokenizer
    script: ScriptConverter
    dialect: DialectTable
    lexicon: Lexicon
    replies: Replies
    terms: tuple[str, ...]
    readings: Readings
    asking: Asking = field(default_factory=Asking)
    cache_dir: Path | None = None

    @classmethod
    def read(cls, knowledge_dir: Path, prompts_dir: Path, cache_dir: Path) -> Self:
        """From the files of a knowledge folder, without the lines in which people ask. Raises MalformedKnowledge."""
        terms, stopwords = knowledge_dir / "terms.txt", knowledge_dir / "stopwords.txt"
        return cls(
            tokenizer=Tokenizer.from_files(terms, stopwords, cache_dir),
            script=ScriptConverter(),
            dialect=DialectTable.from_file(knowledge_dir / "dialect.yaml"),
            lexicon=Lexicon.from_dir(knowledge_dir),
            replies=Replies.from_file(prompts_dir / "replies.yaml"),
            terms=read_words(terms),
            readings=Readings(cache_dir),
            cache_dir=cache_dir,
        )
