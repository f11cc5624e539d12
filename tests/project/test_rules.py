"""The rules around the plan, as they ship: proven, dated, placed and linked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.answering.lexicon import Lexicon
from assistant.answering.phrasing_files import Asking, read_asking
from assistant.answering.regions import HEADER
from assistant.corpus import load_documents, parse_clauses
from assistant.domain import Clause, Confidence, Document, Kind, Level, PolicyDate, Precision, ReviewedStatus
from assistant.language.normalise import compact
from evals.dataset import load

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    loaded = load_documents([KNOWLEDGE])
    assert loaded.problems == ()
    return {document.id: document for document in loaded.documents}


@pytest.fixture(scope="module")
def digests(documents: dict[str, Document]) -> list[Document]:
    return [document for document in documents.values() if document.kind is Kind.DIGEST]


@pytest.fixture(scope="module")
def asking() -> Asking:
    found, problems = read_asking([KNOWLEDGE])
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def tables(digests: list[Document]) -> dict[str, dict[str, list[str]]]:
    """The places of each region, by the rule whose table divides them."""
    found: dict[str, dict[str, list[str]]] = {}
    for document in digests:
        clauses = {clause.id: clause for clause in parse_clauses(document)}
        for clause in clauses.values():
            head = clauses.get(clause.parent_id or "")
            if clause.level is Level.TEXT and head is not None and tuple(_cells(head)) == HEADER:
                region, listed = _cells(clause)
                found.setdefault(document.id, {})[region] = listed.split("、")
    return found


def _cells(clause: Clause) -> list[str]:
    return [cell.strip() for cell in clause.text.strip().strip("|").split("|")]


def _statements(document: Document) -> list[Clause]:
    return [clause for clause in parse_clauses(document) if clause.level is Level.TEXT]


def test_every_statement_of_a_digest_has_a_source(digests: list[Document]) -> None:
    assert digests
    bare = [
        clause.id
        for document in digests
        for clause in _statements(document)
        if not document.sources_of(clause.start, clause.end)
    ]
    assert bare == []


def test_what_was_not_found_is_stated_with_where_to_look_and_nothing_else_is(digests: list[Document]) -> None:
    wrong = [
        clause.id
        for document in digests
        for clause in _statements(document)
        if {source.confidence for source in document.sources_of(clause.start, clause.end)} == {Confidence.UNSEEN}
        and not re.search(r"没有|未|不", clause.text)
    ]
    assert wrong == []


def test_every_digest_says_that_it_was_put_together_from_elsewhere(digests: list[Document]) -> None:
    assert [document.id for document in digests if not re.search("要点|整理", document.note)] == []


def test_every_digest_was_reviewed_and_what_the_review_found_agrees_with_its_dates(digests: list[Document]) -> None:
    assert [document.id for document in digests if document.reviewed_on is None] == []
    for document in digests:
        ended = document.repealed_on or document.expires_on
        reviewed = document.reviewed_on
        if ended and reviewed:
            over = ended.day <= reviewed.day if document.repealed_on else ended.last_day < reviewed.day
            assert (document.status is ReviewedStatus.OVER) is over, document.id


def _spoken(stated: PolicyDate) -> str:
    day = stated.day
    year, month = f"{day.year}年", f"{day.month}月"
    return {
        Precision.YEAR: year,
        Precision.MONTH: rf"{year}{month}|{month}",
        Precision.DAY: rf"{year}{month}{day.day}日|(?<!\d){month}{day.day}日|{month}\d+日(?:到|至|—|-){day.day}日",
    }[stated.precision]


def test_every_day_of_a_round_stands_in_one_statement_with_a_source(digests: list[Document]) -> None:
    missing = [
        f"{document.id}: {window.name} {stated}"
        for document in digests
        for window in document.windows
        for stated in (window.opens_on, window.closes_on)
        if stated is not None and not any(re.search(_spoken(stated), each.text) for each in _statements(document))
    ]
    assert missing == []


def test_the_rounds_of_a_rule_stand_in_the_order_of_their_days(digests: list[Document]) -> None:
    for document in digests:
        closing = [window.closes_on.day for window in document.windows if window.closes_on]
        assert closing == sorted(closing), document.id


def test_a_rule_that_tells_regions_apart_names_those_of_a_table(
    digests: list[Document], tables: dict[str, dict[str, list[str]]]
) -> None:
    regions = {region for table in tables.values() for region in table}
    assert [document.id for document in digests if not set(document.regions) <= regions] == []
    assert [document.id for document in digests if document.id in tables and not document.regions] == []


def test_a_table_of_places_lists_each_place_once_under_the_regions_of_its_rule(
    documents: dict[str, Document], tables: dict[str, dict[str, list[str]]]
) -> None:
    assert tables
    for document_id, table in tables.items():
        listed = [place for places in table.values() for place in places]
        assert len(listed) == len(set(listed))
        assert set(table) == set(documents[document_id].regions)


def test_every_city_of_a_table_is_a_city_of_the_gazetteer(tables: dict[str, dict[str, list[str]]]) -> None:
    places = Lexicon.from_dir(KNOWLEDGE).places
    for table in tables.values():
        listed = {place for row in table.values() for place in row}
        assert places.cities - listed <= {"深圳"}


def test_every_place_of_a_table_is_known_with_its_city(tables: dict[str, dict[str, list[str]]]) -> None:
    places = Lexicon.from_dir(KNOWLEDGE).places
    listed = {place for table in tables.values() for row in table.values() for place in row}
    assert {place for place in listed if not places.city(place)} == set()


def test_a_rule_that_was_replaced_and_its_successor_name_each_other(documents: dict[str, Document]) -> None:
    replaced = {document.id for document in documents.values() if document.superseded_by}
    assert replaced
    for document_id in replaced:
        successor = documents[str(documents[document_id].superseded_by)]
        assert document_id in successor.supersedes
        assert documents[document_id].repealed_on is not None


def test_every_rule_of_an_overview_is_there(documents: dict[str, Document], asking: Asking) -> None:
    assert asking.overviews
    missing = {shown for each in asking.overviews for shown in each.shows} - set(documents)
    assert missing == set()


def test_an_overview_shows_digests_that_differ(documents: dict[str, Document], asking: Asking) -> None:
    for overview in asking.overviews:
        assert len(set(overview.shows)) == len(overview.shows) >= 2, overview.topic
        assert {documents[shown].kind for shown in overview.shows} == {Kind.DIGEST}, overview.topic


def test_every_document_in_which_an_unwritten_topic_is_written_is_there(
    documents: dict[str, Document], asking: Asking
) -> None:
    written = {document_id for topic in asking.unwritten for document_id in topic.written_in}
    assert written
    assert written - set(documents) == set()


def test_topics_of_a_shelf_belong_to_one_that_there_is(documents: dict[str, Document], asking: Asking) -> None:
    shelves = {document.shelf for document in documents.values()}
    assert {topic.shelf for topic in asking.unwritten} - {""} <= shelves


def test_people_ask_of_every_digest(digests: list[Document], asking: Asking) -> None:
    phrased = {phrasing.document_id for phrasing in asking.phrasings}
    assert [document.id for document in digests if document.id not in phrased] == []


def test_no_line_of_an_overview_is_the_question_of_an_eval_case(asking: Asking) -> None:
    lines = {compact(line) for overview in asking.overviews for line in overview.asked}
    assert lines & {compact(case.question) for case in load().cases} == set()


def test_no_line_of_the_overviews_is_written_twice(asking: Asking) -> None:
    lines = [line for overview in asking.overviews for line in overview.asked]
    assert len(lines) == len(set(lines))


def test_the_plan_and_its_interpretation_stand_on_a_shelf_of_their_own(documents: dict[str, Document]) -> None:
    main = {document.id for document in documents.values() if document.shelf == "main"}
    assert main == {"gd-textile-plan-2024", "gd-textile-plan-2024-interpretation"}
