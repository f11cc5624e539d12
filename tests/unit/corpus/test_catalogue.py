"""What is read together, and which digest steps back for its official text."""

import pytest

from assistant.corpus.catalogue import Catalogue, answering, replacement_of
from assistant.domain import Kind
from tests.fakes.documents import document, version

NUMBER = "某工信〔2024〕7号"


def held(name, kind=Kind.OFFICIAL_TEXT, **fields):
    return version(f"# {name}\n\n{name}给予奖补。\n", id=name, kind=kind, **fields)


def digest(**fields):
    return document("- 给予奖补。", id="digest", kind=Kind.DIGEST, **fields)


def text(name="text", **fields):
    return document("给予奖补。", id=name, **fields)


def test_documents_stand_on_the_shelf_that_they_name():
    catalogue = Catalogue([held("a"), held("b", shelf="support"), held("c", shelf="support")])
    shelves = catalogue.shelves()
    assert {name: list(each.versions) for name, each in shelves.items()} == {"main": ["a"], "support": ["b", "c"]}
    assert set(shelves["support"].clauses) == {"b:title", "b:0.s1", "c:title", "c:0.s1"}


def test_the_shelf_with_the_most_authoritative_document_comes_first():
    catalogue = Catalogue(
        [
            held("a", Kind.DIGEST, shelf="almanac"),
            held("b", Kind.INTERPRETATION, shelf="zebra"),
            held("c", shelf="plans"),
            held("d", Kind.DIGEST, shelf="plans"),
        ]
    )
    assert list(catalogue.shelves()) == ["plans", "zebra", "almanac"]


def test_shelves_of_equal_authority_come_by_name_whatever_the_order_of_documents():
    documents = [held("a", shelf="second"), held("b", shelf="first")]
    assert list(Catalogue(documents).shelves()) == list(Catalogue(documents[::-1]).shelves()) == ["first", "second"]


def test_one_shelf_holds_all_of_a_catalogue_without_digests():
    catalogue = Catalogue([held("a"), held("b", Kind.INTERPRETATION)])
    (only,) = catalogue.shelves().values()
    assert only.clauses == catalogue.clauses
    assert only.fingerprint == catalogue.fingerprint


def test_rules_are_held_where_there_is_a_digest():
    assert Catalogue([held("a"), held("b", Kind.DIGEST)]).holds_rules
    assert not Catalogue([held("a"), held("b", Kind.INTERPRETATION)]).holds_rules


def test_a_digest_steps_back_for_the_official_text_of_its_number():
    official = text(doc_number=NUMBER)
    assert replacement_of(digest(doc_number=NUMBER), [digest(), text("other"), official]) == official


def test_a_digest_steps_back_for_the_official_text_that_it_names():
    named = text("named")
    assert replacement_of(digest(replaced_by="named"), [text("other"), named]) == named


def test_the_text_that_is_named_comes_before_one_of_the_same_number():
    named, numbered = text("named"), text("numbered", doc_number=NUMBER)
    assert replacement_of(digest(replaced_by="named", doc_number=NUMBER), [numbered, named]) == named


@pytest.mark.parametrize(
    "other",
    [
        text(doc_number="某工信〔2024〕8号"),
        text(doc_number=None),
        document("给予奖补。", id="reading", kind=Kind.INTERPRETATION, doc_number=NUMBER),
        document("- 给予奖补。", id="second", kind=Kind.DIGEST, doc_number=NUMBER),
    ],
    ids=["other number", "no number", "interpretation", "another digest"],
)
def test_a_digest_stays_beside_any_other_document(other):
    assert replacement_of(digest(doc_number=NUMBER), [other]) is None


def test_two_documents_without_a_number_do_not_have_the_same_one():
    assert replacement_of(digest(doc_number=None), [text(doc_number=None)]) is None


def test_a_digest_does_not_step_back_for_a_text_that_is_not_there():
    assert replacement_of(digest(replaced_by="nowhere"), [text()]) is None


@pytest.mark.parametrize("kind", [Kind.OFFICIAL_TEXT, Kind.INTERPRETATION])
def test_only_digests_step_back(kind):
    own = document("给予奖补。", id="own", kind=kind, doc_number=NUMBER, replaced_by="text")
    assert replacement_of(own, [text(doc_number=NUMBER)]) is None


def test_answers_rest_on_all_but_the_digests_whose_text_has_come():
    shelf = (
        held("digest", Kind.DIGEST, doc_number=NUMBER),
        held("further", Kind.DIGEST, doc_number="某工信〔2025〕1号"),
        held("reading", Kind.INTERPRETATION, interprets="text"),
        held("text", doc_number=NUMBER),
    )
    assert [each.document.id for each in answering(shelf)] == ["further", "reading", "text"]
    assert answering(shelf[:3]) == shelf[:3]
