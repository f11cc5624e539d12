"""The programmes that can be judged over one state of the corpus: every word that a rule rests on found in a clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.answering.regions import Regions
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.eligibility.rules import Programme, Words
from assistant.errors import MalformedKnowledge, NotFound


class Rulebook:
    """Programmes by id. One that is not proven is left out and told of in `problems`.

    Its words must stand in a document, and nothing of it be `unproven`. So a rule never speaks for a text that has
    changed, or for a digest whose official text has arrived.
    """

    def __init__(
        self,
        programmes: Sequence[Programme],
        catalogue: Catalogue,
        regions: Regions,
        unproven: Callable[[Programme], Iterable[MalformedKnowledge]] = lambda programme: (),
    ) -> None:
        self._catalogue, self.regions = catalogue, regions
        self._spans: dict[tuple[str, str], Span] = {}
        self.programmes: dict[str, Programme] = {}
        problems: list[MalformedKnowledge] = []
        for programme in programmes:
            missing = tuple(self._place(programme)) or tuple(unproven(programme))
            problems += missing
            if not missing:
                self.programmes[programme.id] = programme
        self.problems = tuple(problems)

    def programme(self, id: str) -> Programme:
        """Raises NotFound."""
        try:
            return self.programmes[id]
        except KeyError:
            raise NotFound(f"没有编号为 {id} 的扶持事项，请从列表里选。") from None

    def span(self, words: Words) -> Span:
        """Where the words of a programme that can be judged stand."""
        return self._spans[words.document_id, words.quote]

    def region_of(self, document_id: str, place: str) -> str | None:
        """The region of a rule's own table that a place belongs to; None where the table does not list it."""
        for row in self.regions.of(document_id):
            if row.region_name == place:
                return place
        found = self.regions.place(document_id, place) if self.regions.of(document_id) else None
        return found[0].region_name if found else None

    def regions_of(self, document_id: str) -> tuple[str, ...]:
        """The regions that a rule's own table tells apart."""
        return tuple(row.region_name for row in self.regions.of(document_id))

    def _place(self, programme: Programme) -> Iterable[MalformedKnowledge]:
        for version in programme.versions:
            for words in version.every_words():
                span = find_words(words, self._catalogue)
                if span is None:
                    yield words.entry.refused(f"“{words.quote}”不在 {words.document_id} 的任何一条里，请逐字照抄")
                else:
                    self._spans[words.document_id, words.quote] = span
            if version.regions and not self.regions.of(version.regions):
                yield version.entry.refused(f"{version.regions} 里没有表头为“地区、市县”的表")


def find_words(words: Words, catalogue: Catalogue) -> Span | None:
    """The first clause that holds the words; None where none does."""
    version = catalogue.versions.get(words.document_id)
    for clause in version.clauses if version else ():
        at = clause.text.find(words.quote)
        if at >= 0:
            return Span(clause.id, at, at + len(words.quote))
    return None
