"""Eligibility for tests: rules written in a test, read and judged as real ones are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.answering.lexicon import Lexicon, Places
from assistant.answering.regions import Regions
from assistant.answering.replies import Replies
from assistant.corpus.catalogue import Catalogue
from assistant.domain import DocumentVersion, Profile
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.checklist_words import CHECKLIST, read_checklist_words
from assistant.eligibility.facts import FactsCatalogue, read_facts_catalogue
from assistant.eligibility.heard import Asking, Heard
from assistant.eligibility.judging import Judge
from assistant.eligibility.opening import RuleFiles, assessor_over, open_assessor, read_rules
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.talk import Talk
from assistant.eligibility.telling import Telling
from assistant.language.script import ScriptConverter

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
CHECKLIST_WORDS = read_checklist_words(KNOWLEDGE.parent / "prompts" / CHECKLIST, ScriptConverter().to_traditional)
PLACES = Lexicon.from_dir(KNOWLEDGE).places


class DeafIntake:
    """Reads nothing in any message."""

    def read(self, text: str, today: date, asked: str = "") -> Heard:
        return Heard()


def quiet_talk(catalogue: Catalogue, places: Places = PLACES) -> Talk:
    """A talk without rules, which adds nothing to any answer."""
    judge = Judge(Rulebook((), catalogue, Regions(catalogue, places)), catalogue, places, str, "")
    return Talk(Assessor(judge, FactsCatalogue(), places), DeafIntake(), Asking(), str)


def quiet_telling() -> Telling:
    """Tells nothing, since nothing is judged."""
    return Telling(Replies({}), ScriptConverter())


def files_of(folder: Path, facts: str, **rules: str) -> RuleFiles:
    """The rule files `<name>.yaml` and the facts of a test; an underscore of a name is a hyphen of the id."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    for name, text in rules.items():
        (folder / "rules" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return read_rules([folder])


def facts_of_knowledge() -> FactsCatalogue:
    """The facts that ship."""
    return read_facts_catalogue([KNOWLEDGE])[0]


def assessor_of(files: RuleFiles, *versions: DocumentVersion) -> Assessor:
    """Judges these rules over these documents."""
    assert not files.problems, files.problems
    return open_assessor(files, Catalogue(versions), PLACES, "")


def trusting_assessor_of(files: RuleFiles, *versions: DocumentVersion) -> Assessor:
    """Judges rules whose figures nobody has checked."""
    catalogue = Catalogue(versions)
    rulebook = Rulebook(files.programmes, catalogue, Regions(catalogue, PLACES))
    return assessor_over(files, rulebook, catalogue, PLACES, "")


def profile_of(assessor: Assessor, today: date, **told: str) -> Profile:
    """What is told by fact, read as if typed on the day."""
    profile, unread = assessor.profile(_strings(told), today)
    assert not unread, unread
    return profile


def _strings(told: Mapping[str, str]) -> Mapping[str, str]:
    return {id: str(said) for id, said in told.items()}
