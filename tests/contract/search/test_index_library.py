import hashlib
import shutil

import pytest

from assistant.domain import Query
from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.language.tokens import Tokenizer
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.contract.search.conftest import TERMS
from tests.fakes.clauses import clause, corpus
from tests.fakes.stores import MemoryEmbeddingStore

pytestmark = pytest.mark.usefixtures("through_chroma")

QUESTIONS = [Query(text) for text in ("技术改造奖补多少", "绿色工厂奖励", "什么时候申报", "审计监督", "品牌培育")]


def answers(searcher):
    """What Chroma finds, not the exact scan that answers before it is opened."""
    searcher.complete()
    return [searcher.search(question, 10) for question in QUESTIONS]


@pytest.fixture
def copied(built, tmp_path, tokenizer, store):
    """A library with a copy of generation `small`, to be damaged."""
    shutil.copytree(built[0] / "small", tmp_path / "indexes" / "small")
    return tmp_path / "indexes" / "small", IndexLibrary(tmp_path / "indexes", tokenizer, store, Weights())


def test_a_generation_exists_once_it_is_built(library):
    assert library.names() == ()
    library.build("first", corpus()[:3])
    assert library.names() == ("first",)
    assert library.open("first").clause_count() == 3


def test_equal_corpora_give_equal_answers(built, library):
    library.build("again", corpus())
    assert answers(library.open("again")) == answers(built[1].open("small"))


def test_opening_changes_no_file_that_is_checked(built):
    first = answers(built[1].open("small"))
    for _ in range(3):
        assert answers(built[1].open("small")) == first


