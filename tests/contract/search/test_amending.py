"""Amending a copy of a large generation must find what building anew finds."""

import hashlib

import pytest

from assistant.domain import Query
from assistant.search.building import Builder
from assistant.search.manifest import Manifest
from tests.fakes.clauses import clause, large_corpus

pytestmark = pytest.mark.usefixtures("through_chroma")

OLD = large_corpus(400)
NEW = [
    *OLD[20:],
    clause("grown-9:0", "改写后的条文：设立纺织产业基金。", "第9章"),
    clause("added:1", "对首台套装备给予保险补偿。", "第100章"),
]
NEW.remove(next(old for old in NEW if old.id == "grown-9:0"))


@pytest.fixture(scope="module")
def amended(grown, tokenizer, store):
    root, library = grown
    before = digests(root / "old")
    serving = library.open("old")
    manifest = Manifest.read(root / "old", tokenizer.digest)
    (root / "new").mkdir()
    assert Builder(tokenizer, store, "", lambda stage, done, total: None).amend(
        root / "new", NEW, root / "old", manifest
    )
    return root, library, serving, before


def digests(directory):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file() and not path.name.startswith("chroma.sqlite3")
    }


def test_what_serves_is_not_touched(amended):
    root, _, serving, before = amended
    assert digests(root / "old") == before
    assert serving.search(Query("第1号项目"), 3)
    assert serving.clause_count() == 400


def test_added_clauses_are_found_and_removed_ones_are_not(amended):
    _, library, _, _ = amended
    searcher = library.open("new")
    searcher.complete()
    assert searcher.clause_count() == len(NEW) == 381
    assert searcher.search(Query("首台套装备保险补偿"), 1)[0].clause_id == "added:1"
    assert searcher.search(Query("设立纺织产业基金"), 1)[0].clause_id == "grown-9:0"
    everything = {hit.clause_id for hit in searcher.search(Query("项目"), 1000)}
    assert everything.isdisjoint(f"grown-0:{n}" for n in range(20))


def test_it_finds_what_building_anew_finds(amended):
    _, library, _, _ = amended
    library.build("anew", NEW)
    by_amending, anew = library.open("new"), library.open("anew")
    by_amending.complete()
    anew.complete()
    for old in NEW[::40]:
        question = Query(old.text)
        assert by_amending.search(question, 1)[0].clause_id == anew.search(question, 1)[0].clause_id == old.id


def test_it_holds_the_new_corpus_and_counts_what_changed(amended, tokenizer):
    root, library, _, _ = amended
    assert library.holds("new", NEW)
    assert Manifest.read(root / "new", tokenizer.digest).changed == 21


def test_too_many_changes_call_for_a_new_fit(amended, tokenizer, store, tmp_path):
    root = amended[0]
    builder = Builder(tokenizer, store, "", lambda stage, done, total: None)
    manifest = Manifest.read(root / "new", tokenizer.digest)
    assert not builder.amend(tmp_path, NEW[20:], root / "new", manifest)
    assert list(tmp_path.iterdir()) == []


def test_a_large_corpus_is_amended_and_a_damaged_one_built_anew(amended, caplog, tokenizer, monkeypatch):
    root, library, _, _ = amended
    monkeypatch.setattr("assistant.search.library.AMEND_FROM", 100)
    library.build("third", [*NEW, clause("added:2", "鼓励企业上市。")], previous="new")
    assert Manifest.read(root / "third", tokenizer.digest).changed == 22
    (root / "third" / "members.json").write_text("{}")
    library.build("fourth", NEW, previous="third")
    assert Manifest.read(root / "fourth", tokenizer.digest).changed == 0
    assert "building fourth anew instead of amending third" in caplog.text
    library.build("fifth", NEW, previous="absent")
    assert library.open("fifth").clause_count() == 381
