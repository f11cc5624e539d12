"""Reads rules and facts, and makes of them an Assessor over one state of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from assistant.answering.language import Language
from assistant.answering.lexicon import Places
from assistant.answering.regions import Regions
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.parse import parse_clauses
from assistant.domain import Document, DocumentVersion
from assistant.eligibility.asked_ways import read_ways
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.facts import FactsCatalogue, read_facts_catalogue
from assistant.eligibility.heard import Asking
from assistant.eligibility.intake import Intake
from assistant.eligibility.judging import Judge
from assistant.eligibility.modelled import ModelReading
from assistant.eligibility.rule_checks import RuleChecks, unknown_facts
from assistant.eligibility.rule_files import read_programmes
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import Programme
from assistant.eligibility.situations import failures
from assistant.eligibility.talk import Talk
from assistant.eligibility.traced import traced
from assistant.errors import MalformedKnowledge
from assistant.ports import ChatModel
from assistant.worded.messages import Messages


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """What the knowledge folders say of programmes and of facts, and what of them could not be used."""

    programmes: tuple[Programme, ...] = ()
    facts: FactsCatalogue = field(default_factory=FactsCatalogue)
    asking: Asking = field(default_factory=Asking)
    problems: tuple[MalformedKnowledge, ...] = ()


def read_rules(knowledge_dirs: Sequence[Path]) -> RuleFiles:
    """All rules and facts of the folders."""
    programmes, malformed = read_programmes(knowledge_dirs)
    facts, others = read_facts_catalogue(knowledge_dirs)
    unknown = {each.id: tuple(unknown_facts(each, facts)) for each in programmes}
    asking, unusable = read_ways(knowledge_dirs)
    problems = (*malformed, *others, *chain.from_iterable(unknown.values()), *unusable)
    return RuleFiles(tuple(each for each in programmes if not unknown[each.id]), facts, asking, problems)


def open_talk(
    files: RuleFiles,
    catalogue: Catalogue,
    language: Language,
    public_url: str,
    model: tuple[ChatModel, Messages] | None = None,
) -> Talk:
    """What a conversation needs to judge an enterprise; a `model` may find facts that patterns miss."""
    places, plain = language.lexicon.places, language.script.to_simplified
    assessor = open_assessor(files, catalogue, places, public_url)
    further = ModelReading(*model, files.facts, places, plain) if model else None

    def standard(text: str) -> str:
        return traced(text, language.dialect, places, language.script).text

    return Talk(assessor, Intake(files.facts, language), files.asking, plain, further, standard)


def open_assessor(files: RuleFiles, catalogue: Catalogue, places: Places, public_url: str) -> Assessor:
    """Judges the programmes whose words stand in the catalogue and state what the rules take from them."""
    regions = Regions(catalogue, places)
    checks = _checks(files, catalogue, places, regions)
    return assessor_over(
        files, Rulebook(files.programmes, catalogue, regions, checks.unproven), catalogue, places, public_url
    )


def assessor_over(
    files: RuleFiles, rulebook: Rulebook, catalogue: Catalogue, places: Places, public_url: str
) -> Assessor:
    """Judges the programmes of a rulebook."""

    def named(fact: str) -> str:
        return files.facts[fact].name

    judge = Judge(rulebook, catalogue, places, named, public_url, files.facts.ruled_out)
    return Assessor(judge, files.facts, places)


def _checks(
    files: RuleFiles, catalogue: Catalogue, places: Places, regions: Regions, topics: Sequence[str] = ()
) -> RuleChecks:
    def is_place(name: str) -> bool:
        return name in places.province or bool(places.city(name))

    def regions_of(document_id: str) -> tuple[str, ...]:
        return tuple(row.region_name for row in regions.of(document_id))

    return RuleChecks(files.programmes, catalogue.documents(), files.facts, topics, is_place, regions_of)


def catalogue_of(documents: Iterable[Document]) -> Catalogue:
    """Documents as their files have them, for checks without a database."""
    read_at = datetime.now(UTC)
    return Catalogue([DocumentVersion(each, 1, read_at, parse_clauses(each)) for each in documents])


def check_rules(
    files: RuleFiles, catalogue: Catalogue, places: Places, topics: Sequence[str]
) -> tuple[MalformedKnowledge, ...]:
    """Everything that a person must mend in the rules; situations are run where nothing else is wrong."""
    if files.problems:
        return files.problems
    regions = Regions(catalogue, places)
    checks = _checks(files, catalogue, places, regions, topics)
    rulebook = Rulebook(files.programmes, catalogue, regions)
    assessor = assessor_over(files, rulebook, catalogue, places, "")
    problems = (*checks.problems(), *rulebook.problems)
    if problems:
        return problems
    return tuple(failure for each in files.programmes for failure in failures(assessor, each))
