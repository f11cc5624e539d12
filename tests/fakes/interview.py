"""The whole pipeline over documents in memory: ask, and look at the finished turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from assistant.answering.clause_facts import FactBook
from assistant.answering.language import Language
from assistant.answering.lexicon import Lexicon
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.pipeline import Pipeline, build_pipeline
from assistant.answering.reader import Reader
from assistant.answering.reading import Reading
from assistant.answering.replies import Replies
from assistant.answering.turn import Turn
from assistant.corpus import load_documents, parse_clauses
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, DocumentVersion, Exchange, Question
from assistant.language.dialect import DialectTable
from assistant.language.readings import Readings
from assistant.language.script import ScriptConverter
from assistant.language.tokens import Tokenizer, read_words
from tests.fakes.documents import RECORDED_AT
from tests.fakes.searcher import MemorySearcher

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "knowledge"
TODAY = date(2024, 6, 1)


def language(cache: Path) -> Language:
    """The word lists and wordings that ship."""
    return Language(
        tokenizer=Tokenizer.from_files(KNOWLEDGE / "terms.txt", KNOWLEDGE / "stopwords.txt", cache),
        readings=Readings(cache),
        script=ScriptConverter(),
        dialect=DialectTable.from_file(KNOWLEDGE / "dialect.yaml"),
        lexicon=Lexicon.from_dir(KNOWLEDGE),
        replies=Replies.from_file(ROOT / "prompts" / "replies.yaml"),
        terms=read_words(KNOWLEDGE / "terms.txt"),
    )


@dataclass(frozen=True)
class Told:
    """A finished turn, as a person sees it."""

    turn: Turn

    @property
    def status(self) -> AnswerStatus | None:
        return self.turn.status

    @property
    def said(self) -> list[str]:
        return [sentence.text for sentence in self.turn.sentences]

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    @property
    def quotes(self) -> list[str]:
        return [citation.quote for citation in self.turn.citations]

    @property
    def clauses(self) -> list[str]:
        """Ids of the cited clauses, in order."""
        return list(dict.fromkeys(citation.clause_id for citation in self.turn.citations))

    @property
    def withheld(self) -> list[str]:
        return list(self.turn.detail.get("withheld", ()))

    @property
    def exchange(self) -> Exchange:
        status = self.status or AnswerStatus.NO_EVIDENCE
        return Exchange(self.turn.question.text, self.turn.standalone, status, tuple(self.clauses))


class Interview:
    """Asks the pipeline over these documents."""

    def __init__(self, spoken: Language, versions: Iterable[DocumentVersion]) -> None:
        self.catalogue = Catalogue(versions)
        self.searcher = MemorySearcher(self.catalogue.clauses.values(), spoken.tokenizer)
        self.pipeline: Pipeline = build_pipeline(self.catalogue, self.searcher, self.searcher, spoken, "")
        self.facts = FactBook(self.catalogue, spoken.script, spoken.lexicon)
        phrasings = PhrasingBook(spoken.asking, self.catalogue, spoken.script)
        self.reader = Reader.over(
            self.catalogue, spoken.tokenizer, spoken.script, spoken.lexicon, self.searcher, spoken.terms, phrasings
        )

    @classmethod
    def of_folder(cls, spoken: Language, folder: str) -> Self:
        """Over the documents of a knowledge folder of the repository."""
        loaded = load_documents([ROOT / folder])
        assert loaded.problems == ()
        return cls(spoken, [DocumentVersion(each, 1, RECORDED_AT, parse_clauses(each)) for each in loaded.documents])

    def ask(self, text: str, as_of: date = TODAY, history: tuple[Exchange, ...] = ()) -> Told:
        """One question."""
        *_, turn = self.pipeline.run(Turn(Question(text), as_of, history=history))
        return Told(turn)

    def read(self, text: str) -> Reading:
        """A question as it is read in 2024."""
        return self.reader.read(text, TODAY.year)

    def converse(self, *texts: str, as_of: date = TODAY) -> Told:
        """The questions of one conversation; what was told last."""
        history: list[Exchange] = []
        for text in texts:
            told = self.ask(text, as_of, tuple(history))
            history.append(told.exchange)
        return told
