"""Which embedding a generation was built with, and whether it is the one that is set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.errors import IndexDamaged
from assistant.language.tokens import Tokenizer
from assistant.search.embedding import LatentSemanticEmbeddings
from assistant.search.endpoint import Endpoint, Setback

if TYPE_CHECKING:
    from assistant.search.endpoint_embedding import EndpointEmbeddings

MODEL = "embedding"
"""Where in a generation the local model stands."""


@dataclass(frozen=True, slots=True)
class BuiltWith:
    """The embedding of one generation: `embedder` is None where its endpoint is no longer set."""

    embedder_id: str
    embedder: LatentSemanticEmbeddings | EndpointEmbeddings | None
    wanted: Endpoint | None
    setback: Setback

    @classmethod
    def of(
        cls, generation: Path, embedder_id: str, tokenizer: Tokenizer, wanted: Endpoint | None, setback: Setback
    ) -> Self:
        """Opens what questions are embedded with; raises IndexDamaged. Asks no endpoint."""
        if _is_local(embedder_id):
            return cls(embedder_id, LatentSemanticEmbeddings.load(generation / MODEL, tokenizer), wanted, setback)
        return cls(embedder_id, None if wanted is None else _of_endpoint(embedder_id, wanted), wanted, setback)

    def check(self) -> None:
        """Raises IndexDamaged where another embedding is set, EndpointUnavailable while that cannot be told."""
        if self.wanted is None:
            if not _is_local(self.embedder_id):
                raise IndexDamaged("索引用的向量接口已不再设置。请重建索引")
            return
        from assistant.search.endpoint_embedding import EndpointEmbeddings

        self.setback.check()
        if EndpointEmbeddings.reach(self.wanted).embedder_id != self.embedder_id:
            raise IndexDamaged("索引用的不是现在所设的向量模型。请重建索引")

    @property
    def problem(self) -> str:
        """What is amiss with searching by meaning just now, in Chinese; empty when nothing is."""
        if self.embedder is None:
            return "索引用的向量接口已不再设置，重建之前只按词面检索"
        if isinstance(self.embedder, LatentSemanticEmbeddings):
            return "" if self.wanted is None else "索引还没有换成所设的向量模型，暂用本机向量"
        return self.embedder.patience.problem


def comparable(embedder_id: str, endpoint: EndpointEmbeddings | None) -> bool:
    """Whether vectors of that id and those of the endpoint, or local ones for None, may stand side by side."""
    return _is_local(embedder_id) if endpoint is None else embedder_id == endpoint.embedder_id


def _is_local(embedder_id: str) -> bool:
    return embedder_id.startswith("lsa-")


def _of_endpoint(embedder_id: str, wanted: Endpoint) -> EndpointEmbeddings | None:
    from assistant.search.endpoint_embedding import EndpointEmbeddings, family

    name, _, dimensions = embedder_id.rpartition("-")
    return EndpointEmbeddings(wanted, int(dimensions)) if name == family(wanted) else None
