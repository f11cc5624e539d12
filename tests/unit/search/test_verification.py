import pytest
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexDamaged
from assistant.search.verification import probe, verify
from tests.fakes.clauses import clause

CLAUSES = [clause(f"d:{n}", f"第{n}条") for n in range(100)]


class OneAxisEach(Embeddings):
    """Every clause points its own way, a little towards its neighbour's."""

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text):
        number = int(text.rpartition("第")[2].removesuffix("条"))
        return [1.0 if axis == number else 0.2 if axis == number + 1 else 0.0 for axis in range(101)]


class ExactIndex:
    """The dense index as it should be, less what a test takes away."""

    def __init__(self, lost=(), seen=10):
        self.held = [item.id for item in CLAUSES if item.id not in lost]
        self.vectors = dict(zip([item.id for item in CLAUSES], vectors(CLAUSES), strict=True))
        self.seen = seen

    def count(self):
        return len(CLAUSES)

    def nearest(self, vector, depth):
        length = sum(x * x for x in vector)
        found = [(i, sum(a * b for a, b in zip(vector, self.vectors[i], strict=True)) / length) for i in self.held]
        return sorted(found, key=lambda hit: -hit[1])[: min(depth, self.seen)]


def vectors(clauses):
    return OneAxisEach().embed_documents([item.content for item in clauses])


def test_a_sound_index_passes():
    verify(ExactIndex(), CLAUSES, OneAxisEach())


def test_a_single_lost_vector_in_a_hundred_is_found():
    with pytest.raises(IndexDamaged, match="100 条中有 1 条找不到自己"):
        verify(ExactIndex(lost={"d:50"}), CLAUSES, OneAxisEach())


def test_too_few_of_the_exact_neighbours_are_too_few():
    with pytest.raises(IndexDamaged, match="召回率"):
        verify(ExactIndex(seen=2), CLAUSES, OneAxisEach())


def test_another_count_is_found_first():
    with pytest.raises(IndexDamaged, match="有 100 条，应有 99 条"):
        verify(ExactIndex(), CLAUSES[1:], OneAxisEach())
    with pytest.raises(IndexDamaged, match="有 100 条，应有 3 条"):
        probe(ExactIndex(), 3, {}, OneAxisEach())


def test_a_probe_that_is_not_found_is_named():
    probes = {item.id: item.content for item in CLAUSES[:3]}
    probe(ExactIndex(), 100, probes, OneAxisEach())
    with pytest.raises(IndexDamaged, match="d:2"):
        probe(ExactIndex(lost={"d:2"}), 100, probes, OneAxisEach())