def test_progress_names_every_stage(library):
    seen = []
    library.build("first", corpus(), progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert {stage for stage, _, _ in seen} == {"embedding", "lexical", "dense", "verify"}
    assert seen[-1] == ("verify", 15, 15)


def test_an_empty_corpus_can_be_built_and_asked(library):
    library.build("empty", [])
    searcher = library.open("empty")
    assert searcher.search(Query("技术改造"), 5) == ()
    assert searcher.clause_count() == 0


def test_a_single_clause_can_be_built_and_asked(library):
    library.build("one", corpus()[1:2])
    assert [hit.clause_id for hit in library.open("one").search(Query("技术改造"), 5)] == ["measures:2"]


def test_clauses_of_the_same_wording_are_all_found(library):
    library.build("twins", [clause(f"twins:{n}", "奖补资金接受审计。") for n in range(40)])
    assert len(library.open("twins").search(Query("审计"), 40)) == 40


def test_a_clause_without_any_word_does_no_harm(library):
    library.build("signs", [*corpus(), clause("signs:1", "——", locator="※", title="※")])
    assert answers(library.open("signs"))[0][0].clause_id == "measures:2"


def test_a_name_is_never_built_twice(built):
    with pytest.raises(ValueError, match="exists"):
        built[1].build("small", corpus())


@pytest.mark.parametrize("name", ["", "a", "../small", "Small", "政策", "a/b", ".hidden", "-first", "a" * 100])
def test_a_name_that_is_no_name_is_refused(library, name):
    with pytest.raises(ValueError, match="not a name"):
        library.build(name, [])
    with pytest.raises(ValueError, match="not a name"):
        library.open(name)


def test_a_missing_generation_is_damaged(library):
    with pytest.raises(IndexDamaged, match="不存在"):
        library.open("absent")


def test_it_tells_whether_a_generation_holds_a_corpus(built, library):
    assert built[1].holds("small", reversed(corpus()))
    assert not built[1].holds("small", corpus()[1:])
    assert not built[1].holds("small", [*corpus()[:-1], clause("measures:15", "本办法有效期五年。", "五、附则")])
    assert not library.holds("absent", [])


def test_stale_generations_and_leftovers_go(library, tmp_path):
    library.build("first", corpus()[:2])
    library.build("second", corpus()[:3])
    (tmp_path / "indexes" / "half-built" / "lexical").mkdir(parents=True)
    assert library.remove_stale("second") == ("first", "half-built")
    assert library.names() == ("second",)
    assert library.open("second").clause_count() == 3
    assert library.remove_stale(None) == ("second",)
    assert library.remove_stale(None) == ()


def test_a_leftover_of_the_same_name_is_built_over(library, tmp_path):
    (tmp_path / "indexes" / "first" / "lexical").mkdir(parents=True)
    (tmp_path / "indexes" / "first" / "lexical" / "meta.json").write_text("half")
    library.build("first", corpus()[:3])
    assert library.open("first").clause_count() == 3


@pytest.mark.parametrize(
    "pattern",
    [
        "manifest.json",
        "members.json",
        "lexical/meta.json",
        "lexical/*.idx",
        "embedding/model.npz",
        "embedding/vocabulary.json",
        "exact.npy",
        "dense/*/data_level0.bin",
        "dense/*/header.bin",
        "dense/chroma.sqlite3",
    ],
)
@pytest.mark.parametrize("damage", ["removed", "emptied", "cut", "flipped"])
def test_any_damaged_file_is_noticed(copied, pattern, damage):
    directory, library = copied
    [file, *_] = directory.glob(pattern)
    content = file.read_bytes()
    if damage == "removed":
        file.unlink()
    elif damage == "emptied":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    else:
        file.write_bytes(bytes(255 - byte for byte in content))
    with pytest.raises(IndexDamaged, match="重建"):
        library.open("small").complete()


def test_vectors_of_another_corpus_are_noticed(copied):
    """Chroma's SQLite file has no checksum, so a wrong one must show by its content."""
    directory, library = copied
    library.build("other", [clause(f"other:{n}", f"第{n}条是另一部办法的内容。") for n in range(15)])
    (directory / "dense" / "chroma.sqlite3").write_bytes(
        (directory.parent / "other" / "dense" / "chroma.sqlite3").read_bytes()
    )
    with pytest.raises(IndexDamaged):
        library.open("small").complete()


def test_other_word_lists_call_for_a_rebuild(copied, tmp_path, store):
    other = Tokenizer([*TERMS, "奖补资金"], [], tmp_path / "jieba")
    library = IndexLibrary(tmp_path / "indexes", other, store, Weights())
    with pytest.raises(IndexDamaged, match="词表"):
        library.open("small")
    assert not library.holds("small", corpus())


def test_vectors_lost_from_sql_are_computed_again(built, tokenizer):
    library = IndexLibrary(built[0], tokenizer, MemoryEmbeddingStore(), Weights())
    assert answers(library.open("small")) == answers(built[1].open("small"))


def test_a_filter_is_looked_through_however_deep(grown):
    """Every clause says 项目; the allowed ones stand far below the depth of a plain search."""
    searcher = grown[1].open("old")
    question = Query("第1号项目")
    order = [hit.clause_id for hit in searcher.search(question, 400)]
    assert len(order) == 400
    last = set(order[-5:])
    assert {hit.clause_id for hit in searcher.search(question, 5, last)} == last


def test_weights_decide_which_searches_run(built, tokenizer, store):
    words_only = IndexLibrary(built[0], tokenizer, store, Weights(0, 1, 0)).open("small")
    hits = words_only.search(Query("申报程序"), 5)
    assert all(hit.dense == 0 for hit in hits)
    meaning_only = IndexLibrary(built[0], tokenizer, store, Weights(0, 0, 1)).open("small")
    assert all(hit.lexical == 0 < hit.dense for hit in meaning_only.search(Query("申报程序"), 5))


def test_a_build_that_fails_leaves_the_old_generation(copied, tokenizer):
    class FullStore(MemoryEmbeddingStore):
        def save(self, embedder_id, vectors):
            raise OSError(28, "No space left on device")

    directory, library = copied
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.rglob("*.*") if path.is_file()}
    full = IndexLibrary(directory.parent, tokenizer, FullStore(), Weights())
    with pytest.raises(StorageUnavailable, match="磁盘空间"):
        full.build("next", [*corpus(), clause("new:1", "新增一条。")])
    assert library.names() == ("small",)
    assert library.remove_stale("small") == ("next",)
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before}
