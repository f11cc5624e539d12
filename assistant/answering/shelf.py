"""One shelf of documents, read by itself: the steps from a question to drafts over them alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.affixes import Affixes
from assistant.answering.also_asked import AlsoAsked
from assistant.answering.as_asked import AsAsked
from assistant.answering.choosing import Choosing
from assistant.answering.clause_facts import FactBook
from assistant.answering.comparison import Comparison
from assistant.answering.compose_quotes import ComposeQuotes
from assistant.answering.deciding import Deciding
from assistant.answering.demands import Demands
from assistant.answering.dialogue import Dialogue
from assistant.answering.each_rule import EachRule
from assistant.answering.evidence import FindEvidence
from assistant.answering.gaps import Conflicts
from assistant.answering.headings import Headings
from assistant.answering.hearing import Hearing
from assistant.answering.language import Language
from assistant.answering.nearest import Nearest
from assistant.answering.outline import Outline
from assistant.answering.overviews import Overviews
from assistant.answering.periods import Periods
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.quoting import Quoting
from assistant.answering.reader import Reader
from assistant.answering.regions import Regions
from assistant.answering.remarks import Remarks
from assistant.answering.rerank import Rerank
from assistant.answering.retrieve import Retrieve
from assistant.answering.rule_evidence import FindRuleEvidence
from assistant.answering.scope import Scope
from assistant.answering.sections import Sections
from assistant.answering.spelling import Spelling
from assistant.answering.standard import StandardChinese
from assistant.answering.stretches import FindStretches
from assistant.answering.sureness import Sureness
from assistant.answering.turn import Turn
from assistant.answering.understand import Understand
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Hit, Query
from assistant.ports import Searcher, TermStatistics
from assistant.search.within import Within, WithinStatistics

Act = Callable[[Turn], Turn]
Search = Callable[[Query, int], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The steps over the documents of one shelf."""

    name: str
    hearing: Hearing
    understand: Act
    retrieve: Act
    rerank: Act
    evidence: Act
    compose: Act


def shelf_over(
    name: str, catalogue: Catalogue, search: Search, statistics: TermStatistics, language: Language
) -> Shelf:
    """The steps over the documents of a catalogue, as if there were no others."""
    lexicon, script, replies = language.lexicon, language.script, language.replies
    asking = language.asking.of(catalogue.documents())
    kept_in = language.cache_dir / name if language.cache_dir and name else language.cache_dir
    phrasings = PhrasingBook(asking, catalogue, script, kept_in)
    facts = FactBook(catalogue, script, lexicon, phrasings)
    outline = Outline(catalogue, facts)
    conflicts = Conflicts(catalogue, facts)
    reader = Reader.over(catalogue, language.tokenizer, script, lexicon, statistics, language.terms, phrasings)
    standard = StandardChinese(script, language.dialect, lexicon.places)
    periods = Periods(catalogue)
    quoting = Quoting(catalogue, facts)
    headings = Headings(catalogue, facts, outline, quoting)
    comparison = Comparison(catalogue, facts, outline)
    scope = Scope(catalogue, lexicon.places, tuple(each for each in lexicon.sections if each.aside))
    sections = Sections(catalogue, facts, lexicon.sections)
    demands = Demands(catalogue, facts, quoting, reader.words)
    nearest = Nearest(catalogue, facts, headings, quoting, reader.words)
    overviews = Overviews(asking.overviews, catalogue, facts, scope, phrasings, script)
    stretches = FindStretches(
        catalogue,
        sections,
        comparison,
        quoting,
        demands,
        Choosing(catalogue, quoting),
        nearest,
        Sureness(facts, reader.words),
    )
    evidence = FindEvidence(
        catalogue,
        overviews,
        headings,
        comparison,
        conflicts,
        Affixes(catalogue, facts, outline, quoting),
        quoting,
        demands,
        nearest,
        stretches,
    )
    rule_evidence = FindRuleEvidence(
        evidence,
        sections,
        scope,
        EachRule(catalogue, facts, overviews, sections, stretches),
        AlsoAsked(catalogue, phrasings, scope),
        Deciding(catalogue, facts, quoting, scope),
        AsAsked(evidence, facts, scope),
    )
    rerank = Rerank(catalogue, facts)
    understand = Understand(
        catalogue,
        lexicon,
        reader,
        Dialogue(reader, catalogue),
        standard,
        Spelling.over(catalogue, language.terms, lexicon, statistics, language.tokenizer, language.readings),
        script,
        replies,
    )
    return Shelf(
        name,
        Hearing(catalogue, phrasings, reader),
        _after(understand, scope.mark_local) if catalogue.holds_rules else understand,
        Retrieve(search),
        _after(scope, rerank) if catalogue.holds_rules else rerank,
        rule_evidence if catalogue.holds_rules else evidence,
        ComposeQuotes(
            catalogue,
            facts,
            comparison,
            periods,
            Remarks(catalogue, facts, conflicts, periods, Regions(catalogue, lexicon.places)),
            replies,
            script,
        ),
    )


def _after(first: Act, then: Act) -> Act:
    return lambda turn: then(first(turn))


def shelves_over(
    catalogue: Catalogue, searcher: Searcher, statistics: TermStatistics, language: Language
) -> tuple[Shelf, ...]:
    """Every shelf of a catalogue; one that holds all of it is searched without a filter."""
    parts = catalogue.shelves()
    if len(parts) < 2:
        return (shelf_over("", catalogue, searcher.search, statistics, language),)
    return tuple(
        shelf_over(
            name,
            part,
            Within(searcher, frozenset(part.clauses)).search,
            WithinStatistics(part.clauses.values(), language.tokenizer),
            language,
        )
        for name, part in parts.items()
    )
