import json

import pytest

from assistant.errors import IndexDamaged
from assistant.search.manifest import SCHEMA, Manifest, checksums


def manifest(directory, **changes):
    facts = {
        "schema": SCHEMA,
        "fingerprint": "f",
        "tokenizer": "words",
        "embedder_id": "lsa-1",
        "clauses": 3,
        "changed": 0,
        "probes": {"d:1": "一\n二"},
        "files": checksums(directory),
    }
    return Manifest(**(facts | changes))


@pytest.fixture
def generation(tmp_path):
    (tmp_path / "lexical").mkdir()
    (tmp_path / "lexical" / "segment.idx").write_bytes(b"postings")
    manifest(tmp_path).write(tmp_path)
    return tmp_path


def test_a_manifest_comes_back_as_it_was_written(generation):
    read = Manifest.read(generation, "words")
    read.check_files(generation)
    assert read == manifest(generation)


def test_a_generation_without_manifest_was_never_finished(tmp_path):
    with pytest.raises(IndexDamaged, match="没有建完"):
        Manifest.read(tmp_path, "words")


def test_other_word_lists_make_an_index_useless(generation):
    with pytest.raises(IndexDamaged, match="词表"):
        Manifest.read(generation, "other words")


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"schema": 1}', '{"schema": 1, "surprise": 2}'])
def test_an_unreadable_manifest_is_named(generation, content):
    (generation / "manifest.json").write_text(content)
    with pytest.raises(IndexDamaged, match="重建"):
        Manifest.read(generation, "words")


def test_another_schema_is_named_even_when_its_fields_differ(generation):
    (generation / "manifest.json").write_text(json.dumps({"schema": SCHEMA + 1, "novelty": True}))
    with pytest.raises(IndexDamaged, match="另一版本"):
        Manifest.read(generation, "words")


@pytest.mark.parametrize("damage", ["changed", "removed", "added"])
def test_files_that_differ_from_the_build_are_found(generation, damage):
    segment = generation / "lexical" / "segment.idx"
    if damage == "changed":
        segment.write_bytes(b"postinGs")
    elif damage == "removed":
        segment.unlink()
    else:
        (generation / "lexical" / "other.idx").write_bytes(b"")
    with pytest.raises(IndexDamaged, match="不一致"):
        Manifest.read(generation, "words").check_files(generation)


def test_files_that_every_opening_touches_do_not_count(generation):
    (generation / "dense").mkdir()
    for name in ("dense/chroma.sqlite3", "dense/chroma.sqlite3-wal", "lexical/.tantivy-meta.lock"):
        (generation / name).write_bytes(b"touched")
    Manifest.read(generation, "words").check_files(generation)
