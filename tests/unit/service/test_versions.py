"""Reading versions, and what became of what was cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from assistant.answering.phrasing_files import Phrasing
from assistant.corpus.present import Present, State, presents_of
from assistant.domain import Answer, Citation, DocumentVersion
from assistant.errors import NotFound
from assistant.language.entry import Entry
from assistant.versions import Versions
from tests.fakes.answers import full_answer
from tests.fakes.assistant import CountingCorpusStore
from tests.fakes.documents import RECORDED_AT, version
from tests.fakes.stores import MemoryConversationStore, MemoryCorpusStore

BODIES = (
    "一、目标\n\n营收达到5000万元。培育8家园区。\n\n二、附则\n\n本方案由某厅解释。",
    "一、目标\n\n营收达到1500万元。培育8家园区。\n\n二、附则\n\n本方案由某厅解释。",
    "一、目标\n\n营收达到1500万元。\n\n二、附则\n\n本方案由某厅解释。",
)
HELD = tuple(version(body, number) for number, body in enumerate(BODIES, 1))
BEIJING = timezone(timedelta(hours=8))
GOAL, PARKS = "sample:1.s1", "sample:1.s2"


@pytest.fixture
def conversations() -> MemoryConversationStore:
    return MemoryConversationStore()


@pytest.fixture
def versions(conversations: MemoryConversationStore) -> Versions:
    return made(conversations)


def made(conversations: MemoryConversationStore, *others: DocumentVersion, phrasings: object = ()) -> Versions:
    stored = {"sample": HELD} | {other.document.id: (other,) for other in others}
    return Versions(MemoryCorpusStore(stored), conversations, lambda: phrasings, list, BEIJING)  # type: ignore[arg-type,return-value]


def current(*held: DocumentVersion) -> dict[str, DocumentVersion]:
    return {each.document.id: each for each in held}


def citation(held: DocumentVersion, clause_id: str) -> Citation:
    clause = next(clause for clause in held.clauses if clause.id == clause_id)
    (plain,) = full_answer().citations
    return replace(
        plain, document_id="sample", version=held.version, clause_id=clause_id, quote=clause.text, digest=clause.digest
    )


def record(store: MemoryConversationStore, identifier: str, *citations: Citation, day: int = 0) -> Answer:
    answer = full_answer(identifier, citations=citations)
    store.record(answer, "api", RECORDED_AT + timedelta(days=day))
    return answer


@pytest.mark.parametrize(
    ("clause_id", "number", "text"),
    [
        (GOAL, None, "营收达到1500万元。"),
        (GOAL, 1, "营收达到5000万元。"),
        (f"{GOAL}@1", None, "营收达到5000万元。"),
        (f"{PARKS}@2", None, "培育8家园区。"),
    ],
)
def test_a_clause_is_read_in_the_version_that_is_named(
    versions: Versions, clause_id: str, number: int | None, text: str
) -> None:
    assert versions.clause(clause_id, number, current(HELD[-1]))[1].text == text


@pytest.mark.parametrize(
    ("clause_id", "told"),
    [
        (PARKS, "第 3 版里没有编号为 sample:1.s2 的条款；第 1 版、第 2 版里有，请写成 sample:1.s2@2 打开"),
        (f"{PARKS}@9", "没有第 9 版，请改用现有的版本：1、2、3"),
        (f"{PARKS}@², ", "不是版本号"),
        (f"{PARKS}@", "不是版本号"),
        ("sample:9.s9", "没有编号为 sample:9.s9 的条款"),
        ("nowhere:1", "没有编号为 nowhere 的文件"),
    ],
)
def test_a_clause_that_is_not_there_says_where_to_look(versions: Versions, clause_id: str, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        versions.clause(clause_id, None, current(HELD[-1]))


@pytest.mark.parametrize(("clause_id", "number"), [(GOAL, None), (GOAL, 3), (f"{GOAL}@3", None)])
def test_a_clause_of_the_version_that_serves_is_read_from_memory_at_the_time_of_the_zone(
    conversations: MemoryConversationStore, clause_id: str, number: int | None
) -> None:
    corpus = CountingCorpusStore({"sample": HELD})
    held, clause = Versions(corpus, conversations, tuple, list, BEIJING).clause(clause_id, number, current(HELD[-1]))
    assert (held, held.recorded_at.tzinfo, clause.id) == (HELD[-1], BEIJING, GOAL)
    assert corpus.reads == []


def test_a_clause_is_followed_through_all_versions_read_once(conversations: MemoryConversationStore) -> None:
    corpus = CountingCorpusStore({"sample": HELD})
    versions = Versions(corpus, conversations, tuple, list, BEIJING)
    parks = next(clause for clause in HELD[1].clauses if clause.id == PARKS)
    told = versions.counterparts(HELD[1], parks, current(HELD[-1]))
    assert [(number, clause and clause.text) for number, clause in told] == [
        (1, "培育8家园区。"),
        (2, "培育8家园区。"),
        (3, None),
    ]
    assert told[1][1] is parks
    assert corpus.reads == ["sample"]


def test_while_the_first_version_serves_there_is_no_other_to_read(conversations: MemoryConversationStore) -> None:
    corpus = CountingCorpusStore({"sample": HELD[:1]})
    versions = Versions(corpus, conversations, tuple, list, BEIJING)
    goal = next(clause for clause in HELD[0].clauses if clause.id == GOAL)
    assert versions.counterparts(HELD[0], goal, current(HELD[0])) == ((1, goal),)
    assert corpus.reads == []
    # Withdrawn, it says nothing of how many there were.
    assert versions.counterparts(HELD[0], goal, {}) == ((1, goal),)
    assert corpus.reads == ["sample"]


def test_a_clause_of_a_withdrawn_document_is_read_in_the_last_version_that_has_it(versions: Versions) -> None:
    assert versions.clause(PARKS, None, {})[0].version == 2


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [(None, None, (2, 3)), (1, None, (1, 3)), (None, 2, (1, 2)), (3, 1, (1, 3)), (2, 2, (2, 2)), (None, 1, (1, 1))],
)
def test_the_versions_compared_are_told_from_what_is_named(
    versions: Versions, before: int | None, after: int | None, compared: tuple[int, int]
) -> None:
    diff = versions.diff(versions.all("sample"), before, after)
    assert (diff.before.version, diff.after.version) == compared
    assert bool(diff.changes) is (compared[0] != compared[1])


def test_the_day_of_a_version_and_of_an_answer_is_that_of_the_time_zone(
    conversations: MemoryConversationStore,
) -> None:
    late = RECORDED_AT.replace(hour=20)
    stored = MemoryCorpusStore({"sample": tuple(replace(held, recorded_at=late) for held in HELD)})
    versions = Versions(stored, conversations, tuple, list, BEIJING)
    conversations.record(full_answer("a", citations=(citation(HELD[0], GOAL),)), "api", late)
    diff = versions.diff(versions.all("sample"), 1, 2)
    (citing,) = versions.cited_by(diff, 9).answers
    assert {diff.before.recorded_at.day, diff.after.recorded_at.day, citing.asked_at.day} == {late.day + 1}


def test_a_document_with_one_version_has_nothing_to_compare() -> None:
    alone = made(MemoryConversationStore(), version("文。", id="alone"))
    with pytest.raises(NotFound, match="只有第 1 版"):
        alone.diff(alone.all("alone"), None, None)
    assert alone.diff(alone.all("alone"), 1, 1).changes == ()


def test_what_became_of_a_citation_is_told_in_the_version_that_serves(versions: Versions) -> None:
    cited = [citation(HELD[0], GOAL), citation(HELD[0], PARKS), citation(HELD[1], GOAL), citation(HELD[2], GOAL)]
    goal = next(clause for clause in HELD[2].clauses if clause.id == GOAL)
    assert versions.presents(cited, current(HELD[2])) == (
        Present(State.NEWER_VERSION, 3, goal, reworded=True),
        Present(State.NEWER_VERSION, 3, None),
        Present(State.NEWER_VERSION, 3, goal),
        Present(State.CURRENT, 3, goal),
    )


def test_what_was_cited_of_a_withdrawn_document_is_withdrawn(versions: Versions) -> None:
    assert versions.presents([citation(HELD[0], GOAL)], {}) == (Present(State.WITHDRAWN),)


def test_a_document_that_came_back_as_it_was_has_a_newer_version_of_the_same_words() -> None:
    returned = version(BODIES[0], 2)
    (difference,) = {present.reworded for present in presents_of(HELD[0], returned).values()}
    assert difference is False


def test_answers_that_rest_on_what_changed_are_listed_newest_first(
    versions: Versions, conversations: MemoryConversationStore
) -> None:
    old = record(conversations, "old", citation(HELD[0], GOAL))
    record(conversations, "of what stands", citation(HELD[0], PARKS))
    record(conversations, "of the new version", citation(HELD[1], GOAL))
    new = record(conversations, "new", citation(HELD[0], GOAL), citation(HELD[0], PARKS), day=1)
    cited_by = versions.cited_by(versions.diff(versions.all("sample"), 1, 2), 9)
    assert (cited_by.count, [each.answer for each in cited_by.answers]) == (2, [new, old])
    assert [len(each.citations) for each in cited_by.answers] == [1, 1]
    limited = versions.cited_by(versions.diff(versions.all("sample"), 1, 2), 1)
    assert (limited.count, [each.answer for each in limited.answers]) == (2, [new])


def test_an_answer_rests_on_words_whatever_version_it_was_given_from(
    versions: Versions, conversations: MemoryConversationStore
) -> None:
    given = record(conversations, "a", citation(HELD[0], PARKS))
    (citing,) = versions.cited_by(versions.diff(versions.all("sample"), 2, 3), 9).answers
    assert citing.answer == given


def test_a_quote_that_the_new_wording_still_holds_is_told_to_stand(
    versions: Versions, conversations: MemoryConversationStore
) -> None:
    cited = citation(HELD[0], GOAL)
    record(conversations, "a", cited, replace(cited, n=2, quote="营收达到"))
    (citing,) = versions.cited_by(versions.diff(versions.all("sample"), 1, 2), 9).answers
    assert citing.standing == {2}


def test_documents_and_phrasings_that_still_say_what_is_gone_are_told(
    conversations: MemoryConversationStore, tmp_path: object
) -> None:
    before = version("一、目标\n\n全省纺织服装产业营收达到 5000 亿元，培育园区。")
    after = version("一、目标\n\n全省纺织服装产业营收达到6000亿元，培育园区。", 2, validity_basis=("有效期三年。",))
    reading = version("解读：全省纺织服装产业营收达到5000亿元，任务很重。", id="reading")
    file = tmp_path / "phrasings.yaml"  # type: ignore[operator]
    file.write_text("- 营收达到5000亿元\n- 培育园区\n- 从来没有这一句\n", "utf-8")
    phrasings = [Phrasing("sample", entry.text(), (), entry) for entry in Entry.of_file(file).items()]
    corpus = MemoryCorpusStore({"sample": (before, after), "reading": (reading,)})
    versions = Versions(corpus, conversations, lambda: phrasings, list, BEIJING)
    quoted_by = versions.quoted_by(versions.diff(versions.all("sample"), None, None), corpus.current())
    assert [(each.clause.document_id, each.quote) for each in quoted_by.repeats] == [
        ("reading", "全省纺织服装产业营收达到5000亿元")
    ]
    assert [each.quote for each in quoted_by.phrasings] == ["营收达到5000亿元"]
    assert quoted_by.basis == ("有效期三年。",)
