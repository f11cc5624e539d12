"""The lexical index: Tantivy over our own tokens, opened memory-mapped.

Tokens are cut by `Tokenizer` and handed over joined by spaces; queries are built from term queries, so that
nothing a person types ever reaches Tantivy's query parser.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.domain import Query
from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.language.tokens import Tokenizer
from assistant.search.indexed import IndexedClause

if TYPE_CHECKING:
    import tantivy

# Measured on lay questions about statutes: a heading helps up to about a third of the text's own weight and hurts
# from a half on. The locator may count more than the title because it tells clauses of one document apart.
TITLE_BOOST = 0.2
LOCATOR_BOOST = 0.4
EXPANSION_WEIGHT = 0.5
# A question of 2,000 characters has fewer; only pasted documents have more.
MOST_TERMS = 1024
_QUERIES_KEPT = 4096
_WRITER_HEAP_BYTES = 60_000_000
_REWRITTEN_IN_PLACE = {"meta.json", ".managed.json"}

Fields = tuple[tuple[str, float], ...]
_BIGRAM_FIELDS: Fields = (("bigrams", 1.0), ("title", TITLE_BOOST), ("locator", LOCATOR_BOOST))
_WORD_FIELDS: Fields = (("words", 1.0),)


class LexicalIndex:
    """One directory, read only; raises IndexDamaged when it cannot be opened. All threads may share it."""

    def __init__(self, directory: Path, tokenizer: Tokenizer) -> None:
        import tantivy

        self._tokenizer = tokenizer
        try:
            index = tantivy.Index.open(str(directory))
            index.config_reader("manual")
            self._searcher = index.searcher()
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"词面索引无法打开（{directory}）：{error}。请重建索引") from error
        self._schema = index.schema
        self._ids: dict[tuple[int, int], str] = {}
        # People use the same pairs and words again and again.
        self._wanted = lru_cache(_QUERIES_KEPT)(self._boosted)

    @classmethod
    def build(cls, directory: Path, clauses: Iterable[IndexedClause], tokenizer: Tokenizer) -> Self:
        """Writes a new index into an empty or absent directory."""
        import tantivy

        directory.mkdir(parents=True, exist_ok=True)
        schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("bigrams", "words", "title", "locator"):
            schema.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        with _reported():
            _write(tantivy.Index(schema.build(), path=str(directory)), clauses, (), tokenizer)
        return cls(directory, tokenizer)

    @classmethod
    def amend(
        cls,
        source: Path,
        directory: Path,
        added: Iterable[IndexedClause],
        removed: Iterable[str],
        tokenizer: Tokenizer,
    ) -> Self:
        """Builds `directory` as `source` without the removed ids and with the added clauses; `source` stays as it is.

        Tantivy never changes a segment file once written, so segments are hard-linked and only the two files that
        list them are copied.
        """
        import tantivy

        directory.mkdir(parents=True, exist_ok=True)
        for file in source.iterdir():
            if file.name in _REWRITTEN_IN_PLACE:
                shutil.copyfile(file, directory / file.name)
            elif file.suffix != ".lock":
                os.link(file, directory / file.name)
        with _reported():
            _write(tantivy.Index.open(str(directory)), added, removed, tokenizer)
        return cls(directory, tokenizer)

    def bigram_scores(self, query: Query, depth: int) -> dict[str, float]:
        """BM25 over character bigrams of text, title and locator: at most `depth` clause ids with their scores."""
        return self._scores(query, self._tokenizer.bigrams, _BIGRAM_FIELDS, depth)

    def word_scores(self, query: Query, depth: int) -> dict[str, float]:
        """BM25 over words of the text, stop words removed."""
        return self._scores(query, self._tokenizer.index_words, _WORD_FIELDS, depth)

    def document_frequency(self, word: str) -> int:
        """In how many clauses the normalised word stands; 0 for a stop word."""
        return self._searcher.doc_freq("words", word)

    def pair_frequency(self, pair: str) -> int:
        """In how many clauses two characters stand side by side, words or not."""
        return self._searcher.doc_freq("bigrams", pair)

    def clause_count(self) -> int:
        """How many clauses the index holds."""
        return self._searcher.num_docs

    def _scores(self, query: Query, cut: Callable[[str], list[str]], fields: Fields, depth: int) -> dict[str, float]:
        import tantivy

        weights = dict.fromkeys(cut(query.text), 1.0)
        for expansion in query.expansions:
            for term in cut(expansion):
                weights.setdefault(term, EXPANSION_WEIGHT)
        clauses = [
            clause
            for term, weight in list(weights.items())[:MOST_TERMS]
            for clause in self._wanted(term, weight, fields)
        ]
        if not clauses or depth < 1:
            return {}
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), depth, count=False)
        # An index once opened never changes, and reading an id unpacks a block.
        known = self._ids
        return {
            known.get((address.segment_ord, address.doc)) or self._id(address): score for score, address in found.hits
        }

    def _id(self, address: tantivy.DocAddress) -> str:
        read = self._ids[address.segment_ord, address.doc] = str(self._searcher.doc(address)["id"][0])
        return read

    def _boosted(self, term: str, weight: float, fields: Fields) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """The term in each field in which it stands."""
        import tantivy

        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, "freq"), weight * boost),
            )
            for field, boost in fields
            if self._searcher.doc_freq(field, term)
        ]


def _write(index: tantivy.Index, added: Iterable[IndexedClause], removed: Iterable[str], tokenizer: Tokenizer) -> None:
    # One thread, so that equal corpora give equal segments and ties break the same way.
    writer = index.writer(_WRITER_HEAP_BYTES, 1)
    for clause_id in removed:
        writer.delete_documents_by_term("id", clause_id)
    for clause in added:
        writer.add_document(_document(clause, tokenizer))
    writer.commit()
    writer.wait_merging_threads()


@contextmanager
def _reported() -> Iterator[None]:
    # Tantivy reports a full or read-only disk as a ValueError.
    try:
        yield
    except ValueError as error:
        raise StorageUnavailable(f"词面索引没有写成：{error}。请检查磁盘空间与权限") from error


def _document(clause: IndexedClause, tokenizer: Tokenizer) -> tantivy.Document:
    import tantivy

    fields = {
        "bigrams": tokenizer.bigrams(clause.text),
        "words": tokenizer.index_words(clause.text),
        "title": tokenizer.bigrams(clause.title),
        "locator": tokenizer.bigrams(clause.locator),
    }
    return tantivy.Document(id=clause.id, **{name: " ".join(tokens) for name, tokens in fields.items()})
